/** One search dialog's state: the index, what was typed, what was found. */
import type { Finder, Found } from './finder.ts';
import { createFinder } from './finder.ts';
import { KINDS, type Kind } from './kinds.ts';
import { loadPagefind, type Hit } from './pagefind.ts';
import { showHit, type Shown } from './shown.ts';

export interface ShownGroup {
  readonly kind: Kind;
  readonly total: number;
  readonly shown: readonly Shown[];
}

export interface Answer {
  readonly query: string;
  readonly found: Found;
  readonly groups: readonly ShownGroup[];
}

/** How many of a group are shown at first. */
const SHOWN_FIRST = 4;

export class SearchSession {
  phase = $state<'loading' | 'ready' | 'failed'>('loading');
  answer = $state.raw<Answer | null>(null);

  #finder: Promise<Finder | null> | null = null;
  /** Counts questions, so that an answer that comes late is dropped. */
  #asked = 0;

  /** Loads the index, once; again after it could not be loaded. */
  load(): Promise<Finder | null> {
    this.#finder ??= this.#loadFinder();
    return this.#finder;
  }

  async #loadFinder(): Promise<Finder | null> {
    this.phase = 'loading';
    try {
      const finder = await createFinder(await loadPagefind());
      this.phase = 'ready';
      return finder;
    } catch {
      this.phase = 'failed';
      this.#finder = null;
      return null;
    }
  }

  /** Answers a query. A newer one takes its place. */
  async ask(text: string): Promise<void> {
    this.#asked += 1;
    const question = this.#asked;
    const query = text.trim();
    if (query === '') {
      this.answer = null;
      return;
    }
    const found = await (await this.load())?.(query);
    if (found === undefined) return;
    const groups = await Promise.all(found.groups.map(({ kind, hits }) => shownGroup(kind, hits, found)));
    if (question === this.#asked) this.answer = { query, found, groups };
  }

  /** Shows all of a group. */
  async expand(kind: Kind): Promise<void> {
    const { answer } = this;
    const whole = answer?.found.groups.find((group) => group.kind === kind);
    if (answer === null || whole === undefined) return;
    const shown = await showAll(whole.hits, answer.found);
    // Another group may have been expanded meanwhile; only another query makes this one stale.
    if (answer.found !== this.answer?.found) return;
    this.answer = {
      ...this.answer,
      groups: this.answer.groups.map((group) => (group.kind === kind ? { ...group, shown } : group)),
    };
  }
}

/** How many were found of each kind, in the order of the kinds. */
export function countsOf({ groups }: Answer): readonly { readonly kind: Kind; readonly total: number }[] {
  return KINDS.flatMap((kind) => groups.filter((group) => group.kind === kind));
}

const showAll = (hits: readonly Hit[], { marks }: Found): Promise<readonly Shown[]> =>
  Promise.all(hits.map((hit) => showHit(hit, marks)));

async function shownGroup(kind: Kind, hits: readonly Hit[], found: Found): Promise<ShownGroup> {
  // A button that would show a single one more is longer than that one.
  const first = hits.length <= SHOWN_FIRST + 1 ? hits : hits.slice(0, SHOWN_FIRST);
  return { kind, total: hits.length, shown: await showAll(first, found) };
}
