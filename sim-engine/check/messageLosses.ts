/**
 * The fate of every message that a publisher counts as sent. A message has no place that it must be in: it is kept while any
 * queue has it, and it may go when a consumer has answered for it.
 *
 * Models: `total-queue` of Jepsen (`jepsen/src/jepsen/checker.clj`) with an observer's look into the queues.
 * Leaves out: fan-out. A message that reached one of several queues counts as kept, because no client knows how many
 * queues there were to be.
 */
import type { Facts, LogFacts, Sending, ValueFacts } from './facts.ts';
import { isAtRest } from './facts.ts';
import type { DroppedMessage, LogView, ObservedReplica, RunEnd } from './history.ts';
import { isQueue } from './logId.ts';

/**
 * - `gone`: in no queue, and nobody was given it.
 * - `abandoned`: given to a consumer that never answered for it, in no queue any more, and without an effect.
 * - `unsettled`: only a copy that cannot serve now holds it.
 * - `undelivered`: nobody looked into the queues; all consumers have read to the end, and none was given it.
 */
export type MessageFate = 'gone' | 'abandoned' | 'unsettled' | 'undelivered';

/** A message that a publisher counts as sent and that nobody can be given any more, as far as is known. */
export interface MessageLoss {
  readonly facts: ValueFacts;
  readonly sending: Sending;
  readonly fate: MessageFate;
  /** Copies that hold it and cannot serve; only with `unsettled`. */
  readonly holders: readonly Holder[];
  /** Who dropped it; null when no queue admits to it. */
  readonly dropped: (DroppedMessage & { readonly log: LogFacts }) | null;
}

export interface Holder {
  readonly log: LogFacts;
  readonly node: string;
  readonly offset: number;
}

/** All losses of messages, in the order in which their values were first mentioned. */
export function findMessageLosses(facts: Facts, view: LogView, end: RunEnd): readonly MessageLoss[] {
  const finder = new MessageLossFinder(facts, view, end);
  return [...facts.values.values()].flatMap((value) => finder.lossOf(value) ?? []);
}

class MessageLossFinder {
  readonly #end: RunEnd;
  readonly #isObserved: boolean;
  readonly #recordsSettlements: boolean;
  /** Values that a queue can hand out, or that are on their way. */
  readonly #served = new Set<string>();
  readonly #held = new Map<string, Holder[]>();
  readonly #dropped = new Map<string, DroppedMessage & { readonly log: LogFacts }>();

  constructor(facts: Facts, view: LogView, end: RunEnd) {
    this.#end = end;
    this.#isObserved = view.logs.length > 0;
    this.#recordsSettlements = [...facts.values.values()].some((value) => value.settlements.length > 0);
    for (const log of facts.logs) if (isQueue(log)) this.#open(log);
  }

  lossOf(facts: ValueFacts): MessageLoss | null {
    const { value, sending } = facts;
    if (sending === null || sending.to === 'log' || sending.outcome !== 'ok') return null;
    const fate = this.#fateOf(facts);
    if (fate === null) return null;
    // Nobody answers for a message without confirms: it may be on its way until nothing is awaited any more.
    if (sending.acks === 'none' && (fate === 'unsettled' || this.#end.pending !== null)) return null;
    const holders = fate === 'unsettled' ? (this.#held.get(value) ?? []) : [];
    return { facts, sending, fate, holders, dropped: this.#dropped.get(value) ?? null };
  }

  #fateOf(facts: ValueFacts): MessageFate | null {
    const { value, deliveries, effects } = facts;
    if (effects.length > 0 || facts.settlements.some(({ outcome }) => outcome === 'ack')) return null;
    if (!this.#isObserved) return deliveries.length === 0 && this.#end.drained ? 'undelivered' : null;
    if (this.#served.has(value)) return null;
    const isHeld = this.#mayReturn(value);
    if (deliveries.length === 0) return isHeld ? 'unsettled' : 'gone';
    return !isHeld && this.#isAbandoned(value) ? 'abandoned' : null;
  }

  /** Can a copy that holds it serve again? When all is healed and at rest, only where the queue still has no leader. */
  #mayReturn(value: string): boolean {
    const holders = this.#held.get(value) ?? [];
    return holders.some(({ log }) => log.leader === null || !isAtRest(this.#end));
  }

  /** Whoever was given it may still answer, or do the work, until all is at rest; what was dropped comes to nobody again. */
  #isAbandoned(value: string): boolean {
    if (this.#dropped.has(value)) return true;
    return this.#recordsSettlements && this.#end.drained && isAtRest(this.#end);
  }

  #open(log: LogFacts): void {
    const { observed } = log;
    for (const value of observed?.onTheWire ?? []) this.#served.add(value);
    for (const message of observed?.dropped ?? []) this.#dropped.set(message.value, { ...message, log });
    for (const replica of observed?.replicas ?? []) {
      const serves = replica.node === log.leader?.node || (replica.running && replica.believesLeader);
      if (serves) for (const { value } of replica.records) this.#served.add(value);
      else this.#hold(log, replica);
    }
  }

  #hold(log: LogFacts, { node, records }: ObservedReplica): void {
    for (const { value, offset } of records) {
      const holders = this.#held.get(value) ?? [];
      holders.push({ log, node, offset });
      this.#held.set(value, holders);
    }
  }
}
