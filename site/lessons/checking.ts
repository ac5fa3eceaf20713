/**
 * Answers what a lesson's page asks about runs. Knows nothing of the wire, so that tests ask it the way the page does.
 */
import { blanksOf, extentOf } from '../../lessons/forms.ts';
import type { Answer, FormAnswer, RunPlan, RunReader } from '../../lessons/lesson.ts';
import type { PlotData } from '../../lessons/plot.ts';
import { STANDARD_PLOTS } from '../../lessons/plots.ts';
import { acknowledged, lost } from '../../lessons/reading.ts';
import { runPlan } from '../../lessons/running.ts';
import { unseenSeeds } from '../../lessons/seeds.ts';
import { writeLink } from '../worker/reading.ts';
import type { Lesson } from './parts.ts';
import type { CheckRequests, Score, SeedVerdict, Where } from './protocol.ts';
import { completeAnswer, exerciseOf, solutionOf, solved, type Exercise } from './solving.ts';
import { fillIn } from './text.ts';

export type { Lesson } from './parts.ts';

export type Locale = 'en' | 'zh-cn';

/** A run of a lesson by its name. @throws when it has none of that name */
export function planOf(lesson: Pick<Lesson, 'meta' | 'checks' | 'runs'>, name: string, seed?: number): RunPlan {
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

/** What is run to judge an answer under the public seed. */
export function plansOf(lesson: Lesson, { task, answer }: CheckRequests['plans']['in']): CheckRequests['plans']['out'] {
  const exercise = exerciseOf(lesson, task);
  return exercise.task.plans(completeAnswer(exercise, answer) as never, lesson.meta.seeds.public);
}

/** The reference solution, as the page shows it. */
export function solve(lesson: Lesson, { task, seed }: CheckRequests['solve']['in']): Answer {
  return solutionOf(lesson, task, seed);
}

/** The search for the smallest run that breaks a learner's design; null where the task offers none. */
export function designSearch(lesson: Lesson, { task, answer }: CheckRequests['search']['in']) {
  const exercise = exerciseOf(lesson, task);
  return exercise.task.search?.(completeAnswer(exercise, answer) as never) ?? null;
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
function plotNamed(lesson: Pick<Lesson, 'meta' | 'checks' | 'runs'>, name: string): (run: RunReader) => PlotData {
  const found = lesson.checks.plots?.[name] ?? STANDARD_PLOTS[name];
  if (found === undefined) throw new Error(`the lesson ${lesson.meta.id} has no plot named ${name}`);
  return found;
}

/** Draws nothing: computes what a plot shows. */
export function plotOf(
  lesson: Pick<Lesson, 'meta' | 'checks' | 'runs'>,
  { plot, of, seed }: CheckRequests['plot']['in'],
): PlotData {
  const draw = plotNamed(lesson, plot);
  const plan = typeof of === 'string' ? planOf(lesson, of) : of;
  return draw(runPlan(seed === undefined ? plan : { ...plan, scenario: { ...plan.scenario, seed } }).run);
}

function judged({ task }: Exercise, answer: Answer, seed: number) {
  const plans = task.plans(answer as never, seed);
  const runs: readonly RunReader[] = plans.map((plan) => runPlan(plan).run);
  return { plans, runs, outcome: task.judge(answer as never, runs) };
}

type Judged = ReturnType<typeof judged>;

/** The step at which the first promise of a run is broken; -1 when all hold. */
function firstBroken(run: RunReader): number {
  const times = run.verdicts.flatMap(({ verdict, at }) => (verdict === 'violation' ? [at] : []));
  if (times.length === 0) return -1;
  const at = Math.min(...times);
  let step = 0;
  while (step < run.steps && run.timeOf(step + 1) <= at) step += 1;
  return step;
}

/** The run that shows what is wrong with a form, at the step at which it leaves the goal; null when none does. */
function whereOf({ task, form }: Exercise, { plans, runs, outcome }: Judged): Where | null {
  if (outcome.passed || form === null) return null;
  const left = runs.map((run, place) => task.leftGoal?.(run, place) ?? firstBroken(run));
  const place = outcome.place ?? left.findIndex((step) => step >= 0);
  const [plan, run] = [plans[place], runs[place]];
  if (plan === undefined || run === undefined) return null;
  const step = left[place] ?? -1;
  return { plan, place, step: step < 0 ? run.steps : step };
}

/** What a failed answer is told. */
function failure(
  lesson: Lesson,
  { exercise, locale, found }: { readonly exercise: Exercise; readonly locale: Locale; readonly found: Judged },
): SeedVerdict {
  const { outcome } = found;
  if (outcome.passed) throw new Error('a right answer has not failed');
  const wrong = exercise.wrongAnswers[outcome.wrong];
  if (wrong === undefined)
    throw new Error(`${lesson.meta.id}, task ${exercise.name}: no words for the wrong answer ${outcome.wrong}`);
  const message = fillIn(wrong.message[locale], outcome.parameters, locale);
  const where = whereOf(exercise, found);
  return { passed: false, wrong: outcome.wrong, message, parameters: outcome.parameters, where, score: null };
}

const BLANK: SeedVerdict = { passed: false, wrong: 'blank', message: '', parameters: {}, where: null, score: null };

/** How well a right answer does, beside the reference solution under the same seed; null where the task does not count. */
function scoreOf(
  lesson: Lesson,
  { name, task: { par } }: Exercise,
  own: { readonly answer: Answer; readonly runs: readonly RunReader[] },
): Score | null {
  if (par === undefined) return null;
  const reference = solved(lesson, name);
  return {
    own: par.score(own.answer as never, own.runs),
    reference: par.score(reference.answer as never, reference.runs),
  };
}

/** Judges an answer under one seed; which seeds it has to stand besides, and how strictly, is said with it. */
export function checkUnder(
  lesson: Lesson,
  { task: name, answer: given, seed = lesson.meta.seeds.public }: CheckRequests['check']['in'],
  locale: Locale,
): CheckRequests['check']['out'] {
  const exercise = exerciseOf(lesson, name);
  const { task, form } = exercise;
  const answer = completeAnswer(exercise, given);
  const unseen = { rule: task.unseen, seeds: task.unseen === 'none' ? [] : unseenSeeds(lesson.meta) };
  const extent = extentOf(task.kind, name in lesson.completions ? 'completion' : 'task');
  if (form !== null && blanksOf(form, answer as FormAnswer, extent) > 0) return { verdict: BLANK, unseen };
  const found = judged(exercise, answer, seed);
  if (!found.outcome.passed) return { verdict: failure(lesson, { exercise, locale, found }), unseen };
  const { parameters } = found.outcome;
  const score = seed === lesson.meta.seeds.public ? scoreOf(lesson, exercise, { answer, runs: found.runs }) : null;
  return { verdict: { passed: true, wrong: null, message: '', parameters, where: null, score }, unseen };
}
