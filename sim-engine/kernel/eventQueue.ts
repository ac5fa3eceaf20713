/**
 * The event queue: an indexed binary heap in typed arrays, one slot per source (a machine's next timer, a link's first
 * message, the script). Ordered by (time, rank, sequence): a strict total order, so that ties never depend on the heap.
 * It is derived from the world and can be rebuilt from it at any time; forking a run never copies it.
 */
import { invariant } from './invariant.ts';
import { NEVER, type Micros } from './time.ts';

/** What goes first at equal times. Part of recorded runs: never change a number. */
export const RANK = { action: 0, disk: 1, delivery: 2, timer: 3 } as const;
export type Rank = (typeof RANK)[keyof typeof RANK];

export class EventQueue {
  readonly #at: Float64Array;
  readonly #rank: Uint8Array;
  readonly #sequence: Float64Array;
  readonly #heap: Int32Array;
  /** Place of a source in the heap; -1 when absent. */
  readonly #place: Int32Array;
  #size = 0;

  /** @param sourceCount - sources are numbered 0 to sourceCount - 1 */
  constructor(sourceCount: number) {
    this.#at = new Float64Array(sourceCount);
    this.#rank = new Uint8Array(sourceCount);
    this.#sequence = new Float64Array(sourceCount);
    this.#heap = new Int32Array(sourceCount);
    this.#place = new Int32Array(sourceCount).fill(-1);
  }

  /** Number of sources with something pending. */
  get size(): number {
    return this.#size;
  }

  /** The source that acts next, or -1 when nothing is pending. */
  first(): number {
    return this.#size === 0 ? -1 : (this.#heap[0] as number);
  }

  /** When a source acts; NEVER when it has nothing pending. */
  timeOf(source: number): Micros {
    return this.#place[source] === -1 ? NEVER : (this.#at[source] as number);
  }

  /** Gives a source its next event, replacing what it had; NEVER removes it. */
  set(source: number, at: Micros, rank: Rank, sequence: number): void {
    const place = this.#place[source] as number;
    if (at >= NEVER) {
      if (place !== -1) this.#removeAt(place);
      return;
    }
    this.#at[source] = at;
    this.#rank[source] = rank;
    this.#sequence[source] = sequence;
    if (place === -1) {
      this.#heap[this.#size] = source;
      this.#place[source] = this.#size;
      this.#size += 1;
      this.#rise(this.#size - 1);
    } else {
      this.#rise(place);
      this.#sink(this.#place[source] as number);
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.#size = 0;
    this.#place.fill(-1);
  }

  #before(left: number, right: number): boolean {
    const at = (this.#at[left] as number) - (this.#at[right] as number);
    if (at !== 0) return at < 0;
    const rank = (this.#rank[left] as number) - (this.#rank[right] as number);
    if (rank !== 0) return rank < 0;
    const sequence = (this.#sequence[left] as number) - (this.#sequence[right] as number);
    invariant(sequence !== 0, 'no two pending events share time, rank and sequence');
    return sequence < 0;
  }

  #swap(left: number, right: number): void {
    const heap = this.#heap;
    const a = heap[left] as number;
    const b = heap[right] as number;
    heap[left] = b;
    heap[right] = a;
    this.#place[b] = left;
    this.#place[a] = right;
  }

  #rise(start: number): void {
    let place = start;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#before(this.#heap[place] as number, this.#heap[parent] as number)) return;
      this.#swap(place, parent);
      place = parent;
    }
  }

  #sink(start: number): void {
    let place = start;
    for (;;) {
      const left = 2 * place + 1;
      if (left >= this.#size) return;
      const right = left + 1;
      const child =
        right < this.#size && this.#before(this.#heap[right] as number, this.#heap[left] as number) ? right : left;
      if (!this.#before(this.#heap[child] as number, this.#heap[place] as number)) return;
      this.#swap(place, child);
      place = child;
    }
  }

  #removeAt(place: number): void {
    const last = this.#size - 1;
    this.#swap(place, last);
    this.#place[this.#heap[last] as number] = -1;
    this.#size = last;
    if (place < last) {
      const moved = this.#heap[place] as number;
      this.#rise(place);
      this.#sink(this.#place[moved] as number);
    }
  }
}
