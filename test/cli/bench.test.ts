import { expect, test } from 'vitest';
import { alo, aloJson } from './support.ts';

const SMALL = ['--events', '3000', '--rounds', '1'] as const;

test('alo bench prints its figures, and the same run every time', async () => {
  const { exitCode, value } = await aloJson('bench', ...SMALL);
  expect(exitCode).toBe(0);
  expect(Object.keys(value)).toEqual([
    'scenario',
    'events',
    'eventsPerSecond',
    'eventsPerSecondRounds',
    'bareEventsPerSecond',
    'ratioToBareLoop',
    'retainedBytesPerEvent',
    'seekMillisMedian',
    'seekMillisMax',
    'traceHash',
  ]);
  expect(value.events).toBe(3_000);
  expect(value.eventsPerSecond).toBeGreaterThan(1_000);
  expect(value.bareEventsPerSecond).toBeGreaterThan(value.eventsPerSecond);
  expect(value.retainedBytesPerEvent).toBeNull();
  const { out } = await alo('bench', ...SMALL);
  expect(out).toContain(`${'traceHash'.padEnd(24)} ${value.traceHash}\n`);
});
