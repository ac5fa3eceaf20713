/**
 * Where a loss sits among what the same producer sent to the same log, queue or exchange, in the order of sending: before,
 * between or after what survived (`jepsen-io/nats`, `src/jepsen/nats/queue.clj`).
 */
import type { Facts, ValueFacts } from './facts.ts';
import type { LossPlace } from './verdict.ts';

/** Classifies losses; undefined where nothing of that producer survived. */
export function lossPlaces(facts: Facts, losses: readonly ValueFacts[]): (loss: ValueFacts) => LossPlace | undefined {
  const lost = new Set(losses);
  const survivors = new Map<string, { first: number; last: number }>();
  for (const value of facts.values.values()) {
    if (value.sending === null || lost.has(value) || value.places.length === 0) continue;
    const { invoked } = value.sending;
    const writer = writerOf(value);
    const known = survivors.get(writer) ?? { first: invoked, last: invoked };
    survivors.set(writer, { first: Math.min(known.first, invoked), last: Math.max(known.last, invoked) });
  }
  return (loss) => {
    const range = survivors.get(writerOf(loss));
    const invoked = loss.sending?.invoked ?? -1;
    if (range === undefined) return undefined;
    if (invoked < range.first) return 'lost-prefix';
    return invoked > range.last ? 'lost-postfix' : 'lost-middle';
  };
}

/** A message is told apart by what it was sent to: nobody says which queues took it. */
function writerOf({ sending, places }: ValueFacts): string {
  const target = sending === null || sending.to === 'log' ? (places[0]?.log.name ?? '') : sending.topic;
  return `${sending?.process}/${target}`;
}
