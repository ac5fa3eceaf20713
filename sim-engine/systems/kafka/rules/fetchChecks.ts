/**
 * What a leader checks before it answers: leader epochs (KIP-320), and whether the latest offset can be told yet (KIP-207).
 * Source: core/src/main/scala/kafka/cluster/Partition.scala (checkCurrentLeaderEpoch, fetchOffsetForTimestamp), Kafka 4.3.
 */

/**
 * Name: check the leader epoch of a request
 * Who: the broker that receives it
 * Means: two nodes may only talk about a partition when they know the same leader epoch
 * Enabled when: the request names an epoch (-1: it does not)
 * Changes: nothing
 */
export function checkLeaderEpoch(options: {
  readonly requestLeaderEpoch: number;
  readonly localLeaderEpoch: number;
}): 'NONE' | 'FENCED_LEADER_EPOCH' | 'UNKNOWN_LEADER_EPOCH' {
  if (options.requestLeaderEpoch === -1 || options.requestLeaderEpoch === options.localLeaderEpoch) return 'NONE';
  return options.requestLeaderEpoch < options.localLeaderEpoch ? 'FENCED_LEADER_EPOCH' : 'UNKNOWN_LEADER_EPOCH';
}

/**
 * Name: answer a client's question for the latest offset
 * Who: the leader
 * Means: a new leader's high watermark may still be behind what an earlier leader has shown, so it does not tell a smaller one
 * Enabled when: the high watermark has reached the start of the leader's epoch
 * Changes: nothing
 */
export function checkLatestOffset(options: {
  readonly highWatermark: number;
  readonly leaderEpochStartOffset: number;
}): 'NONE' | 'OFFSET_NOT_AVAILABLE' {
  return options.highWatermark < options.leaderEpochStartOffset ? 'OFFSET_NOT_AVAILABLE' : 'NONE';
}
