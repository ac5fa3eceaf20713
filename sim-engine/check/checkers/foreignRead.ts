/**
 * What consumers read although no acknowledgement vouches for it. Three kinds, by the fate of the send:
 * - `G1a`, aborted read (Adya; `jepsen/src/jepsen/tests/kafka.clj`, `g1a-cases`): a poll returned a value whose send
 *   completed with `fail`, that is, the producer was told that it is definitely not written.
 * - `unexpected` (`jepsen/src/jepsen/checker.clj`, `total-queue`): a poll returned a value that nobody attempted to send.
 * - `recovered` (same place): a poll returned a value whose send ended with `info`. The producer had given up; the record
 *   was there all the same. Always allowed.
 *   A publisher that got a nack is told just as little: another queue may have taken the message.
 * A send that is still open when the run ends is none of them.
 */
import { position, state, timeOf, type CheckContext } from '../context.ts';
import type { Delivery, ValueFacts } from '../facts.ts';
import { isQueue } from '../logId.ts';
import type { Verdict } from '../verdict.ts';

export function foreignRead(context: CheckContext): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  for (const facts of context.facts.values.values()) {
    const delivery = facts.deliveries[0];
    const kind = kindOf(facts);
    if (delivery !== undefined && kind !== null) verdicts.push(describe(context, kind, facts, delivery));
  }
  return verdicts;
}

type ForeignKind = 'G1a' | 'unexpected' | 'recovered';

function kindOf({ sending }: ValueFacts): ForeignKind | null {
  if (sending === null) return 'unexpected';
  if (sending.outcome === 'fail') return 'G1a';
  return sending.outcome === 'info' ? 'recovered' : null;
}

function describe(context: CheckContext, kind: ForeignKind, facts: ValueFacts, delivery: Delivery): Verdict {
  const { log, offset, group } = delivery;
  const poll = delivery.polls[0] as number;
  const completed = facts.sending?.completed ?? -1;
  return state(context, {
    kind,
    verdict: kind === 'recovered' ? 'allowed-here' : 'violation',
    values: [facts.value],
    logs: [log],
    operations: [facts.sending?.invoked ?? -1, completed, poll],
    positions: [position(log, offset)],
    at: Math.max(timeOf(context, poll), completed < 0 ? 0 : timeOf(context, completed)),
    sentence: {
      key: isQueue(log) ? `${kind}.queue` : `${kind}.read`,
      params: {
        value: facts.value,
        log: log.name,
        offset,
        group,
        producer: facts.sending?.process ?? '',
      },
    },
  });
}
