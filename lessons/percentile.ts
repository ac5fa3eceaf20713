/** Percentiles by exact rank. Apart from `plots.ts`, so that pages that only draw do not carry the engine. */

/** The smallest value that so many percent do not exceed; undefined of none. */
export function percentileOf(ascending: readonly number[], percent: number): number | undefined {
  return ascending[Math.max(1, Math.ceil((ascending.length * percent) / 100)) - 1];
}
