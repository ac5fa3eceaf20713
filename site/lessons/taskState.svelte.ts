/** One task while it is being worked on: the check under way, its result, and how far up the ladder of help the learner is. */
import type { Answer, Text } from '../../lessons/lesson.ts';
import type { Locale } from '../i18n/index.ts';
import { checkerFor, type Asker } from './checker.ts';
import { progress } from './progress.svelte.ts';
import type { TaskResult } from './protocol.ts';
import { lessonWords, type LessonWords } from './words.ts';

/** What every task is given by its page. */
export interface TaskProps {
  readonly lesson: string;
  readonly locale: Locale;
  readonly task: string;
  /** Said when it is solved. */
  readonly solved: string;
  readonly hints: readonly Text[];
  readonly withhold: boolean;
}

/** Failures from which on a step of the ladder is offered. */
export const LADDER = { where: 1, search: 2, solution: 3 } as const;

export class Checking {
  readonly #counted: 'task' | 'completion';
  readonly lesson: string;
  readonly task: string;
  readonly locale: Locale;
  readonly withhold: boolean;
  readonly checker: Asker;
  readonly words: LessonWords;
  result = $state.raw<TaskResult | null>(null);
  /** The answer that was judged last. */
  judged = $state.raw<Answer | null>(null);
  progress = $state.raw<{ readonly done: number; readonly total: number } | null>(null);
  complaint = $state('');
  /** Wrong answers since this page was opened. */
  #failures = $state(0);
  /** The solution that was shown and not changed since; such an answer does not count. */
  copied = $state.raw<string | null>(null);

  constructor({ lesson, task, locale, withhold }: TaskProps, counted: 'task' | 'completion' = 'task') {
    this.lesson = lesson;
    this.task = task;
    this.locale = locale;
    this.withhold = withhold;
    this.#counted = counted;
    this.checker = checkerFor(lesson, locale);
    this.words = lessonWords(locale);
  }

  get busy(): boolean {
    return this.progress !== null;
  }

  /** Was it solved, now or before? */
  get passed(): boolean {
    return progress.of(this.lesson).tasks.includes(this.task);
  }

  /** Was its solution shown? One that was solved by hand after that is passed, too. */
  get shown(): boolean {
    return progress.of(this.lesson).seen?.includes(`task-${this.task}`) ?? false;
  }

  /** How often an answer was wrong, as far as that is known: of a task that is not solved, all that were judged. */
  get failures(): number {
    const before = this.passed ? 0 : (progress.of(this.lesson).attempts[this.task] ?? 0);
    return Math.max(this.#failures, before);
  }

  /** Is the diagnosis kept back this time? */
  get withheld(): boolean {
    return this.withhold && this.failures <= 1 && this.result?.passed === false;
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

  /** The learner begins anew, by hand: whatever was shown before, the next answer is their own. */
  anew(): void {
    this.copied = null;
    this.clear();
  }

  /** The reference solution, to be shown: from here on this answer does not count. */
  async solution(seed?: number): Promise<Answer> {
    const answer = await this.checker.ask('solve', { task: this.task, ...(seed !== undefined && { seed }) });
    this.copied = JSON.stringify(answer);
    this.clear();
    progress.see(this.lesson, `task-${this.task}`);
    return answer;
  }

  /** Judges an answer. That it was judged is counted; a right one is remembered. */
  async check(answer: Answer, seed?: number): Promise<void> {
    // A button that is at work keeps the focus: it is not disabled, it does nothing.
    if (this.busy) return;
    this.clear();
    if (this.copied !== null && this.copied === JSON.stringify(answer)) {
      return this.complain(this.words.task.ladder.copied);
    }
    this.progress = { done: 0, total: 1 };
    try {
      const asked = { task: this.task, answer, ...(seed !== undefined && { seed }) };
      this.result = await this.checker.check(asked, (done) => (this.progress = done));
      this.judged = answer;
      if (!this.result.passed) this.#failures += 1;
      if (this.#counted === 'task') this.#remember(this.result);
    } catch (error) {
      this.complaint = this.words.task.failed(error instanceof Error ? error.message : String(error));
    } finally {
      this.progress = null;
    }
  }

  #remember({ passed }: TaskResult): void {
    progress.attempt(this.lesson, this.task);
    if (passed) progress.pass(this.lesson, this.task);
  }
}
