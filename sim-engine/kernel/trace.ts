/**
 * The trace of a run: one row per step in growing typed arrays (when, which source, how much was scheduled). Everything else
 * about a step is rebuilt by replaying from the nearest snapshot, so a row costs 16 bytes. The rolling hash is worked out from
 * the rows when somebody asks, which most runs are never: it costs 8 bytes a row more, and the hashes of some worlds.
 */
import { finish, mix, type Hash64 } from './hash.ts';
import { invariant } from './invariant.ts';
import type { Micros } from './time.ts';

const INITIAL_CAPACITY = 1_024;

/** Hash of the world after so many steps, where it is folded into the trace's; null where it is not. That of step 0 always is. */
export type WorldHash = (steps: number) => Hash64 | null;

export class Trace {
  #at = new Float64Array(INITIAL_CAPACITY);
  #source = new Int32Array(INITIAL_CAPACITY);
  /** The lower half of the world's counter: all that the hash takes of it. */
  #sequence = new Int32Array(INITIAL_CAPACITY);
  #length = 0;
  /** Rolling hashes of the first steps, as far as somebody has asked. */
  #high = new Uint32Array(0);
  #low = new Uint32Array(0);
  #hashed = 0;
  readonly #worldHash: WorldHash;

  constructor(worldHash: WorldHash) {
    this.#worldHash = worldHash;
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
    if (steps === 0) return this.#start();
    if (steps > this.#hashed) this.#hashUpTo(steps);
    return { high: this.#high[steps - 1] as number, low: this.#low[steps - 1] as number };
  }

  /** Adds a step. `sequence` is the world's counter after it: it tells how much the step scheduled. */
  push(row: { readonly at: Micros; readonly source: number; readonly sequence: number }): void {
    if (this.#length === this.#at.length) this.#grow();
    const index = this.#length;
    this.#at[index] = row.at;
    this.#source[index] = row.source;
    this.#sequence[index] = row.sequence | 0;
    this.#length += 1;
  }

  /** Forgets all steps from `length` on. */
  truncate(length: number): void {
    invariant(length >= 0 && length <= this.#length, 'a trace is cut inside itself');
    this.#length = length;
    this.#hashed = Math.min(this.#hashed, length);
  }

  /**
   * A copy of the first `length` steps.
   *
   * @param worldHash - of the run that goes on from there
   */
  copy(length: number, worldHash: WorldHash): Trace {
    const copy = new Trace(worldHash);
    copy.#at = this.#at.slice(0, Math.max(length, INITIAL_CAPACITY));
    copy.#source = this.#source.slice(0, Math.max(length, INITIAL_CAPACITY));
    copy.#sequence = this.#sequence.slice(0, Math.max(length, INITIAL_CAPACITY));
    copy.#length = length;
    copy.#hashed = Math.min(this.#hashed, length);
    copy.#high = this.#high.slice(0, copy.#hashed);
    copy.#low = this.#low.slice(0, copy.#hashed);
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

  #start(): Hash64 {
    const start = this.#worldHash(0);
    invariant(start !== null, 'the hash of a trace begins with that of its first world');
    return start;
  }

  #hashUpTo(steps: number): void {
    if (this.#high.length < steps) {
      this.#high = grown(this.#high, new Uint32Array(this.#at.length));
      this.#low = grown(this.#low, new Uint32Array(this.#at.length));
    }
    let { high, low } = this.hashAfter(this.#hashed);
    for (let index = this.#hashed; index < steps; index += 1) {
      const at = this.#at[index] as number;
      const source = this.#source[index] as number;
      const sequence = this.#sequence[index] as number;
      const timeLow = at | 0;
      const timeHigh = Math.floor(at / 4_294_967_296);
      high = finish(mix(mix(high, timeLow ^ timeHigh), source ^ (sequence << 8)));
      low = finish(mix(mix(low, sequence), timeLow ^ (source << 16)));
      const world = this.#worldHash(index + 1);
      if (world !== null) {
        high = finish(mix(high, world.high));
        low = finish(mix(low, world.low));
      }
      this.#high[index] = high;
      this.#low[index] = low;
    }
    this.#hashed = steps;
  }

  #grow(): void {
    const capacity = this.#at.length * 2;
    this.#at = grown(this.#at, new Float64Array(capacity));
    this.#source = grown(this.#source, new Int32Array(capacity));
    this.#sequence = grown(this.#sequence, new Int32Array(capacity));
  }
}

/** A longer array that begins with what another holds. */
function grown<T extends Float64Array | Int32Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
