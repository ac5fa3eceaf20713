/**
 * A mirror that lacks messages becomes the leader (R4), step by step. A mirror that comes back starts empty, and is synchronised by
 * hand, by policy, or once the old messages are gone. Source: versioned_docs/version-3.13/ha (unsynchronised mirrors; stopping
 * nodes). Defaults: ha-promote-on-failure always, ha-promote-on-shutdown when-synced, ha-sync-mode manual.
 */
import { describe, expect, test } from 'vitest';
import type { Settings } from '../../../../sim-engine/host/settings.ts';
import type { Playback } from '../../../../sim-engine/playback.ts';
import { at, milestones, violations } from '../../runs.ts';
import {
  CAREFUL,
  handPublisher,
  LAST_WITH_MIRRORS,
  mirroredQueue,
  play,
  publishEach,
  type RoomOptions,
} from '../rooms.ts';

/** Three messages; the mirror is restarted; one more message; then the leader goes, and comes back after five seconds. */
const story = (ending: 'crash' | 'stopNode', queue: RoomOptions['queue']): RoomOptions => ({
  brokers: 2,
  settings: LAST_WITH_MIRRORS,
  ...(queue === undefined ? {} : { queue }),
  producers: [handPublisher('a', { settings: { ...CAREFUL, 'network-recovery-interval-ms': 500 } })],
  faults: [
    ...publishEach(500, 'a', 3),
    at(1_000, 'stopNode', { node: 'rabbit-2' }),
    at(1_500, 'restart', { node: 'rabbit-2' }),
    ...publishEach(2_000, 'a', 1),
    at(3_000, ending, { node: 'rabbit-1' }),
    ...publishEach(4_000, 'a', 1),
    at(8_000, 'restart', { node: 'rabbit-1' }),
  ],
  promises: ['no-lost-write', 'comes-to-rest'],
});

const withPolicy = (ending: 'crash' | 'stopNode', policy: Settings = {}): Playback =>
  play(story(ending, mirroredQueue(policy)));

/** What the queue holds at the end. */
function held(playback: Playback): readonly string[] {
  const [log] = playback.system.observe(playback.worldAt(playback.steps)).logs;
  return log?.replicas.find(({ node }) => node === log.leader)?.records.map(({ value }) => value) ?? [];
}

const EVERYTHING = ['a1', 'a2', 'a3', 'a4', 'a5'];

/** What is published meanwhile finds no queue, and its publisher hears so; what was confirmed is all there in the end. */
function expectUnavailable(playback: Playback): void {
  const seen = milestones(playback);
  expect(seen.indexOf('rabbit.mirror.unavailable')).toBeGreaterThan(0);
  expect(seen.indexOf('rabbit.publisher.returned')).toBeGreaterThan(seen.indexOf('rabbit.mirror.unavailable'));
  expect(violations(playback)).toEqual(new Map());
  expect(held(playback)).toEqual(['a1', 'a2', 'a3', 'a4']);
}

describe('the leader crashes', () => {
  test('a mirror that is not synchronised is promoted, and what it lacks is lost, also where it still lies on disk', () => {
    const playback = withPolicy('crash');
    expect(milestones(playback)).toContain('rabbit.mirror.promoted-unsynchronised');
    expect(violations(playback)).toEqual(new Map([['lost-write', ['a1', 'a2', 'a3']]]));
    expect(held(playback)).toEqual(['a4', 'a5']);
  });

  test('ha-promote-on-failure when-synced: nobody serves the queue until the leader is back, and nothing confirmed is lost', () => {
    const playback = withPolicy('crash', { 'ha-promote-on-failure': 'when-synced' });
    expectUnavailable(playback);
  });
});

describe('the leader is stopped in an orderly way', () => {
  test('by default the queue is unavailable instead of incomplete', () => {
    const playback = withPolicy('stopNode');
    expectUnavailable(playback);
  });

  test('ha-promote-on-shutdown always: no node has failed, and three messages are gone', () => {
    const playback = withPolicy('stopNode', { 'ha-promote-on-shutdown': 'always' });
    expect(violations(playback)).toEqual(new Map([['lost-write', ['a1', 'a2', 'a3']]]));
    expect(held(playback)).toEqual(['a4', 'a5']);
  });
});

describe('what protects', () => {
  test.each([
    ['ha-sync-mode automatic', mirroredQueue({ 'ha-sync-mode': 'automatic' })],
    [
      'ha-sync-mode automatic, promotion always',
      mirroredQueue({ 'ha-sync-mode': 'automatic', 'ha-promote-on-shutdown': 'always' }),
    ],
    ['a quorum queue', undefined],
  ])('%s: crash and stop lose nothing', (_name, queue) => {
    for (const ending of ['crash', 'stopNode'] as const) {
      const playback = play(story(ending, queue));
      expect(violations(playback)).toEqual(new Map());
      expect(held(playback)).toEqual(EVERYTHING);
    }
  });

  test('a mirror that had time to lose what is old is synchronised by that', () => {
    const options = story('crash', mirroredQueue());
    const purge = at(1_800, 'purgeQueue', { queue: 'jobs' });
    const faults = [...(options.faults ?? []), purge].toSorted((left, right) => left.at - right.at);
    const playback = play({ ...options, faults, promises: ['comes-to-rest'] });
    expect(milestones(playback)).toContain('rabbit.mirror.promoted');
    expect(held(playback)).toEqual(['a4', 'a5']);
  });
});
