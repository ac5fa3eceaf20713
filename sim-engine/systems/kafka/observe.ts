/** The observer's view of a Kafka cluster: log files as they are, high watermarks, who believes that it leads, group positions. */
import type { LogView, ObservedLog, ObservedReplica } from '../../host/history.ts';
import { observeApplications } from '../../apps/outlook.ts';
import type { World } from '../../host/world.ts';
import type { BrokerMemory } from './broker/memory.ts';
import type { ControllerMemory } from './controller/memory.ts';
import { newLog, type ReplicaLog } from './log.ts';
import type { ReplicaFetchResponse } from './protocol.ts';
import { groupPositions, leaderOf } from './positions.ts';
import { CONTROLLER, FILE, OFFSETS_TOPIC, type KafkaTopology, type PartitionPlace } from './topology.ts';
import { applicationPlaces } from './pending.ts';

function observeReplica(topology: KafkaTopology, world: World, place: PartitionPlace, broker: number): ObservedReplica {
  const machine = world.machines[broker];
  const memory = machine?.memory as BrokerMemory | undefined;
  const controller = world.machines[CONTROLLER]?.memory as ControllerMemory | undefined;
  const replica = memory?.replicas[place.number];
  const log = (machine?.disk[FILE.log(place.number)]?.written as ReplicaLog | undefined) ?? newLog();
  const checkpoint =
    (machine?.disk[FILE.highWatermarks]?.written as readonly number[] | undefined)?.[place.number] ?? 0;
  return {
    node: topology.names[broker] ?? '',
    running: machine?.process === 'running' || machine?.process === 'paused',
    believesLeader: replica?.role === 'leader',
    inSync: controller?.image.partitions[place.number]?.isr.includes(broker) ?? false,
    logStartOffset: log.startOffset,
    endOffset: log.endOffset,
    highWatermark: replica?.highWatermark ?? Math.min(checkpoint, log.endOffset),
    records: log.batches.toArray().flatMap((batch) =>
      batch.records.map((record, index) => ({
        offset: batch.baseOffset + index,
        value: record.value,
        key: record.key,
        epoch: batch.leaderEpoch,
      })),
    ),
  };
}

/** Values of a partition's records in answers that have not arrived: a copy may still take them up. */
function valuesOnTheWire(world: World, partition: number): readonly string[] {
  return world.links.flatMap((link) =>
    link.queue.flatMap(({ message }) => {
      if (message?.kind !== 'ReplicaFetchResponse') return [];
      const { partitions } = message as ReplicaFetchResponse;
      return partitions
        .filter((answer) => answer.partition === partition)
        .flatMap(({ batches }) => batches.flatMap(({ records }) => records.map(({ value }) => value)));
    }),
  );
}

/** What an observer sees of the topics (internal ones are left out). */
export function observeKafka(topology: KafkaTopology, world: World): LogView {
  const logs: ObservedLog[] = [];
  for (const place of topology.partitions) {
    if (place.topic === OFFSETS_TOPIC) continue;
    const leader = leaderOf(world, place.number);
    const onTheWire = valuesOnTheWire(world, place.number);
    logs.push({
      topic: place.topic,
      partition: place.index,
      leader: leader === -1 ? null : (topology.names[leader] ?? null),
      replicas: place.replicas.map((broker) => observeReplica(topology, world, place, broker)),
      ...(onTheWire.length === 0 ? {} : { onTheWire }),
    });
  }
  const groups = groupPositions(topology, world).map(({ group, topic, partition, committed, position }) => ({
    group,
    topic,
    partition,
    committed,
    position,
  }));
  return { at: world.now, logs, groups, ...observeApplications(applicationPlaces(topology), world) };
}
