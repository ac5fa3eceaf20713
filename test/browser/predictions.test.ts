/** Predictions in a real browser: a place on the stage, a number drawn on a plot; and the line that says how far one is. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plotWords } from '../../site/i18n/plot/index.ts';
import { lessonWords } from '../../site/lessons/words.ts';
import type { Saved } from '../../site/progress/saved.ts';
import { describeWith, startChromium } from './support/browsers.ts';
import { DIST } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow, visit, type VisitedPage } from './support/examine.ts';
import { keptProgress } from './support/progress.ts';
import { serve, type StaticServer } from './support/server.ts';

const words = lessonWords('en');
const until = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 20_000 });

/** A part by its id, awake. */
async function part(page: Page, id: string): Promise<Locator> {
  const found = page.locator(`[data-part-id="${id}"]`);
  await found
    .locator('astro-island')
    .first()
    .evaluate((island) => island.scrollIntoView());
  await page.waitForFunction(
    (name) => document.querySelector(`[data-part-id="${name}"] astro-island[ssr]`) === null,
    id,
  );
  return found;
}

async function lock(predict: Locator): Promise<void> {
  await predict.locator('.level input').nth(2).press('Space');
  await predict.locator('button[type=submit]').press('Enter');
  await until(() => predict.getByRole('status').innerText()).toBe(words.predict.locked);
}

/** Watches a run until what happened stands beside the prediction. */
async function watch(run: Locator): Promise<Locator> {
  await run.getByRole('button', { name: words.run.reveal }).press('Enter');
  const verdict = run.locator('.verdict');
  await verdict.waitFor();
  return verdict;
}

describeWith(['chromium'], 'predictions', () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), serve(DIST)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  const lesson = (path: string, width: number, look: (visited: VisitedPage) => Promise<void>) =>
    visit(browser, { origin: server.origin, path }, { width }, async (visited) => {
      await look(visited);
      expect(visited.errors).toEqual([]);
      expect(await axeFindings(visited.page)).toEqual([]);
      expect(await sidewaysOverflow(visited.page)).toEqual([]);
    });

  describe.each([1280, 390])('at %i px', (width) => {
    it('a place is clicked on the stage, and stands beside the one where it happened', async () => {
      await lesson('/learn/reading-the-machine/', width, async ({ page }) => {
        const predict = await part(page, 'predict-leader');
        const place = predict.getByRole('button', { name: 'broker-3', exact: true });
        await place.click();
        expect(await place.getAttribute('aria-pressed')).toBe('true');
        expect(await predict.locator('input[value="broker-3"]').isChecked()).toBe(true);
        await lock(predict);
        const verdict = await watch(await part(page, 'run-leader'));
        expect(await verdict.innerText()).toContain(words.run.wrongCertain);
        const marks = page.locator('[data-part-id="run-leader"] .place-mark');
        expect(await marks.allInnerTexts()).toEqual([words.predict.happened, words.predict.your]);
        const [truth, mine] = await Promise.all([marks.nth(0).boundingBox(), marks.nth(1).boundingBox()]);
        expect(mine!.y).toBeGreaterThan(truth!.y);
      });
    });
  });

  it('in Chinese, a place is chosen from the list with the keyboard, and the right one is marked once', async () => {
    await lesson('/zh-cn/learn/reading-the-machine/', 390, async ({ page }) => {
      const zh = lessonWords('zh-cn');
      const predict = await part(page, 'predict-leader');
      await predict.locator('input[value="broker-1"]').focus();
      await page.keyboard.press('ArrowDown');
      expect(await predict.getByRole('button', { name: 'broker-2', exact: true }).getAttribute('aria-pressed')).toBe(
        'true',
      );
      await predict.locator('.level input').nth(1).press('Space');
      await predict.locator('button[type=submit]').press('Enter');
      const run = await part(page, 'run-leader');
      await run.getByRole('button', { name: zh.run.reveal }).press('Enter');
      await until(() => run.locator('.place-mark').allInnerTexts()).toEqual([zh.predict.happened]);
      expect(await run.locator('.verdict').innerText()).toContain(zh.run.right);
    });
  });

  it.each([1280, 390])(
    'at %i px a predicted number stands on the plot of the run, which is said in words and as a table',
    async (width) => {
      await lesson('/learn/replicas-isr-quorum/', width, async ({ page }) => {
        const predict = await part(page, 'predict-gone');
        await predict.locator('input[type=number]').fill('6');
        await lock(predict);
        const run = await part(page, 'run-gone');
        await watch(run);
        const figure = run.locator('figure:has(figcaption)');
        await figure.waitFor();
        expect(await figure.locator('text.mine').textContent()).toBe(plotWords('en').predictedShort);
        expect(await figure.locator('.fault').count()).toBe(3);
        await figure.locator('summary').press('Enter');
        const said = await figure.locator('details p').innerText();
        expect(said).toContain('confirmed, and on no shelf: it begins at 0 orders, is highest at');
        expect(said).toContain('Your prediction: 6 orders.');
        expect(await figure.locator('tbody tr').count()).toBe(11);
      });
    },
  );

  it('the line of the lesson counts what is done, leads on, and is there again after a reload', async () => {
    await lesson('/learn/reading-the-machine/', 1280, async ({ page }) => {
      const line = page.getByRole('navigation', { name: words.line.label });
      const all = await page
        .locator(
          '[data-part-id]:is([data-part=hook],[data-part=predict],[data-part=run],[data-part=worked],[data-part=task],[data-part=cards])',
        )
        .count();
      await until(() => line.innerText()).toContain(words.line.done(0, all));
      expect(await line.locator('a.locked').count()).toBe(2);
      const predict = await part(page, 'predict-leader');
      await predict.locator('input[value="broker-2"]').press('Space');
      await lock(predict);
      await watch(await part(page, 'run-leader'));
      await until(() => line.innerText()).toContain(words.line.done(2, all));
      expect(await line.locator('a.locked').count()).toBe(1);
      await until(async () => ((await keptProgress(page)) as Saved).lessons['reading-the-machine']?.seen).toEqual([
        'run-leader',
      ]);
      await page.reload({ waitUntil: 'networkidle' });
      await until(() => line.innerText()).toContain(words.line.done(2, all));
      await line.locator('p a').press('Enter');
      expect(page.url()).toMatch(/#title-hook$/);
    });
  });
});
