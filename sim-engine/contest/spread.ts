/** Percentiles of durations, exact: the nearest rank, never a value between two. */
import type { Micros } from '../kernel/time.ts';

export interface Spread {
  readonly count: number;
  readonly p50: Micros;
  readonly p99: Micros;
  readonly max: Micros;
}

/** The smallest value that at least `percent` of a hundred do not exceed. */
function nearestRank(ascending: readonly Micros[], percent: number): Micros {
  const rank = Math.ceil((percent * ascending.length) / 100);
  return ascending[Math.max(1, rank) - 1] as Micros;
}

/** How durations are spread; null when there are none. */
export function spreadOf(durations: readonly Micros[]): Spread | null {
  if (durations.length === 0) return null;
  const ascending = [...durations].sort((left, right) => left - right);
  return {
    count: ascending.length,
    p50: nearestRank(ascending, 50),
    p99: nearestRank(ascending, 99),
    max: nearestRank(ascending, 100),
  };
}
