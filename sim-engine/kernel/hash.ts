/**
 * Structural hashing of plain immutable data: two 32-bit lanes mixed with `Math.imul`, the same in every engine.
 *
 * Object fields are combined so that their order does not matter; arrays keep their order. Hashes of objects are cached
 * by identity (the data is immutable), so hashing a world costs only what the last steps touched.
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
  digest(): Hash64;
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

const stringHashes = new Map<string, Hash64>();
const objectHashes = new WeakMap<object, Hash64>();

function pair(tag: number, first: number, second: number): Hash64 {
  return {
    high: finish(mix(mix(mix(LANE_HIGH, tag), first), second)),
    low: finish(mix(mix(mix(LANE_LOW, tag), second), first)),
  };
}

const UNDEFINED = pair(1, 0, 0);
const NULL = pair(2, 0, 0);
const TRUE = pair(3, 1, 0);
const FALSE = pair(3, 0, 0);

function hashNumber(value: number): Hash64 {
  if (!Number.isSafeInteger(value)) throw new InvariantError(`state holds only safe integers, found ${value}`);
  return pair(4, value | 0, Math.floor(value / TWO_32) | 0);
}

function hashString(value: string): Hash64 {
  const known = stringHashes.get(value);
  if (known) return known;
  let high = LANE_HIGH;
  let low = LANE_LOW;
  for (let index = 0; index < value.length; index += 1) {
    high = mix(high, value.charCodeAt(index));
    low = mix(low, value.charCodeAt(index) ^ 0x55);
  }
  const hash = { high: finish(mix(high, value.length)), low: finish(mix(low, value.length)) };
  if (stringHashes.size < 100_000) stringHashes.set(value, hash);
  return hash;
}

/** Combines hashes in order. */
export function chain(left: Hash64, right: Hash64): Hash64 {
  return {
    high: finish(mix(mix(left.high, right.high), right.low)),
    low: finish(mix(mix(left.low, right.low), right.high)),
  };
}

function isDigestible(value: object): value is Digestible {
  return 'digest' in value && typeof value.digest === 'function';
}

function hashArray(values: readonly unknown[]): Hash64 {
  let hash = pair(5, values.length, 0);
  for (const value of values) hash = chain(hash, hashOf(value));
  return hash;
}

function hashRecord(record: object): Hash64 {
  let high = 0;
  let low = 0;
  let count = 0;
  for (const [key, value] of Object.entries(record)) {
    if (value === undefined) continue;
    const field = chain(hashString(key), hashOf(value));
    high = (high + field.high) | 0;
    low = (low + field.low) | 0;
    count += 1;
  }
  return chain(pair(6, count, 0), { high: finish(high), low: finish(low) });
}

/**
 * Hash of plain immutable data. An absent field and an `undefined` one hash alike.
 *
 * @throws {InvariantError} for a float, a function or a symbol
 */
export function hashOf(value: unknown): Hash64 {
  if (typeof value === 'number') return hashNumber(value);
  if (typeof value === 'string') return hashString(value);
  if (value === undefined) return UNDEFINED;
  if (value === null) return NULL;
  if (value === true) return TRUE;
  if (value === false) return FALSE;
  if (typeof value !== 'object') throw new InvariantError(`state holds plain data only, found a ${typeof value}`);
  const known = objectHashes.get(value);
  if (known) return known;
  const hash = isDigestible(value) ? value.digest() : Array.isArray(value) ? hashArray(value) : hashRecord(value);
  objectHashes.set(value, hash);
  return hash;
}

/** Sixteen hexadecimal digits. */
export function hashText(hash: Hash64): string {
  return hash.high.toString(16).padStart(8, '0') + hash.low.toString(16).padStart(8, '0');
}
