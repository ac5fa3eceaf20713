/**
 * Elections: pre-votes, votes, and becoming leader.
 *
 * Models: ra's elections. One difference that nobody can see from outside: asking for pre-votes leaves the own vote alone
 * (ra stores a vote for itself then, in a term in which it never stands).
 * Faults that reach it: lost and late answers; a member that asks after a false alarm.
 * Source: rabbitmq/ra, src/ra_server.erl (call_for_election, process_pre_vote, handle_candidate), v3.1.10;
 * Ongaro, Consensus: Bridging Theory and Practice, 3.4, 3.6.1, 9.6.
 */
import { majorityOf } from '../rules/quorum/majority.ts';
import { beginLeading, sendToAll } from './leading.ts';
import { termAt, type RaftMember } from './member.ts';
import type { Outbox, PreVote, PreVoteReply, RequestVote, RequestVoteReply } from './messages.ts';
import { adoptTerm, armTimer, changeRole, stepDown, type RoleChange } from './roles.ts';

/**
 * Name: ask for pre-votes
 * Who: a follower, or a member that asked before
 * Means: it finds out whether a majority would vote for it, without a new term
 * Enabled when: its election timer is over
 * Changes: role, the round of asking; a long timer is armed
 */
export function askPreVotes<C>(before: RaftMember<C>, outbox: Outbox<C>): RaftMember<C> {
  const { config, currentTerm } = before;
  const member = beginAsking(before, outbox);
  if (!config.guards.preVote || hasMajority(member)) return winPreVotes(member, outbox);
  const token = member.preVoteToken;
  sendOthers(member, { type: 'pre-vote', term: currentTerm, token, ...lastOf(member) }, outbox);
  return member;
}

function beginAsking<C>(before: RaftMember<C>, outbox: Outbox<C>): RaftMember<C> {
  return changeRole(
    { ...before, leader: null, preVoteToken: before.preVoteToken + 1, votes: [before.config.id] },
    { event: 'electionTimeout', timer: 'long' },
    outbox,
  );
}

/** A follower that its leader has asked to take over stands for election at once: nobody need be asked whether a leader is there. */
export function standAtOnce<C>(before: RaftMember<C>, outbox: Outbox<C>): RaftMember<C> {
  return winPreVotes(beginAsking(before, outbox), outbox);
}

function winPreVotes<C>(before: RaftMember<C>, outbox: Outbox<C>): RaftMember<C> {
  return standForElection(before, { event: 'preVotesWon', timer: 'short' }, outbox);
}

/** A candidate whose timer is over tries again in another term. */
export function standAgain<C>(before: RaftMember<C>, outbox: Outbox<C>): RaftMember<C> {
  return standForElection(before, { event: 'electionTimeout', timer: 'medium' }, outbox);
}

/**
 * Name: stand for election
 * Who: a member that has won the pre-votes, or a candidate
 * Means: a new term begins, and its first vote is the candidate's own
 * Enabled when: a majority would vote for it, or the candidate's timer is over
 * Changes: role, term, vote, votes
 */
function standForElection<C>(before: RaftMember<C>, change: RoleChange, outbox: Outbox<C>): RaftMember<C> {
  const { id } = before.config;
  const termBegun = { ...adoptTerm(before, before.currentTerm + 1), votedFor: id, votes: [id] };
  const member = changeRole(termBegun, change, outbox);
  if (hasMajority(member)) return beginLeading(member, outbox);
  sendOthers(member, { type: 'request-vote', term: member.currentTerm, ...lastOf(member) }, outbox);
  return member;
}

/**
 * Name: answer a pre-vote
 * Who: every member
 * Means: yes when it would vote for the one that asks; a leader answers with entries instead, which ends the asking
 * Enabled when: a PreVote comes
 * Changes: term; a follower that is further than the one that asks arms a long timer, to stand for election itself
 */
export function receivePreVote<C>(
  before: RaftMember<C>,
  { from, ask }: { readonly from: number; readonly ask: PreVote },
  outbox: Outbox<C>,
): RaftMember<C> {
  if (before.role === 'leader' && ask.term <= before.currentTerm) {
    sendToAll(before, outbox);
    return before;
  }
  const standing = before.role === 'leader' || before.role === 'candidate';
  const member = standing ? stepDown(before, ask.term, outbox) : adoptTerm(before, ask.term);
  const granted = ask.term === member.currentTerm && isUpToDate(member, ask);
  if (!granted && ask.term === member.currentTerm && member.role === 'follower')
    return armTimer(member, 'long', outbox);
  const message: PreVoteReply = { type: 'pre-vote-reply', term: member.currentTerm, token: ask.token, granted };
  outbox.push({ kind: 'send', to: from, message });
  return member;
}

/**
 * Name: count a pre-vote
 * Who: a member that asks for pre-votes
 * Means: with a majority it may begin a term
 * Enabled when: an answer to this round comes, in its own term
 * Changes: votes; with a majority role, term and vote
 */
export function receivePreVoteReply<C>(
  member: RaftMember<C>,
  { from, reply }: { readonly from: number; readonly reply: PreVoteReply },
  outbox: Outbox<C>,
): RaftMember<C> {
  if (member.role !== 'pre-vote') return member;
  if (reply.term > member.currentTerm) return stepDown(member, reply.term, outbox);
  const counts = reply.granted && reply.term === member.currentTerm && reply.token === member.preVoteToken;
  if (!counts) return member;
  const next = withVote(member, from);
  return hasMajority(next) ? winPreVotes(next, outbox) : next;
}

/**
 * Name: vote
 * Who: every member
 * Means: one vote in a term, and only for a member whose log is at least as far as its own; so whoever is elected has
 *   every committed entry
 * Enabled when: a RequestVote comes
 * Changes: term, vote; whoever stood or led in a lower term is a follower
 */
export function receiveRequestVote<C>(
  before: RaftMember<C>,
  { from, ask }: { readonly from: number; readonly ask: RequestVote },
  outbox: Outbox<C>,
): RaftMember<C> {
  const member = stepDown(before, ask.term, outbox);
  const free = member.votedFor === null || member.votedFor === from;
  const granted = ask.term === member.currentTerm && isFollowing(member) && free && isUpToDate(member, ask);
  const message: RequestVoteReply = { type: 'request-vote-reply', term: member.currentTerm, granted };
  outbox.push({ kind: 'send', to: from, message });
  return granted ? { ...member, votedFor: from } : member;
}

function isFollowing<C>({ role }: RaftMember<C>): boolean {
  return role === 'follower' || role === 'await-condition';
}

/**
 * Name: count a vote
 * Who: a candidate
 * Means: with a majority of one term it leads that term
 * Enabled when: an answer in its own term comes
 * Changes: votes; with a majority role and leader
 */
export function receiveRequestVoteReply<C>(
  member: RaftMember<C>,
  { from, reply }: { readonly from: number; readonly reply: RequestVoteReply },
  outbox: Outbox<C>,
): RaftMember<C> {
  if (member.role !== 'candidate') return member;
  if (reply.term > member.currentTerm) return stepDown(member, reply.term, outbox);
  if (!reply.granted || reply.term < member.currentTerm) return member;
  const next = withVote(member, from);
  return hasMajority(next) ? beginLeading(next, outbox) : next;
}

/**
 * Name: at least as far
 * Who: whoever is asked for a vote
 * Means: the last entry of the one that asks has a higher term, or the same and an index that is not lower
 * Enabled when: always
 * Changes: nothing
 */
function isUpToDate<C>(
  { config, log }: RaftMember<C>,
  { lastLogIndex, lastLogTerm }: { readonly lastLogIndex: number; readonly lastLogTerm: number },
): boolean {
  if (!config.guards.voteUpToDate) return true;
  const ownTerm = termAt(log, log.length);
  return lastLogTerm > ownTerm || (lastLogTerm === ownTerm && lastLogIndex >= log.length);
}

function lastOf<C>({ log }: RaftMember<C>): { readonly lastLogIndex: number; readonly lastLogTerm: number } {
  return { lastLogIndex: log.length, lastLogTerm: termAt(log, log.length) };
}

function withVote<C>(member: RaftMember<C>, from: number): RaftMember<C> {
  return member.votes.includes(from) ? member : { ...member, votes: [...member.votes, from] };
}

function hasMajority<C>({ config, votes }: RaftMember<C>): boolean {
  return votes.length >= majorityOf(config.members.length);
}

function sendOthers<C>({ config }: RaftMember<C>, message: PreVote | RequestVote, outbox: Outbox<C>): void {
  for (const to of config.members) if (to !== config.id) outbox.push({ kind: 'send', to, message });
}
