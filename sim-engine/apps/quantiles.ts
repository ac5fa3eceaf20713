/** How long things take that take a random time: drawn from a table, because `Math.log` differs between engines. */
import type { Turn } from '../host/turn.ts';
import type { Micros } from '../kernel/time.ts';
import type { WorkTime } from './applications.ts';

/**
 * Sixty-four equally likely multiples of the mean of an exponential distribution, in 1/1024: the mean of each 64th part of it, so
 * that the mean of all is 1, and the first is the mildest. The longest is a little more than five times the mean.
 */
export const EXPONENTIAL_QUANTILES = [
  8, 24, 41, 58, 75, 92, 110, 128, 146, 165, 184, 203, 223, 243, 263, 284, 305, 327, 349, 372, 395, 419, 444, 469, 494,
  520, 547, 575, 604, 633, 663, 694, 726, 759, 793, 828, 865, 903, 942, 983, 1026, 1071, 1117, 1166, 1217, 1271, 1328,
  1388, 1452, 1521, 1594, 1673, 1758, 1851, 1954, 2068, 2196, 2343, 2514, 2721, 2979, 3327, 3863, 5283,
] as const;

const UNIT = 1_024;

/** Draws a time with this mean. */
export function exponentialMicros(turn: Turn, meanMicros: Micros): Micros {
  const choice = turn.choose(EXPONENTIAL_QUANTILES.length);
  return Math.floor((meanMicros * (EXPONENTIAL_QUANTILES[choice] as number)) / UNIT);
}

/** How long a piece of work takes this time. Fixed times draw nothing. */
export function workMicros(turn: Turn, { micros, spread = 'fixed' }: WorkTime): Micros {
  return spread === 'fixed' ? micros : exponentialMicros(turn, micros);
}
