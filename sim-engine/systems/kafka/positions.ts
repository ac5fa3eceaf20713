/** Where every consumer group stands on every log it subscribes to. */
import type { World } from '../../host/world.ts';
import type { BrokerMemory } from './broker/memory.ts';
import type { ConsumerMemory } from './client/consumer/memory.ts';
import type { ControllerMemory } from './controller/memory.ts';
import { committedOffset } from './coordinator/coordinator.ts';
import { consumerPosition } from './faces.ts';
import type { ReplicaLog } from './log.ts';
import { CONTROLLER, FILE, type KafkaTopology } from './topology.ts';

export interface GroupPosition {
  readonly group: string;
  readonly topic: string;
  /** Index inside the topic. */
  readonly partition: number;
  /** Dense partition number. */
  readonly number: number;
  /** Committed offset; -1: none. */
  readonly committed: number;
  /** Next offset the owner's poll will return; -1: nobody owns the partition. */
  readonly position: number;
  /** Name of the owner; null: nobody. */
  readonly owner: string | null;
  /** Has a member's poll returned anything of it? */
  readonly started: boolean;
  /** High watermark at the leader; 0 when there is no leader. */
  readonly end: number;
}

/**
 * Committed records that the group has not processed and committed back. A group that never committed has nothing left only if
 * it began at the end (`auto.offset.reset=latest`) or the log is empty.
 */
export function leftToRead(position: GroupPosition): number {
  if (position.committed !== -1) return Math.max(0, position.end - position.committed);
  return position.position >= position.end && !position.started ? 0 : position.end;
}

/** Broker id that leads a partition by the cluster's metadata; -1: none. */
export function leaderOf(world: World, partition: number): number {
  const controller = world.machines[CONTROLLER]?.memory as ControllerMemory | undefined;
  return controller?.image.partitions[partition]?.leader ?? -1;
}

function leaderMemory(world: World, partition: number): BrokerMemory | undefined {
  const leader = leaderOf(world, partition);
  return leader === -1 ? undefined : (world.machines[leader]?.memory as BrokerMemory | undefined);
}

/** Positions of all groups on all partitions of the topics that they subscribe to. */
export function groupPositions(topology: KafkaTopology, world: World): readonly GroupPosition[] {
  const result: GroupPosition[] = [];
  if (topology.offsetsPartition === -1) return result;
  const coordinator = leaderMemory(world, topology.offsetsPartition)?.coordinator;
  const groups = [...new Set(topology.consumers.map(({ spec }) => spec.group))];
  for (const group of groups) {
    const members = topology.consumers.filter(({ spec }) => spec.group === group);
    const topics = new Set(members.flatMap(({ spec }) => spec.topics));
    for (const place of topology.partitions) {
      if (!topics.has(place.topic)) continue;
      let position = -1;
      let owner: string | null = null;
      let started = false;
      for (const { node, spec } of members) {
        const memory = world.machines[node]?.memory as ConsumerMemory | undefined;
        started ||= (memory?.returned[place.number] ?? 0) > 0;
        const own = memory === undefined ? -1 : consumerPosition(memory, place.number);
        if (own > position) {
          position = own;
          owner = spec.name;
        }
      }
      result.push({
        group,
        topic: place.topic,
        partition: place.index,
        number: place.number,
        committed: coordinator === undefined ? -1 : committedOffset(coordinator, group, place.number),
        position,
        owner,
        started,
        end: leaderMemory(world, place.number)?.replicas[place.number]?.highWatermark ?? 0,
      });
    }
  }
  return result;
}

/**
 * Has every group read all that there is to read, and processed what it was given? Not while a log has no running leader or
 * holds records that are not committed yet: they may still come.
 */
export function isDrained(topology: KafkaTopology, world: World): boolean {
  return (
    consumerAtWork(topology, world) === null &&
    groupPositions(topology, world).every(
      (position) => leftToRead(position) === 0 && isCommittedToItsEnd(world, position),
    )
  );
}

/**
 * A consumer whose application still works on records that poll() returned, or will as soon as their commit has returned,
 * whatever its group has committed; null: none.
 */
export function consumerAtWork(
  topology: KafkaTopology,
  world: World,
): { readonly name: string; readonly records: number } | null {
  for (const { node, spec } of topology.consumers) {
    const application = (world.machines[node]?.memory as ConsumerMemory | undefined)?.application;
    if (application === undefined) continue;
    const polled = application.queue.reduce((sum, batch) => sum + batch.records.length, 0);
    const waiting = application.commit?.work?.records.length ?? 0;
    const records = polled - application.next + waiting;
    if (records > 0) return { name: spec.name, records };
  }
  return null;
}

function isCommittedToItsEnd(world: World, { number, end }: GroupPosition): boolean {
  if (leaderMemory(world, number) === undefined) return false;
  const log = world.machines[leaderOf(world, number)]?.disk[FILE.log(number)]?.written as ReplicaLog | undefined;
  return (log?.endOffset ?? 0) === end;
}
