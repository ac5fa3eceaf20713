/**
 * Clients of a simulated cluster of three nodes, on the host: every connection is a machine of its own, which says what the script
 * wants and writes down what it hears.
 *
 * A real cut is made by a wrong cookie and a disconnect, which both sides notice at once: here the links are cut, and both nodes
 * are told that their connection is gone. Policies are the scenario's queue settings: a policy that is set changes them, and the
 * leader looks for mirrors.
 */
import type { Action } from '../../../../sim-engine/host/action.ts';
import type { Behaviour, Cluster, MachineSpec } from '../../../../sim-engine/host/cluster.ts';
import { hostModel } from '../../../../sim-engine/host/model.ts';
import type { World } from '../../../../sim-engine/host/world.ts';
import { randomDecider } from '../../../../sim-engine/kernel/decider.ts';
import { Run } from '../../../../sim-engine/kernel/run.ts';
import { brokerBehaviour } from '../../../../sim-engine/systems/rabbitmq/broker/broker.ts';
import { BrokerContext, type BrokerWorld } from '../../../../sim-engine/systems/rabbitmq/broker/context.ts';
import { mirrorsMayJoin } from '../../../../sim-engine/systems/rabbitmq/broker/cluster/mirrors.ts';
import { freshCluster, freshDisk } from '../../../../sim-engine/systems/rabbitmq/broker/freshCluster.ts';
import type { BrokerMemory } from '../../../../sim-engine/systems/rabbitmq/broker/memory.ts';
import { carryOutAll } from '../../../../sim-engine/systems/rabbitmq/broker/outputs.ts';
import type { ClientMethod } from '../../../../sim-engine/systems/rabbitmq/node/methods.ts';
import type { Places } from '../../../../sim-engine/systems/rabbitmq/places.ts';
import type { QueueSpec, RabbitScenario } from '../../../../sim-engine/systems/rabbitmq/scenario.ts';
import { clusterSettings } from '../../../../sim-engine/systems/rabbitmq/settings.ts';
import { clientFrame, type ToClient } from '../../../../sim-engine/systems/rabbitmq/wire.ts';
import type { Script, Step } from '../language.ts';
import type { Outcome } from '../recording.ts';
import { Clients, type OpenConnection } from './clients.ts';

const NODES = [1, 2, 3] as const;
/** Connections that a script may open, readers included. */
const CLIENTS_MAX = 16;
const MICROS_PER_MILLI = 1_000;
const START_MILLIS = 100;
const CONNECT_MILLIS = 1_000;
/** How long an operator waits after each kind of step; the recorder waits until no node changes its view any more. */
const REST_MILLIS = 8_000;
const HEAL_MILLIS = 15_000;
/** Sixty minutes of simulated time are more than any script takes. */
const HORIZON_MICROS = 3_600_000_000;

const nodeName = (node: number): string => `node-${node}`;

/** What a client's machine has heard, newest last. */
interface Heard {
  readonly arrivals: readonly (ToClient | 'gone')[];
}

const clientBehaviour: Behaviour = {
  handle(memory, input, turn): Heard {
    const before = (memory ?? { arrivals: [] }) as Heard;
    switch (input.kind) {
      case 'message':
        return { arrivals: [...before.arrivals, input.message as ToClient] };
      case 'disconnected':
        return { arrivals: [...before.arrivals, 'gone'] };
      case 'command': {
        const to = Number(input.arguments['to']);
        if (input.operation === 'hang-up') turn.disconnect(to);
        else turn.send(to, JSON.parse(String(input.arguments['message'])));
        return before;
      }
      default:
        return before;
    }
  },
};

/** A node to which the test may also say that a connection is gone, or that a policy has changed. */
function nodeBehaviour(world: BrokerWorld, fresh: BrokerMemory): Behaviour {
  const inner = brokerBehaviour({ world, fresh });
  return {
    handle(memory, input, turn) {
      if (input.kind === 'command' && input.operation === 'lose-connection')
        return inner.handle(memory, { kind: 'disconnected', peer: Number(input.arguments['peer']) }, turn);
      if (input.kind !== 'command' || input.operation !== 'apply-policies') return inner.handle(memory, input, turn);
      const context = new BrokerContext(turn, world, memory as BrokerMemory);
      mirrorsMayJoin(context);
      carryOutAll(context);
      return context.memory;
    },
  };
}

/** Queues as the script declares them first, at the node of the channel that does so. */
function queuesOf(script: Script): QueueSpec[] {
  const channels = new Map<string, number>();
  const connections = new Map<string, number>();
  for (const { connection, node, channels: names } of script.open) {
    connections.set(connection, node);
    for (const channel of names) channels.set(channel, node);
  }
  const specs = new Map<string, QueueSpec>();
  for (const step of script.steps) {
    if (step.do === 'connection.open') connections.set(step.connection, step.node);
    if (step.do === 'channel.open') channels.set(step.channel, connections.get(step.connection) ?? 1);
    if (step.do !== 'queue.declare' || specs.has(step.queue)) continue;
    const { queue: name, durable, arguments: given } = step;
    const type = given['x-queue-type'] === 'quorum' ? 'quorum' : 'classic';
    specs.set(name, { name, type, durable, node: nodeName(channels.get(step.channel) ?? 1) });
  }
  return [...specs.values()];
}

export class SimulatedCluster extends Clients {
  readonly quietMillis = 700;
  readonly #queues: QueueSpec[];
  readonly #run: Run<World, Action>;
  readonly #machines = new Map<string, { readonly machine: number; readonly node: number; heard: number }>();
  #script: readonly Action[] = [];
  #nowMicros = START_MILLIS * MICROS_PER_MILLI;

  constructor(script: Script) {
    super();
    this.#queues = queuesOf(script);
    const names = [...NODES.map(nodeName), ...Array.from({ length: CLIENTS_MAX }, (_, index) => `client-${index}`)];
    const { clusterPartitionHandling, consumerTimeoutMillis, channelTickIntervalMillis } = script.settings;
    const topology = {
      brokers: NODES.length,
      exchanges: [],
      queues: this.#queues,
      bindings: [],
      producers: [],
      consumers: [],
    };
    const scenario: RabbitScenario = {
      version: 1,
      name: script.name,
      system: 'rabbitmq',
      seed: 1,
      horizonMillis: HORIZON_MICROS / MICROS_PER_MILLI,
      topology,
      settings: {
        version: '3.10',
        cluster_partition_handling: clusterPartitionHandling,
        consumer_timeout: consumerTimeoutMillis,
        channel_tick_interval: channelTickIntervalMillis,
      },
      guards: {},
      network: { latencyMicros: 1_000, jitterMicros: 0 },
      faults: [],
      promises: [],
    };
    const places: Places = { topology, brokers: [0, 1, 2], producers: [], consumers: [], database: -1, names };
    const world: BrokerWorld = { places, settings: clusterSettings(scenario.settings) };
    const machines = [
      ...freshCluster(scenario, places).map((fresh, index): MachineSpec => ({
        name: names[index] as string,
        role: 'broker',
        behaviour: nodeBehaviour(world, fresh),
        settings: {},
        disk: freshDisk(fresh),
      })),
      ...names
        .slice(NODES.length)
        .map((name): MachineSpec => ({ name, role: 'producer', behaviour: clientBehaviour, settings: {}, disk: [] })),
    ];
    const cluster: Cluster = {
      machines,
      latency: scenario.network,
      fsyncMicros: 500,
      faultBudget: {},
      commandTarget: (_world, { arguments: args }) => names.indexOf(String(args['machine'] ?? args['node'])),
      isWorkloadDone: () => false,
      pending: () => ({ key: 'pending.script', params: {} }),
    };
    const decider = randomDecider(1);
    this.#run = new Run({ model: hostModel(cluster, decider), decider, script: [], horizon: HORIZON_MICROS });
  }

  get nowMicros(): number {
    return this.#nowMicros;
  }

  protected next(endMicros: number): 'happened' | 'nothing due' {
    if (this.#run.advance({ stepsMax: 1, until: endMicros }) === 0) {
      this.#nowMicros = endMicros;
      return 'nothing due';
    }
    this.#nowMicros = Math.max(this.#nowMicros, this.#run.world.now);
    for (const [id, place] of this.#machines) this.#collectFrom(id, place);
    return 'happened';
  }

  connect(id: string, node: number): boolean {
    const machine = NODES.length + this.#machines.size;
    if (machine >= NODES.length + CLIENTS_MAX) throw new Error('too many connections');
    this.#machines.set(id, { machine, node, heard: 0 });
    const connection: OpenConnection = { id, closed: false };
    this.connections.set(id, connection);
    this.#say(id, { kind: 'connection.open', connection: id, heartbeatMicros: 0 });
    let answer: 'open' | 'refused' | null = null;
    this.#onOpen = (isOpen) => (answer = isOpen ? 'open' : 'refused');
    this.until(() => answer !== null, CONNECT_MILLIS);
    this.#onOpen = null;
    if (answer !== 'open') this.connections.delete(id);
    return answer === 'open';
  }

  #onOpen: ((isOpen: boolean) => void) | null = null;

  protected send({ id }: OpenConnection, channel: number, method: ClientMethod): void {
    this.#say(id, clientFrame(id, channel, method));
  }

  protected cut({ id }: OpenConnection): void {
    this.#act('hang-up', { machine: this.#clientName(id), to: this.#nodeOf(id) });
  }

  #say(id: string, message: object): void {
    this.#act('say', { machine: this.#clientName(id), to: this.#nodeOf(id), message: JSON.stringify(message) });
  }

  #clientName(id: string): string {
    return `client-${(this.#machines.get(id)?.machine ?? NODES.length) - NODES.length}`;
  }

  #nodeOf(id: string): number {
    return (this.#machines.get(id)?.node ?? 1) - 1;
  }

  #act(operation: string, args: Action['arguments']): void {
    this.#script = [...this.#script, { at: this.#nowMicros, operation, arguments: args }];
    this.#run.rewrite({ steps: this.#run.steps, script: this.#script });
    this.next(this.#nowMicros);
  }

  #collectFrom(id: string, place: { readonly machine: number; heard: number }): void {
    const { arrivals } = this.#run.world.machines[place.machine]?.memory as Heard;
    while (place.heard < arrivals.length) {
      const arrival = arrivals[place.heard] as ToClient | 'gone';
      place.heard += 1;
      if (this.#onOpen !== null && (arrival === 'gone' || arrival.kind === 'connection.refused')) this.#onOpen(false);
      else if (arrival === 'gone') this.socketClosed(id);
      else if (arrival.kind === 'connection.open-ok') this.#onOpen?.(true);
      else if ('method' in arrival) this.hear(arrival);
    }
  }

  // --- the operator ---

  operate(step: Step): Pick<Outcome, 'view'> {
    this.wait(this.#carryOut(step));
    return { view: this.#view() };
  }

  /** Does it, and says how long to wait. */
  #carryOut(step: Step): number {
    switch (step.do) {
      case 'node.kill':
        this.#act('crash', { node: nodeName(step.node) });
        return REST_MILLIS;
      case 'node.stop':
        this.#act('stopNode', { node: nodeName(step.node) });
        return REST_MILLIS;
      case 'node.start':
        this.#act('restart', { node: nodeName(step.node) });
        return REST_MILLIS;
      case 'node.restart':
        this.#act('stopNode', { node: nodeName(step.node) });
        this.wait(REST_MILLIS);
        this.#act('restart', { node: nodeName(step.node) });
        return REST_MILLIS;
      case 'alarm.set':
      case 'alarm.clear':
        this.#act(step.do === 'alarm.set' ? 'setMemoryAlarm' : 'clearMemoryAlarm', { node: nodeName(step.node) });
        return 1_500;
      case 'policy.set':
        this.#setPolicy(new RegExp(step.pattern), step.definition as QueueSpec['settings']);
        return 2_500;
      case 'partition':
        this.#partition(step.groups as readonly (readonly number[])[]);
        return REST_MILLIS;
      case 'heal':
        for (const [a, b] of PAIRS) this.#act('healLink', { a: nodeName(a), b: nodeName(b) });
        return HEAL_MILLIS;
      default:
        throw new Error(`${step.do} is not played on a simulated cluster`);
    }
  }

  #partition([left = [], right = []]: readonly (readonly number[])[]): void {
    for (const a of left) {
      for (const b of right) {
        this.#act('cut', { a: nodeName(a), b: nodeName(b) });
        this.#act('lose-connection', { machine: nodeName(a), peer: b - 1 });
        this.#act('lose-connection', { machine: nodeName(b), peer: a - 1 });
      }
    }
  }

  #setPolicy(pattern: RegExp, settings: QueueSpec['settings']): void {
    this.#queues.forEach((queue, index) => {
      if (pattern.test(queue.name)) this.#queues[index] = { ...queue, settings: settings ?? {} };
    });
    for (const node of NODES) this.#act('apply-policies', { machine: nodeName(node) });
  }

  /** What each node that runs says of the cluster. */
  #view(): NonNullable<Outcome['view']> {
    const { machines } = this.#run.world;
    return Object.fromEntries(
      NODES.flatMap((node) => {
        const memory = machines[node - 1]?.memory as BrokerMemory | undefined;
        if (memory === undefined) return [];
        const apart = memory.partitionedFrom;
        const seen = memory.peers.filter(({ isUp, name }) => isUp && !apart.includes(name)).map(({ name }) => name);
        const running = NODES.filter((other) => other === node || seen.includes(nodeName(other)));
        const partitions = NODES.filter((other) => apart.includes(nodeName(other)));
        return [[String(node), { running: memory.mode === 'serving' ? running : [], partitions }]];
      }),
    );
  }
}

const PAIRS = [
  [1, 2],
  [1, 3],
  [2, 3],
] as const;
