/**
 * How long a fetch may be held, and for how much: `fetch.min.bytes` and `fetch.max.wait.ms` of a consumer, and the same two of a follower.
 *
 * Models: size as the log counts it, whole batches from the one that holds the position on, all partitions of the request together.
 * Leaves out: fetch.max.bytes and max.partition.fetch.bytes; an answer is full at so many batches per partition instead.
 *   A consumer whose position is above the high watermark, as after a change of leader, waits here; a real leader answers it at once,
 *   with nothing, again and again. It also answers at once whoever reads an older segment: here a log has no segments.
 * Source: core/src/main/scala/kafka/server/{ReplicaManager,DelayedFetch}.scala, Kafka 4.3.
 */
import type { Batch } from './log.ts';

/** What a fetch says about waiting. */
export interface FetchLimits {
  readonly maxWaitMicros: number;
  /** The leader holds the fetch until it has so much to say. Absent: 1, Kafka's default, with which any record is enough. */
  readonly minBytes?: number;
}

/** Batches in one answer per partition. */
export const FETCH_BATCHES_MAX = 64;

const MIN_BYTES_DEFAULT = 1;

/** The limits as they stand in a request. */
export function fetchLimits(limits: Required<FetchLimits>): FetchLimits {
  const { maxWaitMicros, minBytes } = limits;
  return minBytes === MIN_BYTES_DEFAULT ? { maxWaitMicros } : { maxWaitMicros, minBytes };
}

/** What a fetch may read now, in all its partitions together. */
export interface Readable {
  readonly bytes: number;
  readonly minBytes: number;
  /** There is as much as it waits for, or it does not wait at all. */
  readonly isEnough: boolean;
}

/**
 * Counts what a fetch may read now. A full answer waits for no more, as the broker cuts a minimum down to the largest answer
 * (KafkaApis.handleFetchRequest).
 */
export function readableNow(
  { maxWaitMicros, minBytes = MIN_BYTES_DEFAULT }: FetchLimits,
  answers: readonly { readonly batches: readonly Batch[] }[],
): Readable {
  let bytes = 0;
  let isFull = false;
  for (const { batches } of answers) {
    for (const batch of batches) bytes += batch.bytes;
    isFull ||= batches.length === FETCH_BATCHES_MAX;
  }
  return { bytes, minBytes, isEnough: maxWaitMicros === 0 || bytes >= minBytes || isFull };
}
