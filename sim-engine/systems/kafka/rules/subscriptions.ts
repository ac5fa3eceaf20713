/** What an assignor works on: members with their subscriptions, topics with their partitions, and the order of both. */

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export interface SubscribedMember {
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly topics: readonly string[];
  /** `client.rack`; null or absent: unknown. */
  readonly rack?: string | null;
}

/** A topic that exists. */
export interface TopicPartitions {
  readonly topic: string;
  readonly partitionCount: number;
  /** By partition: racks of its replicas. */
  readonly racks?: readonly (readonly string[])[];
}

export interface MemberAssignment {
  readonly memberId: string;
  readonly partitions: readonly TopicPartition[];
}

export interface AssignorInput {
  readonly topics: readonly TopicPartitions[];
  readonly members: readonly SubscribedMember[];
}

/** Static members by instance id, then dynamic ones by member id. */
export function inMemberOrder(members: readonly SubscribedMember[]): readonly SubscribedMember[] {
  return [...members].sort((left, right) => {
    if (left.instanceId !== null && right.instanceId !== null) return compareText(left.instanceId, right.instanceId);
    if (left.instanceId !== null) return -1;
    if (right.instanceId !== null) return 1;
    return compareText(left.memberId, right.memberId);
  });
}

/** Order by UTF-16 code units, as Java compares strings. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
