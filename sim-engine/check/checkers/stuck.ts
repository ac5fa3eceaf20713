/**
 * `stuck`: all faults were healed, and the system still awaits something after the quiet time (bounded liveness, as in
 * TigerBeetle's VOPR: `pending()` did not become null). Never "eventually": the bound is `quietMicros`.
 *
 * `unknown` while the quiet time has not passed, or when faults were never healed. The verdict carries what is awaited
 * as a sentence of the system's own catalogue.
 */
import { SECOND, type Micros } from '../../kernel/time.ts';
import { state, type CheckContext } from '../context.ts';
import type { Verdict } from '../verdict.ts';

/** A session timeout (45 s for consumers of Kafka 3.0 and later) and a rebalance fit in. */
export const QUIET_DEFAULT: Micros = 60 * SECOND;

export function stuck(context: CheckContext): readonly Verdict[] {
  const { pending, healedAt, at } = context.end;
  if (pending === null) return [];
  const { quietMicros = QUIET_DEFAULT } = context.options;
  const waited = healedAt === null ? -1 : at - healedAt;
  const isStuck = waited >= quietMicros;
  const verdict = state(context, {
    kind: 'stuck',
    verdict: isStuck ? 'violation' : 'unknown',
    values: [],
    logs: [],
    operations: [],
    positions: [],
    at: isStuck && healedAt !== null ? healedAt + quietMicros : at,
    sentence: {
      key: stuckKey(waited, isStuck),
      params: { waitedMicros: waited, quietMicros, awaited: pending.key },
    },
  });
  return [{ ...verdict, awaited: pending }];
}

function stuckKey(waited: Micros, isStuck: boolean): Verdict['sentence']['key'] {
  if (waited < 0) return 'stuck.not-healed';
  return isStuck ? 'stuck.waiting' : 'stuck.early';
}
