/** Cards in a real browser: rated with the keyboard in a lesson and on the review page, kept, and due again when it is time. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardWords, startWords } from '../../site/i18n/review/index.ts';
import type { Saved } from '../../site/progress/saved.ts';
import { describeWith, startChromium } from './support/browsers.ts';
import { DIST } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow, visit, type VisitedPage, visitWithoutScripts } from './support/examine.ts';
import { keptProgress, plantProgress } from './support/progress.ts';
import { serve, type StaticServer } from './support/server.ts';

const LESSON = 'reading-the-machine';
const FIRST = `${LESSON}/crash-erases-nothing`;
const words = cardWords('en');

const BEGUN: Saved = {
  version: 3,
  lessons: {
    [LESSON]: {
      predictions: { again: { answer: 'same', confidence: 2 } },
      tasks: [],
      attempts: { doomed: 1 },
      hints: {},
    },
  },
  readings: [],
  cards: {},
};

const kept = async (page: Page): Promise<Saved> => (await keptProgress(page)) as Saved;
const main = (page: Page): Promise<string> => page.locator('main').innerText();
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
const until = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 10_000 });

/** As if this had been done before. */
async function plant(page: Page, saved: Saved): Promise<void> {
  await until(() => main(page)).toContain(words.noneMet);
  await plantProgress(page, saved);
  await page.reload({ waitUntil: 'networkidle' });
}

async function begin(page: Page, locale: 'en' | 'zh-cn' = 'en'): Promise<void> {
  const button = page.getByRole('button', { name: startWords(locale).begin });
  await button.focus();
  await page.keyboard.press('Enter');
  await until(() => focused(page)).toBe(cardWords(locale).reveal);
}

/** Opens the answer and rates it with a key. */
async function rate(page: Page, key: string): Promise<void> {
  const before = await page.locator('#question').innerText();
  await page.keyboard.press('Enter');
  await page.locator('.answer').waitFor();
  await until(() => page.locator('.rating .button').first().isEnabled()).toBe(true);
  await page.keyboard.press(key);
  await until(() => main(page)).not.toContain(before);
}

describeWith(['chromium'], 'cards', () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), serve(DIST)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  const review = (look: (visited: VisitedPage) => Promise<void>, path = '/review/', width = 1280) =>
    visit(browser, { origin: server.origin, path }, { width }, async (visited) => {
      await look(visited);
      expect(visited.errors).toEqual([]);
      expect(visited.strangers).toEqual([]);
    });

  it('before a task was tried there is nothing, and the page says so', async () => {
    await review(async ({ page }) => {
      await until(() => main(page)).toContain(words.noneMet);
      expect(await page.getByRole('button', { name: startWords('en').begin }).count()).toBe(0);
    });
  });

  it('all cards of a lesson are rated with the keyboard alone, kept, and then nothing is due', async () => {
    await review(async ({ page }) => {
      await plant(page, BEGUN);
      await begin(page);
      expect(await main(page)).toContain(words.left(5));
      for (const key of ['3', '3', '4', '2', '3']) await rate(page, key);
      expect(await main(page)).toContain(words.nothing);
      expect(await main(page)).toContain(words.done(5));
      // The one that was known with effort comes first.
      expect(await main(page)).toContain(words.nextDue(words.minutes(15)));
      const { cards } = await kept(page);
      expect(Object.keys(cards)).toHaveLength(5);
      expect(cards[FIRST]).toMatchObject({ reps: 1, scheduled_days: 2 });
      await page.reload({ waitUntil: 'networkidle' });
      await until(() => main(page)).toContain(words.nothing);
    });
  });

  it('a forgotten card is due again after ten minutes, while the page stays open', async () => {
    await review(async ({ page }) => {
      await plant(page, BEGUN);
      await page.clock.install();
      await page.reload({ waitUntil: 'networkidle' });
      await begin(page);
      for (const key of ['1', '3', '3', '3', '3']) await rate(page, key);
      expect(await main(page)).toContain(words.nextDue(words.minutes(10)));
      await page.clock.fastForward('11:00');
      await until(() => main(page)).toContain('broker-1 crashes.');
      expect(await main(page)).toContain(words.left(1));
    });
  });

  it('keys mean nothing before the answer is open, in a text, and when single keys are switched off', async () => {
    await review(async ({ page }) => {
      await plant(page, BEGUN);
      await begin(page);
      await page.keyboard.press('3');
      await page.locator('textarea').fill('It is still there');
      await page.locator('textarea').press('3');
      expect(await main(page)).toContain(words.left(5));
      await page.getByRole('button', { name: words.reveal }).press('Enter');
      expect(await page.locator('.answer').innerText()).toContain('It is still there3');
      await page.evaluate(() => localStorage.setItem('shortcuts', 'off'));
      await page.keyboard.press('3');
      expect(await main(page)).toContain(words.left(5));
      await page.getByRole('button', { name: words.grades.good }).press('Enter');
      await until(() => main(page)).toContain(words.left(4));
    });
  });

  it('in a lesson, a card that was opened can be rated there', async () => {
    await review(async ({ page }) => {
      const part = page.locator('[data-part="cards"]');
      await part.scrollIntoViewIfNeeded();
      await page.waitForFunction(() => document.querySelector('[data-part="cards"] astro-island[ssr]') === null);
      await part.locator('summary').first().press('Enter');
      const good = part.getByRole('button', { name: words.grades.good });
      await until(() => good.isEnabled()).toBe(true);
      expect(await axeFindings(page)).toEqual([]);
      await good.press('Enter');
      await until(() => part.innerText()).toContain(words.back(words.days(2)));
      await until(async () => Object.keys((await kept(page)).cards)).toEqual([FIRST]);
    }, `/learn/${LESSON}/`);
  });

  it('without script, the cards of a lesson can be opened and read', async () => {
    await visitWithoutScripts(
      browser,
      { origin: server.origin, path: '/learn/replicas-isr-quorum/' },
      {},
      async (page) => {
        const card = page.locator('.cards details').last();
        expect(await card.locator('summary').innerText()).toMatch(
          /^In this lesson \d+ of \d+ confirmed orders were lost/,
        );
        await card.locator('summary').click();
        expect(await card.locator('p').first().isVisible()).toBe(true);
      },
    );
  });

  describe.each(['/review/', '/zh-cn/review/'])('%s', (path) => {
    const locale = path.startsWith('/zh-cn/') ? 'zh-cn' : 'en';

    it.each([1280, 390])('at %i px it is sound with a card open', async (width) => {
      await review(
        async ({ page }) => {
          await until(() => main(page)).toContain(cardWords(locale).noneMet);
          await plantProgress(page, BEGUN);
          await page.reload({ waitUntil: 'networkidle' });
          await begin(page, locale);
          expect(await axeFindings(page)).toEqual([]);
          await page.keyboard.press('Enter');
          await until(() => page.locator('.rating .button').first().isEnabled()).toBe(true);
          expect(await axeFindings(page)).toEqual([]);
          expect(await sidewaysOverflow(page)).toEqual([]);
          await page.keyboard.press('1');
          await until(() => main(page)).toContain(cardWords(locale).left(4));
        },
        path,
        width,
      );
    });
  });
});
