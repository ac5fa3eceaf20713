/** Measures of runs: times, numbers, Little's law, utilisation, depths. All integers, from the history alone. */
import { describe, expect, test } from 'vitest';
import type { Step } from '../../../sim-engine/apps/applications.ts';
import { callSpans, utilisationPerMille, workSpans } from '../../../sim-engine/apps/measures/calls.ts';
import { messageSpans } from '../../../sim-engine/apps/measures/messages.ts';
import { effectSpans, unfulfilledOrders } from '../../../sim-engine/apps/measures/orders.ts';
import {
  lengthsOf,
  levelsOf,
  littlesLaw,
  meanOf,
  percentile,
  timeWithin,
} from '../../../sim-engine/apps/measures/spans.ts';
import { at } from '../../systems/runs.ts';
import { customers, run, shop, street } from './support.ts';

describe('a percentile by exact rank', () => {
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  test.each([
    [500, 5],
    [501, 6],
    [900, 9],
    [990, 10],
    [1_000, 10],
    [0, 1],
  ])('%i thousandths of ten values', (perMille, value) => {
    expect(percentile(ten, perMille)).toBe(value);
  });

  test('of none is none', () => {
    expect(percentile([], 500)).toBeNull();
    expect(meanOf([])).toBeNull();
  });
});

describe('spans', () => {
  const spans = [
    { from: 0, to: 10 },
    { from: 5, to: 20 },
    { from: 20, to: null },
  ];

  test('levels change where somebody comes or goes; who goes as another comes does not count twice', () => {
    expect(levelsOf(spans)).toEqual([
      { at: 0, count: 1 },
      { at: 5, count: 2 },
      { at: 10, count: 1 },
      { at: 20, count: 1 },
    ]);
  });

  test('time within a window counts two at once twice, and who is still there to its end', () => {
    expect(timeWithin(spans, { from: 0, to: 30 })).toBe(35);
    expect(timeWithin(spans, { from: 8, to: 12 })).toBe(6);
    expect(lengthsOf(spans)).toEqual([10, 15]);
  });
});

const work: Step = { do: 'work', micros: 100_000 };

describe('a service with one worker and even arrivals', () => {
  const callers = [customers({ phases: [{ seconds: 10, ratePerSecond: 5 }], timeoutMillis: 10_000 })];
  const playback = run(street('rabbitmq', { applications: { services: [shop([work])], callers } }));
  const history = playback.history(playback.steps);
  const calls = callSpans(history, { process: 'customers' });
  const window = { from: 4_000_000, to: 14_000_000 };

  test('each call takes its work and two messages', () => {
    expect(calls).toHaveLength(50);
    expect(new Set(lengthsOf(calls))).toEqual(new Set([102_000]));
    expect(percentile(lengthsOf(calls), 990)).toBe(102_000);
  });

  test('is busy half of the time', () => {
    expect(utilisationPerMille(history, { service: 'shop', concurrency: 1, window })).toBe(500);
    expect(workSpans(history, 'shop')).toHaveLength(50);
  });

  test('Little’s law holds: 5 per second, 0.102 s each, 0.51 on average', () => {
    expect(littlesLaw(calls, window)).toEqual({
      arrivals: 50,
      departures: 50,
      arrivalsPerSecondMilli: 5_000,
      meanNumberMilli: 510,
      meanTimeMicros: 102_000,
    });
  });
});

describe('a service with random arrivals and random work', () => {
  const callers = [
    customers({ phases: [{ seconds: 200, ratePerSecond: 8 }], arrivals: 'random', timeoutMillis: 60_000 }),
  ];
  const services = [shop([{ ...work, spread: 'exponential' }], { backlog: 1_000 })];
  const playback = run(street('rabbitmq', { applications: { services, callers }, horizonMillis: 300_000 }));
  const history = playback.history(playback.steps);
  const calls = callSpans(history);
  const window = { from: 4_000_000, to: 300_000_000 };

  test('Little’s law holds to a thousandth, whatever the queue did', () => {
    const { arrivals, departures, arrivalsPerSecondMilli, meanNumberMilli, meanTimeMicros } = littlesLaw(calls, window);
    expect(departures).toBe(arrivals);
    const product = (arrivalsPerSecondMilli * (meanTimeMicros ?? 0)) / 1_000_000;
    expect(Math.abs(product - meanNumberMilli)).toBeLessThan(2);
  });

  test('at eight tenths of its capacity customers wait several times as long as the work takes', () => {
    const busy = utilisationPerMille(history, {
      service: 'shop',
      concurrency: 1,
      window: { from: 4_000_000, to: 204_000_000 },
    });
    expect(busy).toBeGreaterThan(750);
    expect(busy).toBeLessThan(850);
    expect(meanOf(lengthsOf(calls))).toBeGreaterThan(300_000);
  });
});

describe('a queue between the shop and its kitchen', () => {
  const send: Step = { do: 'send', producer: 'out', wait: 'confirmed', as: 'order', onFailure: 'fail' };
  const kitchen = {
    name: 'kitchen',
    concurrency: 1,
    backlog: 0,
    endpoints: { cook: [work, { do: 'effect', name: 'served' } satisfies Step] },
  };
  const handler = {
    service: 'kitchen',
    endpoint: 'cook',
    timeoutMillis: 1_000,
    onFailure: 'retry',
    backoffMillis: 100,
  } as const;
  const callers = [customers({ phases: [{ seconds: 1, ratePerSecond: 20 }] })];
  const applications = { services: [shop([send], { concurrency: 20 }), kitchen], callers };
  const playback = run(street('rabbitmq', { applications, handler }));
  const history = playback.history(playback.steps);

  test('takes the peak: customers are told at once, the depth rises and falls to nothing', () => {
    expect(percentile(lengthsOf(callSpans(history)), 1_000)).toBeLessThan(20_000);
    const depths = levelsOf(messageSpans(history, { topic: 'orders', group: 'orders' }));
    const most = Math.max(...depths.map(({ count }) => count));
    expect(most).toBeGreaterThan(9);
    expect(most).toBeLessThan(13);
    expect(depths.at(-1)?.count).toBe(0);
  });

  test('from the customer’s ok to the effect: the last one waits for all before it', () => {
    const waits = effectSpans(history, { caller: 'customers', effect: 'served', from: 'ok' });
    expect(waits).toHaveLength(20);
    const [first, last] = [waits[0], waits.at(-1)].map((wait) => (wait?.to ?? 0) - (wait?.from ?? 0)) as [
      number,
      number,
    ];
    expect(last).toBeGreaterThan(5 * first);
    expect(unfulfilledOrders(history, { caller: 'customers', effect: 'served' })).toEqual([]);
  });

  test('a crash of the kitchen ends the work in hand', () => {
    const crashed = run(street('rabbitmq', { applications, handler }), [at(4_150, 'crash', { node: 'kitchen' })]);
    const spans = workSpans(crashed.history(crashed.steps), 'kitchen');
    expect(spans.every(({ to }) => to !== null)).toBe(true);
    expect(spans.at(-1)?.to).toBe(4_150_000);
  });
});
