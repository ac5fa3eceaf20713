/** What a consumer process holds in memory: client, group membership, positions, and the application's work. */
import type { SeenRecord } from '../../../../host/history.ts';
import type { Micros } from '../../../../kernel/time.ts';
import type { CommittedOffset } from '../../groupRecord.ts';
import type { ConsumerMemberState } from '../../charts/consumerMember.ts';
import type { ConsumerPositionState } from '../../charts/consumerPosition.ts';
import type { Batch } from '../../log.ts';
import type { ConsumerSettings } from '../../settings.ts';
import type { ClientMetadata } from '../clientMetadata.ts';

/** What a request that waits for its answer is for. */
export type Purpose =
  | 'metadata'
  | 'findCoordinator'
  | 'join'
  | 'sync'
  | 'heartbeat'
  | 'leave'
  | 'commitSync'
  | 'commitAsync'
  | 'committed'
  | 'reset'
  | 'validate'
  | 'fetch'
  | 'apply';

/** A request that waits for its answer. */
export interface ConsumerRequest {
  readonly purpose: Purpose;
  readonly correlation: number;
  readonly node: number;
  /** The connection is closed when no answer has come by then. */
  readonly deadline: Micros;
  /** Generation it was sent under: an answer to an older one says nothing about now. */
  readonly generation: number;
  /** Offsets that it commits or fetches from. */
  readonly offsets: readonly CommittedOffset[];
}

/** Position in one assigned partition. */
export interface Position {
  /** Dense partition number. */
  readonly partition: number;
  /** State of the chart `consumerPosition`. */
  readonly state: ConsumerPositionState;
  /** Next offset that poll() returns; -1: not known. */
  readonly offset: number;
  /** Leader epoch of the record before; -1: not known. */
  readonly offsetEpoch: number;
  /** Epoch of the leader that the position was last checked against; -1: none. */
  readonly leaderEpoch: number;
  /** Ask nobody about this partition before this time. */
  readonly notBefore: Micros;
  readonly failures: number;
  /** Fetched batches that poll() has not returned yet, or only in part. */
  readonly buffered: readonly Batch[];
}

/** Membership in the group (AbstractCoordinator). */
export interface Membership {
  /** State of the chart `consumerMember`. */
  readonly state: ConsumerMemberState;
  /** Empty: none has been given yet. */
  readonly memberId: string;
  /** -1: not a member of any generation. */
  readonly generation: number;
  /** The next poll() joins again. */
  readonly rejoin: boolean;
  /** Join not before this time. */
  readonly notBefore: Micros;
  readonly failures: number;
  readonly heartbeatAt: Micros;
  /** Last sign of life from the coordinator. */
  readonly heardAt: Micros;
}

/** Where the group's coordinator runs. */
export interface CoordinatorPlace {
  /** Broker id; -1: not known. */
  readonly node: number;
  readonly notBefore: Micros;
  readonly failures: number;
}

/** Records that one poll() returned. */
export interface PolledBatch {
  readonly records: readonly SeenRecord[];
  /** Positions after these records. */
  readonly offsets: readonly CommittedOffset[];
}

/** `commitSync()` that has not returned: the polling thread waits. */
export interface BlockingCommit {
  /** Why: after or before processing a polled batch, or because partitions are about to be revoked. */
  readonly reason: 'after' | 'before' | 'revoke';
  readonly offsets: readonly CommittedOffset[];
  /** Work that begins when it has returned. */
  readonly work: PolledBatch | null;
  readonly deadline: Micros;
  readonly notBefore: Micros;
  readonly failures: number;
}

/** The application: what it is working on. */
export interface ApplicationState {
  /** Polled batches; the first one is being processed. On the polling thread there is at most one. */
  readonly queue: readonly PolledBatch[];
  /** Record of the first batch that is processed now. */
  readonly next: number;
  readonly step: 'idle' | 'working' | 'applying' | 'waiting-for-database';
  /** Effects that failed in a row because the database could not be reached. */
  readonly failures: number;
  readonly commit: BlockingCommit | null;
  /** When poll() last returned records. */
  readonly polledAt: Micros;
}

export interface ConsumerMemory {
  readonly settings: ConsumerSettings;
  readonly correlation: number;
  readonly metadata: ClientMetadata;
  readonly coordinator: CoordinatorPlace;
  readonly membership: Membership;
  readonly positions: readonly Position[];
  readonly requests: readonly ConsumerRequest[];
  readonly application: ApplicationState;
  readonly autoCommitAt: Micros;
  /** Highest offset this process returned from poll(), plus one, by dense partition number. */
  readonly returned: readonly number[];
  /** When the timer `client` is armed for. */
  readonly wakeAt: Micros;
  /** When the timer `requests` is armed for: no request is too late before that. */
  readonly timeoutAt: Micros;
}
