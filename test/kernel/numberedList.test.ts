import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf, Hasher } from '../../sim-engine/kernel/hash.ts';
import { NumberedList, noItems } from '../../sim-engine/kernel/numberedList.ts';

interface Item {
  readonly id: number;
  readonly value: string;
}

const item = (id: number, value = 'v'): Item => ({ id, value });

describe('a list of things that say which they are', () => {
  test('has another hash when any item is another', () => {
    const list = NumberedList.from([item(1), item(2)]);
    expect(hashOf(list)).toEqual(hashOf(NumberedList.from([item(1), item(2)])));
    expect(hashOf(list)).not.toEqual(hashOf(NumberedList.from([item(1), item(3)])));
    expect(hashOf(list)).not.toEqual(hashOf(NumberedList.from([item(1)])));
    expect(hashOf(noItems())).not.toEqual(hashOf([]));
  });

  test('has the same hash as one with other clocks, for who leaves clocks out', () => {
    const clockless = new Hasher(new Set(['at']));
    const early = NumberedList.from([{ ...item(1), at: 5 }]);
    const late = NumberedList.from([{ ...item(1), at: 6 }]);
    expect(clockless.hash(early)).toEqual(clockless.hash(late));
    expect(clockless.hash(early)).not.toEqual(clockless.hash(NumberedList.from([{ ...item(2), at: 5 }])));
    expect(hashOf(early)).not.toEqual(hashOf(late));
  });

  test('is not changed by what is made of it', () => {
    const list = NumberedList.from([item(1), item(2)]);
    const { taken, rest } = list.split(({ id }) => id === 1);
    expect([taken, rest.items, list.items]).toEqual([[item(1)], [item(2)], [item(1), item(2)]]);
    expect(list.append([]).split(() => false).rest).toBe(list);
    expect(list.replace(item(7), item(8))).toBe(list);
  });

  test('hashes by its items alone, whichever versions were hashed on the way', () => {
    const operation = fc.record({
      kind: fc.constantFrom('append', 'split', 'replace', 'hash', 'back'),
      id: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 80 }), (operations) => {
        const versions: NumberedList<Item>[] = [noItems()];
        let next = 0;
        for (const { kind, id } of operations) {
          const list = versions[versions.length - 1] as NumberedList<Item>;
          const one = list.items[id];
          if (kind === 'append') versions.push(list.append([item((next += 1))]));
          else if (kind === 'split') versions.push(list.split((other) => other.id % 10 === id).rest);
          else if (kind === 'replace' && one !== undefined) versions.push(list.replace(one, item(one.id, 'other')));
          else if (kind === 'hash') list.digest();
          else if (kind === 'back') versions.push(versions[id % versions.length] as NumberedList<Item>);
        }
        for (const list of versions) expect(list.digest()).toEqual(NumberedList.from(list.items).digest());
      }),
    );
  });
});
