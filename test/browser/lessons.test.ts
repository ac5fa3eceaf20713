/** Each lesson from its first part to its last, with the keyboard alone, as the reference solution goes. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { learnedStep } from '../../lessons/leaders-epochs-zombies/checks.ts';
import { searchWords } from '../../site/i18n/search/index.ts';
import { lessonNamed, runOf } from '../lessons/support.ts';
import { describeWith, startChromium } from './support/browsers.ts';
import { DIST } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow, visit, type VisitedPage } from './support/examine.ts';
import { keptProgress } from './support/progress.ts';
import { serve, type StaticServer } from './support/server.ts';

const WIDTHS = [1280, 390];

const until = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 20_000 });

/** Gives the focus to what the tabulator key could reach, and presses keys. */
async function press(target: Locator, ...keys: readonly string[]): Promise<void> {
  await target.waitFor();
  await until(() => target.isEnabled()).toBe(true);
  expect(await target.evaluate((element) => (element as HTMLElement).tabIndex)).toBeGreaterThanOrEqual(0);
  await target.focus();
  for (const key of keys) await target.page().keyboard.press(key);
}

/** Chooses from a list, going down (or up) entry by entry. */
async function choose(select: Locator, value: string): Promise<void> {
  for (const key of ['Home', ...Array<string>(20).fill('ArrowDown')]) {
    if ((await select.inputValue()) === value) return;
    await press(select, key);
  }
  expect(await select.inputValue()).toBe(value);
}

/** A part of the lesson by its kind; brings it into view, so that it comes alive. */
async function part(page: Page, kind: string, place = 0): Promise<Locator> {
  const found = page.locator(`[data-part="${kind}"]`).nth(place);
  await found.scrollIntoViewIfNeeded();
  // Parts wake up when they are seen.
  await found.locator('astro-island').evaluate((island) => island.scrollIntoView());
  await page.waitForFunction(
    (island) => island?.hasAttribute('ssr') === false,
    await found.locator('astro-island').elementHandle(),
  );
  return found;
}

async function predict(page: Page, place: number, answer: string | number): Promise<void> {
  const predict = await part(page, 'predict', place);
  if (typeof answer === 'number') {
    await press(predict.locator('input[type=number]'), ...String(answer));
  } else {
    await press(predict.locator(`input[value="${answer}"]`), 'Space');
  }
  await press(predict.locator('.level input').nth(1), 'Space');
  await press(predict.locator('button[type=submit]'), 'Enter');
  await until(() => predict.locator('fieldset').first().getAttribute('disabled')).toBe('');
}

const textOf = (locator: Locator): Promise<string> => locator.innerText();

/** Goes to the next event of a kind in the player of a part. */
async function jumpTo(within: Locator, kind: string, times = 1): Promise<void> {
  const select = within.locator('.transport select').first();
  await choose(select, kind);
  for (let time = 0; time < times; time += 1) {
    const before = await within.locator('.where').innerText();
    await press(within.locator('.key.play'), 'Shift+ArrowRight');
    await until(() => textOf(within.locator('.where'))).not.toBe(before);
  }
}

async function inject(within: Locator, operation: string, node: string): Promise<void> {
  await press(within.locator('button.chip', { hasText: operation }).first(), 'Enter');
  const form = within.locator('form:has(select)');
  await choose(form.locator('select').first(), node);
  const before = await within.locator('.buttons .numbers').innerText();
  await press(form.locator('button[type=submit]').first(), 'Enter');
  await until(() => textOf(within.locator('.buttons .numbers'))).not.toBe(before);
}

const result = (within: Locator): Locator => within.locator('.result');

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
    it('reading the machine can be finished', async () => {
      await lesson('/learn/reading-the-machine/', width, async (visited) => {
        const { page } = visited;
        const hook = await part(page, 'hook');
        await press(hook.locator('.deed').first(), 'Enter');
        await expect.poll(() => textOf(hook.locator('.tally'))).toMatch(/orders were confirmed|gone/);

        const worked = await part(page, 'worked');
        await press(worked.locator('.buttons .primary'), 'Enter', 'Enter', 'Enter');
        await until(() => textOf(worked.locator('.eyebrow').last())).toBe('4 of 4');

        const run = await part(page, 'run');
        expect(await textOf(run)).toContain('First lock in your prediction');
        await predict(page, 0, 'same');
        await press(run.locator('.buttons button').first(), 'Enter');
        await until(() => run.locator('tbody tr').count()).toBe(1);
        await press(run.locator('.buttons button').first(), 'Enter');
        await until(() => textOf(run)).toContain('As you predicted.');
        const [first, second] = await run.locator('tbody code').allInnerTexts();
        expect(second).toBe(first);

        const task = await part(page, 'task');
        const here = task.locator('.buttons .primary').last();
        await jumpTo(task, 'fault');
        await press(here, 'Enter');
        await until(() => textOf(result(task))).toContain('The crash stops the process');
        await jumpTo(task, 'election');
        await press(here, 'Enter');
        await until(() => textOf(result(task))).toContain('Solved.');
        await soundAfterUse(visited);
        await until(() => keptProgress(page)).toMatchObject({
          lessons: { 'reading-the-machine': { tasks: ['doomed'], attempts: { doomed: 2 } } },
        });

        await page.reload();
        const again = await part(page, 'task');
        await until(() => textOf(again)).toContain('Solved before');

        // The link to the run opens the simulator, which finds the same hash.
        const replayed = await part(page, 'run');
        await press(replayed.locator('.buttons button').first(), 'Enter');
        await until(() => replayed.locator('tbody tr').count()).toBe(1);
        await press(replayed.locator('.buttons button').first(), 'Enter');
        await press(replayed.locator('.link a'), 'Enter');
        await page.waitForURL(/\/play\/#run=/);
        await until(() => textOf(page.locator('main'))).toContain(`hash ${first}`);
      });
    });

    it('replicas, ISR and quorum can be finished', async () => {
      await lesson('/learn/replicas-isr-quorum/', width, async (visited) => {
        const { page } = visited;
        const hook = await part(page, 'hook');
        for (const place of [0, 1]) await press(hook.locator('.deed').nth(place), 'Enter');
        await until(() => textOf(hook.locator('.tally'))).toContain('None of them is lost');

        await predict(page, 0, 'alone');
        const alone = await part(page, 'run', 0);
        await press(alone.locator('button.primary').last(), 'Enter');
        await until(() => textOf(alone)).toContain('As you predicted.');

        await predict(page, 1, 14);
        const power = await part(page, 'run', 1);
        await press(power.locator('button.primary').last(), 'Enter');
        await until(() => textOf(power)).toContain('Not what you predicted');
        expect(await textOf(power)).toContain('22 orders');

        const broken = await part(page, 'task', 0);
        const check = broken.locator('.buttons .primary').last();
        await press(check, 'Enter');
        await until(() => textOf(result(broken))).toContain('Nothing is broken yet');
        await inject(broken, 'Isolate', 'broker-2');
        await inject(broken, 'Isolate', 'broker-3');
        await jumpTo(broken, 'isr', 2);
        await inject(broken, 'Power loss', 'broker-1');
        await press(check, 'Enter');
        await until(() => textOf(result(broken))).toContain('Solved.');

        const repair = await part(page, 'task', 1);
        const [, insync, unclean] = await repair.locator('.settings select').all();
        await press(repair.locator('.answer button'), 'Enter');
        await until(() => textOf(result(repair))).toContain('one is enough to say');
        await choose(insync!, '2');
        await choose(unclean!, 'false');
        await press(repair.locator('.watch button'), 'Enter');
        await press(repair.locator('.key.play'), 'End');
        await press(repair.locator('.answer input'), '1', '6');
        await press(repair.locator('.answer button'), 'Enter');
        await until(() => textOf(result(repair))).toContain('20 runs that you have not seen');
        await soundAfterUse(visited);
      });
    });

    it('leaders, epochs and zombies can be finished', async () => {
      await lesson('/learn/leaders-epochs-zombies/', width, async (visited) => {
        const { page } = visited;
        const hook = await part(page, 'hook');
        await press(hook.locator('.deed').first(), 'Enter');
        await until(() => textOf(hook.locator('.tally'))).toContain('confirmed orders are gone');

        await predict(page, 0, 'refuses');
        const frozen = await part(page, 'run', 0);
        await press(frozen.locator('button.primary').last(), 'Enter');
        await until(() => textOf(frozen)).toContain('Not what you predicted');

        const leaders = await part(page, 'worked', 0);
        for (let place = 2; place <= 7; place += 1) {
          await press(leaders.locator('.buttons .primary'), 'Enter');
          await until(() => textOf(leaders.locator('.eyebrow').last())).toBe(`${place} of 7`);
        }

        await predict(page, 1, 'waits');
        const severed = await part(page, 'run', 1);
        await press(severed.locator('button.primary').last(), 'Enter');
        await until(() => textOf(severed)).toContain('As you predicted.');

        const learns = await part(page, 'task', 0);
        const here = learns.locator('.buttons .primary').last();
        await jumpTo(learns, 'election');
        await press(here, 'Enter');
        await until(() => textOf(result(learns))).toContain('the only one who knows');
        await jumpTo(learns, 'heal');
        await press(here, 'Enter');
        await until(() => textOf(result(learns))).toContain('not yet a message');
        const learned = `It is step ${learnedStep(runOf(lessonNamed('leaders-epochs-zombies'), 'severed-one'))}`;
        for (let steps = 0; steps < 9 && (await textOf(here)) !== learned; steps += 1) {
          const before = await textOf(here);
          await press(learns.locator('.key.play'), 'ArrowRight');
          await until(() => textOf(here)).not.toBe(before);
        }
        await press(here, 'Enter');
        await until(() => textOf(result(learns))).toContain('Solved.');

        const find = await part(page, 'find');
        for (const answer of ['counter-example', 'exhausted'] as const) {
          await press(find.locator(`input[value="${answer}"]`), 'Space');
          await press(find.locator('button.primary').first(), 'Enter');
          await expect.poll(() => textOf(find), { timeout: 60_000 }).toContain(searchWords('en').answer[answer]);
          expect(await textOf(find)).toContain('As you predicted.');
          if (answer === 'counter-example') await press(find.getByRole('switch'), 'Space');
        }

        const repair = await part(page, 'task', 1);
        const [acks, session, request] = await repair.locator('.settings select').all();
        await press(repair.locator('.answer button'), 'Enter');
        await until(() => textOf(result(repair))).toContain('a zombie can do so too');
        await choose(acks!, 'all');
        await choose(session!, '3000');
        await choose(request!, '1000');
        await press(repair.locator('.watch button'), 'Enter');
        await press(repair.locator('.key.play'), 'End');
        await press(repair.locator('.answer input'), '4');
        await press(repair.locator('.answer button'), 'Enter');
        await until(() => textOf(result(repair))).toContain('20 runs that you have not seen');
        await soundAfterUse(visited);
      });
    });

    it('RabbitMQ routing can be finished', async () => {
      await lesson('/learn/rabbitmq-routing/', width, async (visited) => {
        const { page } = visited;
        const hook = await part(page, 'hook');
        await press(hook.locator('.deed').first(), 'Enter');
        await until(() => textOf(hook.locator('.tally'))).toContain('confirmed orders are gone');

        await predict(page, 0, 'error');
        const deploy = await part(page, 'run', 0);
        await press(deploy.locator('button.primary').last(), 'Enter');
        await until(() => textOf(deploy)).toContain('Not what you predicted');

        const told = await part(page, 'worked', 0);
        for (let place = 2; place <= 8; place += 1) {
          await press(told.locator('.buttons .primary'), 'Enter');
          await until(() => textOf(told.locator('.eyebrow').last())).toBe(`${place} of 8`);
        }

        const silent = await part(page, 'task', 0);
        const here = silent.locator('.buttons .primary').last();
        await jumpTo(silent, 'admin');
        await press(here, 'Enter');
        await until(() => textOf(result(silent))).toContain('it was a spare one');
        await jumpTo(silent, 'admin');
        await press(here, 'Enter');
        await until(() => textOf(result(silent))).toContain('That is the mistake');
        await jumpTo(silent, 'fault');
        await press(here, 'Enter');
        await until(() => textOf(result(silent))).toContain('Solved.');

        await predict(page, 1, 2);
        const patterns = await part(page, 'run', 1);
        await press(patterns.locator('button.primary').last(), 'Enter');
        await until(() => textOf(patterns)).toContain('As you predicted.');

        for (const place of [1, 2]) {
          const four = await part(page, 'worked', place);
          await press(four.locator('.buttons .primary'), 'Enter', 'Enter', 'Enter');
          await until(() => textOf(four.locator('.eyebrow').last())).toBe('4 of 4');
        }

        const repair = await part(page, 'task', 1);
        const setting = (name: string) => repair.locator('label.field', { hasText: name }).locator('select');
        await choose(setting('persistent'), 'true');
        await press(repair.locator('.answer button'), 'Enter');
        await until(() => textOf(result(repair))).toContain('These never reached a queue');
        await choose(setting('mandatory'), 'true');
        await press(repair.locator('.answer button'), 'Enter');
        await until(() => textOf(result(repair))).toContain('A return helps only whoever does something');
        await choose(setting('alternate-exchange'), 'bound');
        await press(repair.locator('.watch button'), 'Enter');
        await press(repair.locator('.key.play'), 'End');
        await press(repair.locator('.answer input'), '6');
        await press(repair.locator('.answer button'), 'Enter');
        await until(() => textOf(result(repair))).toContain('20 runs that you have not seen');
        await soundAfterUse(visited);
      });
    });

    it('quorum queues and acks can be finished', async () => {
      await lesson('/learn/rabbitmq-quorum-queues/', width, async (visited) => {
        const { page } = visited;
        const hook = await part(page, 'hook');
        await press(hook.locator('.deed').first(), 'Enter');
        await until(() => textOf(hook.locator('.tally'))).toContain('Two of three nodes are enough');
        await press(hook.locator('.deed').nth(1), 'Enter');
        await until(() => textOf(hook.locator('.tally'))).toContain('one odd order');

        await predict(page, 0, 'forever');
        const fate = await part(page, 'run', 0);
        await press(fate.locator('button.primary').last(), 'Enter');
        await until(() => textOf(fate)).toContain('Not what you predicted');

        await predict(page, 1, 'forever');
        const nack = await part(page, 'run', 1);
        await press(nack.locator('button.primary').last(), 'Enter');
        await until(() => textOf(nack)).toContain('As you predicted.');

        await predict(page, 2, 1);
        const rush = await part(page, 'run', 2);
        await press(rush.locator('button.primary').last(), 'Enter');
        await until(() => textOf(rush)).toContain('Not what you predicted');
        expect(await textOf(rush)).toContain('9 orders');

        for (const [place, moments] of [6, 5, 7].entries()) {
          const told = await part(page, 'worked', place);
          for (let next = 2; next <= moments; next += 1) {
            await press(told.locator('.buttons .primary'), 'Enter');
            await until(() => textOf(told.locator('.eyebrow').last())).toBe(`${next} of ${moments}`);
          }
        }

        const repair = await part(page, 'task', 0);
        const setting = (name: string) => repair.locator('label.field', { hasText: name }).locator('select');
        const answered = async (words: string) => {
          await press(repair.locator('.answer button'), 'Enter');
          await until(() => textOf(result(repair))).toContain(words);
        };
        await answered('they end where the queue begins');
        await choose(setting('x-dead-letter-exchange'), 'dead');
        await answered('it does not apply');
        await choose(setting('gives back by'), 'basic.reject');
        await answered('and looked away');
        await choose(setting('x-dead-letter-strategy'), 'at-least-once');
        await answered('without a word');
        await choose(setting('x-overflow'), 'reject-publish');
        await answered('good orders in the graveyard');
        await choose(setting('prefetch'), '1');
        await answered('first in line 21 times');
        await choose(setting('x-delayed-retry-type'), 'failed');
        await press(repair.locator('.watch button'), 'Enter');
        await press(repair.locator('.key.play'), 'End');
        await press(repair.locator('.answer input'), '2', '1');
        await press(repair.locator('.answer button'), 'Enter');
        await until(() => textOf(result(repair))).toContain('20 runs that you have not seen');
        await soundAfterUse(visited);
      });
    });
  });

  it('progress that cannot be read is told, and left alone until the learner says otherwise', async () => {
    await lesson('/zh-cn/learn/reading-the-machine/', 1280, async ({ page }) => {
      await page.evaluate(() => localStorage.setItem('progress', 'not ours'));
      await page.reload({ waitUntil: 'networkidle' });
      const notice = page.getByRole('alert');
      await until(() => textOf(notice)).toContain('读不出来');
      await predict(page, 0, 'same');
      expect(await page.evaluate(() => localStorage.getItem('progress'))).toBe('not ours');
      await press(notice.getByRole('button', { name: '丢弃它，重新开始' }), 'Enter');
      await until(async () => JSON.stringify(await keptProgress(page))).toContain('"answer":"same"');
      expect(await page.evaluate(() => localStorage.getItem('progress'))).toBeNull();
    });
  });
});
