/**
 * `orphan` and `phantom`: what a dual write leaves behind. Which traces of an order must go together is in the observer's view
 * (`LogView.agreements`); in a run without any, nothing is judged. A row without what must go with it is an orphan: nobody will
 * ever act on it. A message or an effect without it is a phantom: something happened for an order that does not exist.
 *
 * Decided when all is healed and at rest; until then the other half may be late, and the verdict is `unknown`. A message counts
 * once it is confirmed, handed to a consumer, or lies in a log.
 */
import type { Agreement, Operation, Trace } from '../history.ts';
import { state, timeOf, type CheckContext } from '../context.ts';
import { isAtRest } from '../facts.ts';
import type { Verdict } from '../verdict.ts';

/** Orders that have left a trace, and the operation that left it; -1: only the observer saw it. */
type Left = ReadonlyMap<string, number>;

export function disagreement(context: CheckContext): readonly Verdict[] {
  const { agreements = [] } = context.view;
  return agreements.flatMap((agreement) => {
    const others = agreement.needs.map((trace) => left(context, trace));
    return [...left(context, agreement.of)]
      .filter(([order]) => !others.some((other) => other.has(order)))
      .map(([order, operation]) => describe(context, agreement, { order, operation }));
  });
}

/** A message or a row about an order is named after it; what tells several of them apart stands behind a `~`. */
const orderOf = (value: string): string => value.split('~', 1)[0] ?? value;

function left(context: CheckContext, trace: Trace): Left {
  if (trace.is === 'row') return rows(context, trace);
  const found = new Map<string, number>();
  context.history.forEach((operation, index) => {
    for (const order of leftBy(operation, trace)) if (!found.has(order)) found.set(order, index);
  });
  if (trace.is === 'effect') return found;
  for (const { topic, replicas } of context.view.logs) {
    if (topic !== trace.topic) continue;
    for (const { value } of replicas.flatMap(({ records }) => records)) {
      if (!found.has(orderOf(value))) found.set(orderOf(value), -1);
    }
  }
  return found;
}

/** Rows as they stand at the end. */
function rows({ history, view }: CheckContext, { database, table, states }: Extract<Trace, { is: 'row' }>): Left {
  const found = new Map<string, number>();
  const standing = view.tables?.find((each) => each.database === database && each.table === table)?.rows ?? [];
  for (const row of standing) {
    if (states !== undefined && !states.includes(row.state)) continue;
    const written = history.findLastIndex(
      (each) =>
        each.f === 'write' &&
        each.type === 'ok' &&
        each.process === database &&
        each.table === table &&
        each.key === row.key,
    );
    found.set(orderOf(row.key), written);
  }
  return found;
}

/** Orders whose trace an operation is. */
function leftBy(operation: Operation, trace: Exclude<Trace, { is: 'row' }>): readonly string[] {
  if (trace.is === 'effect') {
    return operation.f === 'effect' && operation.type === 'ok' && operation.name === trace.name
      ? [operation.order]
      : [];
  }
  if (operation.f === 'send') {
    return operation.type === 'ok' && operation.topic === trace.topic ? [orderOf(operation.value)] : [];
  }
  if (operation.f !== 'poll') return [];
  return operation.records.flatMap(({ topic, value }) => (topic === trace.topic ? [orderOf(value)] : []));
}

/** As the sentence reads it: `row orders pending`. */
function named(trace: Trace): string {
  if (trace.is === 'message') return `message ${trace.topic}`;
  if (trace.is === 'effect') return `effect ${trace.name}`;
  return ['row', trace.table, ...(trace.states === undefined ? [] : [trace.states.join('/')])].join(' ');
}

function describe(
  context: CheckContext,
  { of, needs }: Agreement,
  { order, operation }: { readonly order: string; readonly operation: number },
): Verdict {
  const isDecided = isAtRest(context.end);
  const kind = of.is === 'row' ? 'orphan' : 'phantom';
  const key = kind === 'orphan' && needs.length === 0 ? 'orphan.left' : (`${kind}.at-rest` as const);
  return state(context, {
    kind,
    verdict: isDecided ? 'violation' : 'unknown',
    values: [order],
    logs: [],
    operations: [operation],
    positions: [],
    at: isDecided ? context.end.at : timeOf(context, operation),
    sentence: {
      key: isDecided ? key : `${kind}.open`,
      params: { order, of: named(of), needs: needs.map(named).join(', ') },
    },
  });
}
