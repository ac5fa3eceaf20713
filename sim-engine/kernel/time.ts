/**
 * Time inside the engine: an integer number of microseconds since the run began, held in a double
 * (exact below 2^53, which is 285 years). No clock is ever read.
 */

/** Integer microseconds since the start of the run, or a length of time in microseconds. */
export type Micros = number;

/** One millisecond in microseconds. */
export const MILLISECOND: Micros = 1_000;

/** One second in microseconds. */
export const SECOND: Micros = 1_000_000;

/** Later than anything that will happen: the time of a source that has nothing pending. */
export const NEVER: Micros = Number.MAX_SAFE_INTEGER;

/** Milliseconds to microseconds. */
export function fromMillis(millis: number): Micros {
  return millis * MILLISECOND;
}
