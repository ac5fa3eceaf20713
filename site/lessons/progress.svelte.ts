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

  hasRead(reading: string): boolean {
    return this.#saved.readings.includes(reading);
  }

  /** Remembers that a reading was read. */
  markRead(reading: string): void {
    if (!this.hasRead(reading)) this.#changeReadings((before) => [...before.filter((id) => id !== reading), reading]);
  }

  forgetRead(reading: string): void {
    this.#changeReadings((before) => before.filter((id) => id !== reading));
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

  /** Changes the list as it is stored now: another page may have added to it, or taken something away. */
  #changeReadings(change: (before: readonly string[]) => readonly string[]): void {
    const stored = this.problem === null ? this.#stored() : null;
    this.#saved = { ...this.#saved, readings: change((stored ?? this.#saved).readings) };
    if (this.problem === null) this.#save({ readings: this.#saved.readings });
  }

  #save(changed: { readonly readings?: readonly string[] } = {}): void {
    try {
      // Another page may have saved meanwhile: keep its lessons, and what it says was read.
      const stored = this.#stored() ?? this.#saved;
      this.#saved = {
        version: VERSION,
        lessons: { ...stored.lessons, ...this.#saved.lessons },
        readings: changed.readings ?? stored.readings,
      };
      localStorage.setItem(KEY, JSON.stringify(this.#saved));
    } catch {
      this.problem = 'unavailable';
    }
  }

  /** What is stored, or null when it cannot be read. */
  #stored(): Saved | null {
    try {
      const read = readProgress(localStorage.getItem(KEY));
      return read.ok ? read.saved : null;
    } catch {
      return null;
    }
  }
}

/** Shared by all parts of a page. */
export const progress = new Progress();
