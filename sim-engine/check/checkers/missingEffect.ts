/**
 * `missing-effect`: a customer was told ok, and what the order was about has not happened. Which effects an order must have is in
 * the observer's view (`LogView.effects`); in a run without any, nothing is judged.
 *
 * Decided when all is healed and at rest; until then it may be late, and the verdict is `unknown`. An order whose customers heard
 * no, or nothing, is owed no effect: one that happened all the same is a question of the promise made to it, not of this one.
 */
import { state, timeOf, type CheckContext } from '../context.ts';
import { isAtRest } from '../facts.ts';
import type { Verdict } from '../verdict.ts';

export function missingEffect(context: CheckContext): readonly Verdict[] {
  const { effects = [], services = [] } = context.view;
  if (effects.length === 0) return [];
  const inside = new Set(services.map(({ service }) => service));
  const made = new Set<string>();
  const accepted = new Map<string, number>();
  context.history.forEach((operation, index) => {
    if (operation.f === 'effect') made.add(`${operation.name}/${operation.order}`);
    if (operation.f !== 'call' || operation.type !== 'ok' || inside.has(operation.process)) return;
    if (!accepted.has(operation.order)) accepted.set(operation.order, index);
  });
  return [...accepted].flatMap(([order, told]) => {
    const missing = effects.filter((name) => !made.has(`${name}/${order}`));
    return missing.length === 0 ? [] : [describe(context, { order, told, missing })];
  });
}

function describe(
  context: CheckContext,
  { order, told, missing }: { readonly order: string; readonly told: number; readonly missing: readonly string[] },
): Verdict {
  const isDecided = isAtRest(context.end);
  return state(context, {
    kind: 'missing-effect',
    verdict: isDecided ? 'violation' : 'unknown',
    values: [order],
    logs: [],
    operations: [told],
    positions: [],
    at: isDecided ? context.end.at : timeOf(context, told),
    sentence: {
      key: isDecided ? 'missing-effect.at-rest' : 'missing-effect.open',
      params: { order, names: missing.join(', ') },
    },
  });
}
