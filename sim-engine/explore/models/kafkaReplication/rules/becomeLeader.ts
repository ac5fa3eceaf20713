import { replacing, replicaState, type LeaderAndIsr, type ReplicaState } from '../state.ts';
import { replicaName, type Rule } from './rule.ts';

/**
 * Name: BecomeLeader
 * Who: the replica that a request names as leader
 * Means: it learns that it leads; its high watermark is what it was, and may lag behind what its predecessor had
 * Enabled when: the request has a higher leader epoch than the replica
 * Changes: the replica's leader, epoch and ISR
 */
export const becomeLeader: Rule = {
  name: 'BecomeLeader',
  say: ({ replica, epoch }) => ({
    en: `${replicaName(replica)} learns that it leads epoch ${epoch}`,
    'zh-cn': `${replicaName(replica)} 得知自己是 epoch ${epoch} 的 leader`,
  }),
  steps: (state, steps, { parameters }) => {
    for (let replica = 0; replica < parameters.replicas; replica += 1) {
      const before = state.replicas[replica] as ReplicaState;
      for (let epoch = before.leaderEpoch + 1; epoch < state.requests.length; epoch += 1) {
        const request = state.requests[epoch] as LeaderAndIsr;
        if (request.leader !== replica) continue;
        const after = replicaState({ ...before, leader: replica, leaderEpoch: epoch, isr: request.isr });
        steps.take({ ...state, replicas: replacing(state.replicas, replica, after) }, { replica, epoch });
      }
    }
  },
};
