/**
 * A member of a Raft cluster as an immutable value.
 *
 * Models: what ra keeps of one server. There is no index of what was applied: an `apply` output leaves in the same turn in
 * which an entry is found to be committed, so it would always equal `commitIndex`.
 * Leaves out: snapshots, so the log begins at index 1 and only grows; changes of membership.
 * Faults that reach it: a crash, which leaves what {@link persistentOf} names; a power loss, which leaves of the log only
 * what was fsynced. Term and vote are on disk at once, since ra stores them synchronously.
 * Source: rabbitmq/ra, src/ra_server.erl, v3.1.10.
 */
import { emptyList, type AppendList } from '../../../kernel/appendList.ts';
import { invariant } from '../../../kernel/invariant.ts';
import type { RaftConfig } from './config.ts';
import type { LogEntry, RaftOutput, RaftRole, TimerSpan } from './messages.ts';

/** What a leader knows of one member. */
export interface Peer {
  readonly nextIndex: number;
  /** Last entry that is known to be written there, and the same as here. */
  readonly matchIndex: number;
  /** The commit index that was last sent there. */
  readonly commitSent: number;
  /** Disconnected peers are sent nothing. */
  readonly connected: boolean;
}

export interface RaftMember<C> {
  readonly config: RaftConfig;
  readonly role: RaftRole;
  /** Who leads, as far as this member knows. */
  readonly leader: number | null;
  readonly currentTerm: number;
  readonly votedFor: number | null;
  /** Entry of index i stands at i - 1. */
  readonly log: AppendList<LogEntry<C>>;
  readonly commitIndex: number;
  /** Last entry that is fsynced here. */
  readonly lastWritten: number;
  /** Up to where the log is known to be the one of the leader of this term. */
  readonly validIndex: number;
  /** By position in `config.members`; empty unless it leads. */
  readonly peers: readonly Peer[];
  /** Members that said yes, itself included, while it asks for pre-votes or votes. */
  readonly votes: readonly number[];
  readonly preVoteToken: number;
  /** Why it waits, in `await-condition`. */
  readonly gap: 'missing' | 'other-term' | null;
  /** The timer that is armed. */
  readonly timer: TimerSpan | null;
}

/** The outcome of one input. */
export interface RaftTurn<C> {
  readonly member: RaftMember<C>;
  readonly outputs: readonly RaftOutput<C>[];
}

/** What stands on a member's disk. */
export interface RaftPersistent<C> {
  readonly currentTerm: number;
  readonly votedFor: number | null;
  readonly log: AppendList<LogEntry<C>>;
  /** Of the log, what was fsynced. */
  readonly lastWritten: number;
}

/** A member that starts for the first time. It waits: whoever declares the queue lets one member's `timeout` happen. */
export function createMember<C>(config: RaftConfig): RaftMember<C> {
  invariant(config.members.includes(config.id), 'a member is one of the members');
  return memberOf(config, { currentTerm: 0, votedFor: null, log: emptyList(), lastWritten: 0 });
}

export function persistentOf<C>(member: RaftMember<C>): RaftPersistent<C> {
  const { currentTerm, votedFor, log, lastWritten } = member;
  return { currentTerm, votedFor, log, lastWritten };
}

/**
 * Name: recover
 * Who: a member whose process starts again
 * Means: term, vote and log come from the disk; what is committed is learnt again, and applied again from index 1
 * Enabled when: the process was stopped; `survived` says whether the log lost what was not fsynced
 * Changes: everything in memory; a short election timer is armed
 */
export function recover<C>(
  config: RaftConfig,
  persistent: RaftPersistent<C>,
  survived: 'whole-log' | 'written-log',
): RaftTurn<C> {
  const log = survived === 'whole-log' ? persistent.log : persistent.log.truncate(persistent.lastWritten);
  const votedFor = config.guards.rememberVote ? persistent.votedFor : null;
  const member = memberOf(config, { ...persistent, votedFor, log, lastWritten: log.length });
  return { member: { ...member, timer: 'short' }, outputs: [{ kind: 'election-timer', span: 'short' }] };
}

function memberOf<C>(config: RaftConfig, persistent: RaftPersistent<C>): RaftMember<C> {
  return {
    config,
    role: 'follower',
    leader: null,
    currentTerm: persistent.currentTerm,
    votedFor: persistent.votedFor,
    log: persistent.log,
    commitIndex: 0,
    lastWritten: persistent.lastWritten,
    validIndex: 0,
    peers: [],
    votes: [],
    preVoteToken: 0,
    gap: null,
    timer: null,
  };
}

/** Term of an entry; 0 for index 0, which stands before every log; -1 for one that the log does not have. */
export function termAt<C>(log: AppendList<LogEntry<C>>, index: number): number {
  if (index === 0) return 0;
  return index > log.length ? -1 : log.at(index - 1).term;
}

/** The command at an index; null for the no-op of a new leader. */
export function commandAt<C>(member: RaftMember<C>, index: number): C | null {
  return member.log.at(index - 1).command;
}

/** What counts as stored here. */
export function storedIndex<C>(member: RaftMember<C>): number {
  return member.config.guards.countWrittenOnly ? member.lastWritten : member.log.length;
}
