/** What the group coordinator holds in memory: rebuilt from `__consumer_offsets` by every new coordinator. */
import type { Micros } from '../../../kernel/time.ts';
import type { CommittedOffset } from '../groupRecord.ts';
import type { ClassicGroup, GroupSettings } from '../rules/classicGroup.ts';
import type { AppendToken } from './outcome.ts';

/** One group with its committed offsets. */
export interface CoordinatedGroup {
  readonly name: string;
  readonly group: ClassicGroup;
  /** Committed: appended and replicated. One entry per partition. */
  readonly offsets: readonly CommittedOffset[];
}

export interface CoordinatorSettings extends GroupSettings {
  /** `group.min.session.timeout.ms` and `group.max.session.timeout.ms`. */
  readonly minSessionTimeoutMicros: Micros;
  readonly maxSessionTimeoutMicros: Micros;
}

export interface CoordinatorMemory {
  /** Null: this broker is not the coordinator. */
  readonly settings: CoordinatorSettings | null;
  readonly groups: readonly CoordinatedGroup[];
  /** Last token number used; begins at the time of loading, so that no number comes twice in a run. */
  readonly tokenId: number;
  /** Appends that are not committed yet. */
  readonly pending: readonly AppendToken[];
}

const NOT_COORDINATOR: CoordinatorMemory = { settings: null, groups: [], tokenId: 0, pending: [] };

/** A broker that does not lead `__consumer_offsets-0`. */
export function newCoordinator(): CoordinatorMemory {
  return NOT_COORDINATOR;
}
