/**
 * Each lesson from its first part to its last, with the keyboard alone, as its reference solution goes: one page load per lesson and
 * width. Lessons are found by their folders; nothing here knows one of them, but for what is special about the first.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Saved } from '../../site/progress/saved.ts';
import { LESSONS, lessonNamed } from '../lessons/support.ts';
import { describeWith, startChromium } from './support/browsers.ts';
import { DIST } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow, visit, type VisitedPage } from './support/examine.ts';
import { press, textOf, until } from './support/keyboard.ts';
import { partOf, partsOn, predict, workThrough } from './support/lessonDrivers.ts';
import { keptProgress, leaveOldProgress } from './support/progress.ts';
import { serve, type StaticServer } from './support/server.ts';

const WIDTHS = [1280, 390] as const;

const kept = async (page: Page): Promise<Saved> => (await keptProgress(page)) as Saved;

describeWith(['chromium'], 'lessons', () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startChromium(), serve(DIST)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  const lesson = (path: string, width: number, look: (visited: VisitedPage) => Promise<void>) =>
    visit(browser, { origin: server.origin, path }, { width }, look);

  /** What must hold of a page after everything on it has been used. */
  async function soundAfterUse({ page, errors }: VisitedPage): Promise<void> {
    expect(errors).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    expect(await sidewaysOverflow(page)).toEqual([]);
  }

  describe.each(WIDTHS)('at %i px', (width) => {
    it.each(LESSONS.map((each) => [each.meta.id, each] as const))(
      '%s can be finished',
      async (id, tested) => {
        await lesson(`/learn/${id}/`, width, async (visited) => {
          for (const part of await partsOn(visited.page)) await workThrough(visited.page, tested, part);
          await until(async () => (await kept(visited.page)).lessons[id]?.tasks.length).toBe(tested.meta.tasks.length);
          await soundAfterUse(visited);
        });
      },
      120_000,
    );
  });

  const first = lessonNamed('reading-the-machine');
  const inFirst = (look: (page: Page) => Promise<void>) =>
    lesson('/learn/reading-the-machine/', 1280, ({ page }) => look(page));

  it('a run waits for its prediction, and the link to it opens the same run in the simulator', async () => {
    await inFirst(async (page) => {
      const run = await partOf(page, 'run-again');
      expect(await textOf(run)).toContain('First lock in your prediction');
      await predict(page, first, 'again');
      for (const count of [1, 2]) {
        await press(run.locator('.buttons button').first(), 'Enter');
        await until(() => run.locator('tbody tr').count()).toBe(count);
      }
      await until(() => textOf(run)).toContain('As you predicted.');
      const [hash, again] = await run.locator('tbody code').allInnerTexts();
      expect(again).toBe(hash);
      await press(run.locator('.link a'), 'Enter');
      await page.waitForURL(/\/play\/#run=/);
      await until(() => textOf(page.locator('main'))).toContain(`hash ${hash}`);
    });
  });

  it('the title of a run, which says what happened, stands there only after the run', async () => {
    const isr = lessonNamed('replicas-isr-quorum');
    await lesson('/learn/replicas-isr-quorum/', 1280, async ({ page }) => {
      const title = page.locator('#title-run-fate');
      expect(await textOf(title)).toBe('What happens');
      for (const name of ['predict-fate', 'run-fate']) await workThrough(page, isr, name);
      await until(() => textOf(title)).toBe('What acks=all waits for');
      await page.reload();
      await partOf(page, 'run-fate');
      await until(() => textOf(title)).toBe('What acks=all waits for');
    });
  });

  it('what was solved is still solved after a reload', async () => {
    await inFirst(async (page) => {
      await workThrough(page, first, 'task-doomed');
      await page.reload();
      const again = await partOf(page, 'task-doomed');
      await until(() => textOf(again)).toContain('Solved before');
    });
  });

  it('after three wrong answers a solution is shown, which counts only after a change', async () => {
    await lesson('/learn/replicas-isr-quorum/', 1280, async ({ page }) => {
      const repair = await partOf(page, 'task-repair');
      const check = repair.locator('.answer button[type=submit]');
      for (let time = 1; time <= 3; time += 1) {
        await press(check, 'Enter');
        await until(() => repair.locator('.result.failed').count()).toBe(1);
        expect(await repair.locator('[data-help=solution]').count()).toBe(time < 3 ? 0 : 1);
        if (time < 3) await press(repair.locator('[data-choice=acks]'), time === 1 ? 'ArrowUp' : 'ArrowDown');
      }
      await press(repair.locator('[data-help=solution]'), 'Enter');
      await until(() => textOf(repair)).toContain('Seen is not yet solved');
      await press(check, 'Enter');
      await until(() => textOf(repair)).toContain('That is the solution that was shown to you');
      expect((await kept(page)).lessons['replicas-isr-quorum']).toMatchObject({ tasks: [], seen: ['task-repair'] });
      await press(repair.locator('[data-number=silence]'), 'ArrowDown');
      await press(check, 'Enter');
      await until(() => textOf(repair)).toContain('Solved.');
    });
  });

  it('after two wrong answers the smallest run that breaks the own design is found at once, and says what it took', async () => {
    await lesson('/learn/replicas-isr-quorum/', 1280, async ({ page }) => {
      const repair = await partOf(page, 'task-repair');
      const check = repair.locator('.answer button[type=submit]');
      for (let time = 1; time <= 2; time += 1) {
        await press(check, 'Enter');
        await until(() => repair.locator('.result.failed').count()).toBe(1);
        expect(await repair.locator('[data-help=search]').count()).toBe(time < 2 ? 0 : 1);
        if (time < 2) await press(repair.locator('[data-choice=acks]'), 'ArrowUp');
      }
      await press(repair.locator('[data-help=search]'), 'Enter');
      await until(() => textOf(repair)).toMatch(/What it took: .*broker-1 loses power/);
      await until(() => repair.locator('.smallest .found .story li').count()).toBeGreaterThan(1);
    });
  });

  it('a right answer is told its score beside that of the reference solution', async () => {
    await lesson('/learn/push-or-pull/', 1280, async ({ page }) => {
      await workThrough(page, lessonNamed('push-or-pull'), 'task-tune');
      const tune = await partOf(page, 'task-tune');
      await until(() => textOf(tune)).toMatch(/Yours: (\S+)\. The reference solution: \1\. Less is better\./);
    });
  });

  it('progress that cannot be read is told, and left alone until the learner says otherwise', async () => {
    await lesson('/zh-cn/learn/reading-the-machine/', 1280, async ({ page }) => {
      await leaveOldProgress(page, 'not ours');
      await page.reload({ waitUntil: 'networkidle' });
      const notice = page.getByRole('alert');
      await until(() => textOf(notice)).toContain('读不出来');
      await predict(page, first, 'again');
      expect(await page.evaluate(() => localStorage.getItem('progress'))).toBe('not ours');
      await press(notice.getByRole('button', { name: '丢弃它，重新开始' }), 'Enter');
      await until(async () => JSON.stringify(await keptProgress(page))).toContain('"answer":"same"');
      expect(await page.evaluate(() => localStorage.getItem('progress'))).toBeNull();
    });
  });
});
