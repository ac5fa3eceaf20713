/**
 * How a member learns that another may be gone, and that it is back.
 *
 * Models: monitors of processes and connections, and the failure detector of nodes (aten), as inputs.
 * Leaves out: how the host finds it out, and when.
 * Source: rabbitmq/ra, src/ra_server_proc.erl (follower, await_condition), docs/internals/INTERNALS.md, v3.1.10.
 */
import { invariant } from '../../../kernel/invariant.ts';
import type { Peer, RaftMember, RaftTurn } from './member.ts';
import type { Outbox, TimerSpan } from './messages.ts';
import { armTimer, changeRole, setTimer } from './roles.ts';

/** How a member learns that another may be gone. */
export type PeerLoss = 'process-down' | 'connection-down' | 'suspected';

/** How long it waits for a lost leader before it asks for pre-votes. */
const WAITS: Readonly<Record<PeerLoss, TimerSpan>> = {
  'process-down': 'really-short',
  'connection-down': 'short',
  suspected: 'long',
};

/**
 * Name: a peer is down
 * Who: every member
 * Means: there are no heartbeats: a monitor of the leader's process, the loss of the connection, or the failure detector
 *   of nodes tells that the leader may be gone. A leader sends nothing to a peer without a connection
 * Enabled when: the host finds it out
 * Changes: a follower arms its election timer; who waits for entries goes back to follower; a leader notes it
 */
export function peerDown<C>(before: RaftMember<C>, id: number, loss: PeerLoss): RaftTurn<C> {
  const outputs: Outbox<C> = [];
  if (before.role === 'leader') {
    return { member: loss === 'suspected' ? before : withConnection(before, id, { connected: false }), outputs };
  }
  if (before.leader !== id) return { member: before, outputs };
  const member = loss === 'process-down' ? { ...before, leader: null } : before;
  if (member.role === 'follower') return { member: armTimer(member, WAITS[loss], outputs), outputs };
  if (member.role !== 'await-condition') return { member, outputs };
  const follower = changeRole({ ...member, gap: null }, { event: 'leaderDown', timer: 'long' }, outputs);
  return { member: follower, outputs };
}

/**
 * Name: a peer is back
 * Who: every member
 * Means: the alarm was false, or the connection is there again
 * Enabled when: the host finds it out
 * Changes: a follower that still knows this leader disarms its timer; a leader sends again
 */
export function peerUp<C>(before: RaftMember<C>, id: number): RaftTurn<C> {
  const outputs: Outbox<C> = [];
  if (before.role === 'leader') return { member: withConnection(before, id, { connected: true }), outputs };
  const isBack = before.role === 'follower' && before.leader === id;
  return { member: isBack ? setTimer(before, null, outputs) : before, outputs };
}

function withConnection<C>(member: RaftMember<C>, id: number, change: Pick<Peer, 'connected'>): RaftMember<C> {
  const position = member.config.members.indexOf(id);
  invariant(position >= 0, 'a peer is one of the members');
  return { ...member, peers: member.peers.with(position, { ...(member.peers[position] as Peer), ...change }) };
}
