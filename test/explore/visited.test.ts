/** What the visited set knows: which states are new, and how each was reached. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_PARENT, VisitedSet } from '../../sim-engine/explore/visited.ts';

describe('adding', () => {
  test('rows are numbered from 0, and a known state is answered with -1', () => {
    const set = new VisitedSet();
    expect(set.add({ high: 1, low: 2 }, NO_PARENT, 0, 0)).toBe(0);
    expect(set.add({ high: 2, low: 1 }, 0, 7, 0)).toBe(1);
    expect(set.add({ high: 1, low: 2 }, 1, 9, 0)).toBe(-1);
    expect(set.size).toBe(2);
    // The first way to a state is the one that is kept.
    expect([set.parentOf(1), set.stepOf(1)]).toEqual([0, 7]);
  });

  test('both halves of a fingerprint count', () => {
    const set = new VisitedSet();
    const rows = [0, 1, 2 ** 31, 2 ** 32 - 1].flatMap((high) =>
      [0, 1, 2 ** 31, 2 ** 32 - 1].map((low) => set.add({ high, low }, NO_PARENT, 0, 0)),
    );
    expect(rows).toEqual(Array.from({ length: 16 }, (_, row) => row));
  });

  test('a signed half names the same as the unsigned one', () => {
    const set = new VisitedSet();
    set.add({ high: -1, low: -2 }, NO_PARENT, 0, 0);
    expect(set.add({ high: 2 ** 32 - 1, low: 2 ** 32 - 2 }, NO_PARENT, 0, 0)).toBe(-1);
  });

  test('agrees with a Map over any sequence, however often the table grows', () => {
    const half = fc.nat(40);
    fc.assert(
      fc.property(fc.array(fc.tuple(half, half), { maxLength: 3_000 }), (prints) => {
        const set = new VisitedSet();
        const known = new Map<string, number>();
        for (const [high, low] of prints) {
          const name = `${high} ${low}`;
          const expected = known.has(name) ? -1 : known.size;
          expect(set.add({ high, low }, NO_PARENT, 0, 0)).toBe(expected);
          if (expected !== -1) known.set(name, expected);
        }
        expect(set.size).toBe(known.size);
      }),
      { numRuns: 30 },
    );
  });

  test('steps and faults come back whole, up to the largest', () => {
    const set = new VisitedSet();
    const largest = 2 ** 24 - 1;
    set.add({ high: 1, low: 1 }, NO_PARENT, largest, 255);
    expect([set.stepOf(0), set.faultsOf(0)]).toEqual([largest, 255]);
    expect(() => set.add({ high: 2, low: 2 }, 0, largest + 1, 0)).toThrow('a step and its faults fit into one word');
    expect(() => set.add({ high: 2, low: 2 }, 0, 0, 256)).toThrow('a step and its faults fit into one word');
  });

  test('a row that was not added is refused', () => {
    expect(() => new VisitedSet().parentOf(0)).toThrow('a row has been added');
  });
});

test('a path leads from a root, step by step, over many chunks', () => {
  const set = new VisitedSet();
  const length = 200_000;
  for (let row = 0; row < length; row += 1) set.add({ high: row, low: row * 3 }, row - 1, row % 1_000, 0);
  const { root, steps } = set.pathTo(length - 1);
  expect(root).toBe(0);
  expect(steps).toHaveLength(length - 1);
  expect(steps.slice(0, 3)).toEqual([1, 2, 3]);
  expect(set.pathTo(0)).toEqual({ root: 0, steps: [] });
});

test('a state costs at most 16 bytes and 16 of the table, but for the first pieces', () => {
  const set = new VisitedSet();
  for (let row = 0; row < 500_000; row += 1) set.add({ high: row, low: row ^ 0x5bd1e995 }, row - 1, 0, 0);
  expect(set.bytes / set.size).toBeLessThan(32);
  expect(set.bytes / set.size).toBeGreaterThanOrEqual(24);
});
