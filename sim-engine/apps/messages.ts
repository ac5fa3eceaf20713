/** What applications say to each other, to their databases, and to the clients of a broker that live in their process. */
import type { SeenRecord } from '../host/history.ts';
import type { Message } from '../host/message.ts';
import type { Micros } from '../kernel/time.ts';

/** The record whose work a consumer hands to a service. */
export interface HandedRecord {
  readonly group: string;
  /** Name of the consumer. */
  readonly consumer: string;
  readonly record: SeenRecord;
}

/** A request to an endpoint of a service. */
export interface CallRequest extends Message {
  readonly kind: 'CallRequest';
  /** The caller's number for it; the answer carries the same. */
  readonly correlation: number;
  readonly endpoint: string;
  readonly order: string;
  /** What brought the order: a record's value, or the order itself. */
  readonly message: string;
  /** From a consumer of a broker. */
  readonly handed?: HandedRecord;
}

export interface CallResponse extends Message {
  readonly kind: 'CallResponse';
  readonly correlation: number;
  /** Null: done. `BUSY`: nobody began. Else why the program failed. */
  readonly error: string | null;
}

/** Asks a producer client of the same process to send. */
export interface SubmitRequest extends Message {
  readonly kind: 'SubmitRequest';
  readonly correlation: number;
  readonly order: string;
  readonly as: 'order' | 'fresh';
}

/** What became of it, as the client says it to its application. */
export interface SubmitResponse extends Message {
  readonly kind: 'SubmitResponse';
  readonly correlation: number;
  readonly outcome: 'ok' | 'fail' | 'info';
  readonly error: string | null;
}

/** A write with its key. */
export type KeyedWrite =
  | {
      readonly op: 'insert';
      readonly table: string;
      readonly key: string;
      readonly state: string;
      readonly unique: boolean;
      readonly effect?: string;
    }
  | {
      readonly op: 'update';
      readonly table: string;
      readonly key: string;
      readonly from?: readonly string[];
      readonly to: string;
    }
  | { readonly op: 'delete'; readonly table: string; readonly key: string }
  | { readonly op: 'take'; readonly table: string; readonly key: string; readonly amount: number };

/** All writes, or none. */
export interface TransactionRequest extends Message {
  readonly kind: 'TransactionRequest';
  readonly correlation: number;
  readonly order: string;
  readonly writes: readonly KeyedWrite[];
}

/** Remembers a key for a while. */
export interface OnceRequest extends Message {
  readonly kind: 'OnceRequest';
  readonly correlation: number;
  readonly key: string;
  readonly ttlMicros: Micros;
}

/** Asks for the keys of rows in a state, oldest first. */
export interface RowsRequest extends Message {
  readonly kind: 'RowsRequest';
  readonly correlation: number;
  readonly table: string;
  readonly state: string;
  readonly olderThanMicros: Micros;
  readonly limit: number;
}

/** The database's answer to a transaction or to `once`. `SEEN`: the key was there already. */
export interface CommitResponse extends Message {
  readonly kind: 'CommitResponse';
  readonly correlation: number;
  readonly error: string | null;
}

export interface RowsResponse extends Message {
  readonly kind: 'RowsResponse';
  readonly correlation: number;
  readonly keys: readonly string[];
}

/** What only applications say; the broker's protocols know none of it. */
export type ApplicationMessage =
  | CallRequest
  | CallResponse
  | SubmitRequest
  | SubmitResponse
  | TransactionRequest
  | OnceRequest
  | RowsRequest
  | CommitResponse
  | RowsResponse;

const KINDS: ReadonlySet<string> = new Set<ApplicationMessage['kind']>([
  'CallRequest',
  'CallResponse',
  'SubmitRequest',
  'SubmitResponse',
  'TransactionRequest',
  'OnceRequest',
  'RowsRequest',
  'CommitResponse',
  'RowsResponse',
]);

/** Is this something that applications say, whatever the system? */
export function isApplicationMessage(message: Message): message is ApplicationMessage {
  return KINDS.has(message.kind);
}

/** More requests than a process sends in a run: answers to the process before this one are not taken for its own. */
const NUMBERS_PER_PROCESS = 1_000_000_000;

/** The number before a process's first request. */
export function firstNumber(incarnation: number): number {
  return (incarnation - 1) * NUMBERS_PER_PROCESS;
}
