/** Whether a leader may count on a follower: the one question behind fetch, high watermark and in-sync replicas. */
import type { FollowerMatch } from './choices.ts';
import { sameEpochAt } from './log.ts';
import { presumesLeadership, type ReplicaState, type ReplicationState } from './state.ts';

/** Two replicas, by their numbers: one that leads or may lead, one that follows or may follow. */
export interface Pair {
  readonly leader: number;
  readonly follower: number;
}

/** Does the follower follow this leader, in the sense of the match? */
function follows(state: ReplicationState, { leader, follower }: Pair, match: FollowerMatch): boolean {
  if (!presumesLeadership(state, leader)) return false;
  const behind = state.replicas[follower] as ReplicaState;
  if (behind.leader !== leader) return false;
  return match !== 'leader-epoch' || behind.leaderEpoch === (state.replicas[leader] as ReplicaState).leaderEpoch;
}

/** Does the follower follow this leader and have everything below the offset that the leader has? */
export function isCaughtUp(
  state: ReplicationState,
  { leader, follower, endOffset }: Pair & { readonly endOffset: number },
  match: FollowerMatch,
): boolean {
  if (!follows(state, { leader, follower }, match)) return false;
  if (endOffset === 0) return true;
  const ahead = (state.replicas[leader] as ReplicaState).log;
  const behind = (state.replicas[follower] as ReplicaState).log;
  if (ahead.length < endOffset || behind.length < endOffset) return false;
  return match !== 'record-epoch' || sameEpochAt(ahead, behind, endOffset - 1);
}
