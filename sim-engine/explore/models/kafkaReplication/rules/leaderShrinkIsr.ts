import { isCaughtUp } from '../followers.ts';
import { excluding, has } from '../replicaSet.ts';
import type { ReplicaState } from '../state.ts';
import { isTrueLeader, leaderUpdate } from './leaderUpdate.ts';
import { replicaName, type Rule } from './rule.ts';

/**
 * Name: LeaderShrinkIsr
 * Who: the true leader
 * Means: it waits no longer for a follower; how long it waits is left open
 * Enabled when: the follower is in the leader's ISR and is not caught up to the end of the leader's log
 * Changes: the ISR, of the leader and of the quorum
 */
export const leaderShrinkIsr: Rule = {
  name: 'LeaderShrinkIsr',
  say: ({ replica, other }) => ({
    en: `${replicaName(replica)} takes ${replicaName(other)} out of the ISR`,
    'zh-cn': `${replicaName(replica)} 把 ${replicaName(other)} 移出 ISR`,
  }),
  steps: (state, steps, { parameters, choices }) => {
    for (let leader = 0; leader < parameters.replicas; leader += 1) {
      if (!isTrueLeader(state, leader)) continue;
      const { isr, log } = state.replicas[leader] as ReplicaState;
      for (let follower = 0; follower < parameters.replicas; follower += 1) {
        if (follower === leader || !has(isr, follower)) continue;
        if (isCaughtUp(state, { leader, follower, endOffset: log.length }, choices.isr)) continue;
        steps.take(leaderUpdate(state, leader, excluding(isr, follower)), { replica: leader, other: follower });
      }
    }
  },
};
