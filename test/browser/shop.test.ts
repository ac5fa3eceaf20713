/** The bubble-tea shop on the play page: chosen on both brokers, stepped, broken, and read by those who do not see it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith, startChromium } from './support/browsers.ts';
import { DIST } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow, visit, type Visit } from './support/examine.ts';
import { serve, type StaticServer } from './support/server.ts';

const SETTLED_MILLIS = 30_000;
const SHOP = ['customers', 'checkout', 'payment', 'bank', 'inventory', 'notification', 'shop-db'];

const scrubber = (page: Page) => page.locator('input[type=range]').first();
const systemChoice = (page: Page) => page.locator('label', { hasText: /^System|^系统/ }).locator('select');
const presetChoice = (page: Page) => page.locator('label', { hasText: /^Start from|^从哪里开始/ }).locator('select');
const names = (page: Page) => page.locator('svg.stage .name').allTextContents();
const statusOf = (page: Page, service: string) =>
  page.locator('svg.stage g.service').filter({ hasText: service }).locator('.alarm').allTextContents();

async function openShop(page: Page, system: string): Promise<void> {
  await systemChoice(page).selectOption(system);
  await presetChoice(page).selectOption('bubble-tea');
  await expect.poll(() => names(page), { timeout: SETTLED_MILLIS }).toEqual(expect.arrayContaining(SHOP));
  await expect
    .poll(async () => Number(await scrubber(page).getAttribute('max')), { timeout: SETTLED_MILLIS })
    .toBeGreaterThan(4_000);
}

async function go(page: Page, step: number): Promise<void> {
  await scrubber(page).evaluate((range: HTMLInputElement, to) => {
    range.value = String(to);
    range.dispatchEvent(new Event('input', { bubbles: true }));
  }, step);
  await expect
    .poll(() => page.locator('.panel').allInnerTexts())
    .toContainEqual(expect.stringMatching(new RegExp(`step ${step}\\b|第 ${step} 步`)));
}

describeWith(['chromium'], 'the bubble-tea shop on the play page', () => {
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
      await expect.poll(() => names(page).then(({ length }) => length), { timeout: SETTLED_MILLIS }).toBeGreaterThan(2);
      await look(page);
      expect(errors).toEqual([]);
    });
  }

  it.each(['kafka', 'rabbitmq'])(
    'steps through %s, and its payment service crashes with both of its clients',
    (system) =>
      open('/play/', {}, async (page) => {
        await openShop(page, system);
        await go(page, 1_800);
        await page.getByRole('button', { name: 'Step', exact: true }).click();
        await expect.poll(async () => Number(await scrubber(page).inputValue())).toBeGreaterThan(1_800);
        await page.getByRole('button', { name: 'Crash', exact: true }).click();
        await page.getByLabel('Machine').selectOption('payment');
        await page.getByRole('button', { name: 'Do it here' }).click();
        await expect.poll(() => page.locator('svg.stage g.crashed').count(), { timeout: SETTLED_MILLIS }).toBe(3);
        expect(await statusOf(page, 'payment')).toEqual(['crashed']);
        expect(await page.locator('svg.stage g.crashed .client-name').allTextContents()).toEqual(
          expect.arrayContaining(['payment-in', 'payment-out']),
        );
        expect(await axeFindings(page)).toEqual([]);
      }),
  );

  it('fits on a phone, in Chinese, and is told in words', () =>
    open('/zh-cn/play/', { width: 390 }, async (page) => {
      await openShop(page, 'rabbitmq');
      await go(page, 2_500);
      expect(await sidewaysOverflow(page)).toEqual([]);
      await page.getByText('用文字描述这幅图').click();
      const words = (): Promise<string> => page.locator('.below details[open]').innerText();
      await expect.poll(words).toContain('与 payment-in、payment-out 同属一个进程');
      const told = await words();
      expect(told).toMatch(/表 orders：placed \d+/);
      expect(told).toContain('别人的系统');
      expect(await axeFindings(page)).toEqual([]);
    }));
});
