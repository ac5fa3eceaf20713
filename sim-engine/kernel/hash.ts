/**
 * Structural hashing of plain immutable data: two 32-bit lanes mixed with `Math.imul`, the same in every engine.
 *
 * Object fields are combined so that their order does not matter; arrays keep their order. Hashes of objects are cached
 * by identity (the data is immutable), so hashing a world costs only what the last steps touched.
 * A hasher may leave fields out by name: clocks and running numbers, for a search to which their values make no difference.
 * Leaves out: functions, symbols, class instances other than those that implement {@link Digestible}; floats are refused.
 */
import { InvariantError } from './invariant.ts';

/** A 64-bit hash as two unsigned 32-bit numbers. */
export interface Hash64 {
  readonly high: number;
  readonly low: number;
}

/** A value that knows its own hash. */
export interface Digestible {
  /** @param hasher - who asks: one that leaves fields out expects the same of the value, where that is possible */
  digest(hasher: Hasher): Hash64;
}

/** Mixes one 32-bit integer into a lane (murmur3's round). */
export function mix(lane: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  let h = lane ^ Math.imul(k, 0x1b873593);
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

/** Spreads every input bit over all output bits (murmur3's finaliser). */
export function finish(lane: number): number {
  let h = lane;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const LANE_HIGH = 0x2f0b4c47;
const LANE_LOW = 0x6a09e667;
const TWO_32 = 4_294_967_296;

/** Kinds of values, so that 1, '1', true and [1] differ. */
const TAG = { undefined: 1, null: 2, boolean: 3, number: 4, array: 5, record: 6 } as const;

/** Small objects are hashed again rather than remembered: a cache entry costs more than their hash. */
const CACHED_FIELDS_MIN = 6;

const keyHashes = new Map<string, Hash64>();

// Result registers: hashing allocates nothing but what it caches.
let resultHigh = 0;
let resultLow = 0;

function setPair(tag: number, first: number, second: number): void {
  resultHigh = finish(mix(mix(mix(LANE_HIGH, tag), first), second));
  resultLow = finish(mix(mix(mix(LANE_LOW, tag), second), first));
}

/** Combines a running hash with the one in the registers. */
function chainInto(high: number, low: number): void {
  const right = resultHigh;
  resultHigh = finish(mix(mix(high, right), resultLow));
  resultLow = finish(mix(mix(low, resultLow), right));
}

/** Combines hashes in order. */
export function chain(left: Hash64, right: Hash64): Hash64 {
  return {
    high: finish(mix(mix(left.high, right.high), right.low)),
    low: finish(mix(mix(left.low, right.low), right.high)),
  };
}

function hashString(value: string): void {
  let high = LANE_HIGH;
  let low = LANE_LOW;
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    high = mix(high, code);
    low = mix(low, code ^ 0x55);
  }
  resultHigh = finish(mix(high, value.length));
  resultLow = finish(mix(low, value.length));
}

function hashKey(key: string): Hash64 {
  const known = keyHashes.get(key);
  if (known) return known;
  hashString(key);
  const hash = { high: resultHigh, low: resultLow };
  keyHashes.set(key, hash);
  return hash;
}

function isDigestible(value: object): value is Digestible {
  return 'digest' in value && typeof value.digest === 'function';
}

/** Hashes plain immutable data, some fields left out. Keep one for each list of fields: it remembers what it has hashed. */
export class Hasher {
  readonly #ignored: ReadonlySet<string>;
  readonly #known = new WeakMap<object, Hash64>();

  /** @param ignored - names of fields that make no difference, wherever they stand */
  constructor(ignored: ReadonlySet<string>) {
    this.#ignored = ignored;
  }

  /**
   * Hash of plain immutable data. An absent field and an `undefined` one hash alike.
   *
   * @throws {InvariantError} for a float, a function or a symbol
   */
  hash(value: unknown): Hash64 {
    this.#value(value);
    return { high: resultHigh, low: resultLow };
  }

  #array(values: readonly unknown[]): void {
    setPair(TAG.array, values.length, 0);
    for (const value of values) {
      const high = resultHigh;
      const low = resultLow;
      this.#value(value);
      chainInto(high, low);
    }
  }

  #record(record: Readonly<Record<string, unknown>>, keys: readonly string[]): void {
    let high = 0;
    let low = 0;
    let count = 0;
    for (const key of keys) {
      const value = record[key];
      if (value === undefined || this.#ignored.has(key)) continue;
      const name = hashKey(key);
      this.#value(value);
      chainInto(name.high, name.low);
      high = (high + resultHigh) | 0;
      low = (low + resultLow) | 0;
      count += 1;
    }
    setPair(TAG.record, count, 0);
    const startHigh = resultHigh;
    const startLow = resultLow;
    resultHigh = finish(high);
    resultLow = finish(low);
    chainInto(startHigh, startLow);
  }

  #object(value: object): void {
    if (isDigestible(value)) {
      const digest = value.digest(this);
      resultHigh = digest.high;
      resultLow = digest.low;
      return;
    }
    const keys = Array.isArray(value) ? null : Object.keys(value);
    const size = keys === null ? (value as readonly unknown[]).length : keys.length;
    const cached = size >= CACHED_FIELDS_MIN;
    const known = cached ? this.#known.get(value) : undefined;
    if (known !== undefined) {
      resultHigh = known.high;
      resultLow = known.low;
      return;
    }
    if (keys === null) this.#array(value as readonly unknown[]);
    else this.#record(value as Readonly<Record<string, unknown>>, keys);
    if (cached) this.#known.set(value, { high: resultHigh, low: resultLow });
  }

  #value(value: unknown): void {
    switch (typeof value) {
      case 'number':
        if (!Number.isSafeInteger(value)) throw new InvariantError(`state holds only safe integers, found ${value}`);
        setPair(TAG.number, value | 0, Math.floor(value / TWO_32) | 0);
        return;
      case 'string':
        hashString(value);
        return;
      case 'boolean':
        setPair(TAG.boolean, value ? 1 : 0, 0);
        return;
      case 'undefined':
        setPair(TAG.undefined, 0, 0);
        return;
      case 'object':
        if (value === null) setPair(TAG.null, 0, 0);
        else this.#object(value);
        return;
      default:
        throw new InvariantError(`state holds plain data only, found a ${typeof value}`);
    }
  }
}

/** The hasher that leaves nothing out. */
export const everything = new Hasher(new Set());

/**
 * Hash of plain immutable data, every field included.
 *
 * @throws {InvariantError} for a float, a function or a symbol
 */
export function hashOf(value: unknown): Hash64 {
  return everything.hash(value);
}

/** Sixteen hexadecimal digits. */
export function hashText(hash: Hash64): string {
  return hash.high.toString(16).padStart(8, '0') + hash.low.toString(16).padStart(8, '0');
}
