/** What every form has in common: how it starts, and how an answer is changed. */
import type { FormAnswer, FormPart, FormSpec, Outcome, Parameters, TaskKind } from './lesson.ts';

/** A form as the learner finds it. */
export function startOf({ choices = [], lists = [], numbers = [] }: FormSpec): FormAnswer {
  return {
    settings: Object.fromEntries(choices.map(({ name, start = '' }) => [name, start])),
    lists: Object.fromEntries(lists.map(({ name, start }) => [name, start])),
    numbers: Object.fromEntries(numbers.map(({ name }) => [name, null])),
  };
}

/** An answer with some entries changed. */
export function changed(answer: FormAnswer, { settings, lists, numbers }: FormPart): FormAnswer {
  return {
    settings: { ...answer.settings, ...settings },
    lists: { ...answer.lists, ...lists },
    numbers: { ...answer.numbers, ...numbers },
  };
}

/** `whole`: an answer with a blank is no answer. `chosen`: numbers may be missing, because the judge asks for them at its time. */
export type Extent = 'whole' | 'chosen';

/** What an answer to a task of a kind must have: a prediction, an estimate and a completion have no blanks. */
export const extentOf = (kind: TaskKind, counted: 'task' | 'completion'): Extent =>
  kind === 'P' || kind === 'E' || counted === 'completion' ? 'whole' : 'chosen';

/** How many blanks of a form are empty that must not be. */
export function blanksOf({ choices = [], numbers = [] }: FormSpec, answer: FormAnswer, extent: Extent): number {
  const unchosen = choices.filter(({ name }) => (answer.settings[name] ?? '') === '').length;
  const missing = numbers.filter(({ name }) => (answer.numbers[name] ?? null) === null).length;
  return extent === 'whole' ? unchosen + missing : unchosen;
}

/** The outcome of a wrong answer, by its name in `wrongAnswers.ts`. */
export const wrong = (name: string, parameters: Parameters = {}): Outcome & { readonly passed: false } => ({
  passed: false,
  wrong: name,
  parameters,
});

/** A given number lies within a share of the true one: 0.2 is a fifth. Nothing given is not near. */
export function isWithin(given: number | null | undefined, truth: number, share: number): boolean {
  return typeof given === 'number' && Math.abs(given - truth) <= share * Math.abs(truth);
}
