import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assignEpoch,
  endOffsetForEpoch,
  epochForOffset,
  latestEpoch,
  nextEpoch,
  previousEpoch,
  truncateFromEnd,
  truncateFromStart,
  type EpochCache,
} from '../../../../sim-engine/systems/kafka/rules/leaderEpochCache.ts';

/** `2@10` is an entry: epoch 2 begins at offset 10. */
function cacheOf(...entries: readonly string[]): EpochCache {
  return entries.map((entry) => {
    const [epoch, startOffset] = entry.split('@').map(Number) as [number, number];
    return { epoch, startOffset };
  });
}

const threeEpochs = cacheOf('2@6', '3@8', '4@11');

describe('assigning an epoch', () => {
  it('adds a newer one', () => {
    expect(assignEpoch(cacheOf('1@0'), { epoch: 2, startOffset: 5 })).toEqual(cacheOf('1@0', '2@5'));
  });

  it('keeps the same value when nothing changes, so that no write is needed', () => {
    expect(assignEpoch(threeEpochs, { epoch: 4, startOffset: 11 })).toBe(threeEpochs);
    expect(assignEpoch(threeEpochs, { epoch: 4, startOffset: 20 })).toBe(threeEpochs);
  });

  it('an earlier start of the latest epoch is a change', () => {
    expect(assignEpoch(threeEpochs, { epoch: 4, startOffset: 10 })).toEqual(cacheOf('2@6', '3@8', '4@10'));
  });

  it('drops entries that are not before it, in epoch or in offset', () => {
    expect(assignEpoch(threeEpochs, { epoch: 5, startOffset: 8 })).toEqual(cacheOf('2@6', '5@8'));
    expect(assignEpoch(threeEpochs, { epoch: 3, startOffset: 20 })).toEqual(cacheOf('2@6', '3@20'));
  });

  it('refuses what cannot be', () => {
    expect(() => assignEpoch([], { epoch: -1, startOffset: 0 })).toThrow('zero or more');
  });
});

describe('the end of an epoch', () => {
  it('of the latest is the end of the log', () => {
    expect(endOffsetForEpoch(threeEpochs, 4, 30)).toEqual({ epoch: 4, endOffset: 30 });
  });

  it('of an older one is the start of the next', () => {
    expect(endOffsetForEpoch(threeEpochs, 3, 30)).toEqual({ epoch: 3, endOffset: 11 });
  });

  it('of one that is missing is told for the largest smaller one (KIP-279)', () => {
    expect(endOffsetForEpoch(cacheOf('0@10', '2@13', '4@17'), 3, 30)).toEqual({ epoch: 2, endOffset: 17 });
  });

  it('of one before all that is left is the start of what is left', () => {
    expect(endOffsetForEpoch(threeEpochs, 1, 30)).toEqual({ epoch: 1, endOffset: 6 });
  });

  it('is unknown for no epoch, for one that is newer than all, and for an empty cache', () => {
    for (const [cache, epoch] of [
      [threeEpochs, -1],
      [threeEpochs, 5],
      [[], 0],
      [[], -1],
    ] as const) {
      expect(endOffsetForEpoch(cache, epoch, 30)).toEqual({ epoch: -1, endOffset: -1 });
    }
  });
});

describe('neighbours', () => {
  it('before and after an epoch, and the epoch of an offset', () => {
    expect([latestEpoch(threeEpochs), latestEpoch([])]).toEqual([4, -1]);
    expect([previousEpoch(threeEpochs, 4), previousEpoch(threeEpochs, 2)]).toEqual([3, -1]);
    expect([nextEpoch(threeEpochs, 2), nextEpoch(threeEpochs, 4)]).toEqual([3, -1]);
    expect([5, 6, 7, 8, 100].map((offset) => epochForOffset(threeEpochs, offset))).toEqual([-1, 2, 2, 3, 4]);
  });
});

describe('truncating', () => {
  it('from the end drops epochs that have no record left', () => {
    expect(truncateFromEnd(threeEpochs, 9)).toEqual(cacheOf('2@6', '3@8'));
    expect(truncateFromEnd(threeEpochs, 8)).toEqual(cacheOf('2@6'));
    expect(truncateFromEnd(threeEpochs, 12)).toBe(threeEpochs);
  });

  it('from the start moves the covering epoch up', () => {
    expect(truncateFromStart(threeEpochs, 9)).toEqual(cacheOf('3@9', '4@11'));
    expect(truncateFromStart(threeEpochs, 100)).toEqual(cacheOf('4@100'));
    expect(truncateFromStart(threeEpochs, 5)).toBe(threeEpochs);
    expect(truncateFromStart(threeEpochs, 6)).toBe(threeEpochs);
  });
});

const operation = fc.record({
  kind: fc.constantFrom('assign', 'end', 'start'),
  epoch: fc.nat(20),
  offset: fc.nat(60),
});

type Operation = { readonly kind: string; readonly epoch: number; readonly offset: number };

function apply(cache: EpochCache, { kind, epoch, offset }: Operation): EpochCache {
  if (kind === 'assign') return assignEpoch(cache, { epoch, startOffset: offset });
  return kind === 'end' ? truncateFromEnd(cache, offset) : truncateFromStart(cache, offset);
}

describe('whatever happens to a cache', () => {
  it('epochs and offsets strictly increase', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 40 }), (operations) => {
        let cache: EpochCache = [];
        for (const one of operations) {
          cache = apply(cache, one);
          for (let index = 1; index < cache.length; index += 1) {
            expect(cache[index]?.epoch).toBeGreaterThan(cache[index - 1]?.epoch as number);
            expect(cache[index]?.startOffset).toBeGreaterThan(cache[index - 1]?.startOffset as number);
          }
        }
      }),
    );
  });

  it('an epoch that was just assigned is the latest, and ends where the log ends', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 20 }), operation, (operations, { epoch, offset }) => {
        const cache = assignEpoch(operations.reduce(apply, [] as EpochCache), { epoch, startOffset: offset });
        expect(latestEpoch(cache)).toBe(epoch);
        expect(endOffsetForEpoch(cache, epoch, 1000)).toEqual({ epoch, endOffset: 1000 });
      }),
    );
  });
});
