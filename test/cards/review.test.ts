/** Which cards are due, and when the next one is, in words. */
import { describe, expect, test } from 'vitest';
import { cardWords, untilInWords } from '../../site/i18n/review/index.ts';
import { queueOf, type Deck } from '../../site/lessons/review.ts';
import { reviewed } from '../../site/progress/changes.ts';
import { NO_PROGRESS, NOTHING, type Saved, type SavedCard } from '../../site/progress/saved.ts';

const NOW = new Date(2026, 2, 10, 12);
const hours = (count: number): Date => new Date(NOW.getTime() + count * 3_600_000);

const deck = (lesson: string, ...ids: readonly string[]): Deck => ({
  lesson,
  title: lesson,
  href: `/learn/${lesson}/`,
  cards: ids.map((id) => ({ id, question: `${id}?`, answer: `${id}!` })),
});

const DECKS = [deck('one', 'a', 'b'), deck('two', 'a'), deck('three', 'c')];

const card = (due: Date, reviewedAt = NOW): SavedCard => ({
  due: due.toJSON(),
  stability: 1,
  difficulty: 5,
  scheduled_days: 1,
  learning_steps: 0,
  reps: 1,
  lapses: 0,
  state: 2,
  last_review: reviewedAt.toJSON(),
});

const predicted = { ...NO_PROGRESS, predictions: { p: { answer: 'x', confidence: 1 as const } } };
const tried = { ...NO_PROGRESS, attempts: { t: 1 } };
const saved = (part: Partial<Saved>): Saved => ({ ...NOTHING, ...part });
const keysOf = (state: Saved) => queueOf(DECKS, state, NOW).due.map(({ key }) => key);

describe('what is due', () => {
  test('is nothing before a lesson was worked in', () => {
    expect(queueOf(DECKS, NOTHING, NOW)).toEqual({ due: [], next: null, met: 0 });
  });

  test('are the cards of lessons of which a task was tried, and of no others', () => {
    expect(keysOf(saved({ lessons: { one: tried, two: predicted, three: tried } }))).toEqual([
      'one/a',
      'one/b',
      'three/c',
    ]);
    expect(queueOf(DECKS, saved({ lessons: { one: tried, unknown: tried } }), NOW).met).toBe(1);
  });

  test.each([
    ['a task was passed', { ...NO_PROGRESS, tasks: ['t'] }, 2],
    ['a task was tried', { ...NO_PROGRESS, attempts: { t: 1 } }, 2],
    ['something was predicted only', predicted, 0],
    ['everything was forgotten', NO_PROGRESS, 0],
  ])('when %s', (_when, lesson, count) => {
    expect(keysOf(saved({ lessons: { one: lesson } }))).toHaveLength(count);
  });

  test('a rated card brings those of its lesson, too', () => {
    expect(keysOf(saved({ cards: { 'one/a': card(hours(5)) } }))).toEqual(['one/b']);
  });

  test('the longest overdue comes first, then those that were never rated; what is not due stays away', () => {
    const state = saved({
      lessons: { one: tried, two: tried, three: tried },
      cards: { 'one/a': card(hours(-1)), 'two/a': card(hours(-2)), 'three/c': card(hours(1)) },
    });
    expect(keysOf(state)).toEqual(['two/a', 'one/a', 'one/b']);
    expect(queueOf(DECKS, state, NOW).next).toEqual(hours(1));
  });

  test('what is due at this very moment is due', () => {
    expect(keysOf(saved({ cards: { 'three/c': card(NOW) } }))).toEqual(['three/c']);
  });

  test('a card that is no longer in its lesson is passed over', () => {
    expect(keysOf(saved({ cards: { 'one/gone': card(hours(-1)) } }))).toEqual([]);
  });
});

describe('rating in two tabs', () => {
  test('the later one stands, whichever is stored last', () => {
    const early = card(hours(1), hours(-2));
    const late = card(hours(9), hours(-1));
    expect(reviewed('k', late)(saved({ cards: { k: early } })).cards['k']).toBe(late);
    expect(reviewed('k', early)(saved({ cards: { k: late } })).cards['k']).toBe(late);
  });
});

describe('until when', () => {
  const said = (due: Date, locale: 'en' | 'zh-cn' = 'en') => untilInWords(due, NOW, cardWords(locale));

  test.each([
    [-1, 'now'],
    [0.1, 'in 6 minutes'],
    [2, 'in 2 hours'],
    [11, 'in 11 hours'],
    [13, 'tomorrow'],
    [35, 'tomorrow'],
    [36, 'in 2 days'],
    [24 * 59, 'in 59 days'],
    [24 * 90, 'in about 3 months'],
  ])('in %d hours: %s', (count, words) => expect(said(hours(count))).toBe(words));

  test('in Chinese', () => {
    expect([0.1, 2, 13, 48].map((count) => said(hours(count), 'zh-cn'))).toEqual([
      '6 分钟后',
      '2 小时后',
      '明天',
      '2 天后',
    ]);
  });
});
