/** What holds for every task of every lesson. */
import { describe, expect, test } from 'vitest';
import { changed } from '../../lessons/forms.ts';
import type { Answer, FormAnswer, FormPart, TaskKind } from '../../lessons/lesson.ts';
import { runPlan } from '../../lessons/running.ts';
import { searched } from '../../lessons/searching.ts';
import { problemsOf } from '../../sim-engine/explore/refusal.ts';
import { checkAllSeeds } from '../../site/lessons/allSeeds.ts';
import { checkUnder, type Lesson } from '../../site/lessons/checking.ts';
import type { TaskResult } from '../../site/lessons/protocol.ts';
import { completeAnswer, exerciseOf, solved, solutionOf } from '../../site/lessons/solving.ts';
import { LESSONS, seedsOf, type TestedLesson } from './support.ts';

/** As the page does it, but one seed after the other. */
const check = (lesson: Lesson, task: string, answer: Answer): Promise<TaskResult> =>
  checkAllSeeds({
    lanes: [async (seed) => checkUnder(lesson, { task, answer, ...(seed !== undefined && { seed }) }, 'en')],
    onProgress: () => undefined,
  });

function outcome(lesson: Lesson, name: string, answer: Answer, seed: number) {
  const exercise = exerciseOf(lesson, name);
  const whole = completeAnswer(exercise, answer) as never;
  return exercise.task.judge(
    whole,
    exercise.task.plans(whole, seed).map((plan) => runPlan(plan).run),
  );
}

/** What a learner hands in who does nothing. */
function nothing(lesson: Lesson, name: string): Answer {
  const { start, task } = exerciseOf(lesson, name);
  return start ?? (task.kind === 'D' ? { step: 0 } : { actions: [] });
}

/** An answer that is wrong in a way: of a form, the solution with something changed. */
function wrongly(lesson: Lesson, name: string, example: Answer | FormPart): Answer {
  if (exerciseOf(lesson, name).form === null) return example as Answer;
  return changed(solutionOf(lesson, name) as FormAnswer, example as FormPart);
}

const TASKS = LESSONS.flatMap((lesson) =>
  lesson.meta.tasks.map(({ id, kind }): [string, string, TaskKind, TestedLesson] => [lesson.meta.id, id, kind, lesson]),
);

describe.each(TASKS)('%s, task %s', (_lesson, name, kind, lesson) => {
  const task = lesson.checks.tasks[name]!;

  test('is of the kind that the lesson says, and has a form unless it is worked on in the player', () => {
    expect(task.kind).toBe(kind);
    expect(name in lesson.forms).toBe(kind !== 'D' && kind !== 'B');
  });

  test('the reference solution passes under the public seed and under 20 unseen ones', () => {
    const seeds = seedsOf(lesson);
    expect(seeds.length).toBe(21);
    for (const seed of seeds) {
      // Whoever points into a run points into this one; what a form says is said once, of the run that one can see.
      const solution = solutionOf(lesson, name, kind === 'D' ? seed : undefined);
      if (task.unseen === 'none' && kind !== 'D' && seed !== lesson.meta.seeds.public) continue;
      expect(outcome(lesson, name, solution, seed), `seed ${seed}`).toMatchObject({ passed: true });
    }
  });

  test('the page says so too', async () => {
    const result = await check(lesson, name, solutionOf(lesson, name));
    expect(result).toMatchObject({ passed: true, failedSeed: null });
    expect(result.unseenPassed).toBe(result.unseenTried);
  });

  test('doing nothing fails', async () => {
    expect((await check(lesson, name, nothing(lesson, name))).passed).toBe(false);
  });

  const wrongs = Object.entries(lesson.wrongAnswers[name] ?? {});

  test('knows at least one way to be wrong', () => expect(wrongs.length).toBeGreaterThan(0));

  test.each(wrongs)('the wrong answer “%s” is recognised and gets its own words', async (wrongName, wrong) => {
    const [first] = solved(lesson, name).runs;
    const result = await check(lesson, name, wrongly(lesson, name, wrong.example(first!)));
    expect(result).toMatchObject({ passed: false, wrong: wrongName });
    expect(result.message).not.toMatch(/[{}]/);
    expect(result.message.length).toBeGreaterThan(20);
  });

  test('no two wrong answers share their words', () => {
    for (const locale of ['en', 'zh-cn'] as const) {
      expect(new Set(wrongs.map(([, { message }]) => message[locale])).size).toBe(wrongs.length);
    }
  });

  test('both languages name the same parameters', () => {
    const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
    for (const [, { message }] of wrongs) expect(places(message['zh-cn'])).toEqual(places(message.en));
  });

  test('has three hints, none twice', () => {
    const hints = lesson.hints[name] ?? [];
    expect(hints).toHaveLength(3);
    for (const locale of ['en', 'zh-cn'] as const) expect(new Set(hints.map((hint) => hint[locale])).size).toBe(3);
  });

  test('what it offers to search can be searched', () => {
    const offered = task.search?.(nothing(lesson, name) as never) ?? null;
    if (offered === null) return;
    expect(problemsOf({ ...offered, bounds: offered })).toEqual([]);
  });

  test('what it offers to search breaks wrong designs, and not the right one', () => {
    if (task.search === undefined) return;
    const found = (answer: Answer): string | null => {
      const offered = task.search?.(answer as never) ?? null;
      if (offered === null) return null;
      const { scenario, ...search } = offered;
      return searched({ design: { scenario } }, { ...search, run: 'design' }, {}).kind;
    };
    const [first] = solved(lesson, name).runs;
    const answers = wrongs.map(([, wrong]) => wrongly(lesson, name, wrong.example(first!)));
    expect(found(solutionOf(lesson, name))).toBe('exhausted');
    expect(answers.map(found)).toContain('counter-example');
  });
});

const COMPLETIONS = LESSONS.flatMap((lesson) =>
  Object.keys(lesson.completions).map((name): [string, string, TestedLesson] => [lesson.meta.id, name, lesson]),
);

describe.each(COMPLETIONS)('%s, completion %s', (_lesson, name, lesson) => {
  test('is not called like a task', () => {
    expect(lesson.meta.tasks.map(({ id }) => id)).not.toContain(name);
    expect(lesson.checks.tasks).not.toHaveProperty(name);
  });

  test('has one to three blanks', () => {
    const { choices = [], lists = [], numbers = [] } = lesson.completions[name]!;
    const blanks = choices.length + lists.length + numbers.length;
    expect(blanks).toBeGreaterThanOrEqual(1);
    expect(blanks).toBeLessThanOrEqual(3);
  });

  test('the reference solution passes, and doing nothing fails', async () => {
    expect((await check(lesson, name, solutionOf(lesson, name))).passed).toBe(true);
    expect((await check(lesson, name, nothing(lesson, name))).passed).toBe(false);
  });

  const { judgedBy } = lesson.completions[name]!;
  const isOwn = !lesson.meta.tasks.some(({ id }) => id === judgedBy);
  const wrongs = isOwn ? Object.entries(lesson.wrongAnswers[judgedBy] ?? {}) : [];

  test.each(wrongs)('the wrong answer “%s” gets its own words', async (wrongName, wrong) => {
    const [first] = solved(lesson, name).runs;
    const result = await check(lesson, name, wrongly(lesson, name, wrong.example(first!)));
    expect(result).toMatchObject({ passed: false, wrong: wrongName });
    expect(result.message).not.toMatch(/[{}]/);
  });
});
