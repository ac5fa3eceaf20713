/**
 * What a learner has done, kept on this machine. One object for the whole site; lessons are found by their id.
 *
 * What cannot be read is left alone: nothing is written over it until the learner says so.
 */
import {
  NO_PROGRESS,
  NOTHING,
  readProgress,
  VERSION,
  type LessonProgress,
  type LockedPrediction,
  type Saved,
} from './savedProgress.ts';

export type { LockedPrediction } from './savedProgress.ts';

const KEY = 'progress';

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
