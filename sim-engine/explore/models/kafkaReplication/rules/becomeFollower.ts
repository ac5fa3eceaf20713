import { cutTo } from '../log.ts';
import {
  presumesLeadership,
  replacing,
  replicaState,
  type LeaderAndIsr,
  type ReplicaState,
  type ReplicationState,
} from '../state.ts';
import { truncationOffset } from '../truncation.ts';
import { replicaName, type Rule, type RuleContext } from './rule.ts';

/**
 * Name: BecomeFollower
 * Who: a replica that a request does not name as leader
 * Means: it learns whom to follow and cuts its log so that it agrees with the leader's; where it cuts is a choice
 * Enabled when: the request has a leader and a higher leader epoch than the replica; the offset to cut at lies within the
 *   replica's log; with KIP-320, the leader has taken up the very epoch of the request
 * Changes: the replica's leader, epoch and ISR; its log and high watermark, when they are cut
 */
export const becomeFollower: Rule = {
  name: 'BecomeFollower',
  say: ({ replica, other, epoch }) => ({
    en: `${replicaName(replica)} follows ${replicaName(other)} in epoch ${epoch}`,
    'zh-cn': `${replicaName(replica)} 在 epoch ${epoch} 跟随 ${replicaName(other)}`,
  }),
  steps: (state, steps, context) => {
    const { replicas } = context.parameters;
    for (let leader = 0; leader < replicas; leader += 1) {
      for (let replica = 0; replica < replicas; replica += 1) {
        if (replica === leader) continue;
        const before = state.replicas[replica] as ReplicaState;
        for (let epoch = before.leaderEpoch + 1; epoch < state.requests.length; epoch += 1) {
          const request = state.requests[epoch] as LeaderAndIsr;
          if (request.leader !== leader || !mayBeAsked(state, request, context)) continue;
          const after = following(state, before, request, context);
          if (after === null) continue;
          const parties = { replica, other: leader, epoch };
          steps.take({ ...state, replicas: replacing(state.replicas, replica, after) }, parties);
        }
      }
    }
  },
};

/** May the leader of the request say where to cut? */
function mayBeAsked(state: ReplicationState, { leader, leaderEpoch }: LeaderAndIsr, { choices }: RuleContext): boolean {
  if (choices.truncationFence === 'none') return true;
  return presumesLeadership(state, leader) && (state.replicas[leader] as ReplicaState).leaderEpoch === leaderEpoch;
}

/** The replica after it has taken up the request; null when it would have to cut above its end. */
function following(
  state: ReplicationState,
  before: ReplicaState,
  request: LeaderAndIsr,
  { choices }: RuleContext,
): ReplicaState | null {
  const { leader, leaderEpoch, isr } = request;
  if (choices.truncation === 'on-demand') return replicaState({ ...before, leader, leaderEpoch, isr });
  const offset = truncationOffset(choices.truncation, state.replicas[leader] as ReplicaState, before);
  return offset > before.log.length ? null : replicaState({ ...cutTo(before, offset), leader, leaderEpoch, isr });
}
