/**
 * The cluster's metadata: the log of records that the controller writes, and the image that a broker builds by replaying it.
 * Every node sees the same history, each at its own offset.
 * Source: metadata/src/main/java/org/apache/kafka/controller, Kafka 4.3.
 */
import type { PartitionRegistration } from './rules/partitionChange.ts';

/** A broker as the controller has registered it. */
export interface BrokerRegistration {
  readonly broker: number;
  /** Offset of its registration record: every start of the process gets a new one. -1: never registered. */
  readonly brokerEpoch: number;
  /** Which process of the machine registered; stands for Kafka's random incarnation id. */
  readonly incarnation: number;
  readonly fenced: boolean;
  readonly inControlledShutdown: boolean;
}

export type MetadataRecord =
  | { readonly kind: 'broker'; readonly registration: BrokerRegistration }
  | { readonly kind: 'partition'; readonly partition: number; readonly registration: PartitionRegistration };

export interface MetadataImage {
  /** Number of records replayed: the offset of the next one. */
  readonly offset: number;
  /** By dense partition number. */
  readonly partitions: readonly PartitionRegistration[];
  /** By broker id (index 0 unused). */
  readonly brokers: readonly BrokerRegistration[];
}

/** Replays records on top of an image. */
export function replay(image: MetadataImage, records: readonly MetadataRecord[]): MetadataImage {
  if (records.length === 0) return image;
  const partitions = image.partitions.slice();
  const brokers = image.brokers.slice();
  for (const record of records) {
    if (record.kind === 'broker') brokers[record.registration.broker] = record.registration;
    else partitions[record.partition] = record.registration;
  }
  return { offset: image.offset + records.length, partitions, brokers };
}
