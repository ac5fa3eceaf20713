/**
 * The states of one layer that wait to be expanded: first in, first out. They are most of what a search keeps besides its
 * visited set, so there are two ways to keep them: as they are, or packed into words by a codec that the model brings.
 */
import { invariant } from '../kernel/invariant.ts';

export interface WaitingStates<State> {
  /** How many wait. */
  readonly length: number;
  /** Row, in the visited set, of the state that was taken last. */
  readonly row: number;
  /** Adds a state and its row. */
  push(state: State, row: number): void;
  /** Takes the first state out. */
  take(): State;
}

/** Keeps states as they are. */
export class PlainWaiting<State> implements WaitingStates<State> {
  readonly #states: (State | null)[] = [];
  readonly #rows: number[] = [];
  #next = 0;
  row = -1;

  get length(): number {
    return this.#states.length - this.#next;
  }

  push(state: State, row: number): void {
    this.#states.push(state);
    this.#rows.push(row);
  }

  take(): State {
    invariant(this.length > 0, 'a state is taken from those that wait');
    const state = this.#states[this.#next] as State;
    // What has been expanded is not needed any more.
    this.#states[this.#next] = null;
    this.row = this.#rows[this.#next] as number;
    this.#next += 1;
    return state;
  }
}

/** Writes a state into words and reads it back, without loss. */
export interface StateCodec<State> {
  /** Words of 32 bits for one state. */
  readonly words: number;
  write(state: State, into: Int32Array, at: number): void;
  read(from: Int32Array, at: number): State;
}

/** Bytes of one packed state that waits. */
export function packedBytes({ words }: Pick<StateCodec<unknown>, 'words'>): number {
  return 4 * (words + 1);
}

/** States in one piece: they are let go of by pieces. */
const PIECE_STATES = 1 << 12;

/** Keeps states as words: one for the row, and the codec's. */
export class PackedWaiting<State> implements WaitingStates<State> {
  readonly #codec: StateCodec<State>;
  readonly #stride: number;
  readonly #pieces: (Int32Array | null)[] = [];
  #pushed = 0;
  #taken = 0;
  row = -1;

  constructor(codec: StateCodec<State>) {
    this.#codec = codec;
    this.#stride = codec.words + 1;
  }

  get length(): number {
    return this.#pushed - this.#taken;
  }

  push(state: State, row: number): void {
    const place = this.#pushed % PIECE_STATES;
    if (place === 0) this.#pieces.push(new Int32Array(PIECE_STATES * this.#stride));
    const piece = this.#pieces[this.#pieces.length - 1] as Int32Array;
    piece[place * this.#stride] = row;
    this.#codec.write(state, piece, place * this.#stride + 1);
    this.#pushed += 1;
  }

  take(): State {
    invariant(this.length > 0, 'a state is taken from those that wait');
    const index = Math.floor(this.#taken / PIECE_STATES);
    const place = this.#taken % PIECE_STATES;
    const piece = this.#pieces[index] as Int32Array;
    this.row = piece[place * this.#stride] as number;
    const state = this.#codec.read(piece, place * this.#stride + 1);
    this.#taken += 1;
    if (place === PIECE_STATES - 1) this.#pieces[index] = null;
    return state;
  }
}
