/** How each part of a lesson is worked through, as the lesson's reference solution goes. One driver per kind of part. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Answer, FormAnswer, FormSpec, ItemList } from '../../../lessons/lesson.ts';
import type { Action } from '../../../sim-engine/scenario/types.ts';
import { runPlan } from '../../../lessons/running.ts';
import { truthOf } from '../../../site/lessons/checking.ts';
import { solutionOf } from '../../../site/lessons/solving.ts';
import type { TestedLesson } from '../../lessons/support.ts';
import { choose, goToStep, press, textOf, type, until } from './keyboard.ts';

/** Names of the parts of a page, in their order: `predict-fate`. */
export async function partsOn(page: Page): Promise<readonly string[]> {
  const ids = await page.locator('[data-part] > h2').evaluateAll((titles) => titles.map(({ id }) => id));
  return ids.map((id) => id.replace(/^title-/, ''));
}

/** A part by its name; brings it into view, so that it comes alive. */
export async function partOf(page: Page, name: string): Promise<Locator> {
  const found = page.locator(`[data-part]:has(> #title-${name})`);
  await found.scrollIntoViewIfNeeded();
  for (const island of await found.locator('astro-island').all()) {
    await island.evaluate((element) => element.scrollIntoView());
    await page.waitForFunction((element) => element?.hasAttribute('ssr') === false, await island.elementHandle());
  }
  return found;
}

/** Locks in what really happens. */
export async function predict(page: Page, lesson: TestedLesson, id: string): Promise<void> {
  const part = await partOf(page, `predict-${id}`);
  const truth = truthOf(lesson, { prediction: id });
  if (typeof truth === 'number') await type(part.locator('input[type=number]'), String(truth));
  else await press(part.locator(`input[value="${truth}"]`), 'Space');
  await press(part.locator('.level input').nth(1), 'Space');
  await press(part.locator('button[type=submit]'), 'Enter');
  await until(() => part.locator('fieldset').first().getAttribute('disabled')).toBe('');
}

async function hook(page: Page): Promise<void> {
  const part = await partOf(page, 'hook');
  await press(part.locator('.deed').first(), 'Enter');
  await until(() => part.locator('.tally').getAttribute('class')).toMatch(/\b(safe|lost|well|harm)\b/);
}

async function run(page: Page, id: string): Promise<void> {
  const part = await partOf(page, `run-${id}`);
  const reveal = part.locator('button.primary').last();
  await reveal.waitFor();
  // A run that is computed again and again is computed twice.
  const isReplay = (await part.locator('.transport').count()) === 0 && (await part.locator('.frame').count()) === 0;
  await press(reveal, 'Enter');
  if (isReplay) {
    await until(() => part.locator('tbody tr').count()).toBe(1);
    await press(reveal, 'Enter');
  }
  await until(() => part.locator('.verdict.right').count()).toBe(1);
}

async function worked(page: Page, name: string): Promise<void> {
  const part = await partOf(page, name);
  const place = part.locator('.worked .eyebrow');
  const [, count = '1'] = / (\d+)$/.exec(await textOf(place)) ?? [];
  for (let next = 2; next <= Number(count); next += 1) {
    await press(part.locator('.worked .buttons .primary'), 'Enter');
    await until(() => textOf(place)).toBe(`${next} of ${count}`);
  }
}

async function find(page: Page, name: string): Promise<void> {
  const part = await partOf(page, name);
  await part.locator('button.primary').first().waitFor();
  const prediction = part.locator('fieldset input[type=radio]').first();
  if ((await prediction.count()) > 0) await press(prediction, 'Space');
  await press(part.locator('button.primary').first(), 'Enter');
  await expect.poll(() => part.locator('.answer').count(), { timeout: 60_000 }).toBeGreaterThan(0);
}

async function order(part: Locator, list: ItemList, wanted: readonly string[]): Promise<void> {
  const group = part.locator(`[data-list="${list.name}"]`);
  const chosen = () =>
    group.locator('ol > li').evaluateAll((items) => items.map((item) => item.getAttribute('data-item')!));
  const button = (id: string, move: string) => group.locator(`[data-item="${id}"] [data-move="${move}"]`);
  for (const id of await chosen()) if (!wanted.includes(id)) await press(button(id, 'remove'), 'Enter');
  for (const id of wanted) if (!(await chosen()).includes(id)) await press(button(id, 'add'), 'Enter');
  for (const [place, id] of wanted.entries()) {
    while ((await chosen()).indexOf(id) > place) await press(button(id, 'up'), 'Enter');
  }
  expect(await chosen()).toEqual(wanted);
}

/** Fills in the blanks of a form. */
async function fillIn(part: Locator, form: FormSpec, answer: FormAnswer): Promise<void> {
  for (const { name } of form.choices ?? []) {
    const value = answer.settings[name] ?? '';
    await part.locator(`[data-choice="${name}"]`).first().waitFor();
    const select = part.locator(`select[data-choice="${name}"]`);
    if ((await select.count()) > 0) await choose(select, value);
    else await press(part.locator(`fieldset[data-choice="${name}"] input[value="${value}"]`), 'Space');
  }
  for (const list of form.lists ?? []) await order(part, list, answer.lists[list.name] ?? []);
  for (const { name } of form.numbers ?? []) {
    const number = answer.numbers[name] ?? null;
    if (number !== null) await type(part.locator(`[data-number="${name}"]`), String(number));
  }
}

/** Carries out the faults of a script one by one, each at the last step before its time. */
async function perform(
  part: Locator,
  lesson: TestedLesson,
  { task, actions }: { task: string; actions: readonly Action[] },
) {
  const [plan] = lesson.checks.tasks[task]!.plans({ actions: [] } as never, lesson.meta.seeds.public);
  let done: readonly Action[] = [];
  for (const action of actions) {
    const { run: now } = runPlan({ scenario: plan!.scenario, actions: done });
    let step = 0;
    while (step < now.steps && now.timeOf(step + 1) < action.at) step += 1;
    await goToStep(part, step);
    const before = await part.locator('details ol li').count();
    await press(part.locator(`[data-operation="${action.operation}"]`), 'Enter');
    for (const [name, value] of Object.entries(action.arguments)) {
      const field = part.locator(`[data-argument="${name}"]`);
      if ((await field.locator('select').count()) > 0) await choose(field.locator('select'), String(value));
      else await type(field.locator('input'), String(value));
    }
    if (Object.keys(action.arguments).length > 0) {
      await press(part.locator('form:has([data-argument]) button[type=submit]').first(), 'Enter');
    }
    await until(() => part.locator('details ol li').count()).toBeGreaterThan(before);
    done = [...done, { ...action, at: now.timeOf(step) + 1 }];
  }
}

async function answer(part: Locator, lesson: TestedLesson, task: string): Promise<void> {
  const solution: Answer = solutionOf(lesson, task);
  if ('step' in solution) await goToStep(part, solution.step);
  else if ('actions' in solution) await perform(part, lesson, { task, actions: solution.actions });
  else await fillIn(part, (lesson.completions[task] ?? lesson.forms[task])!, solution);
}

const checkOf = (part: Locator): Locator => part.locator('.answer button[type=submit], .buttons > .primary').last();

/** A learner waits three seconds at most on a machine of their own. This one may have several other things to do. */
const CHECK_MILLIS_MAX = 8_000;

/** First nothing, then a hint, then the solution. */
async function task(page: Page, lesson: TestedLesson, name: string): Promise<void> {
  const part = await partOf(page, `task-${name}`);
  const check = checkOf(part);
  await press(check, 'Enter');
  await until(() => part.locator('.result.failed, .busy').count()).toBeGreaterThan(0);
  await press(part.locator('.hints button'), 'Enter');
  await until(() => part.locator('.hints p').count()).toBe(1);
  await answer(part, lesson, name);
  const from = performance.now();
  await press(check, 'Enter');
  await expect
    .poll(() => part.locator('.result.passed').count(), { timeout: 2 * CHECK_MILLIS_MAX, interval: 20 })
    .toBe(1);
  const { kind } = lesson.checks.tasks[name]!;
  if (!(name in lesson.forms)) return;
  const millis = Math.round(performance.now() - from);
  console.info(`${lesson.meta.id}, ${name} (${kind}): ${millis} ms`);
  expect(millis, `the check of ${name} takes too long`).toBeLessThan(CHECK_MILLIS_MAX);
}

async function completion(page: Page, lesson: TestedLesson, name: string): Promise<void> {
  const part = await partOf(page, `completion-${name}`);
  // A form arrives after its part: before it there is nothing to fill in, whatever its blanks are.
  await checkOf(part).waitFor();
  await answer(part, lesson, name);
  await press(checkOf(part), 'Enter');
  await until(() => part.locator('.result.passed').count()).toBe(1);
}

/** Works through a part by its name. What only is to be read is brought into view. */
export async function workThrough(page: Page, lesson: TestedLesson, name: string): Promise<void> {
  const [kind = '', ...rest] = name.split('-');
  const id = rest.join('-');
  switch (kind) {
    case 'hook':
      return hook(page);
    case 'predict':
      return predict(page, lesson, id);
    case 'run':
      return run(page, id);
    case 'worked':
      return worked(page, name);
    case 'completion':
      return completion(page, lesson, id);
    case 'find':
      return find(page, name);
    case 'task':
      return task(page, lesson, id);
    default:
      await partOf(page, name);
  }
}
