/** Which state of which statechart a client is in, for the statechart view. */
import type { SceneNode } from '../../../view/scene.ts';
import type { KafkaTopology } from '../topology.ts';
import type { ConsumerMemory } from './consumer/memory.ts';
import type { ProducerMemory } from './producer/memory.ts';

/** Batches of a producer that are shown: the oldest ones. */
const BATCHES_MAX = 8;

function label(topology: KafkaTopology, partition: number): string {
  const place = topology.partitions[partition];
  return place === undefined ? '' : `${place.topic}-${place.index}`;
}

/** A consumer: its membership, and each of its positions. */
export function chartsOfConsumer(
  topology: KafkaTopology,
  options: { readonly group: string; readonly memory: ConsumerMemory | undefined },
): SceneNode['charts'] {
  const { group, memory } = options;
  if (memory === undefined) return [];
  const positions = memory.positions.map(({ partition, state }) => ({
    chart: 'consumerPosition',
    subject: label(topology, partition),
    state: state as string,
  }));
  return [{ chart: 'consumerMember', subject: group, state: memory.membership.state }, ...positions];
}

/** A producer: its batches, those under way first. The subject is the partition and the batch's first record. */
export function chartsOfProducer(topology: KafkaTopology, memory: ProducerMemory | undefined): SceneNode['charts'] {
  if (memory === undefined) return [];
  const batches = [...memory.requests.flatMap((request) => request.batches), ...memory.queues.flat()];
  return batches.slice(0, BATCHES_MAX).map(({ partition, records, state }) => ({
    chart: 'producerBatch',
    subject: `${label(topology, partition)}: ${records[0]?.value ?? ''}`,
    state,
  }));
}
