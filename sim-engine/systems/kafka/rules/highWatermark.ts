/**
 * Where a leader's high watermark moves.
 * Leaves out: the checkpoint file (the broker writes it). Faults reach it through what followers have fetched and who is in the ISR.
 * Source: core/src/main/scala/kafka/cluster/Partition.scala (maybeIncrementLeaderHW), Kafka 4.3 (KIP-966: strict min ISR).
 */

export interface CountedReplica {
  /** The follower's log end offset; -1: it has not fetched in this epoch. */
  readonly logEndOffset: number;
  /** Member of the maximal ISR: the committed one, plus a replica whose joining is not answered yet. */
  readonly inSync: boolean;
  /** Within the lag time, alive, and allowed to join the ISR: it is waited for although it is not a member. */
  readonly caughtUpAndEligible: boolean;
}

/** `min.insync.replicas` that is in force: never more than there are replicas. */
export function effectiveMinInSyncReplicas(options: {
  readonly minInSyncReplicas: number;
  readonly replicaCount: number;
}): number {
  return Math.min(options.minInSyncReplicas, options.replicaCount);
}

/**
 * Name: advance the high watermark
 * Who: the leader, after a fetch, an append, a change of the ISR or its own election
 * Means: a record is committed when every replica that counts has it
 * Enabled when: the committed ISR is not smaller than min.insync.replicas
 * Changes: the high watermark, upwards only
 *
 * @returns the new high watermark, or the current one
 */
export function nextHighWatermark(options: {
  readonly leaderEndOffset: number;
  readonly currentHighWatermark: number;
  readonly remotes: readonly CountedReplica[];
  /** Size of the committed ISR, the leader included. */
  readonly committedInSyncCount: number;
  readonly minInSyncReplicasEffective: number;
}): number {
  const { currentHighWatermark, remotes } = options;
  if (options.committedInSyncCount < options.minInSyncReplicasEffective) return currentHighWatermark;
  let candidate = options.leaderEndOffset;
  for (const remote of remotes) {
    if (remote.inSync || remote.caughtUpAndEligible) candidate = Math.min(candidate, remote.logEndOffset);
  }
  return Math.max(candidate, currentHighWatermark);
}
