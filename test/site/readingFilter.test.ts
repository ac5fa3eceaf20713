/** The filter of the catalogue: what fits, what is counted, how it is ordered, and that it answers within a frame. */
import { describe, expect, test } from 'vitest';
import { exported } from '../../site/reading/exported.ts';
import { ask, EVERYTHING, prepareShelf, type Question } from '../../site/reading/filter.ts';
import { choicesIn, readQuestion, writeQuestion } from '../../site/reading/question.ts';
import { ENTRIES, reading } from './support/readings.ts';

const NAMES: Readonly<Record<string, string>> = { saga: 'Saga（补偿式长事务）' };
const prepare = (entries: Parameters<typeof prepareShelf>[0]) =>
  prepareShelf(entries, { language: 'en', nameOfConcept: (id) => NAMES[id] ?? id });

const SHELF = prepare([
  reading('a-book', { title: 'Zebras and Logs', year: 2017, level: 'intermediate' }),
  reading('a-paper', { kind: 'paper', title: 'Alpha', year: 1987, systems: ['general'], concepts: ['saga'] }),
  reading('a-course', {
    kind: 'article',
    title: 'ＫＡＦＫＡ 实战',
    languages: ['zh'],
    systems: ['kafka', 'rocketmq'],
    why: { en: 'Practice.', 'zh-cn': '讲削峰与解耦。' },
    chapters: [{ where: '第6章 深入服务端', concepts: [] }],
    authors: [{ name: '朱忠华', latin: 'Zhu Zhonghua' }],
  }),
]);

const question = (chosen: Partial<Question['chosen']>, rest: Partial<Question> = {}): Question => ({
  ...EVERYTHING,
  ...rest,
  chosen: { ...EVERYTHING.chosen, ...chosen },
});
const idsFor = (chosen: Partial<Question['chosen']>, rest: Partial<Question> = {}) =>
  ask(SHELF, question(chosen, rest)).ids;

describe('what fits', () => {
  test('everything, when nothing is asked', () => {
    expect(ask(SHELF, EVERYTHING).ids).toEqual(['a-book', 'a-paper', 'a-course']);
  });

  test('inside a facet any of the values will do; between facets all have to', () => {
    expect(idsFor({ kind: ['book', 'paper'] })).toEqual(['a-book', 'a-paper']);
    expect(idsFor({ kind: ['book', 'paper'], system: ['kafka'] })).toEqual(['a-book']);
    expect(idsFor({ kind: ['talk'] })).toEqual([]);
  });

  test.each([
    ['a word of the title, whatever its capitals', 'zebras', ['a-book']],
    ['full width as half width', 'kafka 实战', ['a-course']],
    ['a reason in the other language', '削峰', ['a-course']],
    ['a chapter', '深入服务端', ['a-course']],
    ['an author in either script', 'zhonghua', ['a-course']],
    ['the name of a concept', '补偿', ['a-paper']],
    ['words that stand apart', 'logs 2017', ['a-book']],
    ['words of which one is missing', 'logs 1987', []],
    ['spaces only', '   ', ['a-book', 'a-paper', 'a-course']],
  ])('finds %s', (_what, text, ids) => expect(idsFor({}, { text })).toEqual(ids));
});

describe('counts', () => {
  test('say how many there would be with that value: other facets count, its own does not', () => {
    const { counts } = ask(SHELF, question({ kind: ['book'], language: ['en'] }));
    expect([...counts.kind]).toEqual([
      ['book', 1],
      ['paper', 1],
    ]);
    expect([...counts.language]).toEqual([['en', 1]]);
    expect(counts.system.get('kafka')).toBe(1);
    expect(counts.system.get('general')).toBeUndefined();
  });

  test('follow the text', () => {
    expect([...ask(SHELF, { ...EVERYTHING, text: 'alpha' }).counts.kind]).toEqual([['paper', 1]]);
  });

  test('the catalogue has 41 books, 22 papers, 20 specifications, 17 pages, 18 articles and 2 talks', () => {
    const { counts } = ask(prepare(ENTRIES.map(exported)), EVERYTHING);
    expect(Object.fromEntries(counts.kind)).toEqual({ book: 41, paper: 22, spec: 20, doc: 17, article: 18, talk: 2 });
  });
});

describe('order', () => {
  test.each([
    ['title', ['a-paper', 'a-course', 'a-book']],
    ['newest', ['a-book', 'a-paper', 'a-course']],
    ['oldest', ['a-paper', 'a-book', 'a-course']],
    ['level', ['a-paper', 'a-course', 'a-book']],
  ] as const)('by %s; an unknown year comes last', (sort, ids) => expect(idsFor({}, { sort })).toEqual(ids));
});

describe('speed', () => {
  const MANY = Array.from({ length: 5_000 }, (_each, index) => {
    const entry = exported(ENTRIES[index % ENTRIES.length]!);
    return { ...entry, id: `${entry.id}-${index}`, title: `${entry.title} ${index}` };
  });

  test.each([
    ['nothing', EVERYTHING],
    ['a word that all have', question({}, { text: 'e' })],
    ['a word that none has', question({}, { text: 'no such word anywhere' })],
    ['facets and words', question({ kind: ['book', 'paper'], language: ['en'] }, { text: 'log kafka', sort: 'title' })],
  ])('5,000 entries, asked for %s, are answered within a frame of 16 ms', (_what, asked) => {
    const shelf = prepare(MANY);
    const times = Array.from({ length: 15 }, () => {
      const start = performance.now();
      ask(shelf, asked);
      return performance.now() - start;
    }).sort((left, right) => left - right);
    expect(times[7]).toBeLessThan(16);
  });
});

describe('a question in the address', () => {
  const asked = question({ kind: ['book', 'paper'], concept: ['saga'] }, { text: '死信 dead&letter', sort: 'newest' });

  test('is read as it was written', () => {
    expect(writeQuestion(asked)).toBe(
      '#kind=book,paper&concept=saga&text=%E6%AD%BB%E4%BF%A1%20dead%26letter&sort=newest',
    );
    expect(readQuestion(writeQuestion(asked))).toEqual(asked);
  });

  test('nothing asked leaves nothing behind', () => {
    expect(writeQuestion(EVERYTHING)).toBe('');
    expect(readQuestion('')).toBe(EVERYTHING);
  });

  test('a heading is no question, and an unknown order is the usual one', () => {
    expect(readQuestion('#content')).toBeNull();
    expect(readQuestion('#sort=colour')).toEqual(EVERYTHING);
  });

  test('choices are counted, the order is none', () => {
    expect([choicesIn(asked), choicesIn({ ...EVERYTHING, sort: 'title' })]).toEqual([4, 0]);
  });
});
