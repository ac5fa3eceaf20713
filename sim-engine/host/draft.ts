/**
 * A world being changed by one step. Parts are copied when they are first written, so the world before stays as it was.
 */
import type { AppendList } from '../kernel/appendList.ts';
import type { Decider } from '../kernel/decider.ts';
import type { TouchedSources } from '../kernel/model.ts';
import type { Micros } from '../kernel/time.ts';
import { companionsOf, type Cluster } from './cluster.ts';
import type { Input } from './input.ts';
import { enqueue, linkIndex, type Latency, type Link } from './link.ts';
import type { Machine } from './machine.ts';
import { isResponse, type Message } from './message.ts';
import type { Milestone, MilestoneKind, Sentence } from './sentence.ts';
import { streamOfNumber } from './stream.ts';
import { Turn, type OperationBody } from './turn.ts';
import type { RecordedOperation, World } from './world.ts';

/** Collects what a step says, when somebody asks. */
export interface Explanation {
  readonly sentences: Sentence[];
  readonly rules: string[];
}

/** Inside one process nothing travels. */
const AT_ONCE: Latency = { latencyMicros: 0, jitterMicros: 0 };

export class Draft {
  readonly cluster: Cluster;
  readonly decider: Decider;
  readonly now: Micros;
  readonly #before: World;
  readonly #touched: TouchedSources;
  readonly #explanation: Explanation | null;
  #machines: Machine[] | null = null;
  #links: Link[] | null = null;
  #history: AppendList<RecordedOperation>;
  #milestones: AppendList<Milestone>;
  faults: Readonly<Record<string, number>>;
  healedAt: Micros;
  sequence: number;
  scriptIndex: number;

  constructor(options: {
    readonly world: World;
    readonly at: Micros;
    readonly cluster: Cluster;
    readonly decider: Decider;
    readonly touched: TouchedSources;
    readonly explanation: Explanation | null;
  }) {
    this.cluster = options.cluster;
    this.decider = options.decider;
    this.now = options.at;
    this.#before = options.world;
    this.#touched = options.touched;
    this.#explanation = options.explanation;
    this.#history = options.world.history;
    this.#milestones = options.world.milestones;
    this.faults = options.world.faults;
    this.healedAt = options.world.healedAt;
    this.sequence = options.world.sequence;
    this.scriptIndex = options.world.scriptIndex;
  }

  get machineCount(): number {
    return this.#before.machines.length;
  }

  machine(id: number): Machine {
    return (this.#machines ?? this.#before.machines)[id] as Machine;
  }

  link(index: number): Link {
    return (this.#links ?? this.#before.links)[index] as Link;
  }

  setMachine(id: number, machine: Machine): void {
    this.#machines ??= this.#before.machines.slice();
    this.#machines[id] = machine;
    this.#touched.push(id);
  }

  setLink(index: number, link: Link): void {
    this.#links ??= this.#before.links.slice();
    this.#links[index] = link;
    this.#touched.push(this.machineCount + index);
  }

  /** The pending events of every link into a machine depend on its process state. */
  touchLinksInto(id: number): void {
    for (let from = 0; from < this.machineCount; from += 1) {
      this.#touched.push(this.machineCount + linkIndex(from, id, this.machineCount));
    }
  }

  /** Marks the script's source: its next entry is another one now. */
  touchScript(): void {
    this.#touched.push(this.machineCount + this.machineCount * this.machineCount);
  }

  /** Puts a message (or, with null, the news of a closed connection) on a link. */
  transmit(from: number, to: number, message: Message | null): void {
    const index = linkIndex(from, to, this.machineCount);
    const link = this.link(index);
    if (message !== null && link.losesNextResponse && isResponse(message)) {
      this.setLink(index, { ...link, losesNextResponse: false });
      this.milestone('fault', 'fault.response-lost', {
        from: this.nameOf(from),
        to: this.nameOf(to),
        message: message.kind,
      });
      this.resetConnection(from, to);
      return;
    }
    this.sequence += 1;
    this.setLink(
      index,
      enqueue(link, {
        now: this.now,
        sequence: this.sequence,
        message,
        index,
        latency: this.#latencyBetween(from, to),
        decider: this.decider,
      }),
    );
  }

  /** A connection breaks: what is in flight on it is lost, and both ends learn of it. */
  resetConnection(left: number, right: number): void {
    for (const [from, to] of [
      [left, right],
      [right, left],
    ] as const) {
      const index = linkIndex(from, to, this.machineCount);
      this.setLink(index, { ...this.link(index), queue: [], connected: false });
    }
    this.transmit(left, right, null);
    this.transmit(right, left, null);
  }

  /** Lets a machine's process handle an input, and carries out what it left in its turn. */
  dispatch(id: number, input: Input): void {
    const machine = this.machine(id);
    const spec = this.cluster.machines[id] as Cluster['machines'][number];
    const turn = new Turn({
      now: this.now,
      self: id,
      stream: spec.stream ?? streamOfNumber(id),
      machine,
      sequence: this.sequence,
      decider: this.decider,
      fsyncMicros: this.cluster.fsyncMicros,
      explanation: this.#explanation,
    });
    const memory = spec.behaviour.handle(machine.memory, input, turn);
    this.sequence = turn.sequence;
    this.setMachine(id, {
      process: machine.process,
      incarnation: machine.incarnation,
      memory,
      disk: turn.disk,
      timers: turn.timers,
      settings: machine.settings,
      busyUntil: machine.slowMicros === 0 ? machine.busyUntil : this.now + machine.slowMicros,
      slowMicros: machine.slowMicros,
      draws: turn.draws,
    });
    if (machine.slowMicros !== 0) this.touchLinksInto(id);
    for (const send of turn.sends) this.#carryOut(id, send.to, send.message);
    for (const operation of turn.operations) this.record(id, operation);
    for (const milestone of turn.milestones) this.#addMilestone(milestone.kind, milestone.sentence);
    if (turn.exits) for (const each of companionsOf(this.cluster, id)) this.stopProcess(each, 'down');
  }

  /**
   * Ends a process: memory and timers are gone, the disk stays. Peers are told, unless the machine lost power: then what they
   * sent stays on its way until the machine is back and refuses it.
   */
  stopProcess(id: number, process: 'down' | 'powered-off'): void {
    const machine = this.machine(id);
    this.setMachine(id, { ...machine, process, memory: undefined, timers: [], busyUntil: 0 });
    this.touchLinksInto(id);
    if (process === 'down') this.refuseOldConnections(id);
  }

  /** A process knows no connection of the one before it: what was sent to that one is lost, and the senders are told. */
  refuseOldConnections(id: number): void {
    for (let peer = 0; peer < this.machineCount; peer += 1) {
      if (peer === id) continue;
      const wasConnected = this.#isConnected(id, peer);
      this.#dropInFlight(peer, id);
      if (wasConnected) this.transmit(id, peer, null);
    }
  }

  /** Adds an operation to the history. */
  record(id: number, body: OperationBody): void {
    const operation = {
      ...body,
      at: this.now,
      process: this.nameOf(id),
      incarnation: this.machine(id).incarnation,
      step: this.#before.step,
    } as RecordedOperation;
    this.#history = this.#history.append(operation);
  }

  /** Marks this step as one that matters. */
  milestone(kind: MilestoneKind, key: string, params: Sentence['params']): void {
    const sentence = { key, params };
    this.#addMilestone(kind, sentence);
    this.#explanation?.sentences.push(sentence);
  }

  /** Says something about this step, when somebody reads. */
  note(key: string, params: Sentence['params']): void {
    this.#explanation?.sentences.push({ key, params });
  }

  nameOf(id: number): string {
    return (this.cluster.machines[id] as Cluster['machines'][number]).name;
  }

  /** The world after this step. */
  finish(): World {
    const before = this.#before;
    return {
      now: this.now,
      sequence: this.sequence,
      scriptIndex: this.scriptIndex,
      step: before.step + 1,
      machines: this.#machines ?? before.machines,
      links: this.#links ?? before.links,
      history: this.#history,
      milestones: this.#milestones,
      faults: this.faults,
      healedAt: this.healedAt,
    };
  }

  #addMilestone(kind: MilestoneKind, sentence: Sentence): void {
    this.#milestones = this.#milestones.append({ step: this.#before.step, at: this.now, kind, sentence });
  }

  #carryOut(from: number, to: number, message: Message | null): void {
    this.transmit(from, to, message);
    if (message === null) this.#dropInFlight(to, from);
  }

  /** Has either of two machines anything of a connection with the other? */
  #isConnected(left: number, right: number): boolean {
    const out = this.link(linkIndex(left, right, this.machineCount));
    const back = this.link(linkIndex(right, left, this.machineCount));
    return out.connected || back.connected;
  }

  #latencyBetween(from: number, to: number): Latency {
    const { latency, companions } = this.cluster;
    if (companions === undefined || !companionsOf(this.cluster, from).includes(to)) return latency;
    return AT_ONCE;
  }

  #dropInFlight(from: number, to: number): void {
    const index = linkIndex(from, to, this.machineCount);
    const link = this.link(index);
    if (link.queue.length > 0 || link.connected) this.setLink(index, { ...link, queue: [], connected: false });
  }
}
