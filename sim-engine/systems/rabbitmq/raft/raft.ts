/**
 * Raft as pure functions: one per input, each from a member to the next member and what the host has to do.
 *
 * Models: rabbitmq/ra with pre-vote, pipelining, asynchronous fsync and failure detection by monitors, for opaque commands.
 * Leaves out: snapshots, changes of membership, consistent queries.
 * Faults that reach it: crash and power loss ({@link recover}), lost connections, processes and suspicion
 * (detection.ts).
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
  standAtOnce,
} from './election.ts';
import { acknowledge, askAgain, receiveAppendEntries } from './following.ts';
import { appendCommand, commitCounted, receiveAppendEntriesReply, sendToStale } from './leading.ts';
import { termAt, type RaftMember, type RaftTurn } from './member.ts';
import type { Outbox, RaftMessage } from './messages.ts';
import { changeRole } from './roles.ts';

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

/** May the leader hand over to another member: is it connected, and has it everything? */
export function mayHandOver<C>({ role, config, peers, log }: RaftMember<C>, to: number): boolean {
  const peer = peers[config.members.indexOf(to)];
  return role === 'leader' && to !== config.id && peer?.connected === true && peer.matchIndex === log.length;
}

/** The leader has asked this member to take over. */
export function takeOver<C>(member: RaftMember<C>): RaftTurn<C> {
  const outputs: Outbox<C> = [];
  return { member: member.role === 'follower' ? standAtOnce(member, outputs) : member, outputs };
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
