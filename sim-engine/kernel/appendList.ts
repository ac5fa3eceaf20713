/**
 * A persistent list that grows at its end: append, cut at the end, read, hash, all cheap, and every version stays valid.
 *
 * Versions share one buffer and each sees only its own length. Appending to the newest version writes into the shared
 * buffer; appending to an older one copies first, so a fork can never see the other branch's items.
 * The hash of a list is a chain over its items. Those of all prefixes are kept, so the hash of a log costs only its new records,
 * also when shorter versions of it (on a disk, at another node) are hashed in between.
 */
import { chain, everything, hashOf, type Digestible, type Hash64, type Hasher } from './hash.ts';
import { invariant } from './invariant.ts';

interface SharedBuffer<T> {
  readonly items: T[];
  /**
   * Hashes of the first 1, 2, 3, … items, as far as somebody has asked: the high half of each and the low half, one after the
   * other, because an object for each would take four times the room.
   */
  readonly prefixes: number[];
  /** The same for hashers that leave fields out: a search asks for these, a run never does. */
  others: WeakMap<Hasher, number[]> | null;
}

const EMPTY_HASH: Hash64 = hashOf('AppendList');

export class AppendList<T> implements Digestible {
  readonly #shared: SharedBuffer<T>;
  /** Number of items in this version. */
  readonly length: number;

  private constructor(shared: SharedBuffer<T>, length: number) {
    this.#shared = shared;
    this.length = length;
  }

  /** A new list with its own buffer. */
  static from<T>(items: readonly T[]): AppendList<T> {
    return new AppendList({ items: [...items], prefixes: [], others: null }, items.length);
  }

  /** This list with one more item. */
  append(item: T): AppendList<T> {
    const shared = this.#ownedBuffer();
    shared.items.push(item);
    return new AppendList(shared, this.length + 1);
  }

  /** This list with more items. */
  appendAll(items: readonly T[]): AppendList<T> {
    if (items.length === 0) return this;
    const shared = this.#ownedBuffer();
    for (const item of items) shared.items.push(item);
    return new AppendList(shared, this.length + items.length);
  }

  /** The first `length` items; the list itself when it is not longer. */
  truncate(length: number): AppendList<T> {
    invariant(length >= 0, 'a list is cut at a length of zero or more');
    return length >= this.length ? this : new AppendList(this.#shared, length);
  }

  /** The item at an index from 0 to length - 1. */
  at(index: number): T {
    invariant(index >= 0 && index < this.length, 'an index is inside the list');
    return this.#shared.items[index] as T;
  }

  /** The last item, or undefined when the list is empty. */
  last(): T | undefined {
    return this.length === 0 ? undefined : this.#shared.items[this.length - 1];
  }

  /** Items from `start` (inclusive) to `end` (exclusive, clipped) as a new array. */
  slice(start: number, end: number): T[] {
    return this.#shared.items.slice(start, Math.min(end, this.length));
  }

  /** All items as a new array. */
  toArray(): T[] {
    return this.#shared.items.slice(0, this.length);
  }

  digest(hasher: Hasher = everything): Hash64 {
    const { items } = this.#shared;
    const prefixes = this.#prefixesFor(hasher);
    let hash = prefixHash(prefixes, Math.min(this.length, prefixes.length / 2));
    for (let count = prefixes.length / 2; count < this.length; count += 1) {
      hash = chain(hash, hasher.hash(items[count]));
      prefixes.push(hash.high, hash.low);
    }
    return hash;
  }

  #ownedBuffer(): SharedBuffer<T> {
    const { items, prefixes } = this.#shared;
    if (items.length === this.length) return this.#shared;
    return { items: items.slice(0, this.length), prefixes: prefixes.slice(0, 2 * this.length), others: null };
  }

  #prefixesFor(hasher: Hasher): number[] {
    const shared = this.#shared;
    if (hasher === everything) return shared.prefixes;
    shared.others ??= new WeakMap();
    const known = shared.others.get(hasher);
    if (known !== undefined) return known;
    const prefixes: number[] = [];
    shared.others.set(hasher, prefixes);
    return prefixes;
  }
}

/** Hash of the first `count` items, which is known. */
function prefixHash(prefixes: readonly number[], count: number): Hash64 {
  if (count === 0) return EMPTY_HASH;
  return { high: prefixes[2 * count - 2] as number, low: prefixes[2 * count - 1] as number };
}

/** The empty list of any type. Appending to it makes a buffer of its own. */
export function emptyList<T>(): AppendList<T> {
  return AppendList.from<T>([]);
}
