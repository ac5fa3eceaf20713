/** A row of small numbers in as few 32-bit words as they fit into, in order, none across two words. */
import { invariant } from '../kernel/invariant.ts';

/** Bits that hold every number from 0 to a largest one. */
export function bitsFor(largest: number): number {
  return 32 - Math.clz32(largest);
}

export class BitFields {
  /** Words that the fields take. */
  readonly words: number;
  readonly #wordOf: Uint8Array;
  readonly #shiftOf: Uint8Array;
  readonly #maskOf: Uint32Array;

  /** Fields by their widths in bits, each at most 31. */
  constructor(widths: readonly number[]) {
    this.#wordOf = new Uint8Array(widths.length);
    this.#shiftOf = new Uint8Array(widths.length);
    this.#maskOf = new Uint32Array(widths.length);
    let word = 0;
    let used = 0;
    widths.forEach((width, field) => {
      invariant(width >= 0 && width <= 31, 'a field has at most 31 bits');
      if (used + width > 32) {
        word += 1;
        used = 0;
      }
      this.#wordOf[field] = word;
      // A field without bits may stand at the very end of a word, where there is nothing left to shift.
      this.#shiftOf[field] = used % 32;
      this.#maskOf[field] = (1 << width) - 1;
      used += width;
    });
    this.words = word + 1;
  }

  /** Writes the values of all fields. */
  write(values: Int32Array, into: Int32Array, at: number): void {
    for (let word = 0; word < this.words; word += 1) into[at + word] = 0;
    for (let field = 0; field < values.length; field += 1) {
      const value = values[field] as number;
      invariant((value & (this.#maskOf[field] as number)) === value, 'a value fits into its field');
      const index = at + (this.#wordOf[field] as number);
      into[index] = (into[index] as number) | (value << (this.#shiftOf[field] as number));
    }
  }

  /** Reads the values of all fields. */
  read(from: Int32Array, at: number, values: Int32Array): void {
    for (let field = 0; field < values.length; field += 1) {
      const word = from[at + (this.#wordOf[field] as number)] as number;
      values[field] = (word >>> (this.#shiftOf[field] as number)) & (this.#maskOf[field] as number);
    }
  }
}
