/**
 * The range assignor: per topic, a run of neighbouring partitions for each member, so that topics with equally many partitions are
 * read side by side. With racks, members first get partitions that have a replica near them (KIP-881).
 * Source: clients/src/main/java/org/apache/kafka/clients/consumer/RangeAssignor.java, Kafka 4.3.
 */
import {
  inMemberOrder,
  type AssignorInput,
  type MemberAssignment,
  type SubscribedMember,
  type TopicPartition,
  type TopicPartitions,
} from './subscriptions.ts';

/** One topic while its partitions are given out. */
interface TopicShare {
  readonly topic: string;
  readonly partitionCount: number;
  /** Subscribed members in order, with their rack. */
  readonly consumers: readonly { readonly memberId: string; readonly rack: string | null }[];
  /** By partition; empty when no subscriber has a rack. */
  readonly racks: readonly (readonly string[])[];
  readonly needsRacks: boolean;
  readonly unassigned: Set<number>;
  readonly counts: Map<string, number>;
  /** Members that may still get one partition more than the others. */
  extras: number;
}

function rackOf(member: SubscribedMember): string | null {
  return member.rack ? member.rack : null;
}

function shareOf(topic: TopicPartitions, members: readonly SubscribedMember[]): TopicShare {
  const subscribed = members.filter((member) => member.topics.includes(topic.topic));
  const consumers = inMemberOrder(subscribed).map((member) => ({ memberId: member.memberId, rack: rackOf(member) }));
  const consumerRacks = new Set(consumers.flatMap((consumer) => (consumer.rack === null ? [] : [consumer.rack])));
  const partitions = Array.from({ length: topic.partitionCount }, (_, partition) => partition);
  const racks = consumerRacks.size === 0 ? [] : partitions.map((partition) => topic.racks?.[partition] ?? []);
  return {
    topic: topic.topic,
    partitionCount: topic.partitionCount,
    consumers,
    racks,
    needsRacks: racksMatter(consumerRacks, racks),
    unassigned: new Set(partitions),
    counts: new Map(consumers.map((consumer) => [consumer.memberId, 0])),
    extras: consumers.length === 0 ? 0 : topic.partitionCount % consumers.length,
  };
}

/** Racks decide nothing when no consumer shares one with a replica, or when every partition has a replica in every rack. */
function racksMatter(consumerRacks: ReadonlySet<string>, racks: readonly (readonly string[])[]): boolean {
  const replicaRacks = new Set(racks.flat());
  if (![...consumerRacks].some((rack) => replicaRacks.has(rack))) return false;
  return !racks.every((present) => new Set(present).size === replicaRacks.size);
}

function maxAssignable(share: TopicShare, memberId: string): number {
  const each = Math.floor(share.partitionCount / share.consumers.length);
  const most = each + (share.extras > 0 ? 1 : 0);
  return Math.max(0, most - (share.counts.get(memberId) ?? 0));
}

function isNear(share: TopicShare, memberId: string, partition: number): boolean {
  const rack = share.consumers.find((consumer) => consumer.memberId === memberId)?.rack ?? null;
  return rack === null || (share.racks[partition] ?? []).includes(rack);
}

type Shares = Map<string, TopicPartition[]>;

function give(share: TopicShare, memberId: string, partitions: readonly number[], shares: Shares): void {
  for (const partition of partitions) {
    shares.get(memberId)?.push({ topic: share.topic, partition });
    share.unassigned.delete(partition);
  }
  const count = (share.counts.get(memberId) ?? 0) + partitions.length;
  share.counts.set(memberId, count);
  if (count > Math.floor(share.partitionCount / share.consumers.length)) share.extras -= 1;
}

function giveRanges(
  share: TopicShare,
  shares: Shares,
  mayHave: (memberId: string, partition: number) => boolean,
): void {
  for (const { memberId } of share.consumers) {
    const wanted = [...share.unassigned].filter((partition) => mayHave(memberId, partition));
    const range = wanted.slice(0, maxAssignable(share, memberId));
    if (range.length > 0) give(share, memberId, range, shares);
  }
}

/** Topics with the same subscribers and equally many partitions: partition n of all of them goes to one member near all of them. */
function giveCoPartitioned(topics: readonly TopicShare[], partitionCount: number, shares: Shares): void {
  const remaining = new Set(topics[0]?.consumers.map((consumer) => consumer.memberId) ?? []);
  for (let partition = 0; partition < partitionCount && remaining.size > 0; partition += 1) {
    const near = [...remaining].find((memberId) =>
      topics.every((share) => isNear(share, memberId, partition) && maxAssignable(share, memberId) > 0),
    );
    if (near === undefined) continue;
    for (const share of topics) give(share, near, [partition], shares);
    if (topics.every((share) => maxAssignable(share, near) === 0)) remaining.delete(near);
  }
}

function giveNear(topics: readonly TopicShare[], shares: Shares): void {
  const groups = new Map<string, TopicShare[]>();
  for (const share of topics) {
    const consumers = share.consumers.map((consumer) => [consumer.memberId, consumer.rack]);
    const key = JSON.stringify([consumers, share.racks.length]);
    groups.set(key, [...(groups.get(key) ?? []), share]);
  }
  for (const group of groups.values()) {
    const first = group[0] as TopicShare;
    if (group.length > 1) giveCoPartitioned(group, first.racks.length, shares);
    else if (first.needsRacks) giveRanges(first, shares, (memberId, partition) => isNear(first, memberId, partition));
  }
}

/** See `assignPartitions`. */
export function rangeAssignor(input: AssignorInput): readonly MemberAssignment[] {
  const shares: Shares = new Map(input.members.map((member) => [member.memberId, []]));
  const topics = input.topics.filter((topic) => topic.partitionCount > 0).map((topic) => shareOf(topic, input.members));
  if (topics.some((share) => share.needsRacks)) giveNear(topics, shares);
  for (const share of topics) giveRanges(share, shares, () => true);
  const place = new Map(input.topics.map((topic, index) => [topic.topic, index]));
  const order = (left: TopicPartition, right: TopicPartition): number =>
    (place.get(left.topic) ?? 0) - (place.get(right.topic) ?? 0) || left.partition - right.partition;
  return input.members.map((member) => ({
    memberId: member.memberId,
    partitions: [...(shares.get(member.memberId) ?? [])].sort(order),
  }));
}
