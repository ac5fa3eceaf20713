/**
 * The state of the published Kafka replication specifications: one partition, its replicas, and a controller that is only a
 * value (the quorum) and a growing set of LeaderAndIsr requests. Any request may be delivered at any time, again, late or
 * never: so loss, delay and duplication need no steps of their own. Values are immutable; a step makes a new one.
 *
 * Leaves out: brokers as processes, disks, clients, time. A fetch and its answer are one step.
 * Source: hachikuji/kafka-specification, commit d68782b: KafkaReplication.tla, FiniteReplicatedLog.tla, IdSequence.tla;
 * transcribed by hand. The specifications' `nextLeaderEpoch` is the number of requests here, because every epoch is sent
 * with one request and the other way round.
 */
import { finish, mix } from '../../../kernel/hash.ts';
import type { Parameters } from './parameters.ts';
import { everybody, NOBODY, NO_REPLICA, type ReplicaSet } from './replicaSet.ts';

/** The leader epoch before the first election. */
export const NO_EPOCH = -1;

/** A record: a number that no other record has, and the epoch of the leader that wrote it. */
export interface LogRecord {
  readonly id: number;
  readonly epoch: number;
}

/** What the controller says: who leads, in which epoch, with which in-sync replicas. */
export interface LeaderAndIsr {
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly isr: ReplicaSet;
}

/** What one replica has and believes. */
export interface ReplicaFields extends LeaderAndIsr {
  readonly log: readonly LogRecord[];
  readonly highWatermark: number;
}

export interface ReplicaState extends ReplicaFields {
  /** Hash of the fields that name no replica: log, high watermark, leader epoch. */
  readonly hashHigh: number;
  readonly hashLow: number;
}

export interface ReplicationState {
  readonly replicas: readonly ReplicaState[];
  readonly nextRecordId: number;
  /** What is true: the leader, its epoch and the in-sync replicas as the controller has them. */
  readonly quorum: LeaderAndIsr;
  /** Every request ever sent; the one of epoch e stands at index e. */
  readonly requests: readonly LeaderAndIsr[];
}

const SEED_HIGH = 0x51ed270b;
const SEED_LOW = 0x2545f491;

/** A replica's state with its hash. */
export function replicaState(fields: ReplicaFields): ReplicaState {
  const { log, highWatermark, leaderEpoch, leader, isr } = fields;
  const marks = (highWatermark << 16) | (log.length << 8) | (leaderEpoch + 1);
  let hashHigh = mix(SEED_HIGH, marks);
  let hashLow = mix(SEED_LOW, marks);
  for (const record of log) {
    const word = (record.id << 8) | record.epoch;
    hashHigh = mix(hashHigh, word);
    hashLow = mix(hashLow, word);
  }
  return { log, highWatermark, leaderEpoch, leader, isr, hashHigh: finish(hashHigh) | 0, hashLow: finish(hashLow) | 0 };
}

/** No leader, no records; every replica counts as in sync. */
export function initialState({ replicas }: Parameters): ReplicationState {
  const fresh = replicaState({
    log: [],
    highWatermark: 0,
    leaderEpoch: NO_EPOCH,
    leader: NO_REPLICA,
    isr: NOBODY,
  });
  return {
    replicas: Array.from({ length: replicas }, () => fresh),
    nextRecordId: 0,
    quorum: { leader: NO_REPLICA, leaderEpoch: NO_EPOCH, isr: everybody(replicas) },
    requests: [],
  };
}

/** The list with another state of one replica. */
export function replacing(
  replicas: readonly ReplicaState[],
  index: number,
  changed: ReplicaState,
): readonly ReplicaState[] {
  const copy = replicas.slice();
  copy[index] = changed;
  return copy;
}

/** Does the replica believe that it leads? It may be wrong: somebody else may have been elected since. */
export function presumesLeadership(state: ReplicationState, replica: number): boolean {
  return (state.replicas[replica] as ReplicaState).leader === replica;
}
