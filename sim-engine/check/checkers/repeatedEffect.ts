/**
 * `repeated-effect`: something that customers feel was made twice for one order: charged twice, sent twice. One verdict for each
 * order and effect; every time after the first counts. It is judged on effects alone, whatever brought the order: a redelivery, a
 * customer who pressed the button again, a retry after a timeout. An effect that an idempotency key refused is none.
 */
import { state, timeOf, type CheckContext } from '../context.ts';
import type { Verdict } from '../verdict.ts';

export function repeatedEffect(context: CheckContext): readonly Verdict[] {
  const made = new Map<string, { readonly order: string; readonly name: string; readonly operations: number[] }>();
  context.history.forEach((operation, index) => {
    if (operation.f !== 'effect' || operation.type !== 'ok') return;
    const { order, name } = operation;
    const key = `${name}/${order}`;
    const known = made.get(key) ?? { order, name, operations: [] };
    known.operations.push(index);
    made.set(key, known);
  });
  return [...made.values()]
    .filter(({ operations }) => operations.length > 1)
    .map(({ order, name, operations }) =>
      state(context, {
        kind: 'repeated-effect',
        verdict: 'violation',
        values: [order],
        logs: [],
        operations,
        positions: [],
        at: timeOf(context, operations[1] as number),
        sentence: { key: 'repeated-effect.made', params: { order, name, count: operations.length } },
      }),
    );
}
