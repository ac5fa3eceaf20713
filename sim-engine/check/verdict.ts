/**
 * A verdict: one anomaly of a run under Jepsen's name, what it means for the promise at stake, and the operations and
 * log positions that prove it.
 *
 * Models: three values. `violation` contradicts a promise that was made. `allowed-here` is the same anomaly where no
 * promise forbids it. `unknown` cannot be decided yet: the run was cut too early, or a copy of the log is out of reach.
 * Leaves out: severity; a page decides how loud a verdict is.
 */
import type { Micros } from '../kernel/time.ts';
import type { PromiseName } from '../scenario/types.ts';
import type { LogId } from './history.ts';
import type { VerdictSentenceKey } from './sentences.ts';

/** All kinds, in the order in which they are reported when they happen at the same time. Names are Jepsen's, verbatim; the last four are ours. */
export const VERDICT_KINDS = [
  'lost-write',
  'unseen',
  'duplicate',
  'redelivered',
  'G1a',
  'unexpected',
  'recovered',
  'nonmonotonic-poll',
  'poll-skip',
  'int-nonmonotonic-poll',
  'int-poll-skip',
  'nonmonotonic-send',
  'inconsistent-offsets',
  'divergent-replicas',
  'mutual-exclusion',
  'committed-too-far',
  'unavailable',
  'stuck',
  'repeated-effect',
  'missing-effect',
  'orphan',
  'phantom',
] as const;

export type VerdictKind = (typeof VERDICT_KINDS)[number];

export type VerdictFamily = 'loss' | 'duplication' | 'order' | 'isolation' | 'visibility' | 'liveness' | 'divergence';

export type VerdictValue = 'violation' | 'allowed-here' | 'unknown';

/** Where a loss sits among its producer's records of the same log: before, between or after those that survived. */
export type LossPlace = 'lost-prefix' | 'lost-middle' | 'lost-postfix';

/** A place in a log, on one node's copy when `node` is given. */
export interface Position extends LogId {
  readonly offset: number;
  readonly node?: string;
}

/** What proves a verdict: enough to draw arrows between operations and cells. */
export interface Evidence {
  /** Indices into the history, ascending. */
  readonly operations: readonly number[];
  readonly positions: readonly Position[];
}

/** What an anomaly is about. Long lists are cut at `SUBJECTS_MAX`; the sentence carries the full count. */
export interface Subjects {
  readonly values: readonly string[];
  readonly logs: readonly LogId[];
}

export type VerdictParams = Readonly<Record<string, string | number>>;

/** How a `lost-write` was shown: consumers read past the record, or an observer looked into every copy of the log. */
export type Strength = 'polls' | 'observer';

export interface Verdict {
  readonly kind: VerdictKind;
  readonly family: VerdictFamily;
  readonly verdict: VerdictValue;
  /** The promise that is contradicted, or in question; null when none is. */
  readonly promise: PromiseName | null;
  readonly subjects: Subjects;
  readonly evidence: Evidence;
  /** The decisive moment: from here on an observer could know. */
  readonly at: Micros;
  readonly sentence: { readonly key: VerdictSentenceKey; readonly params: VerdictParams };
  /** Only for `lost-write`. */
  readonly strength?: Strength;
  /** Only for `lost-write`, when something else of the same producer and log survived. */
  readonly lossPlace?: LossPlace;
  /** Only for `stuck`: what is awaited, as a sentence of the system's own catalogue. */
  readonly awaited?: { readonly key: string; readonly params: VerdictParams };
}

/** At most so many values, positions or operations in one verdict; more would not be looked at. */
export const SUBJECTS_MAX = 100;

const FAMILIES: Readonly<Record<VerdictKind, VerdictFamily>> = {
  'lost-write': 'loss',
  unseen: 'visibility',
  duplicate: 'duplication',
  redelivered: 'duplication',
  G1a: 'isolation',
  unexpected: 'isolation',
  recovered: 'visibility',
  'nonmonotonic-poll': 'order',
  'poll-skip': 'order',
  'int-nonmonotonic-poll': 'order',
  'int-poll-skip': 'order',
  'nonmonotonic-send': 'order',
  'inconsistent-offsets': 'divergence',
  'divergent-replicas': 'divergence',
  'mutual-exclusion': 'isolation',
  'committed-too-far': 'loss',
  unavailable: 'liveness',
  stuck: 'liveness',
  'repeated-effect': 'duplication',
  'missing-effect': 'loss',
  orphan: 'divergence',
  phantom: 'divergence',
};

/** Which family a kind belongs to. */
export function familyOf(kind: VerdictKind): VerdictFamily {
  return FAMILIES[kind];
}
