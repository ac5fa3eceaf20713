/** The frame of every page: its policy, what it tells search engines and link previews, and the answer for what does not exist. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGE_POLICY } from '../../site/security/policy.ts';
import { describeWith, startChromium } from './support/browsers.ts';
import { builtPages, DIST } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow, visit, type VisitedPage } from './support/examine.ts';
import { serve, type StaticServer } from './support/server.ts';

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const ATTRIBUTE = /([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;
const TAG = /<([a-z][\w-]*)((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?)*)\s*\/?>/gi;

const fileOf = (page: string): string => join(DIST, page.endsWith('/') ? `${page}index.html` : page);
const textOf = (page: string): string => readFileSync(fileOf(page), 'utf8');

function tagsOf(html: string): readonly Tag[] {
  return [...html.matchAll(TAG)].map(([, name = '', attributes = '']) => ({
    name: name.toLowerCase(),
    attributes: Object.fromEntries(
      [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', ...values]) => [
        key.toLowerCase(),
        values.find((value) => value !== undefined) ?? '',
      ]),
    ),
  }));
}

/** What stands inline in a page, though its policy forbids it. */
function inlineParts(html: string): readonly string[] {
  return tagsOf(html).flatMap(({ name, attributes }) => [
    ...(name === 'style' ? ['style'] : []),
    ...(name === 'script' && attributes['src'] === undefined ? ['script'] : []),
    ...Object.keys(attributes).filter((key) => key === 'style' || key.startsWith('on')),
  ]);
}

const PAGES = builtPages();
const ALL = [...PAGES, '/404.html'];
const metaOf = (tags: readonly Tag[], name: string): readonly string[] =>
  tags
    .filter((tag) => tag.name === 'meta' && (tag.attributes['property'] ?? tag.attributes['name']) === name)
    .map(({ attributes }) => attributes['content'] ?? '');
const linksOf = (tags: readonly Tag[], rel: string): readonly Tag[] =>
  tags.filter((tag) => tag.name === 'link' && tag.attributes['rel'] === rel);
const localeOf = (page: string): 'en' | 'zh-cn' => (page.startsWith('/zh-cn/') ? 'zh-cn' : 'en');
const plain = (page: string): string => page.replace(/^\/zh-cn\//, '/');
const SITE = /<loc>(https?:\/\/[^/]+)\//.exec(readFileSync(join(DIST, 'sitemap-0.xml'), 'utf8'))?.[1] ?? '';

describe('what a policy forbids', () => {
  it.each([
    ['<p onclick="go()">x</p>', ['onclick']],
    ['<p style="color: red">x</p>', ['style']],
    ['<script>go()</script>', ['script']],
    ['<style>p{}</style>', ['style']],
    ['<p data-onward="a > b" title=\'style="x"\'>onclick="go()"</p><script src="/a.js"></script>', []],
  ])('is found in %s', (html, found) => {
    expect(inlineParts(html)).toEqual(found);
  });

  it('stands in no page', () => {
    expect(ALL.length).toBeGreaterThan(250);
    expect(ALL.filter((page) => inlineParts(textOf(page)).length > 0)).toEqual([]);
  });

  it('every page carries the policy, right after its encoding', () => {
    const carries = (page: string): boolean =>
      /<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(textOf(page))?.[1] ===
      PAGE_POLICY;
    expect(ALL.filter((page) => !carries(page))).toEqual([]);
  });

  it('is said in a header, too, where the host reads _headers', () => {
    expect(readFileSync(join(DIST, '_headers'), 'utf8')).toContain(`Content-Security-Policy: ${PAGE_POLICY};`);
  });
});

describe('the head of every page', () => {
  const heads = PAGES.map((page) => ({ page, tags: tagsOf(textOf(page)) }));
  const wrong = (isRight: (page: string, tags: readonly Tag[]) => boolean): readonly string[] =>
    heads.filter(({ page, tags }) => !isRight(page, tags)).map(({ page }) => page);

  it('names its own address', () => {
    expect(SITE).not.toBe('');
    expect(
      wrong(
        (page, tags) =>
          linksOf(tags, 'canonical')
            .map(({ attributes }) => attributes['href'])
            .join() ===
          SITE + page,
      ),
    ).toEqual([]);
    expect(wrong((page, tags) => metaOf(tags, 'og:url').join() === SITE + page)).toEqual([]);
  });

  it('names both languages, and English for everybody else', () => {
    const expected = (page: string) => [
      ['en', SITE + plain(page)],
      ['zh-CN', `${SITE}/zh-cn${plain(page)}`],
      ['x-default', SITE + plain(page)],
    ];
    const named = (tags: readonly Tag[]) =>
      linksOf(tags, 'alternate').map(({ attributes }) => [attributes['hreflang'], attributes['href']]);
    expect(wrong((page, tags) => JSON.stringify(named(tags)) === JSON.stringify(expected(page)))).toEqual([]);
    expect(PAGES.filter((page) => !PAGES.includes(localeOf(page) === 'en' ? `/zh-cn${page}` : plain(page)))).toEqual(
      [],
    );
  });

  it.each(['og:title', 'og:description', 'og:image:alt', 'twitter:title', 'description'])('says %s once', (name) => {
    expect(wrong((_, tags) => metaOf(tags, name).length === 1 && metaOf(tags, name)[0] !== '')).toEqual([]);
  });

  it('has a language and a picture that is there, in that language', () => {
    expect(
      wrong((page, tags) => {
        const [picture = ''] = metaOf(tags, 'og:image');
        return (
          metaOf(tags, 'og:locale').join() === (localeOf(page) === 'en' ? 'en_US' : 'zh_CN') &&
          picture.startsWith(`${SITE}/og/`) &&
          picture.endsWith(`.${localeOf(page)}.png`) &&
          existsSync(join(DIST, picture.slice(SITE.length)))
        );
      }),
    ).toEqual([]);
  });

  it('a lesson has the picture of its track', () => {
    const [picture] = metaOf(tagsOf(textOf('/zh-cn/learn/replicas-isr-quorum/')), 'og:image');
    expect(picture).toBe(`${SITE}/og/track-c.zh-cn.png`);
  });

  it('names icons and a manifest that are there', () => {
    const tags = tagsOf(textOf('/'));
    const files = ['icon', 'apple-touch-icon', 'manifest'].flatMap((rel) =>
      linksOf(tags, rel).map(({ attributes }) => attributes['href'] ?? ''),
    );
    const { icons } = JSON.parse(textOf('/site.webmanifest')) as {
      readonly icons: readonly { readonly src: string }[];
    };
    expect(files).toHaveLength(4);
    expect([...files, ...icons.map(({ src }) => src)].filter((file) => !existsSync(fileOf(file)))).toEqual([]);
  });

  it('the page for what does not exist has no address, and search engines leave it out', () => {
    const tags = tagsOf(textOf('/404.html'));
    expect(linksOf(tags, 'canonical')).toEqual([]);
    expect(linksOf(tags, 'alternate')).toEqual([]);
    expect(metaOf(tags, 'robots')).toEqual(['noindex']);
  });
});

describe('the sitemap', () => {
  it('names every page, and nothing else', () => {
    const named = [...textOf('/sitemap-0.xml').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = '']) => address);
    expect(named.toSorted()).toEqual(PAGES.map((page) => SITE + page).toSorted());
  });

  it('is named in robots.txt, which keeps nobody out', () => {
    expect(textOf('/robots.txt')).toBe(`User-agent: *\nAllow: /\n\nSitemap: ${SITE}/sitemap-index.xml\n`);
  });
});

describeWith(['chromium'], 'an address that does not exist', () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), serve(DIST)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  const look = (at: (visited: VisitedPage) => Promise<void>) =>
    visit(browser, { origin: server.origin, path: '/zh-cn/nowhere/at/all' }, {}, at);

  it('is answered with 404, in both languages, with doors that open', async () => {
    await look(async ({ page, errors }) => {
      expect(errors.map((error) => error.slice(0, 4))).toContain('404:');
      expect(errors.filter((error) => !error.includes('404'))).toEqual([]);
      expect(await page.locator('main section[lang="en"] h1').innerText()).toBe('Page not found');
      expect(await page.locator('main section[lang="zh-CN"] h2').innerText()).toBe('找不到这个页面');
      const doors = await page.locator('main nav a').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
      expect(doors).toHaveLength(8);
      expect(doors.filter((door) => !PAGES.includes(door))).toEqual([]);
    });
  });

  it.each(['light', 'dark'] as const)('is as accessible as every page in %s', async (colorScheme) => {
    await visit(
      browser,
      { origin: server.origin, path: '/404.html' },
      { colorScheme, width: 390 },
      async ({ page, errors }) => {
        expect(errors).toEqual([]);
        expect(await axeFindings(page)).toEqual([]);
        expect(await sidewaysOverflow(page)).toEqual([]);
      },
    );
  });
});
