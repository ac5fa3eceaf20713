/**
 * A made-up system that knows no broker: Ann, Bob and Cid send pings and answer with pongs, write files and arm timers when
 * an administrator tells them to, and note in memory everything that happens to them.
 */
import type { Action } from '../../sim-engine/host/action.ts';
import type { Behaviour, Cluster, MachineSpec } from '../../sim-engine/host/cluster.ts';
import type { Input } from '../../sim-engine/host/input.ts';
import { linkIndex, type Latency, type Link } from '../../sim-engine/host/link.ts';
import type { Machine } from '../../sim-engine/host/machine.ts';
import { hostModel } from '../../sim-engine/host/model.ts';
import type { Settings, SettingValue } from '../../sim-engine/host/settings.ts';
import type { Turn } from '../../sim-engine/host/turn.ts';
import type { World } from '../../sim-engine/host/world.ts';
import { mildestDecider, type Decider } from '../../sim-engine/kernel/decider.ts';
import { Run } from '../../sim-engine/kernel/run.ts';

export const NAMES = ['ann', 'bob', 'cid'] as const;
export type Name = (typeof NAMES)[number];

/** The file that the made-up processes write. */
export const FILE = 0;
export const FSYNC_MICROS = 500;
export const LATENCY: Latency = { latencyMicros: 1_000, jitterMicros: 0 };
const HORIZON = 60_000_000;

/** `<time> <what happened>`, in order. */
type Journal = readonly string[];
type Arguments = Readonly<Record<string, SettingValue>>;

interface Ping {
  readonly kind: 'PingRequest' | 'PongResponse' | 'Greeting';
  readonly number: number;
}

function told(input: Input): string {
  switch (input.kind) {
    case 'start':
      return `start after ${input.previous}`;
    case 'message': {
      const { kind, number } = input.message as Ping;
      return `${kind} ${number} from ${NAMES[input.from]}`;
    }
    case 'disconnected':
      return `disconnected from ${NAMES[input.peer]}`;
    case 'timer':
      return `timer ${input.name} ${input.subject}`;
    case 'synced':
      return `synced ${input.file}`;
    case 'configured':
      return `configured ${JSON.stringify(input.settings)}`;
    case 'command':
      return `command ${input.operation}`;
    case 'resumed':
      return 'resumed';
  }
}

const number = (args: Arguments, name: string): number => args[name] as number;
const peer = (args: Arguments): number => NAMES.indexOf(args['to'] as Name);

/** What an administrator may ask of a machine; each takes `node` besides. */
const COMMANDS: Readonly<Record<string, (turn: Turn, args: Arguments) => void>> = {
  ping: (turn, args) => turn.send(peer(args), { kind: 'PingRequest', number: args['number'] } as Ping),
  greet: (turn, args) => turn.send(peer(args), { kind: 'Greeting', number: args['number'] } as Ping),
  hangUp: (turn, args) => turn.disconnect(peer(args)),
  write: (turn, args) => turn.write(FILE, args['text']),
  writeDurably: (turn, args) => turn.writeDurably(FILE, args['text']),
  fsync: (turn) => turn.fsync(FILE),
  arm: (turn, args) => turn.setTimer(String(args['name']), number(args, 'subject'), number(args, 'after')),
  armOnce: (turn, args) => {
    const subject = number(args, 'subject');
    if (!turn.hasTimer(String(args['name']), subject))
      turn.setTimer(String(args['name']), subject, number(args, 'after'));
  },
  disarm: (turn, args) => turn.cancelTimer(String(args['name']), number(args, 'subject')),
  stop: (turn) => turn.exit(),
};

const behaviour: Behaviour = {
  handle(memory, input, turn): Journal {
    const journal = (memory as Journal | undefined) ?? [];
    if (input.kind === 'command') {
      (COMMANDS[input.operation] as (turn: Turn, args: Arguments) => void)(turn, input.arguments);
      return journal;
    }
    if (input.kind === 'message' && input.message.kind === 'PingRequest') {
      turn.send(input.from, { kind: 'PongResponse', number: (input.message as Ping).number } as Ping);
    }
    return [...journal, `${turn.now} ${told(input)}`];
  },
};

export interface StoryOptions {
  readonly latency?: Latency;
  readonly decider?: Decider;
  readonly faultBudget?: Cluster['faultBudget'];
  readonly settings?: Settings;
  readonly isWorkloadDone?: Cluster['isWorkloadDone'];
  readonly pending?: Cluster['pending'];
  readonly horizon?: number;
}

/** The cluster of Ann (a producer), Bob and Cid (brokers). By default it never says that it is at rest. */
export function clusterOf(options: StoryOptions = {}): Cluster {
  const machines = NAMES.map((name): MachineSpec => ({
    name,
    role: name === 'ann' ? 'producer' : 'broker',
    behaviour,
    settings: options.settings ?? {},
    disk: [],
  }));
  return {
    machines,
    latency: options.latency ?? LATENCY,
    fsyncMicros: FSYNC_MICROS,
    faultBudget: options.faultBudget ?? {},
    commandTarget: (_world, action) => {
      const target = NAMES.indexOf(action.arguments['node'] as Name);
      return target === -1 || !(action.operation in COMMANDS) ? null : target;
    },
    isWorkloadDone: options.isWorkloadDone ?? (() => true),
    pending: options.pending ?? (() => ({ key: 'pending.process', params: { node: 'ann', state: 'running' } })),
  };
}

/** One line of a script, in microseconds. */
export function at(micros: number, operation: string, args: Arguments = {}): Action {
  return { at: micros, operation, arguments: args };
}

/** `from` pings `to`. */
export function ping(micros: number, from: Name, to: Name, count: number): Action {
  return at(micros, 'ping', { node: from, to, number: count });
}

/** `from` sends `to` something that needs no answer. */
export function greet(micros: number, from: Name, to: Name, count: number): Action {
  return at(micros, 'greet', { node: from, to, number: count });
}

/** A run that is told by a script. */
export class Story {
  readonly cluster: Cluster;
  readonly run: Run<World, Action>;
  readonly decider: Decider;
  readonly script: readonly Action[];

  constructor(script: readonly Action[], options: StoryOptions = {}) {
    this.cluster = clusterOf(options);
    this.decider = options.decider ?? mildestDecider;
    this.script = [...script].sort((left, right) => left.at - right.at);
    this.run = new Run({
      model: hostModel(this.cluster, this.decider),
      decider: this.decider,
      script: this.script,
      horizon: options.horizon ?? HORIZON,
    });
    while (!this.run.finished) this.run.advance({ stepsMax: 1_000 });
  }

  /** The world at a time. */
  worldAt(micros: number): World {
    return this.run.worldAfter(this.run.trace.stepsUntil(micros));
  }

  machine(name: Name, world: World = this.run.world): Machine {
    return world.machines[NAMES.indexOf(name)] as Machine;
  }

  link(from: Name, to: Name, world: World = this.run.world): Link {
    return world.links[linkIndex(NAMES.indexOf(from), NAMES.indexOf(to), NAMES.length)] as Link;
  }

  /** What happened to a process since its last start; its first entry tells of the start. */
  journal(name: Name, world: World = this.run.world): Journal {
    return (this.machine(name, world).memory as Journal | undefined) ?? [];
  }

  /** What happened to a process since its last start, without the start. */
  since(name: Name, world: World = this.run.world): Journal {
    return this.journal(name, world).slice(1);
  }

  /** Keys of the steps that matter, in order. */
  get milestones(): readonly string[] {
    return this.run.world.milestones.toArray().map(({ sentence }) => sentence.key);
  }
}

/** Runs a script to its end. */
export function story(script: readonly Action[], options: StoryOptions = {}): Story {
  return new Story(script, options);
}

/** The numbers of the messages in a journal, in the order in which they came. */
export function numbersIn(journal: Journal, kind: Ping['kind']): number[] {
  return journal.filter((line) => line.includes(` ${kind} `)).map((line) => Number(line.split(' ')[2]));
}
