/** Two languages over the whole built site: every page has its counterpart, the switch leads there, and foreign words are marked. */
import type { Browser, Page } from 'playwright-core';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sectionsOf } from '../../lessons/translation/sections.ts';
import { describeWith, startChromium } from './support/browsers.ts';
import { builtPages, DIST } from './support/builtSite.ts';
import { serve, type StaticServer } from './support/server.ts';

/** Pages that stand for both languages. Exports (`.json`, `.bib`) are no pages. */
const WITHOUT_COUNTERPART = new Set(['/404/', '/404.html']);

const pages = builtPages().filter((path) => !WITHOUT_COUNTERPART.has(path));
const isChinese = (path: string): boolean => path.startsWith('/zh-cn/');
const counterpart = (path: string): string => (isChinese(path) ? path.replace(/^\/zh-cn/, '') : `/zh-cn${path}`);

/** What a page says of its languages. */
interface Languages {
  readonly path: string;
  readonly html: string;
  readonly switchTo: string | null;
  readonly alternates: readonly (readonly [string | null, string])[];
  /** Chinese on an English page that is not marked as such. */
  readonly unmarked: readonly string[];
}

/** Reads the pages with the browser's own parser, without opening each. */
function languagesOf(page: Page, paths: readonly string[]): Promise<readonly Languages[]> {
  return page.evaluate(
    (all) =>
      Promise.all(
        all.map(async (path) => {
          const parsed = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
          const walker = parsed.createTreeWalker(parsed.documentElement, NodeFilter.SHOW_TEXT);
          const unmarked: string[] = [];
          while (walker.nextNode() !== null) {
            const parent = walker.currentNode.parentElement;
            const text = walker.currentNode.textContent?.trim() ?? '';
            if (parent === null || parent.closest('script, style, title, svg title') !== null) continue;
            if (/[\u3400-\u9fff]/.test(text) && parent.closest('[lang]')?.getAttribute('lang') === 'en')
              unmarked.push(text);
          }
          return {
            path,
            html: parsed.documentElement.lang,
            switchTo: parsed.querySelector('a[data-language]')?.getAttribute('href') ?? null,
            alternates: [...parsed.querySelectorAll('link[rel=alternate][hreflang]')].map(
              (link) =>
                [link.getAttribute('hreflang'), new URL(link.getAttribute('href') ?? '', 'http://x').pathname] as const,
            ),
            unmarked,
          };
        }),
      ),
    [...paths],
  );
}

it('every page has its counterpart in the other language', () => {
  expect(pages.length).toBeGreaterThan(200);
  expect(pages.filter((path) => !pages.includes(counterpart(path)))).toEqual([]);
});

it('every section of a lesson can be linked to in both languages, under its name', () => {
  const lessons = globSync('lessons/*/en.mdx').map((path) => basename(dirname(path)));
  expect(lessons.length).toBeGreaterThan(4);
  for (const lesson of lessons) {
    for (const [language, prefix] of [
      ['en', ''],
      ['zh-cn', '/zh-cn'],
    ] as const) {
      const html = readFileSync(`${DIST}${prefix}/learn/${lesson}/index.html`, 'utf8');
      const sections = sectionsOf(readFileSync(`lessons/${lesson}/${language}.mdx`, 'utf8'));
      expect(sections.map(({ name }) => name).filter((name) => !html.includes(` id="title-${name}"`))).toEqual([]);
    }
  }
});

describeWith(['chromium'], 'the languages of the built pages', () => {
  let browser: Browser;
  let server: StaticServer;
  let found: readonly Languages[];

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), serve(DIST)]);
    const page = await browser.newPage();
    await page.goto(server.origin);
    found = await languagesOf(page, pages);
    await page.close();
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  it('are said by the page itself', () => {
    expect(
      found.filter(({ path, html }) => html !== (isChinese(path) ? 'zh-CN' : 'en')).map(({ path }) => path),
    ).toEqual([]);
  });

  it('the switch of every page leads to its counterpart, and the head names both', () => {
    expect(found.filter(({ path, switchTo }) => switchTo !== counterpart(path)).map(({ path }) => path)).toEqual([]);
    for (const { path, alternates } of found) {
      const there = new Map(alternates);
      const [en, zh] = isChinese(path) ? [counterpart(path), path] : [path, counterpart(path)];
      expect([path, there.get('en'), there.get('zh-CN')]).toEqual([path, en, zh]);
    }
  });

  it('Chinese words on English pages are marked as Chinese', () => {
    const unmarked = found.filter((each) => each.unmarked.length > 0).map(({ path, unmarked: words }) => [path, words]);
    expect(unmarked).toEqual([]);
  });

  it.each([
    ['/glossary/?q=dead#binding', '/zh-cn/glossary/?q=dead#binding'],
    ['/zh-cn/learn/rabbitmq-routing/#title-recap', '/learn/rabbitmq-routing/#title-recap'],
  ])('switching on %s keeps what is asked for and the place on the page', async (from, to) => {
    const page = await browser.newPage();
    await page.goto(`${server.origin}${from}`);
    await page.locator('a[data-language]').click();
    await page.waitForURL((url) => url.pathname === new URL(to, server.origin).pathname);
    expect(page.url()).toBe(`${server.origin}${to}`);
    await page.close();
  });
});
