/** How Kafka's clients look, and what of their state the outside may ask: pending sends, positions. */
import type { AppendList } from '../../kernel/appendList.ts';
import type { Disk } from '../../host/disk.ts';
import type { SeenRecord } from '../../host/history.ts';
import type { KafkaConsumerSpec, KafkaProducerSpec } from './scenario.ts';
import type { Fact } from '../../view/scene.ts';
import type { NodeFace } from '../door.ts';
import { chartsOfConsumer, chartsOfProducer } from './client/chartStates.ts';
import type { ConsumerMemory } from './client/consumer/memory.ts';
import { ROWS_FILE } from '../../apps/database.ts';
import { PROGRESS_FILE, type ApplicationProgress, type ProducerMemory } from './client/producer/memory.ts';
import { markOf } from '../marks.ts';
import type { KafkaTopology } from './topology.ts';

/** Squares that a card shows; the rest is a number. */
const HELD_MAX = 8;

/** Records of the schedule that the application has not sent, and sends that have no outcome yet. */
export function unfinishedSends(spec: KafkaProducerSpec, memory: ProducerMemory, disk: Disk): number {
  const open = memory.queues.reduce(
    (sum, queue) => sum + queue.reduce((records, batch) => records + batch.records.length, 0),
    0,
  );
  const inFlight = memory.requests.reduce(
    (sum, request) => sum + request.batches.reduce((records, batch) => records + batch.records.length, 0),
    0,
  );
  return Math.max(0, spec.records - sentSoFar(disk)) + open + inFlight + memory.blocked.length;
}

function sentSoFar(disk: Disk): number {
  return (disk[PROGRESS_FILE]?.written as ApplicationProgress | undefined)?.sent ?? 0;
}

/** Next offset that the consumer's poll returns; -1 when it does not own the partition or does not know. */
export function consumerPosition(memory: ConsumerMemory, partition: number): number {
  return memory.positions.find((position) => position.partition === partition)?.offset ?? -1;
}

/** A producer: its acks, how far it is, and what waits in its accumulator or for an answer. */
export function producerFace(
  topology: KafkaTopology,
  options: { readonly spec: KafkaProducerSpec; readonly memory: ProducerMemory | undefined; readonly disk: Disk },
): NodeFace {
  const { spec, memory, disk } = options;
  const waiting =
    memory === undefined ? [] : [...memory.requests.flatMap((request) => request.batches), ...memory.queues.flat()];
  const records = waiting.flatMap((batch) => batch.records);
  const acks = memory?.settings.acks;
  const facts: Fact[] = [
    { key: 'fact.producer-acks', params: { acks: acks === undefined ? '–' : String(acks) } },
    { key: 'fact.producer-sent', params: { sent: sentSoFar(disk), records: spec.records } },
  ];
  return {
    status: null,
    facts,
    shelves: [],
    held: records.slice(0, HELD_MAX).map(markOf),
    heldTotal: records.length,
    charts: chartsOfProducer(topology, memory),
  };
}

function owningFact(owned: readonly string[]): Fact {
  return owned.length === 0
    ? { key: 'fact.consumer-idle', params: {} }
    : { key: 'fact.consumer-owns', params: { partitions: owned.join(', ') } };
}

/** A consumer: its group, its partitions, and the records it works on. */
export function consumerFace(
  topology: KafkaTopology,
  spec: KafkaConsumerSpec,
  memory: ConsumerMemory | undefined,
): NodeFace {
  const owned = (memory?.positions ?? []).map((position) => {
    const place = topology.partitions[position.partition];
    return place === undefined ? '' : `${place.topic}-${place.index}`;
  });
  const facts: Fact[] = [{ key: 'fact.consumer-group', params: { group: spec.group } }];
  // What a process owned is gone with it.
  if (memory !== undefined) facts.push(owningFact(owned));
  const working = (memory?.application.queue ?? []).flatMap((batch, index) =>
    index === 0 ? batch.records.slice(memory?.application.next ?? 0) : batch.records,
  );
  return {
    status: null,
    facts,
    shelves: [],
    held: working.slice(0, HELD_MAX).map(markOf),
    heldTotal: working.length,
    charts: chartsOfConsumer(topology, { group: spec.group, memory }),
  };
}

/** The consumers' database: its newest rows. */
export function databaseFace(disk: Disk): NodeFace {
  const rows = disk[ROWS_FILE]?.written as AppendList<SeenRecord> | undefined;
  const count = rows?.length ?? 0;
  return {
    status: null,
    facts: [{ key: 'fact.database-rows', params: { count } }],
    shelves: [],
    held: rows?.slice(Math.max(0, count - HELD_MAX), count).map(markOf) ?? [],
    heldTotal: count,
    charts: [],
  };
}
