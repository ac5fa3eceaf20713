import { excluding, has, NO_REPLICA } from '../replicaSet.ts';
import { controllerUpdate } from './controllerUpdate.ts';
import { replicaName, type Rule } from './rule.ts';

/**
 * Name: ControllerShrinkIsr
 * Who: the controller
 * Means: a broker has failed, or seems to have; whether it goes on fetching is left open
 * Enabled when: the replica leads or is in the ISR; an epoch is left
 * Changes: the replica leaves the ISR, unless it is a leader that is alone in it; if it led, nobody leads; a request says so
 */
export const controllerShrinkIsr: Rule = {
  name: 'ControllerShrinkIsr',
  say: ({ replica }) => ({
    en: `the controller takes ${replicaName(replica)} for failed`,
    'zh-cn': `控制器认定 ${replicaName(replica)} 已失效`,
  }),
  steps: (state, steps, { parameters }) => {
    const { leader, isr } = state.quorum;
    for (let replica = 0; replica < parameters.replicas; replica += 1) {
      if (leader !== replica && !has(isr, replica)) continue;
      const without = excluding(isr, replica);
      const decision =
        leader === replica ? { leader: NO_REPLICA, isr: without === 0 ? isr : without } : { leader, isr: without };
      const next = controllerUpdate(state, decision, parameters);
      if (next !== null) steps.take(next, { replica });
    }
  },
};
