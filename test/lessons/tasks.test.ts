/** What holds for every task of every lesson. */
import { describe, expect, test } from 'vitest';
import type { Answer, Outcome, Task } from '../../lessons/lesson.ts';
import { checkTask, type Lesson } from '../../site/lessons/checking.ts';
import type { TaskResult } from '../../site/lessons/protocol.ts';
import { runPlan } from '../../site/lessons/reader.ts';
import { LESSONS, runForAnswers, seedsOf, type TestedLesson } from './support.ts';

function check(lesson: Lesson, task: string, answer: Answer): TaskResult {
  const checking = checkTask(lesson, { task, answer }, 'en');
  for (let next = checking.next(); ; next = checking.next()) if (next.done) return next.value;
}

function outcome(lesson: Lesson, name: string, answer: Answer, seed: number): Outcome {
  const task = lesson.checks.tasks[name]! as unknown as Task;
  return task.judge(
    answer,
    task.plans(answer, seed).map((plan) => runPlan(plan).run),
  );
}

const TASKS = LESSONS.flatMap((lesson) =>
  lesson.meta.tasks.map(({ id, kind }): [string, string, 'D' | 'B' | 'R', TestedLesson] => [
    lesson.meta.id,
    id,
    kind,
    lesson,
  ]),
);

describe.each(TASKS)('%s, task %s', (_lesson, name, kind, lesson) => {
  test('is of the kind that the lesson says', () => {
    expect(lesson.checks.tasks[name]?.kind).toBe(kind);
  });

  test('the reference solution passes under the public seed and under 20 unseen ones', () => {
    const seeds = seedsOf(lesson);
    expect(seeds.length).toBe(21);
    for (const seed of seeds) {
      // Whoever points into a run points into this one; a number is stated once, from the run that one can see.
      const solution = lesson.solutions[name]!(runForAnswers(lesson, name, kind === 'D' ? seed : undefined));
      expect(outcome(lesson, name, solution, seed), `seed ${seed}`).toMatchObject({ passed: true });
    }
  });

  test('the page says so too', () => {
    const result = check(lesson, name, lesson.solutions[name]!(runForAnswers(lesson, name)));
    expect(result).toMatchObject({ passed: true, failedSeed: null });
    expect(result.unseenPassed).toBe(result.unseenTried);
  });

  test('doing nothing fails', () => {
    const nothing: Record<'D' | 'B' | 'R', Answer> = {
      D: { step: 0 },
      B: { actions: [] },
      R: { settings: {}, number: null },
    };
    expect(check(lesson, name, nothing[kind]).passed).toBe(false);
  });

  const wrongs = Object.entries(lesson.wrongAnswers[name] ?? {});

  test.each(wrongs)('the wrong answer “%s” is recognised and gets its own words', (wrongName, wrong) => {
    const result = check(lesson, name, wrong.example(runForAnswers(lesson, name)));
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
});
