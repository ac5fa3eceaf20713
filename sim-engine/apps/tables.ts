/** Tables of an application's database as an immutable value, and what a transaction makes of them: all of its writes or none. */
import { noItems, type NumberedList } from '../kernel/numberedList.ts';
import type { Micros } from '../kernel/time.ts';
import type { DatabaseSpec } from './applications.ts';
import type { KeyedWrite } from './messages.ts';

export interface Row {
  /** Running number in its database, by which rows that look alike differ. */
  readonly number: number;
  readonly key: string;
  readonly state: string;
  /** When it got its state. */
  readonly changedAtMicros: Micros;
}

export interface Tables {
  readonly rows: Readonly<Record<string, NumberedList<Row>>>;
  /** By table and item. */
  readonly counters: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Idempotency store: by key, until when it is remembered. */
  readonly seenUntilMicros: Readonly<Record<string, Micros>>;
  /** Number of the last row. */
  readonly lastRow: number;
}

/** Why a transaction was refused, and by which of its writes. */
export interface Refusal {
  readonly error: 'CONFLICT' | 'NO_ROW' | 'SOLD_OUT';
  readonly write: KeyedWrite;
}

/** The tables of a database before anybody has written. */
export function freshTables({ counters = {} }: DatabaseSpec): Tables {
  return { rows: {}, counters, seenUntilMicros: {}, lastRow: 0 };
}

/** The rows of a table. */
export function rowsOf(tables: Tables, table: string): NumberedList<Row> {
  return tables.rows[table] ?? noItems<Row>();
}

/** The tables after a transaction, or why there is none. */
export function afterTransaction(tables: Tables, writes: readonly KeyedWrite[], now: Micros): Tables | Refusal {
  let after = tables;
  for (const write of writes) {
    const next = afterWrite(after, write, now);
    if ('error' in next) return next;
    after = next;
  }
  return after;
}

function afterWrite(tables: Tables, write: KeyedWrite, now: Micros): Tables | Refusal {
  switch (write.op) {
    case 'insert':
      return inserted(tables, write, now);
    case 'update':
      return updated(tables, write, now);
    case 'delete': {
      const { taken, rest } = rowsOf(tables, write.table).split((row) => row.key === write.key);
      return taken.length === 0 ? { error: 'NO_ROW', write } : withRows(tables, write.table, rest);
    }
    case 'take':
      return taken(tables, write);
  }
}

function withRows(tables: Tables, table: string, rows: NumberedList<Row>): Tables {
  return { ...tables, rows: { ...tables.rows, [table]: rows } };
}

function inserted(tables: Tables, write: Extract<KeyedWrite, { op: 'insert' }>, now: Micros): Tables | Refusal {
  const { table, key, state } = write;
  const rows = rowsOf(tables, table);
  if (write.unique && rows.items.some((row) => row.key === key)) return { error: 'CONFLICT', write };
  const number = tables.lastRow + 1;
  const row: Row = { number, key, state, changedAtMicros: now };
  return { ...withRows(tables, table, rows.append([row])), lastRow: number };
}

/** Every row of the key that is in one of the states. */
function updated(tables: Tables, write: Extract<KeyedWrite, { op: 'update' }>, now: Micros): Tables | Refusal {
  const before = rowsOf(tables, write.table);
  const meant = before.items.filter(({ key, state }) => key === write.key && (write.from?.includes(state) ?? true));
  if (meant.length === 0) return { error: 'NO_ROW', write };
  const rows = meant.reduce(
    (list, row) => list.replace(row, { ...row, state: write.to, changedAtMicros: now }),
    before,
  );
  return withRows(tables, write.table, rows);
}

function taken(tables: Tables, write: Extract<KeyedWrite, { op: 'take' }>): Tables | Refusal {
  const { table, key, amount } = write;
  const counters = tables.counters[table] ?? {};
  const left = (counters[key] ?? 0) - amount;
  if (left < 0) return { error: 'SOLD_OUT', write };
  return { ...tables, counters: { ...tables.counters, [table]: { ...counters, [key]: left } } };
}

/** What stands in the tables after a write, as the history says it; null: the row is gone. */
export function stateAfter(tables: Tables, write: KeyedWrite): string | null {
  switch (write.op) {
    case 'insert':
      return write.state;
    case 'update':
      return write.to;
    case 'delete':
      return null;
    case 'take':
      return String(tables.counters[write.table]?.[write.key] ?? 0);
  }
}

/** Keys of the rows in a state that have had it for so long, oldest first. */
export function keysInState(
  tables: Tables,
  wanted: { readonly table: string; readonly state: string; readonly changedBefore: Micros; readonly limit: number },
): readonly string[] {
  return rowsOf(tables, wanted.table)
    .items.filter((row) => row.state === wanted.state && row.changedAtMicros <= wanted.changedBefore)
    .toSorted((left, right) => left.changedAtMicros - right.changedAtMicros || left.number - right.number)
    .slice(0, wanted.limit)
    .map((row) => row.key);
}

/** Does the idempotency store remember the key? */
export function hasSeen(seenUntilMicros: Tables['seenUntilMicros'], key: string, now: Micros): boolean {
  return (seenUntilMicros[key] ?? -1) > now;
}
