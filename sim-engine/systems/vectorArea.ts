/**
 * A room's answers to test vectors: what its own rules make of an input, in the words of the vectors.
 * A vector is `{ id, system, area, input, expected }`; inside one area `input` has one form.
 */

/** A value as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** This system cannot play a vector: its input asks for something that is not modelled, or has a form that is not known. */
export class UnsupportedVector extends Error {
  override readonly name = 'UnsupportedVector';
}

export interface VectorArea {
  /**
   * What the system's own rules answer to an input.
   *
   * @throws {UnsupportedVector} when they cannot
   */
  readonly answer: (input: Json) => Json;
  /** 'exact': expected and answer are equal. 'covers': the answer may say more, but every field that is expected is in it, equal. */
  readonly matching: 'exact' | 'covers';
  /** Brings both sides into one order where the order means nothing. */
  readonly normalize?: (value: Json) => Json;
}

/** Areas by name. */
export type VectorAreas = Readonly<Record<string, VectorArea>>;
