/** Puts the values of runs into cards. */
import type { CardText } from '../../lessons/cards.ts';
import type { LessonChecks, Parameters, RunPlan } from '../../lessons/lesson.ts';
import type { Locale } from '../i18n/index.ts';
import { runPlan } from '../../lessons/running.ts';
import { fillIn } from './text.ts';

interface Source {
  readonly id: string;
  readonly runs: Readonly<Record<string, RunPlan>>;
  readonly checks: Pick<LessonChecks, 'cards'>;
}

function valuesOf({ id, runs, checks }: Source, card: string): Parameters {
  const generated = checks.cards?.[card];
  if (generated === undefined) return {};
  const plan = runs[generated.run];
  if (plan === undefined)
    throw new Error(`the lesson ${id} has no run named ${generated.run}, which card ${card} asks for`);
  return generated.values(runPlan(plan).run);
}

/** Cards with their values. @throws when a place is left without a value, or values have no card */
export function cardsOf(source: Source, texts: readonly CardText[], locale: Locale): readonly CardText[] {
  const ids = texts.map(({ id }) => id);
  const stray = Object.keys(source.checks.cards ?? {}).find((id) => !ids.includes(id));
  if (stray !== undefined)
    throw new Error(`the lesson ${source.id} has values for a card ${stray}, which is not in its text`);
  return texts.map(({ id, question, answer }) => {
    const values = valuesOf(source, id);
    const filled = { id, question: fillIn(question, values, locale), answer: fillIn(answer, values, locale) };
    const empty = /\{\w+[^}]*\}/.exec(filled.question + filled.answer)?.[0];
    if (empty !== undefined) throw new Error(`card ${id} of ${source.id}: nothing gives a value for ${empty}`);
    return filled;
  });
}
