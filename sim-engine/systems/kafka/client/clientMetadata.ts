/**
 * What a client knows of the cluster: who leads each partition, under which epoch.
 *
 * Models: refresh on demand, at `metadata.max.age.ms`, and after errors with a backoff; leader epochs that never go back;
 * a leader named in an error response (KIP-951). Leaves out: topics that appear while the client runs.
 * Source: clients/src/main/java/org/apache/kafka/clients/Metadata.java, Kafka 4.3.
 */
import type { Micros } from '../../../kernel/time.ts';
import type { PartitionMetadata } from '../protocol.ts';

export interface ClientMetadata {
  /** By dense partition number; empty: no answer has come yet. */
  readonly partitions: readonly PartitionMetadata[];
  /** Time of the last answer. */
  readonly updatedAt: Micros;
  /** Something went wrong that newer metadata may explain. */
  readonly wanted: boolean;
  /** Do not ask before this time. */
  readonly notBefore: Micros;
  /** Requests that failed since the last answer. */
  readonly failures: number;
  /** Where among the brokers to look first: moves on when one did not answer. */
  readonly rotation: number;
}

const NO_LEADER: PartitionMetadata = { leader: -1, leaderEpoch: -1 };

/** A client that has just started: it knows nobody but its bootstrap brokers. */
export function newClientMetadata(): ClientMetadata {
  return { partitions: [], updatedAt: 0, wanted: true, notBefore: 0, failures: 0, rotation: 0 };
}

/** Is anything known at all? */
export function isKnown(metadata: ClientMetadata): boolean {
  return metadata.partitions.length > 0;
}

/** Who leads a partition, as far as the client knows. */
export function leaderOf(metadata: ClientMetadata, partition: number): PartitionMetadata {
  return metadata.partitions[partition] ?? NO_LEADER;
}

/** Does at least one of these partitions have a leader? */
export function hasLeader(metadata: ClientMetadata, partitions: readonly number[]): boolean {
  return partitions.some((partition) => leaderOf(metadata, partition).leader !== -1);
}

/** Asks for a refresh as soon as the backoff allows. */
export function wantUpdate(metadata: ClientMetadata): ClientMetadata {
  return metadata.wanted ? metadata : { ...metadata, wanted: true };
}

/** When the next request is due: when one is wanted, otherwise at the maximum age. */
export function refreshDueAt(metadata: ClientMetadata, maxAgeMicros: Micros): Micros {
  return metadata.wanted ? metadata.notBefore : metadata.updatedAt + maxAgeMicros;
}

/** Takes over an answer; a partition whose epoch would go back stays as it was. */
export function acceptMetadata(
  metadata: ClientMetadata,
  answer: readonly PartitionMetadata[],
  options: { readonly now: Micros; readonly backoffMicros: Micros },
): ClientMetadata {
  const partitions = answer.map((told, partition) => {
    const known = metadata.partitions[partition];
    return known !== undefined && known.leaderEpoch > told.leaderEpoch ? known : told;
  });
  return {
    partitions,
    updatedAt: options.now,
    wanted: false,
    notBefore: options.now + options.backoffMicros,
    failures: 0,
    rotation: metadata.rotation,
  };
}

/** Nobody answered: the next attempt goes to another broker, after the backoff. */
export function metadataFailed(metadata: ClientMetadata, notBefore: Micros): ClientMetadata {
  const { failures, rotation } = metadata;
  return { ...metadata, wanted: true, notBefore, failures: failures + 1, rotation: rotation + 1 };
}

/** Takes over the leader that an error response named (KIP-951), unless the client knows a newer one. */
export function learnLeader(
  metadata: ClientMetadata,
  partition: number,
  told: PartitionMetadata | null,
): ClientMetadata {
  if (told === null || told.leaderEpoch <= leaderOf(metadata, partition).leaderEpoch) return metadata;
  const partitions = metadata.partitions.slice();
  partitions[partition] = told;
  return { ...metadata, partitions };
}
