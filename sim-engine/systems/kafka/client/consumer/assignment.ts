/** The group's leader works out who reads what (rules/assignors.ts), in the simulator's dense partition numbers. */
import { invariant } from '../../../../kernel/invariant.ts';
import type { JoinGroupResponse, SyncGroupRequest } from '../../protocol.ts';
import { assignPartitions as assign, type AssignorName } from '../../rules/assignors.ts';
import type { ConsumerContext } from './context.ts';

/** Partitions of every member. */
export function assignPartitions(context: ConsumerContext, joined: JoinGroupResponse): SyncGroupRequest['assignments'] {
  const { partitionsOf } = context.world.topology;
  const subscribed = new Set(joined.members.flatMap((member) => member.topics));
  const topics = [...subscribed]
    .filter((topic) => partitionsOf.has(topic))
    .map((topic) => ({ topic, partitionCount: partitionsOf.get(topic)?.length ?? 0 }));
  invariant(isAssignor(joined.protocol), 'the group agreed on an assignor that its leader has');
  return assign(joined.protocol, { topics, members: joined.members }).map(({ memberId, partitions }) => ({
    memberId,
    partitions: partitions.map(({ topic, partition }) => partitionsOf.get(topic)?.[partition] ?? -1),
  }));
}

function isAssignor(name: string): name is AssignorName {
  return name === 'range' || name === 'roundrobin';
}
