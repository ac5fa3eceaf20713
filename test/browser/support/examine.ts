/** Opens a page as a visitor would and tells what is wrong with it, in words. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axeCore from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { Tab } from './tab.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

export interface Visit {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
}

export interface VisitedPage {
  readonly page: Page;
  /** Errors of scripts and of the console, answers 400 and above, and what the page's policy forbade, so far. */
  readonly errors: readonly string[];
  /** Addresses outside the site that the page asked for, so far. None is let through. */
  readonly strangers: readonly string[];
}

/** Visits `path`, waits until its islands are alive, and hands it to `look`. */
export async function visit<T>(
  browser: Browser,
  { origin, path }: { readonly origin: string; readonly path: string },
  { colorScheme = 'light', width = 1280 }: Visit,
  look: (visited: VisitedPage) => T | Promise<T>,
): Promise<T> {
  const tab = await Tab.take(browser, { origin, colorScheme, width });
  try {
    const { page } = tab;
    await page.goto(origin + path, { waitUntil: 'networkidle' });
    // Astro takes the attribute away when an island is alive; one that waits to be seen may wait.
    await page.waitForFunction(() => document.querySelector('astro-island[ssr]:not([client="visible"])') === null);
    const result = await look({ page, ...tab.sight });
    await tab.giveBack(browser);
    return result;
  } catch (error) {
    await tab.close();
    throw error;
  }
}

/** What a visitor without scripts has, beside the page. */
export interface PlainVisit {
  readonly width?: number;
  readonly hasTouch?: boolean;
}

/** Visits `path` with scripts switched off, and hands it to `look`. */
export async function visitWithoutScripts<T>(
  browser: Browser,
  { origin, path }: { readonly origin: string; readonly path: string },
  { width = 1280, hasTouch = false }: PlainVisit,
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ javaScriptEnabled: false, hasTouch, viewport: { width, height: 844 } });
  try {
    const page = await context.newPage();
    await page.goto(origin + path, { waitUntil: 'load' });
    return await look(page);
  } finally {
    await context.close();
  }
}

/** What axe finds against WCAG 2.0 to 2.2, levels A and AA: `rule: help: elements`. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate(async (tags): Promise<AxeResults> => {
    const { axe } = window as unknown as { readonly axe: typeof axeCore };
    return axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
  }, AXE_TAGS);
  return results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes.map((node) => `${node.target.join(' ')} (${node.any[0]?.message ?? ''})`).join('; ')}`,
  );
}

/** How far the page can be scrolled sideways, and what sticks out. Empty when nothing does. */
export function sidewaysOverflow(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const name = (element: Element) =>
      `${element.localName}${element.id && `#${element.id}`}${[...element.classList].map((each) => `.${each}`).join('')}`;
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 0.5,
    );
    return [`${scrollWidth} px wide on a screen of ${clientWidth}`, ...wide.slice(0, 8).map(name)];
  });
}
