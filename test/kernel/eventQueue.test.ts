import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventQueue, RANK } from '../../sim-engine/kernel/eventQueue.ts';
import { NEVER } from '../../sim-engine/kernel/time.ts';

describe('the event queue', () => {
  test('at equal times an action goes before a disk, a disk before a delivery, a delivery before a timer', () => {
    const queue = new EventQueue(4);
    queue.set(0, 5, RANK.timer, 1);
    queue.set(1, 5, RANK.delivery, 2);
    queue.set(2, 5, RANK.disk, 3);
    queue.set(3, 5, RANK.action, 4);
    const order = [];
    while (queue.first() !== -1) {
      order.push(queue.first());
      queue.set(queue.first(), NEVER, RANK.timer, 0);
    }
    expect(order).toEqual([3, 2, 1, 0]);
  });

  test('at equal times and ranks the one scheduled first goes first', () => {
    const queue = new EventQueue(2);
    queue.set(1, 5, RANK.timer, 7);
    queue.set(0, 5, RANK.timer, 8);
    expect(queue.first()).toBe(1);
  });

  test('two events with the same time, rank and sequence are a broken invariant', () => {
    const queue = new EventQueue(2);
    queue.set(0, 5, RANK.timer, 7);
    expect(() => queue.set(1, 5, RANK.timer, 7)).toThrow('no two pending events share');
  });

  test('agrees with sorting under any sequence of setting and removing', () => {
    const change = fc.record({
      source: fc.nat(15),
      at: fc.option(fc.nat(20), { nil: NEVER }),
      rank: fc.constantFrom(...Object.values(RANK)),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const queue = new EventQueue(16);
        const model = new Map<number, { at: number; rank: number; sequence: number }>();
        changes.forEach(({ source, at, rank }, sequence) => {
          queue.set(source, at, rank, sequence);
          if (at === NEVER) model.delete(source);
          else model.set(source, { at, rank, sequence });
          const sorted = [...model].sort(
            ([, left], [, right]) => left.at - right.at || left.rank - right.rank || left.sequence - right.sequence,
          );
          expect(queue.first()).toBe(sorted[0]?.[0] ?? -1);
          expect(queue.size).toBe(model.size);
        });
      }),
    );
  });
});
