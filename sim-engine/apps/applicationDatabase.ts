/**
 * A service's database: tables, counters, an idempotency store; one transaction after the other.
 *
 * Models: transactions that commit all of their writes or none, unique keys, counters that never fall below zero, a limit of
 * commits per second behind which requests queue, answers that get lost.
 * Leaves out: isolation levels and locks (transactions never overlap), reads other than those of periodic programs, replication.
 * Faults that reach it: crash (what queued is gone, what was committed stays), restart, pause, cut and slow links, lost answers,
 * lost disk; power loss loses nothing that was answered.
 */
import type { Behaviour } from '../host/cluster.ts';
import type { Disk } from '../host/disk.ts';
import type { Turn } from '../host/turn.ts';
import { SECOND } from '../kernel/time.ts';
import type { DatabaseSpec } from './applications.ts';
import type {
  ApplicationMessage,
  CommitResponse,
  OnceRequest,
  RowsRequest,
  RowsResponse,
  TransactionRequest,
} from './messages.ts';
import { afterTransaction, freshTables, hasSeen, keysInState, stateAfter, type Tables } from './tables.ts';

/** The end of a commit, where the database can carry out so many in a second only. */
const COMMIT_TIMER = 'database-commit';

const TABLES_FILE = 0;

type Change = TransactionRequest | OnceRequest;

interface Queued {
  readonly from: number;
  readonly request: Change;
}

/** What waits for its commit, first come first served; the first one is being committed. */
interface ApplicationDatabaseMemory {
  readonly queue: readonly Queued[];
}

/** The tables on a database's disk; empty ones after the disk was lost. */
export function tablesOn(disk: Disk): Tables {
  return (disk[TABLES_FILE]?.written as Tables | undefined) ?? freshTables({ name: '', tables: [] });
}

/** A database's disk before the first start. */
export function freshDatabaseDisk(spec: DatabaseSpec): Disk {
  const tables = freshTables(spec);
  return [{ written: tables, durable: tables }];
}

/** Requests that wait for their commit. */
export function commitsWaiting(memory: unknown): number {
  return (memory as ApplicationDatabaseMemory | undefined)?.queue.length ?? 0;
}

/** Makes the behaviour of a service's database. */
export function applicationDatabaseBehaviour(options: {
  readonly spec: DatabaseSpec;
  readonly names: readonly string[];
}): Behaviour {
  const { spec, names } = options;
  const nameOf = (machine: number): string => names[machine] ?? '?';
  return {
    handle(memory, input, turn): ApplicationDatabaseMemory {
      if (input.kind === 'start') return { queue: [] };
      const { queue } = memory as ApplicationDatabaseMemory;
      if (input.kind === 'timer' && input.name === COMMIT_TIMER) {
        const [first, ...rest] = queue;
        if (first !== undefined) carryOut(turn, first, nameOf);
        armCommit(turn, spec, rest);
        return { queue: rest };
      }
      if (input.kind !== 'message') return { queue };
      const { from } = input;
      const message = input.message as ApplicationMessage;
      if (message.kind === 'RowsRequest') list(turn, from, message);
      if (message.kind !== 'TransactionRequest' && message.kind !== 'OnceRequest') return { queue };
      const queued = { from, request: message };
      if (spec.commitsPerSecond === undefined) {
        carryOut(turn, queued, nameOf);
        return { queue };
      }
      if (queue.length === 0) armCommit(turn, spec, [queued]);
      return { queue: [...queue, queued] };
    },
  };
}

function armCommit(turn: Turn, { commitsPerSecond = 0 }: DatabaseSpec, queue: readonly Queued[]): void {
  if (queue.length > 0) turn.setTimer(COMMIT_TIMER, 0, Math.max(1, Math.floor(SECOND / commitsPerSecond)));
}

function list(turn: Turn, from: number, request: RowsRequest): void {
  const { correlation, table, state, limit } = request;
  const changedBefore = turn.now - request.olderThanMicros;
  const keys = keysInState(tablesOn(turn.disk), { table, state, changedBefore, limit });
  const answer: RowsResponse = { kind: 'RowsResponse', correlation, keys };
  turn.send(from, answer);
}

function carryOut(turn: Turn, { from, request }: Queued, nameOf: (machine: number) => string): void {
  const error = request.kind === 'OnceRequest' ? remember(turn, request) : commit(turn, request, nameOf(from));
  const answer: CommitResponse = { kind: 'CommitResponse', correlation: request.correlation, error };
  turn.send(from, answer);
}

const REFUSED = {
  CONFLICT: 'app.database.refused-conflict',
  NO_ROW: 'app.database.refused-no-row',
  SOLD_OUT: 'app.database.refused-sold-out',
} as const;

/** A transaction of its own: what follows it in the program may still fail, and the key stays. */
function remember(turn: Turn, { key, ttlMicros }: OnceRequest): string | null {
  const tables = tablesOn(turn.disk);
  if (hasSeen(tables.seenUntilMicros, key, turn.now)) return 'SEEN';
  const seenUntilMicros = { ...tables.seenUntilMicros, [key]: turn.now + ttlMicros };
  turn.writeDurably(TABLES_FILE, { ...tables, seenUntilMicros });
  return null;
}

/**
 * Name: Commit a transaction
 * Who: a service's database
 * Means: all of its writes are there from now on, whatever happens to the service; or none is, and the service is told why
 * Enabled when: a service asks, and the database is not busy with others
 * Changes: the tables; nothing when a unique key holds already, a row is not there, or a counter would fall below zero
 */
function commit(turn: Turn, { order, writes }: TransactionRequest, by: string): string | null {
  turn.rule('app.database.commit');
  const after = afterTransaction(tablesOn(turn.disk), writes, turn.now);
  if ('error' in after) {
    const { write, error } = after;
    const { table, key } = write;
    turn.note(REFUSED[error], { service: by, table, key, order });
    turn.record({ f: 'write', type: 'fail', table, key, state: null, by, order, error });
    return error;
  }
  turn.writeDurably(TABLES_FILE, after);
  const rows = writes.map(({ table, key }) => `${table}/${key}`).join(', ');
  turn.note('app.database.committed', { service: by, rows });
  for (const write of writes) {
    const { table, key } = write;
    turn.record({ f: 'write', type: 'ok', table, key, state: stateAfter(after, write), by, order });
    if (write.op === 'insert' && write.effect !== undefined) bookEffect(turn, { name: write.effect, by, order });
  }
  return null;
}

/** What customers feel is in this database itself, so it is there with the commit, or not at all. */
function bookEffect(turn: Turn, { name, by, order }: Record<'name' | 'by' | 'order', string>): void {
  turn.note('app.service.effect', { service: by, name, order });
  turn.record({ f: 'effect', type: 'ok', name, order });
}
