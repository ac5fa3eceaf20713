import { presumesLeadership, replacing, replicaState, type ReplicaState } from '../state.ts';
import { replicaName, type Rule } from './rule.ts';

/**
 * Name: LeaderWrite
 * Who: a replica that believes it leads
 * Means: a client's record is appended; if the leader is wrong about itself, replication has to find that out
 * Enabled when: the log has room and a record is left
 * Changes: the leader's log ends with a new record of its epoch; the next record has the next number
 */
export const leaderWrite: Rule = {
  name: 'LeaderWrite',
  say: ({ replica }) => ({
    en: `${replicaName(replica)} appends a record`,
    'zh-cn': `${replicaName(replica)} 追加一条记录`,
  }),
  steps: (state, steps, { parameters }) => {
    const id = state.nextRecordId;
    if (id >= parameters.maxRecords) return;
    for (let replica = 0; replica < parameters.replicas; replica += 1) {
      const before = state.replicas[replica] as ReplicaState;
      if (!presumesLeadership(state, replica) || before.log.length >= parameters.logSize) continue;
      const after = replicaState({ ...before, log: [...before.log, { id, epoch: before.leaderEpoch }] });
      const replicas = replacing(state.replicas, replica, after);
      steps.take({ ...state, replicas, nextRecordId: id + 1 }, { replica });
    }
  },
};
