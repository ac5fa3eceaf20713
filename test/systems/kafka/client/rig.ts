/** One process alone on a bench: feeds inputs to its behaviour, moves its clock, and keeps what it sends and says. */
import type { Behaviour } from '../../../../sim-engine/host/cluster.ts';
import { afterPowerLoss } from '../../../../sim-engine/host/disk.ts';
import type { Input } from '../../../../sim-engine/host/input.ts';
import type { Machine } from '../../../../sim-engine/host/machine.ts';
import type { Settings } from '../../../../sim-engine/host/settings.ts';
import { streamOfNumber } from '../../../../sim-engine/host/stream.ts';
import { Turn, type OperationBody } from '../../../../sim-engine/host/turn.ts';
import { hashOf } from '../../../../sim-engine/kernel/hash.ts';
import { mildestDecider } from '../../../../sim-engine/kernel/decider.ts';
import type { KafkaMessage } from '../../../../sim-engine/systems/kafka/protocol.ts';
import { rules } from '../../../../sim-engine/systems/kafka/rulebook/index.ts';
import { sentences } from '../../../../sim-engine/systems/kafka/sentences/index.ts';

export interface Sent {
  readonly to: number;
  readonly message: KafkaMessage;
}

type Kind = KafkaMessage['kind'];
export type MessageOf<K extends Kind> = Extract<KafkaMessage, { readonly kind: K }>;

const RULE_IDS = new Set(rules.map((rule) => rule.id));

/** A sentence must exist in both languages and get every parameter that it names. */
function checkSentence(key: string, params: Readonly<Record<string, unknown>>): void {
  const words = sentences[key];
  if (words === undefined) throw new Error(`no sentence for ${key}`);
  for (const text of [words.en, words['zh-cn']]) {
    for (const [, name] of text.matchAll(/\{(\w+)\}/g)) {
      if (params[name as string] === undefined) throw new Error(`${key} lacks {${name}}`);
    }
  }
}

export class Rig {
  readonly #behaviour: Behaviour;
  readonly #self: number;
  #machine: Machine;
  #sequence = 0;
  now = 0;
  /** What was sent and not yet taken by a test. */
  sent: Sent[] = [];
  /** Peers to which connections were closed. */
  closed: number[] = [];
  operations: OperationBody[] = [];
  milestones: string[] = [];
  exited = false;

  constructor(options: { readonly behaviour: Behaviour; readonly self: number; readonly settings: Settings }) {
    this.#behaviour = options.behaviour;
    this.#self = options.self;
    this.#machine = {
      process: 'running',
      incarnation: 1,
      memory: undefined,
      disk: [],
      timers: [],
      settings: options.settings,
      busyUntil: 0,
      slowMicros: 0,
      draws: 0,
    };
  }

  get disk(): Machine['disk'] {
    return this.#machine.disk;
  }

  get memory(): unknown {
    return this.#machine.memory;
  }

  start(): void {
    this.#machine = { ...this.#machine, memory: undefined, timers: [] };
    this.feed({ kind: 'start', previous: 'none' });
  }

  /** Power is lost and comes back: only what was durable is left. */
  losePower(): void {
    this.#machine = { ...this.#machine, disk: afterPowerLoss(this.#machine.disk) };
    this.start();
  }

  feed(input: Input): void {
    const explanation = { sentences: [], rules: [] } as {
      sentences: { key: string; params: object }[];
      rules: string[];
    };
    const turn = new Turn({
      now: this.now,
      self: this.#self,
      stream: streamOfNumber(this.#self),
      machine: this.#machine,
      sequence: this.#sequence,
      decider: mildestDecider,
      fsyncMicros: 500,
      explanation: explanation as never,
    });
    const memory = this.#behaviour.handle(this.#machine.memory, input, turn);
    hashOf(memory);
    for (const { key, params } of explanation.sentences) checkSentence(key, params as Record<string, unknown>);
    for (const id of explanation.rules) if (!RULE_IDS.has(id)) throw new Error(`no rule ${id}`);
    this.#sequence = turn.sequence;
    this.#machine = { ...this.#machine, memory, disk: turn.disk, timers: turn.timers, draws: turn.draws };
    for (const { to, message } of turn.sends) {
      if (message === null) this.closed.push(to);
      else this.sent.push({ to, message: message as KafkaMessage });
    }
    this.operations.push(...turn.operations);
    this.milestones.push(...turn.milestones.map(({ sentence }) => sentence.key));
    this.exited ||= turn.exits;
  }

  /** Fires every timer that is due until `time`, in order, and sets the clock to it. */
  advanceTo(time: number): void {
    for (let fired = 0; fired < 10_000; fired += 1) {
      const [timer, ...rest] = this.#machine.timers;
      if (timer === undefined || timer.at > time) break;
      this.now = Math.max(this.now, timer.at);
      this.#machine = { ...this.#machine, timers: rest };
      this.feed({ kind: 'timer', name: timer.name, subject: timer.subject });
    }
    this.now = time;
  }

  advance(micros: number): void {
    this.advanceTo(this.now + micros);
  }

  /** Time passes while the process stands still: its timers are late, and fire when `advanceTo` is called next. */
  pauseFor(micros: number): void {
    this.now += micros;
    this.feed({ kind: 'resumed' });
  }

  /** Takes the oldest message of a kind out of what was sent. */
  take<K extends Kind>(kind: K): { readonly to: number; readonly message: MessageOf<K> } {
    const index = this.sent.findIndex(({ message }) => message.kind === kind);
    const [found] = index === -1 ? [] : this.sent.splice(index, 1);
    if (found === undefined)
      throw new Error(`no ${kind} was sent, but ${this.sent.map(({ message }) => message.kind).join(', ')}`);
    return found as { to: number; message: MessageOf<K> };
  }

  has(kind: Kind): boolean {
    return this.sent.some(({ message }) => message.kind === kind);
  }

  receive(from: number, message: KafkaMessage): void {
    this.feed({ kind: 'message', from, message });
  }

  /** Answers the oldest request of a kind. */
  answer<K extends Kind>(kind: K, response: (request: MessageOf<K>) => KafkaMessage): MessageOf<K> {
    const { to, message } = this.take(kind);
    this.receive(to, response(message));
    return message;
  }
}
