/**
 * The states that a search has seen: 16 bytes each (fingerprint, parent, step) in columns, and an open-addressed table of
 * row numbers to find them. States themselves are not kept: a path is the steps that lead to it.
 *
 * Two states with one fingerprint count as one. With 64 bits, ten million states make that happen with a chance of about
 * 3 in a million.
 */
import { invariant } from '../kernel/invariant.ts';
import type { Fingerprint } from './searchModel.ts';

/** Rows in one piece of a column: columns grow by pieces, so that nothing is copied. */
const CHUNK_BITS = 16;
const CHUNK_ROWS = 1 << CHUNK_BITS;
const CHUNK_MASK = CHUNK_ROWS - 1;
/** Columns of a row: fingerprint high and low, parent row plus one, step. */
const COLUMNS = 4;
const ROW_BYTES = 4 * COLUMNS;
const INITIAL_SLOTS = 1 << 12;
/** The step shares its word with the faults of the row. */
const STEP_BITS = 24;
const STEP_MASK = (1 << STEP_BITS) - 1;

/** No row: the parent of an initial state. */
export const NO_PARENT = -1;

export class VisitedSet {
  readonly #chunks: Uint32Array[] = [];
  /** Row number plus one; 0: free. */
  #slots = new Uint32Array(INITIAL_SLOTS);
  #mask = INITIAL_SLOTS - 1;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Bytes that are allocated. */
  get bytes(): number {
    return this.#chunks.length * CHUNK_ROWS * ROW_BYTES + 4 * this.#slots.length;
  }

  /** Adds a state unless it is known. Returns its new row, or -1 when it is known. */
  add(print: Fingerprint, parent: number, step: number, faults: number): number {
    const high = print.high >>> 0;
    const low = print.low >>> 0;
    let slot = (low ^ Math.imul(high, 0x9e3779b1)) & this.#mask;
    for (;;) {
      const row = (this.#slots[slot] as number) - 1;
      if (row === -1) break;
      const chunk = this.#chunks[row >>> CHUNK_BITS] as Uint32Array;
      const base = (row & CHUNK_MASK) * COLUMNS;
      if (chunk[base] === high && chunk[base + 1] === low) return -1;
      slot = (slot + 1) & this.#mask;
    }
    invariant(step >= 0 && step <= STEP_MASK && faults < 256, 'a step and its faults fit into one word');
    const row = this.#size;
    if ((row & CHUNK_MASK) === 0) this.#chunks.push(new Uint32Array(CHUNK_ROWS * COLUMNS));
    const chunk = this.#chunks[row >>> CHUNK_BITS] as Uint32Array;
    const base = (row & CHUNK_MASK) * COLUMNS;
    chunk[base] = high;
    chunk[base + 1] = low;
    chunk[base + 2] = parent + 1;
    chunk[base + 3] = (faults << STEP_BITS) | step;
    this.#slots[slot] = row + 1;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#grow();
    return row;
  }

  parentOf(row: number): number {
    return (this.#cell(row, 2) as number) - 1;
  }

  stepOf(row: number): number {
    return (this.#cell(row, 3) as number) & STEP_MASK;
  }

  faultsOf(row: number): number {
    return (this.#cell(row, 3) as number) >>> STEP_BITS;
  }

  /** The steps from an initial state to a row, and the row of that initial state. */
  pathTo(row: number): { readonly root: number; readonly steps: readonly number[] } {
    const steps: number[] = [];
    let at = row;
    for (let parent = this.parentOf(at); parent !== NO_PARENT; parent = this.parentOf(at)) {
      steps.push(this.stepOf(at));
      at = parent;
    }
    return { root: at, steps: steps.reverse() };
  }

  #cell(row: number, column: number): number | undefined {
    invariant(row >= 0 && row < this.#size, 'a row has been added');
    return this.#chunks[row >>> CHUNK_BITS]?.[(row & CHUNK_MASK) * COLUMNS + column];
  }

  #grow(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let row = 0; row < this.#size; row += 1) {
      const chunk = this.#chunks[row >>> CHUNK_BITS] as Uint32Array;
      const base = (row & CHUNK_MASK) * COLUMNS;
      let slot = ((chunk[base + 1] as number) ^ Math.imul(chunk[base] as number, 0x9e3779b1)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = row + 1;
    }
    this.#slots = slots;
    this.#mask = mask;
  }
}
