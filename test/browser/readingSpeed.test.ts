/** How fast the filter of the reading catalogue answers: alone, since whatever runs beside it would be measured too. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith, startChromium } from './support/browsers.ts';
import { DIST } from './support/builtSite.ts';
import { visit } from './support/examine.ts';
import { serve, type StaticServer } from './support/server.ts';

describeWith(['chromium'], 'the filter of the reading catalogue', () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), serve(DIST)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  it('answers a key stroke within a frame: asked, counted, and laid out', async () => {
    await visit(browser, { origin: server.origin, path: '/reading/#text=kafka' }, {}, async ({ page }) => {
      await expect.poll(() => page.locator('form [role=status]').textContent()).toMatch(/^\d+ of 120 readings$/);
      const answered = await page.getByRole('searchbox').evaluate(async (input: HTMLInputElement) => {
        const texts = ['k', 'ka', 'kaf', 'kafk', 'kafka', 'kafk', 'kaf', 'ka', 'k', '', 'l', 'lo', 'log', 'lo', 'l'];
        const times: number[] = [];
        const said: string[] = [];
        for (const text of texts) {
          const start = performance.now();
          input.value = text;
          input.dispatchEvent(new Event('input', { bubbles: true }));
          // Svelte does its work in microtasks; whoever asks for a height makes the browser lay out the page.
          for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
          void document.body.offsetHeight;
          times.push(performance.now() - start);
          said.push(document.querySelector('form [role=status]')?.textContent ?? '');
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        return { median: times.sort((left, right) => left - right)[7], said };
      });
      // The answer was there when the time was taken.
      expect(answered.said[9]).toBe('All 120 readings');
      expect(new Set(answered.said).size).toBeGreaterThan(5);
      expect(answered.median).toBeLessThan(16);
    });
  });
});
