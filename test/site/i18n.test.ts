/** The two catalogues of texts say the same things, each as its language is written. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CATALOGUES } from '../../site/i18n/catalogues.ts';
import { LOCALES, type Locale } from '../../site/i18n/index.ts';
import { day, inGroups } from '../../site/i18n/numbers.ts';
import { plural } from '../../site/i18n/plural.ts';
import { runsOf } from '../../site/i18n/runs.ts';
import { amount } from '../../site/i18n/units.ts';
import { fillIn } from '../../site/lessons/text.ts';
import { chineseFaults, looksChinese } from './support/chinese.ts';
import { leavesOf, parametersOf, piecesOf, valuesFor, type Value } from './support/texts.ts';

/** Texts that are empty on purpose. */
const EMPTY: Readonly<Record<string, string>> = {
  'player.scene.queue.roles.only': 'a queue without copies has no role to name',
  'panel.space': 'stands between sentences; Chinese puts none there',
  'search.running.perSecond.before': 'English says it after the number',
};

/** Texts of the Chinese catalogue alone. */
const ONLY_CHINESE: Readonly<Record<string, string>> = {
  'evidence.failures.stories': 'the tests tell these stories in English, and the page takes them from there',
};

/** Texts that are the same in both languages. */
const SAME: Readonly<Record<string, string>> = {
  'player.scene.roles.broker': 'broker is not translated in this field',
  'player.scene.shelf.leader': 'leader is not translated',
  'player.scene.shelf.follower': 'follower is not translated',
  'player.scene.shelf.epoch': 'epoch is not translated',
  'player.scene.queue.roles.leader': 'leader is not translated',
  'player.scene.queue.roles.only': 'both are empty',
  'player.scene.marksShort.high-watermark': 'HW is the abbreviation in both',
  'player.scene.fromTo': 'an arrow between two names',
  'player.fault.arguments.broker': 'broker is not translated',
  'player.fault.arguments.key': 'key is not translated',
  'player.logs.epoch': 'epoch is not translated',
  'player.history.f': 'operations have the names of Jepsen’s histories',
  'contest.version': 'a name and a number',
  'reading.systems': 'systems have the names that they give themselves',
  'reading.entry.fields.isbn13': 'ISBN is the name in both',
  'reading.entry.fields.doi': 'DOI is the name in both',
  'evidence.areas.rabbitmq.pause-minority': 'the name of a mode',
  'plot.amount': 'a number and its unit',
  'search.number': 'digits are grouped alike',
  'search.times': 'a name, a sign and a number',
  'search.figures.fromTo': 'numbers, an arrow and a word',
};

/** Texts of the Chinese catalogue without a Chinese character or mark. */
const NOT_CHINESE: Readonly<Record<string, string>> = {
  ...SAME,
  'site.otherLanguage': 'the other language names itself',
  'site.nameAside': 'the name of the site in the other language',
  'reading.entry.whyOther': 'the other language names itself',
  'search.paragraph': 'joins sentences',
  'en.worked.of': 'a place and a number with a stroke between them',
};

/** English texts with Chinese in them. */
const CHINESE_IN_ENGLISH: Readonly<Record<string, string>> = {
  'site.otherLanguage': 'the other language names itself',
  'site.nameAside': 'the name of the site in the other language',
  'reading.entry.whyOther': 'the other language names itself',
  'reading.origin.article.0': 'quotes the title of a Chinese article',
};

/** Functions that do not show what they are given. */
const NOT_SHOWN: Readonly<Record<string, string>> = {
  'search.running.states': 'stands behind its number',
  'search.running.depth': 'stands behind its number',
  'search.figures.steps': 'stands behind its number',
  'search.figures.brokers': 'stands behind its number',
  'search.figures.records': 'stands behind its number',
  'search.figures.clients': 'stands behind its number',
};

/** Parameters of texts that cannot do with any value of their type. */
const SAMPLES: Readonly<Record<string, readonly Value[]>> = {
  'reading.ordinal': ['402'],
  'search.number': [402],
};

const listed = (list: Readonly<Record<string, string>>, path: string): boolean =>
  Object.keys(list).some((entry) => path === entry || path.startsWith(`${entry}.`));

/** Numbers that can be told apart and have no groups. */
const apart = (place: number): number => 400 + place;

interface Said {
  readonly path: string;
  readonly values: readonly Value[];
  readonly text: string;
}

/** Every text of a catalogue; functions are called with parameters that can be told apart. */
function saidIn(catalogue: (typeof CATALOGUES)[number], locale: Locale): readonly Said[] {
  const parameters = parametersOf(catalogue);
  return [...leavesOf(catalogue, locale)].map(([path, leaf]) => {
    if (typeof leaf === 'string') return { path, values: [], text: leaf };
    const values = SAMPLES[path] ?? valuesFor(parameters.get(path)!, apart);
    return { path, values, text: String(leaf(...values)) };
  });
}

const named = CATALOGUES.map((catalogue) => [`${catalogue.file} ${catalogue.name}`, catalogue] as const);

describe('the list of catalogues', () => {
  test('names every object of words that an English file exports', () => {
    const exported = globSync('site/i18n/**/{en,*En}.ts').flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/^export const (\w+)/gm)].map(([, name]) => `${path} ${name}`),
    );
    const listedHere = CATALOGUES.map(({ file, name }) => `site/${file} ${name}`);
    expect(exported.length).toBeGreaterThan(15);
    expect(exported.filter((each) => !listedHere.includes(each))).toEqual([]);
  });

  test('is imported by nothing that is sent', () => {
    const sources = globSync('site/**/*.{ts,svelte,astro}').filter((path) => path !== 'site/i18n/catalogues.ts');
    expect(sources.filter((path) => readFileSync(path, 'utf8').includes('i18n/catalogues'))).toEqual([]);
  });
});

describe.each(named)('%s', (_name, catalogue) => {
  const english = saidIn(catalogue, 'en');
  const chinese = saidIn(catalogue, 'zh-cn');
  const englishAt = new Map(english.map(({ path, text }) => [path, text]));

  test('has the same texts in both languages', () => {
    expect(english.length).toBeGreaterThan(0);
    const shared = chinese.filter(({ path }) => !listed(ONLY_CHINESE, path));
    expect(shared.map(({ path }) => path).sort()).toEqual(english.map(({ path }) => path).sort());
  });

  test('leaves no text empty', () => {
    const empty = [...english, ...chinese].filter(({ text }) => text.trim() === '');
    expect(empty.filter(({ path }) => !listed(EMPTY, path))).toEqual([]);
  });

  test('says nothing twice in the same words', () => {
    const same = chinese.filter(({ path, text }) => englishAt.get(path) === text);
    expect(same.filter(({ path }) => !listed(SAME, path))).toEqual([]);
  });

  test('shows every parameter in both languages', () => {
    const hidden = [...english, ...chinese].filter(
      ({ path, values, text }) =>
        !listed(NOT_SHOWN, path) && values.flatMap(piecesOf).some((piece) => !text.includes(piece)),
    );
    expect(hidden).toEqual([]);
  });

  test('is Chinese in Chinese, in full-width marks, with one space beside Latin letters and digits', () => {
    const foreign = chinese.filter(
      ({ path, text }) => text !== '' && !looksChinese(text) && !listed(NOT_CHINESE, path),
    );
    expect(foreign).toEqual([]);
    expect(
      chinese.map((said) => ({ ...said, faults: chineseFaults(said.text) })).filter(({ faults }) => faults.length > 0),
    ).toEqual([]);
  });

  test('has no Chinese in English', () => {
    const foreign = english.filter(({ path, text }) => looksChinese(text) && !listed(CHINESE_IN_ENGLISH, path));
    expect(foreign).toEqual([]);
  });

  test('counts right: one thing is no “1 things”, and 0, 2 and 21 take the same form', () => {
    const counting = [...parametersOf(catalogue)].filter(([, types]) =>
      types.some((type) => /number/.test(type.getText())),
    );
    const leaves = leavesOf(catalogue, 'en');
    for (const [path, types] of counting) {
      const say = leaves.get(path) as (...values: readonly Value[]) => string;
      const told = (count: number): string => say(...valuesFor(types, () => count));
      const ones = [
        told(1),
        ...types.map((_, place) => say(...valuesFor(types, (at) => (at === place + 1 ? 1 : 402)))),
      ];
      expect([path, ones.flatMap(wronglyCounted)]).toEqual([path, []]);
      expect([path, told(21).replaceAll('21', '#')]).toEqual([path, told(2).replaceAll('2', '#')]);
    }
  });
});

/** `1 steps`, also with a word between: `1 more settings`. Verbs and units are no plurals. */
function wronglyCounted(text: string): readonly string[] {
  const found = text.match(/(?<![\d.,])1 (?:[a-z]+ )?[a-z]+s\b/g) ?? [];
  return found.filter((each) => !/ (?:ms|is|was|has|passes|differs|this|as|words)$/.test(each));
}

describe('the rules themselves', () => {
  test('notice what they forbid', () => {
    expect(wronglyCounted('step 1 steps')).toEqual(['1 steps']);
    expect(wronglyCounted('1 more settings')).toEqual(['1 more settings']);
    expect(wronglyCounted('21 steps, 1 of 2 is gone, 1 step')).toEqual([]);
    for (const text of ['好,坏', '好: 坏', '用Kafka吧', '第3步', '好 坏', '好 “坏”', '好...', "好'坏'", '好(坏)']) {
      expect([text, chineseFaults(text).length > 0]).toEqual([text, true]);
    }
    for (const text of ['用 Kafka 吧，第 3 步。', '好（坏）', '好……', 'acks=1，好', '“好”：坏', '用`a, b`好']) {
      expect([text, chineseFaults(text)]).toEqual([text, []]);
    }
  });

  test('a list of exceptions has nothing in it that is no exception', () => {
    const said = (locale: Locale) => CATALOGUES.flatMap((catalogue) => saidIn(catalogue, locale));
    const [english, chinese] = [said('en'), said('zh-cn')];
    const englishAt = new Map(english.map(({ path, text }) => [path, text]));
    const idle = (list: Readonly<Record<string, unknown>>, excepted: readonly Said[]): readonly string[] =>
      Object.keys(list).filter((entry) => !excepted.some(({ path }) => listed({ [entry]: '' }, path)));
    expect(
      idle(
        EMPTY,
        [...english, ...chinese].filter(({ text }) => text.trim() === ''),
      ),
    ).toEqual([]);
    expect(
      idle(
        SAME,
        chinese.filter(({ path, text }) => englishAt.get(path) === text),
      ),
    ).toEqual([]);
    expect(
      idle(
        NOT_CHINESE,
        chinese.filter(({ text }) => !looksChinese(text)),
      ),
    ).toEqual([]);
    expect(
      idle(
        CHINESE_IN_ENGLISH,
        english.filter(({ text }) => looksChinese(text)),
      ),
    ).toEqual([]);
    expect(
      idle(
        ONLY_CHINESE,
        chinese.filter(({ path }) => !englishAt.has(path)),
      ),
    ).toEqual([]);
    expect(
      idle(
        { ...NOT_SHOWN, ...SAMPLES },
        english.filter(({ values }) => values.length > 0),
      ),
    ).toEqual([]);
  });

  test('no source chooses between one and several by hand', () => {
    const sources = globSync('site/**/*.{ts,svelte,astro}');
    expect(sources.filter((path) => /=== 1 \? *['"`]/.test(readFileSync(path, 'utf8')))).toEqual([]);
  });

  test('no source writes numbers or days with a language of its own', () => {
    const sources = globSync('site/**/*.{ts,svelte,astro}').filter((path) => path !== 'site/i18n/numbers.ts');
    const own = /toLocale(?:Date|Time)?String\(|Intl\.(?:Number|DateTime)Format/;
    expect(sources.filter((path) => own.test(readFileSync(path, 'utf8')))).toEqual([]);
  });
});

describe('numbers, days and forms', () => {
  test('follow the plural categories of their language', () => {
    const steps = (count: number) => plural('en', count, { zero: 'nothing', one: '# step', other: '# steps' });
    expect([0, 1, 2, 21, 1_000].map(steps)).toEqual(['nothing', '1 step', '2 steps', '21 steps', '1,000 steps']);
    expect(plural('en', 0, { one: '# step', other: '# steps' })).toBe('0 steps');
    expect(plural('zh-cn', 1, { other: '# 步' })).toBe('1 步');
  });

  test('are written as each language writes them', () => {
    expect(LOCALES.map((locale) => inGroups(locale, 737_794))).toEqual(['737,794', '737,794']);
    expect(LOCALES.map((locale) => day(locale, '2026-11-06'))).toEqual(['6 November 2026', '2026年11月6日']);
  });

  test('a setting’s number has its unit in words', () => {
    expect(amount('en', 120_000, 'ms')).toBe('120,000 ms');
    expect([1, 2].map((value) => amount('en', value, 'replicas'))).toEqual(['1 replica', '2 replicas']);
    expect(amount('zh-cn', 3, 'replicas')).toBe('3 个副本');
    expect(amount('zh-cn', 600, 'level')).toBe('600');
  });

  test('a message of a lesson speaks of one order and of several', () => {
    const text = 'Then {lost} {lost|order is|orders are} gone: {values}.';
    expect(fillIn(text, { lost: 1, values: 'a1' }, 'en')).toBe('Then 1 order is gone: a1.');
    expect(fillIn(text, { lost: 21, values: 'a1, a2' }, 'en')).toBe('Then 21 orders are gone: a1, a2.');
    expect(fillIn('丢了 {lost} 张：{values}。', { lost: 2, values: 'a1, a2' }, 'zh-cn')).toBe('丢了 2 张：a1、a2。');
    expect(fillIn('{unknown|a|b} {unknown}', {}, 'en')).toBe('{unknown|a|b} {unknown}');
  });

  test('Chinese names in other words are found, whole', () => {
    const chinese = (text: string) => runsOf(text).flatMap((run) => (run.chinese ? [run.text] : []));
    expect(chinese('Ding Wei (丁威), Zhang Deng (张登)')).toEqual(['丁威', '张登']);
    expect(chinese('SRE：Google运维解密')).toEqual(['：Google运维解密']);
    expect(chinese('No Chinese')).toEqual([]);
    const text = '大牛书单 | 好书 (a list)';
    expect(
      runsOf(text)
        .map((run) => run.text)
        .join(''),
    ).toBe(text);
  });
});
