/**
 * What a leader knows of one other replica, and how a fetch changes it.
 *
 * Models: log end offset, the time of the last catch-up, fencing of fetches from a broker's earlier life.
 * Leaves out: offset metadata (segment positions) and the follower's log start offset.
 * Faults that reach it: partitions and pauses (time passes without a fetch), restarts (another broker epoch), leader changes.
 * Source: server/src/main/java/org/apache/kafka/server/replica/Replica.java and ReplicaState.java, Kafka 4.3.
 */

export interface RemoteReplica {
  /** The follower's log end offset by its last fetch; -1: it has not fetched in this epoch. */
  readonly logEndOffset: number;
  /** The leader's log end offset when the follower fetched last; -1 unknown. */
  readonly lastFetchLeaderLogEndOffset: number;
  readonly lastFetchTimeMicros: number;
  /** Latest time at which the follower is known to have held all that the leader had. */
  readonly lastCaughtUpTimeMicros: number;
  /** Broker epoch of the last fetch; -1 when it carried none, -2 before the first fetch. */
  readonly brokerEpoch: number;
}

/** `brokerEpoch` of a replica that has not fetched. */
export const NO_BROKER_EPOCH = -2;

/** `ReplicaState.EMPTY`: Kafka gives it a leader's end offset of 0, unlike a replica that was reset. */
const NEW_REPLICA: RemoteReplica = {
  logEndOffset: -1,
  lastFetchLeaderLogEndOffset: 0,
  lastFetchTimeMicros: 0,
  lastCaughtUpTimeMicros: 0,
  brokerEpoch: NO_BROKER_EPOCH,
};

/** A replica of which nothing is known (`ReplicaState.EMPTY`). */
export function newRemoteReplica(): RemoteReplica {
  return NEW_REPLICA;
}

/**
 * Name: note a follower's progress
 * Who: the leader, on a follower's fetch
 * Means: the follower holds everything below its fetch offset. It was caught up now if it has reached the leader's end; it was
 *   caught up at its previous fetch if it has reached what the leader had then
 * Enabled when: the fetch does not come from an earlier life of the broker (KIP-903); epoch -1 is not checked
 * Changes: the follower's end offset, fetch time, caught-up time and broker epoch
 *
 * @param options - `registeredBrokerEpoch`: the broker's epoch in the leader's metadata. Without it the epoch of the last fetch stands in.
 */
export function updateFetchState(options: {
  readonly replica: RemoteReplica;
  readonly fetchOffset: number;
  readonly leaderEndOffset: number;
  readonly nowMicros: number;
  readonly brokerEpoch: number;
  readonly registeredBrokerEpoch?: number;
}): { readonly replica: RemoteReplica; readonly error: 'NONE' | 'NOT_LEADER_OR_FOLLOWER' } {
  const { replica, fetchOffset, leaderEndOffset, nowMicros, brokerEpoch } = options;
  const knownBrokerEpoch = options.registeredBrokerEpoch ?? replica.brokerEpoch;
  if (brokerEpoch !== -1 && brokerEpoch < knownBrokerEpoch) return { replica, error: 'NOT_LEADER_OR_FOLLOWER' };
  const updated: RemoteReplica = {
    logEndOffset: fetchOffset,
    lastFetchLeaderLogEndOffset: Math.max(leaderEndOffset, replica.lastFetchLeaderLogEndOffset),
    lastFetchTimeMicros: nowMicros,
    lastCaughtUpTimeMicros: Math.max(replica.lastCaughtUpTimeMicros, caughtUpSince(options)),
    brokerEpoch,
  };
  return { replica: updated, error: 'NONE' };
}

function caughtUpSince(options: {
  readonly replica: RemoteReplica;
  readonly fetchOffset: number;
  readonly leaderEndOffset: number;
  readonly nowMicros: number;
}): number {
  if (options.fetchOffset >= options.leaderEndOffset) return options.nowMicros;
  if (options.fetchOffset >= options.replica.lastFetchLeaderLogEndOffset) return options.replica.lastFetchTimeMicros;
  return 0;
}

/**
 * Name: reset what is known of a follower
 * Who: a broker that becomes leader, or whose leadership is confirmed under the same epoch
 * Means: a new leader knows nothing; a member of the ISR gets the full lag time from now on, anybody else none, so that it
 *   cannot hold back the high watermark
 * Enabled when: on every leadership record
 * Changes: everything in a new epoch; only the times and the leader's end offset in the same one
 */
export function resetReplicaState(options: {
  readonly replica: RemoteReplica;
  readonly isNewLeader: boolean;
  readonly isFollowerInSync: boolean;
  readonly leaderEndOffset: number;
  readonly nowMicros: number;
}): RemoteReplica {
  const lastCaughtUpTimeMicros = options.isFollowerInSync ? options.nowMicros : 0;
  if (options.isNewLeader) return { ...NEW_REPLICA, lastFetchLeaderLogEndOffset: -1, lastCaughtUpTimeMicros };
  return {
    logEndOffset: options.replica.logEndOffset,
    lastFetchLeaderLogEndOffset: options.leaderEndOffset,
    lastFetchTimeMicros: lastCaughtUpTimeMicros,
    lastCaughtUpTimeMicros,
    brokerEpoch: options.replica.brokerEpoch,
  };
}

/**
 * Is a follower in sync as far as time goes: at the leader's end, or there not longer ago than `replica.lag.time.max.ms`?
 * An idle follower at the leader's end is caught up for ever.
 */
export function isCaughtUp(options: {
  readonly replica: RemoteReplica;
  readonly leaderEndOffset: number;
  readonly nowMicros: number;
  readonly lagMaxMicros: number;
}): boolean {
  const { replica } = options;
  if (replica.logEndOffset === options.leaderEndOffset) return true;
  return options.nowMicros - replica.lastCaughtUpTimeMicros <= options.lagMaxMicros;
}
