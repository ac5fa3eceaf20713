/**
 * What members say to each other, and what a member asks of its host.
 *
 * Leaves out: snapshots, heartbeats for consistent queries, versions of the protocol and of the state machine.
 * Faults that reach a message: loss with its connection. The rules also bear duplicates and late messages.
 * Source: rabbitmq/ra, src/ra.hrl, v3.1.10.
 */

/** One place of the log. `command` null: the no-op with which a leader begins its term. */
export interface LogEntry<C> {
  readonly term: number;
  readonly command: C | null;
}

export interface AppendEntries<C> {
  readonly type: 'append-entries';
  readonly term: number;
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  readonly entries: readonly LogEntry<C>[];
  readonly leaderCommit: number;
}

export interface AppendEntriesReply {
  readonly type: 'append-entries-reply';
  readonly term: number;
  readonly success: boolean;
  /** Where the leader is to go on sending. */
  readonly nextIndex: number;
  /** Last entry that is written, that is fsynced, here. */
  readonly lastIndex: number;
  readonly lastTerm: number;
}

export interface PreVote {
  readonly type: 'pre-vote';
  readonly term: number;
  /** Names the round of asking, so that answers to an earlier one do not count. */
  readonly token: number;
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

export interface PreVoteReply {
  readonly type: 'pre-vote-reply';
  readonly term: number;
  readonly token: number;
  readonly granted: boolean;
}

export interface RequestVote {
  readonly type: 'request-vote';
  readonly term: number;
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

export interface RequestVoteReply {
  readonly type: 'request-vote-reply';
  readonly term: number;
  readonly granted: boolean;
}

export type RaftMessage<C> =
  AppendEntries<C> | AppendEntriesReply | PreVote | PreVoteReply | RequestVote | RequestVoteReply;

export type RaftRole = 'follower' | 'await-condition' | 'pre-vote' | 'candidate' | 'leader';

/** How long until `timeout` is due; how much that is says timers.ts. */
export type TimerSpan = 'really-short' | 'short' | 'medium' | 'long' | 'condition';

/** What the host has to do, in this order. */
export type RaftOutput<C> =
  | { readonly kind: 'send'; readonly to: number; readonly message: RaftMessage<C> }
  /** The log grew or was overwritten up to this entry: write and fsync it, then call `written` with both numbers. */
  | { readonly kind: 'persist'; readonly index: number; readonly term: number }
  /** The entries from `from` to `to`, both included, are committed: give their commands to the state machine. */
  | { readonly kind: 'apply'; readonly from: number; readonly to: number }
  /** There is one timer. A new span replaces the old one. */
  | { readonly kind: 'election-timer'; readonly span: TimerSpan | 'cancel' }
  | { readonly kind: 'role'; readonly role: RaftRole; readonly term: number };

/** Outputs of the turn that is being worked out. It never leaves the turn before it is complete. */
export type Outbox<C> = RaftOutput<C>[];
