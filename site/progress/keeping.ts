/** Where progress is kept, and how tabs tell each other: what the keeper needs from a browser. */

/** Keeps one value. Every method may be refused by the browser. */
export interface ProgressStore {
  /** What is kept, as it is; `undefined` when nothing is. */
  read(): Promise<unknown>;
  /**
   * Puts what `change` makes of what is kept in its place, in one transaction, and is done when it lies on the disk.
   * What `change` throws is thrown, and nothing is changed.
   */
  update(change: (kept: unknown) => unknown): Promise<void>;
}

/**
 * A text that is written and read at once, in which versions 1 and 2 kept progress. Today it holds what a page that is left could
 * not store any more; whoever finds it joins it to what is stored.
 */
export interface OldText {
  /** Null when there is none. */
  read(): string | null;
  write(text: string): void;
  /** Removes the text, unless it is another one by now. */
  remove(text: string): void;
}

/** Tells other tabs that what is kept has changed. */
export interface Signal {
  tell(): void;
  listen(heard: () => void): void;
  /** Calls when the page is left: nothing that takes time can be done any more. */
  leaving(left: () => void): void;
}

export interface Keeping {
  readonly store: ProgressStore;
  readonly old: OldText;
  readonly signal: Signal;
}
