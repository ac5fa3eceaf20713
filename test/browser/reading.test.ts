/** The reading catalogue in a browser: filters, paths, map; with keys, without scripts, on paper. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith, startChromium } from './support/browsers.ts';
import { builtPages, DIST } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow, visit, visitWithoutScripts } from './support/examine.ts';
import { keptProgress, leaveOldProgress } from './support/progress.ts';
import { serve, type StaticServer } from './support/server.ts';

const shownTitles = (page: Page): Promise<readonly string[]> =>
  page.locator('#readings > li:visible > a').allTextContents();
const status = (page: Page) => page.locator('form [role=status]').textContent();
/** Text of a download. */
async function downloaded(page: Page, button: string): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  const stream = await download.createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return { name: download.suggestedFilename(), text: Buffer.concat(parts).toString('utf8') };
}

describeWith(['chromium'], 'the reading catalogue', () => {
  let browser: Browser;
  let server: StaticServer;
  const at = (path: string) => ({ origin: server.origin, path });

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), serve(DIST)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  describe('the filter', () => {
    it('fetches nothing until somebody filters, and then only from this site', async () => {
      await visit(browser, at('/reading/'), {}, async ({ page, strangers, errors }) => {
        const asked: string[] = [];
        // The browser asks for the page's sign when it finds the time.
        page.on('request', (request) => {
          const { pathname } = new URL(request.url());
          if (pathname !== '/favicon.svg') asked.push(pathname);
        });
        expect(await status(page)).toBe('All 120 readings');
        await page.getByRole('searchbox').fill('dead letter');
        await page.waitForFunction(() => document.querySelectorAll('#readings > li:not([hidden])').length < 120);
        expect(asked).toEqual(['/reading/catalogue.json']);
        expect([...strangers, ...errors]).toEqual([]);
      });
    });

    it('is worked by keys alone: words, a kind, an order, and all taken back', async () => {
      await visit(browser, at('/reading/'), {}, async ({ page }) => {
        await page.getByRole('searchbox').focus();
        await page.keyboard.type('exactly-once');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        await page.keyboard.press('End');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Space');
        await expect.poll(() => page.url()).toMatch(/#kind=paper&text=exactly-once&sort=level$/);
        const papers = await shownTitles(page);
        expect(papers).toContain('End-to-End Arguments in System Design');
        expect(papers).not.toContain('Kafka: The Definitive Guide');
        expect(await status(page)).toBe(`${papers.length} of 120 readings`);
        await page.getByRole('button', { name: 'Clear all' }).press('Enter');
        await expect.poll(() => status(page)).toBe('All 120 readings');
      });
    });

    it('counts what each choice would leave', async () => {
      await visit(browser, at('/reading/#system=zeromq'), {}, async ({ page }) => {
        await expect.poll(() => status(page)).toBe('3 of 120 readings');
        expect((await page.locator('.chips label').allTextContents()).map((text) => text.trim())).toEqual([
          'Book 1',
          'Paper 0',
          'Specification 1',
          'Documentation 1',
          'Article 0',
          'Talk 0',
          'Beginner 0',
          'Intermediate 2',
          'Advanced 1',
          'English 3',
          'Chinese 1',
        ]);
        expect(await page.getByLabel('System').inputValue()).toBe('zeromq');
      });
    });

    it('says so when nothing fits', async () => {
      await visit(browser, at('/reading/#text=nosuchword'), {}, async ({ page }) => {
        await expect.poll(() => status(page)).toBe('Nothing fits. Take a choice back.');
        expect(await shownTitles(page)).toEqual([]);
      });
    });

    it('keeps its choices when the language is switched', async () => {
      await visit(browser, at('/reading/#kind=talk'), {}, async ({ page }) => {
        await expect.poll(() => status(page)).toBe('2 of 120 readings');
        await page.getByRole('link', { name: '中文' }).click();
        await page.waitForURL('**/zh-cn/reading/#kind=talk');
        await expect.poll(() => status(page)).toBe('120 条中的 2 条');
      });
    });

    it('gives what it shows as files, without what is only remembered', async () => {
      await visit(browser, at('/reading/#system=zookeeper&kind=book&text=paxos'), {}, async ({ page }) => {
        await expect.poll(() => status(page)).toBe('1 of 120 readings');
        const bibtex = await downloaded(page, 'These as BibTeX');
        expect(bibtex.name).toBe('readings.bib');
        expect(bibtex.text).toMatch(/^@book\{from-paxos-to-zookeeper,/);
        expect(bibtex.text).not.toMatch(/author|year/);
        const json = JSON.parse((await downloaded(page, 'These as JSON')).text) as { entries: { id: string }[] };
        expect(json.entries.map(({ id }) => id)).toEqual(['from-paxos-to-zookeeper']);
      });
    });

    it('says when the catalogue cannot be fetched; the list stays whole, and it can be tried again', async () => {
      await visit(browser, at('/reading/'), {}, async ({ page }) => {
        await page.route('**/catalogue.json', (route) => route.abort(), { times: 1 });
        await page.getByRole('searchbox').focus();
        await expect.poll(() => status(page)).toMatch(/could not be fetched/);
        expect((await shownTitles(page)).length).toBe(120);
        await page.getByRole('button', { name: 'Try again' }).click();
        await expect.poll(() => status(page)).toBe('All 120 readings');
      });
    });

    it('on a phone, what is rarely asked waits behind a word; with room, all of it is there', async () => {
      const book = (page: Page) => page.getByRole('checkbox', { name: /^Book/ });
      await visit(browser, at('/reading/'), { width: 390 }, async ({ page }) => {
        expect(await book(page).isVisible()).toBe(false);
        await page.getByText('More: Kind, Level, Language').click();
        await book(page).check();
        await expect.poll(() => status(page)).toBe('41 of 120 readings');
        await book(page).uncheck();
        await expect.poll(() => status(page)).toBe('All 120 readings');
        expect(await book(page).isVisible()).toBe(true);
      });
      await visit(browser, at('/reading/#kind=book'), { width: 390 }, async ({ page }) => {
        await expect.poll(() => book(page).isVisible()).toBe(true);
      });
      await visit(browser, at('/reading/'), {}, async ({ page }) => {
        expect(await book(page).isVisible()).toBe(true);
        expect(await page.getByText('More: Kind').isVisible()).toBe(false);
      });
    });

    it('axe finds nothing while it filters', async () => {
      await visit(browser, at('/zh-cn/reading/#kind=book&text=kafka'), { width: 390 }, async ({ page }) => {
        await expect.poll(() => status(page)).toMatch(/^120 条中的/);
        expect(await axeFindings(page)).toEqual([]);
        expect(await sidewaysOverflow(page)).toEqual([]);
      });
    });
  });

  it('without scripts the list is there, and its links lead to entries', async () => {
    await visitWithoutScripts(browser, at('/reading/'), {}, async (page) => {
      expect(await page.locator('#readings > li').count()).toBe(120);
      expect(await page.locator('noscript').first().textContent()).toContain('Filters need JavaScript');
      await page.getByRole('link', { name: 'Queues Are Databases' }).click();
      expect(await page.locator('h1').textContent()).toBe('Queues Are Databases');
    });
  });

  it('links that leave the site are plain, and say that they do', async () => {
    await visit(browser, at('/reading/ddia-1e/'), {}, async ({ page }) => {
      const leaving = await page
        .locator('main a[href^="http"]')
        .evaluateAll((links) => links.map((link) => [link.getAttribute('rel'), link.getAttribute('target')]));
      expect(leaving.length).toBeGreaterThanOrEqual(2);
      expect(new Set(leaving.map((each) => each.join(' ')))).toEqual(new Set(['external noreferrer ']));
    });
  });

  it('an entry tells the confirmed from the remembered', async () => {
    await visit(browser, at('/reading/understanding-kafka-zhu/'), {}, async ({ page }) => {
      const facts = await page.locator('section:has(> h2:text-is("Facts"))').innerText();
      expect(facts).toContain('9787121359026');
      expect(facts).not.toMatch(/Year|2019|电子工业出版社/);
      expect(await page.locator('.unconfirmed').innerText()).toMatch(/Year\s+2019\s+Published by\s+电子工业出版社/);
      // Nor does the search of the site know it. A text, because only the browser may resolve this import.
      const found = await page.evaluate(`import('/pagefind/pagefind.js').then(async ({ init, search }) => {
        await init();
        const of = async (words) => (await search('"' + words + '"')).results.length;
        return [await of('confirmed by nothing we found'), (await of('9787121359026')) > 0];
      })`);
      expect(found).toEqual([0, true]);
    });
  });

  it('what is ticked on a path is ticked on the page of the reading, and after a reload, beside the lessons’ progress', async () => {
    await visit(browser, at('/reading/paths/'), {}, async ({ page }) => {
      const lessons = { a: { predictions: {}, tasks: ['t'] } };
      await leaveOldProgress(page, JSON.stringify({ version: 1, lessons }));
      await page.reload({ waitUntil: 'networkidle' });
      const group = page.locator('#study-group');
      const mark = group.getByRole('checkbox', { name: 'I have read: The Log: What Every' });
      await mark.focus();
      await page.keyboard.press('Space');
      expect(await group.locator('.so-far').innerText()).toContain('1 of 22 read');
      expect(await page.locator('#beginner .so-far').innerText()).toContain('1 of 19 read');
      await expect
        .poll(() => keptProgress(page))
        .toEqual({
          version: 3,
          lessons: { a: { ...lessons.a, attempts: {}, hints: {} } },
          readings: ['the-log-kreps'],
          cards: {},
        });
      await page.goto(`${server.origin}/zh-cn/reading/the-log-kreps/`, { waitUntil: 'networkidle' });
      const here = page.getByRole('checkbox', { name: '我读过了' });
      expect(await here.isChecked()).toBe(true);
      await here.press('Space');
      // What takes something away needs its moment; who leaves in the same instant keeps the tick.
      await expect.poll(() => keptProgress(page)).toMatchObject({ readings: [] });
      await page.goto(`${server.origin}/reading/paths/`, { waitUntil: 'networkidle' });
      expect(await page.locator('#beginner .so-far').innerText()).toContain('0 of 19 read');
    });
  });

  describe('the concept map', () => {
    it('is one stop for Tab; arrows go on, what is tied stands out, Enter opens the list', async () => {
      await visit(browser, at('/reading/map/'), {}, async ({ page }) => {
        const map = page.locator('[data-concept-map]');
        expect(await map.locator('a[tabindex="0"]').count()).toBe(1);
        await map.locator('a[tabindex="0"]').focus();
        const first = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
        expect(first).toMatch(/^Decoupling, 14 readings/);
        expect(await map.locator('circle.chosen').count()).toBe(14);
        await page.keyboard.press('ArrowRight');
        const second = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
        expect(second).not.toBe(first);
        expect(await map.locator('.lit').getAttribute('d')).toMatch(/^M\d/);
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/reading\/concepts\/#|\/learn\//);
      });
    });

    it('scrolls inside its frame on a phone, not the page', async () => {
      await visit(browser, at('/zh-cn/reading/map/'), { width: 390 }, async ({ page }) => {
        expect(await sidewaysOverflow(page)).toEqual([]);
        const frame = page.locator('.map-frame');
        expect(await frame.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
      });
    });
  });

  it('on paper there is neither filter nor menu, and addresses can be read', async () => {
    await visit(browser, at('/reading/#kind=talk'), {}, async ({ page }) => {
      await expect.poll(() => status(page)).toBe('2 of 120 readings');
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('form').isVisible()).toBe(false);
      expect(await page.locator('.site-header').isVisible()).toBe(false);
      expect((await shownTitles(page)).length).toBe(2);
      const address = await page
        .locator('#origin a')
        .evaluate((link) => getComputedStyle(link, '::after').getPropertyValue('content'));
      expect(address).toContain('github.com');
    });
  });

  it('no page of the 120 readings scrolls sideways on a phone', async () => {
    const wide: string[] = [];
    await visitWithoutScripts(browser, at('/reading/'), { width: 390 }, async (page) => {
      for (const path of builtPages().filter((each) => /^\/reading\/.+\//.test(each))) {
        await page.goto(server.origin + path, { waitUntil: 'load' });
        const found = await sidewaysOverflow(page);
        if (found.length > 0) wide.push(`${path}: ${found.join(' ')}`);
      }
    });
    expect(wide).toEqual([]);
  });
});
