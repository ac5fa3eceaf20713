/** Opens a page as a visitor would and tells what is wrong with it, in words. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axeCore from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';

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

/** Visits `path`, waits until its islands are alive, hands it to `look`, and closes it. */
export async function visit<T>(
  browser: Browser,
  { origin, path }: { readonly origin: string; readonly path: string },
  { colorScheme = 'light', width = 1280 }: Visit,
  look: (visited: VisitedPage) => T | Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce', viewport: { width, height: 844 } });
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    const strangers: string[] = [];
    await tellViolations(page, (violation) => errors.push(`forbidden: ${violation}`));
    page.on('pageerror', (error) => errors.push(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`console: ${message.text()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) errors.push(`${response.status()}: ${response.url()}`);
    });
    await context.route(
      (url) => url.protocol.startsWith('http') && url.origin !== origin,
      (route) => {
        strangers.push(route.request().url());
        return route.abort();
      },
    );
    await page.goto(origin + path, { waitUntil: 'networkidle' });
    // Astro takes the attribute away when an island is alive; one that waits to be seen may wait.
    await page.waitForFunction(() => document.querySelector('astro-island[ssr]:not([client="visible"])') === null);
    return await look({ page, errors, strangers });
  } finally {
    await context.close();
  }
}

/** Listens to what the page's content security policy forbids, from its first moment on. */
async function tellViolations(page: Page, tell: (violation: string) => void): Promise<void> {
  await page.exposeFunction('tellViolation', tell);
  await page.addInitScript(() => {
    const { tellViolation } = window as unknown as { readonly tellViolation: (violation: string) => void };
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      tellViolation(`${effectiveDirective}: ${blockedURI}`);
    });
  });
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
