/** Two saves made one: the rule, and that it loses nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { merged } from '../../site/progress/merge.ts';
import { NOTHING, type LessonProgress, type Saved, type SavedCard } from '../../site/progress/saved.ts';
import { anySaved } from './arbitrary.ts';

const withLesson = (lesson: Partial<LessonProgress>): Saved => ({
  ...NOTHING,
  lessons: { a: { predictions: {}, tasks: [], attempts: {}, hints: {}, ...lesson } },
});

const CARD: SavedCard = {
  due: '2026-12-01T00:00:00.000Z',
  stability: 1,
  difficulty: 1,
  scheduled_days: 1,
  learning_steps: 0,
  reps: 1,
  lapses: 0,
  state: 2,
};

describe('the rule', () => {
  test('a prediction that is locked in here stays; one that is only there comes', () => {
    const here = withLesson({ predictions: { p: { answer: 'x', confidence: 1 } } });
    const there = withLesson({ predictions: { p: { answer: 'y', confidence: 3 }, q: { answer: 2, confidence: 2 } } });
    expect(merged(here, there).lessons['a']?.predictions).toEqual({
      p: { answer: 'x', confidence: 1 },
      q: { answer: 2, confidence: 2 },
    });
  });

  test('tasks and readings are those of both, each once', () => {
    const here = { ...withLesson({ tasks: ['t', 'u'] }), readings: ['r', 's'] };
    const there = { ...withLesson({ tasks: ['u', 'v'] }), readings: ['q', 'r'] };
    const both = merged(here, there);
    expect(both.lessons['a']?.tasks).toEqual(['t', 'u', 'v']);
    expect(both.readings).toEqual(['r', 's', 'q']);
  });

  test('of two counts the greater stands, whichever side has it', () => {
    const here = withLesson({ attempts: { t: 4, u: 1 }, hints: { t: 1 } });
    const there = withLesson({ attempts: { t: 2, u: 3 }, hints: { t: 2 } });
    expect(merged(here, there).lessons['a']).toMatchObject({ attempts: { t: 4, u: 3 }, hints: { t: 2 } });
  });

  test('of two states of a card the one reviewed last stands; of equals, the one that is here', () => {
    const never: SavedCard = { ...CARD, stability: 10 };
    const early: SavedCard = { ...CARD, stability: 20, last_review: '2026-11-30T10:00:00.000Z' };
    const late: SavedCard = { ...CARD, stability: 30, last_review: '2026-12-01T09:00:00.000Z' };
    const stands = (here: SavedCard, there: SavedCard) =>
      merged({ ...NOTHING, cards: { c: here } }, { ...NOTHING, cards: { c: there } }).cards['c']?.stability;
    expect([stands(early, late), stands(late, early), stands(never, early), stands(early, never)]).toEqual([
      30, 30, 20, 20,
    ]);
    expect(stands(early, { ...early, stability: 99 })).toBe(20);
  });
});

describe('for whatever two saves', () => {
  test('joining the same again changes nothing', () => {
    fc.assert(
      fc.property(anySaved, anySaved, (here, there) => {
        const once = merged(here, there);
        expect(merged(once, there)).toEqual(once);
        expect(merged(once, here)).toEqual(once);
      }),
    );
  });

  test('nothing is joined to nothing', () => {
    fc.assert(
      fc.property(anySaved, (saved) => {
        expect(merged(saved, NOTHING)).toEqual(saved);
        expect(merged(NOTHING, saved)).toEqual(saved);
      }),
    );
  });

  test('it does not matter which two of three are joined first', () => {
    fc.assert(
      fc.property(anySaved, anySaved, anySaved, (one, two, three) => {
        expect(merged(merged(one, two), three)).toEqual(merged(one, merged(two, three)));
      }),
    );
  });

  test('no task, prediction or reading of either is lost', () => {
    fc.assert(
      fc.property(anySaved, anySaved, (here, there) => {
        const both = merged(here, there);
        for (const saved of [here, there]) {
          expect(both.readings).toEqual(expect.arrayContaining([...saved.readings]));
          for (const [id, { tasks, predictions }] of Object.entries(saved.lessons)) {
            const lesson = new Map(Object.entries(both.lessons)).get(id);
            expect(lesson?.tasks).toEqual(expect.arrayContaining([...tasks]));
            expect(Object.keys(lesson?.predictions ?? {})).toEqual(expect.arrayContaining(Object.keys(predictions)));
          }
        }
      }),
    );
  });
});
