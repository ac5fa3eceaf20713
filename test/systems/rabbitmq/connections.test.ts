/** Client connections of a room, and nodes that end one way and then the other. */
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

describe('a node that was stopped in an orderly way, and then dies', () => {
  const playback = play({
    producers: [handPublisher('a', { settings: { ...QUICK, ...CAREFUL } })],
    consumers: [worker('worker-1', { ...QUICK, prefetch: 1 }, { micros: 1_000_000, idempotent: true })],
    faults: [
      ...publishEach(500, 'a', 1),
      at(600, 'stopNode', { node: 'rabbit-1' }),
      at(1_000, 'restart', { node: 'rabbit-1' }),
      // The message is in the consumer's hands again.
      at(2_500, 'crash', { node: 'rabbit-1' }),
      at(3_000, 'restart', { node: 'rabbit-1' }),
    ],
    healAtMillis: 4_000,
    horizonMillis: 70_000,
    promises: ['comes-to-rest', 'no-lost-write'],
  });

  test('does not take the end for another orderly one: what was in hands comes again, and is done', () => {
    expect(violations(playback)).toEqual(new Map());
    expect(effectsOf(playback, 'a1')).toBe(1);
  });
});
