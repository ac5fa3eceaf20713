/**
 * What a learner has done, in the form in which it is kept (version 3).
 *
 * Lessons, tasks, predictions, readings and cards are found by their ids, which never change.
 */
export const VERSION = 3;

export interface LockedPrediction {
  /** Name of a choice, or a number. */
  readonly answer: string | number;
  readonly confidence: 1 | 2 | 3;
}

export interface LessonProgress {
  readonly predictions: Readonly<Record<string, LockedPrediction>>;
  /** Tasks that were passed. */
  readonly tasks: readonly string[];
  /** How often an answer to a task was judged, right or wrong. */
  readonly attempts: Readonly<Record<string, number>>;
  /** How many hints to a task were shown. */
  readonly hints: Readonly<Record<string, number>>;
  /** Parts that were seen to their end and leave no other trace: `hook`, `run-fate`, `worked-deploy`; missing when there is none. */
  readonly seen?: readonly string[];
}

/** A card of spaced retrieval: a `Card` of ts-fsrs as JSON writes it. Dates are ISO 8601 in UTC. */
export interface SavedCard {
  readonly due: string;
  readonly stability: number;
  readonly difficulty: number;
  /** Its scheduler gives this up in version 6. */
  readonly elapsed_days?: number;
  readonly scheduled_days: number;
  readonly learning_steps: number;
  readonly reps: number;
  readonly lapses: number;
  /** New, learning, review, relearning. */
  readonly state: 0 | 1 | 2 | 3;
  /** Missing from a card that was never reviewed. */
  readonly last_review?: string;
}

export interface Saved {
  readonly version: typeof VERSION;
  readonly lessons: Readonly<Record<string, LessonProgress>>;
  /** Ids of entries of the reading catalogue that were read. */
  readonly readings: readonly string[];
  readonly cards: Readonly<Record<string, SavedCard>>;
}

export const NOTHING: Saved = { version: VERSION, lessons: {}, readings: [], cards: {} };
export const NO_PROGRESS: LessonProgress = { predictions: {}, tasks: [], attempts: {}, hints: {} };

/** The entry of a record, whatever its name: `constructor` is no entry of `{}`. */
export const entryOf = <T>(record: Readonly<Record<string, T>>, id: string): T | undefined =>
  Object.hasOwn(record, id) ? record[id] : undefined;

/** The same record with one entry more, or another one in its place. */
export const withEntry = <T>(record: Readonly<Record<string, T>>, id: string, entry: T): Record<string, T> =>
  Object.fromEntries([...Object.entries(record), [id, entry]]);

/** The same record without one entry. */
export const withoutEntry = <T>(record: Readonly<Record<string, T>>, id: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([each]) => each !== id));

/** Is there anything worth keeping? */
export const isEmpty = ({ lessons, readings, cards }: Saved): boolean =>
  readings.length === 0 && Object.keys(lessons).length === 0 && Object.keys(cards).length === 0;
