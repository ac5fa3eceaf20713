/** What is judged, a task or a completion, and how its reference solution becomes an answer. */
import { changed, startOf } from '../../lessons/forms.ts';
import type { Answer, FormAnswer, FormPart, FormSpec, RunReader, Task, WrongAnswer } from '../../lessons/lesson.ts';
import { runPlan } from '../../lessons/running.ts';
import type { Lesson } from './parts.ts';

export interface Exercise {
  readonly name: string;
  readonly task: Task<never>;
  /** What the learner fills in; null for a task that is worked on in the player. */
  readonly form: FormSpec | null;
  /** The whole form before the learner has filled in anything; null like `form`. */
  readonly start: FormAnswer | null;
  readonly wrongAnswers: Readonly<Record<string, WrongAnswer>>;
}

const EMPTY: FormAnswer = { settings: {}, lists: {}, numbers: {} };

/** A task or a completion by its name. @throws when there is none */
export function exerciseOf(lesson: Lesson, name: string): Exercise {
  const completion = lesson.completions[name];
  const judge = completion?.judgedBy ?? name;
  const task = lesson.checks.tasks[judge];
  if (task === undefined) throw new Error(`the lesson ${lesson.meta.id} has no task named ${judge}`);
  const own = lesson.forms[judge];
  const wrongAnswers = lesson.wrongAnswers[judge] ?? {};
  const whole = own === undefined ? EMPTY : startOf(own);
  if (completion !== undefined) {
    const start = changed(changed(whole, startOf(completion)), completion.given);
    return { name, task, form: completion, start, wrongAnswers };
  }
  return { name, task, form: own ?? null, start: own === undefined ? null : whole, wrongAnswers };
}

/** An answer with every blank of the whole form; what the page did not ask for stands as it was given. */
export function completeAnswer({ start }: Exercise, answer: Answer): Answer {
  return start === null ? answer : changed(start, answer as FormPart);
}

/** The runs of a reference solution under a seed, and the solution itself. */
export function solved(
  lesson: Lesson,
  name: string,
  seed = lesson.meta.seeds.public,
): { readonly answer: Answer; readonly runs: readonly RunReader[] } {
  const exercise = exerciseOf(lesson, name);
  const solution = lesson.solutions[name] ?? lesson.solutions[lesson.completions[name]?.judgedBy ?? ''];
  if (solution === undefined) throw new Error(`the lesson ${lesson.meta.id} has no solution of ${name}`);
  const probe =
    typeof solution === 'function' ? { step: 0, actions: [] } : changed(exercise.start ?? EMPTY, partOf(solution));
  const runs = exercise.task.plans(probe as never, seed).map((plan) => runPlan(plan).run);
  const [first] = runs;
  if (first === undefined) throw new Error(`${lesson.meta.id}, task ${name}: there is nothing to run`);
  if (typeof solution === 'function') return { answer: solution(first), runs };
  return { answer: changed(probe as FormAnswer, solution.read?.(runs) ?? {}), runs };
}

const partOf = ({ settings = {}, lists = {}, numbers = {} }: FormPart): FormPart => ({ settings, lists, numbers });

/** The reference solution of a task or a completion. */
export function solutionOf(lesson: Lesson, name: string, seed?: number): Answer {
  return solved(lesson, name, seed).answer;
}
