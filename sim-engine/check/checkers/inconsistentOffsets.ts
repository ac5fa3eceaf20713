/**
 * `inconsistent-offsets`: one offset of a log is associated with two or more different values
 * (`jepsen/src/jepsen/tests/kafka.clj`, `version-orders`, errors). Witnesses are polls, sends that must have committed, and
 * the current leader's log below its high watermark.
 *
 * Not for queues: no client sees a number there, and two leaders that number apart are `divergent-replicas`.
 * The offset that an `info` send would have got proves nothing unless somebody read its value.
 */
import { listValues, position, state, timeOf, type CheckContext } from '../context.ts';
import type { LogFacts, Witness } from '../facts.ts';
import { isQueue } from '../logId.ts';
import type { Verdict } from '../verdict.ts';

export function inconsistentOffsets(context: CheckContext): readonly Verdict[] {
  return context.facts.logs.flatMap((log) =>
    log.offsets.flatMap((offset) => {
      const witnesses = isQueue(log) ? [] : (log.witnesses.get(offset) ?? []);
      return witnesses.length < 2 ? [] : [describe(context, log, offset, witnesses)];
    }),
  );
}

function describe(context: CheckContext, log: LogFacts, offset: number, witnesses: readonly Witness[]): Verdict {
  const ordered = [...witnesses].sort(
    (left, right) => timeOf(context, left.operation) - timeOf(context, right.operation),
  );
  const values = ordered.map((witness) => witness.value);
  return state(context, {
    kind: 'inconsistent-offsets',
    verdict: 'violation',
    values,
    logs: [log],
    operations: ordered.map((witness) => witness.operation),
    positions: [position(log, offset)],
    at: timeOf(context, (ordered[1] as Witness).operation),
    sentence: {
      key: 'inconsistent-offsets.values',
      params: { log: log.name, offset, count: values.length, values: listValues(values) },
    },
  });
}
