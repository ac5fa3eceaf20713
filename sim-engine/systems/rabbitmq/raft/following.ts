/**
 * What a follower does with entries: compare, write, acknowledge, apply.
 *
 * Models: a follower acknowledges only what is fsynced, but applies what is committed even before that. Where entries do
 * not fit it says so once and then waits (`await-condition`), since a pipelining leader has more of them under way.
 * One difference to ra: an entry counts as acknowledged only up to where the log was compared with this leader's. ra cuts
 * off a tail that an empty AppendEntries does not reach; here it stays until an entry contradicts it.
 * And entries of a higher term end the waiting even if they do not fit, so that the new leader is answered.
 * Faults that reach it: lost and repeated entries; a leader of an older term; a log with entries that nobody committed.
 * Source: rabbitmq/ra, src/ra_server.erl (handle_follower, handle_await_condition), v3.1.10.
 */
import type { QuorumMemberEvent } from '../charts/index.ts';
import { storedIndex, termAt, type RaftMember } from './member.ts';
import type { AppendEntries, AppendEntriesReply, LogEntry, Outbox } from './messages.ts';
import { adoptTerm, changeRole, setTimer } from './roles.ts';

/**
 * Name: take entries
 * Who: every member
 * Means: whoever sends entries in a term that is not lower than its own leads that term
 * Enabled when: an AppendEntries comes
 * Changes: role, term, leader; the log as the rules below say
 */
export function receiveAppendEntries<C>(
  before: RaftMember<C>,
  { from, append }: { readonly from: number; readonly append: AppendEntries<C> },
  outbox: Outbox<C>,
): RaftMember<C> {
  if (append.term < before.currentTerm) return refuse(before, from, outbox);
  // A second leader in one term: only without rememberVote. ra stops with an error.
  if (before.role === 'leader' && append.term === before.currentTerm) return before;
  const gap = gapBefore(before, append);
  if (before.role === 'await-condition' && gap !== null && append.term === before.currentTerm)
    return keepWaiting(before, gap, outbox);
  const member = followLeader(before, { from, term: append.term }, outbox);
  return gap === null ? appendEntries(member, append, outbox) : awaitEntries(member, gap, outbox);
}

/** Why entries do not fit onto the log; null: they do. */
function gapBefore<C>({ log }: RaftMember<C>, append: AppendEntries<C>): RaftMember<C>['gap'] {
  const term = termAt(log, append.prevLogIndex);
  if (term === append.prevLogTerm) return null;
  return term === -1 ? 'missing' : 'other-term';
}

/** A follower of whoever sends entries; no timer runs while a leader is heard. */
function followLeader<C>(
  before: RaftMember<C>,
  { from, term }: { readonly from: number; readonly term: number },
  outbox: Outbox<C>,
): RaftMember<C> {
  if (before.role === 'follower' && before.leader === from && term === before.currentTerm)
    return setTimer(before, null, outbox);
  const member = { ...adoptTerm(before, term), leader: from };
  if (member.role === 'follower') return setTimer(member, null, outbox);
  const event = eventOfLeader(before, term);
  return changeRole({ ...member, peers: [], votes: [], gap: null }, { event, timer: null }, outbox);
}

function eventOfLeader<C>({ role, currentTerm }: RaftMember<C>, term: number): QuorumMemberEvent {
  if (role !== 'await-condition') return 'leaderHeard';
  return term > currentTerm ? 'higherTerm' : 'entriesFit';
}

/**
 * Name: refuse entries of an old term
 * Who: every member
 * Means: the sender learns that its term is over
 * Enabled when: an AppendEntries of a lower term comes
 * Changes: nothing
 */
function refuse<C>(member: RaftMember<C>, to: number, outbox: Outbox<C>): RaftMember<C> {
  outbox.push({ kind: 'send', to, message: replyOf(member, false, member.log.length + 1, member.lastWritten) });
  return member;
}

/**
 * Name: wait for entries that fit
 * Who: a follower
 * Means: entries cannot be appended because those before them are missing or are of another term; the leader is told once
 *   from where to send again
 * Enabled when: the entry before those that came is not in the log
 * Changes: role; a timer is armed, after which it asks again
 */
function awaitEntries<C>(before: RaftMember<C>, gap: 'missing' | 'other-term', outbox: Outbox<C>): RaftMember<C> {
  const member = { ...before, gap };
  askAgain(member, outbox);
  return changeRole(member, { event: 'entriesMissing', timer: 'condition' }, outbox);
}

/** Whoever waits for missing entries asks again when it finds that the logs part; nothing else is news. */
function keepWaiting<C>(member: RaftMember<C>, gap: 'missing' | 'other-term', outbox: Outbox<C>): RaftMember<C> {
  return gap === 'other-term' && member.gap === 'missing' ? awaitEntries(member, gap, outbox) : member;
}

/** Tells the leader from where to send again: the end of the log, or, where the logs part, what is committed. */
export function askAgain<C>(member: RaftMember<C>, outbox: Outbox<C>): void {
  if (member.leader === null) return;
  const { log, commitIndex, lastWritten } = member;
  const end = member.gap === 'other-term' ? Math.min(commitIndex, log.length) : log.length;
  const message = replyOf(member, false, end + 1, Math.min(lastWritten, end));
  outbox.push({ kind: 'send', to: member.leader, message });
}

/**
 * Name: append the leader's entries
 * Who: a follower
 * Means: entries that it has stay; the first that contradicts the log cuts off all from there on
 * Enabled when: the entry before them is in the log, with the same term
 * Changes: log, commit index; an answer goes out when nothing has to be written first
 */
function appendEntries<C>(before: RaftMember<C>, append: AppendEntries<C>, outbox: Outbox<C>): RaftMember<C> {
  const { prevLogIndex, entries, leaderCommit } = append;
  const known = countKnown(before, prevLogIndex, entries);
  const validIndex = Math.max(before.validIndex, prevLogIndex + entries.length);
  const commitIndex = Math.max(before.commitIndex, Math.min(leaderCommit, validIndex));
  const isNews = known < entries.length;
  const kept = prevLogIndex + known;
  const log = isNews ? before.log.truncate(kept).appendAll(known === 0 ? entries : entries.slice(known)) : before.log;
  const lastWritten = isNews ? Math.min(before.lastWritten, kept) : before.lastWritten;
  const member = { ...before, log, lastWritten, validIndex, commitIndex };
  if (isNews) outbox.push({ kind: 'persist', index: log.length, term: termAt(log, log.length) });
  if (commitIndex > before.commitIndex) outbox.push({ kind: 'apply', from: before.commitIndex + 1, to: commitIndex });
  if (!isNews || !member.config.guards.countWrittenOnly) acknowledge(member, outbox);
  return member;
}

/** How many entries at the front are in the log already. */
function countKnown<C>({ log }: RaftMember<C>, prevLogIndex: number, entries: readonly LogEntry<C>[]): number {
  let known = 0;
  while (known < entries.length && termAt(log, prevLogIndex + known + 1) === entries[known]?.term) known += 1;
  return known;
}

/**
 * Name: acknowledge
 * Who: a follower
 * Means: the leader may count everything up to this index as written here
 * Enabled when: a leader is known, and something was written, or there was nothing to write
 * Changes: nothing
 */
export function acknowledge<C>(member: RaftMember<C>, outbox: Outbox<C>): void {
  if (member.leader === null) return;
  const { validIndex } = member;
  const message = replyOf(member, true, validIndex + 1, Math.min(storedIndex(member), validIndex));
  outbox.push({ kind: 'send', to: member.leader, message });
}

function replyOf<C>(
  { currentTerm, log }: RaftMember<C>,
  success: boolean,
  nextIndex: number,
  lastIndex: number,
): AppendEntriesReply {
  const lastTerm = termAt(log, lastIndex);
  return { type: 'append-entries-reply', term: currentTerm, success, nextIndex, lastIndex, lastTerm };
}
