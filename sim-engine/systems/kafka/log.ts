/**
 * A replica's log: batches of records in order, as one immutable value.
 *
 * Models: offsets, batches as the unit of append, truncation at a batch border, leader epoch stamped on each batch, the
 * producer's id and sequence. Leaves out: segments, indexes, retention, compaction, control batches.
 * Source: storage/src/main/java/org/apache/kafka/storage/internals/log/UnifiedLog.java, Kafka 4.3.
 */
import { emptyList, type AppendList } from '../../kernel/appendList.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { GroupRecord } from './groupRecord.ts';

/** One record as its producer made it. */
export interface KafkaRecord {
  readonly key: string | null;
  /** Unique per record that an application meant to send. */
  readonly value: string;
  /** Content of a record of `__consumer_offsets`. */
  readonly group?: GroupRecord;
}

/** What a producer sends: a batch that has no offset yet. */
export interface NewBatch {
  readonly records: readonly KafkaRecord[];
  readonly bytes: number;
  /** -1 without idempotence. */
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
}

/** A batch in a log. */
export interface Batch extends NewBatch {
  readonly baseOffset: number;
  /** Epoch of the leader that appended it first. */
  readonly leaderEpoch: number;
}

export interface ReplicaLog {
  readonly batches: AppendList<Batch>;
  /** Offset of the first record that is kept. */
  readonly startOffset: number;
  /** Offset that the next record will get (LEO). */
  readonly endOffset: number;
}

/** A log that never held anything. */
export function newLog(): ReplicaLog {
  return { batches: emptyList(), startOffset: 0, endOffset: 0 };
}

/** Offset after a batch's last record. */
export function endOf(batch: Batch): number {
  return batch.baseOffset + batch.records.length;
}

/** Leader's append: the batch gets the next offsets and the leader's epoch. */
export function appendAsLeader(log: ReplicaLog, batch: NewBatch, leaderEpoch: number): ReplicaLog {
  const placed: Batch = {
    records: batch.records,
    bytes: batch.bytes,
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    baseOffset: log.endOffset,
    leaderEpoch,
  };
  return { batches: log.batches.append(placed), startOffset: log.startOffset, endOffset: endOf(placed) };
}

/** Follower's append: batches keep the offsets and epochs that the leader gave them. They must follow the log's end. */
export function appendAsFollower(log: ReplicaLog, batches: readonly Batch[]): ReplicaLog {
  let endOffset = log.endOffset;
  for (const batch of batches) {
    invariant(batch.baseOffset === endOffset, 'a follower appends exactly at its log end offset');
    endOffset = endOf(batch);
  }
  return { batches: log.batches.appendAll(batches), startOffset: log.startOffset, endOffset };
}

/** Index of the batch that holds `offset`, or of the first one after it; the number of batches when there is none. */
function batchIndex(log: ReplicaLog, offset: number): number {
  let low = 0;
  let high = log.batches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(log.batches.at(middle)) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Ends the log at `offset`. Batches are never split: one that reaches beyond it is removed whole, and the offsets below
 * `offset` that it held become a hole.
 */
export function truncateTo(log: ReplicaLog, offset: number): ReplicaLog {
  if (offset >= log.endOffset) return log;
  const endOffset = Math.max(offset, log.startOffset);
  return { batches: log.batches.truncate(batchIndex(log, endOffset)), startOffset: log.startOffset, endOffset };
}

/** Forgets everything and starts again at `offset` (`truncateFullyAndStartAt`). */
export function restartAt(offset: number): ReplicaLog {
  return { batches: emptyList(), startOffset: offset, endOffset: offset };
}

/**
 * Batches from the one that holds `offset` on, below `end`, at most `batchesMax`. The first batch may begin before
 * `offset`: the reader drops what it has already.
 */
export function readFrom(
  log: ReplicaLog,
  options: { readonly offset: number; readonly end: number; readonly batchesMax: number },
): readonly Batch[] {
  if (options.offset >= options.end) return [];
  const first = batchIndex(log, options.offset);
  const batches = log.batches.slice(first, first + options.batchesMax);
  while (batches.length > 0 && endOf(batches[batches.length - 1] as Batch) > options.end) batches.pop();
  return batches;
}

/** The record at an offset, with its batch; undefined when the log does not hold it. */
export function recordAt(
  log: ReplicaLog,
  offset: number,
): { readonly record: KafkaRecord; readonly batch: Batch } | undefined {
  if (offset < log.startOffset || offset >= log.endOffset) return undefined;
  const batch = log.batches.at(batchIndex(log, offset));
  const record = batch.records[offset - batch.baseOffset];
  return record && { record, batch };
}
