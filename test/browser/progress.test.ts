/** Progress in real browsers: moved over from old versions, saved to a file and loaded again, erased, undone, in two tabs at once. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import type { Browser as Firefox } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { panelWords, problemWords } from '../../site/i18n/progress/index.ts';
import { KIND } from '../../site/progress/file.ts';
import { LESSONS, oldFile, READINGS } from '../progress/files.ts';
import { describeWith, startChromium, startFirefox } from './support/browsers.ts';
import { DIST } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow, visit, type VisitedPage } from './support/examine.ts';
import { keptProgress, leaveOldProgress, plantProgress } from './support/progress.ts';
import { serve, type StaticServer } from './support/server.ts';

const words = panelWords('en');
const MIGRATED = { version: 3, lessons: LESSONS, readings: READINGS, cards: {} };
const EMPTY = { version: 3, lessons: {}, readings: [], cards: {} };

const panel = (page: Page) => page.locator('#progress');
const button = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true });
const said = (page: Page) => panel(page).getByRole('status').innerText();

/** Brings the panel into view, so that it comes. */
async function woken(page: Page): Promise<void> {
  await panel(page).scrollIntoViewIfNeeded();
  await button(page, words.export).waitFor();
}

async function reloaded(page: Page): Promise<void> {
  await page.reload({ waitUntil: 'networkidle' });
  await woken(page);
}

/** What version 2 would have left in this browser. */
async function withOldText(page: Page, text: string): Promise<void> {
  await leaveOldProgress(page, text);
  await reloaded(page);
}

async function choose(page: Page, text: string, name = 'chosen.json'): Promise<void> {
  const file = { name, mimeType: 'application/json', buffer: Buffer.from(text) };
  await panel(page).locator('input[type=file]').setInputFiles(file);
}

async function exported(page: Page): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, words.export).press('Enter')]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

describeWith(['chromium'], 'progress in this browser', () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), serve(DIST)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  const learn = (look: (visited: VisitedPage) => Promise<void>, path = '/learn/', width = 1280) =>
    visit(browser, { origin: server.origin, path }, { width }, async (visited) => {
      await woken(visited.page);
      await look(visited);
      expect(visited.errors).toEqual([]);
    });

  describe('what version 1 or 2 kept', () => {
    it.each(['version-1', 'version-2'])('%s is moved over, once, and still there after a reload', async (name) => {
      await learn(async ({ page }) => {
        await withOldText(page, oldFile(name));
        const expected = name === 'version-1' ? { ...MIGRATED, readings: [] } : MIGRATED;
        await expect.poll(() => page.evaluate(() => localStorage.getItem('progress'))).toBeNull();
        expect(await keptProgress(page)).toEqual(expected);
        await reloaded(page);
        expect(await panel(page).innerText()).toContain(
          words.here({ lessons: 2, readings: expected.readings.length, cards: 0 }),
        );
      });
    });

    it('a lesson shows it', async () => {
      await learn(async ({ page }) => {
        await leaveOldProgress(page, oldFile('version-2'));
        await page.goto(`${server.origin}/learn/reading-the-machine/`, { waitUntil: 'networkidle' });
        const predict = page.locator('[data-part="predict"]').first();
        await predict.scrollIntoViewIfNeeded();
        await expect.poll(() => predict.locator('input[value="same"]').isChecked()).toBe(true);
        expect(await predict.locator('input[value="same"]').isDisabled()).toBe(true);
      });
    });
  });

  describe('a file', () => {
    it('saved, erased, loaded again: it is the same', async () => {
      await learn(async ({ page }) => {
        await withOldText(page, oldFile('version-2'));
        const { name, text } = await exported(page);
        expect(name).toMatch(/^at-least-once-progress-\d{4}-\d\d-\d\d-v3\.json$/);
        expect(JSON.parse(text)).toMatchObject({ kind: KIND, ...MIGRATED });
        expect(await said(page)).toBe(words.exported(name));

        await button(page, words.erase).press('Enter');
        await button(page, words.sureErase).press('Enter');
        await expect.poll(() => keptProgress(page)).toEqual(EMPTY);
        expect(await button(page, words.export).isDisabled()).toBe(true);
        await reloaded(page);
        expect(await panel(page).innerText()).toContain(words.nothing);

        await choose(page, text);
        await button(page, words.load).press('Enter');
        await expect.poll(() => keptProgress(page)).toEqual(MIGRATED);
        expect((await exported(page)).text.replace(/"savedAt".*/, '')).toBe(text.replace(/"savedAt".*/, ''));
      });
    });

    it('joined: it says what comes, nothing goes, and undo takes it back', async () => {
      await learn(async ({ page }) => {
        const here = {
          version: 2,
          lessons: { mine: { predictions: {}, tasks: ['t'] } },
          readings: ['kip-101', 'mine'],
        };
        await withOldText(page, JSON.stringify(here));
        const before = await keptProgress(page);
        await choose(page, oldFile('version-3'));
        expect(await panel(page).locator('form').innerText()).toContain(
          words.gained({ lessons: 2, readings: 1, cards: 1 }),
        );
        await button(page, words.load).press('Enter');
        await expect.poll(() => said(page)).toBe(words.loaded);
        await expect
          .poll(async () => Object.keys(((await keptProgress(page)) as typeof EMPTY).lessons))
          .toEqual(['mine', 'reading-the-machine', 'replicas-isr-quorum']);
        expect(((await keptProgress(page)) as typeof EMPTY).readings).toEqual(['kip-101', 'mine', 'the-log-kreps']);
        await button(page, words.undo).press('Enter');
        await expect.poll(() => keptProgress(page)).toEqual(before);
      });
    });

    it('put in the place of what is here: it says what is lost, and undo gives it back', async () => {
      await learn(async ({ page }) => {
        await withOldText(page, oldFile('version-2'));
        const file = { version: 2, lessons: { other: { predictions: {}, tasks: ['t'] } }, readings: ['kip-101'] };
        await choose(page, JSON.stringify(file));
        // The first way has the focus once the file is read.
        await expect
          .poll(() => page.evaluate(() => document.activeElement?.getAttribute('value') ?? null))
          .toBe('merge');
        await page.keyboard.press('ArrowDown');
        await expect.poll(() => panel(page).getByRole('radio', { name: words.replace }).isChecked()).toBe(true);
        await expect
          .poll(() => panel(page).locator('form').innerText())
          .toContain(words.lost({ lessons: 2, readings: 1, cards: 0 }));
        await button(page, words.load).press('Enter');
        await expect
          .poll(async () => Object.keys(((await keptProgress(page)) as typeof EMPTY).lessons))
          .toEqual(['other']);
        await expect.poll(() => page.evaluate(() => document.activeElement?.textContent.trim())).toBe(words.undo);
        await page.keyboard.press('Enter');
        await expect.poll(() => keptProgress(page)).toEqual(MIGRATED);
      });
    });

    it.each([
      ['cut-off', words.faults.notJson],
      ['foreign', words.faults.foreign],
      ['foreign-kind', words.faults.foreign],
      ['newer', words.faults.newer],
      ['damaged', words.faults.damaged('lessons.reading-the-machine.tasks')],
    ])('%s is refused with its reason, and nothing changes', async (name, reason) => {
      await learn(async ({ page }) => {
        await withOldText(page, oldFile('version-2'));
        await choose(page, oldFile(name));
        await expect.poll(() => said(page)).toBe(`${reason} ${words.refused}`);
        expect(await button(page, words.load).count()).toBe(0);
        expect(await keptProgress(page)).toEqual(MIGRATED);
      });
    });
  });

  describe('erasing', () => {
    it('asks first, with the focus on keeping', async () => {
      await learn(async ({ page }) => {
        await withOldText(page, oldFile('version-2'));
        await button(page, words.erase).press('Enter');
        expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe(words.sureKeep);
        await page.keyboard.press('Enter');
        expect(await said(page)).toBe(words.cancelled);
        expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe(words.erase);
        expect(await keptProgress(page)).toEqual(MIGRATED);
      });
    });

    it('can be undone', async () => {
      await learn(async ({ page }) => {
        await withOldText(page, oldFile('version-2'));
        await button(page, words.erase).press('Enter');
        await button(page, words.sureErase).press('Enter');
        await expect.poll(() => keptProgress(page)).toEqual(EMPTY);
        await button(page, words.undo).press('Enter');
        await expect.poll(() => keptProgress(page)).toEqual(MIGRATED);
      });
    });
  });

  describe('what cannot be used', () => {
    it.each([
      ['newer', { version: 4, lessons: {} }],
      ['damaged', { version: 3, lessons: 'gone' }],
    ] as const)('%s: told, handed over as a file, and left alone until it is given up', async (reason, value) => {
      await learn(async ({ page }) => {
        await plantProgress(page, value);
        await reloaded(page);
        const alert = panel(page).getByRole('alert');
        expect(await alert.innerText()).toContain(problemWords('en')[reason]);
        for (const name of [words.export, words.erase]) expect(await button(page, name).isDisabled()).toBe(true);
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          button(page, problemWords('en').download).press('Enter'),
        ]);
        expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toEqual(value);
        expect(await keptProgress(page)).toEqual(value);
        await button(page, problemWords('en').anew).press('Enter');
        await expect.poll(() => keptProgress(page)).toEqual(EMPTY);
        await expect.poll(() => alert.count()).toBe(0);
      });
    });

    it('a browser without storage says so, and the page works until one leaves it', async () => {
      const context = await browser.newContext();
      await context.addInitScript(() => {
        Object.defineProperty(window, 'indexedDB', {
          get: () => {
            throw new DOMException('forbidden', 'SecurityError');
          },
        });
      });
      const page = await context.newPage();
      await page.goto(`${server.origin}/reading/paths/`, { waitUntil: 'networkidle' });
      expect(await page.getByRole('alert').innerText()).toContain(problemWords('en').unavailable);
      const mark = page.locator('#beginner').getByRole('checkbox').first();
      await mark.press('Space');
      expect(await page.locator('#beginner .so-far').innerText()).toContain('1 of 19 read');
      await context.close();
    });
  });

  it('the browser is asked to keep it, once, and only when there is something to keep', async () => {
    const context = await browser.newContext();
    await context.addInitScript(() => {
      const counted = window as unknown as { asked: number };
      counted.asked = 0;
      navigator.storage.persisted = () => Promise.resolve(false);
      navigator.storage.persist = () => ((counted.asked += 1), Promise.resolve(false));
    });
    const page = await context.newPage();
    const asked = () => page.evaluate(() => (window as unknown as { readonly asked: number }).asked);
    await page.goto(`${server.origin}/reading/paths/`, { waitUntil: 'networkidle' });
    expect(await asked()).toBe(0);
    for (const place of [0, 1]) {
      await page.locator('#beginner').getByRole('checkbox').nth(place).press('Space');
      await expect.poll(async () => ((await keptProgress(page)) as typeof EMPTY).readings.length).toBe(place + 1);
      await expect.poll(asked).toBe(1);
    }
    await context.close();
  });

  it('a tick in the very moment of leaving the page is kept', async () => {
    const context = await browser.newContext();
    // A disk that is slower than whoever leaves: nothing that is written there is ever done.
    await context.addInitScript(() => {
      if (location.pathname !== '/reading/paths/') return;
      const transaction = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = function (names, mode, options) {
        const begun = transaction.call(this, names, mode, options);
        const goOn = (): void => {
          begun.objectStore(String(names)).get('nothing').onsuccess = goOn;
        };
        if (mode === 'readwrite') goOn();
        return begun;
      };
    });
    const page = await context.newPage();
    await page.goto(`${server.origin}/reading/paths/`, { waitUntil: 'networkidle' });
    await page
      .locator('#beginner')
      .getByRole('checkbox')
      .first()
      .evaluate((input) => {
        (input as HTMLElement).click();
        location.href = '/learn/';
      });
    await page.waitForURL('**/learn/');
    await expect
      .poll(async () => ((await keptProgress(page)) as typeof EMPTY | undefined)?.readings.length, { timeout: 10_000 })
      .toBe(1);
    await context.close();
  });

  describe('two tabs at once', () => {
    it('keep the work of both, and show it to each other', async () => {
      const context = await browser.newContext();
      const [one, other] = [await context.newPage(), await context.newPage()];
      for (const page of [one, other]) await page.goto(`${server.origin}/reading/paths/`, { waitUntil: 'networkidle' });
      const mark = (page: Page, place: number) => page.locator('#beginner').getByRole('checkbox').nth(place);
      await Promise.all([0, 2, 4].map((place) => mark(one, place).evaluate((input) => (input as HTMLElement).click())));
      await Promise.all([
        ...[1, 3].map((place) => mark(one, place).evaluate((input) => (input as HTMLElement).click())),
        ...[5, 6, 7].map((place) => mark(other, place).evaluate((input) => (input as HTMLElement).click())),
      ]);
      for (const page of [one, other]) {
        await expect.poll(() => page.locator('#beginner .so-far').innerText()).toContain('8 of 19 read');
      }
      expect(((await keptProgress(one)) as typeof EMPTY).readings.length).toBe(8);
      await context.close();
    });
  });

  it.each([
    ['/learn/', 1280],
    ['/zh-cn/learn/', 390],
  ] as const)('%s at %i px is accessible and fits, whatever is asked', async (path, width) => {
    const here = panelWords(path.startsWith('/zh-cn') ? 'zh-cn' : 'en');
    await visit(browser, { origin: server.origin, path }, { width }, async ({ page }) => {
      await leaveOldProgress(page, oldFile('version-2'));
      await page.reload({ waitUntil: 'networkidle' });
      await panel(page).scrollIntoViewIfNeeded();
      await button(page, here.erase).click();
      const sound = async () => [...(await axeFindings(page)), ...(await sidewaysOverflow(page))];
      expect(await sound()).toEqual([]);
      await choose(page, oldFile('foreign'), `${'a-long-name-'.repeat(8)}.json`);
      await panel(page).getByText(here.faults.foreign).waitFor();
      expect(await sound()).toEqual([]);
      await choose(page, oldFile('version-3'), `${'a-long-name-'.repeat(8)}.json`);
      await button(page, here.load).waitFor();
      expect(await sound()).toEqual([]);
      await button(page, here.load).click();
      await button(page, here.undo).waitFor();
      expect(await sound()).toEqual([]);
    });
  });
});

describeWith(['firefox'], 'in Firefox, progress', () => {
  let browser: Firefox;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startFirefox(), serve(DIST)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  it('of version 2 is moved over, and what is ticked then is still ticked after a reload', async () => {
    const page = await browser.newPage();
    const ready = `document.querySelector('#beginner input:not(:disabled)') !== null`;
    const soFar = (count: number) => `document.querySelector('#beginner .so-far').innerText.includes('${count} of 19')`;
    await page.goto(`${server.origin}/reading/paths/`, { waitUntil: 'load' });
    await page.evaluate((old) => localStorage.setItem('progress', old), oldFile('version-2'));
    await page.reload({ waitUntil: 'load' });
    await page.waitForFunction(ready);
    const before = await page.evaluate(() => document.querySelectorAll('#beginner input:checked').length);
    await page.waitForFunction(`localStorage.getItem('progress') === null`);
    await page.evaluate(() => document.querySelector<HTMLElement>('#beginner input:not(:checked)')?.click());
    await page.waitForFunction(soFar(before + 1));
    await page.reload({ waitUntil: 'load' });
    await page.waitForFunction(ready);
    await page.waitForFunction(soFar(before + 1));
    await page.close();
    expect(before).toBe(1);
  });
});
