/** A node that starts again without its disk. Alone it is a new node; how a cluster takes one back is not modelled. */
import { expect, test } from 'vitest';
import type { Action } from '../../../sim-engine/host/action.ts';
import { CAREFUL, handPublisher, play, publishEach, QUICK } from './rooms.ts';
import { at } from '../runs.ts';

const NODE = { node: 'rabbit-1' };

/** What is in the queue at the end. */
function queued(faults: readonly Action[]): readonly string[] {
  const producers = [handPublisher('a', { settings: { ...CAREFUL, ...QUICK } })];
  const playback = play({ producers, faults, horizonMillis: 8_000 });
  const [log] = playback.system.observe(playback.worldAt(playback.steps)).logs;
  return log?.replicas[0]?.records.map(({ value }) => value) ?? [];
}

test('with its disk a node has its messages again', () => {
  expect(
    queued([
      ...publishEach(500, 'a', 1),
      at(1_000, 'crash', NODE),
      at(1_500, 'restart', NODE),
      ...publishEach(4_000, 'a', 1),
    ]),
  ).toEqual(['a1', 'a2']);
});

test('without its disk it has lost them, and takes new ones', () => {
  expect(
    queued([
      ...publishEach(500, 'a', 1),
      at(1_000, 'crash', NODE),
      at(1_100, 'diskLoss', NODE),
      at(1_500, 'restart', NODE),
      ...publishEach(4_000, 'a', 1),
    ]),
  ).toEqual(['a2']);
});
