/**
 * Raft as pure functions: one per input, each from a member to the next member and what the host has to do.
 *
 * Models: rabbitmq/ra with pre-vote, pipelining, asynchronous fsync and failure detection by monitors, for opaque commands.
 * Leaves out: snapshots, changes of membership, consistent queries, transfer of leadership.
 * Faults that reach it: crash and power loss ({@link recover}), lost connections, processes and suspicion (peerDown).
 * Source: rabbitmq/ra, src/ra_server.erl, src/ra_server_proc.erl, docs/internals/INTERNALS.md, v3.1.10.
 */
import { invariant } from '../../../kernel/invariant.ts';
import {
  askPreVotes,
  receivePreVote,
  receivePreVoteReply,
  receiveRequestVote,
  receiveRequestVoteReply,
  standAgain,
} from './election.ts';
import { acknowledge, askAgain, receiveAppendEntries } from './following.ts';
import { appendCommand, commitCounted, receiveAppendEntriesReply, sendToStale } from './leading.ts';
import { termAt, type Peer, type RaftMember, type RaftTurn } from './member.ts';
import type { Outbox, RaftMessage, TimerSpan } from './messages.ts';
import { armTimer, changeRole, setTimer } from './roles.ts';

/** The host has a command for the leader. Its index is the new length of the log. */
export function propose<C>(member: RaftMember<C>, command: C): RaftTurn<C> {
  invariant(member.role === 'leader', 'commands are proposed to a leader');
  const outputs: Outbox<C> = [];
  return { member: appendCommand(member, command, outputs), outputs };
}

/** A message came from another member. */
export function receive<C>(member: RaftMember<C>, from: number, message: RaftMessage<C>): RaftTurn<C> {
  const outputs: Outbox<C> = [];
  return { member: received(member, { from, message }, outputs), outputs };
}

function received<C>(
  member: RaftMember<C>,
  { from, message }: { readonly from: number; readonly message: RaftMessage<C> },
  outbox: Outbox<C>,
): RaftMember<C> {
  switch (message.type) {
    case 'append-entries':
      return receiveAppendEntries(member, { from, append: message }, outbox);
    case 'append-entries-reply':
      return receiveAppendEntriesReply(member, { from, reply: message }, outbox);
    case 'pre-vote':
      return receivePreVote(member, { from, ask: message }, outbox);
    case 'pre-vote-reply':
      return receivePreVoteReply(member, { from, reply: message }, outbox);
    case 'request-vote':
      return receiveRequestVote(member, { from, ask: message }, outbox);
    case 'request-vote-reply':
      return receiveRequestVoteReply(member, { from, reply: message }, outbox);
  }
}

/** The timer is over, or whoever declared the queue lets its first leader begin. */
export function timeout<C>(before: RaftMember<C>): RaftTurn<C> {
  const outputs: Outbox<C> = [];
  return { member: timedOut({ ...before, timer: null }, outputs), outputs };
}

function timedOut<C>(member: RaftMember<C>, outbox: Outbox<C>): RaftMember<C> {
  switch (member.role) {
    case 'leader':
      return member;
    case 'follower':
    case 'pre-vote':
      return askPreVotes(member, outbox);
    case 'candidate':
      return standAgain(member, outbox);
    case 'await-condition':
      askAgain(member, outbox);
      return changeRole({ ...member, gap: null }, { event: 'conditionTimeout', timer: 'long' }, outbox);
  }
}

/**
 * Name: written
 * Who: every member
 * Means: the log up to an entry is fsynced: a follower tells its leader, a leader counts itself
 * Enabled when: the fsync of a `persist` output is done; of an entry that was overwritten since, it says nothing
 * Changes: last written index; a leader may commit
 */
export function written<C>(
  before: RaftMember<C>,
  entry: { readonly index: number; readonly term: number },
): RaftTurn<C> {
  const outputs: Outbox<C> = [];
  if (entry.index <= before.lastWritten || termAt(before.log, entry.index) !== entry.term)
    return { member: before, outputs };
  const member = { ...before, lastWritten: entry.index };
  if (member.role === 'leader') return { member: commitCounted(member, outputs), outputs };
  const isNews = before.lastWritten < Math.min(entry.index, before.validIndex);
  if (isNews && member.role === 'follower') acknowledge(member, outputs);
  return { member, outputs };
}

/** The tick of the member is due; only a leader has something to do. */
export function tick<C>(member: RaftMember<C>): RaftTurn<C> {
  const outputs: Outbox<C> = [];
  if (member.role === 'leader') sendToStale(member, outputs);
  return { member, outputs };
}

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
