/**
 * What a history says, gathered once: for each value its sends, deliveries and effects; for each log its version order.
 * All checkers read these facts, so a check costs one pass over the history and little more.
 *
 * Models: Jepsen's version order (`jepsen/src/jepsen/tests/kafka.clj`, `version-orders`): offset -> values, from all
 * polls and from sends that must have committed (ok, or info with the value read), here with one more witness, the current
 * leader's log below its high watermark.
 * Leaves out: transactions; a value that an application sends twice on purpose counts as one value with two attempts.
 */
import { invariant } from '../kernel/invariant.ts';
import { logName } from './logId.ts';
import type {
  ApplyOperation,
  LogId,
  LogView,
  ObservedLog,
  ObservedReplica,
  Operation,
  PollOperation,
  RunEnd,
  SeenRecord,
  SendOperation,
  SettleOperation,
} from './history.ts';

/** One way to know that a value stands at an offset. */
export interface Witness {
  readonly value: string;
  readonly source: 'poll' | 'send' | 'log';
  /** History index; -1 for the observer's look into the log. */
  readonly operation: number;
}

/** One log or queue: who leads it, and which values are known at which offsets. */
export interface LogFacts extends LogId {
  readonly name: string;
  readonly observed: ObservedLog | null;
  /** The copy that can serve the log now: the leader's, if that node runs. */
  readonly leader: ObservedReplica | null;
  /** Different values per offset, each with its first witness. More than one is an inconsistency. */
  readonly witnesses: Map<number, Witness[]>;
  /** Known offsets, ascending: the place in this list is Jepsen's dense index. */
  readonly offsets: number[];
}

/** What a producer did with one value, over all its attempts. */
export interface Sending {
  /** What `topic` names. */
  readonly to: NonNullable<SendOperation['to']>;
  readonly topic: string;
  readonly key: string | null;
  readonly process: string;
  readonly incarnation: number;
  readonly acks: SendOperation['acks'];
  /** -1 while nobody said. */
  readonly partition: number;
  /** The offset that the acknowledgement named, or -1. */
  readonly offset: number;
  /** `open`: not completed when the run ended. */
  readonly outcome: 'ok' | 'info' | 'fail' | 'open';
  /** History indices: the first operation, and the completion that decides the outcome (-1: none). */
  readonly invoked: number;
  readonly completed: number;
}

/** One offset handed to one group, as often as it happened. */
export interface Delivery {
  readonly group: string;
  readonly log: LogFacts;
  readonly offset: number;
  /** History indices of the polls, ascending. */
  readonly polls: number[];
}

/** One attempt to make the effect of a record durable. */
export interface Effect {
  readonly group: string;
  readonly log: LogFacts;
  readonly offset: number;
  readonly committed: boolean;
  readonly operation: number;
}

/** A consumer's answer for a delivery of a queue; with automatic acknowledgement the delivery itself is the answer. */
export interface Settlement {
  readonly group: string;
  readonly log: LogFacts;
  readonly offset: number;
  readonly outcome: SettleOperation['outcome'];
  readonly operation: number;
}

/** Everything known about one value. */
export interface ValueFacts {
  readonly value: string;
  sending: Sending | null;
  readonly deliveries: Delivery[];
  readonly effects: Effect[];
  readonly settlements: Settlement[];
  /** Known places of the value, ascending within a log, without repeats. */
  readonly places: { readonly log: LogFacts; readonly offset: number }[];
}

export interface Facts {
  readonly logs: readonly LogFacts[];
  readonly values: ReadonlyMap<string, ValueFacts>;
  log(topic: string, partition: number): LogFacts | null;
}

/** Was the write acknowledged by a broker? acks=0 never is: the producer asked nobody. */
export function isAcknowledged(sending: Sending): boolean {
  return sending.outcome === 'ok' && sending.acks !== 'none';
}

/** Were all faults healed, and is nothing awaited any more? */
export function isAtRest(end: RunEnd): boolean {
  return end.healedAt !== null && end.pending === null;
}

/** Jepsen's `must-have-committed?`: acknowledged, or indeterminate and read by somebody. */
export function mustHaveCommitted(facts: ValueFacts): boolean {
  const { sending } = facts;
  if (sending === null) return false;
  return isAcknowledged(sending) || (sending.outcome === 'info' && facts.deliveries.length > 0);
}

/** Number of known offsets of a log below `offset`: its dense index, if it is known. */
export function indexOfOffset(log: LogFacts, offset: number): number {
  let low = 0;
  let high = log.offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((log.offsets[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Gathers the facts of a run. Costs one pass over the history and the leaders' logs. */
export function gatherFacts(history: readonly Operation[], view: LogView): Facts {
  const gatherer = new Gatherer(view);
  history.forEach((operation, index) => gatherer.read(operation, index));
  return gatherer.finish();
}

class Gatherer implements Facts {
  readonly logs: LogFacts[] = [];
  readonly values = new Map<string, ValueFacts>();
  readonly #byTopic = new Map<string, Map<number, LogFacts>>();

  constructor(view: LogView) {
    for (const observed of view.logs) this.#addLog(observed, observed);
  }

  log(topic: string, partition: number): LogFacts | null {
    return this.#byTopic.get(topic)?.get(partition) ?? null;
  }

  read(operation: Operation, index: number): void {
    if (operation.f === 'send') this.#readSend(operation, index);
    else if (operation.f === 'poll') this.#readPoll(operation, index);
    else if (operation.f === 'apply') this.#readApply(operation, index);
    else if (operation.f === 'settle') this.#settle(operation, operation.record, index);
  }

  finish(): Facts {
    for (const facts of this.values.values()) this.#placeSend(facts);
    for (const log of this.logs) this.#placeObserved(log);
    for (const log of this.logs) {
      for (const offset of log.witnesses.keys()) log.offsets.push(offset);
      log.offsets.sort((left, right) => left - right);
    }
    return this;
  }

  #readSend(operation: SendOperation, index: number): void {
    const facts = this.#value(operation.value);
    facts.sending =
      facts.sending === null ? firstAttempt(operation, index) : nextAttempt(facts.sending, operation, index);
  }

  #readPoll(operation: PollOperation, index: number): void {
    for (const record of operation.records) {
      const log = this.#log(record);
      const facts = this.#value(record.value);
      if (operation.settled === true) this.#settle({ group: operation.group, outcome: 'ack' }, record, index);
      const known = facts.deliveries.find(
        (delivery) => delivery.group === operation.group && delivery.log === log && delivery.offset === record.offset,
      );
      if (known !== undefined) {
        known.polls.push(index);
        continue;
      }
      facts.deliveries.push({ group: operation.group, log, offset: record.offset, polls: [index] });
      this.#place(facts, log, record.offset, { value: record.value, source: 'poll', operation: index });
    }
  }

  #readApply(operation: ApplyOperation, index: number): void {
    const { record, group } = operation;
    const committed = operation.type === 'ok';
    this.#value(record.value).effects.push({
      group,
      log: this.#log(record),
      offset: record.offset,
      committed,
      operation: index,
    });
  }

  #settle({ group, outcome }: Pick<SettleOperation, 'group' | 'outcome'>, record: SeenRecord, operation: number): void {
    const { offset } = record;
    this.#value(record.value).settlements.push({ group, log: this.#log(record), offset, outcome, operation });
  }

  #placeSend(facts: ValueFacts): void {
    const { sending } = facts;
    if (sending === null || sending.offset < 0 || sending.partition < 0) return;
    const mustHaveCommitted = sending.outcome === 'ok' || (sending.outcome === 'info' && facts.deliveries.length > 0);
    if (!mustHaveCommitted) return;
    const witness: Witness = { value: facts.value, source: 'send', operation: sending.completed };
    this.#place(facts, this.#log(sending), sending.offset, witness);
  }

  #placeObserved(log: LogFacts): void {
    if (log.leader === null) return;
    for (const record of log.leader.records) {
      if (record.offset >= log.leader.highWatermark) break;
      this.#place(this.#value(record.value), log, record.offset, { value: record.value, source: 'log', operation: -1 });
    }
  }

  #place(facts: ValueFacts, log: LogFacts, offset: number, witness: Witness): void {
    const witnesses = log.witnesses.get(offset);
    if (witnesses === undefined) log.witnesses.set(offset, [witness]);
    else if (witnesses.some((known) => known.value === witness.value)) return;
    else witnesses.push(witness);
    let slot = facts.places.length;
    while (slot > 0 && comesAfter(facts.places[slot - 1], log, offset)) slot -= 1;
    facts.places.splice(slot, 0, { log, offset });
  }

  #value(value: string): ValueFacts {
    let facts = this.values.get(value);
    if (facts === undefined) {
      facts = { value, sending: null, deliveries: [], effects: [], settlements: [], places: [] };
      this.values.set(value, facts);
    }
    return facts;
  }

  #log(id: LogId): LogFacts {
    return this.log(id.topic, id.partition) ?? this.#addLog(id, null);
  }

  #addLog(id: LogId, observed: ObservedLog | null): LogFacts {
    invariant(this.log(id.topic, id.partition) === null, 'a log is observed once');
    const leader = observed?.replicas.find((replica) => replica.node === observed.leader && replica.running) ?? null;
    const { topic, partition } = id;
    const log: LogFacts = { topic, partition, name: logName(id), observed, leader, witnesses: new Map(), offsets: [] };
    const partitions = this.#byTopic.get(topic) ?? new Map<number, LogFacts>();
    partitions.set(partition, log);
    this.#byTopic.set(topic, partitions);
    this.logs.push(log);
    return log;
  }
}

function comesAfter(place: ValueFacts['places'][number] | undefined, log: LogFacts, offset: number): boolean {
  return place !== undefined && place.log === log && place.offset > offset;
}

function firstAttempt(operation: SendOperation, index: number): Sending {
  const { to = 'log', topic, key, process, incarnation, acks, partition, offset, type } = operation;
  const outcome = type === 'invoke' ? 'open' : type;
  const completed = type === 'invoke' ? -1 : index;
  return { to, topic, key, process, incarnation, acks, partition, offset, outcome, invoked: index, completed };
}

/** The outcome that says most wins: ok, then info, then fail; a new attempt opens a failed value again. */
const OUTCOME_RANK = { ok: 3, info: 2, fail: 1, open: 0 } as const;

function nextAttempt(known: Sending, operation: SendOperation, index: number): Sending {
  const partition = operation.partition >= 0 ? operation.partition : known.partition;
  if (operation.type === 'invoke') {
    return known.outcome === 'fail' ? { ...known, partition, outcome: 'open', completed: -1 } : known;
  }
  if (OUTCOME_RANK[operation.type] <= OUTCOME_RANK[known.outcome]) return known;
  const { offset, acks, type } = operation;
  return { ...known, partition, offset, acks, outcome: type, completed: index };
}
