/**
 * Keeps progress: shows a change at once, stores it after, and hears what other tabs stored.
 *
 * What is shown is what is stored with the changes that wait. A change is made on what is stored when its turn comes, inside the
 * transaction, never on what this tab remembers. What cannot be read is left alone until the learner says otherwise: changes wait.
 */
import type { Change } from './changes.ts';
import type { Keeping } from './keeping.ts';
import { merged } from './merge.ts';
import { readProgress, readProgressText, type Unreadable } from './read.ts';
import { isEmpty, NOTHING, type Saved } from './saved.ts';

export type Problem = Unreadable['reason'] | 'unavailable';

export interface View {
  readonly saved: Saved;
  /** Has the browser been asked? Before, there is nothing to show. */
  readonly loaded: boolean;
  /** Why what is kept cannot be used; null when it can. */
  readonly problem: Problem | null;
}

/** What cannot be read, and where it lies. */
interface Obstacle {
  readonly fault: Unreadable;
  readonly text: string;
  readonly giveUp: () => Promise<void> | void;
}

class Refused extends Error {
  readonly obstacle: Obstacle;

  constructor(obstacle: Obstacle) {
    super(obstacle.fault.reason);
    this.obstacle = obstacle;
  }
}

/** A browser that does not answer is one that keeps nothing, until it answers. */
const PATIENCE_MILLIS = 3000;

export class Keeper {
  readonly #keeping: () => Keeping;
  readonly #show: (view: View) => void;
  #opened: Keeping | null = null;
  #stored: Saved = NOTHING;
  #waiting: readonly Change[] = [];
  #obstacle: Obstacle | null = null;
  /** The old text whose joining waits. */
  #joining: { readonly text: string; readonly join: Change } | null = null;
  #available = true;
  #loaded = false;
  #turn: Promise<void> = Promise.resolve();

  /** `keeping` is asked for when something is loaded: not while pages are built. */
  constructor(keeping: () => Keeping, show: (view: View) => void) {
    this.#keeping = keeping;
    this.#show = show;
  }

  /** Reads what is kept; the first caller does it for all. */
  load(): Promise<void> {
    if (this.#opened === null) {
      this.#opened = this.#keeping();
      this.#opened.signal.listen(() => void this.#inTurn(() => this.#look()));
      this.#opened.signal.leaving(() => this.#leave());
      const impatient = setTimeout(() => this.#settle({ available: false }), PATIENCE_MILLIS);
      void this.#inTurn(() => this.#look()).then(() => clearTimeout(impatient));
    }
    return this.#turn;
  }

  /** Makes a change: shown at once, done when it is stored (or must wait). */
  change(change: Change): Promise<void> {
    this.#waiting = [...this.#waiting, change];
    this.#tell();
    return this.#inTurn(() => this.#store());
  }

  /** What cannot be read, as it is. */
  get unreadable(): string {
    return this.#obstacle?.text ?? '';
  }

  /** Gives up what cannot be read. Only when the learner asks for it. */
  startAnew(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#obstacle?.giveUp();
      this.#opened?.signal.tell();
      await this.#look();
    });
  }

  /** One after another, so that what was read is never older than what is shown. */
  #inTurn(job: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(job).catch(() => this.#settle({ available: false }));
    return this.#turn;
  }

  /** Looks at what is kept, and takes up the old text. */
  async #look(): Promise<void> {
    if (this.#opened === null) return;
    const { store, old } = this.#opened;
    this.#obstacle = null;
    let available = true;
    try {
      this.#stored = this.#readable(await store.read());
    } catch (error) {
      if (error instanceof Refused) this.#obstacle = error.obstacle;
      else available = false;
    }
    this.#settle({ available });
    const text = readOld(old);
    if (text !== null) await this.#takeUp(text);
    else await this.#store();
  }

  /** Joins the old text to what is stored; removes it when that is on the disk. */
  async #takeUp(text: string): Promise<void> {
    const read = readProgressText(text);
    if (!read.ok) {
      this.#obstacle ??= { fault: read.fault, text, giveUp: () => this.#opened?.old.remove(text) };
      this.#tell();
      return;
    }
    if (this.#joining?.text !== text) {
      this.#joining = { text, join: (saved) => merged(saved, read.saved) };
      this.#waiting = [this.#joining.join, ...this.#waiting];
      this.#tell();
    }
    const { join } = this.#joining;
    await this.#store();
    if (this.#waiting.includes(join)) return;
    this.#joining = null;
    this.#opened?.old.remove(text);
  }

  /** Stores the changes that wait, unless something must not be overwritten. */
  async #store(): Promise<void> {
    const making = this.#waiting;
    if (this.#opened === null || this.#obstacle !== null || making.length === 0) return;
    let made = NOTHING;
    try {
      await this.#opened.store.update((kept) => (made = after(making, this.#readable(kept))));
    } catch (error) {
      if (error instanceof Refused) this.#obstacle = error.obstacle;
      this.#settle({ available: error instanceof Refused });
      return;
    }
    this.#stored = made;
    this.#waiting = this.#waiting.slice(making.length);
    this.#settle({ available: true });
    this.#opened.signal.tell();
  }

  /**
   * The page is left while changes are on their way to the disk, and may never arrive: what they come to goes into the text that is
   * written at once, for the next page to join. Arrived or not, joining it takes nothing away; what a change took away may come back.
   */
  #leave(): void {
    const made = after(this.#waiting, NOTHING);
    if (this.#opened === null || !this.#available || this.#obstacle !== null || isEmpty(made)) return;
    const { old } = this.#opened;
    const text = readOld(old);
    const there = text === null ? { ok: true as const, saved: NOTHING } : readProgressText(text);
    if (!there.ok) return;
    try {
      old.write(JSON.stringify(merged(there.saved, made)));
    } catch {
      // No room, or forbidden: then it is as if there were no such text.
    }
  }

  /** @throws Refused when what is kept cannot be read */
  #readable(kept: unknown): Saved {
    const read = readProgress(kept);
    if (read.ok) return read.saved;
    throw new Refused({ fault: read.fault, text: textOf(kept), giveUp: () => this.#overwrite() });
  }

  /** Puts nothing in the place of what cannot be read; what can be, another tab has put there meanwhile. */
  #overwrite(): Promise<void> | void {
    return this.#opened?.store.update((kept) => (readProgress(kept).ok ? kept : NOTHING));
  }

  #settle({ available }: { readonly available: boolean }): void {
    this.#available = available;
    this.#loaded = true;
    this.#tell();
  }

  #tell(): void {
    this.#show({
      saved: after(this.#waiting, this.#stored),
      loaded: this.#loaded,
      problem: this.#obstacle?.fault.reason ?? (this.#available ? null : 'unavailable'),
    });
  }
}

const after = (changes: readonly Change[], saved: Saved): Saved =>
  changes.reduce((made, change) => change(made), saved);

function readOld(old: Keeping['old']): string | null {
  try {
    return old.read();
  } catch {
    return null;
  }
}

const textOf = (kept: unknown): string => (typeof kept === 'string' ? kept : (JSON.stringify(kept, null, 2) ?? ''));
