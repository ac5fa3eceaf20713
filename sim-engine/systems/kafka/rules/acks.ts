/**
 * Who may append, when an append with acks=all is answered, and who may join or must leave the ISR: decisions of a leader.
 * Faults that reach it: everything that changes the ISR, the leadership or the high watermark while a request waits.
 * Source: core/src/main/scala/kafka/cluster/Partition.scala, core/src/main/scala/kafka/server/ReplicaManager.scala,
 * server/src/main/java/org/apache/kafka/server/purgatory/DelayedProduce.java, Kafka 4.3.
 */

export type AdmissionError = 'NONE' | 'INVALID_REQUIRED_ACKS' | 'NOT_LEADER_OR_FOLLOWER' | 'NOT_ENOUGH_REPLICAS';

/**
 * Name: admit a produce request
 * Who: the broker that receives it
 * Means: with acks=all nothing is appended while fewer than min.insync.replicas are in sync; acks 0 and 1 do not ask
 * Enabled when: acks is 0, 1 or -1 (all) and the broker leads the partition
 * Changes: nothing; the append follows on 'NONE'
 */
export function admitProduce(options: {
  readonly acks: number;
  readonly isLeader: boolean;
  /** Size of the committed ISR. */
  readonly inSyncCount: number;
  readonly minInSyncReplicasEffective: number;
}): AdmissionError {
  if (options.acks !== -1 && options.acks !== 0 && options.acks !== 1) return 'INVALID_REQUIRED_ACKS';
  if (!options.isLeader) return 'NOT_LEADER_OR_FOLLOWER';
  const tooFew = options.inSyncCount < options.minInSyncReplicasEffective;
  return options.acks === -1 && tooFew ? 'NOT_ENOUGH_REPLICAS' : 'NONE';
}

export type CompletionError =
  'NONE' | 'NOT_LEADER_OR_FOLLOWER' | 'NOT_ENOUGH_REPLICAS_AFTER_APPEND' | 'REQUEST_TIMED_OUT';

/**
 * Name: complete a delayed produce
 * Who: the leader, on every change of the high watermark, the ISR or the leadership, and at the request's timeout
 * Means: acks=all is answered when the records are committed. With an error they stay in the log and may still commit
 * Enabled when: the high watermark has reached the end of the batch, the leadership is gone, or time is up
 * Changes: nothing; the answer goes out
 *
 * @returns the error of the answer ('NONE': acknowledged), or null while the request waits on
 */
export function completeDelayedProduce(options: {
  readonly isLeader: boolean;
  readonly highWatermark: number;
  /** Offset after the batch's last record. */
  readonly requiredOffset: number;
  /** Size of the maximal ISR. */
  readonly maximalInSyncCount: number;
  readonly minInSyncReplicasEffective: number;
  readonly timedOut: boolean;
}): CompletionError | null {
  if (!options.isLeader) return 'NOT_LEADER_OR_FOLLOWER';
  if (options.highWatermark >= options.requiredOffset) {
    const enough = options.minInSyncReplicasEffective <= options.maximalInSyncCount;
    return enough ? 'NONE' : 'NOT_ENOUGH_REPLICAS_AFTER_APPEND';
  }
  return options.timedOut ? 'REQUEST_TIMED_OUT' : null;
}

/**
 * Name: expand the ISR
 * Who: the leader, when a follower fetches
 * Means: a follower that holds all that is committed, and all that the leader began its epoch with (KAFKA-7128), may join
 * Enabled when: no change of the ISR is in flight, and the broker is alive, not shutting down, and still in the life
 *   in which it fetched (KIP-903; epoch -1 in the fetch is not checked)
 * Changes: nothing; the leader asks the controller
 */
export function canExpandIsr(options: {
  readonly alterPartitionInFlight: boolean;
  readonly alreadyInIsr: boolean;
  readonly followerEndOffset: number;
  readonly highWatermark: number;
  /** The leader's log end offset when its epoch began. */
  readonly leaderEpochStartOffset: number;
  readonly fenced: boolean;
  readonly shuttingDown: boolean;
  readonly fetchBrokerEpoch: number;
  readonly registeredBrokerEpoch: number;
}): boolean {
  if (options.alterPartitionInFlight || options.alreadyInIsr) return false;
  if (!isEligibleForIsr(options)) return false;
  return (
    options.followerEndOffset >= options.highWatermark && options.followerEndOffset >= options.leaderEpochStartOffset
  );
}

/** May a broker be a member of an ISR at all, by what its leader's metadata says of it? */
export function isEligibleForIsr(broker: {
  readonly fenced: boolean;
  readonly shuttingDown: boolean;
  readonly fetchBrokerEpoch: number;
  readonly registeredBrokerEpoch: number;
}): boolean {
  if (broker.fenced || broker.shuttingDown) return false;
  return broker.fetchBrokerEpoch === -1 || broker.fetchBrokerEpoch === broker.registeredBrokerEpoch;
}

/**
 * Name: shrink the ISR
 * Who: the leader, every half replica.lag.time.max.ms
 * Means: a member that has not been at the leader's end for the lag time leaves, so that acks=all need not wait for it
 * Enabled when: no change of the ISR is in flight (the caller sees to it)
 * Changes: nothing; the leader asks the controller
 *
 * @returns members to remove, in the ISR's order; never the leader
 */
export function shrinkCandidates(options: {
  readonly leader: number;
  readonly isr: readonly number[];
  readonly isCaughtUp: (broker: number) => boolean;
}): readonly number[] {
  return options.isr.filter((broker) => broker !== options.leader && !options.isCaughtUp(broker));
}
