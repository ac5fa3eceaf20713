/** The player by keyboard and ear: what axe cannot judge. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith, startChromium } from './support/browsers.ts';
import { DIST } from './support/builtSite.ts';
import { visit } from './support/examine.ts';
import { serve, type StaticServer } from './support/server.ts';

const SETTLED_MILLIS = 15_000;

describeWith(['chromium'], 'the player', () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), serve(DIST)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  const scrubber = (page: Page) => page.locator('input[type=range]').first();
  const position = async (page: Page): Promise<number> => Number(await scrubber(page).inputValue());
  const valueText = async (page: Page): Promise<string> => (await scrubber(page).getAttribute('aria-valuetext')) ?? '';

  /** Opens a page and waits until the run has been computed. */
  async function open(path: string, look: (page: Page) => Promise<void>, width = 1280): Promise<void> {
    await visit(browser, { origin: server.origin, path }, { width }, async ({ page, errors }) => {
      await page.waitForFunction(
        () => Number(document.querySelector<HTMLInputElement>('input[type=range]')?.max) > 1_000,
        null,
        {
          timeout: SETTLED_MILLIS,
        },
      );
      await look(page);
      expect(errors).toEqual([]);
    });
  }

  async function waitForStep(page: Page, step: number): Promise<void> {
    await expect.poll(() => position(page), { timeout: SETTLED_MILLIS }).toBe(step);
  }

  /** Crashes the first broker after a while, by the panel. */
  async function crash(page: Page): Promise<void> {
    for (let index = 0; index < 3; index += 1) await page.keyboard.press('Shift+ArrowRight');
    await page.getByRole('button', { name: 'Crash', exact: true }).click();
    await page.getByRole('button', { name: 'Do it here' }).click();
    await expect.poll(() => valueText(page), { timeout: SETTLED_MILLIS }).toContain('broker-1 crashes');
  }

  it('steps, jumps and goes to both ends by keyboard', () =>
    open('/play/', async (page) => {
      await page.keyboard.press('ArrowRight');
      await waitForStep(page, 1);
      await page.keyboard.press('ArrowLeft');
      await waitForStep(page, 0);
      await page.keyboard.press('Shift+ArrowRight');
      await expect.poll(() => position(page)).toBeGreaterThan(1);
      await page.keyboard.press('End');
      await waitForStep(page, Number(await scrubber(page).getAttribute('max')));
      await page.keyboard.press('Home');
      await waitForStep(page, 0);
    }));

  it('says in words where it is', () =>
    open('/play/', async (page) => {
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => valueText(page)).toMatch(/^0\.\d{3} s, step 1 of \d+: .{10,}/);
    }));

  it('speaks the account of each step, in the page’s language', () =>
    open('/zh-cn/play/', async (page) => {
      const region = page.locator('[aria-live=polite]');
      const before = await region.textContent();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => region.textContent()).not.toBe(before);
      expect(await region.textContent()).toMatch(/[\u4e00-\u9fff]{4}/);
    }));

  it('does not play by itself, and plays a step at a time for a reader who wants no motion', () =>
    open('/play/', async (page) => {
      await page.waitForTimeout(600);
      expect(await position(page)).toBe(0);
      await page.keyboard.press(' ');
      await waitForStep(page, 2);
      await page.keyboard.press(' ');
      const stopped = await position(page);
      await page.waitForTimeout(1_500);
      expect(await position(page)).toBeLessThanOrEqual(stopped + 1);
    }));

  it('injects a fault, shows it, and takes it back', () =>
    open('/play/', async (page) => {
      await crash(page);
      await expect.poll(() => page.locator('.stage .crashed').count()).toBe(1);
      await page.getByRole('button', { name: 'Undo the last change' }).click();
      await expect.poll(() => page.locator('.stage .crashed').count()).toBe(0);
    }));

  it('forks, compares, and names where the branches part', () =>
    open('/play/', async (page) => {
      for (let index = 0; index < 3; index += 1) await page.keyboard.press('Shift+ArrowRight');
      await page.getByRole('button', { name: 'Crash', exact: true }).click();
      await page.getByRole('button', { name: 'Fork, then do it' }).click();
      await expect.poll(() => page.locator('.stage').count(), { timeout: SETTLED_MILLIS }).toBe(2);
      await expect.poll(() => page.locator('.compare').textContent()).toMatch(/They part at step \d+/);
    }));

  it('opens a shared link in another language as the identical run', () =>
    open('/play/', async (page) => {
      await crash(page);
      await page.evaluate(() =>
        Object.defineProperty(navigator, 'clipboard', {
          value: { writeText: () => Promise.reject(new Error('closed')) },
        }),
      );
      await page.getByRole('button', { name: 'Copy link' }).click();
      const link = await page.getByLabel('Copy this link:').inputValue();
      expect(link.length).toBeLessThan(2_000);
      await open(link.slice(server.origin.length).replace('/play/', '/zh-cn/play/'), async (other) => {
        await expect
          .poll(() => other.locator('.notice').textContent(), { timeout: SETTLED_MILLIS })
          .toContain('运行完全相同');
      });
    }));

  it('says that a cut link cannot be opened, and runs what the page starts with', () =>
    open('/play/#run=alo.AQAAOE3Wrv', async (page) => {
      await expect.poll(() => page.locator('.notice').textContent()).toContain('This link cannot be opened');
    }));

  it('shows every view', () =>
    open('/play/', async (page) => {
      await page.keyboard.press('End');
      for (const name of ['Space-time', 'Statechart', 'History', 'Backlog & latency', 'Logs and queues']) {
        await page.getByRole('tab', { name }).click();
        await expect
          .poll(() => page.getByRole('tabpanel').locator('svg, table').count(), { message: name })
          .toBeGreaterThan(0);
      }
    }));
});
