/**
 * What the specifications say should hold in every state.
 *
 * Source: hachikuji/kafka-specification, commit d68782b, KafkaReplication.tla; transcribed by hand.
 */
import { sameRecordAt } from './log.ts';
import type { Parameters } from './parameters.ts';
import { everybody, has, NO_REPLICA, type ReplicaSet } from './replicaSet.ts';
import { presumesLeadership, type LeaderAndIsr, type ReplicaState, type ReplicationState } from './state.ts';

type Holds = (state: ReplicationState, parameters: Parameters) => boolean;

/** Everything is of the kind and within the bounds that the specifications declare. */
function typeOk(state: ReplicationState, parameters: Parameters): boolean {
  const { nextRecordId, quorum, requests, replicas } = state;
  if (nextRecordId < 0 || nextRecordId > parameters.maxRecords) return false;
  if (requests.length > parameters.maxLeaderEpoch + 1) return false;
  return (
    [quorum, ...requests, ...replicas].every((each) => isLeaderAndIsr(each, parameters)) && replicas.every(isReplica)
  );

  function isReplica({ log, highWatermark }: ReplicaState): boolean {
    if (log.length > parameters.logSize || highWatermark < 0 || highWatermark > parameters.logSize) return false;
    return log.every(
      ({ id, epoch }) => id >= 0 && id < parameters.maxRecords && epoch >= 0 && epoch <= parameters.maxLeaderEpoch,
    );
  }
}

function isLeaderAndIsr({ leader, leaderEpoch, isr }: LeaderAndIsr, parameters: Parameters): boolean {
  return (
    leader >= NO_REPLICA &&
    leader < parameters.replicas &&
    leaderEpoch >= -1 &&
    leaderEpoch <= parameters.maxLeaderEpoch &&
    isr >= 0 &&
    isr <= everybody(parameters.replicas)
  );
}

/** The leader of the quorum is in its ISR. Where nobody leads it does not hold: so it is broken in the first state. */
function leaderInIsr({ quorum }: ReplicationState): boolean {
  return quorum.leader !== NO_REPLICA && has(quorum.isr, quorum.leader);
}

/** What a leader believes to be committed is on every replica of the ISR that it knows. */
function weakIsr(state: ReplicationState): boolean {
  return state.replicas.every(
    ({ isr }, replica) => !presumesLeadership(state, replica) || hasCommitted(state, replica, isr),
  );
}

/** What a leader believes to be committed is on every replica of the true ISR: so on everybody that may lead next. */
function strongIsr(state: ReplicationState): boolean {
  const { replicas, quorum } = state;
  for (let replica = 0; replica < replicas.length; replica += 1) {
    if (presumesLeadership(state, replica) && !hasCommitted(state, replica, quorum.isr)) return false;
  }
  return true;
}

/** Does every replica of the set have the leader's records below the leader's high watermark? */
function hasCommitted({ replicas }: ReplicationState, leader: number, set: ReplicaSet): boolean {
  const { log, highWatermark } = replicas[leader] as ReplicaState;
  for (let replica = 0; replica < replicas.length; replica += 1) {
    if (!has(set, replica)) continue;
    for (let offset = 0; offset < highWatermark; offset += 1) {
      if (!sameRecordAt(log, (replicas[replica] as ReplicaState).log, offset)) return false;
    }
  }
  return true;
}

/** By the names that the specifications give them. */
export const PROPERTIES = {
  TypeOk: typeOk,
  LeaderInIsr: leaderInIsr,
  WeakIsr: weakIsr,
  StrongIsr: strongIsr,
} as const satisfies Readonly<Record<string, Holds>>;

export type PropertyName = keyof typeof PROPERTIES;

export const PROPERTY_NAMES = Object.keys(PROPERTIES) as readonly PropertyName[];
