/** Places of a stage that a prediction can ask for, and numbers beside the truth. */
import { describe, expect, test } from 'vitest';
import { linkPlace, shelfPlace } from '../../lessons/places.ts';
import { bandOf, isRight, shareOf, ticksOf } from '../../site/lessons/judging.ts';
import { runPlan } from '../../lessons/running.ts';
import { layOut } from '../../site/scene/layout.ts';
import { placesOf, PLACE_KINDS } from '../../site/scene/places.ts';
import { tellScene } from '../../site/worker/told.ts';
import { lessonNamed, type TestedLesson } from '../lessons/support.ts';

const replicas = lessonNamed('replicas-isr-quorum');
const quorum = lessonNamed('rabbitmq-quorum-queues');

const layoutOf = (lesson: TestedLesson, name: string, width: number) =>
  layOut(tellScene(runPlan(lesson.runs[name]!).playback.sceneAt(40), 'en'), width);

describe('places', () => {
  const wide = layoutOf(replicas, 'power', 900);
  const names = (kind: (typeof PLACE_KINDS)[number]) => placesOf(wide, kind).map(({ name }) => name);

  test('machines have their names', () => {
    expect(names('node')).toEqual(expect.arrayContaining(['broker-1', 'broker-2', 'broker-3']));
  });

  test('a link has both names, whichever way it is given', () => {
    expect(linkPlace('broker-2', 'broker-1')).toBe('broker-1 – broker-2');
    expect(names('link')).toContain(linkPlace('broker-2', 'broker-1'));
  });

  test('a log has its machine before it, and a queue, too', () => {
    expect(names('shelf')).toContain(shelfPlace('broker-1', 'orders-0'));
    const [first] = placesOf(layoutOf(quorum, 'hook', 900), 'shelf');
    expect(first?.name).toMatch(/^\S+: \S+$/);
  });

  test.each(PLACE_KINDS)(
    'each %s has one name, the same on a phone, and is at least 24 pixels in both directions',
    (kind) => {
      expect(new Set(names(kind)).size).toBe(names(kind).length);
      expect(names(kind).length).toBeGreaterThan(0);
      const narrow = placesOf(layoutOf(replicas, 'power', 358), kind);
      expect(narrow.map(({ name }) => name).sort()).toEqual([...names(kind)].sort());
      for (const { box } of narrow) expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
    },
  );
});

describe('a predicted number', () => {
  test('is right within its tolerance, and not beyond', () => {
    expect([9, 10, 12, 13].map((number) => isRight(number, 11, { tolerance: 1 }))).toEqual([false, true, true, false]);
    expect(isRight(11, 11, {})).toBe(true);
    expect(isRight('11', 11, {})).toBe(false);
  });

  test('is right within its factor, both ways', () => {
    expect([49, 50, 200, 201].map((number) => isRight(number, 100, { factor: 2 }))).toEqual([false, true, true, false]);
    expect(bandOf(100, { factor: 2, tolerance: 60 })).toEqual([40, 200]);
  });

  test('stands on a scale from nothing to the most, by tens on a log scale', () => {
    expect([0, 25, 100, 900].map((value) => shareOf(value, { max: 100, scale: 'linear' }))).toEqual([0, 0.25, 1, 1]);
    const log = { max: 999, scale: 'log' } as const;
    expect([0, 9, 99, 999].map((value) => Math.round(shareOf(value, log) * 3))).toEqual([0, 1, 2, 3]);
    expect(ticksOf(log)).toEqual([0, 10, 100, 999]);
    expect(ticksOf({ max: 24, scale: 'linear' })).toEqual([0, 24]);
  });
});

test('a place or choice is right when it is the same', () => {
  expect(isRight('broker-1', 'broker-1', {})).toBe(true);
  expect(isRight('broker-2', 'broker-1', { tolerance: 5 })).toBe(false);
});
