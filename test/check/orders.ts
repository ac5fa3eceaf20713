/** Histories about orders in a few characters. */
import type { LogView, Operation } from '../../sim-engine/check/history.ts';

/** An observer of a shop whose orders are to be charged and shipped. */
export const ORDERS_VIEW: LogView = {
  at: 9,
  logs: [],
  groups: [],
  services: [{ service: 'shop', waiting: 0, working: 0 }],
  effects: ['charged', 'shipped'],
};

/** One operation of each line: `customers ok a1`, `shop charged a1`, `shop charged a1 REPEATED`. */
export function ordersHistory(...lines: readonly string[]): Operation[] {
  return lines.map((line, at): Operation => {
    const [process = '', what = '', order = '', error] = line.split(' ');
    const base = { at, process, incarnation: 1, order };
    if (what === 'ok' || what === 'invoke' || what === 'info') {
      return { ...base, f: 'call', type: what, service: 'shop', endpoint: 'order', attempt: 1 };
    }
    if (error !== undefined) return { ...base, f: 'effect', type: 'fail', name: what, error };
    return { ...base, f: 'effect', type: 'ok', name: what };
  });
}

/** An observer of rows: an order that is placed is charged, and the other way round; none stays pending. */
export function agreeing(orders: Readonly<Record<string, string | null>>, logs: LogView['logs'] = []): LogView {
  const rows = Object.entries(orders).flatMap(([key, state]) => (state === null ? [] : [{ key, state }]));
  const row = { is: 'row', database: 'shop-db', table: 'orders' } as const;
  const charged = { is: 'effect', name: 'charged' } as const;
  const sent = { is: 'message', topic: 'jobs' } as const;
  return {
    at: 9,
    logs,
    groups: [],
    services: [],
    tables: [{ database: 'shop-db', table: 'orders', rows }],
    agreements: [
      { of: { ...row, states: ['placed'] }, needs: [charged, sent] },
      { of: { ...row, states: ['pending'] }, needs: [] },
      { of: charged, needs: [row] },
      { of: sent, needs: [row] },
    ],
  };
}
