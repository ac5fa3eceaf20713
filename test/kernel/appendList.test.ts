import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppendList, emptyList } from '../../sim-engine/kernel/appendList.ts';
import { Hasher } from '../../sim-engine/kernel/hash.ts';

describe('a persistent list', () => {
  test('an older version does not see what was appended to a newer one', () => {
    const short = emptyList<number>().append(1);
    const long = short.append(2);
    expect(short.toArray()).toEqual([1]);
    expect(long.toArray()).toEqual([1, 2]);
  });

  test('two branches of one version do not see each other', () => {
    const base = emptyList<string>().append('a');
    const left = base.append('left');
    const right = base.append('right');
    expect([left.toArray(), right.toArray(), base.toArray()]).toEqual([['a', 'left'], ['a', 'right'], ['a']]);
  });

  test('appending after a cut does not bring back what was cut', () => {
    const cut = AppendList.from([1, 2, 3]).truncate(1);
    expect(cut.append(9).toArray()).toEqual([1, 9]);
    expect(AppendList.from([1, 2, 3]).toArray()).toEqual([1, 2, 3]);
  });

  test('reading outside the version is refused, even where the buffer holds more', () => {
    const short = emptyList<number>().append(1);
    short.append(2);
    expect(() => short.at(1)).toThrow('an index is inside the list');
  });

  test('the hash depends on the items alone, not on how the list came about', () => {
    const straight = AppendList.from([1, 2, 3]);
    const crooked = AppendList.from([1, 2, 7, 8]).truncate(2).append(3);
    expect(crooked.digest()).toEqual(straight.digest());
    expect(AppendList.from([1, 3, 2]).digest()).not.toEqual(straight.digest());
  });

  test('an item is hashed once, also when shorter versions are hashed in between', () => {
    let count = 0;
    const item = (): object => ({
      digest: () => {
        count += 1;
        return { high: 1, low: 2 };
      },
    });
    const short = AppendList.from([item(), item()]);
    const long = short.append(item());
    for (const list of [long, short, long]) list.digest();
    short.append(item()).digest();
    expect(count).toBe(4);
  });

  test('a hasher that leaves fields out is asked for every item, and remembered apart from the others', () => {
    const timeless = new Hasher(new Set(['at']));
    const early = AppendList.from([{ value: 'a', at: 1 }]);
    const late = AppendList.from([{ value: 'a', at: 2 }]);
    expect(early.digest(timeless)).toEqual(late.digest(timeless));
    expect(early.digest()).not.toEqual(late.digest());
    expect(early.append({ value: 'b', at: 3 }).digest(timeless)).not.toEqual(early.digest(timeless));
  });

  test('behaves as an array would under any sequence of appends and cuts, in every version', () => {
    const operation = fc.oneof(
      fc.record({ kind: fc.constant('append' as const), value: fc.nat(9) }),
      fc.record({ kind: fc.constant('cut' as const), value: fc.nat(9) }),
      fc.record({ kind: fc.constant('back' as const), value: fc.nat(9) }),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
        const versions: { list: AppendList<number>; model: readonly number[] }[] = [{ list: emptyList(), model: [] }];
        for (const { kind, value } of operations) {
          const { list, model } = versions[versions.length - 1] as (typeof versions)[number];
          if (kind === 'append') versions.push({ list: list.append(value), model: [...model, value] });
          else if (kind === 'cut') versions.push({ list: list.truncate(value), model: model.slice(0, value) });
          else versions.push(versions[value % versions.length] as (typeof versions)[number]);
        }
        for (const { list, model } of versions) {
          expect(list.toArray()).toEqual(model);
          expect(list.digest()).toEqual(AppendList.from(model).digest());
        }
      }),
    );
  });
});
