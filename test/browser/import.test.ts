/** "Import definitions" in a visitor's hands: paste, choose, what is wrong, what is left out, the run on the stage, its link. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith, startChromium } from './support/browsers.ts';
import { DIST } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow, visit, type Visit } from './support/examine.ts';
import { serve, type StaticServer } from './support/server.ts';

const SETTLED_MILLIS = 20_000;
const EXPORTED = 'test/systems/rabbitmq/definitions/exported-3.10.8.json';
const TEXT = readFileSync(EXPORTED, 'utf8');

const scrubber = (page: Page) => page.locator('input[type=range]').first();
const steps = async (page: Page): Promise<number> => Number(await scrubber(page).getAttribute('max'));
const panel = (page: Page) => page.locator('details.panel').filter({ hasText: /Import definitions|导入定义文件/ });
const paste = (page: Page) => panel(page).getByRole('textbox');
const openRun = (page: Page) => panel(page).getByRole('button', { name: /^(Open this run|打开这次运行)$/ });
const stage = (page: Page) => page.locator('svg.stage').first();

/** As many bindings as a scenario has room for, with keys that do not repeat. */
function large(): object {
  const key = (number: number): string => ((number * 48_271) % 2_147_483_647).toString(36);
  return {
    exchanges: Array.from({ length: 4 }, (_, index) => ({ name: `e${index}`, type: 'direct' })),
    queues: Array.from({ length: 8 }, (_, index) => ({ name: `q${index}` })),
    bindings: Array.from({ length: 200 }, (_, index) => ({
      source: `e${index % 4}`,
      destination: `q${index % 8}`,
      destination_type: 'queue',
      routing_key: `${key(index + 1)}.${key(index + 7_919)}.${key(index + 104_729)}`,
    })),
  };
}

describeWith(['chromium'], 'import definitions', () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), serve(DIST)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  /** Opens the play page and unfolds the panel. */
  function open(path: string, how: Visit, look: (page: Page) => Promise<void>): Promise<void> {
    return visit(browser, { origin: server.origin, path }, how, async ({ page, errors, strangers }) => {
      await expect.poll(() => steps(page), { timeout: SETTLED_MILLIS }).toBeGreaterThan(1_000);
      await panel(page).locator('summary').first().click();
      await paste(page).waitFor();
      await look(page);
      expect(errors).toEqual([]);
      expect(strangers).toEqual([]);
    });
  }

  it('is folded, and its code is not loaded, until somebody opens it', () =>
    visit(browser, { origin: server.origin, path: '/play/' }, {}, async ({ page }) => {
      const scripts = (): Promise<number> =>
        page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).length);
      await expect.poll(() => steps(page), { timeout: SETTLED_MILLIS }).toBeGreaterThan(1_000);
      const before = await scripts();
      expect(await paste(page).count()).toBe(0);
      await panel(page).locator('summary').first().click();
      await paste(page).waitFor();
      expect(await scripts()).toBeGreaterThan(before);
    }));

  it('pasted definitions: what is taken over, left out and renamed; the queues on the stage; a link', () =>
    open('/play/', { width: 1440 }, async (page) => {
      await paste(page).fill(TEXT);
      await openRun(page).waitFor();
      expect(await panel(page).locator('dd').allInnerTexts()).toEqual([
        ...['6 exchanges', '9 queues', '9 bindings'],
        ...['5 publishers', '9 consumers'],
      ]);
      await panel(page).getByText('Not modelled or left out: 19').click();
      expect(await panel(page).locator('.places').innerText()).toMatch(
        /exchanges\[1\]\.type\s+exchanges of type x-consis/,
      );
      await panel(page).getByText('Renamed: 6').click();
      expect(await panel(page).getByText('queue payments.cash → payments-cash').count()).toBe(1);
      expect(await axeFindings(page)).toEqual([]);

      await openRun(page).click();
      await expect.poll(() => stage(page).textContent(), { timeout: SETTLED_MILLIS }).toContain('payments-cash');
      const shown = await stage(page).textContent();
      for (const queue of ['mirrored', 'transient', 'sh1', 'new-orders', 'payments-card', 'dead-letters'])
        expect(shown).toContain(queue);
      await expect.poll(() => steps(page), { timeout: SETTLED_MILLIS }).toBeGreaterThan(3_000);
      expect(await page.locator('.start select').last().locator('option:checked').innerText()).toBe('An imported run');
      expect(await stage(page).evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(200);

      await page.evaluate(() =>
        Object.defineProperty(navigator, 'clipboard', {
          value: { writeText: () => Promise.reject(new Error('closed')) },
        }),
      );
      await page.getByRole('button', { name: 'Copy link' }).click();
      const link = await page.getByLabel('Copy this link:').inputValue();
      await visit(
        browser,
        { origin: server.origin, path: link.slice(server.origin.length) },
        {},
        async ({ page: other }) => {
          await expect
            .poll(() => other.locator('.notice').innerText(), { timeout: SETTLED_MILLIS })
            .toContain('Identical run');
          expect(await stage(other).textContent()).toContain('payments-cash');
        },
      );
    }));

  it('a chosen file, another virtual host, one node, and the keyboard alone', () =>
    open('/play/', { width: 1440 }, async (page) => {
      await panel(page).locator('input[type=file]').setInputFiles(EXPORTED);
      await expect.poll(() => panel(page).innerText()).toContain('Read from exported-3.10.8.json');
      expect(await panel(page).getByLabel('Virtual host').inputValue()).toBe('/');
      await panel(page).getByLabel('Virtual host').selectOption('billing');
      await panel(page).getByLabel('Nodes').selectOption('1');
      expect(await panel(page).locator('dd').allInnerTexts()).toEqual([
        ...['1 exchange', '1 queue', '1 binding'],
        ...['1 publisher', '1 consumer'],
      ]);
      await panel(page).getByLabel('Nodes').focus();
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Open this run');
      await page.keyboard.press('Enter');
      await expect.poll(() => stage(page).textContent(), { timeout: SETTLED_MILLIS }).toContain('to-invoices');
      expect(await stage(page).textContent()).not.toContain('rabbit-2');
    }));

  it('a large topology: its link is long, and that is said', () =>
    open('/play/', { width: 1440 }, async (page) => {
      await paste(page).fill(JSON.stringify(large()));
      await openRun(page).click();
      const copy = page.getByRole('button', { name: 'Copy link' });
      await expect.poll(() => stage(page).textContent(), { timeout: SETTLED_MILLIS }).toContain('to-e0');
      await expect.poll(() => steps(page), { timeout: SETTLED_MILLIS }).toBeGreaterThan(2_000);
      await copy.click();
      await expect
        .poll(() => page.locator('.panel').filter({ has: copy }).getByRole('status').innerText())
        .toMatch(/\d,\d{3} characters\. That is long/);
    }));

  it.each([
    ['{"queues": [{"name": 7}]}', 'queues[0].name: expected a text, found 7'],
    ['{"queues": [}', 'Line 1, column 13: expected a value'],
    ['{"users": []}', 'queues: expected at least one queue of a type that is modelled, found none'],
  ])('%s is refused in words, and the run stays', (text, problem) =>
    open('/play/', { width: 1440 }, async (page) => {
      const before = await steps(page);
      await paste(page).fill(text);
      await expect.poll(() => panel(page).getByRole('status').innerText()).toContain(problem);
      expect(await openRun(page).count()).toBe(0);
      expect(await steps(page)).toBe(before);
    }),
  );

  it('several virtual hosts and none of them usual: the reader is asked', () =>
    open('/play/', { width: 1440 }, async (page) => {
      const queues = ['a', 'b'].map((vhost) => ({ name: `of-${vhost}`, vhost }));
      await paste(page).fill(JSON.stringify({ queues }));
      await expect
        .poll(() => panel(page).getByRole('status').innerText())
        .toContain('expected one of the virtual hosts');
      await panel(page).getByLabel('Virtual host').selectOption('b');
      await openRun(page).click();
      await expect.poll(() => stage(page).textContent(), { timeout: SETTLED_MILLIS }).toContain('of-b');
    }));

  it.each([
    ['/play/', 'light'],
    ['/zh-cn/play/', 'dark'],
  ] as const)(
    '%s on a phone, %s: nothing sticks out, axe finds nothing, the run comes into sight',
    (path, colorScheme) =>
      open(path, { width: 390, colorScheme }, async (page) => {
        await paste(page).fill(TEXT);
        await openRun(page).waitFor();
        for (const summary of await panel(page).locator('details summary').all()) await summary.click();
        expect(await sidewaysOverflow(page)).toEqual([]);
        await page.setViewportSize({ width: 390, height: 4_000 });
        expect(await axeFindings(page)).toEqual([]);
        await page.setViewportSize({ width: 390, height: 844 });
        await openRun(page).click();
        await expect.poll(() => stage(page).textContent(), { timeout: SETTLED_MILLIS }).toContain('payments-cash');
        expect(await sidewaysOverflow(page)).toEqual([]);
        await expect
          .poll(() => stage(page).evaluate((element) => element.getBoundingClientRect().top))
          .toBeLessThan(400);
      }),
  );
});
