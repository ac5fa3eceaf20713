/**
 * `nonmonotonic-send`: two sends of one producer process to one log, both ok or info, of which the one sent later stands
 * at the same or an earlier position (`jepsen/src/jepsen/tests/kafka.clj`, `nonmonotonic-send-cases`).
 *
 * "Sent later" is the order of `send()` calls, since a producer has several requests in flight. A value that stands twice
 * counts at its first position. For each key the send is compared with the highest earlier one of that key: a reversal breaks
 * `order-per-key`. Two successive sends with different keys in reverse order are Jepsen's case too, but no promise
 * covers them: allowed here. Records without key are ordered among themselves. Lost records have no place and are left out.
 * For messages only sends to one queue by name count, by the numbers in that queue: behind an exchange nobody can tell which
 * queue took the message from the publisher and which one later, as a dead letter.
 * Not expressible: `int-nonmonotonic-send` and `int-send-skip`, because an operation of this history sends one record.
 */
import { position, state, timeOf, type CheckContext } from '../context.ts';
import type { LogFacts, Sending, ValueFacts } from '../facts.ts';
import { isQueue } from '../logId.ts';
import type { Verdict } from '../verdict.ts';

interface Placed {
  readonly value: string;
  readonly sending: Sending;
  readonly log: LogFacts;
  readonly offset: number;
}

/** What one producer process has written to one log so far. */
interface Stream {
  last: Placed;
  readonly highestByKey: Map<string | null, Placed>;
}

export function nonmonotonicSend(context: CheckContext): readonly Verdict[] {
  const streams = new Map<string, Stream>();
  return placedSends(context).flatMap((placed) => {
    const { sending, log } = placed;
    const key = `${sending.process}/${sending.incarnation}/${log.name}`;
    const stream = streams.get(key);
    if (stream === undefined) {
      streams.set(key, { last: placed, highestByKey: new Map([[sending.key, placed]]) });
      return [];
    }
    const verdict = compare(context, stream, placed);
    const highest = stream.highestByKey.get(sending.key);
    if (highest === undefined || highest.offset < placed.offset) stream.highestByKey.set(sending.key, placed);
    stream.last = placed;
    return verdict === null ? [] : [verdict];
  });
}

function placedSends(context: CheckContext): readonly Placed[] {
  const sends: Placed[] = [];
  for (const facts of context.facts.values.values()) {
    const placed = place(facts);
    if (placed !== null && !context.gone.has(facts.value)) sends.push(placed);
  }
  return sends.sort((left, right) => left.sending.invoked - right.sending.invoked);
}

function place({ value, sending, places }: ValueFacts): Placed | null {
  if (sending === null) return null;
  const first = sending.to === 'log' ? places[0] : places.find(({ log }) => isTarget(log, sending));
  if (first === undefined) return null;
  if (sending.outcome !== 'ok' && sending.outcome !== 'info') return null;
  return { value, sending, log: first.log, offset: first.offset };
}

function isTarget(log: LogFacts, { to, topic }: Sending): boolean {
  return to === 'queue' && isQueue(log) && log.topic === topic;
}

function compare(context: CheckContext, stream: Stream, later: Placed): Verdict | null {
  const sameKey = stream.highestByKey.get(later.sending.key);
  if (sameKey !== undefined && sameKey.offset >= later.offset) return describe(context, sameKey, later, true);
  return stream.last.offset >= later.offset ? describe(context, stream.last, later, false) : null;
}

function describe(context: CheckContext, earlier: Placed, later: Placed, sameKey: boolean): Verdict {
  const { log } = later;
  return state(context, {
    kind: 'nonmonotonic-send',
    verdict: sameKey ? 'violation' : 'allowed-here',
    values: [earlier.value, later.value],
    logs: [log],
    operations: [earlier, later].flatMap(({ sending }) => [sending.invoked, sending.completed]),
    positions: [position(log, earlier.offset), position(log, later.offset)],
    at: Math.max(timeOf(context, earlier.sending.completed), timeOf(context, later.sending.completed)),
    sentence: {
      key: sentenceKey(log, sameKey ? 'same-key' : 'other-key'),
      params: {
        process: later.sending.process,
        log: log.name,
        earlier: earlier.value,
        later: later.value,
        earlierOffset: earlier.offset,
        laterOffset: later.offset,
      },
    },
  });
}

function sentenceKey(log: LogFacts, what: 'same-key' | 'other-key'): Verdict['sentence']['key'] {
  return isQueue(log) ? `nonmonotonic-send.queue-${what}` : `nonmonotonic-send.${what}`;
}
