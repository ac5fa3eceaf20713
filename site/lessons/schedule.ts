/**
 * When a card comes back: FSRS by ts-fsrs, with its own parameters, and without chance, so that the same answers on the same days give
 * the same plan on every machine.
 *
 * A card that is forgotten comes back in ten minutes; one that is known, after days.
 */
import { createEmptyCard, fsrs, generatorParameters, type Card, type Grade as FsrsGrade } from 'ts-fsrs';
import type { SavedCard } from '../progress/saved.ts';
import { GRADES, type Grade } from './grades.ts';

const scheduler = fsrs(generatorParameters({ enable_fuzz: false, learning_steps: ['10m'], relearning_steps: ['10m'] }));

const moment = (date: Date): string => date.toJSON();

function opened({ due, last_review, ...numbers }: SavedCard): Card {
  return {
    elapsed_days: 0,
    ...numbers,
    due: new Date(due),
    ...(last_review !== undefined && { last_review: new Date(last_review) }),
  };
}

function saved({ due, last_review, ...numbers }: Card): SavedCard {
  return { ...numbers, due: moment(due), ...(last_review !== undefined && { last_review: moment(last_review) }) };
}

/** The card after its answer was rated. `before` is undefined for a card that was never rated. */
export function rated(before: SavedCard | undefined, grade: Grade, now: Date): SavedCard {
  const card = before === undefined ? createEmptyCard(now) : opened(before);
  return saved(scheduler.next(card, now, (GRADES.indexOf(grade) + 1) as FsrsGrade).card);
}

/** When it would come back, for each rating. */
export function dueAfter(before: SavedCard | undefined, now: Date): Readonly<Record<Grade, Date>> {
  const due = (grade: Grade): Date => new Date(rated(before, grade, now).due);
  return { again: due('again'), hard: due('hard'), good: due('good'), easy: due('easy') };
}
