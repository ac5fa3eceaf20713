import { describe, expect, it } from 'vitest';
import { appendAsLeader, newLog, type Batch, type ReplicaLog } from '../../../../sim-engine/systems/kafka/log.ts';
import { advanceLogStart, followerAppend } from '../../../../sim-engine/systems/kafka/rules/followerAppend.ts';

function batch(baseOffset: number, count: number, leaderEpoch: number): Batch {
  const records = Array.from({ length: count }, (_, index) => ({ key: null, value: `v${baseOffset + index}` }));
  return { records, bytes: 71 * count, producerId: -1, producerEpoch: -1, baseSequence: -1, baseOffset, leaderEpoch };
}

function logOf(count: number): ReplicaLog {
  return appendAsLeader(newLog(), batch(0, count, 1), 1);
}

function append(log: ReplicaLog, batches: readonly Batch[]): unknown {
  const result = followerAppend(log, { batches, replicaLeaderEpoch: 2 });
  return [result.kind, result.log.endOffset, result.batches.length];
}

describe('a follower that has fetched batches', () => {
  it('appends them where its log ends', () => {
    expect(append(logOf(3), [batch(3, 2, 1), batch(5, 1, 2)])).toEqual(['appended', 6, 2]);
  });

  it('accepts a hole in the offsets', () => {
    expect(append(logOf(3), [batch(5, 2, 1)])).toEqual(['appended', 7, 1]);
  });

  it('appends nothing at all when one lies below its end', () => {
    expect(append(logOf(3), [batch(3, 1, 1), batch(2, 2, 1)])).toEqual(['unexpectedOffset', 3, 0]);
  });

  it('KAFKA-18723: leaves batches of a newer epoch than its own, and all after them', () => {
    expect(append(logOf(3), [batch(3, 1, 3)])).toEqual(['skipped', 3, 0]);
    expect(append(logOf(3), [batch(3, 1, 2), batch(4, 1, 3), batch(5, 1, 2)])).toEqual(['appended', 4, 1]);
  });

  it('has nothing to do with nothing', () => {
    expect(append(logOf(3), [])).toEqual(['appended', 3, 0]);
  });
});

describe("a log's start", () => {
  const move = (startOffset: number): unknown => {
    const { error, log } = advanceLogStart({ ...logOf(5), startOffset: 1 }, { startOffset, highWatermark: 3 });
    return [error, log.startOffset];
  };

  it('moves up, at most to the high watermark, and never down', () => {
    expect([2, 3, 1, 0].map(move)).toEqual([
      ['NONE', 2],
      ['NONE', 3],
      ['NONE', 1],
      ['NONE', 1],
    ]);
    expect([4, -1].map(move)).toEqual([
      ['OFFSET_OUT_OF_RANGE', 1],
      ['OFFSET_OUT_OF_RANGE', 1],
    ]);
  });
});
