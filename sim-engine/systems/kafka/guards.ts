/**
 * Rules of the replication protocol that can be switched off one at a time, everything else on, so that a lesson isolates
 * exactly one reason. Running an old version instead would mix several reasons and teach the wrong one.
 */

export interface Guards {
  /** KIP-101: a new follower truncates where its leader's epochs say, not to its own high watermark. */
  readonly truncateByEpoch: boolean;
  /** KIP-279: the answer to a truncation check names an epoch, and the follower compares its own end of that epoch. */
  readonly compareDivergingEpoch: boolean;
  /** KIP-320: only a leader of the follower's own epoch may tell it where to truncate. */
  readonly fencedTruncation: boolean;
  /** KIP-320: a fetch that carries another epoch is refused. */
  readonly fencedFetch: boolean;
  /** KIP-320: only a follower that is on the leader's epoch counts for the high watermark. */
  readonly highWatermarkEpochCheck: boolean;
  /** KIP-320: only a follower that is on the leader's epoch may join the ISR. */
  readonly isrExpansionEpochCheck: boolean;
  /** KAFKA-7128: a follower joins the ISR only after it has reached the start of the leader's epoch. */
  readonly isrExpansionWait: boolean;
  /** KIP-903: a broker that restarted since its last fetch does not rejoin an ISR by an old request. */
  readonly brokerEpochCheck: boolean;
  /** KIP-966: the high watermark stands still while the ISR is smaller than min.insync.replicas. */
  readonly strictMinIsr: boolean;
  /** KAFKA-14704: a diverging follower truncates before it takes over the leader's high watermark. */
  readonly truncateBeforeHighWatermark: boolean;
  /** KIP-320: a consumer checks for truncation when it learns of a new leader epoch. */
  readonly consumerTruncationDetection: boolean;
}

export type GuardName = keyof Guards;

/** Everything on: Kafka 4.3. */
export const ALL_GUARDS: Guards = {
  truncateByEpoch: true,
  compareDivergingEpoch: true,
  fencedTruncation: true,
  fencedFetch: true,
  highWatermarkEpochCheck: true,
  isrExpansionEpochCheck: true,
  isrExpansionWait: true,
  brokerEpochCheck: true,
  strictMinIsr: true,
  truncateBeforeHighWatermark: true,
  consumerTruncationDetection: true,
};

/** Names that a scenario may use. */
export const GUARD_NAMES = Object.keys(ALL_GUARDS) as readonly GuardName[];

/** All guards on except those that the scenario switches off. */
export function resolveGuards(given: Readonly<Record<string, boolean>>): Guards {
  return { ...ALL_GUARDS, ...given };
}
