/**
 * What a learner has done, as islands read and change it. One object for the whole site; lessons are found by their id.
 *
 * Reading is synchronous: before `loaded` there is nothing to show. How it is kept: ../progress/keeper.ts.
 */
import { askToPersist, keptInBrowser } from '../progress/browser.ts';
import {
  attempted,
  forgotten,
  hinted,
  locked,
  passed,
  read,
  reviewed,
  seen,
  unread,
  type Change,
} from '../progress/changes.ts';
import { Keeper, type Problem, type View } from '../progress/keeper.ts';
import {
  entryOf,
  isEmpty,
  NO_PROGRESS,
  NOTHING,
  type LessonProgress,
  type LockedPrediction,
  type Saved,
  type SavedCard,
} from '../progress/saved.ts';

export type { LockedPrediction } from '../progress/saved.ts';

class Progress {
  #view = $state.raw<View>({ saved: NOTHING, loaded: false, problem: null });
  readonly #keeper = new Keeper(keptInBrowser, (view) => (this.#view = view));

  /** Everything that is shown: stored, or about to be. */
  get saved(): Saved {
    return this.#view.saved;
  }

  /** Why what is kept cannot be used; null when it can. */
  get problem(): Problem | null {
    return this.#view.problem;
  }

  /** Has the browser been asked? Before, there is nothing to show. */
  get loaded(): boolean {
    return this.#view.loaded;
  }

  /** Reads what this browser remembers; the first caller does it for all. Who shows something waits for `loaded`. */
  load(): void {
    void this.#keeper.load();
  }

  of(lesson: string): LessonProgress {
    return entryOf(this.saved.lessons, lesson) ?? NO_PROGRESS;
  }

  /** Is anything remembered of a lesson? */
  begun(lesson: string): boolean {
    return entryOf(this.saved.lessons, lesson) !== undefined;
  }

  lock(lesson: string, prediction: string, answer: LockedPrediction): void {
    this.change(locked(lesson, prediction, answer));
  }

  /** Counts that an answer to a task was judged. */
  attempt(lesson: string, task: string): void {
    this.change(attempted(lesson, task));
  }

  /** Remembers how many hints to a task were opened. */
  hint(lesson: string, task: string, opened: number): void {
    this.change(hinted(lesson, task, opened));
  }

  pass(lesson: string, task: string): void {
    this.change(passed(lesson, task));
  }

  /** What is known of a card, by `<lesson>/<card>`; undefined when it was never rated. */
  card(key: string): SavedCard | undefined {
    return entryOf(this.saved.cards, key);
  }

  rate(key: string, card: SavedCard): void {
    this.change(reviewed(key, card));
  }

  /** Remembers that a part was seen to its end: once. */
  see(lesson: string, part: string): void {
    if (this.of(lesson).seen?.includes(part) !== true) this.change(seen(lesson, part));
  }

  forget(lesson: string): void {
    this.change(forgotten(lesson));
  }

  hasRead(reading: string): boolean {
    return this.saved.readings.includes(reading);
  }

  /** Remembers that a reading was read. */
  markRead(reading: string): void {
    this.change(read(reading));
  }

  forgetRead(reading: string): void {
    this.change(unread(reading));
  }

  /** What cannot be read, as it is. */
  raw(): string {
    return this.#keeper.unreadable;
  }

  /** Gives up what cannot be read. Only when the learner asks for it. */
  startAnew(): void {
    void this.#keeper.startAnew();
  }

  /** Makes any change (see ../progress/changes.ts): shown at once, stored after. */
  change(change: Change): void {
    void this.#keeper.change(change).then(() => {
      if (this.problem === null && !isEmpty(this.saved)) return askToPersist();
      return undefined;
    });
  }
}

/** Shared by all parts of a page. */
export const progress = new Progress();
