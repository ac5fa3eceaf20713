/** Every page lives in Firefox too. */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith, startFirefox } from './support/browsers.ts';
import { builtPages, DIST } from './support/builtSite.ts';
import { serve, type StaticServer } from './support/server.ts';

describeWith(['firefox'], 'in Firefox, every page', () => {
  let browser: Browser;
  let page: Page;
  let server: StaticServer;
  let errors: string[] = [];

  // One tab for all pages: another one for each takes longer than the page.
  beforeAll(async () => {
    [browser, server] = await Promise.all([startFirefox(), serve(DIST)]);
    page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  it.each(builtPages())('%s wakes its islands without an error', async (path) => {
    errors = [];
    await page.goto(server.origin + path, { waitUntil: 'load' });
    await page.waitForFunction('document.querySelector(\'astro-island[ssr]:not([client="visible"])\') === null');
    expect(errors).toEqual([]);
    // Whoever leaves while a worker still loads its modules breaks that off: an error, but not of the next page.
    await page.goto('about:blank');
  });
});
