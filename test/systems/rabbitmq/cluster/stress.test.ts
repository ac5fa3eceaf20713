/** Random faults, then healing: a cluster comes to rest again, and loses nothing that its kind of queues keeps. */
import { describe, expect, test } from 'vitest';
import { inconsistencies, KINDS, run, schedule, wrongs } from './schedule.ts';

/** Of each kind. */
const SCHEDULES = 10;
/** Schedules of quorum queues whose every step is looked at. */
const SCHEDULES_INSPECTED = 2;
const SEED = 3;

const seeds = Array.from({ length: SCHEDULES }, (_, index) => index + 1);

describe('random faults, then healing', () => {
  test.each(KINDS.flatMap((kind) => seeds.map((seed) => [kind, seed] as const)))(
    '%s: comes to rest with every promise kept (seed %i)',
    (kind, seed) => {
      expect(wrongs(kind, run(schedule(kind, seed)))).toEqual([]);
    },
  );

  test.each(seeds.slice(0, SCHEDULES_INSPECTED))('members of quorum queues never differ (seed %i)', (seed) => {
    const playback = run(schedule('quorum', seed));
    const found = new Set<string>();
    for (let step = 0; step <= playback.steps; step += 1)
      for (const sentence of inconsistencies(playback.worldAt(step))) found.add(sentence);
    expect([...found]).toEqual([]);
  });
});

describe('a run of a cluster', () => {
  test.each(KINDS)('%s: is the same when it is run again', (kind) => {
    const [one, other] = [run(schedule(kind, SEED)), run(schedule(kind, SEED))];
    expect(one.hashAt(one.steps)).toBe(other.hashAt(other.steps));
  });

  test('goes on from its middle as it did before', () => {
    const whole = run(schedule('mixed', SEED));
    const resumed = whole.fork(Math.floor(whole.steps / 2));
    resumed.complete();
    expect(resumed.hashAt(resumed.steps)).toBe(whole.hashAt(whole.steps));
  });
});
