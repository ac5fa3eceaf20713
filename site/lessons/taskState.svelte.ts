/** One task while it is being worked on: the check under way and its result. */
import type { Answer } from '../../lessons/lesson.ts';
import type { Asker } from './checker.ts';
import { progress } from './progress.svelte.ts';
import type { TaskResult } from './protocol.ts';
import type { LessonWords } from './words.ts';

export interface CheckingOptions {
  readonly lesson: string;
  readonly task: string;
  readonly checker: Asker;
  readonly words: LessonWords;
}

export class Checking {
  readonly #options: CheckingOptions;
  result = $state.raw<TaskResult | null>(null);
  progress = $state.raw<{ readonly done: number; readonly total: number } | null>(null);
  complaint = $state('');

  constructor(options: CheckingOptions) {
    this.#options = options;
  }

  get busy(): boolean {
    return this.progress !== null;
  }

  /** Says what is missing, instead of checking. */
  complain(text: string): void {
    this.result = null;
    this.complaint = text;
  }

  clear(): void {
    this.result = null;
    this.complaint = '';
  }

  /** Judges an answer. That it was judged is counted; a right one is remembered. */
  async check(answer: Answer, seed?: number): Promise<void> {
    // A button that is at work keeps the focus: it is not disabled, it does nothing.
    if (this.busy) return;
    const { checker, lesson, task, words } = this.#options;
    this.clear();
    this.progress = { done: 0, total: 1 };
    try {
      const asked = { task, answer, ...(seed !== undefined && { seed }) };
      this.result = await checker.ask('check', asked, (done) => (this.progress = done));
      progress.attempt(lesson, task);
      if (this.result.passed) progress.pass(lesson, task);
    } catch (error) {
      this.complaint = words.task.failed(error instanceof Error ? error.message : String(error));
    } finally {
      this.progress = null;
    }
  }
}
