import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { murmur2, partitionForKey, toPositive, utf8 } from '../../../../sim-engine/systems/kafka/rules/murmur2.ts';
import {
  loadStatistics,
  nextPartition,
  stickTo,
  updatePartition,
} from '../../../../sim-engine/systems/kafka/rules/stickyPartitioner.ts';

describe('murmur2', () => {
  it('of the keys in Kafka’s own test', () => {
    expect(murmur2(utf8('21'))).toBe(-973932308);
    expect(murmur2(utf8('foobar'))).toBe(-790332482);
    expect(murmur2(utf8('a-little-bit-longer-string'))).toBe(-1486304829);
  });

  it('clears the sign bit, which is not the absolute value', () => {
    expect(toPositive(-1)).toBe(2147483647);
    expect(toPositive(-2147483648)).toBe(0);
  });

  it('gives every key one partition', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.integer({ min: 1, max: 100 }), (key, count) => {
        const partition = partitionForKey(key, count);
        expect(partition).toBeGreaterThanOrEqual(0);
        expect(partition).toBeLessThan(count);
      }),
    );
  });
});

describe('utf8', () => {
  it('agrees with the platform on any text, broken surrogates included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([...utf8(text)]).toEqual([...new TextEncoder().encode(text)]);
      }),
    );
    for (const code of [0x7f, 0x80, 0xe9, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff]) {
      const text = String.fromCodePoint(code);
      expect([...utf8(text)]).toEqual([...new TextEncoder().encode(text)]);
    }
    expect([...utf8('\ud800a')]).toEqual([...new TextEncoder().encode('\ud800a')]);
  });
});

describe('the sticky partition', () => {
  const append = (producedBytes: number, appendedBytes: number, isBatchComplete: boolean): unknown =>
    updatePartition(
      { partition: 3, producedBytes },
      { appendedBytes, stickyBatchBytes: 100, isBatchComplete, choose: () => 1 },
    );

  it('stays until batch.size bytes were appended', () => {
    expect(append(50, 49, true)).toEqual({ partition: 3, producedBytes: 99 });
    expect(append(50, 50, true)).toEqual(stickTo(1));
  });

  it('stays longer for a batch that is not complete, at most until twice batch.size', () => {
    expect(append(100, 99, false)).toEqual({ partition: 3, producedBytes: 199 });
    expect(append(100, 100, false)).toEqual(stickTo(1));
  });
});

describe('the next partition', () => {
  const choice = { partitionCount: 3, available: [0, 2], statistics: null };

  it('is one with a leader, or any when none has one', () => {
    expect([0, 1, 2, 3].map((draw) => nextPartition({ ...choice, draw }))).toEqual([0, 2, 0, 2]);
    expect([0, 1, 2, 3].map((draw) => nextPartition({ ...choice, available: [], draw }))).toEqual([0, 1, 2, 0]);
  });

  const queuesOf = (...lengths: readonly number[]): { partition: number; length: number }[] =>
    lengths.map((length, partition) => ({ partition, length }));

  it('is likelier the shorter its queue is', () => {
    const statistics = loadStatistics({ queues: queuesOf(0, 3, 1), partitionCount: 3 });
    expect(statistics?.cumulativeWeights).toEqual([4, 5, 8]);
    const drawn = Array.from({ length: 8 }, (_, draw) => nextPartition({ ...choice, statistics, draw }));
    expect(drawn).toEqual([0, 0, 0, 0, 1, 2, 2, 2]);
  });

  it('is not weighed when there is nothing to weigh', () => {
    expect(loadStatistics({ queues: queuesOf(2, 2, 2), partitionCount: 3 })).toBeNull();
    expect(loadStatistics({ queues: queuesOf(5), partitionCount: 1 })).toBeNull();
    expect(loadStatistics({ queues: [], partitionCount: 3 })).toBeNull();
  });

  it('is weighed when partitions were left out for being slow, even with equal queues', () => {
    const statistics = loadStatistics({ queues: queuesOf(2, 2), partitionCount: 3 });
    expect(statistics).toEqual({ partitions: [0, 1], cumulativeWeights: [1, 2] });
  });
});
