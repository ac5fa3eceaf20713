/**
 * How a follower finds the offset at which its log parts from its leader's.
 *
 * Models: the check inside a fetch (KIP-595) at the leader, and the follower's answer to it (KIP-101, KIP-279); several rounds may
 * be needed after several unclean or fast leader changes. Leaves out: tiered storage and future replicas.
 * Faults that reach it: crashes and power losses that change leaders, which is what makes logs differ.
 * Source: core/src/main/scala/kafka/cluster/Partition.scala (readRecords),
 * core/src/main/scala/kafka/server/AbstractFetcherThread.scala (getOffsetTruncationState), Kafka 4.3.
 */
import {
  endOffsetForEpoch,
  UNDEFINED_EPOCH,
  UNDEFINED_OFFSET,
  type EpochCache,
  type EpochEnd,
} from './leaderEpochCache.ts';

export type FetchCheck =
  | { readonly kind: 'records' }
  | { readonly kind: 'outOfRange' }
  | { readonly kind: 'diverging'; readonly epoch: number; readonly endOffset: number };

/**
 * Name: check a follower's position
 * Who: the leader, on a fetch that names the epoch of the follower's last record
 * Means: the follower's log is a prefix of the leader's only if that epoch does not end before the fetch offset
 * Enabled when: lastFetchedEpoch is not -1; without it only the range is checked
 * Changes: nothing. 'diverging' names the largest epoch that both may share and where it ends at the leader
 */
export function divergingEpochFor(options: {
  readonly cache: EpochCache;
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  readonly lastFetchedEpoch: number;
  readonly fetchOffset: number;
}): FetchCheck {
  const { fetchOffset, lastFetchedEpoch, logEndOffset, logStartOffset } = options;
  if (lastFetchedEpoch !== UNDEFINED_EPOCH) {
    const end = endOffsetForEpoch(options.cache, lastFetchedEpoch, logEndOffset);
    if (end.endOffset === UNDEFINED_OFFSET || end.epoch === UNDEFINED_EPOCH) return { kind: 'outOfRange' };
    if (fetchOffset < logStartOffset) return { kind: 'outOfRange' };
    if (end.epoch < lastFetchedEpoch || end.endOffset < fetchOffset) {
      return { kind: 'diverging', epoch: end.epoch, endOffset: end.endOffset };
    }
  }
  return fetchOffset < logStartOffset || fetchOffset > logEndOffset ? { kind: 'outOfRange' } : { kind: 'records' };
}

export interface Truncation {
  readonly truncateTo: number;
  /** False: the follower must ask again, with the older epoch it is left with. */
  readonly completed: boolean;
}

/**
 * Name: find the truncation offset
 * Who: a follower that was told of a diverging epoch
 * Means: both logs agree up to the shorter end of the epoch they share. A follower that does not know the leader's epoch
 *   cuts back to the end of its largest smaller one and asks again (KIP-279)
 * Enabled when: the answer belongs to the fetch that is in flight
 * Changes: nothing; the caller cuts the log, its epochs and its high watermark
 */
export function truncationFor(options: {
  readonly cache: EpochCache;
  readonly logEndOffset: number;
  readonly highWatermark: number;
  readonly diverging: EpochEnd;
}): Truncation {
  const { cache, diverging, logEndOffset } = options;
  if (diverging.endOffset === UNDEFINED_OFFSET) return { truncateTo: options.highWatermark, completed: true };
  const own = endOffsetForEpoch(cache, diverging.epoch, logEndOffset);
  if (own.epoch === UNDEFINED_EPOCH || own.endOffset === UNDEFINED_OFFSET) {
    return { truncateTo: Math.min(diverging.endOffset, logEndOffset), completed: true };
  }
  if (own.epoch !== diverging.epoch) {
    return { truncateTo: Math.min(own.endOffset, logEndOffset), completed: false };
  }
  return { truncateTo: Math.min(own.endOffset, diverging.endOffset, logEndOffset), completed: true };
}
