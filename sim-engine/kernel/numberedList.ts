/**
 * A persistent list of things that say themselves which they are (a number, a name), so that no two are alike. Its hash is
 * the sum of theirs: adding or taking away a few costs only those few, wherever they stand. Equal lists hash alike however
 * they came about; the order of the items is for the reader, and makes no difference to the hash.
 */
import { chain, everything, hashOf, type Digestible, type Hash64, type Hasher } from './hash.ts';

const SEED: Hash64 = hashOf('NumberedList');

/** What a version has more and less than an older one whose sum is known. */
interface Change<T> {
  readonly base: { readonly high: number; readonly low: number };
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

/** A version that nobody hashes forgets what it came from after so many changes, and is hashed item by item. */
const CHANGES_MAX = 16;

const NOTHING: readonly never[] = [];

export class NumberedList<T> implements Digestible {
  readonly items: readonly T[];
  #change: Change<T> | null;
  /** Sum of the items' hashes, once somebody has asked. */
  #sum: { readonly high: number; readonly low: number } | null = null;

  private constructor(items: readonly T[], change: Change<T> | null) {
    this.items = items;
    this.#change = change;
  }

  static from<T>(items: readonly T[]): NumberedList<T> {
    return new NumberedList(items, null);
  }

  get length(): number {
    return this.items.length;
  }

  /** This list with more items at its end. */
  append(added: readonly T[]): NumberedList<T> {
    if (added.length === 0) return this;
    return new NumberedList([...this.items, ...added], this.#changed(added, NOTHING));
  }

  /** This list without some of its items, and those. */
  split(isTaken: (item: T) => boolean): { readonly taken: readonly T[]; readonly rest: NumberedList<T> } {
    const taken: T[] = [];
    const rest: T[] = [];
    for (const item of this.items) (isTaken(item) ? taken : rest).push(item);
    if (taken.length === 0) return { taken, rest: this };
    return { taken, rest: new NumberedList(rest, this.#changed(NOTHING, taken)) };
  }

  /** This list with one item in place of another. */
  replace(before: T, after: T): NumberedList<T> {
    const at = this.items.indexOf(before);
    return at < 0 ? this : new NumberedList(this.items.with(at, after), this.#changed([after], [before]));
  }

  /** Only the hash that leaves nothing out is kept up to date; for any other one, every item is hashed. */
  digest(hasher: Hasher = everything): Hash64 {
    const { high, low } = hasher === everything ? (this.#sum ??= this.#total()) : sumOf(this.items, hasher);
    if (hasher === everything) this.#change = null;
    return chain(SEED, { high: high >>> 0, low: low >>> 0 });
  }

  #total(): { readonly high: number; readonly low: number } {
    let { high, low } = this.#change?.base ?? { high: 0, low: 0 };
    for (const item of this.#change?.added ?? this.items) {
      const hash = hashOf(item);
      high = (high + hash.high) | 0;
      low = (low + hash.low) | 0;
    }
    for (const item of this.#change?.removed ?? NOTHING) {
      const hash = hashOf(item);
      high = (high - hash.high) | 0;
      low = (low - hash.low) | 0;
    }
    return { high, low };
  }

  #changed(added: readonly T[], removed: readonly T[]): Change<T> | null {
    if (this.#sum !== null) return { base: this.#sum, added, removed };
    const known = this.#change;
    if (known === null || known.added.length + known.removed.length > CHANGES_MAX) return null;
    return { base: known.base, added: [...known.added, ...added], removed: [...known.removed, ...removed] };
  }
}

function sumOf(items: readonly unknown[], hasher: Hasher): { readonly high: number; readonly low: number } {
  let high = 0;
  let low = 0;
  for (const item of items) {
    const hash = hasher.hash(item);
    high = (high + hash.high) | 0;
    low = (low + hash.low) | 0;
  }
  return { high, low };
}

const EMPTY: NumberedList<never> = NumberedList.from<never>([]);

/** The empty list of any type. */
export function noItems<T>(): NumberedList<T> {
  return EMPTY;
}
