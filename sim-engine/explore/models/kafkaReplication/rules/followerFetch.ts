import { isCaughtUp } from '../followers.ts';
import { replacing, replicaState, type LogRecord, type ReplicaState } from '../state.ts';
import { replicaName, type Rule } from './rule.ts';

/**
 * Name: FollowerFetch
 * Who: a follower, and the replica that it follows
 * Means: the follower copies the next record and learns the leader's high watermark; request and answer are one step
 * Enabled when: the leader has a record at the follower's end, and answers this follower (whom it answers is a choice)
 * Changes: the follower's log, by one record; its high watermark, which may also fall
 */
export const followerFetch: Rule = {
  name: 'FollowerFetch',
  say: ({ replica, other }) => ({
    en: `${replicaName(replica)} fetches a record from ${replicaName(other)}`,
    'zh-cn': `${replicaName(replica)} 从 ${replicaName(other)} 拉取一条记录`,
  }),
  steps: (state, steps, { parameters, choices }) => {
    for (let leader = 0; leader < parameters.replicas; leader += 1) {
      const ahead = state.replicas[leader] as ReplicaState;
      for (let follower = 0; follower < parameters.replicas; follower += 1) {
        const behind = state.replicas[follower] as ReplicaState;
        const endOffset = behind.log.length;
        if (endOffset >= ahead.log.length) continue;
        if (!isCaughtUp(state, { leader, follower, endOffset }, choices.fetch)) continue;
        const after = replicaState({
          ...behind,
          log: [...behind.log, ahead.log[endOffset] as LogRecord],
          highWatermark: Math.min(ahead.highWatermark, endOffset + 1),
        });
        const parties = { replica: follower, other: leader };
        steps.take({ ...state, replicas: replacing(state.replicas, follower, after) }, parties);
      }
    }
  },
};
