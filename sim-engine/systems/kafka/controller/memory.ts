/**
 * What the controller holds. One reliable process stands for the KRaft quorum: its metadata log is durable, each record is
 * committed at once. (A quorum of controllers would replace this room and nothing else: brokers only see the protocol.)
 */
import type { AppendList } from '../../../kernel/appendList.ts';
import type { MetadataImage, MetadataRecord } from '../metadata.ts';
import type { BrokerSettings } from '../settings.ts';

/** The controller's file that holds the metadata log. */
export const METADATA_LOG = 0;

export interface Session {
  /** The session ends at this time unless a heartbeat comes. */
  readonly expiresAt: number;
}

export interface ControllerMemory {
  readonly settings: BrokerSettings;
  readonly image: MetadataImage;
  /** By broker id; null: no live session. */
  readonly sessions: readonly (Session | null)[];
  /** Observers that wait for new records: node, correlation, offset. */
  readonly observers: readonly { readonly node: number; readonly correlation: number; readonly offset: number }[];
}

export type MetadataLog = AppendList<MetadataRecord>;
