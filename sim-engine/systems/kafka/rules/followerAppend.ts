/**
 * What a follower does with fetched batches, and how a log's start moves.
 * Faults that reach it: leader changes between the leader's read and the follower's append (KAFKA-18723).
 * Source: storage/src/main/java/org/apache/kafka/storage/internals/log/UnifiedLog.java (appendAsFollower,
 * maybeIncrementLogStartOffset), Kafka 4.3.
 */
import { appendAsFollower, type Batch, type ReplicaLog } from '../log.ts';

export interface FollowerAppend {
  /** 'skipped': every batch is of a newer epoch than the follower knows; 'unexpectedOffset': a batch lies below the log's end. */
  readonly kind: 'appended' | 'skipped' | 'unexpectedOffset';
  readonly log: ReplicaLog;
  readonly batches: readonly Batch[];
}

/**
 * Name: append as a follower
 * Who: a follower, with the batches of a fetch
 * Means: the leader has given offsets and epochs; the follower takes both over. Offsets may have holes where records were compacted.
 *   A batch of an epoch newer than the follower's own is left for later: its leader is not the one that was asked
 * Enabled when: no batch lies below the log's end
 * Changes: the log's end; the caller assigns the epochs of the batches that were appended
 */
export function followerAppend(
  log: ReplicaLog,
  options: { readonly batches: readonly Batch[]; readonly replicaLeaderEpoch: number },
): FollowerAppend {
  const batches: Batch[] = [];
  let grown = log;
  for (const batch of options.batches) {
    if (batch.leaderEpoch > options.replicaLeaderEpoch) break;
    if (batch.baseOffset < grown.endOffset) return { kind: 'unexpectedOffset', log, batches: [] };
    grown = appendAsFollower({ ...grown, endOffset: batch.baseOffset }, [batch]);
    batches.push(batch);
  }
  return { kind: batches.length === 0 && options.batches.length > 0 ? 'skipped' : 'appended', log: grown, batches };
}

/**
 * Name: move a log's start
 * Who: a replica, when records are deleted on request (DeleteRecords) or its leader's log begins later
 * Means: older records are gone for readers; what is not committed cannot be deleted
 * Enabled when: the new start is not beyond the high watermark
 * Changes: the log's start, upwards only
 */
export function advanceLogStart(
  log: ReplicaLog,
  options: { readonly startOffset: number; readonly highWatermark: number },
): { readonly log: ReplicaLog; readonly error: 'NONE' | 'OFFSET_OUT_OF_RANGE' } {
  if (options.startOffset < 0 || options.startOffset > options.highWatermark)
    return { log, error: 'OFFSET_OUT_OF_RANGE' };
  if (options.startOffset <= log.startOffset) return { log, error: 'NONE' };
  return { log: { ...log, startOffset: options.startOffset }, error: 'NONE' };
}
