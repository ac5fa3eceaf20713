/** Side by side in a visitor's hands: think first, play, strike both, read the table. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith, startChromium } from './support/browsers.ts';
import { DIST } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow, visit, type Visit } from './support/examine.ts';
import { serve, type StaticServer } from './support/server.ts';

const SETTLED_MILLIS = 20_000;
const scrubber = (page: Page) => page.locator('input[type=range]');
const position = async (page: Page): Promise<number> => Number(await scrubber(page).inputValue());
const length = async (page: Page): Promise<number> => Number(await scrubber(page).getAttribute('max'));
const results = (page: Page) => page.getByRole('button', { name: /Show the results|显示结果/ });

describeWith(['chromium'], 'side by side', () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), serve(DIST)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  function open(path: string, how: Visit, look: (page: Page) => Promise<void>): Promise<void> {
    return visit(browser, { origin: server.origin, path }, how, async ({ page, errors }) => {
      await expect.poll(() => length(page), { timeout: SETTLED_MILLIS }).toBeGreaterThan(300);
      await look(page);
      expect(errors).toEqual([]);
    });
  }

  it('stands still at the start, with a question and without an answer', () =>
    open('/versus/', {}, async (page) => {
      expect(await position(page)).toBe(0);
      expect(await page.getByRole('heading', { name: 'Think first' }).count()).toBe(1);
      expect(await page.getByRole('table').count()).toBe(0);
      expect(await page.locator('.mark.violation').count()).toBe(0);
    }));

  it('steps to the next event of either side by key, and says it', () =>
    open('/versus/', {}, async (page) => {
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => position(page)).toBe(1);
      await page.keyboard.press('Shift+ArrowRight');
      await expect.poll(() => position(page)).toBeGreaterThan(1);
      await expect.poll(() => page.locator('[aria-live=polite]').innerText()).toMatch(/^(Left|Right|Both): /);
    }));

  it('shows the table when it is asked for, differences in words', () =>
    open('/versus/', {}, async (page) => {
      await page.getByLabel('Contest').selectOption({ label: 'Kafka and RabbitMQ: the producer hears nothing' });
      await expect.poll(() => page.getByText('nothing passes between').count(), { timeout: SETTLED_MILLIS }).toBe(1);
      await results(page).click();
      const row = page.getByRole('row', { name: /Written twice/ });
      expect((await row.getByRole('cell').allInnerTexts()).map((text) => text.trim())).toEqual([
        '0',
        '35 (B9, C9, A10, B10, C10, A11, …)',
        'right: 35 more',
      ]);
      const same = page.getByRole('row', { name: /Messages sent/ });
      expect((await same.getByRole('cell').allInnerTexts()).map((text) => text.trim())).toEqual([
        '60',
        '60',
        'the same',
      ]);
    }));

  it('strikes both sides at once, and takes it back', () =>
    open('/versus/', {}, async (page) => {
      await page.getByLabel('Contest').selectOption({ label: 'Nothing goes wrong' });
      await expect.poll(() => page.getByText('No fault at all').count(), { timeout: SETTLED_MILLIS }).toBe(1);
      for (let jump = 0; jump < 2; jump += 1) await page.keyboard.press('Shift+ArrowRight');
      await page.getByRole('button', { name: 'Crash', exact: true }).click();
      await page.getByRole('button', { name: 'Do it to both' }).click();
      const stages = ['Left', 'Right'].map((name) => page.getByRole('region', { name, exact: true }));
      for (const stage of stages) {
        await expect.poll(() => stage.locator('.crashed').count(), { timeout: SETTLED_MILLIS }).toBe(1);
      }
      await page.getByRole('button', { name: 'Undo the last strike' }).click();
      for (const stage of stages) {
        await expect.poll(() => stage.locator('.crashed').count(), { timeout: SETTLED_MILLIS }).toBe(0);
      }
    }));

  it('opens a shared contest as it was shared, and says so', () =>
    open('/versus/', {}, async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.keyboard.press('Shift+ArrowRight');
      await page.getByRole('button', { name: 'Isolate' }).click();
      await page.getByRole('button', { name: 'Do it to both' }).click();
      await expect.poll(() => page.getByText('Done by you').count(), { timeout: SETTLED_MILLIS }).toBe(1);
      await page.getByRole('button', { name: 'Copy link' }).click();
      await expect.poll(() => page.getByText('Link copied.').count()).toBe(1);
      const link = await page.evaluate(() => navigator.clipboard.readText());
      await page.goto('about:blank');
      await page.goto(link);
      const notice = page.locator('.notice');
      await expect.poll(() => notice.count(), { timeout: SETTLED_MILLIS }).toBe(1);
      expect(await notice.innerText()).toContain('The same two runs as in the link, exactly.');
      expect(await page.locator('.panel ol li').allInnerTexts()).toHaveLength(1);
    }));

  it('says that a damaged link cannot be opened, and shows its own contest', () =>
    open('/versus/#contest=nonsense', {}, async (page) => {
      await expect.poll(() => page.locator('.notice').count(), { timeout: SETTLED_MILLIS }).toBe(1);
      expect(await page.locator('.notice').innerText()).toContain('This link cannot be opened.');
    }));

  it.each([
    ['/versus/', 'light', 1440],
    ['/versus/', 'dark', 390],
    ['/zh-cn/versus/', 'light', 390],
    ['/zh-cn/versus/', 'dark', 1440],
  ] as const)(
    '%s in %s at %i px: axe finds nothing, and nothing overflows, with everything open',
    (path, scheme, width) =>
      open(path, { colorScheme: scheme, width }, async (page) => {
        await results(page).click();
        await page.getByRole('button', { name: /^(Crash|进程崩溃)$/ }).click();
        expect(await axeFindings(page)).toEqual([]);
        expect(await sidewaysOverflow(page)).toEqual([]);
      }),
  );
});
