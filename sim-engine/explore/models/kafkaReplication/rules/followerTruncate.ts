import { cutTo, latestEpoch, type Log } from '../log.ts';
import { NO_REPLICA } from '../replicaSet.ts';
import { presumesLeadership, replacing, replicaState, type LogRecord, type ReplicaState } from '../state.ts';
import { afterLastMatch } from '../truncation.ts';
import { replicaName, type Rule } from './rule.ts';

/**
 * Name: FollowerTruncate
 * Who: a follower
 * Means: the first try of KIP-320: it cuts its log whenever a fetch would show that its end does not match
 * Enabled when: it follows a replica that believes it leads, and its log is longer, or its last record has another epoch than
 *   the leader's at that offset
 * Changes: the follower's log and high watermark
 */
export const followerTruncate: Rule = {
  name: 'FollowerTruncate',
  say: ({ replica, other }) => ({
    en: `${replicaName(replica)} cuts its log to match that of ${replicaName(other)}`,
    'zh-cn': `${replicaName(replica)} 截断日志，使之与 ${replicaName(other)} 的一致`,
  }),
  steps: (state, steps, { parameters }) => {
    for (let follower = 0; follower < parameters.replicas; follower += 1) {
      const before = state.replicas[follower] as ReplicaState;
      const { leader } = before;
      if (leader === NO_REPLICA || !presumesLeadership(state, leader)) continue;
      const leaderLog = (state.replicas[leader] as ReplicaState).log;
      if (!needsTruncation(before.log, leaderLog)) continue;
      const after = replicaState(cutTo(before, afterLastMatch(leaderLog, before.log)));
      const parties = { replica: follower, other: leader };
      steps.take({ ...state, replicas: replacing(state.replicas, follower, after) }, parties);
    }
  },
};

function needsTruncation(follower: Log, leader: Log): boolean {
  if (follower.length > leader.length) return true;
  if (follower.length === 0) return false;
  return (leader[follower.length - 1] as LogRecord).epoch !== latestEpoch(follower);
}
