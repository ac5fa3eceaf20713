/** What the controller's two actions have in common: a new epoch, a new truth, and a request that tells it. */
import type { Parameters } from '../parameters.ts';
import type { LeaderAndIsr, ReplicationState } from '../state.ts';

/** The state after the controller has decided; null when the epochs of the bounds are used up. */
export function controllerUpdate(
  state: ReplicationState,
  decision: Pick<LeaderAndIsr, 'leader' | 'isr'>,
  { maxLeaderEpoch }: Parameters,
): ReplicationState | null {
  const leaderEpoch = state.requests.length;
  if (leaderEpoch > maxLeaderEpoch) return null;
  const quorum = { leader: decision.leader, leaderEpoch, isr: decision.isr };
  return { ...state, quorum, requests: [...state.requests, quorum] };
}
