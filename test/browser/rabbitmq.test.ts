/** RabbitMQ on the play page: chosen, stepped, broken, shared, read on a phone and by a reader without a mouse. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeShare } from '../../sim-engine/scenario/share.ts';
import { PRESET_GROUPS } from '../../sim-engine/systems/presets.ts';
import { RABBIT_PRESETS } from '../../sim-engine/systems/rabbitmq/presets/index.ts';
import { describeWith, startChromium } from './support/browsers.ts';
import { DIST } from './support/builtSite.ts';
import { axeFindings, sidewaysOverflow, visit, type Visit } from './support/examine.ts';
import { serve, type StaticServer } from './support/server.ts';

const SETTLED_MILLIS = 20_000;

const scrubber = (page: Page) => page.locator('input[type=range]').first();
const position = async (page: Page): Promise<number> => Number(await scrubber(page).inputValue());
const systemChoice = (page: Page) => page.locator('label', { hasText: /^System|^系统/ }).locator('select');
const presetChoice = (page: Page) => page.locator('label', { hasText: /^Start from|^从哪里开始/ }).locator('select');
const happened = (page: Page) => page.locator('section.panel', { hasText: 'What just happened' });
const focusedText = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');

const linkTo = (name: string): string =>
  encodeShare({
    scenario: { ...RABBIT_PRESETS.lock, name, seed: 99 },
    actions: [],
    traceHash: '0'.repeat(16),
    engineVersion: '0.1.0',
  });

/** The run is computed, and the picture is of the system that was asked for. */
async function settled(page: Page, machine: string): Promise<void> {
  await expect.poll(() => page.locator('svg .name').allTextContents(), { timeout: SETTLED_MILLIS }).toContain(machine);
  await expect
    .poll(async () => Number(await scrubber(page).getAttribute('max')), { timeout: SETTLED_MILLIS })
    .toBeGreaterThan(10);
}

async function chooseRabbit(page: Page, preset = 'play'): Promise<void> {
  await systemChoice(page).selectOption('rabbitmq');
  await settled(page, 'rabbit-1');
  if (preset === 'play') return;
  await presetChoice(page).selectOption(preset);
  await settled(page, 'rabbit-1');
}

async function go(page: Page, step: number): Promise<void> {
  await scrubber(page).evaluate((range: HTMLInputElement, to) => {
    range.value = String(to);
    range.dispatchEvent(new Event('input', { bubbles: true }));
  }, step);
  await expect
    .poll(() => page.locator('.panel').allInnerTexts())
    .toContainEqual(expect.stringMatching(new RegExp(`step ${step}\\b`)));
}

describeWith(['chromium'], 'RabbitMQ on the play page', () => {
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
      await expect.poll(() => page.locator('svg .name').count(), { timeout: SETTLED_MILLIS }).toBeGreaterThan(2);
      await look(page);
      expect(errors).toEqual([]);
    });
  }

  it.each(PRESET_GROUPS.map(({ system, presets }) => [system, presets] as const))(
    'offers every scenario of %s under a name of its own, and opens it',
    (system, presets) =>
      open('/play/', {}, async (page) => {
        await systemChoice(page).selectOption(system);
        await settled(page, system === 'rabbitmq' ? 'rabbit-1' : 'broker-1');
        const titles = await presetChoice(page).locator('option').allInnerTexts();
        expect(titles).toHaveLength(presets.length);
        expect(
          titles.filter((title) => presets.some(({ name, scenario }) => [name, scenario.name].includes(title))),
        ).toEqual([]);
        for (const { name } of presets) {
          await presetChoice(page).selectOption(name);
          await settled(page, system === 'rabbitmq' ? 'rabbit-1' : 'broker-1');
          expect(await presetChoice(page).inputValue()).toBe(name);
        }
      }),
  );

  it('begins in RabbitMQ’s own words, and steps past routine traffic when it is hidden', () =>
    open('/play/', {}, async (page) => {
      await chooseRabbit(page);
      await expect.poll(() => happened(page).innerText()).toContain('every exchange, queue and binding is declared');
      await go(page, 1_500);
      await page.getByLabel('Show routine traffic').uncheck();
      await page.getByRole('button', { name: 'Step', exact: true }).click();
      await expect.poll(() => position(page)).toBeGreaterThan(1_501);
      await expect.poll(() => happened(page).locator('summary', { hasText: 'The rule' }).count()).toBeGreaterThan(0);
      const passed = await position(page);
      await page.getByLabel('Show routine traffic').check();
      await page.getByRole('button', { name: 'Step', exact: true }).click();
      await expect.poll(() => position(page)).toBe(passed + 1);
    }));

  it('crashes a node by keyboard, and the focus comes back to where it was', () =>
    open('/play/', { width: 390 }, async (page) => {
      await chooseRabbit(page);
      await go(page, 600);
      await page.getByRole('button', { name: 'Crash', exact: true }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Do it here' }).focus();
      await page.keyboard.press('Enter');
      await expect
        .poll(() => page.locator('svg .machine').locator('..').filter({ hasText: 'crashed' }).count())
        .toBe(1);
      expect(await focusedText(page)).toBe('Crash');
      await expect
        .poll(() => page.locator('[aria-live=polite]').allInnerTexts())
        .toContainEqual(expect.stringContaining('Done: Crash (rabbit-1)'));
      await page.getByRole('button', { name: 'Undo the last change' }).focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => focusedText(page)).toBe('Crash');
    }));

  it('names bindings by what they bind', () =>
    open('/play/', {}, async (page) => {
      await chooseRabbit(page);
      await page.getByRole('button', { name: 'Unbind', exact: true }).click();
      expect(await page.getByLabel('Binding').locator('option').allInnerTexts()).toEqual([
        '0: orders → billing (order.*)',
        '1: orders → audit (#)',
        '2: dead → graveyard',
      ]);
    }));

  it('shows every fact of every card whole, side by side too', async () => {
    for (const path of ['/play/', '/zh-cn/play/', '/versus/', '/zh-cn/versus/']) {
      await open(path, { width: 1440 }, async (page) => {
        if (path.endsWith('play/')) await chooseRabbit(page);
        expect(
          await page.locator(':is(.producer, .consumer, .database) > text.aside').allTextContents(),
        ).not.toContainEqual(expect.stringContaining('…'));
      });
    }
  });

  it('shares a run with a crash, and the link opens the identical run', () =>
    open('/play/', {}, async (page) => {
      await chooseRabbit(page, 'poison');
      await go(page, 30);
      await page.getByRole('button', { name: 'Crash', exact: true }).click();
      await page.getByRole('button', { name: 'Do it here' }).click();
      await expect.poll(() => page.locator('.panel ol li').count()).toBe(1);
      await page.evaluate(() =>
        Object.defineProperty(navigator, 'clipboard', {
          value: { writeText: () => Promise.reject(new Error('closed')) },
        }),
      );
      await page.getByRole('button', { name: 'Copy link' }).click();
      const link = new URL(await page.getByLabel('Copy this link:').inputValue());
      await open(`${link.pathname}${link.hash}`, {}, async (other) => {
        await settled(other, 'rabbit-1');
        await expect.poll(() => other.locator('.notice.identical').count(), { timeout: SETTLED_MILLIS }).toBe(1);
        expect(await systemChoice(other).inputValue()).toBe('rabbitmq');
        expect(await other.locator('.panel ol li').count()).toBe(1);
      });
    }));

  it.each(['#run=', '#'])('opens a scenario of one’s own from a link that begins with %s', (prefix) => {
    return open(`/play/${prefix}${linkTo('my-own')}`, {}, async (page) => {
      await settled(page, 'rabbit-1');
      expect(await systemChoice(page).inputValue()).toBe('rabbitmq');
      expect(await presetChoice(page).locator('option:checked').innerText()).toBe('A shared run');
    });
  });

  it('near miss: one whose name is no name is refused, and the page says why', () =>
    open(`/play/#run=${linkTo('my own')}`, {}, async (page) => {
      await expect
        .poll(() => page.locator('.notice li').allInnerTexts())
        .toContainEqual(expect.stringContaining('name: expected a name of 1 to 32 characters'));
      expect(await systemChoice(page).inputValue()).toBe('kafka');
    }));

  it.each([
    ['/play/', 1440, 'light'],
    ['/play/', 390, 'dark'],
    ['/zh-cn/play/', 1440, 'dark'],
    ['/zh-cn/play/', 390, 'light'],
  ] as const)('%s at %i px, %s: nothing for axe to find, nothing sticks out', (path, width, colorScheme) =>
    open(path, { width, colorScheme }, async (page) => {
      await chooseRabbit(page);
      expect(await sidewaysOverflow(page)).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
    }),
  );
});
