/** Queries, Chinese in the index, passages, kinds: what the site's search does before and after Pagefind. */
import { describe, expect, it } from 'vitest';
import { marked, passageOf } from '../../site/siteSearch/excerpt.ts';
import { createFinder } from '../../site/siteSearch/finder.ts';
import { apart, apartInHtml, together } from '../../site/siteSearch/han.ts';
import { termRecords } from '../../site/siteSearch/index/records.ts';
import { kindOfPage } from '../../site/siteSearch/kinds.ts';
import type { Anchor, Fragment, Hit, Pagefind } from '../../site/siteSearch/pagefind.ts';
import { parseQuery, phrasesOf, piecesOf, wholePhraseOf } from '../../site/siteSearch/query.ts';
import { bestSections } from '../../site/siteSearch/sections.ts';
import { terms } from '../../site/glossary/glossary.ts';

describe('Chinese in the index', () => {
  it('every character is a word, and other scripts stay as they are', () => {
    expect(apart('Kafka 的位点')).toBe('Kafka 的 位 点');
    expect(apart('in-sync replica')).toBe('in-sync replica');
  });

  it('only what stands between tags is set apart', () => {
    expect(apartInHtml('<p title="死信">死信 queue</p>')).toBe('<p title="死信"> 死  信  queue</p>');
  });

  it('a block that ends without a stop gets one, a title does not', () => {
    expect(together(apartInHtml('<li>死信</li>').replace(/<[^>]*>/g, ' '))).toBe('死信。');
    expect(together(apartInHtml('<h1>死信</h1>').replace(/<[^>]*>/g, ' '))).toBe('死信');
    expect(together(apartInHtml('<p>什么是死信？</p>').replace(/<[^>]*>/g, ' '))).toBe('什么是死信？');
  });

  it.each([
    '同一个 offset，Kafka 多译“偏移量、位移”，RocketMQ 译“位点”。',
    '消息代理（Broker）是服务器。',
    'A log, a shelf.',
  ])('what was set apart reads as before: %s', (text) => expect(together(apart(text))).toBe(text));
});

describe('a query', () => {
  it('has words and Chinese runs as parts', () => {
    expect(parseQuery('Kafka死信队列 exactly-once')).toEqual({
      parts: ['kafka', '死信队列', 'exactly', 'once'],
      words: ['kafka', '死', '信', '队', '列', 'exactly', 'once'],
    });
    expect(parseQuery(' “？” ')).toEqual({ parts: [], words: [] });
  });

  it('asks for Chinese runs as phrases, and for the whole as one', () => {
    const query = parseQuery('kafka 位点 的');
    expect(phrasesOf(query)).toEqual(['"位 点"']);
    expect(wholePhraseOf(query)).toBe('"kafka 位 点 的"');
    expect(wholePhraseOf(parseQuery('kafka'))).toBeNull();
  });

  it('falls into words and neighbouring characters', () => {
    expect(piecesOf(parseQuery('kafka 消息丢失'))).toEqual(['kafka', '"消 息"', '"息 丢"', '"丢 失"']);
  });
});

describe('what is shown', () => {
  it('marks the longest part, and a word only where it begins', () => {
    expect(marked('死信队列', ['死信', '死信队列'])).toEqual([{ text: '死信队列', marked: true }]);
    expect(marked('small alliance', ['all'])).toEqual([
      { text: 'small ', marked: false },
      { text: 'all', marked: true },
      { text: 'iance', marked: false },
    ]);
  });

  it('is the passage around the first match, cut between words', () => {
    const text = `${'before '.repeat(30)}the outbox ${'after '.repeat(60)}`;
    const passage = passageOf(text, ['outbox']);
    expect(passage).toMatch(/^… before .*the outbox after .*after …$/);
    expect(passage.length).toBeLessThan(170);
    expect(passageOf('short text', ['nowhere'])).toBe('short text');
    const apartFirst = `dead ${'more '.repeat(60)}a dead letter`;
    expect(passageOf(apartFirst, ['dead', 'letter'])).toMatch(/a dead letter$/);
  });
});

describe('sections of what was found', () => {
  /** A page of headings and texts, as the index has it: `# id Title` begins a section. Words that match are in capitals. */
  function page(...parts: readonly string[]): Fragment {
    const words = parts.flatMap((part) => part.replace(/^# \S+ /, '').split(' '));
    let location = 0;
    const anchors = parts.flatMap((part): Anchor[] => {
      const [, id, title] = /^# (\S+) (.*)$/.exec(part) ?? [];
      const at = location;
      location += part.replace(/^# \S+ /, '').split(' ').length;
      return id === undefined || title === undefined ? [] : [{ element: 'h2', id, text: title, location: at }];
    });
    const raw = words.join(' ');
    const locations = words.flatMap((word, index) => (/^[A-Z死信]+$/.test(word) ? [index] : []));
    return { url: '/learn/x/', content: raw, raw_content: raw, anchors, locations, meta: {} };
  }
  const best = (fragment: Fragment, ...marks: readonly string[]) => bestSections(fragment, marks).map(({ url }) => url);

  it('the one that has all words comes before those that have some, and these are left out', () => {
    const found = page(
      '# one First',
      'an OUTBOX here',
      '# two Second',
      'the OUTBOX and its RELAY',
      '# three Third',
      'none',
    );
    expect(best(found, 'outbox', 'relay')).toEqual(['/learn/x/#two']);
  });

  it('words side by side, and words of a heading, count more', () => {
    const apartThere = page(
      '# one First',
      'RELAY of an OUTBOX',
      '# two Second',
      'the OUTBOX RELAY',
      '# three The OUTBOX RELAY',
      'that',
    );
    expect(best(apartThere, 'outbox', 'relay')).toEqual(['/learn/x/#three', '/learn/x/#two']);
  });

  it('characters that the index has apart stand together', () => {
    const found = page('# one 一', '有 死 没 信', '# two 死 信 队 列', '在 这 里');
    expect(bestSections(found, ['死信'])).toEqual([{ url: '/learn/x/#two', title: '死信队列', text: '在这里' }]);
  });

  it('another form of a word is where Pagefind found it', () => {
    expect(best(page('# one First', 'nothing', '# two Second', 'it RETRIES'), 'retrying')).toEqual(['/learn/x/#two']);
  });

  it('cards repeat what a lesson says, and come last; facts of a reading are no place to go', () => {
    const found = page(
      '# cards Cards',
      'OUTBOX RELAY',
      '# recap Recap',
      'RELAY and OUTBOX',
      '# facts Facts',
      'OUTBOX RELAY',
    );
    expect(best(found, 'outbox', 'relay')).toEqual(['/learn/x/#recap', '/learn/x/#cards']);
  });

  it('characters that do not stand together are nowhere', () => {
    expect(best(page('# one 一', '死 没 信'), '死信')).toEqual([]);
  });

  it('what stands before the first heading, or what nothing matches, has no section', () => {
    expect(best(page('the OUTBOX', '# one First', 'nothing'), 'outbox')).toEqual([]);
  });
});

describe('kinds', () => {
  it.each([
    ['/learn/rabbitmq-routing/', 'lesson'],
    ['/learn/', 'page'],
    ['/reading/kip-101/', 'reading'],
    ['/reading/map/', 'page'],
    ['/reading/', 'page'],
    ['/', 'page'],
  ])('%s is a %s', (path, kind) => expect(kindOfPage(path)).toBe(kind));
});

describe('terms in the index', () => {
  it('each is a record in each language, with both names and an anchor', () => {
    const records = termRecords();
    expect(records).toHaveLength(terms.length * 2);
    const outbox = records.find(({ url }) => url === '/zh-cn/glossary/#transactional-outbox');
    expect(outbox?.meta?.['title']).toBe('本 地 消 息 表');
    expect(outbox?.meta?.['other']).toBe('Transactional outbox');
    expect(outbox?.meta?.['also']).toContain('ʘ 事 务 发 件 箱 ʘ');
    expect(outbox?.filters).toEqual({ kind: ['term'] });
  });
});

describe('the finder', () => {
  /** Answers with ids by query, as Pagefind would; filters ask for kinds. */
  function scripted(answers: Readonly<Record<string, readonly string[]>>): Pagefind {
    const hit = (id: string): Hit => ({
      id,
      score: 1,
      data: () =>
        Promise.resolve({ url: id, content: '', raw_content: '', anchors: [], locations: [], meta: { title: id } }),
    });
    return {
      options: () => Promise.resolve(),
      init: () => Promise.resolve(),
      search: (words, { filters = {} } = {}) =>
        Promise.resolve({ results: (answers[words ?? `kind:${filters['kind']}`] ?? []).map(hit) }),
    };
  }
  const KINDS_OF = { 'kind:term': ['offset', 'commit'], 'kind:reading': ['book'] };
  const idsIn = async (answers: Readonly<Record<string, readonly string[]>>, text: string) => {
    const found = await (await createFinder(scripted({ ...KINDS_OF, ...answers })))(text);
    return { near: found.near, groups: found.groups.map(({ kind, hits }) => [kind, ...hits.map(({ id }) => id)]) };
  };

  it('puts first what is called exactly so, then what Pagefind ranks higher', async () => {
    expect(await idsIn({ offset: ['book', 'commit', 'offset'], '"ʘ offset ʘ"': ['offset'] }, 'Offset')).toEqual({
      near: false,
      groups: [
        ['term', 'offset', 'commit'],
        ['reading', 'book'],
      ],
    });
  });

  it('drops what has the characters of a word, but not side by side', async () => {
    const answers = { '位 点': ['book', 'offset'], '"位 点"': ['offset'] };
    expect(await idsIn(answers, '位点')).toEqual({ near: false, groups: [['term', 'offset']] });
  });

  it('says so when only pieces were found; rare pieces count more', async () => {
    const answers = { '"位 点"': ['offset'], '"消 息"': ['book', 'commit', 'offset'], '"息 位"': [] };
    expect(await idsIn(answers, '消息位点')).toEqual({ near: true, groups: [['term', 'offset']] });
    expect(await idsIn({}, 'zz qq')).toEqual({ near: false, groups: [] });
  });
});
