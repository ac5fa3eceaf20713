/** Reading, growing and cutting a log. Offsets begin at 0; the end offset is that of the record to come. */
import type { LogRecord, ReplicaFields } from './state.ts';

export type Log = readonly LogRecord[];

/** Do two logs have the same record at an offset? */
export function sameRecordAt(left: Log, right: Log, offset: number): boolean {
  const one = left[offset];
  const other = right[offset];
  return one !== undefined && other !== undefined && one.id === other.id && one.epoch === other.epoch;
}

/** Do two logs have a record of the same epoch at an offset? */
export function sameEpochAt(left: Log, right: Log, offset: number): boolean {
  const one = left[offset];
  const other = right[offset];
  return one !== undefined && other !== undefined && one.epoch === other.epoch;
}

/** The epoch of the last record; -1 when there is none. */
export function latestEpoch(log: Log): number {
  return log.length === 0 ? -1 : (log[log.length - 1] as LogRecord).epoch;
}

/** A replica after cutting: nothing at or above the offset remains, and the high watermark does not hang above it. */
export function cutTo(replica: ReplicaFields, offset: number): ReplicaFields {
  return {
    ...replica,
    log: offset === replica.log.length ? replica.log : replica.log.slice(0, offset),
    highWatermark: Math.min(offset, replica.highWatermark),
  };
}
