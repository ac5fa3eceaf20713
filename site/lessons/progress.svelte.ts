/**
 * What a learner has done, kept on this machine. One object for the whole site; lessons are found by their id.
 *
 * What cannot be read is left alone: nothing is written over it until the learner says so.
 */
const KEY = 'progress';
const VERSION = 1;

export interface LockedPrediction {
  /** Name of a choice, or a number. */
  readonly answer: string | number;
  readonly confidence: 1 | 2 | 3;
}

export interface LessonProgress {
  readonly predictions: Readonly<Record<string, LockedPrediction>>;
  /** Tasks that were passed. */
  readonly tasks: readonly string[];
}

interface Saved {
  readonly version: typeof VERSION;
  readonly lessons: Readonly<Record<string, LessonProgress>>;
}

const NOTHING: Saved = { version: VERSION, lessons: {} };
const NO_PROGRESS: LessonProgress = { predictions: {}, tasks: [] };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isPrediction(value: unknown): value is LockedPrediction {
  if (!isObject(value)) return false;
  const { answer, confidence } = value;
  return (typeof answer === 'string' || Number.isFinite(answer)) && [1, 2, 3].includes(confidence as number);
}

function isLesson(value: unknown): value is LessonProgress {
  if (!isObject(value) || !isObject(value['predictions']) || !Array.isArray(value['tasks'])) return false;
  return (
    Object.values(value['predictions']).every(isPrediction) && value['tasks'].every((task) => typeof task === 'string')
  );
}

export type ReadProgress =
  | { readonly ok: true; readonly saved: Saved }
  /** `newer`: written by a later version of the site; `damaged`: not ours at all. */
  | { readonly ok: false; readonly reason: 'newer' | 'damaged' };

/** Reads what was saved. */
export function readProgress(text: string | null): ReadProgress {
  if (text === null) return { ok: true, saved: NOTHING };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'damaged' };
  }
  if (!isObject(value)) return { ok: false, reason: 'damaged' };
  const { version, lessons } = value;
  if (typeof version === 'number' && version > VERSION) return { ok: false, reason: 'newer' };
  const wellFormed = version === VERSION && isObject(lessons) && Object.values(lessons).every(isLesson);
  return wellFormed ? { ok: true, saved: value as unknown as Saved } : { ok: false, reason: 'damaged' };
}

class Progress {
  #saved = $state.raw<Saved>(NOTHING);
  /** Why the saved progress cannot be used; null when it can. */
  problem = $state<'newer' | 'damaged' | 'unavailable' | null>(null);
  /** Has the machine been asked? Before, there is nothing to show. */
  loaded = $state(false);

  /** Reads what this machine remembers; the first caller does it for all. */
  load(): void {
    if (this.loaded) return;
    this.loaded = true;
    try {
      const read = readProgress(localStorage.getItem(KEY));
      if (read.ok) this.#saved = read.saved;
      else this.problem = read.reason;
    } catch {
      this.problem = 'unavailable';
    }
  }

  of(lesson: string): LessonProgress {
    return this.#saved.lessons[lesson] ?? NO_PROGRESS;
  }

  lock(lesson: string, prediction: string, locked: LockedPrediction): void {
    const before = this.of(lesson);
    this.#change(lesson, { ...before, predictions: { ...before.predictions, [prediction]: locked } });
  }

  pass(lesson: string, task: string): void {
    const before = this.of(lesson);
    if (!before.tasks.includes(task)) this.#change(lesson, { ...before, tasks: [...before.tasks, task] });
  }

  forget(lesson: string): void {
    this.#change(lesson, NO_PROGRESS);
  }

  /** What is stored, as it is. */
  raw(): string {
    return localStorage.getItem(KEY) ?? '';
  }

  /** Gives up what cannot be read. Only when the learner asks for it. */
  startAnew(): void {
    this.problem = null;
    this.#save();
  }

  #change(lesson: string, progress: LessonProgress): void {
    this.#saved = { ...this.#saved, lessons: { ...this.#saved.lessons, [lesson]: progress } };
    if (this.problem === null) this.#save();
  }

  #save(): void {
    try {
      // Another page may have saved meanwhile: keep its lessons.
      const stored = readProgress(localStorage.getItem(KEY));
      const others = stored.ok ? stored.saved.lessons : {};
      this.#saved = { version: VERSION, lessons: { ...others, ...this.#saved.lessons } };
      localStorage.setItem(KEY, JSON.stringify(this.#saved));
    } catch {
      this.problem = 'unavailable';
    }
  }
}

/** Shared by all parts of a page. */
export const progress = new Progress();
