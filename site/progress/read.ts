/**
 * Reads what was saved, by this version of the site or an earlier one. A version that is too new, and anything malformed, is refused.
 *
 * An old form is carried forward one version at a time, so a new version adds one step here and changes none.
 */
import { amount, count, isObject, Malformed, moment, names, object, oneOf, recordOf, type Read } from './form.ts';
import { NOTHING, VERSION, type LessonProgress, type LockedPrediction, type Saved, type SavedCard } from './saved.ts';

type Form = Readonly<Record<string, unknown>>;

/** From the version that is named to the one after it. */
const STEPS: Readonly<Record<number, (old: Form) => Form>> = {
  // Version 2 added what was read.
  1: (old) => ({ ...old, version: 2, readings: [] }),
  // Version 3 added cards, and of lessons the attempts and hints: none were counted before.
  // A lesson that was forgotten had left an empty entry: it goes.
  2: (old) => ({ ...old, version: 3, lessons: withoutForgotten(old['lessons']) }),
};

const isForgotten = (lesson: unknown): boolean =>
  isObject(lesson) &&
  isObject(lesson['predictions']) &&
  Object.keys(lesson['predictions']).length === 0 &&
  Array.isArray(lesson['tasks']) &&
  lesson['tasks'].length === 0;

const withoutForgotten = (lessons: unknown): unknown =>
  isObject(lessons) ? Object.fromEntries(Object.entries(lessons).filter(([, each]) => !isForgotten(each))) : lessons;

export type Unreadable =
  /** Written by a later version of the site. */
  | { readonly reason: 'newer' }
  /** Not ours, or no longer whole; `place` is where it begins to be wrong, if that can be said. */
  | { readonly reason: 'damaged'; readonly place: string };

export type ReadProgress =
  { readonly ok: true; readonly saved: Saved } | { readonly ok: false; readonly fault: Unreadable };

const prediction: Read<LockedPrediction> = (value, place) => {
  const { answer, confidence } = object(value, place);
  if (typeof answer !== 'string' && !Number.isFinite(answer)) throw new Malformed(`${place}.answer`);
  return {
    answer: answer as string | number,
    confidence: oneOf([1, 2, 3] as const)(confidence, `${place}.confidence`),
  };
};

const lesson: Read<LessonProgress> = (value, place) => {
  const { predictions, tasks, attempts = {}, hints = {}, seen } = object(value, place);
  return {
    predictions: recordOf(prediction)(predictions, `${place}.predictions`),
    tasks: names(tasks, `${place}.tasks`),
    attempts: recordOf(count)(attempts, `${place}.attempts`),
    hints: recordOf(count)(hints, `${place}.hints`),
    ...(seen !== undefined && { seen: names(seen, `${place}.seen`) }),
  };
};

const card: Read<SavedCard> = (value, place) => {
  const { due, elapsed_days, last_review, state, ...numbers } = object(value, place);
  const field = (name: string): number => amount(numbers[name], `${place}.${name}`);
  return {
    due: moment(due, `${place}.due`),
    stability: field('stability'),
    difficulty: field('difficulty'),
    ...(elapsed_days !== undefined && { elapsed_days: amount(elapsed_days, `${place}.elapsed_days`) }),
    scheduled_days: field('scheduled_days'),
    learning_steps: field('learning_steps'),
    reps: count(numbers['reps'], `${place}.reps`),
    lapses: count(numbers['lapses'], `${place}.lapses`),
    state: oneOf([0, 1, 2, 3] as const)(state, `${place}.state`),
    ...(last_review !== undefined && { last_review: moment(last_review, `${place}.last_review`) }),
  };
};

function today(value: Form): Saved {
  const { lessons, readings, cards = {} } = value;
  return {
    version: VERSION,
    lessons: recordOf(lesson)(lessons, 'lessons'),
    readings: names(readings, 'readings'),
    cards: recordOf(card)(cards, 'cards'),
  };
}

function broughtForward(value: Form): Form {
  const { version } = value;
  if (version === VERSION) return value;
  const step = typeof version === 'number' ? STEPS[version] : undefined;
  if (step === undefined) throw new Malformed('version');
  return broughtForward(step(value));
}

const refused = (fault: Unreadable): ReadProgress => ({ ok: false, fault });

/** Reads what was saved; `undefined` when nothing was. */
export function readProgress(value: unknown): ReadProgress {
  if (value === undefined) return { ok: true, saved: NOTHING };
  if (!isObject(value)) return refused({ reason: 'damaged', place: '' });
  const { version } = value;
  if (Number.isSafeInteger(version) && (version as number) > VERSION) return refused({ reason: 'newer' });
  try {
    return { ok: true, saved: today(broughtForward(value)) };
  } catch (error) {
    if (error instanceof Malformed) return refused({ reason: 'damaged', place: error.place });
    throw error;
  }
}

/** Reads a text, as versions 1 and 2 kept it. */
export function readProgressText(text: string): ReadProgress {
  try {
    return readProgress(JSON.parse(text) as unknown);
  } catch {
    return refused({ reason: 'damaged', place: '' });
  }
}
