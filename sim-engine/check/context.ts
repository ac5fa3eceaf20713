/**
 * What a checker is given, and how it states what it found. A checker names the kind and what the anomaly would be if its
 * promise had been made; `state` turns that into a verdict about the promises that were in fact made.
 */
import type { Micros } from '../kernel/time.ts';
import type { PromiseName } from '../scenario/types.ts';
import type { Facts } from './facts.ts';
import type { LogId, LogView, Operation, RunEnd } from './history.ts';
import type { Loss } from './losses.ts';
import { promiseOf } from './promises.ts';
import { SUBJECTS_MAX, familyOf, type Position, type Verdict, type VerdictKind, type VerdictValue } from './verdict.ts';

export interface CheckOptions {
  /** How long after healing the system may take to come to rest before it is `stuck`. Default: 60 s. */
  readonly quietMicros?: Micros;
  /** Sends invoked in this span must succeed under the promise `available`. Default: the whole run. */
  readonly availableFrom?: Micros;
  readonly availableUntil?: Micros;
}

export interface CheckContext {
  readonly history: readonly Operation[];
  readonly view: LogView;
  readonly end: RunEnd;
  readonly promises: readonly PromiseName[];
  readonly options: CheckOptions;
  readonly facts: Facts;
  /** Writes that should be in their logs and are not known to be. */
  readonly losses: readonly Loss[];
  /** Values that an observer found in no copy of the log that can serve them. */
  readonly gone: ReadonlySet<string>;
}

/** One checker: finds its kinds of anomaly. */
export type Checker = (context: CheckContext) => readonly Verdict[];

/** A finding before it is weighed against the promises. */
export interface Finding {
  readonly kind: VerdictKind;
  /** What it is if its promise was made. */
  readonly verdict: VerdictValue;
  readonly values: readonly string[];
  readonly logs: readonly LogId[];
  readonly operations: readonly number[];
  readonly positions: readonly Position[];
  readonly at: Micros;
  readonly sentence: Verdict['sentence'];
}

/** Weighs a finding: without its promise a violation is allowed here. */
export function state(context: CheckContext, finding: Finding): Verdict {
  const promise = promiseOf(finding.kind);
  const promised = promise !== null && context.promises.includes(promise);
  const verdict = finding.verdict === 'violation' && !promised ? 'allowed-here' : finding.verdict;
  return {
    kind: finding.kind,
    family: familyOf(finding.kind),
    verdict,
    promise: promised && verdict !== 'allowed-here' ? promise : null,
    subjects: {
      values: finding.values.slice(0, SUBJECTS_MAX),
      logs: finding.logs.map(({ topic, partition }) => ({ topic, partition })),
    },
    evidence: {
      operations: ascending(finding.operations).slice(0, SUBJECTS_MAX),
      positions: finding.positions.slice(0, SUBJECTS_MAX),
    },
    at: finding.at,
    sentence: finding.sentence,
  };
}

/** When an operation happened; the end of the run for the observer's look (-1). */
export function timeOf(context: CheckContext, operation: number): Micros {
  return context.history[operation]?.at ?? context.end.at;
}

/** A position without anything else that a log's facts carry. */
export function position(log: LogId, offset: number, node?: string): Position {
  const { topic, partition } = log;
  return node === undefined ? { topic, partition, offset } : { topic, partition, offset, node };
}

const LIST_MAX = 5;

/** The first few values in words: `a3, a4, a5, …`. */
export function listValues(values: readonly string[]): string {
  const shown = values.slice(0, LIST_MAX).join(', ');
  return values.length > LIST_MAX ? `${shown}, …` : shown;
}

function ascending(operations: readonly number[]): number[] {
  const known = new Set(operations.filter((operation) => operation >= 0));
  return [...known].sort((left, right) => left - right);
}
