/**
 * Changes of role and of term. Every change of role goes along the chart of a member, which refuses what it does not know.
 * Source: rabbitmq/ra, src/ra_server_proc.erl (timers upon entering a state), v3.1.10.
 */
import { nextState } from '../../../chart/nextState.ts';
import { invariant } from '../../../kernel/invariant.ts';
import { quorumMember, type QuorumMemberEvent } from '../charts/index.ts';
import type { RaftMember } from './member.ts';
import type { Outbox, TimerSpan } from './messages.ts';

/** An event of the chart, and the timer of the role that it leads to. */
export interface RoleChange {
  readonly event: QuorumMemberEvent;
  readonly timer: TimerSpan | null;
}

/** Moves along the chart; the timer of the old role gives way to `timer`. */
export function changeRole<C>(member: RaftMember<C>, change: RoleChange, outbox: Outbox<C>): RaftMember<C> {
  const role = nextState(quorumMember, member.role, change.event);
  invariant(role !== 'stopped', 'a member that runs has a role');
  if (role !== member.role) outbox.push({ kind: 'role', role, term: member.currentTerm });
  return setTimer(role === member.role ? member : { ...member, role }, change.timer, outbox);
}

/** Arms the one timer with a new span, or disarms it. */
export function setTimer<C>(member: RaftMember<C>, timer: TimerSpan | null, outbox: Outbox<C>): RaftMember<C> {
  if (timer === null && member.timer === null) return member;
  outbox.push({ kind: 'election-timer', span: timer ?? 'cancel' });
  return { ...member, timer };
}

/** Arms the timer unless it is armed already. */
export function armTimer<C>(member: RaftMember<C>, timer: TimerSpan, outbox: Outbox<C>): RaftMember<C> {
  return member.timer === null ? setTimer(member, timer, outbox) : member;
}

/**
 * Name: adopt a higher term
 * Who: every member
 * Means: terms only grow; in a new term nobody has its vote yet, and its log is not yet compared with the new leader's
 * Enabled when: a message carries a higher term than its own
 * Changes: term, vote, what is known of the leader's log
 */
export function adoptTerm<C>(member: RaftMember<C>, term: number): RaftMember<C> {
  if (term <= member.currentTerm) return member;
  return { ...member, currentTerm: term, votedFor: null, validIndex: 0 };
}

/**
 * Name: step down
 * Who: every member that is not a plain follower
 * Means: whoever leads or stands for election in a lower term gives up
 * Enabled when: a message carries a higher term than its own
 * Changes: role, term, vote; a long election timer is armed
 */
export function stepDown<C>(before: RaftMember<C>, term: number, outbox: Outbox<C>): RaftMember<C> {
  const member = adoptTerm(before, term);
  if (member === before || member.role === 'follower') return member;
  const follower = { ...member, leader: null, peers: [], votes: [], gap: null };
  return changeRole(follower, { event: 'higherTerm', timer: 'long' }, outbox);
}
