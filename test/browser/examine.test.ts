/** The examination itself: each fault that it looks for is found in a page that has it, and in no other. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith, startChromium } from './support/browsers.ts';
import { DIST } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow, visit, type Visit, type VisitedPage } from './support/examine.ts';
import { serve, type StaticServer } from './support/server.ts';

const page = (body: string) =>
  `<!doctype html><html lang="en"><head><title>Sample</title><meta name="viewport" content="width=device-width">
  <link rel="icon" href="data:,"><meta name="color-scheme" content="light dark"></head><body><main>${body}</main></body></html>`;

const SAMPLES = {
  '/good.html': page('<h1>Good</h1><p>Nothing to see.</p>'),
  '/throws.html': page('<h1>Throws</h1><script>throw new Error("on purpose")</script>'),
  '/complains.html': page('<h1>Complains</h1><script>console.error("on purpose")</script>'),
  '/missing.html': page('<h1>Missing</h1><img alt="" src="/nowhere.png">'),
  '/leaves.html': page('<h1>Leaves</h1><img alt="" src="http://elsewhere.invalid/a.png">'),
  '/forbids.html': page('<h1>Forbids</h1><script>document.title = "ran"</script>').replace(
    '<head>',
    `<head><meta http-equiv="Content-Security-Policy" content="script-src 'self'">`,
  ),
  '/wide.html': page('<h1>Wide</h1><div id="board" style="width: 800px">wide</div>'),
  '/unnamed.html': page('<h1>Unnamed</h1><button type="button"></button>'),
  '/pale.html': page(
    '<style>body { color: light-dark(#000, #333); background: light-dark(#fff, #111) }</style><h1>Pale</h1>',
  ),
};

describeWith(['chromium'], 'an examined page', () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), serve(DIST, SAMPLES)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  const look = <T>(path: keyof typeof SAMPLES, how: Visit, at: (visited: VisitedPage) => T | Promise<T>) =>
    visit(browser, { origin: server.origin, path }, how, at);

  it('has nothing wrong when it is good', async () => {
    await look('/good.html', { width: 390 }, async (visited) => {
      expect(visited.errors).toEqual([]);
      expect(visited.strangers).toEqual([]);
      expect(await sidewaysOverflow(visited.page)).toEqual([]);
      expect(await axeFindings(visited.page)).toEqual([]);
    });
  });

  it.each([
    ['/throws.html', 'uncaught: on purpose'],
    ['/complains.html', 'console: on purpose'],
  ] as const)('%s: %s', async (path, error) => {
    expect(await look(path, {}, ({ errors }) => errors)).toEqual([error]);
  });

  it('is told of a file that is not there', async () => {
    expect(await look('/missing.html', {}, ({ errors }) => errors)).toContain(`404: ${server.origin}/nowhere.png`);
  });

  it('is caught asking another host', async () => {
    expect(await look('/leaves.html', {}, ({ strangers }) => strangers)).toEqual(['http://elsewhere.invalid/a.png']);
  });

  it('is caught doing what its policy forbids', async () => {
    expect(await look('/forbids.html', {}, ({ errors }) => errors)).toContain('forbidden: script-src-elem: inline');
  });

  it('is caught sticking out, with the culprit', async () => {
    const found = await look('/wide.html', { width: 390 }, ({ page: wide }) => sidewaysOverflow(wide));
    expect(found).toContain('div#board');
    expect(await look('/wide.html', { width: 1280 }, ({ page: wide }) => sidewaysOverflow(wide))).toEqual([]);
  });

  it('is caught with a button that has no name', async () => {
    const found = await look('/unnamed.html', {}, ({ page: unnamed }) => axeFindings(unnamed));
    expect(found.map((line) => line.split(':')[0])).toEqual(['button-name']);
  });

  it('is caught with too little contrast in the theme that has it', async () => {
    const found = async (colorScheme: 'light' | 'dark') =>
      (await look('/pale.html', { colorScheme }, ({ page: pale }) => axeFindings(pale))).map(
        (line) => line.split(':')[0],
      );
    expect(await found('light')).toEqual([]);
    expect(await found('dark')).toEqual(['color-contrast']);
  });
});
