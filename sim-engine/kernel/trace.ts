/**
 * The trace of a run: one row per step in growing typed arrays (when, which source, rolling hash). Everything else about
 * a step is rebuilt by replaying from the nearest snapshot, so a row costs 20 bytes.
 */
import { finish, mix, type Hash64 } from './hash.ts';
import { invariant } from './invariant.ts';
import type { Micros } from './time.ts';

const INITIAL_CAPACITY = 1_024;

export class Trace {
  #at = new Float64Array(INITIAL_CAPACITY);
  #source = new Int32Array(INITIAL_CAPACITY);
  #high = new Uint32Array(INITIAL_CAPACITY);
  #low = new Uint32Array(INITIAL_CAPACITY);
  #length = 0;
  readonly #start: Hash64;

  /** @param start - hash of the initial world */
  constructor(start: Hash64) {
    this.#start = start;
  }

  /** Number of recorded steps. */
  get length(): number {
    return this.#length;
  }

  /** When step `index` (0-based) happened. */
  timeOf(index: number): Micros {
    invariant(index >= 0 && index < this.#length, 'a step is inside the trace');
    return this.#at[index] as number;
  }

  /** Which source acted in step `index`. */
  sourceOf(index: number): number {
    invariant(index >= 0 && index < this.#length, 'a step is inside the trace');
    return this.#source[index] as number;
  }

  /** Rolling hash after the first `steps` steps. */
  hashAfter(steps: number): Hash64 {
    invariant(steps >= 0 && steps <= this.#length, 'a prefix is inside the trace');
    if (steps === 0) return this.#start;
    return { high: this.#high[steps - 1] as number, low: this.#low[steps - 1] as number };
  }

  /** Adds a step. `sequence` is the world's counter after it: it tells how much the step scheduled. */
  push(row: { readonly at: Micros; readonly source: number; readonly sequence: number }): void {
    if (this.#length === this.#at.length) this.#grow();
    const index = this.#length;
    const before = this.hashAfter(index);
    const timeLow = row.at | 0;
    const timeHigh = Math.floor(row.at / 4_294_967_296);
    this.#at[index] = row.at;
    this.#source[index] = row.source;
    this.#high[index] = finish(mix(mix(before.high, timeLow ^ timeHigh), row.source ^ (row.sequence << 8)));
    this.#low[index] = finish(mix(mix(before.low, row.sequence | 0), timeLow ^ (row.source << 16)));
    this.#length += 1;
  }

  /** Folds a world's hash into the last step's. */
  fold(world: Hash64): void {
    invariant(this.#length > 0, 'a world is folded into a step');
    const index = this.#length - 1;
    this.#high[index] = finish(mix(this.#high[index] as number, world.high));
    this.#low[index] = finish(mix(this.#low[index] as number, world.low));
  }

  /** Forgets all steps from `length` on. */
  truncate(length: number): void {
    invariant(length >= 0 && length <= this.#length, 'a trace is cut inside itself');
    this.#length = length;
  }

  /** A copy of the first `length` steps. */
  copy(length: number): Trace {
    const copy = new Trace(this.#start);
    copy.#at = this.#at.slice(0, Math.max(length, INITIAL_CAPACITY));
    copy.#source = this.#source.slice(0, Math.max(length, INITIAL_CAPACITY));
    copy.#high = this.#high.slice(0, Math.max(length, INITIAL_CAPACITY));
    copy.#low = this.#low.slice(0, Math.max(length, INITIAL_CAPACITY));
    copy.#length = length;
    return copy;
  }

  /** Number of steps at or before `time`: the length of the prefix whose world is valid at that time. */
  stepsUntil(time: Micros): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#at[middle] as number) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #grow(): void {
    const capacity = this.#at.length * 2;
    const at = new Float64Array(capacity);
    const source = new Int32Array(capacity);
    const high = new Uint32Array(capacity);
    const low = new Uint32Array(capacity);
    at.set(this.#at);
    source.set(this.#source);
    high.set(this.#high);
    low.set(this.#low);
    this.#at = at;
    this.#source = source;
    this.#high = high;
    this.#low = low;
  }
}
