/**
 * Majorities of a quorum queue, a stream, or a cluster.
 * Source: docs/quorum-queues, docs/partitions.md.
 */

/** Members that make a majority. */
export function majorityOf(members: number): number {
  return Math.floor(members / 2) + 1;
}

/** Members that may be lost while the others still make a majority. */
export function toleratedFailures(members: number): number {
  return members - majorityOf(members);
}

/**
 * Name: commit
 * Who: the leader of a quorum queue
 * Means: a command is applied, and a publish confirmed, once more than half of all members have it, the leader included
 * Enabled when: the leader reaches them
 * Changes: nothing; the command is applied
 */
export function canCommit(options: { readonly members: number; readonly reached: number }): boolean {
  return options.reached >= majorityOf(options.members);
}
