/** The home page in a new visitor's hands: one click breaks it, a sentence names what is lost, another click repairs it. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { weighSite } from '../../scripts/pageWeight.ts';
import { momentsOfShop } from '../../site/home/opening.ts';
import { describeWith, startChromium } from './support/browsers.ts';
import { DIST } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow } from './support/examine.ts';
import { serve, type StaticServer } from './support/server.ts';

const TOLD_MILLIS = 30_000;
/** The page's clock goes on by this at a stroke, so that nobody has to watch a run at the pace of visitors. */
const STROKE_MILLIS = 400;

describeWith(['chromium'], 'the home page', () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), serve(DIST)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  async function open(
    path: string,
    how: Parameters<Browser['newContext']>[0],
    look: (page: Page, context: BrowserContext) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...how });
    try {
      const page = await context.newPage();
      await page.clock.install();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await page.goto(server.origin + path, { waitUntil: 'networkidle' });
      await look(page, context);
      expect(errors).toEqual([]);
    } finally {
      await context.close();
    }
  }

  const said = (page: Page): Promise<string> => page.locator('[data-said]').innerText();
  /** Frames and timers of the page run ahead, each of them; its engine works as ever. */
  async function told(page: Page, kind: 'harm' | 'well'): Promise<void> {
    const telling = page.locator(`.telling.${kind}`);
    const patience = performance.now() + TOLD_MILLIS;
    while (!(await telling.isVisible())) {
      if (performance.now() > patience) throw new Error(`nothing is told: ${await said(page)}`);
      await page.clock.runFor(STROKE_MILLIS);
    }
  }
  const button = (page: Page, name: string) => page.getByRole('button', { name });
  const workers = (page: Page): number => page.workers().length;

  it('a visitor breaks it, reads what is lost, repairs it, and follows the run to the simulator', () =>
    open('/', {}, async (page, context) => {
      expect(workers(page)).toBe(0);
      await button(page, 'Crash the leader').click();
      await told(page, 'harm');
      expect(await said(page)).toBe('Order a3 was confirmed. Nobody has it any more.');
      expect(workers(page)).toBe(1);
      const link = await page.getByRole('link', { name: 'Why? Go through it step by step' }).getAttribute('href');

      await button(page, 'Try the same with acks=all').click();
      await told(page, 'well');
      expect(await said(page)).toBe('Nothing is lost: 12 orders were confirmed, 12 are made.');
      expect(await page.locator('.telling .aside').innerText()).toMatch(/took 1\d\d ms instead of \d\d ms/);

      const play = await context.newPage();
      await play.goto(server.origin + link, { waitUntil: 'networkidle' });
      await play.locator('.notice', { hasText: /identical|same run/i }).waitFor({ timeout: TOLD_MILLIS });
      const crash = `${(momentsOfShop().strikeAt / 1_000_000).toFixed(3)} s: Crash (broker-1)`;
      await play.getByText(crash).first().waitFor({ timeout: TOLD_MILLIS });
    }));

  it.each([
    ['Cut its cable', /^8 orders were confirmed: .*Nobody has them any more\.$/],
    ['Pause the kitchen', /^10 orders were made twice: /],
  ])('"%s" has an outcome of its own', (name, sentence) =>
    open('/', { reducedMotion: 'reduce' }, async (page) => {
      await button(page, name).click();
      await told(page, 'harm');
      expect(await said(page)).toMatch(sentence);
    }),
  );

  it('nothing moves before a click, and after a reset the first picture is there again', () =>
    open('/', {}, async (page) => {
      const picture = () => page.locator('.picture:visible svg.stage').textContent();
      const before = await picture();
      await page.waitForTimeout(500);
      expect(await picture()).toBe(before);
      await button(page, 'Crash the leader').click();
      await told(page, 'harm');
      expect(await picture()).not.toBe(before);
      await button(page, 'Start over').click();
      await button(page, 'Crash the leader').waitFor();
      await expect.poll(picture).toBe(before);
    }));

  it('works from the keyboard, and the focus stays on the stage', () =>
    open('/', {}, async (page) => {
      await button(page, 'Crash the leader').focus();
      await page.keyboard.press('Enter');
      const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
      await expect.poll(focused).toBe('Pause');
      await page.keyboard.press('Enter');
      await expect.poll(focused).toBe('Go on');
      await page.keyboard.press('Enter');
      await told(page, 'harm');
      await expect.poll(focused).toBe('Try the same with acks=all');
      await page.keyboard.press('Enter');
      await told(page, 'well');
      await expect.poll(focused).toBe('Why? Go through it step by step');
      expect(await axeFindings(page)).toEqual([]);
    }));

  it('with reduced motion shows the same run event by event: no message is ever between two pictures', () =>
    open('/', { reducedMotion: 'reduce' }, async (page) => {
      await page.evaluate(() => {
        const seen = new Set<string>();
        Object.assign(window, { seen });
        const note = () => seen.add(document.querySelector('.picture svg.stage')?.innerHTML ?? '');
        new MutationObserver(note).observe(document.querySelector('[data-live-stand]') as Element, {
          subtree: true,
          childList: true,
          attributes: true,
        });
      });
      await button(page, 'Crash the leader').click();
      await told(page, 'harm');
      expect(await said(page)).toBe('Order a3 was confirmed. Nobody has it any more.');
      // Standing, heard, struck, elected, healed, cut; a picture may be seen once more while it changes.
      const pictures = await page.evaluate(() => (window as unknown as { seen: Set<string> }).seen.size);
      expect(pictures).toBeGreaterThanOrEqual(5);
      expect(pictures).toBeLessThanOrEqual(9);
    }));

  it('on a phone of 390 px what happens is in sight, and nothing sticks out', () =>
    open('/', { viewport: { width: 390, height: 844 } }, async (page) => {
      expect(await sidewaysOverflow(page)).toEqual([]);
      const primary = await button(page, 'Crash the leader').boundingBox();
      expect((primary?.y ?? 9_999) + (primary?.height ?? 0)).toBeLessThanOrEqual(844);
      await button(page, 'Crash the leader').click();
      await told(page, 'harm');
      const sentence = await page.locator('[data-said]').boundingBox();
      expect((sentence?.y ?? 9_999) + (sentence?.height ?? 0)).toBeLessThanOrEqual(844);
      expect(await sidewaysOverflow(page)).toEqual([]);
    }));

  it('says all of it in Chinese, and leads to the Chinese simulator', () =>
    open('/zh-cn/', {}, async (page) => {
      await button(page, '让 leader 崩溃').click();
      await told(page, 'harm');
      expect(await said(page)).toBe('订单 a3 确认过，现在谁也没有它了。');
      const why = page.getByRole('link', { name: '为什么？一步一步看' });
      expect(await why.getAttribute('href')).toMatch(/^\/zh-cn\/play\/#run=alo\./);
      await button(page, '换成 acks=all 再试一次').click();
      await told(page, 'well');
      expect(await said(page)).toBe('一个也没丢：确认了 12 个订单，做好了 12 个。');
    }));

  it('without script there is the picture and the doors, and no button that does nothing', () =>
    open('/', { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator('.picture:visible svg.stage').count()).toBe(1);
      expect(await page.getByRole('button').count()).toBe(0);
      expect(await page.getByRole('link', { name: /^First lesson/ }).isVisible()).toBe(true);
    }));

  it('doors that are not open lead nowhere', () =>
    open('/', {}, async (page) => {
      const closed = page.locator('.door:not(.open)');
      expect(await closed.locator('h3 a, button, .button').count()).toBe(0);
      expect(await closed.locator('h3 small').allInnerTexts()).toEqual(['Not open yet', 'Not open yet']);
    }));
});

it('before anybody reaches for it, the home page runs less than 30 KB of script', () => {
  const homes = weighSite(DIST).filter(({ page }) => page === '/' || page === '/zh-cn/');
  expect(homes.map(({ page, scriptBytes }) => [page, scriptBytes < 30_000])).toEqual([
    ['/', true],
    ['/zh-cn/', true],
  ]);
});
