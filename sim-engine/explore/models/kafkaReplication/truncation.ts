/** Where a follower cuts its log so that it agrees with a leader: the three answers that Kafka has given. */
import { invariant } from '../../../kernel/invariant.ts';
import type { Truncation } from './choices.ts';
import { latestEpoch, sameRecordAt, type Log } from './log.ts';
import type { ReplicaState } from './state.ts';

/** The offset at which the follower cuts; it may lie above the follower's end, and then there is no such step. */
export function truncationOffset(truncation: Truncation, leader: ReplicaState, follower: ReplicaState): number {
  switch (truncation) {
    case 'high-watermark':
      return follower.highWatermark;
    case 'epoch-lookup':
      return endOfLatestEpoch(leader, follower);
    case 'matching-record':
      return afterLastMatch(leader.log, follower.log);
    case 'on-demand':
      invariant(false, 'a follower that cuts on demand asks nobody when it begins to follow');
  }
}

/**
 * KIP-101: the end of the follower's last epoch in the leader's log. When the leader does not know it, the follower falls
 * back to its own high watermark: the gap that KIP-279 closed.
 */
function endOfLatestEpoch(leader: ReplicaState, follower: ReplicaState): number {
  if (follower.log.length === 0) return 0;
  if (leader.log.length === 0) return follower.highWatermark;
  const epoch = latestEpoch(follower.log);
  if (latestEpoch(leader.log) === epoch) return leader.log.length;
  const offset = leader.log.findIndex((record) => record.epoch > epoch);
  return offset === -1 ? follower.highWatermark : offset;
}

/** KIP-279: one above the last offset at which both logs have the same record. */
export function afterLastMatch(leader: Log, follower: Log): number {
  let offset = Math.min(leader.length, follower.length);
  while (offset > 0 && !sameRecordAt(leader, follower, offset - 1)) offset -= 1;
  return offset;
}
