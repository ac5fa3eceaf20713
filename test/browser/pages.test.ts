/** What holds for every page of the site, whoever writes it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith, startChromium } from './support/browsers.ts';
import { builtPages, DIST, examinedPages } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow, visit } from './support/examine.ts';
import { serve, type StaticServer } from './support/server.ts';

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
    const address = () => ({ origin: server.origin, path });

    it('raises no error, does nothing that its policy forbids, and asks nothing of other hosts', async () => {
      await visit(browser, address(), {}, ({ errors, strangers }) => {
        expect(errors).toEqual([]);
        expect(strangers).toEqual([]);
      });
    });

    it('does not scroll sideways on a phone of 390 px', async () => {
      await visit(browser, address(), { width: 390 }, async ({ page }) => {
        expect(await sidewaysOverflow(page)).toEqual([]);
      });
    });

    it.each(['light', 'dark'] as const)('axe finds nothing in %s', async (colorScheme) => {
      await visit(browser, address(), { colorScheme }, async ({ page }) => {
        expect(await axeFindings(page)).toEqual([]);
      });
    });
  });
});
