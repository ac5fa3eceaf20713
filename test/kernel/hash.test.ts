import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf, hashText } from '../../sim-engine/kernel/hash.ts';

const text = (value: unknown): string => hashText(hashOf(value));

describe('structural hashing', () => {
  test('the order of fields does not matter, the order of items does', () => {
    expect(text({ a: 1, b: 2 })).toBe(text({ b: 2, a: 1 }));
    expect(text([1, 2])).not.toBe(text([2, 1]));
  });

  test('an absent field and an undefined one are the same, null is another thing', () => {
    expect(text({ a: 1, b: undefined })).toBe(text({ a: 1 }));
    expect(text({ a: 1, b: null })).not.toBe(text({ a: 1 }));
  });

  test('numbers and their texts differ, so do true and 1, empty list and empty record', () => {
    expect(new Set([text(1), text('1'), text(true), text([1])]).size).toBe(4);
    expect(text([])).not.toBe(text({}));
  });

  test('floats, NaN and functions have no place in state', () => {
    for (const value of [0.5, NaN, Infinity, () => 1]) expect(() => hashOf(value)).toThrow('state holds');
  });

  test('the hash of known values never changes', () => {
    expect(text({ log: [1, 'a', null, true], end: 4_294_967_296 })).toMatchInlineSnapshot(`"80c2e13921583751"`);
  });

  test('a copy hashes as the original, and any change of a leaf shows', () => {
    const value = fc.record({ a: fc.array(fc.integer()), b: fc.dictionary(fc.string(), fc.integer()), c: fc.string() });
    fc.assert(
      fc.property(value, (original) => {
        expect(text(structuredClone(original))).toBe(text(original));
        expect(text({ ...original, c: `${original.c}!` })).not.toBe(text(original));
      }),
    );
  });
});
