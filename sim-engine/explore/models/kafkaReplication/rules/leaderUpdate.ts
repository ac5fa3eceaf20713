/** What the leader's two changes of the ISR have in common: the quorum accepts them from the true leader alone. */
import type { ReplicaSet } from '../replicaSet.ts';
import { presumesLeadership, replacing, replicaState, type ReplicaState, type ReplicationState } from '../state.ts';

/** Does the replica lead, and does it know so in the current epoch? */
export function isTrueLeader(state: ReplicationState, replica: number): boolean {
  return (
    state.quorum.leader === replica &&
    presumesLeadership(state, replica) &&
    (state.replicas[replica] as ReplicaState).leaderEpoch === state.quorum.leaderEpoch
  );
}

/** The state after the true leader has changed the ISR, at once for the quorum and for itself. No epoch is used. */
export function leaderUpdate(state: ReplicationState, leader: number, isr: ReplicaSet): ReplicationState {
  const after = replicaState({ ...(state.replicas[leader] as ReplicaState), isr });
  return { ...state, quorum: { ...state.quorum, isr }, replicas: replacing(state.replicas, leader, after) };
}
