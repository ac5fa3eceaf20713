/**
 * What one member knows before it starts: who it is, who the others are, and which rules it keeps.
 *
 * Leaves out: changes of membership, members without a vote.
 * Source: rabbitmq/ra, src/ra_server.hrl, v3.1.10.
 */

/** Rules of Raft that can be switched off one at a time, so that a lesson shows what each is for. */
export interface RaftGuards {
  /** A member asks for pre-votes before it begins a term. Off: one that comes back from a cut link deposes a healthy leader. */
  readonly preVote: boolean;
  /** Only a candidate whose log is at least as far gets a vote. Off: a leader without committed entries. */
  readonly voteUpToDate: boolean;
  /** A vote outlives a crash. Off: two leaders in one term. */
  readonly rememberVote: boolean;
  /** A leader counts replicas only of entries of its own term. Off: a committed entry is overwritten (section 5.4.2). */
  readonly commitOwnTermOnly: boolean;
  /** An entry is committed once a majority has it. Off: once the leader has it. */
  readonly majorityCommit: boolean;
  /** Only what is fsynced counts. Off: a committed entry is lost when the power of a majority fails. */
  readonly countWrittenOnly: boolean;
}

export type RaftGuardName = keyof RaftGuards;

/** Everything on, as in ra. */
export const ALL_RAFT_GUARDS: RaftGuards = {
  preVote: true,
  voteUpToDate: true,
  rememberVote: true,
  commitOwnTermOnly: true,
  majorityCommit: true,
  countWrittenOnly: true,
};

export interface RaftConfig {
  /** This member; one of `members`. */
  readonly id: number;
  /** All members in ascending order. */
  readonly members: readonly number[];
  /** Entries that may be on their way to one peer (ra: max_pipeline_count). */
  readonly maxPipelineCount: number;
  /** Entries of one AppendEntries (ra: max_append_entries_rpc_batch_size). */
  readonly maxBatchCount: number;
  readonly guards: RaftGuards;
}

/** A config with ra's defaults. */
export function raftConfig(given: Pick<RaftConfig, 'id' | 'members'> & Partial<RaftConfig>): RaftConfig {
  return { maxPipelineCount: 4096, maxBatchCount: 128, guards: ALL_RAFT_GUARDS, ...given };
}
