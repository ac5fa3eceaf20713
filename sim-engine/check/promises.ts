/**
 * Promises and the anomalies that break them. A verdict is relative to a promise: the same history is fine for
 * at-most-once and broken for exactly-once.
 *
 * Models: one lamp per promise with three states.
 * Leaves out: promises per topic or per group; a promise is made for the whole run.
 */
import type { PromiseName } from '../scenario/types.ts';
import type { RunEnd } from './history.ts';
import type { Verdict, VerdictKind } from './verdict.ts';

interface PromiseRule {
  /** Kinds that break it. */
  readonly brokenBy: readonly VerdictKind[];
  /** Can the run, as it ended, be judged at all when nothing broke the promise? */
  readonly decidedAt: (end: RunEnd) => boolean;
}

const always = (): boolean => true;

/** Every promise, in the order in which lamps are shown. */
export const PROMISES: Readonly<Record<PromiseName, PromiseRule>> = {
  'no-lost-write': { brokenBy: ['lost-write'], decidedAt: always },
  'no-duplicate': { brokenBy: ['duplicate', 'redelivered'], decidedAt: always },
  'order-per-key': {
    brokenBy: ['nonmonotonic-send', 'nonmonotonic-poll', 'int-nonmonotonic-poll'],
    decidedAt: always,
  },
  'every-record-read': {
    brokenBy: ['unseen', 'poll-skip', 'int-poll-skip', 'committed-too-far'],
    decidedAt: (end) => end.drained,
  },
  'no-divergence': {
    brokenBy: ['inconsistent-offsets', 'divergent-replicas', 'G1a', 'unexpected'],
    decidedAt: always,
  },
  'one-holder': { brokenBy: ['mutual-exclusion'], decidedAt: always },
  available: { brokenBy: ['unavailable'], decidedAt: always },
  'comes-to-rest': { brokenBy: ['stuck'], decidedAt: always },
  'effect-once': { brokenBy: ['repeated-effect'], decidedAt: always },
  'every-order-done': { brokenBy: ['missing-effect'], decidedAt: (end) => end.pending === null },
  'database-and-events-agree': { brokenBy: ['orphan', 'phantom'], decidedAt: (end) => end.pending === null },
};

/** Promises about applications: they say nothing where a scenario has none. */
export const APPLICATION_PROMISES: ReadonlySet<PromiseName> = new Set([
  'effect-once',
  'every-order-done',
  'database-and-events-agree',
]);

const PROMISE_OF = new Map<VerdictKind, PromiseName>(
  (Object.keys(PROMISES) as PromiseName[]).flatMap((promise) =>
    PROMISES[promise].brokenBy.map((kind): [VerdictKind, PromiseName] => [kind, promise]),
  ),
);

/** The promise that a kind breaks; null for one that no promise forbids (`recovered`). */
export function promiseOf(kind: VerdictKind): PromiseName | null {
  return PROMISE_OF.get(kind) ?? null;
}

/** One lamp: does a promise hold? */
export interface PromiseState {
  readonly promise: PromiseName;
  readonly state: 'holds' | 'broken' | 'unknown';
  /** The first verdict that decides the state; null when none does. */
  readonly firstVerdict: Verdict | null;
}

/**
 * Judges each promise that was made, in the order given: `broken` by the first violation, `unknown` when a verdict
 * about it is, or when the run ended too early to tell, else `holds`.
 *
 * @param verdicts - as `check` returns them: ascending in time
 */
export function judgePromises(
  verdicts: readonly Verdict[],
  end: RunEnd,
  promises: readonly PromiseName[],
): readonly PromiseState[] {
  return promises.map((promise) => {
    const concerned = verdicts.filter((verdict) => verdict.promise === promise);
    const broken = concerned.find((verdict) => verdict.verdict === 'violation');
    if (broken !== undefined) return { promise, state: 'broken', firstVerdict: broken };
    const open = concerned.find((verdict) => verdict.verdict === 'unknown');
    if (open !== undefined) return { promise, state: 'unknown', firstVerdict: open };
    return { promise, state: PROMISES[promise].decidedAt(end) ? 'holds' : 'unknown', firstVerdict: null };
  });
}
