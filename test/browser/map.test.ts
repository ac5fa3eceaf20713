/** The map of the curriculum: with and without scripts, by keys, with progress, on a phone, in Chinese, on paper. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CURRICULUM } from '../../lessons/curriculum.ts';
import { MARKS } from '../../lessons/curriculumSchema.ts';
import { SIGNS } from '../../site/curriculum/course.ts';
import { curriculumWords } from '../../site/i18n/curriculum/index.ts';
import { LOCALES, pathIn } from '../../site/i18n/index.ts';
import { lessons } from '../../site/lessons/registry.ts';
import { describeWith, startChromium } from './support/browsers.ts';
import { DIST } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow, visit, visitWithoutScripts } from './support/examine.ts';
import { leaveOldProgress } from './support/progress.ts';
import { serve, type StaticServer } from './support/server.ts';

const METAS = lessons.map(({ meta }) => meta);
const [FIRST, SECOND] = METAS as [(typeof METAS)[0], (typeof METAS)[0]];
const LAST = METAS.at(-1)!;
const COUNT = CURRICULUM.flatMap((track) => track.lessons).length;

const tasksOf = ({ tasks }: typeof FIRST): readonly string[] => tasks.map(({ id }) => id);
const done = (metas: readonly (typeof FIRST)[]) =>
  Object.fromEntries(metas.map((meta) => [meta.id, { predictions: {}, tasks: tasksOf(meta) }]));
/** The first lesson is done, and the last one is begun. */
const SOME = { ...done([FIRST]), [LAST.id]: { predictions: { guess: { answer: 'x', confidence: 1 } }, tasks: [] } };

const picture = (page: Page): Locator => page.locator('[data-curriculum]:visible');
const node = (page: Page, { id }: { readonly id: string }): Locator => picture(page).locator(`[data-lesson="${id}"]`);
const row = (page: Page, { id }: { readonly id: string }): Locator => page.locator(`li#${id}`);
const next = (page: Page): Locator => page.locator('section.next');

/** What the browser remembered before the page was opened. */
async function remember(page: Page, saved: object): Promise<void> {
  const text = JSON.stringify({ version: 2, lessons: saved, readings: [] });
  await leaveOldProgress(page, text);
  await page.reload({ waitUntil: 'networkidle' });
  await page.waitForFunction(() => document.querySelector('astro-island[ssr]') === null);
}

describeWith(['chromium'], 'the map of the curriculum', () => {
  let browser: Browser;
  let server: StaticServer;
  const at = (path: string) => ({ origin: server.origin, path });

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), serve(DIST)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  it('is there without scripts: every lesson, links to those that are written, and where to start', async () => {
    await visitWithoutScripts(browser, at('/learn/'), {}, async (page) => {
      expect(await picture(page).count()).toBe(1);
      expect(await picture(page).locator('.lesson').count()).toBe(COUNT);
      expect(await page.locator('.track li').count()).toBe(COUNT);
      const links = (within: Locator) =>
        within.locator('a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
      const written = METAS.map(({ id }) => `/learn/${id}/`);
      expect(await links(picture(page))).toEqual(written);
      expect(await links(page.locator('.track'))).toEqual(written);
      expect(await next(page).innerText()).toContain('Start here');
      expect(await next(page).innerText()).toContain(FIRST.title.en);
      await node(page, SECOND).click();
      await page.waitForURL(`**/learn/${SECOND.id}/`);
    });
  });

  it('says what is planned in words as well as by its edge', async () => {
    await visit(browser, at('/learn/'), {}, async ({ page }) => {
      const planned = picture(page).locator('.planned');
      expect(await planned.count()).toBe(COUNT - METAS.length);
      expect(await planned.first().locator('.state').textContent()).toBe('planned');
      const dashes = (of: Locator) => of.locator('rect').evaluate((rect) => getComputedStyle(rect).strokeDasharray);
      expect(await dashes(planned.first())).not.toBe('none');
      expect(await dashes(node(page, FIRST))).toBe('none');
    });
  });

  it.each(LOCALES)('marks lessons with signs, and says what the signs mean, without scripts: %s', async (locale) => {
    await visitWithoutScripts(browser, at(pathIn(locale, '/learn/')), {}, async (page) => {
      const { marks, marked } = curriculumWords(locale);
      for (const mark of MARKS) {
        const having = CURRICULUM.flatMap((track) => track.lessons).filter((lesson) => lesson.marks?.includes(mark));
        const sign = { hasText: SIGNS[mark] };
        expect(await picture(page).locator('.lesson', sign).count()).toBe(having.length);
        expect(await picture(page).getByRole('img', { name: marks[mark].name }).count()).toBe(having.length);
        expect(await page.locator('.track li', sign).count()).toBe(having.length);
        const means = marked(marks[mark].name, marks[mark].means);
        expect(await page.locator('.legend li', sign).innerText()).toContain(means);
      }
      const named = (number: string) => picture(page).locator(`a[data-number="${number}"]`).getAttribute('aria-label');
      expect(await named('A1')).toContain(marks.team.name);
      expect(await named('A2')).not.toContain(marks.team.name);
    });
  });

  describe('what a learner has done', () => {
    it('nothing yet: the first lesson is next, and nothing else is marked', async () => {
      await visit(browser, at('/learn/'), {}, async ({ page, errors, strangers }) => {
        await expect.poll(() => node(page, FIRST).getAttribute('data-state')).toBe('next');
        expect(await picture(page).locator('[data-state]').count()).toBe(1);
        expect(await next(page).innerText()).toContain('It needs nothing before it.');
        expect(await next(page).innerText()).toContain(`Lessons done: 0 of ${METAS.length}`);
        expect([...errors, ...strangers]).toEqual([]);
      });
    });

    it('marks what is done, begun and next, to see and to hear, on the map and in the list', async () => {
      await visit(browser, at('/learn/'), {}, async ({ page }) => {
        await remember(page, SOME);
        await expect.poll(() => node(page, FIRST).getAttribute('data-state')).toBe('done');
        expect(await node(page, FIRST).locator('.state').textContent()).toBe('✓ done');
        expect(await node(page, FIRST).getAttribute('aria-label')).toBe(`${FIRST.number} ${FIRST.title.en}, done`);
        expect(await node(page, SECOND).getAttribute('aria-label')).toMatch(/, next for you$/);
        expect(await node(page, LAST).getAttribute('aria-label')).toMatch(/, begun$/);
        expect(await picture(page).locator('[data-state]').count()).toBe(3);
        for (const [meta, word] of [
          [FIRST, '✓ done'],
          [SECOND, 'next'],
          [LAST, 'begun'],
        ] as const) {
          expect(await row(page, meta).locator('.state').innerText()).toBe(word);
        }
      });
    });

    it('says which lesson is next, and why', async () => {
      await visit(browser, at('/learn/'), {}, async ({ page }) => {
        await remember(page, SOME);
        await expect.poll(() => next(page).innerText()).toContain('Next for you');
        const text = await next(page).innerText();
        expect(text).toContain(SECOND.title.en);
        expect(text).toContain(`It builds on ${FIRST.number} ${FIRST.title.en}, which you have done.`);
        expect(text).toContain(`Lessons done: 1 of ${METAS.length}`);
        await next(page).getByRole('link').press('Enter');
        await page.waitForURL(`**/learn/${SECOND.id}/`);
      });
    });

    it('when all is done, nothing is next', async () => {
      await visit(browser, at('/learn/'), {}, async ({ page }) => {
        await remember(page, done(METAS));
        await expect.poll(() => picture(page).locator('[data-state="done"]').count()).toBe(METAS.length);
        expect(await next(page).innerText()).toContain(
          `You have done every lesson that is there so far: ${METAS.length}.`,
        );
        expect(await page.locator('[data-state="next"]').count()).toBe(0);
      });
    });
  });

  it('is one stop for Tab; arrows go from lesson to lesson, the way there stands out, Enter opens', async () => {
    await visit(browser, at('/learn/'), {}, async ({ page }) => {
      await page.locator('.picture > header a').focus();
      const stop = picture(page).locator('a[tabindex="0"]');
      await expect.poll(() => stop.count()).toBe(1);
      await page.keyboard.press('Tab');
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-lesson'));
      expect(await focused()).toBe(FIRST.id);
      await page.keyboard.press('ArrowDown');
      await expect.poll(focused).not.toBe(FIRST.id);
      const below = await focused();
      const here = picture(page).locator('a:focus');
      // Less motion is the shortest of transitions, not none: the edge is there with the next picture.
      const edge = () => here.locator('rect').evaluate((rect) => getComputedStyle(rect).strokeWidth);
      await expect.poll(edge).toBe('4px');
      expect(await node(page, FIRST).evaluate((each) => each.classList.contains('on-way'))).toBe(true);
      expect(await picture(page).locator('.edges .on-way').count()).toBeGreaterThan(0);
      await page.keyboard.press('Enter');
      await page.waitForURL(`**/learn/${below}/`);
    });
  });

  it('after the map, Tab goes on to the list, and no planned lesson takes the focus', async () => {
    await visit(browser, at('/learn/'), {}, async ({ page }) => {
      // The map is brought to life by whoever comes: one stop is where the focus is.
      await node(page, SECOND).focus();
      await expect.poll(() => node(page, SECOND).getAttribute('tabindex')).toBe('0');
      expect(await picture(page).locator('a[tabindex="0"]').count()).toBe(1);
      expect(await node(page, FIRST).evaluate((each) => each.classList.contains('on-way'))).toBe(true);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#map');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('li')?.id)).toBe(FIRST.id);
    });
  });

  describe.each(LOCALES)('on a phone: %s', (locale) => {
    it.each([390, 320])('%i px wide, it has a layout of its own and scrolls down only', async (width) => {
      await visit(browser, at(pathIn(locale, '/learn/')), { width }, async ({ page }) => {
        expect(await sidewaysOverflow(page)).toEqual([]);
        expect(await picture(page).getAttribute('class')).toBe('narrow');
        const scale = await picture(page).evaluate((svg) => svg.getBoundingClientRect().width / 358);
        expect(scale * 14).toBeGreaterThan(11);
        const title = node(page, LAST).locator('text').last();
        const [inner, outer] = await Promise.all([title.boundingBox(), node(page, LAST).locator('rect').boundingBox()]);
        expect(inner!.x + inner!.width).toBeLessThan(outer!.x + outer!.width);
      });
    });
  });

  it('every title fits into its lesson as this browser sets it', async () => {
    for (const locale of LOCALES) {
      await visit(browser, at(pathIn(locale, '/learn/')), {}, async ({ page }) => {
        const outside = await picture(page)
          .locator('.lesson')
          .evaluateAll((all) =>
            all.flatMap((lesson) => {
              const frame = lesson.querySelector('rect')!.getBoundingClientRect();
              return [...lesson.querySelectorAll('text')]
                .filter((text) => text.getBoundingClientRect().right > frame.right - 4)
                .map((text) => text.textContent);
            }),
          );
        expect(outside).toEqual([]);
      });
    }
  });

  it('in Chinese it speaks Chinese', async () => {
    await visit(browser, at('/zh-cn/learn/'), {}, async ({ page }) => {
      await remember(page, SOME);
      await expect
        .poll(() => node(page, FIRST).getAttribute('aria-label'))
        .toBe(`${FIRST.number} ${FIRST.title['zh-cn']}，已完成`);
      expect(await next(page).innerText()).toContain('你的下一课');
      expect(await next(page).innerText()).toContain(`${METAS.length} 课中已完成 1 课`);
      const words = await page.locator('main').innerText();
      expect(words).not.toMatch(/\b(planned|done|begun|next|after|lesson)\b/);
    });
  });

  it.each(
    LOCALES.flatMap((locale) => (['light', 'dark'] as const).map((colorScheme) => [locale, colorScheme] as const)),
  )('axe finds nothing with marks and a way: %s, %s', async (locale, colorScheme) => {
    await visit(browser, at(pathIn(locale, '/learn/')), { colorScheme }, async ({ page }) => {
      await remember(page, SOME);
      await expect.poll(() => node(page, FIRST).getAttribute('data-state')).toBe('done');
      await node(page, LAST).focus();
      expect(await axeFindings(page)).toEqual([]);
    });
  });

  it('on paper there are the wide map and the list, and neither menu nor advice', async () => {
    await visit(browser, at('/learn/'), { width: 700 }, async ({ page }) => {
      expect(await picture(page).getAttribute('class')).toBe('narrow');
      await page.emulateMedia({ media: 'print' });
      expect(await picture(page).getAttribute('class')).toBe('wide');
      expect(await page.locator('.site-header').isVisible()).toBe(false);
      expect(await next(page).isVisible()).toBe(false);
      expect(await row(page, LAST).isVisible()).toBe(true);
    });
  });

  describe('from a lesson', () => {
    it.each(LOCALES)('a link leads back to its place: %s', async (locale) => {
      await visit(browser, at(pathIn(locale, `/learn/${LAST.id}/`)), {}, async ({ page }) => {
        await page.locator('.lesson > header .eyebrow a').press('Enter');
        await page.waitForURL(`**${pathIn(locale, '/learn/')}#${LAST.id}`);
        expect(await row(page, LAST).evaluate((each) => each.matches(':target'))).toBe(true);
      });
    });

    it('readings that treat its concepts stand at its end, and all of them are one link away', async () => {
      await visit(browser, at('/learn/leaders-epochs-zombies/'), {}, async ({ page }) => {
        const readings = page.locator('section.readings');
        expect(await readings.locator('li').count()).toBe(3);
        const title = await readings.locator('li a').first().innerText();
        const all = readings.locator('a[href*="#"]');
        const [count] = /\d+/.exec(await all.innerText())!;
        await all.press('Enter');
        await page.waitForURL('**/reading/#*');
        await expect.poll(() => page.locator('form [role=status]').textContent()).toBe(`${count} of 120 readings`);
        expect(await page.locator('#readings > li:visible > a').allTextContents()).toContain(title);
      });
    });
  });
});
