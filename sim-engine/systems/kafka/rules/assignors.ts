/**
 * Client-side assignors of the classic protocol: the group's leader decides who reads what.
 *
 * Models: range, with its rack-aware variant (KIP-881), and round robin. Leaves out: the sticky assignors.
 * Faults that reach it: members that come and go, and instance ids that keep a member's place over a restart.
 * Source: clients/src/main/java/org/apache/kafka/clients/consumer/RangeAssignor.java, RoundRobinAssignor.java,
 * clients/src/main/java/org/apache/kafka/clients/consumer/internals/AbstractPartitionAssignor.java, Kafka 4.3.
 */
import { rangeAssignor } from './rangeAssignor.ts';
import {
  compareText,
  inMemberOrder,
  type AssignorInput,
  type MemberAssignment,
  type SubscribedMember,
  type TopicPartition,
} from './subscriptions.ts';

export type {
  AssignorInput,
  MemberAssignment,
  SubscribedMember,
  TopicPartition,
  TopicPartitions,
} from './subscriptions.ts';

export type AssignorName = 'range' | 'roundrobin';

/**
 * Name: assign partitions
 * Who: the leader of the group, between JoinGroup and SyncGroup
 * Means: every partition of a subscribed topic goes to exactly one member that subscribes to it
 * Enabled when: the leader has got the list of members
 * Changes: nothing; the result is sent with SyncGroup
 *
 * @returns one entry per member, in the order given; partitions ascend inside a topic
 */
export function assignPartitions(name: AssignorName, input: AssignorInput): readonly MemberAssignment[] {
  return name === 'range' ? rangeAssignor(input) : roundRobinAssignor(input);
}

/** All partitions of all subscribed topics in order, dealt round the circle of members; who does not subscribe is passed over. */
function roundRobinAssignor(input: AssignorInput): readonly MemberAssignment[] {
  const circle = inMemberOrder(input.members);
  const shares = new Map<string, TopicPartition[]>(input.members.map((member) => [member.memberId, []]));
  const topics = [...input.topics].sort((left, right) => compareText(left.topic, right.topic));
  let position = 0;
  for (const { topic, partitionCount } of topics) {
    if (!circle.some((member) => member.topics.includes(topic))) continue;
    for (let partition = 0; partition < partitionCount; partition += 1) {
      while (!(circle[position % circle.length] as SubscribedMember).topics.includes(topic)) position += 1;
      shares.get((circle[position % circle.length] as SubscribedMember).memberId)?.push({ topic, partition });
      position += 1;
    }
  }
  return input.members.map((member) => ({ memberId: member.memberId, partitions: shares.get(member.memberId) ?? [] }));
}
