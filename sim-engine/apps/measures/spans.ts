/**
 * Spans of time, and what follows from them: how many at once, how long on average, how long at worst. Every number is an integer;
 * means are rounded down, and what would be a fraction is told in thousandths.
 */
import type { Micros } from '../../kernel/time.ts';

/** Somebody was somewhere from one time to another; `to` null: still there when the run ended. */
export interface Span {
  readonly from: Micros;
  readonly to: Micros | null;
}

/** A part of a run: from its first time, up to and without its second. */
export interface Window {
  readonly from: Micros;
  readonly to: Micros;
}

/** A number that changes: it holds from its time until the next one. */
export interface Level {
  readonly at: Micros;
  readonly count: number;
}

/** Lengths of the spans that have ended, ascending. */
export function lengthsOf(spans: readonly Span[]): readonly Micros[] {
  return spans.flatMap(({ from, to }) => (to === null ? [] : [to - from])).toSorted((left, right) => left - right);
}

/**
 * A percentile by exact rank: the smallest value that at least so many thousandths of all do not exceed. Null for none.
 *
 * @param ascending - values in ascending order
 * @param perMille - 500 for the median, 990 for p99, 1000 for the greatest
 */
export function percentile(ascending: readonly number[], perMille: number): number | null {
  const rank = Math.ceil((ascending.length * perMille) / 1_000);
  return ascending[Math.max(1, rank) - 1] ?? null;
}

/** The mean, rounded down; null for none. */
export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.floor(values.reduce((sum, value) => sum + value, 0) / values.length);
}

/** How many are there at once, at every time at which that changes. */
export function levelsOf(spans: readonly Span[]): readonly Level[] {
  const changes = spans.flatMap(({ from, to }) => [{ at: from, by: 1 }, ...(to === null ? [] : [{ at: to, by: -1 }])]);
  const levels: Level[] = [];
  let count = 0;
  for (const { at, by } of changes.toSorted((left, right) => left.at - right.at)) {
    count += by;
    if (levels.at(-1)?.at === at) levels.pop();
    levels.push({ at, count });
  }
  return levels;
}

/** Microseconds that the spans have inside a window, summed: two at once count twice. */
export function timeWithin(spans: readonly Span[], { from, to }: Window): Micros {
  return spans.reduce((sum, span) => {
    const begin = Math.max(from, span.from);
    const end = Math.min(to, span.to ?? to);
    return sum + Math.max(0, end - begin);
  }, 0);
}

/** Both sides of Little's law (L = λ W) for a window that everybody entered and left, or for any other, where they differ. */
export interface LittlesLaw {
  readonly arrivals: number;
  readonly departures: number;
  /** λ: arrivals per second, in thousandths. */
  readonly arrivalsPerSecondMilli: number;
  /** L: how many are there on average, in thousandths. */
  readonly meanNumberMilli: number;
  /** W: mean time of those who arrived in the window and left; null: nobody. */
  readonly meanTimeMicros: number | null;
}

/** Measures a window. */
export function littlesLaw(spans: readonly Span[], window: Window): LittlesLaw {
  const lengthMicros = Math.max(1, window.to - window.from);
  const isWithin = (at: Micros | null): boolean => at !== null && at >= window.from && at < window.to;
  const arrived = spans.filter(({ from }) => isWithin(from));
  return {
    arrivals: arrived.length,
    departures: spans.filter(({ to }) => isWithin(to)).length,
    arrivalsPerSecondMilli: Math.floor((arrived.length * 1_000_000_000) / lengthMicros),
    meanNumberMilli: Math.floor((timeWithin(spans, window) * 1_000) / lengthMicros),
    meanTimeMicros: meanOf(lengthsOf(arrived)),
  };
}
