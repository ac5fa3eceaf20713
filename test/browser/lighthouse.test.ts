/** Lighthouse's points for the pages that readers come to first: `npm run lighthouse` says what costs some. */
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from './support/browsers.ts';
import { DIST } from './support/builtSite.ts';
import { CATEGORIES, examineWithLighthouse, SCORES_MIN, startForLighthouse } from './support/lighthouse.ts';
import { LIGHTHOUSE_PAGES } from './support/lighthousePages.ts';
import { serve, type StaticServer } from './support/server.ts';

/** Three looks of a busy machine. */
const LONG_MILLIS = 240_000;

describeWith(['chromium'], 'Lighthouse', () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startForLighthouse(), serve(DIST)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  it.each(LIGHTHOUSE_PAGES)(
    '%s has its points',
    async (path) => {
      const { scores, findings } = await examineWithLighthouse(browser, server.origin + path);
      console.log(`${path}: ${CATEGORIES.map((name) => `${name} ${scores[name]}`).join(', ')}`);
      const low = CATEGORIES.filter((name) => scores[name] < SCORES_MIN[name]);
      expect(low, findings.join('\n')).toEqual([]);
    },
    LONG_MILLIS,
  );

  it(
    'a page that is bad gets few points, with the reasons',
    async () => {
      const bad = await serve(DIST, {
        '/bad.html':
          '<!doctype html><html><head><meta name="robots" content="noindex"></head><body><img src="/og/home.en.png"><a href="/">here</a></body></html>',
      });
      try {
        const { scores, findings } = await examineWithLighthouse(browser, `${bad.origin}/bad.html`, { runsMax: 1 });
        expect(scores.seo).toBeLessThan(SCORES_MIN.seo);
        expect(scores.accessibility).toBeLessThan(SCORES_MIN.accessibility);
        expect(findings.map((line) => line.split(': ').slice(0, 2).join(': '))).toEqual(
          expect.arrayContaining(['accessibility: image-alt', 'seo: is-crawlable']),
        );
      } finally {
        await bad.close();
      }
    },
    LONG_MILLIS,
  );
});
