/**
 * Where the published specifications differ, as data. Every variant, and every variant with one guard removed, is one set
 * of choices; the rules read them.
 */

/**
 * Which followers a leader believes. `leader`: those that follow it, whatever their epoch. `record-epoch`: those whose last
 * record in question has the epoch that the leader's has. `leader-epoch`: those that are on the leader's own epoch.
 */
export type FollowerMatch = 'leader' | 'record-epoch' | 'leader-epoch';

/**
 * Where a new follower cuts its log. `high-watermark`: at its own high watermark. `epoch-lookup`: at the end of its last
 * epoch, as the leader knows it (KIP-101). `matching-record`: after the last record that both have (KIP-279). `on-demand`:
 * nowhere; it cuts later, when it finds that its end does not match (the first try of KIP-320).
 */
export type Truncation = 'high-watermark' | 'epoch-lookup' | 'matching-record' | 'on-demand';

export interface RuleChoices {
  readonly truncation: Truncation;
  /** `leader-epoch`: only a leader that is on the epoch of the request may say where to cut. */
  readonly truncationFence: 'none' | 'leader-epoch';
  /** From whose fetch the leader answers with a record. */
  readonly fetch: FollowerMatch;
  /** Whose records count for the high watermark. */
  readonly highWatermark: FollowerMatch;
  /** Who may stay in, and may join, the in-sync replicas. */
  readonly isr: FollowerMatch;
  /** `leader-epoch`: nobody joins before the leader's high watermark has reached its own epoch. */
  readonly isrExpansionWait: 'none' | 'leader-epoch';
}
