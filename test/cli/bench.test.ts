import { expect, test } from 'vitest';
import { alo, aloJson } from './support.ts';

const SMALL = ['--events', '3000', '--rounds', '1', '--max-leader-epoch', '1', '--states', '20000'] as const;

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
    'kip320Distinct',
    'kip320StatesPerSecond',
    'kip320DistinctSymmetric',
    'kip320StatesPerSecondSymmetric',
    'kip320DistinctPacked',
    'kip320StatesPerSecondPacked',
    'packedStates',
    'packedStatesResidentMegabytes',
    'topicBindings',
    'topicMessagesPerSecond',
    'topicQueuesPerMessage',
  ]);
  expect(value.events).toBe(3_000);
  expect(value.eventsPerSecond).toBeGreaterThan(1_000);
  expect(value.bareEventsPerSecond).toBeGreaterThan(value.eventsPerSecond);
  expect(value.retainedBytesPerEvent).toBeNull();
  expect(value).toMatchObject({ kip320Distinct: 39_619, kip320DistinctSymmetric: 6_713, kip320DistinctPacked: 39_619 });
  expect(value.kip320StatesPerSecond).toBeGreaterThan(10_000);
  expect(value.kip320StatesPerSecondPacked).toBeGreaterThan(10_000);
  expect(value.packedStates).toBeGreaterThan(20_000);
  expect(value.packedStatesResidentMegabytes).toBeLessThan(400);
  const { out } = await alo('bench', ...SMALL);
  expect(out).toContain(`${'traceHash'.padEnd(31)} ${value.traceHash}\n`);
});
