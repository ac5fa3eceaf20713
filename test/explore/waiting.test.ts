/** States that wait come out in the order in which they went in, plain or packed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BitFields, bitsFor } from '../../sim-engine/explore/bitFields.ts';
import { PackedWaiting, PlainWaiting, type StateCodec } from '../../sim-engine/explore/waiting.ts';

const twoWords: StateCodec<readonly [number, number]> = {
  words: 2,
  write: ([first, second], into, at) => {
    into[at] = first;
    into[at + 1] = second;
  },
  read: (from, at) => [from[at]!, from[at + 1]!],
};

test.each([
  ['plain', () => new PlainWaiting<readonly [number, number]>()],
  ['packed', () => new PackedWaiting(twoWords)],
])('%s: first in, first out, over many pieces', (_, open) => {
  const waiting = open();
  for (let count = 0; count < 10_000; count += 1) waiting.push([count, count * 3], count * 2);
  for (let count = 0; count < 9_000; count += 1) {
    expect(waiting.take()).toEqual([count, count * 3]);
    expect(waiting.row).toBe(count * 2);
  }
  waiting.push([1, 2], 3);
  expect(waiting.length).toBe(1_001);
  for (let count = 9_000; count < 10_000; count += 1) expect(waiting.take()[0]).toBe(count);
  expect([waiting.take(), waiting.row]).toEqual([[1, 2], 3]);
  expect(() => waiting.take()).toThrow('a state is taken from those that wait');
});

test.each([
  [0, 0],
  [1, 1],
  [2, 2],
  [3, 2],
  [255, 8],
  [256, 9],
])('up to %i takes %i bits', (largest, bits) => {
  expect(bitsFor(largest)).toBe(bits);
});

test('fields come back as they were written, whatever their widths', () => {
  const field = fc.nat(31).chain((width) => fc.tuple(fc.constant(width), fc.nat(2 ** width - 1)));
  fc.assert(
    fc.property(fc.array(field, { minLength: 1, maxLength: 40 }), (given) => {
      const fields = new BitFields(given.map(([width]) => width));
      const values = Int32Array.from(given, ([, value]) => value);
      const words = new Int32Array(fields.words).fill(-1);
      fields.write(values, words, 0);
      const back = new Int32Array(values.length);
      fields.read(words, 0, back);
      expect(back).toEqual(values);
    }),
  );
});

test('a value that does not fit is refused', () => {
  expect(() => new BitFields([3]).write(Int32Array.of(8), new Int32Array(1), 0)).toThrow('a value fits into its field');
  expect(() => new BitFields([32])).toThrow('a field has at most 31 bits');
});
