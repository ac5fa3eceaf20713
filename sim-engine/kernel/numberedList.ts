/**
 * A persistent list of things that say themselves which they are (a number, a name), so that no two are alike. Its hash is
 * the sum of theirs, and each is hashed once, when it comes: so a change costs only what is new, wherever it stands. Equal
 * lists hash alike however they came about; the order of the items is for the reader, and makes no difference to the hash.
 */
import { chain, everything, hashOf, type Digestible, type Hash64, type Hasher } from './hash.ts';

const SEED: Hash64 = hashOf('NumberedList');

export class NumberedList<T> implements Digestible {
  readonly items: readonly T[];
  /** Hash of each item, once somebody has asked. */
  readonly #hashes: (Hash64 | null)[];
  #digest: Hash64 | null = null;

  private constructor(items: readonly T[], hashes: (Hash64 | null)[]) {
    this.items = items;
    this.#hashes = hashes;
  }

  static from<T>(items: readonly T[]): NumberedList<T> {
    return new NumberedList(items, unknownOf(items));
  }

  get length(): number {
    return this.items.length;
  }

  /** This list with more items at its end. */
  append(added: readonly T[]): NumberedList<T> {
    if (added.length === 0) return this;
    return new NumberedList([...this.items, ...added], [...this.#hashes, ...unknownOf(added)]);
  }

  /** This list without some of its items, and those. */
  split(isTaken: (item: T) => boolean): { readonly taken: readonly T[]; readonly rest: NumberedList<T> } {
    const taken: T[] = [];
    const rest: T[] = [];
    const hashes: (Hash64 | null)[] = [];
    for (let index = 0; index < this.items.length; index += 1) {
      const item = this.items[index] as T;
      if (isTaken(item)) taken.push(item);
      else {
        rest.push(item);
        hashes.push(this.#hashes[index] ?? null);
      }
    }
    return taken.length === 0 ? { taken, rest: this } : { taken, rest: new NumberedList(rest, hashes) };
  }

  /** This list with one item in place of another. */
  replace(before: T, after: T): NumberedList<T> {
    const at = this.items.indexOf(before);
    return at < 0 ? this : new NumberedList(this.items.with(at, after), this.#hashes.with(at, null));
  }

  /** Only the hash that leaves nothing out is kept; for any other one, every item is hashed. */
  digest(hasher: Hasher = everything): Hash64 {
    if (hasher !== everything) return totalOf(this.items.map((item) => hasher.hash(item)));
    return (this.#digest ??= this.#total());
  }

  #total(): Hash64 {
    for (let index = 0; index < this.items.length; index += 1) this.#hashes[index] ??= hashOf(this.items[index]);
    return totalOf(this.#hashes as readonly Hash64[]);
  }
}

function unknownOf(items: readonly unknown[]): null[] {
  return items.map(() => null);
}

function totalOf(hashes: readonly Hash64[]): Hash64 {
  let high = 0;
  let low = 0;
  for (const hash of hashes) {
    high = (high + hash.high) | 0;
    low = (low + hash.low) | 0;
  }
  return chain(SEED, { high: high >>> 0, low: low >>> 0 });
}

const EMPTY: NumberedList<never> = NumberedList.from<never>([]);

/** The empty list of any type. */
export function noItems<T>(): NumberedList<T> {
  return EMPTY;
}
