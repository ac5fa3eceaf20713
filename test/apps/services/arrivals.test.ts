/** When customers come, and how long random work takes. */
import { describe, expect, test } from 'vitest';
import type { CallerSpec } from '../../../sim-engine/apps/applications.ts';
import { nextArrival } from '../../../sim-engine/apps/arrivals.ts';
import { EXPONENTIAL_QUANTILES, workMicros } from '../../../sim-engine/apps/quantiles.ts';
import type { Turn } from '../../../sim-engine/host/turn.ts';
import { drawInteger } from '../../../sim-engine/kernel/random.ts';
import { NEVER } from '../../../sim-engine/kernel/time.ts';
import { customers } from './support.ts';

/** A turn that only draws. */
function drawing(seed: number): Turn {
  let draws = 0;
  return { choose: (count: number) => drawInteger(seed, 2, 0, draws++, count) } as unknown as Turn;
}

const mildest = { choose: () => 0 } as unknown as Turn;
const silent = {
  choose: () => {
    throw new Error('nothing is drawn here');
  },
} as unknown as Turn;

function arrivals(spec: CallerSpec, turn: Turn): number[] {
  const times: number[] = [];
  for (let at = nextArrival(spec, -1, turn); at !== NEVER; at = nextArrival(spec, at, turn)) times.push(at);
  return times;
}

const day = customers({
  startMillis: 1_000,
  phases: [
    { seconds: 2, ratePerSecond: 2 },
    { seconds: 1, ratePerSecond: 0 },
    { seconds: 1, ratePerSecond: 3 },
  ],
});

describe('even arrivals', () => {
  test('come at equal distances from the beginning of their phase; rounding does not add up', () => {
    const second = [1_000_000, 1_500_000, 2_000_000, 2_500_000];
    expect(arrivals(day, silent)).toEqual([...second, 4_000_000, 4_333_333, 4_666_666]);
  });

  test('after a gap they go on as if nothing had happened', () => {
    expect(nextArrival(day, 1_900_000, silent)).toBe(2_000_000);
    expect(nextArrival(day, 4_333_334, silent)).toBe(4_666_666);
    expect(nextArrival(day, 4_666_666, silent)).toBe(NEVER);
  });

  test('a rate of seven per second has seven arrivals in each second', () => {
    const spec = customers({ startMillis: 0, phases: [{ seconds: 100, ratePerSecond: 7 }] });
    expect(arrivals(spec, silent)).toHaveLength(700);
  });
});

describe('random arrivals', () => {
  const hour = customers({ startMillis: 0, phases: [{ seconds: 200, ratePerSecond: 10 }], arrivals: 'random' });

  test('come as often as even ones, on average', () => {
    const count = arrivals(hour, drawing(3)).length;
    expect(count).toBeGreaterThan(1_900);
    expect(count).toBeLessThan(2_100);
  });

  test('the mildest draw is the smallest distance', () => {
    expect(nextArrival(hour, 0, mildest)).toBe(Math.floor((100_000 * EXPONENTIAL_QUANTILES[0]) / 1_024));
  });
});

describe('the table of exponential quantiles', () => {
  test('has a mean of one, to a ten-thousandth, ascends, and its square has nearly a mean of two', () => {
    const sum = EXPONENTIAL_QUANTILES.reduce((total: number, value) => total + value, 0);
    expect(Math.abs(sum - 64 * 1_024)).toBeLessThan(7);
    expect([...EXPONENTIAL_QUANTILES].sort((left, right) => left - right)).toEqual([...EXPONENTIAL_QUANTILES]);
    const squares = EXPONENTIAL_QUANTILES.reduce((total: number, value) => total + (value / 1_024) ** 2, 0) / 64;
    expect(squares).toBeGreaterThan(1.9);
    expect(squares).toBeLessThan(2);
  });

  test('fixed work draws nothing', () => {
    expect(workMicros(silent, { micros: 5_000 })).toBe(5_000);
    expect(workMicros(mildest, { micros: 102_400, spread: 'exponential' })).toBe(800);
  });
});
