import { isCaughtUp } from '../followers.ts';
import { has } from '../replicaSet.ts';
import { presumesLeadership, replacing, replicaState, type ReplicaState, type ReplicationState } from '../state.ts';
import { replicaName, type Rule, type RuleContext } from './rule.ts';

/**
 * Name: LeaderIncHighWatermark
 * Who: a replica that believes it leads
 * Means: one more record is committed; the fetches that would tell the leader so are not modelled, only that they could be sent
 * Enabled when: the leader has a record at its high watermark, and so has every follower in its own ISR (which followers are
 *   believed is a choice)
 * Changes: the leader's high watermark, by one
 */
export const leaderIncHighWatermark: Rule = {
  name: 'LeaderIncHighWatermark',
  say: ({ replica }) => ({
    en: `${replicaName(replica)} advances its high watermark`,
    'zh-cn': `${replicaName(replica)} 推进自己的高水位`,
  }),
  steps: (state, steps, context) => {
    for (let leader = 0; leader < context.parameters.replicas; leader += 1) {
      if (!presumesLeadership(state, leader)) continue;
      const before = state.replicas[leader] as ReplicaState;
      if (before.highWatermark >= before.log.length || !isReplicated(state, leader, context)) continue;
      const after = replicaState({ ...before, highWatermark: before.highWatermark + 1 });
      steps.take({ ...state, replicas: replacing(state.replicas, leader, after) }, { replica: leader });
    }
  },
};

/** Does everybody in the leader's own ISR have the record at its high watermark? */
function isReplicated(state: ReplicationState, leader: number, { parameters, choices }: RuleContext): boolean {
  const { isr, highWatermark } = state.replicas[leader] as ReplicaState;
  for (let follower = 0; follower < parameters.replicas; follower += 1) {
    if (!has(isr, follower)) continue;
    if (!isCaughtUp(state, { leader, follower, endOffset: highWatermark + 1 }, choices.highWatermark)) return false;
  }
  return true;
}
