/** A browser's keeping in memory, shared by as many tabs as wished. Faults are switched on and off. */
import type { Keeping } from '../../site/progress/keeping.ts';

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

export class MemoryBrowser {
  kept: unknown = undefined;
  old: string | null = null;
  /** Is the store closed to everybody? */
  closed = false;
  /** Does nothing arrive any more that was on its way? */
  lost = false;
  /** Does the old text throw, as in a browser that forbids storage? */
  oldForbidden = false;
  /** What happened to what is kept, in order. */
  readonly deeds: string[] = [];
  #turn: Promise<void> = Promise.resolve();
  readonly #tabs: { readonly heard: () => void }[] = [];
  readonly #left: (() => void)[] = [];

  /** What one tab sees of it. */
  tab(): Keeping {
    let self: { readonly heard: () => void } | undefined;
    return {
      store: {
        read: async () => {
          await this.#answer();
          return structuredClone(this.kept);
        },
        update: async (change) => {
          // Transactions that write wait for each other.
          const made = this.#turn.then(async () => {
            await this.#answer();
            if (this.lost) return;
            this.kept = structuredClone(change(structuredClone(this.kept)));
            this.deeds.push('stored');
          });
          this.#turn = made.catch(() => undefined);
          await made;
        },
      },
      old: {
        read: () => {
          if (this.oldForbidden) throw new Error('forbidden');
          return this.old;
        },
        write: (text) => {
          if (this.oldForbidden) throw new Error('forbidden');
          this.old = text;
        },
        remove: (text) => {
          if (this.old !== text) return;
          this.old = null;
          this.deeds.push('old text removed');
        },
      },
      signal: {
        tell: () => this.#tabs.filter((tab) => tab !== self).forEach(({ heard }) => setTimeout(heard, 0)),
        listen: (heard) => {
          self = { heard };
          this.#tabs.push(self);
        },
        leaving: (left) => this.#left.push(left),
      },
    };
  }

  /** All tabs are left at this moment. What was on its way to the store does not arrive. */
  leave(): void {
    this.#left.forEach((left) => left());
    this.lost = true;
  }

  async #answer(): Promise<void> {
    await soon();
    if (this.closed) throw new Error('closed');
  }
}
