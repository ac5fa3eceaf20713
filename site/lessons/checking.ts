/**
 * Answers what a lesson's page asks about runs. Knows nothing of the wire, so that tests ask it the way the page does.
 */
import type { Answer, LessonChecks, Outcome, RunPlan, RunReader, Task, WrongAnswers } from '../../lessons/lesson.ts';
import { acknowledged, lost } from '../../lessons/reading.ts';
import { writeLink } from '../worker/reading.ts';
import type { PlotData } from '../../lessons/plot.ts';
import { STANDARD_PLOTS } from '../../lessons/plots.ts';
import type { LessonMeta } from '../../lessons/schema.ts';
import type { CheckRequests, TaskResult } from './protocol.ts';
import { runPlan } from './reader.ts';
import { fillIn } from './text.ts';

export interface Lesson {
  readonly meta: LessonMeta;
  readonly checks: LessonChecks;
  readonly runs: Readonly<Record<string, RunPlan>>;
  readonly wrongAnswers: WrongAnswers;
}

export type Locale = 'en' | 'zh-cn';

/** Unseen seeds of a lesson: far from the public one, the same for everybody. */
export function unseenSeeds(meta: LessonMeta): readonly number[] {
  return Array.from({ length: meta.seeds.unseen }, (_, index) => 1_000 + index);
}

function planOf(lesson: Lesson, name: string, seed?: number): RunPlan {
  const plan = lesson.runs[name];
  if (plan === undefined) throw new Error(`the lesson ${lesson.meta.id} has no run named ${name}`);
  return seed === undefined ? plan : { ...plan, scenario: { ...plan.scenario, seed } };
}

/** Steps of all moments of a run. */
export function momentsOf(
  lesson: Lesson,
  { run, seed }: CheckRequests['moments']['in'],
): CheckRequests['moments']['out'] {
  const reader = runPlan(planOf(lesson, run, seed)).run;
  const moments = Object.entries(lesson.checks.moments[run] ?? {});
  return Object.fromEntries(moments.map(([name, find]) => [name, find(reader)]));
}

/** What really happened, for a prediction. */
export function truthOf(lesson: Lesson, { prediction }: CheckRequests['truth']['in']): string | number {
  const found = lesson.checks.predictions[prediction];
  if (found === undefined) throw new Error(`the lesson ${lesson.meta.id} has no prediction named ${prediction}`);
  const plan = planOf(lesson, found.run);
  return found.truth(runPlan(plan).run, runPlan(plan).run);
}

/** Names a run that is computed from nothing, and links to it. */
export function replay(lesson: Lesson, { run, seed }: CheckRequests['replay']['in']): CheckRequests['replay']['out'] {
  const { scenario, actions, hash, steps } = runPlan(planOf(lesson, run, seed)).run;
  return { hash, steps, link: writeLink(scenario, actions, hash) };
}

function taskOf(lesson: Lesson, name: string): Task<never> {
  const task = lesson.checks.tasks[name];
  if (task === undefined) throw new Error(`the lesson ${lesson.meta.id} has no task named ${name}`);
  return task;
}

/** What is run to judge an answer under the public seed. */
export function plansOf(lesson: Lesson, { task, answer }: CheckRequests['plans']['in']): CheckRequests['plans']['out'] {
  return taskOf(lesson, task).plans(answer as never, lesson.meta.seeds.public);
}

/** What became of things after a learner's deeds: of confirmed records, unless the lesson counts something of its own. */
export function tallyOf(
  lesson: Lesson,
  { run, actions }: CheckRequests['tally']['in'],
  locale: Locale,
): CheckRequests['tally']['out'] {
  const reader = runPlan({ ...planOf(lesson, run), actions }).run;
  const own = lesson.checks.tally;
  if (own === undefined) return { kind: 'records', acknowledged: acknowledged(reader).length, lost: lost(reader) };
  const counted = own.count(reader);
  const broken = own.broken(counted);
  return { kind: 'own', broken, text: fillIn((broken ? own.harm : own.well)[locale], counted, locale) };
}

/** A plot by name: the lesson's own, or one that every run has. */
function plotNamed(lesson: Lesson, name: string): (run: RunReader) => PlotData {
  const found = lesson.checks.plots?.[name] ?? STANDARD_PLOTS[name];
  if (found === undefined) throw new Error(`the lesson ${lesson.meta.id} has no plot named ${name}`);
  return found;
}

/** Draws nothing: computes what a plot shows. */
export function plotOf(lesson: Lesson, { plot, of, seed }: CheckRequests['plot']['in']): PlotData {
  const draw = plotNamed(lesson, plot);
  const plan = typeof of === 'string' ? planOf(lesson, of) : of;
  return draw(runPlan(seed === undefined ? plan : { ...plan, scenario: { ...plan.scenario, seed } }).run);
}

function outcomeUnder(task: Task<never>, answer: Answer, seed: number): Outcome {
  const plans = task.plans(answer as never, seed);
  const runs: readonly RunReader[] = plans.map((plan) => runPlan(plan).run);
  return task.judge(answer as never, runs);
}

function failedResult(
  lesson: Lesson,
  {
    task,
    locale,
    outcome,
  }: { readonly task: string; readonly locale: Locale; readonly outcome: Outcome & { passed: false } },
): Pick<TaskResult, 'passed' | 'wrong' | 'message' | 'parameters'> {
  const wrong = lesson.wrongAnswers[task]?.[outcome.wrong];
  if (wrong === undefined)
    throw new Error(`${lesson.meta.id}, task ${task}: no words for the wrong answer ${outcome.wrong}`);
  const message = fillIn(wrong.message[locale], outcome.parameters, locale);
  return { passed: false, wrong: outcome.wrong, message, parameters: outcome.parameters };
}

/**
 * Judges an answer under the public seed, then under those that the learner has not seen. Yields after every seed, so that a
 * worker can tell how far it is.
 */
export function* checkTask(
  lesson: Lesson,
  { task: name, answer, seed = lesson.meta.seeds.public }: CheckRequests['check']['in'],
  locale: Locale,
): Generator<{ readonly done: number; readonly total: number }, TaskResult> {
  const task = taskOf(lesson, name);
  const seeds = task.unseen === 'none' ? [] : unseenSeeds(lesson.meta);
  const total = 1 + seeds.length;
  const first = outcomeUnder(task, answer, seed);
  yield { done: 1, total };
  const untried = { failedSeed: null, unseenPassed: 0, unseenTried: 0 };
  if (!first.passed) return { ...failedResult(lesson, { task: name, locale, outcome: first }), ...untried };
  const passed = { passed: true, wrong: null, message: '', parameters: first.parameters };
  let unseenPassed = 0;
  for (const [index, unseen] of seeds.entries()) {
    const outcome = outcomeUnder(task, answer, unseen);
    yield { done: index + 2, total };
    if (outcome.passed) unseenPassed += 1;
    else if (task.unseen === 'must-hold') {
      const counted = { failedSeed: unseen, unseenPassed, unseenTried: index + 1 };
      return { ...failedResult(lesson, { task: name, locale, outcome }), ...counted };
    }
  }
  return { ...passed, failedSeed: null, unseenPassed, unseenTried: seeds.length };
}
