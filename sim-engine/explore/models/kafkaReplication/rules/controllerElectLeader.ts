import { has } from '../replicaSet.ts';
import { controllerUpdate } from './controllerUpdate.ts';
import { replicaName, type Rule } from './rule.ts';

/**
 * Name: ControllerElectLeader
 * Who: the controller
 * Means: a clean election; the controller may hold one at any time, for a failure or for balance
 * Enabled when: the new leader is in the ISR and does not lead already; an epoch is left
 * Changes: the quorum has a new leader and a new epoch; a request says so
 */
export const controllerElectLeader: Rule = {
  name: 'ControllerElectLeader',
  say: ({ replica }) => ({
    en: `the controller elects ${replicaName(replica)}`,
    'zh-cn': `控制器选举 ${replicaName(replica)} 为 leader`,
  }),
  steps: (state, steps, { parameters }) => {
    const { leader, isr } = state.quorum;
    for (let replica = 0; replica < parameters.replicas; replica += 1) {
      if (!has(isr, replica) || leader === replica) continue;
      const next = controllerUpdate(state, { leader: replica, isr }, parameters);
      if (next !== null) steps.take(next, { replica });
    }
  },
};
