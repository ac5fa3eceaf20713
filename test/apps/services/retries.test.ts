/** How long a service waits before another attempt, and when it makes none. */
import { describe, expect, test } from 'vitest';
import { backoffMicros, triesAgain } from '../../../sim-engine/apps/service/retries.ts';
import type { Turn } from '../../../sim-engine/host/turn.ts';

const drawing = (choice: number): Turn => ({ choose: () => choice }) as unknown as Turn;
const waits = (backoff: 'fixed' | 'exponential' | 'jitter', choice = 0): readonly number[] =>
  [1, 2, 3, 4].map((attempt) => backoffMicros(drawing(choice), { backoffMillis: 100, backoff }, attempt));

describe('the wait', () => {
  test('fixed is always the same, exponential doubles', () => {
    expect(waits('fixed')).toEqual([100_000, 100_000, 100_000, 100_000]);
    expect(waits('exponential')).toEqual([100_000, 200_000, 400_000, 800_000]);
  });

  test('jitter is a part of that: never nothing, at most all of it', () => {
    expect(waits('jitter', 0)).toEqual([6_250, 12_500, 25_000, 50_000]);
    expect(waits('jitter', 15)).toEqual([100_000, 200_000, 400_000, 800_000]);
  });

  test('doubles ten times and no more', () => {
    const long = (attempt: number): number =>
      backoffMicros(drawing(0), { backoffMillis: 1, backoff: 'exponential' }, attempt);
    expect([long(11), long(12), long(20)]).toEqual([1_024_000, 1_024_000, 1_024_000]);
  });
});

describe('another attempt', () => {
  test('is made as often as the program says, once unless it says', () => {
    expect([1, 2, 3].map((made) => triesAgain({ attempts: 3 }, made, 'TIMEOUT'))).toEqual([true, true, false]);
    expect(triesAgain({}, 1, 'TIMEOUT')).toBe(false);
  });

  test.each(['CONFLICT', 'NO_ROW', 'SOLD_OUT'])('is not made after %s: the answer would be the same', (error) => {
    expect(triesAgain({ attempts: 3 }, 1, error)).toBe(false);
  });
});
