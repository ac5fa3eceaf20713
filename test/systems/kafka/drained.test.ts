/** A group has read everything only when nothing is left to be processed, wherever the application keeps it. */
import { expect, test } from 'vitest';
import { billing, play, sendBatch } from './support.ts';

test('committed before it is processed is no loss while the application has not begun: at no step of a run without faults', () => {
  const playback = play({
    brokers: 1,
    horizonMillis: 20_000,
    settings: { 'group.initial.rebalance.delay.ms': 0 },
    consumers: [
      billing('billing-1', { commit: 'before-processing', micros: 50_000 }, { 'auto.offset.reset': 'earliest' }),
    ],
    faults: [...sendBatch(3_000, 'a', 1), ...sendBatch(4_000, 'a', 3)],
  });
  const lost: number[] = [];
  for (let step = 1; step <= playback.steps; step += 1) {
    const { verdicts } = playback.judge(step);
    if (verdicts.some(({ kind, verdict }) => kind === 'committed-too-far' && verdict === 'violation')) lost.push(step);
  }
  expect(lost).toEqual([]);
  expect(playback.judge(playback.steps).promises.find(({ promise }) => promise === 'every-record-read')?.state).toBe(
    'holds',
  );
});
