/** What holds for every page of the site, whoever writes it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith, startChromium } from './support/browsers.ts';
import { builtPages, DIST, examinedPages } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow, visit } from './support/examine.ts';
import { serve, type StaticServer } from './support/server.ts';

/** What one visit to a page brings to light. */
interface Findings {
  readonly errors: readonly string[];
  readonly strangers: readonly string[];
  readonly overflow: readonly string[];
  readonly axe: Readonly<Record<'light' | 'dark', readonly string[]>>;
}

/** Opens a page on a phone, then widens it and looks at it by day and by night: one visit, because a visit is what costs. */
function examine(browser: Browser, address: { readonly origin: string; readonly path: string }): Promise<Findings> {
  return visit(browser, address, { width: 390 }, async ({ page, errors, strangers }) => {
    const overflow = await sidewaysOverflow(page);
    await page.setViewportSize({ width: 1280, height: 844 });
    const light = await axeFindings(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    // Colours pass into one another, if only for an instant: what was light is dark once two pictures were drawn.
    await page.evaluate(async () => {
      for (let drawn = 0; drawn < 2; drawn += 1) await new Promise(requestAnimationFrame);
      await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)));
    });
    const dark = await axeFindings(page);
    return { errors, strangers, overflow, axe: { light, dark } };
  });
}

it('the site has pages', () => {
  expect(builtPages()).toContain('/');
});

it('of the 240 pages of readings, a sample in both languages is examined', () => {
  expect(builtPages().length - examinedPages().length).toBe(240 - 14);
});

describeWith(['chromium'], 'every page', () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), serve(DIST)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  describe.each(examinedPages())('%s', (path) => {
    let found: Findings;

    beforeAll(async () => {
      found = await examine(browser, { origin: server.origin, path });
    });

    it('raises no error, does nothing that its policy forbids, and asks nothing of other hosts', () => {
      expect(found.errors).toEqual([]);
      expect(found.strangers).toEqual([]);
    });

    it('does not scroll sideways on a phone of 390 px', () => {
      expect(found.overflow).toEqual([]);
    });

    it.each(['light', 'dark'] as const)('axe finds nothing in %s', (colorScheme) => {
      expect(found.axe[colorScheme]).toEqual([]);
    });
  });
});
