/** What a service remembers while its process lives: programs under way and requests that wait. All of it is gone in a crash. */
import type { Micros } from '../../kernel/time.ts';
import type { HandedRecord } from '../messages.ts';

/** Somebody who waits for an answer. */
export interface Asked {
  readonly from: number;
  /** The caller's number. */
  readonly correlation: number;
  readonly handed: HandedRecord | null;
}

/** A request that waits for a worker. */
export interface WaitingRequest {
  readonly asked: Asked;
  readonly endpoint: string;
  readonly order: string;
  readonly message: string;
}

/** Which program: of an endpoint, or a periodic one by its place in the service's list. */
export type ProgramId =
  { readonly kind: 'endpoint'; readonly endpoint: string } | { readonly kind: 'periodic'; readonly place: number };

/** What a case waits for; `ready`: nothing, its next step can begin. */
export type CaseState = 'ready' | 'working' | 'calling' | 'backing-off' | 'committing' | 'sending';

/** One program that is carried out for one order. */
export interface Case {
  /** Running number in its process: the subject of its timers. */
  readonly correlation: number;
  readonly program: ProgramId;
  readonly order: string;
  readonly message: string;
  /** Null: nobody waits, or the answer was given. */
  readonly asked: Asked | null;
  /** Place of the step in its program. */
  readonly step: number;
  readonly state: CaseState;
  /** Attempts of the step so far. */
  readonly attempt: number;
  /** Machine that it waits for; -1: none. */
  readonly peer: number;
  /** Number of the request that it waits for; each attempt has its own, so that a late answer is not taken for this one's. */
  readonly askedNumber: number;
  /** Why it is in its catch block; absent: it is not. */
  readonly caught?: string;
}

/** A periodic program. */
export interface Round {
  /** Number under which it asked for rows; -1: it does not wait for them. */
  readonly correlation: number;
  /** Keys of the rows that are left in this round. */
  readonly keys: readonly string[];
}

export interface ServiceMemory {
  /** Last number that it gave to a case or a request. */
  readonly correlation: number;
  readonly cases: readonly Case[];
  /** First come, first served. */
  readonly waiting: readonly WaitingRequest[];
  /** By place in the service's list of periodic programs. */
  readonly rounds: readonly Round[];
  /** Idempotency store in memory: by key, until when it is remembered. */
  readonly seenUntilMicros: Readonly<Record<string, Micros>>;
}

/** A program of an endpoint occupies a worker until its last step, also when its caller has been answered. */
export function occupiesWorker({ program }: Case): boolean {
  return program.kind === 'endpoint';
}
