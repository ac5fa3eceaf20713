/** Client connections of a room: one for each client, however its last one ended. */
import { describe, expect, test } from 'vitest';
import { at, effectsOf, milestones, violations } from '../runs.ts';
import { CAREFUL, handPublisher, play, publishEach, QUICK, worker } from './rooms.ts';

describe('a consumer that is restarted before its node has heard of its end', () => {
  // A delivery crosses the end of the old process, and its refusal ends the new one's connection; the node does not hear of that.
  const playback = play({
    producers: [handPublisher('a', { settings: CAREFUL })],
    consumers: [worker('worker-1', { ...QUICK, prefetch: 1 })],
    faults: [
      ...publishEach(500, 'a', 2),
      at(500, 'crash', { node: 'worker-1' }),
      at(501.001, 'restart', { node: 'worker-1' }),
    ],
    healAtMillis: 2_000,
    horizonMillis: 70_000,
    promises: ['comes-to-rest', 'no-lost-write'],
  });

  test('connects again, and the connection that it has given up takes no later one down', () => {
    expect(violations(playback)).toEqual(new Map());
    expect(milestones(playback)).not.toContain('rabbit.connection.lost');
    expect(['a1', 'a2'].map((value) => effectsOf(playback, value))).toEqual([1, 1]);
  });
});
