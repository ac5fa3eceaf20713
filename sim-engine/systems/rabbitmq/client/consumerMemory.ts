/** What a consumer remembers. */
import type { SeenRecord } from '../../../host/history.ts';
import type { ConsumerWorkState } from '../charts/index.ts';
import type { ConsumerSettings } from '../settings.ts';
import type { Session } from './session.ts';

/** A message as it came. */
export interface Delivered {
  readonly deliveryTag: number;
  /** The connection on which it came; an acknowledgement means something only there. */
  readonly connection: string;
  readonly record: SeenRecord;
  readonly isPoison: boolean;
}

/** The message that the application has in hand. */
export interface Work {
  readonly delivered: Delivered;
  /** On the chart `consumerWork`. */
  readonly step: Exclude<ConsumerWorkState, 'idle'>;
}

export interface ConsumerMemory {
  readonly settings: ConsumerSettings;
  readonly session: Session;
  /** Has the node said that deliveries begin? */
  readonly subscribed: boolean;
  /** Delivered, not begun. */
  readonly inbox: readonly Delivered[];
  readonly work: Work | null;
  /** Number of the last request to the database. */
  readonly correlation: number;
  /** Processed and not acknowledged yet, because one acknowledgement is to cover several. */
  readonly unsettled: readonly Delivered[];
}
