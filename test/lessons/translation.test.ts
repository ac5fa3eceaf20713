/** Translations of lessons: what counts as a change of the source, what a stamp says, and that all lessons are stamped. */
import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { proseOf, sectionsOf } from '../../lessons/translation/sections.ts';
import { hashOf, stampOf } from '../../lessons/translation/stamp.ts';
import { accepted, noted, statusOf, tooOld, type Texts } from '../../lessons/translation/status.ts';
import { LESSONS } from './support.ts';

const SOURCE = `{/* claims: one */}

<Hook
  title="Delete one line"
  safe="It’s safe."
>

The shop asks for the **binding** of \`order.*\`.
Does it notice?

- one
- two

</Hook>

<Predict
  id="hears"
  title="What does the shop hear?"
  choices={[
    { id: 'error', text: 'An error: there is no queue.' },
    { id: 'nothing', text: 'Nothing > silence {at all}.' },
  ]}
  max={4}
>

A question.

</Predict>

<ModelLimits>

One node.

</ModelLimits>
`;

const CHINESE = `<Hook title="删掉一行" safe="没事。">

店铺问起 **绑定**。

</Hook>

<Predict id="hears" title="店铺听到什么？" choices={[{ id: 'error', text: '错误。' }, { id: 'nothing', text: '什么也没有。' }]} max={4}>

一个问题。

</Predict>

<ModelLimits>

只有一个节点。

</ModelLimits>
`;

const STAMPED: Texts = {
  en: SOURCE,
  'zh-cn': accepted({ en: SOURCE, 'zh-cn': `---\ntranslates: en\nsections:\n---\n\n${CHINESE}` }),
};

const behind = (texts: Texts): readonly string[] => statusOf(texts).behind.map(({ section }) => section);
const afterChange = (from: string, to: string): readonly string[] => {
  expect(SOURCE).toContain(from);
  return behind({ ...STAMPED, en: SOURCE.replaceAll(from, to) });
};

describe('a text is cut into its parts', () => {
  test('each part is one section, with a name that does not depend on the language', () => {
    const names = ['hook', 'predict-hears', 'limits'];
    expect(sectionsOf(SOURCE).map(({ name }) => name)).toEqual(names);
    expect(sectionsOf(CHINESE).map(({ name }) => name)).toEqual(names);
  });

  test.each([
    ['a part of the same name', `${SOURCE}\n<Hook title="x">\n\nAgain.\n\n</Hook>\n`, 'two parts are named hook'],
    ['prose outside of parts', `Before.\n\n${SOURCE}`, 'stands in no part: Before.'],
    ['a part that does not end', SOURCE.replace('</ModelLimits>', ''), '<ModelLimits> has no </ModelLimits>'],
    ['a tag that does not end', '<Hook title="x"', 'this tag does not end'],
  ])('%s is refused with a sentence', (_what, text, sentence) => {
    expect(() => sectionsOf(text)).toThrow(sentence);
  });
});

describe('what makes a translation lag', () => {
  test('nothing does while the source says the same', () => {
    expect(statusOf(STAMPED)).toEqual({ source: 'en', translation: 'zh-cn', behind: [], problems: [] });
  });

  test.each([
    ['a word of the prose', 'Does it notice?', 'Does it care?', ['hook']],
    ['a title', 'What does the shop hear?', 'What is heard?', ['predict-hears']],
    ['another text of an attribute', 'It’s safe.', 'It is safe.', ['hook']],
    ['a text in a list', 'there is no queue', 'no queue exists', ['predict-hears']],
    ['what stands in code', '`order.*`', '`order.#`', ['hook']],
    ['emphasis', '**binding**', 'binding', ['hook']],
    ['the last part', 'One node.', 'Two nodes.', ['limits']],
  ])('%s', (_what, from, to, sections) => {
    expect(afterChange(from, to)).toEqual(sections);
  });

  test.each([
    ['claims', 'claims: one', 'claims: one, two'],
    ['line breaks in the prose', '`.\nDoes', '`. Does'],
    ['line breaks in a tag', '\n  title="Delete', ' title="Delete'],
    ['line breaks in a text of a tag', 'What does the shop', 'What does\n  the shop'],
    ['the mark of a list', '- one\n- two', '* one\n* two'],
    ['the way of quoting', "'An error: there is no queue.'", '"An error: there is no queue."'],
    ['how strong emphasis is written', '**binding**', '__binding__'],
    ['an escape that a formatter adds', 'Does it notice?', 'Does it notice\\?'],
    ['names that readers do not see', "id: 'error'", "id: 'fault'"],
    ['blank lines', '\n\n', '\n\n\n'],
    ['line ends', '\n', '\r\n'],
  ])('%s do not', (_what, from, to) => {
    expect(afterChange(from, to)).toEqual([]);
  });

  test('a change of the translation never does: it is fresh when it was accepted, not when it was touched', () => {
    const touched = STAMPED['zh-cn'].replace('没事。', '平安。');
    expect(behind({ ...STAMPED, 'zh-cn': touched })).toEqual([]);
    expect(behind({ en: SOURCE.replace('One node.', 'Two nodes.'), 'zh-cn': touched })).toEqual(['limits']);
  });

  test('a line break between Chinese characters is none, when the Chinese text is the source', () => {
    const source = CHINESE.replace('一个问题。', '第一句。第二句。');
    const broken = source.replace('第一句。', '第一句。\n');
    expect(sectionsOf(broken).map(hashOf)).toEqual(sectionsOf(source).map(hashOf));
  });
});

describe('either language may be the source', () => {
  const chineseFirst: Texts = {
    en: accepted({ en: `---\ntranslates: zh-cn\nsections:\n---\n\n${SOURCE}`, 'zh-cn': CHINESE }),
    'zh-cn': CHINESE,
  };

  test('then the English text lags behind the Chinese', () => {
    expect(statusOf(chineseFirst)).toMatchObject({ source: 'zh-cn', translation: 'en', behind: [], problems: [] });
    const changed = { ...chineseFirst, 'zh-cn': CHINESE.replace('只有一个节点', '有两个节点') };
    expect(behind(changed)).toEqual(['limits']);
  });

  test('exactly one of the two translates the other', () => {
    const sentence = 'exactly one of en.mdx and zh-cn.mdx has to say';
    expect(() => statusOf({ en: SOURCE, 'zh-cn': CHINESE })).toThrow(sentence);
    expect(() => statusOf({ en: chineseFirst.en, 'zh-cn': STAMPED['zh-cn'] })).toThrow(sentence);
    expect(() => statusOf({ en: SOURCE, 'zh-cn': chineseFirst.en })).toThrow(
      'zh-cn.mdx says that it translates itself',
    );
  });
});

describe('what is missing', () => {
  test('a section of the source that the translation lacks', () => {
    const without = STAMPED['zh-cn'].replace(/<Predict[^]*<\/Predict>\n/, '');
    expect(statusOf({ ...STAMPED, 'zh-cn': without }).problems).toEqual(['predict-hears is missing in zh-cn.mdx']);
  });

  test('a section that only the translation has', () => {
    const without = SOURCE.replace(/<Predict[^]*<\/Predict>\n/, '');
    expect(statusOf({ ...STAMPED, en: without }).problems).toEqual([
      'predict-hears is missing in en.mdx, the source',
      'predict-hears is stamped, but there is no such section',
    ]);
  });

  test('a section that was never accepted', () => {
    const without = STAMPED['zh-cn'].replace(/ {2}limits: .*\n/, '');
    expect(statusOf({ ...STAMPED, 'zh-cn': without }).problems).toEqual(['limits was never accepted']);
  });

  test('a line in the frontmatter that is no stamp', () => {
    expect(() => stampOf('---\ntranslates: en\ntitle: x\n---\n')).toThrow(
      'a line that is no part of a stamp: title: x',
    );
    expect(() => stampOf('---\nsections:\n---\n')).toThrow('does not say which language it translates');
  });
});

describe('accepting', () => {
  const changed = SOURCE.replace('Does it notice?', 'Does it care?').replace('One node.', 'Two nodes.');

  test('stamps the sections that are named, and no others', () => {
    expect(behind({ ...STAMPED, en: changed })).toEqual(['hook', 'limits']);
    const texts = { ...STAMPED, en: changed };
    expect(behind({ ...texts, 'zh-cn': accepted(texts, ['hook']) })).toEqual(['limits']);
    expect(behind({ ...texts, 'zh-cn': accepted(texts) })).toEqual([]);
  });

  test('leaves the prose as it is', () => {
    expect(proseOf(accepted({ ...STAMPED, en: changed })).trim()).toBe(CHINESE.trim());
  });

  test('refuses a name that no section has, with the names that there are', () => {
    expect(() => accepted(STAMPED, ['hook', 'recap'])).toThrow(
      'no section is named recap; there are hook, predict-hears, limits',
    );
  });
});

describe('how long a section has been behind', () => {
  const changed: Texts = { ...STAMPED, en: SOURCE.replace('One node.', 'Two nodes.') };
  const first: Texts = { ...changed, 'zh-cn': noted(changed, '2026-11-01') };

  test('is counted from the day on which it was first noted', () => {
    expect(statusOf(changed).behind).toEqual([{ section: 'limits', title: '', since: null }]);
    expect(statusOf(first).behind).toEqual([{ section: 'limits', title: '', since: '2026-11-01' }]);
    expect(noted(first, '2026-11-20')).toBe(first['zh-cn']);
  });

  test('thirty days are allowed, the next one is not', () => {
    const [lag] = statusOf(first).behind;
    expect([tooOld(lag!, '2026-12-01'), tooOld(lag!, '2026-12-02')]).toEqual([false, true]);
    expect(tooOld({ ...lag!, since: null }, '2036-01-01')).toBe(false);
  });

  test('is forgotten once the section is accepted, or says again what it said', () => {
    expect(accepted(first)).not.toContain('behind:');
    expect(noted({ ...first, en: SOURCE }, '2026-11-20')).toBe(STAMPED['zh-cn']);
  });
});

describe.each(LESSONS.map(({ meta }) => meta.id))('%s', (id) => {
  const file = (language: string) =>
    readFileSync(new URL(`../../lessons/${id}/${language}.mdx`, import.meta.url), 'utf8');
  const status = () => statusOf({ en: file('en'), 'zh-cn': file('zh-cn') });

  test('has every section in both languages, and each was accepted once', () => {
    expect(status().problems).toEqual([]);
  });

  test('a section that lags is dated (npm run i18n notes the day), and not for longer than it may', () => {
    const today = new Date().toISOString().slice(0, 10);
    expect(status().behind.filter((lag) => lag.since === null || tooOld(lag, today))).toEqual([]);
  });
});
