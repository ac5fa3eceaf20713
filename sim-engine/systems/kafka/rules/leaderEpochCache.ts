/**
 * The leader epoch cache of one replica: which leader epoch began at which offset.
 *
 * Models: assignment on becoming leader and on append, lookup of an epoch's end, truncation from both ends.
 * Leaves out: the checkpoint file (the broker writes the cache as a value) and locking.
 * Faults that reach it: power loss (an older version of the value comes back) and truncation of the log.
 * Source: storage/src/main/java/org/apache/kafka/storage/internals/epoch/LeaderEpochFileCache.java, Kafka 4.3 (KIP-101, KIP-279).
 */
import { invariant } from '../../../kernel/invariant.ts';

/** Records from `startOffset` on were first appended by the leader of `epoch`, until the next entry's start. */
export interface EpochEntry {
  readonly epoch: number;
  readonly startOffset: number;
}

/** Entries in order, strictly increasing in epoch and in start offset. */
export type EpochCache = readonly EpochEntry[];

/** An epoch and where it ends; both -1 when the question has no answer. */
export interface EpochEnd {
  readonly epoch: number;
  /** Offset after the epoch's last record. */
  readonly endOffset: number;
}

/** Epoch of nothing: `UNDEFINED_EPOCH`. */
export const UNDEFINED_EPOCH = -1;
/** Offset of nothing: `UNDEFINED_EPOCH_OFFSET`. */
export const UNDEFINED_OFFSET = -1;

const UNDEFINED_END: EpochEnd = { epoch: UNDEFINED_EPOCH, endOffset: UNDEFINED_OFFSET };

/**
 * Name: assign a leader epoch
 * Who: a replica that becomes leader, or a follower that appends a batch
 * Means: from this offset on, records belong to this epoch
 * Enabled when: the epoch is another one than the latest, or begins earlier than was known
 * Changes: entries that are not before the new one, in epoch and in offset, are dropped; the new one is added
 *
 * @returns the cache itself when nothing changes
 * @throws InvariantError when the entry has a negative epoch or offset
 */
export function assignEpoch(cache: EpochCache, entry: EpochEntry): EpochCache {
  invariant(entry.epoch >= 0 && entry.startOffset >= 0, 'a leader epoch and its start offset are zero or more');
  const latest = cache[cache.length - 1];
  if (latest !== undefined && entry.epoch === latest.epoch && entry.startOffset >= latest.startOffset) return cache;
  let kept = cache.length;
  while (kept > 0 && !isBefore(cache[kept - 1] as EpochEntry, entry)) kept -= 1;
  return [...cache.slice(0, kept), { epoch: entry.epoch, startOffset: entry.startOffset }];
}

function isBefore(left: EpochEntry, right: EpochEntry): boolean {
  return left.epoch < right.epoch && left.startOffset < right.startOffset;
}

/** The latest epoch; -1 when the cache is empty. */
export function latestEpoch(cache: EpochCache): number {
  return cache[cache.length - 1]?.epoch ?? UNDEFINED_EPOCH;
}

/** The largest known epoch below `epoch`; -1 when there is none. */
export function previousEpoch(cache: EpochCache, epoch: number): number {
  return floorEntry(cache, epoch - 1)?.epoch ?? UNDEFINED_EPOCH;
}

/** The smallest known epoch above `epoch`; -1 when there is none. */
export function nextEpoch(cache: EpochCache, epoch: number): number {
  return higherEntry(cache, epoch)?.epoch ?? UNDEFINED_EPOCH;
}

function floorEntry(cache: EpochCache, epoch: number): EpochEntry | undefined {
  for (let index = cache.length - 1; index >= 0; index -= 1) {
    const entry = cache[index] as EpochEntry;
    if (entry.epoch <= epoch) return entry;
  }
  return undefined;
}

function higherEntry(cache: EpochCache, epoch: number): EpochEntry | undefined {
  return cache.find((entry) => entry.epoch > epoch);
}

/**
 * Name: end of an epoch
 * Who: a leader that is asked where an epoch ends, or a follower that compares its own log
 * Means: the largest known epoch that is not newer than the requested one, and the offset after its last record
 * Enabled when: always; an epoch that cannot be known is answered with -1 and -1
 * Changes: nothing
 *
 * A request below the first entry is answered with the requested epoch itself and the first entry's start: that data is
 * gone, and replication can only begin there.
 */
export function endOffsetForEpoch(cache: EpochCache, requestedEpoch: number, logEndOffset: number): EpochEnd {
  if (requestedEpoch === UNDEFINED_EPOCH) return UNDEFINED_END;
  if (requestedEpoch === latestEpoch(cache)) return { epoch: requestedEpoch, endOffset: logEndOffset };
  const higher = higherEntry(cache, requestedEpoch);
  if (higher === undefined) return UNDEFINED_END;
  const floor = floorEntry(cache, requestedEpoch);
  return { epoch: floor?.epoch ?? requestedEpoch, endOffset: higher.startOffset };
}

/** Epoch of the record at `offset`, or of the log's end; -1 when the offset is below the first entry. */
export function epochForOffset(cache: EpochCache, offset: number): number {
  for (let index = cache.length - 1; index >= 0; index -= 1) {
    const entry = cache[index] as EpochEntry;
    if (entry.startOffset <= offset) return entry.epoch;
  }
  return UNDEFINED_EPOCH;
}

/**
 * Name: truncate the epoch cache from its end
 * Who: a replica whose log was cut
 * Means: epochs that begin at the new end or after it have no record left
 * Enabled when: the latest entry begins at or after the new end
 * Changes: those entries are dropped; the cache itself is returned when there are none
 */
export function truncateFromEnd(cache: EpochCache, endOffset: number): EpochCache {
  if (endOffset < 0) return cache;
  const kept = cache.filter((entry) => entry.startOffset < endOffset);
  return kept.length === cache.length ? cache : kept;
}

/**
 * Name: truncate the epoch cache from its start
 * Who: a replica whose oldest records were deleted
 * Means: the epoch that covers the new start begins there; older ones have no record left
 * Enabled when: the first entry begins at or before the new start
 * Changes: older entries are dropped and the covering one moves up; the cache itself is returned when nothing moves
 */
export function truncateFromStart(cache: EpochCache, startOffset: number): EpochCache {
  let covering = -1;
  while (covering + 1 < cache.length && (cache[covering + 1] as EpochEntry).startOffset <= startOffset) covering += 1;
  if (covering === -1) return cache;
  const entry = cache[covering] as EpochEntry;
  if (covering === 0 && entry.startOffset === startOffset) return cache;
  return [{ epoch: entry.epoch, startOffset }, ...cache.slice(covering + 1)];
}
