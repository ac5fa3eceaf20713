/** The glossary: its form, both languages, the order of the lists, and the search field. */
import { describe, expect, it } from 'vitest';
import { SYSTEMS, termSchema, THEMES } from '../../lessons/glossary/schema.ts';
import { TERMS } from '../../lessons/glossary/terms.ts';
import { fitsQuery } from '../../site/glossary/filter.ts';
import { termNamed, terms, termsByLetter, termsByTheme, wordsOf } from '../../site/glossary/glossary.ts';
import { LESSONS } from '../lessons/support.ts';

const HAN = /\p{Script=Han}/u;
/** Names that Chinese readers write as they are. */
const SAME_IN_CHINESE = ['saga'];

describe.each(TERMS.map((term) => [term.id, term] as const))('%s', (_, term) => {
  it('has the form of the schema', () => {
    expect(termSchema.safeParse(term).error).toBeUndefined();
  });

  it('is named and explained in both languages, each in its own script', () => {
    if (!SAME_IN_CHINESE.includes(term.id)) expect(term.name['zh-cn']).toMatch(HAN);
    for (const text of [term.definition, ...(term.careful === undefined ? [] : [term.careful])]) {
      expect(text.en).toMatch(/[.?]$/);
      expect(text.en).not.toMatch(HAN);
      expect(text['zh-cn']).toMatch(/[。？]$/);
      expect(text['zh-cn']).toMatch(HAN);
    }
    for (const word of Object.values(term.words ?? {})) {
      if (typeof word !== 'string') expect(word.en).not.toMatch(HAN);
      else expect(word).not.toMatch(HAN);
    }
  });

  it('lists no name twice', () => {
    for (const locale of ['en', 'zh-cn'] as const) {
      const names = [term.name[locale], ...(term.also?.[locale] ?? [])];
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('the glossary', () => {
  it('has at least sixty terms, each with an id and names of its own', () => {
    expect(TERMS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(TERMS.map(({ id }) => id)).size).toBe(TERMS.length);
    for (const locale of ['en', 'zh-cn'] as const) {
      expect(new Set(TERMS.map(({ name }) => name[locale])).size).toBe(TERMS.length);
    }
  });

  it('has every theme, and says of every system where it uses another word', () => {
    expect(new Set(TERMS.map(({ theme }) => theme))).toEqual(new Set(THEMES));
    for (const system of SYSTEMS) expect(TERMS.some(({ words }) => words?.[system] !== undefined)).toBe(true);
  });

  it('has every term that a lesson introduces', () => {
    const introduced = LESSONS.flatMap(({ meta }) => meta.introduces);
    expect(introduced.length).toBeGreaterThan(0);
    for (const id of introduced) expect(termNamed(id).id).toBe(id);
    expect(() => termNamed('a-term-of-tomorrow')).toThrow('the glossary has no term named a-term-of-tomorrow');
  });
});

describe('the lists', () => {
  it.each(['en', 'zh-cn'] as const)('%s: by letter, every term once, letters in order', (locale) => {
    const groups = termsByLetter(locale);
    const letters = groups.map(({ letter }) => letter);
    expect(letters).toEqual([...letters].sort());
    for (const letter of letters) expect(letter).toMatch(/^[A-Z]$/);
    expect(groups.flatMap((group) => group.terms.map(({ id }) => id)).sort()).toEqual(terms.map(({ id }) => id).sort());
  });

  it('a Chinese name stands under the first letter of its pinyin', () => {
    const letterOf = (id: string) =>
      termsByLetter('zh-cn').find((group) => group.terms.some((term) => term.id === id))?.letter;
    const expected = { 'half-message': 'B', 'dead-letter': 'S', 'consumer-group': 'X', binding: 'B', idempotence: 'M' };
    for (const [id, letter] of Object.entries(expected)) expect([id, letterOf(id)]).toEqual([id, letter]);
    expect(letterOf('leader')).toBe('L');
    expect(letterOf('zombie')).toBe('J');
  });

  it('by theme, every term once', () => {
    expect(termsByTheme.flatMap((group) => group.terms)).toHaveLength(terms.length);
  });

  it('words of systems come in the order of the systems, in the language of the page', () => {
    expect(wordsOf(termNamed('topic'), 'zh-cn').map(({ system }) => system)).toEqual([
      'RabbitMQ',
      'ActiveMQ',
      'ZeroMQ',
      'Redis',
    ]);
    expect(wordsOf(termNamed('queue'), 'en').find(({ system }) => system === 'RocketMQ')?.word).toBe(
      'MessageQueue, a partition',
    );
    expect(wordsOf(termNamed('saga'), 'en')).toEqual([]);
  });
});

describe('the search field', () => {
  it.each([
    ['', true],
    ['OFFSET', true],
    ['位点', true],
    ['rocketmq 位点', true],
    ['ｏｆｆｓｅｔ', true],
    ['offsets', false],
    ['offset zeromq', false],
  ])('%j in the text of a term: %s', (query, fits) => {
    expect(fitsQuery('Offset 偏移量 Also position 位点 RocketMQ offset', query)).toBe(fits);
  });
});
