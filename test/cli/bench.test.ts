import { expect, test } from 'vitest';
import { alo, aloJson } from './support.ts';

const SMALL = ['--events', '3000', '--rounds', '1', '--max-leader-epoch', '1', '--states', '20000'] as const;

const SIMULATION_FIGURES = [
  'events',
  'eventsPerSecond',
  'eventsPerSecondRounds',
  'bareEventsPerSecond',
  'ratioToBareLoop',
  'retainedBytesPerEvent',
  'seekMillisMedian',
  'seekMillisMax',
  'traceHash',
] as const;

test('alo bench prints its figures, and the same run every time', async () => {
  const { exitCode, value } = await aloJson('bench', ...SMALL);
  expect(exitCode).toBe(0);
  expect(Object.keys(value)).toEqual([
    'systems',
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
  expect(Object.keys(value.systems)).toEqual(['kafka', 'rabbitmq']);
  for (const figures of Object.values<Record<string, unknown>>(value.systems)) {
    expect(Object.keys(figures)).toEqual(SIMULATION_FIGURES);
    expect(figures['events']).toBe(3_000);
    expect(figures['eventsPerSecondRounds']).toEqual([figures['eventsPerSecond']]);
    expect(figures['eventsPerSecond']).toBeGreaterThan(1_000);
    expect(figures['bareEventsPerSecond']).toBeGreaterThan(figures['eventsPerSecond'] as number);
    expect(figures['ratioToBareLoop']).toBeLessThan(1);
    expect(figures['retainedBytesPerEvent']).toBeNull();
    expect(figures['traceHash']).toMatch(/^[0-9a-f]{16}$/);
  }
  expect(value.systems.rabbitmq.traceHash).not.toBe(value.systems.kafka.traceHash);
  expect(value).toMatchObject({ kip320Distinct: 39_619, kip320DistinctSymmetric: 6_713, kip320DistinctPacked: 39_619 });
  expect(value.kip320StatesPerSecond).toBeGreaterThan(10_000);
  expect(value.kip320StatesPerSecondPacked).toBeGreaterThan(10_000);
  expect(value.packedStates).toBeGreaterThan(20_000);
  expect(value.packedStatesResidentMegabytes).toBeLessThan(400);
  const { out } = await alo('bench', ...SMALL);
  for (const system of ['kafka', 'rabbitmq']) {
    expect(out).toContain(`${`${system} traceHash`.padEnd(31)} ${value.systems[system].traceHash}\n`);
  }
});
