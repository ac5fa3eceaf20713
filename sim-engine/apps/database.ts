/**
 * The consumers' database: one table with a row per effect, each request one transaction.
 *
 * Models: durable commits, a unique key on the record's value where the application wants one, answers that get lost.
 * Leaves out: transactions with several tables, which the databases of services have (applicationDatabase.ts); offsets stored
 * beside the effects.
 * Faults that reach it: crash, restart, pause, cut and slow links, lost responses; power loss loses nothing that was answered.
 */
import { emptyList, type AppendList } from '../kernel/appendList.ts';
import type { Behaviour } from '../host/cluster.ts';
import type { Disk } from '../host/disk.ts';
import type { SeenRecord } from '../host/history.ts';
import type { Message } from '../host/message.ts';
import type { Turn } from '../host/turn.ts';
import type { HandlerSpec } from './applications.ts';
import { hasNumber, withNumber, type NumberSet } from './numberSet.ts';
import { parseValue } from './recordNames.ts';

/** Name of the consumers' database among the machines. */
export const DATABASE_NAME = 'database';

/** It exists when there are consumers that do their work themselves. */
export function needsDatabase(topology: {
  readonly consumers: readonly { readonly processing: { readonly handler?: HandlerSpec } }[];
}): boolean {
  return topology.consumers.some(({ processing }) => processing.handler === undefined);
}

/** One transaction in the consumers' database: a row per record. */
export interface ApplyRequest extends Message {
  readonly kind: 'ApplyRequest';
  /** The consumer's number for it; the answer carries the same. */
  readonly correlation: number;
  readonly group: string;
  readonly records: readonly SeenRecord[];
  /** The table has a unique key on the value: a second row for the same value is refused. */
  readonly idempotent: boolean;
}

export interface ApplyResponse extends Message {
  readonly kind: 'ApplyResponse';
  readonly correlation: number;
}

/** One effect. */
export interface EffectRow {
  readonly group: string;
  readonly key: string | null;
  readonly value: string;
}

export type EffectTable = AppendList<EffectRow>;

/** Which values have a row: by group and label, the numbers. */
type ValueIndex = Readonly<Record<string, NumberSet>>;

export interface DatabaseMemory {
  readonly index: ValueIndex;
}

/** The table's file. */
export const ROWS_FILE = 0;
const EMPTY_TABLE: EffectTable = emptyList();

/** The table on a database's disk. */
export function effectTable(disk: Disk): EffectTable {
  return (disk[ROWS_FILE]?.written as EffectTable | undefined) ?? EMPTY_TABLE;
}

/**
 * Makes the behaviour of the consumers' database.
 *
 * @param names - names of all machines, by number
 */
export function databaseBehaviour(names: readonly string[]): Behaviour {
  return {
    handle(memory, input, turn) {
      if (input.kind === 'start') return { index: indexOf(effectTable(turn.disk)) };
      if (input.kind !== 'message' || input.message.kind !== 'ApplyRequest') return memory;
      const request = input.message as ApplyRequest;
      const after = commit(memory as DatabaseMemory, request, names[input.from] ?? '?', turn);
      const answer: ApplyResponse = { kind: 'ApplyResponse', correlation: request.correlation };
      turn.send(input.from, answer);
      return after;
    },
  };
}

function indexKey(group: string, label: string): string {
  return `${group}/${label}`;
}

function indexOf(table: EffectTable): ValueIndex {
  const index: Record<string, NumberSet> = {};
  for (let row = 0; row < table.length; row += 1) {
    const { group, value } = table.at(row);
    const { label, number } = parseValue(value);
    const key = indexKey(group, label);
    index[key] = withNumber(index[key] ?? [], number);
  }
  return index;
}

/**
 * Name: Commit effects
 * Who: database
 * Means: from now on the effects are there, whatever happens to the consumer. A second row for the same value is what a
 *   customer sees as "charged twice", unless a unique key refuses it
 * Enabled when: a consumer asks
 * Changes: the table; with a unique key only by values that it does not hold
 */
function commit(memory: DatabaseMemory, request: ApplyRequest, consumer: string, turn: Turn): DatabaseMemory {
  turn.rule('database.commit');
  const { group, idempotent } = request;
  const rows: EffectRow[] = [];
  const fresh: string[] = [];
  let { index } = memory;
  for (const record of request.records) {
    const { label, number } = parseValue(record.value);
    const key = indexKey(group, label);
    const numbers = index[key] ?? [];
    const again = hasNumber(numbers, number);
    if (again) sayAgain(turn, { record, consumer, refused: idempotent });
    if (again && idempotent) {
      turn.record({ f: 'apply', type: 'fail', group, record, consumer, error: 'UNIQUE_KEY' });
      continue;
    }
    if (!again) {
      index = { ...index, [key]: withNumber(numbers, number) };
      fresh.push(record.value);
    }
    rows.push({ group, key: record.key, value: record.value });
    turn.record({ f: 'apply', type: 'ok', group, record, consumer });
  }
  if (rows.length > 0) turn.writeDurably(ROWS_FILE, effectTable(turn.disk).appendAll(rows));
  if (fresh.length > 0) turn.note('database.committed', { consumer, values: fresh.join(', ') });
  return index === memory.index ? memory : { index };
}

function sayAgain(
  turn: Turn,
  again: { readonly record: SeenRecord; readonly consumer: string; readonly refused: boolean },
): void {
  const { record, consumer, refused } = again;
  turn.milestone('redelivery', refused ? 'database.refused-again' : 'database.applied-again', {
    consumer,
    value: record.value,
  });
}
