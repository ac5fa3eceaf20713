/** When cards come back: the plan of ts-fsrs, in numbers that must not drift, and kept as progress is kept. */
import { describe, expect, test } from 'vitest';
import { GRADES, gradeOfKey, type Grade } from '../../site/lessons/grades.ts';
import { dueAfter, rated } from '../../site/lessons/schedule.ts';
import { readProgress } from '../../site/progress/read.ts';
import { NOTHING, type SavedCard } from '../../site/progress/saved.ts';

const START = new Date('2026-03-01T09:00:00.000Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const minutesUntil = (due: Date): number => (due.getTime() - START.getTime()) / MINUTE;
const daysBetween = (card: SavedCard): number => card.scheduled_days;

/** Ratings one after the other, each on the day on which the card is due. */
function learned(...grades: readonly Grade[]): readonly SavedCard[] {
  const cards: SavedCard[] = [];
  let now = START;
  for (const grade of grades) {
    const card = rated(cards.at(-1), grade, now);
    cards.push(card);
    now = new Date(card.due);
  }
  return cards;
}

describe('a new card', () => {
  test('comes back in minutes when it was not known, and in days when it was', () => {
    const due = dueAfter(undefined, START);
    expect(GRADES.map((grade) => minutesUntil(due[grade]))).toEqual([10, 15, 2 * 24 * 60, 8 * 24 * 60]);
  });

  test('stays away longer every time that it is known', () => {
    const days = learned('good', 'good', 'good', 'good').map(daysBetween);
    expect(days).toEqual([2, 11, 46, 163]);
  });

  test('starts over in ten minutes when it is forgotten later, and counts the lapse', () => {
    const [, , forgotten] = learned('good', 'good', 'again');
    expect(forgotten).toMatchObject({ lapses: 1, reps: 3, state: 3 });
    expect(new Date(forgotten!.due).getTime() - new Date(forgotten!.last_review!).getTime()).toBe(10 * MINUTE);
  });
});

test('the same answers at the same times give the same plan', () => {
  expect(learned('hard', 'good', 'again', 'easy')).toEqual(learned('hard', 'good', 'again', 'easy'));
});

test('a card is kept in the form of progress, and goes on after it was read again', () => {
  const [card] = learned('good');
  const read = readProgress(JSON.parse(JSON.stringify({ ...NOTHING, cards: { 'lesson/card': card } })));
  expect(read.ok && read.saved.cards['lesson/card']).toEqual(card);
  const later = new Date(START.getTime() + 3 * DAY);
  expect(rated(read.ok ? read.saved.cards['lesson/card'] : undefined, 'good', later)).toEqual(
    rated(card, 'good', later),
  );
});

test('keys 1 to 4 are the ratings, and no other key is', () => {
  expect(['1', '2', '3', '4'].map(gradeOfKey)).toEqual(['again', 'hard', 'good', 'easy']);
  expect(['0', '5', 'a', '12', 'Enter'].map(gradeOfKey)).toEqual(Array(5).fill(undefined));
});
