/**
 * Kafka's requests and responses as the simulator sends them: the fields that decide behaviour, under Kafka's own names.
 * Partitions are named by their dense number (topology.ts), nodes by their machine number.
 *
 * Leaves out: API versions, topic ids, compression, security, throttling. Fetch sessions change bytes only, so every fetch is full.
 * Source: clients/src/main/resources/common/message, Kafka 4.3.
 */
import type { Message } from '../../host/message.ts';
import type { FetchLimits } from './fetchLimits.ts';
import type { CommittedOffset } from './groupRecord.ts';
import type { Batch, NewBatch } from './log.ts';
import type { MetadataRecord } from './metadata.ts';
import type { PartitionRegistration } from './rules/partitionChange.ts';
import type { ApplyRequest, ApplyResponse } from '../../apps/database.ts';

/** Kafka's error names (clients/.../common/protocol/Errors.java); `NONE` is success. */
export type ErrorName =
  | 'NONE'
  | 'OFFSET_OUT_OF_RANGE'
  | 'UNKNOWN_TOPIC_OR_PARTITION'
  | 'LEADER_NOT_AVAILABLE'
  | 'NOT_LEADER_OR_FOLLOWER'
  | 'REQUEST_TIMED_OUT'
  | 'NETWORK_EXCEPTION'
  | 'COORDINATOR_LOAD_IN_PROGRESS'
  | 'COORDINATOR_NOT_AVAILABLE'
  | 'NOT_COORDINATOR'
  | 'NOT_ENOUGH_REPLICAS'
  | 'NOT_ENOUGH_REPLICAS_AFTER_APPEND'
  | 'INVALID_REQUIRED_ACKS'
  | 'ILLEGAL_GENERATION'
  | 'INCONSISTENT_GROUP_PROTOCOL'
  | 'UNKNOWN_MEMBER_ID'
  | 'INVALID_SESSION_TIMEOUT'
  | 'REBALANCE_IN_PROGRESS'
  | 'NOT_CONTROLLER'
  | 'OUT_OF_ORDER_SEQUENCE_NUMBER'
  | 'INVALID_PRODUCER_EPOCH'
  | 'KAFKA_STORAGE_ERROR'
  | 'FENCED_LEADER_EPOCH'
  | 'UNKNOWN_LEADER_EPOCH'
  | 'STALE_BROKER_EPOCH'
  | 'OFFSET_NOT_AVAILABLE'
  | 'MEMBER_ID_REQUIRED'
  | 'GROUP_MAX_SIZE_REACHED'
  | 'FENCED_INSTANCE_ID'
  | 'INVALID_UPDATE_VERSION'
  | 'INVALID_REQUEST'
  | 'INELIGIBLE_REPLICA'
  | 'NEW_LEADER_ELECTED'
  | 'BROKER_ID_NOT_REGISTERED'
  | 'DUPLICATE_BROKER_REGISTRATION';

/** Every request carries a number that its response repeats; an answer to a number that nobody waits for is dropped. */
interface Correlated extends Message {
  readonly correlation: number;
}

// --- clients and brokers -------------------------------------------------------------------------------------------

export interface MetadataRequest extends Correlated {
  readonly kind: 'MetadataRequest';
}

export interface PartitionMetadata {
  /** Broker id; -1: no leader. */
  readonly leader: number;
  readonly leaderEpoch: number;
}

export interface MetadataResponse extends Correlated {
  readonly kind: 'MetadataResponse';
  /** By dense partition number, as the answering broker knows it. */
  readonly partitions: readonly PartitionMetadata[];
}

export interface ProduceRequest extends Correlated {
  readonly kind: 'ProduceRequest';
  readonly acks: 0 | 1 | -1;
  readonly timeoutMicros: number;
  readonly batches: readonly { readonly partition: number; readonly batch: NewBatch }[];
}

export interface ProduceResponse extends Correlated {
  readonly kind: 'ProduceResponse';
  readonly results: readonly {
    readonly partition: number;
    readonly error: ErrorName;
    /** Offset of the batch's first record; -1 with an error. */
    readonly baseOffset: number;
    /** With NOT_LEADER_OR_FOLLOWER: who leads now, if the broker knows (KIP-951). */
    readonly current: PartitionMetadata | null;
  }[];
}

export interface InitProducerIdRequest extends Correlated {
  readonly kind: 'InitProducerIdRequest';
}

export interface InitProducerIdResponse extends Correlated {
  readonly kind: 'InitProducerIdResponse';
  readonly error: ErrorName;
  readonly producerId: number;
  readonly producerEpoch: number;
}

export interface FetchRequest extends Correlated, FetchLimits {
  readonly kind: 'FetchRequest';
  readonly partitions: readonly {
    readonly partition: number;
    /** Leader epoch that the consumer knows; -1: none given, nothing is fenced. */
    readonly currentLeaderEpoch: number;
    readonly fetchOffset: number;
  }[];
}

export interface FetchResponse extends Correlated {
  readonly kind: 'FetchResponse';
  readonly partitions: readonly {
    readonly partition: number;
    readonly error: ErrorName;
    readonly highWatermark: number;
    readonly logStartOffset: number;
    readonly batches: readonly Batch[];
    readonly current: PartitionMetadata | null;
  }[];
}

export interface ListOffsetsRequest extends Correlated {
  readonly kind: 'ListOffsetsRequest';
  readonly partition: number;
  readonly at: 'earliest' | 'latest';
  readonly currentLeaderEpoch: number;
}

export interface ListOffsetsResponse extends Correlated {
  readonly kind: 'ListOffsetsResponse';
  readonly partition: number;
  readonly error: ErrorName;
  readonly offset: number;
  readonly leaderEpoch: number;
}

export interface OffsetForLeaderEpochRequest extends Correlated {
  readonly kind: 'OffsetForLeaderEpochRequest';
  readonly partition: number;
  readonly currentLeaderEpoch: number;
  readonly leaderEpoch: number;
}

export interface OffsetForLeaderEpochResponse extends Correlated {
  readonly kind: 'OffsetForLeaderEpochResponse';
  readonly partition: number;
  readonly error: ErrorName;
  readonly leaderEpoch: number;
  readonly endOffset: number;
}

// --- consumers and the group coordinator ---------------------------------------------------------------------------

export interface FindCoordinatorRequest extends Correlated {
  readonly kind: 'FindCoordinatorRequest';
  readonly group: string;
}

export interface FindCoordinatorResponse extends Correlated {
  readonly kind: 'FindCoordinatorResponse';
  readonly error: ErrorName;
  /** Broker id; -1 with an error. */
  readonly coordinator: number;
}

export interface JoinGroupRequest extends Correlated {
  readonly kind: 'JoinGroupRequest';
  /** From the request's header; a generated member id begins with it. */
  readonly clientId: string;
  readonly group: string;
  /** Empty on the first join. */
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly sessionTimeoutMicros: number;
  readonly rebalanceTimeoutMicros: number;
  /** Assignors that the member supports, in order of preference. */
  readonly protocols: readonly string[];
  readonly topics: readonly string[];
}

export interface JoinGroupResponse extends Correlated {
  readonly kind: 'JoinGroupResponse';
  readonly error: ErrorName;
  readonly memberId: string;
  readonly generation: number;
  readonly leader: string;
  readonly protocol: string;
  /** Only for the leader: all members with their subscriptions. */
  readonly members: readonly {
    readonly memberId: string;
    readonly instanceId: string | null;
    readonly topics: readonly string[];
  }[];
  readonly skipAssignment: boolean;
}

export interface SyncGroupRequest extends Correlated {
  readonly kind: 'SyncGroupRequest';
  readonly group: string;
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly generation: number;
  /** Only from the leader: partitions of every member. */
  readonly assignments: readonly { readonly memberId: string; readonly partitions: readonly number[] }[];
}

export interface SyncGroupResponse extends Correlated {
  readonly kind: 'SyncGroupResponse';
  readonly error: ErrorName;
  readonly partitions: readonly number[];
}

export interface HeartbeatRequest extends Correlated {
  readonly kind: 'HeartbeatRequest';
  readonly group: string;
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly generation: number;
}

export interface HeartbeatResponse extends Correlated {
  readonly kind: 'HeartbeatResponse';
  readonly error: ErrorName;
}

export interface LeaveGroupRequest extends Correlated {
  readonly kind: 'LeaveGroupRequest';
  readonly group: string;
  readonly memberId: string;
}

export interface LeaveGroupResponse extends Correlated {
  readonly kind: 'LeaveGroupResponse';
  readonly error: ErrorName;
}

export interface OffsetCommitRequest extends Correlated {
  readonly kind: 'OffsetCommitRequest';
  readonly group: string;
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly generation: number;
  readonly offsets: readonly CommittedOffset[];
}

export interface OffsetCommitResponse extends Correlated {
  readonly kind: 'OffsetCommitResponse';
  readonly error: ErrorName;
}

export interface OffsetFetchRequest extends Correlated {
  readonly kind: 'OffsetFetchRequest';
  readonly group: string;
  readonly partitions: readonly number[];
}

export interface OffsetFetchResponse extends Correlated {
  readonly kind: 'OffsetFetchResponse';
  readonly error: ErrorName;
  /** Offset -1: nothing committed. */
  readonly offsets: readonly CommittedOffset[];
}

// --- consumers and their database ----------------------------------------------------------------------------------

// --- between brokers -----------------------------------------------------------------------------------------------

export interface ReplicaFetchRequest extends Correlated, FetchLimits {
  readonly kind: 'ReplicaFetchRequest';
  readonly brokerEpoch: number;
  readonly partitions: readonly {
    readonly partition: number;
    readonly currentLeaderEpoch: number;
    readonly fetchOffset: number;
    /** Epoch of the last record the follower has; -1: it does not ask for a truncation check. */
    readonly lastFetchedEpoch: number;
    readonly logStartOffset: number;
  }[];
}

export interface ReplicaFetchResponse extends Correlated {
  readonly kind: 'ReplicaFetchResponse';
  readonly partitions: readonly {
    readonly partition: number;
    readonly error: ErrorName;
    /** Epoch under which the leader answered; the follower drops the answer when it has moved on. */
    readonly leaderEpoch: number;
    readonly highWatermark: number;
    readonly logStartOffset: number;
    readonly endOffset: number;
    /** The logs part ways: the largest epoch both may share and where it ends at the leader. */
    readonly diverging: { readonly epoch: number; readonly endOffset: number } | null;
    readonly batches: readonly Batch[];
  }[];
}

// --- brokers and the controller ------------------------------------------------------------------------------------

export interface BrokerRegistrationRequest extends Correlated {
  readonly kind: 'BrokerRegistrationRequest';
  readonly incarnation: number;
  /** Broker epoch of the last run if it ended with a clean shutdown; -1 otherwise. */
  readonly previousBrokerEpoch: number;
}

export interface BrokerRegistrationResponse extends Correlated {
  readonly kind: 'BrokerRegistrationResponse';
  readonly error: ErrorName;
  readonly brokerEpoch: number;
}

export interface BrokerHeartbeatRequest extends Correlated {
  readonly kind: 'BrokerHeartbeatRequest';
  readonly brokerEpoch: number;
  readonly currentMetadataOffset: number;
  readonly wantFence: boolean;
  readonly wantShutDown: boolean;
}

export interface BrokerHeartbeatResponse extends Correlated {
  readonly kind: 'BrokerHeartbeatResponse';
  readonly error: ErrorName;
  readonly isFenced: boolean;
  readonly shouldShutDown: boolean;
}

/** An observer's fetch of the metadata log; held until there is something new. */
export interface MetadataFetchRequest extends Correlated {
  readonly kind: 'MetadataFetchRequest';
  readonly offset: number;
}

export interface MetadataFetchResponse extends Correlated {
  readonly kind: 'MetadataFetchResponse';
  readonly offset: number;
  readonly records: readonly MetadataRecord[];
}

export interface AlterPartitionRequest extends Correlated {
  readonly kind: 'AlterPartitionRequest';
  readonly brokerEpoch: number;
  readonly partition: number;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly newIsr: readonly { readonly broker: number; readonly brokerEpoch: number }[];
  readonly recoveryState: 'RECOVERED' | 'RECOVERING';
}

export interface AlterPartitionResponse extends Correlated {
  readonly kind: 'AlterPartitionResponse';
  readonly partition: number;
  readonly error: ErrorName;
  /** The partition after the change; null with an error. */
  readonly registration: PartitionRegistration | null;
}

export type KafkaMessage =
  | MetadataRequest
  | MetadataResponse
  | ProduceRequest
  | ProduceResponse
  | InitProducerIdRequest
  | InitProducerIdResponse
  | FetchRequest
  | FetchResponse
  | ListOffsetsRequest
  | ListOffsetsResponse
  | OffsetForLeaderEpochRequest
  | OffsetForLeaderEpochResponse
  | FindCoordinatorRequest
  | FindCoordinatorResponse
  | JoinGroupRequest
  | JoinGroupResponse
  | SyncGroupRequest
  | SyncGroupResponse
  | HeartbeatRequest
  | HeartbeatResponse
  | LeaveGroupRequest
  | LeaveGroupResponse
  | OffsetCommitRequest
  | OffsetCommitResponse
  | OffsetFetchRequest
  | OffsetFetchResponse
  | ApplyRequest
  | ApplyResponse
  | ReplicaFetchRequest
  | ReplicaFetchResponse
  | BrokerRegistrationRequest
  | BrokerRegistrationResponse
  | BrokerHeartbeatRequest
  | BrokerHeartbeatResponse
  | MetadataFetchRequest
  | MetadataFetchResponse
  | AlterPartitionRequest
  | AlterPartitionResponse;
