/** The cards of every lesson: ids, both languages, and values that runs give. */
import { describe, expect, test } from 'vitest';
import { cardsIn } from '../../lessons/cards.ts';
import { cardsOf } from '../../site/lessons/cardValues.ts';
import { lessonNamed, LESSONS, runOf, textOf } from '../lessons/support.ts';

const replicas = lessonNamed('replicas-isr-quorum');

describe.each(LESSONS.map((lesson) => [lesson.meta.id, lesson] as const))('%s', (id, lesson) => {
  const cards = { en: cardsIn(textOf(lesson, 'en')), 'zh-cn': cardsIn(textOf(lesson, 'zh-cn')) };

  test('has three to five cards with ids of their own', () => {
    const ids = cards.en.map((card) => card.id);
    expect(ids.length).toBeGreaterThanOrEqual(3);
    expect(ids.length).toBeLessThanOrEqual(5);
    expect(new Set(ids).size).toBe(ids.length);
    for (const each of ids) expect(each).toMatch(/^[a-z0-9-]+$/);
  });

  test('has the same cards in both languages, in the same order', () => {
    expect(cards['zh-cn'].map((card) => card.id)).toEqual(cards.en.map((card) => card.id));
  });

  test('every place for a value has one, the same in both languages', () => {
    const source = { id, ...lesson };
    for (const locale of ['en', 'zh-cn'] as const) {
      const filled = cardsOf(source, cards[locale], locale);
      expect(filled.map((card) => card.id)).toEqual(cards.en.map((card) => card.id));
      expect(JSON.stringify(filled)).not.toMatch(/\{\w+(\|[^}]*)?\}/);
    }
  });
});

describe('a card with values', () => {
  const texts = [{ id: 'a', question: 'How many of {count|# order|# orders}?', answer: '{count}' }];
  const lesson = (cards: NonNullable<(typeof replicas)['checks']['cards']>) => ({
    ...replicas,
    id: 'l',
    checks: { cards },
  });

  test('takes them from the run that it names', () => {
    const values = { a: { run: 'power', values: (run: { readonly steps: number }) => ({ count: run.steps }) } };
    const { steps } = runOf(replicas, 'power');
    expect(cardsOf(lesson(values), texts, 'en')[0]!.answer).toBe(String(steps));
  });

  test('is refused without a value, with values for nobody, and with a run that is not there', () => {
    expect(() => cardsOf(lesson({}), texts, 'en')).toThrow('card a of l: nothing gives a value for {count');
    const values = () => ({ count: 1 });
    expect(() => cardsOf(lesson({ b: { run: 'power', values } }), texts, 'en')).toThrow(
      'a card b, which is not in its text',
    );
    expect(() => cardsOf(lesson({ a: { run: 'gone', values } }), texts, 'en')).toThrow('no run named gone');
  });
});

test('a card without an id is refused', () => {
  expect(() => cardsIn(`<Cards\n  title="t"\n  cards={[{ question: 'q', answer: 'a' }]}\n/>`)).toThrow(
    'a card has question, answer instead of id, question, answer',
  );
});
