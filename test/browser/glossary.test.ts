/** The glossary's search field, and the cards that terms open in lessons: keyboard, touch, without scripts. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { terms } from '../../site/glossary/glossary.ts';
import { EVIDENCE } from '../../site/evidence/evidence.ts';
import { evidenceWords } from '../../site/i18n/evidence/index.ts';
import { LOCALES, pathIn } from '../../site/i18n/index.ts';
import { describeWith, startChromium } from './support/browsers.ts';
import { DIST } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow, visit, visitWithoutScripts } from './support/examine.ts';
import { serve, type StaticServer } from './support/server.ts';

describeWith(['chromium'], 'glossary and evidence', () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), serve(DIST)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  const at = (path: string) => ({ origin: server.origin, path });
  const shown = (page: Page): Promise<number> => page.locator('[data-term]:visible').count();
  const LESSON = '/learn/rabbitmq-routing/';

  it('the search field hides what does not fit, says how many are left, and gives way to a link', async () => {
    await visit(browser, at('/glossary/'), {}, async ({ page }) => {
      expect(await shown(page)).toBe(terms.length);
      const field = page.getByRole('searchbox');
      await field.fill('位点');
      const found = await shown(page);
      expect(found).toBeGreaterThan(0);
      expect(found).toBeLessThan(10);
      expect(await page.getByRole('status').innerText()).toBe(`${found} of ${terms.length} terms`);
      expect(await page.locator('#offset').isVisible()).toBe(true);
      await field.fill('no such term');
      expect(await shown(page)).toBe(0);
      expect(await page.getByRole('status').innerText()).toBe('No term fits.');
      await page.evaluate(() => {
        location.hash = '#saga';
      });
      await expect.poll(() => page.locator('#saga').isVisible()).toBe(true);
      expect(await field.inputValue()).toBe('');
    });
  });

  const card = (page: Page): Locator => page.locator('#term-binding');
  const term = (page: Page): Locator => page.locator('[popovertarget=term-binding].term');
  const below = (page: Page) => page.locator('#title-run-patterns').boundingBox();

  it('a term opens its card with the keyboard, moves nothing, and Escape gives the focus back', async () => {
    await visit(browser, at(LESSON), {}, async ({ page }) => {
      await term(page).focus();
      const before = await below(page);
      expect(await card(page).isVisible()).toBe(false);
      await page.keyboard.press('Enter');
      expect(await card(page).isVisible()).toBe(true);
      expect(await term(page).getAttribute('aria-haspopup')).toBe('dialog');
      expect(await card(page).innerText()).toContain('绑定');
      expect(await below(page)).toEqual(before);
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('/glossary/#binding');
      await page.keyboard.press('Escape');
      expect(await card(page).isVisible()).toBe(false);
      expect(await term(page).evaluate((element) => element === document.activeElement)).toBe(true);
    });
  });

  it.each([390, 1280])('the card lies within a screen of %i px', async (width) => {
    await visit(browser, at(`/zh-cn${LESSON}`), { width }, async ({ page }) => {
      for (const each of await page.locator('.term').all()) {
        await each.scrollIntoViewIfNeeded();
        await each.click();
        const id = await each.getAttribute('popovertarget');
        const box = await page.locator(`#${id}`).boundingBox();
        expect(box!.x).toBeGreaterThanOrEqual(0);
        expect(box!.x + box!.width).toBeLessThanOrEqual(width);
        expect(box!.y).toBeGreaterThanOrEqual(0);
        expect(box!.y + box!.height).toBeLessThanOrEqual(844);
        expect(await sidewaysOverflow(page)).toEqual([]);
        await page.keyboard.press('Escape');
      }
    });
  });

  it('touch and no scripts: a tap opens the card, its link leads to the term', async () => {
    await visitWithoutScripts(browser, at(LESSON), { width: 390, hasTouch: true }, async (page) => {
      await term(page).tap();
      expect(await card(page).isVisible()).toBe(true);
      await card(page).getByRole('link').tap();
      await page.waitForURL('**/glossary/#binding');
      expect(await page.locator('#binding').isVisible()).toBe(true);
      expect(await page.locator('[data-glossary-search]').isVisible()).toBe(false);
    });
  });

  it.each(EVIDENCE.flatMap((evidence) => LOCALES.map((locale) => [evidence.system, locale, evidence] as const)))(
    'the evidence of %s shows its numbers: %s',
    async (system, locale, evidence) => {
      const words = evidenceWords(locale);
      await visit(browser, at(pathIn(locale, `/evidence/${system}/`)), {}, async ({ page }) => {
        const { vectors, failures, limits } = evidence;
        const text = await page.locator('main').innerText();
        expect(text).toContain(words.vectors.count(vectors.passed, vectors.total));
        for (const row of failures) expect(text).toContain(words.failures.found(row));
        expect(await page.locator('[data-failures] > li').count()).toBe(failures.length);
        expect(await page.locator('[data-limits] > li').count()).toBe(limits.length);
        const settings = evidence.settings.flatMap((group) => group.definitions);
        expect(await page.locator('dt > code').allTextContents()).toEqual(settings.map(({ name }) => name));
      });
    },
  );

  it.each(LOCALES)('the simulator, its footer and the lessons lead to the evidence: %s', async (locale) => {
    const links = (page: Page, within: string) =>
      page.locator(`${within} a[href*="/evidence/"]`).evaluateAll((found) => found.map((a) => a.getAttribute('href')));
    const all = EVIDENCE.map(({ system }) => pathIn(locale, `/evidence/${system}/`));
    await visit(browser, at(pathIn(locale, '/play/')), {}, async ({ page }) => {
      expect(await links(page, 'main')).toEqual(all);
      expect(await links(page, 'footer')).toEqual(all);
    });
    await visit(browser, at(pathIn(locale, LESSON)), {}, async ({ page }) => {
      expect(await links(page, '.limits')).toEqual([pathIn(locale, '/evidence/rabbitmq/')]);
    });
  });
});
