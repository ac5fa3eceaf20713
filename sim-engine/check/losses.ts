/**
 * The fate of every write that should be in its log: is it there, gone, or out of reach? Found once by opening the copies
 * of each log; `lost-write` reports it, and other checkers leave out what is gone. Messages have no log that they should be
 * in: see `messageLosses.ts`.
 */
import { isAtRest, mustHaveCommitted } from './facts.ts';
import type { Facts, LogFacts, Sending, ValueFacts } from './facts.ts';
import type { RunEnd } from './history.ts';

/**
 * - `gone`: no copy holds it; or all is healed and at rest, and the leader does not hold it.
 * - `unsettled`: only a copy that cannot serve now holds it, or an answer that has not arrived.
 * - `unobserved`: nobody looked into the log.
 */
export type Fate = 'gone' | 'unsettled' | 'unobserved';

/** A write that should be in its log and is not known to be. */
export interface Loss {
  readonly facts: ValueFacts;
  readonly sending: Sending;
  /** Where it should be. */
  readonly log: LogFacts;
  readonly fate: Fate;
}

/** What the copies of a log hold. */
interface Copies {
  readonly inLeader: ReadonlySet<string>;
  readonly inAny: ReadonlySet<string>;
}

/** All candidates for a lost write, in the order in which their values were first mentioned. */
export function findLosses(facts: Facts, end: RunEnd): readonly Loss[] {
  const finder = new LossFinder(facts, end);
  return [...facts.values.values()].flatMap((value) => finder.lossOf(value) ?? []);
}

/** The offset under which clients knew a value in a log, or -1. */
export function offsetIn(log: LogFacts, facts: ValueFacts): number {
  if (facts.sending !== null && facts.sending.offset >= 0) return facts.sending.offset;
  return facts.places.find((place) => place.log === log)?.offset ?? -1;
}

class LossFinder {
  readonly #facts: Facts;
  readonly #end: RunEnd;
  readonly #copies = new Map<LogFacts, Copies>();

  constructor(facts: Facts, end: RunEnd) {
    this.#facts = facts;
    this.#end = end;
  }

  lossOf(facts: ValueFacts): Loss | null {
    const { sending } = facts;
    if (sending?.to !== 'log') return null;
    const unacknowledged = sending.outcome === 'ok' && sending.acks === 'none';
    if (!unacknowledged && !mustHaveCommitted(facts)) return null;
    const log = facts.places[0]?.log ?? this.#facts.log(sending.topic, sending.partition);
    if (log === null) return null;
    const fate = this.#fateIn(log, facts);
    if (fate === 'kept') return null;
    // Nobody answers for an acks=0 send: it may be on its way until nothing is awaited any more.
    if (unacknowledged && (fate !== 'gone' || this.#end.pending !== null)) return null;
    return { facts, sending, log, fate };
  }

  #fateIn(log: LogFacts, facts: ValueFacts): Fate | 'kept' {
    if (log.observed === null || log.observed.replicas.length === 0) return 'unobserved';
    const copies = this.#open(log);
    if (copies.inLeader.has(facts.value) || isExpired(log, facts)) return 'kept';
    const isOnTheWire = log.observed.onTheWire?.includes(facts.value) ?? false;
    if (!copies.inAny.has(facts.value) && !isOnTheWire) return 'gone';
    return log.leader !== null && isAtRest(this.#end) ? 'gone' : 'unsettled';
  }

  #open(log: LogFacts): Copies {
    const known = this.#copies.get(log);
    if (known !== undefined) return known;
    const replicas = log.observed?.replicas ?? [];
    const copies = {
      inLeader: new Set((log.leader?.records ?? []).map((record) => record.value)),
      inAny: new Set(replicas.flatMap((replica) => replica.records.map((record) => record.value))),
    };
    this.#copies.set(log, copies);
    return copies;
  }
}

/** Retention removed it: that is no loss. */
function isExpired(log: LogFacts, facts: ValueFacts): boolean {
  const offset = offsetIn(log, facts);
  return offset >= 0 && log.leader !== null && offset < log.leader.logStartOffset;
}
