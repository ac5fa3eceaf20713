/** What a broker process holds in memory. Logs, epochs and checkpoints are on its disk (topology.ts, FILE). */
import type { BrokerLifecycleState, IsrState, ReplicaRoleState } from '../charts/index.ts';
import type { CoordinatorMemory } from '../coordinator/memory.ts';
import type { AppendToken } from '../coordinator/outcome.ts';
import type { MetadataImage } from '../metadata.ts';
import type { ErrorName, FetchRequest, ReplicaFetchRequest } from '../protocol.ts';
import type { RemoteReplica } from '../rules/replicaState.ts';
import type { BrokerSettings } from '../settings.ts';

/** One partition's copy on this broker. */
export interface Replica {
  readonly partition: number;
  /** State of the chart `replicaRole`. */
  readonly role: ReplicaRoleState;
  /** Broker id that leads, as this broker knows it; -1: none. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly highWatermark: number;
  /** ISR as the controller has committed it. */
  readonly isr: readonly number[];
  /** Leader: LEO when this epoch began. */
  readonly epochStartOffset: number;
  /** Leader: state of the chart `isrState`. */
  readonly isrState: IsrState;
  /** Leader: ISR that it has asked for (KIP-497); empty when `isrState` is `committed`. */
  readonly proposedIsr: readonly number[];
  /** Leader: what is known of the other replicas, by broker id. */
  readonly remotes: readonly (RemoteReplica | null)[];
  /** Follower: fetch again only after this time. */
  readonly fetchNotBefore: number;
}

/** The thread that fetches from one leader: one request at a time. */
export interface Fetcher {
  readonly leader: number;
  /** 0: nothing is in flight. */
  readonly correlation: number;
  readonly sentAt: number;
  readonly asked: ReplicaFetchRequest['partitions'];
}

/** A fetch that waits for data (DelayedFetch). */
export interface WaitingFetch {
  readonly from: number;
  readonly request: FetchRequest | ReplicaFetchRequest;
}

/** A produce request that waits until its records are committed (DelayedProduce), or a coordinator's own append. */
export interface WaitingProduce {
  readonly id: number;
  /** Node to answer; -1: the group coordinator on this broker. */
  readonly from: number;
  readonly correlation: number;
  readonly token: AppendToken | null;
  readonly waiting: readonly {
    readonly partition: number;
    readonly baseOffset: number;
    readonly requiredOffset: number;
  }[];
  readonly results: readonly { readonly partition: number; readonly error: ErrorName; readonly baseOffset: number }[];
}

export interface BrokerMemory {
  /** State of the chart `brokerLifecycle`. */
  readonly state: BrokerLifecycleState;
  readonly settings: BrokerSettings;
  readonly brokerEpoch: number;
  /** Last request number used. */
  readonly correlation: number;
  /** Correlation of the heartbeat, registration, metadata fetch in flight; 0: none. */
  readonly controlCorrelation: number;
  readonly metadataCorrelation: number;
  readonly image: MetadataImage;
  readonly fenced: boolean;
  /** By partition number; null: no copy here. */
  readonly replicas: readonly (Replica | null)[];
  /** By leader's broker id. */
  readonly fetchers: readonly (Fetcher | null)[];
  readonly waitingFetches: readonly WaitingFetch[];
  readonly waitingProduces: readonly WaitingProduce[];
  readonly coordinator: CoordinatorMemory;
}
