/** What `__consumer_offsets` holds: committed offsets and group metadata, replayed by the next coordinator. */
import type { ClassicGroup } from './rules/classicGroup.ts';

export type GroupRecord =
  | { readonly kind: 'offsets'; readonly group: string; readonly offsets: readonly CommittedOffset[] }
  /** The group after a completed rebalance (members, generation, assignment). */
  | { readonly kind: 'group'; readonly group: string; readonly state: ClassicGroup };

export interface CommittedOffset {
  /** Dense partition number. */
  readonly partition: number;
  /** Next offset to read. */
  readonly offset: number;
  /** Leader epoch of the last record consumed; -1 unknown. */
  readonly leaderEpoch: number;
}
