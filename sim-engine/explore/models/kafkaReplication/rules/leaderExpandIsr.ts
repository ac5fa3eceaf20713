import { isCaughtUp } from '../followers.ts';
import { has, including } from '../replicaSet.ts';
import type { LogRecord, ReplicaState } from '../state.ts';
import { isTrueLeader, leaderUpdate } from './leaderUpdate.ts';
import { replicaName, type Rule } from './rule.ts';

/**
 * Name: LeaderExpandIsr
 * Who: the true leader
 * Means: a follower that has what is committed may be elected again
 * Enabled when: the follower is not in the leader's ISR and is caught up to the high watermark (which followers are believed
 *   is a choice); with KAFKA-7128, only after the high watermark has reached the leader's own epoch
 * Changes: the ISR, of the leader and of the quorum
 */
export const leaderExpandIsr: Rule = {
  name: 'LeaderExpandIsr',
  say: ({ replica, other }) => ({
    en: `${replicaName(replica)} takes ${replicaName(other)} into the ISR`,
    'zh-cn': `${replicaName(replica)} 把 ${replicaName(other)} 加入 ISR`,
  }),
  steps: (state, steps, { parameters, choices }) => {
    for (let leader = 0; leader < parameters.replicas; leader += 1) {
      if (!isTrueLeader(state, leader)) continue;
      const before = state.replicas[leader] as ReplicaState;
      if (choices.isrExpansionWait === 'leader-epoch' && !isCommittedInOwnEpoch(before)) continue;
      const { isr, highWatermark } = before;
      for (let follower = 0; follower < parameters.replicas; follower += 1) {
        if (has(isr, follower)) continue;
        if (!isCaughtUp(state, { leader, follower, endOffset: highWatermark }, choices.isr)) continue;
        steps.take(leaderUpdate(state, leader, including(isr, follower)), { replica: leader, other: follower });
      }
    }
  },
};

/** Has the high watermark reached the first record of the leader's own epoch, or the end of its log? */
function isCommittedInOwnEpoch({ log, highWatermark, leaderEpoch }: ReplicaState): boolean {
  return highWatermark === log.length || (log[highWatermark] as LogRecord).epoch === leaderEpoch;
}
