/** What the group coordinator gives back to the broker that it runs in. */
import type { CommittedOffset, GroupRecord } from '../groupRecord.ts';
import type { KafkaMessage } from '../protocol.ts';
import type { GroupWrite } from '../rules/classicGroup.ts';
import type { CoordinatorMemory } from './memory.ts';

/** An answer, and the node that it goes to. */
export interface Reply {
  readonly to: number;
  readonly message: KafkaMessage;
}

/** What waits until a record of `__consumer_offsets` is committed. */
export type AppendToken =
  | { readonly kind: 'group'; readonly id: number; readonly group: string; readonly write: GroupWrite }
  | {
      readonly kind: 'offsets';
      readonly id: number;
      readonly group: string;
      readonly offsets: readonly CommittedOffset[];
      readonly to: number;
      readonly correlation: number;
    };

/** A record to append to `__consumer_offsets` with acks=all. */
export interface CoordinatorAppend {
  readonly record: GroupRecord;
  readonly token: AppendToken;
}

export interface CoordinatorOutcome {
  readonly memory: CoordinatorMemory;
  readonly replies: readonly Reply[];
  readonly appends: readonly CoordinatorAppend[];
}
