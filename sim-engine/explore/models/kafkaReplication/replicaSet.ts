/** A set of replicas as a number: bit i is replica i. Small sets that are compared, changed and hashed millions of times. */

export type ReplicaSet = number;

/** The place of a replica's number when there is none: a partition without a leader. */
export const NO_REPLICA = -1;

export const NOBODY: ReplicaSet = 0;

/** All of so many replicas. */
export function everybody(replicas: number): ReplicaSet {
  return (1 << replicas) - 1;
}

export function has(set: ReplicaSet, replica: number): boolean {
  return ((set >>> replica) & 1) === 1;
}

export function including(set: ReplicaSet, replica: number): ReplicaSet {
  return set | (1 << replica);
}

export function excluding(set: ReplicaSet, replica: number): ReplicaSet {
  return set & ~(1 << replica);
}

/** Numbers of the replicas in a set, ascending. */
export function members(set: ReplicaSet): readonly number[] {
  const found: number[] = [];
  for (let replica = 0; set >>> replica !== 0; replica += 1) if (has(set, replica)) found.push(replica);
  return found;
}
