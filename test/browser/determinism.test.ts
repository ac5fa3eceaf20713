/** The same run everywhere: what test/golden demands of Node holds, minified, in Chromium and in Firefox. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser as Chromium } from 'playwright-core';
import type { Browser as Firefox } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith, startChromium, startFirefox } from './support/browsers.ts';
import { ROOT } from './support/builtSite.ts';
import { bundle } from './support/bundle.ts';
import type { Golden, GoldenRun } from './support/goldenEngine.ts';
import { serve, type StaticServer } from './support/server.ts';

const FOLDER = join(ROOT, 'test/golden');
const goldens = globSync('*.json', { cwd: FOLDER })
  .sort()
  .map((file): readonly [string, Golden] => [
    basename(file, '.json'),
    JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Golden,
  ]);

/** A blank page that leaves `runGolden` on its window. */
const PAGE = `<!doctype html><html lang="en"><head><title>Engine</title><link rel="icon" href="data:,"></head><body>
<script type="module">import { runGolden } from '/engine.js'; window.runGolden = runGolden;</script></body></html>`;

/** Runs in the page; a text, because it is the page's function that it calls. */
const call = (golden: Golden) => `window.runGolden(${JSON.stringify(golden)})`;
const expected = ({ steps, traceHash }: Golden): GoldenRun => ({ steps, traceHash });
const READY = 'window.runGolden !== undefined';

let server: StaticServer;

beforeAll(async () => {
  const engine = await bundle(join(ROOT, 'test/browser/support/goldenEngine.ts'));
  server = await serve(FOLDER, { '/blank.html': PAGE, '/engine.js': engine });
});
afterAll(() => server.close());

it('there are golden runs', () => {
  expect(goldens.length).toBeGreaterThan(0);
});

describeWith(['chromium'], 'in Chromium', () => {
  let browser: Chromium;

  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  it.each(goldens)('%s', async (_name, golden) => {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/blank.html`);
    await page.waitForFunction(READY);
    expect(await page.evaluate<GoldenRun>(call(golden))).toEqual(expected(golden));
    await page.close();
  });
});

describeWith(['firefox'], 'in Firefox', () => {
  let browser: Firefox;

  beforeAll(async () => {
    browser = await startFirefox();
  });
  afterAll(() => browser.close());

  it.each(goldens)('%s', async (_name, golden) => {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/blank.html`);
    await page.waitForFunction(READY);
    expect(await page.evaluate(call(golden))).toEqual(expected(golden));
    await page.close();
  });
});
