/** What became of orders: effects made, missing and repeated; rows and messages that have no counterpart. */
import type { Operation } from '../../host/history.ts';
import type { Micros } from '../../kernel/time.ts';
import { orderOf } from '../recordNames.ts';
import type { Span } from './spans.ts';

/** How often an effect was made for each order, in the order of the first time. */
export function effectCounts(history: readonly Operation[], effect: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const operation of history) {
    if (operation.f !== 'effect' || operation.type !== 'ok' || operation.name !== effect) continue;
    counts.set(operation.order, (counts.get(operation.order) ?? 0) + 1);
  }
  return counts;
}

/** Orders for which an effect was made more than once. */
export function repeatedOrders(history: readonly Operation[], effect: string): readonly string[] {
  return [...effectCounts(history, effect)].flatMap(([order, count]) => (count > 1 ? [order] : []));
}

/** Orders for which a caller was told ok, and when first. */
export function acceptedOrders(history: readonly Operation[], caller: string): ReadonlyMap<string, Micros> {
  return firstCalls(history, caller, 'ok');
}

/** Orders that a caller has asked for, and when first. */
export function placedOrders(history: readonly Operation[], caller: string): ReadonlyMap<string, Micros> {
  return firstCalls(history, caller, 'invoke');
}

function firstCalls(history: readonly Operation[], caller: string, type: 'invoke' | 'ok'): ReadonlyMap<string, Micros> {
  const first = new Map<string, Micros>();
  for (const operation of history) {
    if (operation.f !== 'call' || operation.process !== caller || operation.type !== type) continue;
    if (!first.has(operation.order)) first.set(operation.order, operation.at);
  }
  return first;
}

/** Orders that a caller was told ok for and that never had an effect. */
export function unfulfilledOrders(
  history: readonly Operation[],
  options: { readonly caller: string; readonly effect: string },
): readonly string[] {
  const made = effectCounts(history, options.effect);
  return [...acceptedOrders(history, options.caller).keys()].filter((order) => !made.has(order));
}

/** From the time when a customer asked, or was told ok, until the first effect of that name. */
export function effectSpans(
  history: readonly Operation[],
  options: { readonly caller: string; readonly effect: string; readonly from: 'invoke' | 'ok' },
): readonly (Span & { readonly order: string })[] {
  const { caller, effect, from } = options;
  const made = new Map<string, Micros>();
  for (const operation of history) {
    if (operation.f !== 'effect' || operation.type !== 'ok' || operation.name !== effect) continue;
    if (!made.has(operation.order)) made.set(operation.order, operation.at);
  }
  return [...firstCalls(history, caller, from)].map(([order, at]) => ({
    order,
    from: at,
    to: made.get(order) ?? null,
  }));
}

/** Orders that have a row in a table at the end; with `states`, in one of them. */
export function ordersWithRow(
  history: readonly Operation[],
  options: { readonly table: string; readonly states?: readonly string[] },
): ReadonlySet<string> {
  const rows = new Map<string, string>();
  for (const operation of history) {
    if (operation.f !== 'write' || operation.type !== 'ok' || operation.table !== options.table) continue;
    if (operation.state === null) rows.delete(operation.key);
    else rows.set(operation.key, operation.state);
  }
  const fits = (state: string): boolean => options.states?.includes(state) ?? true;
  return new Set([...rows].flatMap(([key, state]) => (fits(state) ? [orderOf(key)] : [])));
}

/** Orders of which a message was written for certain: confirmed to its producer, or handed to a consumer. */
export function ordersSent(history: readonly Operation[], topic: string): ReadonlySet<string> {
  const orders = new Set<string>();
  for (const operation of history) {
    if (operation.f === 'send' && operation.type === 'ok' && operation.topic === topic)
      orders.add(orderOf(operation.value));
    if (operation.f !== 'poll') continue;
    for (const record of operation.records) if (record.topic === topic) orders.add(orderOf(record.value));
  }
  return orders;
}

/**
 * What a dual write leaves behind. An orphan has a row and nothing else: nobody will ever act on it. A phantom has no row:
 * something happened for an order that does not exist.
 */
export function mismatches(
  rows: ReadonlySet<string>,
  others: ReadonlySet<string>,
): { readonly orphans: readonly string[]; readonly phantoms: readonly string[] } {
  return {
    orphans: [...rows].filter((order) => !others.has(order)),
    phantoms: [...others].filter((order) => !rows.has(order)),
  };
}
