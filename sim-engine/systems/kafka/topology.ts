/**
 * Where everything is in a Kafka cluster: machine numbers, partition numbers, file numbers. Fixed for a run.
 *
 * Machine 0 is the controller, machines 1 to n are the brokers (so a machine's number is its broker id), then producers,
 * consumers, the consumers' database, and the machines of applications. Partitions of all topics have one dense number; the last one is
 * `__consumer_offsets-0`, present when there are consumers.
 */
import type { KafkaConsumerSpec, KafkaProducerSpec, KafkaScenario } from './scenario.ts';
import { needsDatabase } from '../../apps/database.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Settings } from '../../host/settings.ts';
import { machineNames } from './machineNames.ts';

export const CONTROLLER = 0;

/** The internal topic that holds groups and committed offsets. */
export const OFFSETS_TOPIC = '__consumer_offsets';

export interface PartitionPlace {
  /** Dense number among all partitions. */
  readonly number: number;
  readonly topic: string;
  /** Index inside its topic. */
  readonly index: number;
  /** Broker ids, preferred leader first. */
  readonly replicas: readonly number[];
  /** Given settings of the topic. */
  readonly settings: Settings;
}

export interface KafkaTopology {
  /** As the scenario gives it. */
  readonly given: KafkaScenario['topology'];
  readonly brokers: readonly number[];
  readonly partitions: readonly PartitionPlace[];
  /** Number of `__consumer_offsets-0`; -1 when no consumer exists. */
  readonly offsetsPartition: number;
  readonly producers: readonly { readonly node: number; readonly spec: KafkaProducerSpec }[];
  readonly consumers: readonly { readonly node: number; readonly spec: KafkaConsumerSpec }[];
  /** The consumers' database; -1 when no consumer needs one. */
  readonly database: number;
  /** Name of every machine by number. */
  readonly names: readonly string[];
  /** Numbers of the topic's partitions in order, by topic name. */
  readonly partitionsOf: ReadonlyMap<string, readonly number[]>;
}

/** Replicas of partition `index` when a topic does not list them: round robin from its own index, as Kafka spreads leaders. */
function spreadReplicas(index: number, factor: number, brokers: readonly number[]): number[] {
  return Array.from({ length: factor }, (_, place) => brokers[(index + place) % brokers.length] as number);
}

function brokerNumber(name: string): number {
  const match = /^broker-(\d+)$/.exec(name);
  invariant(match !== null, 'a broker is named broker-1, broker-2, …');
  return Number(match[1]);
}

/** Lays out the cluster that a scenario describes. */
export function layOut(scenario: KafkaScenario): KafkaTopology {
  const { topology } = scenario;
  const brokers = Array.from({ length: topology.brokers }, (_, index) => index + 1);
  const partitions: PartitionPlace[] = [];
  for (const topic of topology.topics) {
    for (let index = 0; index < topic.partitions; index += 1) {
      const named = topic.replicas?.[index]?.map(brokerNumber);
      const replicas = named ?? spreadReplicas(index, topic.replicationFactor, brokers);
      partitions.push({
        number: partitions.length,
        topic: topic.name,
        index,
        replicas,
        settings: topic.settings ?? {},
      });
    }
  }
  const offsetsPartition = topology.consumers.length > 0 ? partitions.length : -1;
  if (offsetsPartition !== -1) {
    const factor = Math.min(Number(scenario.settings['offsets.topic.replication.factor'] ?? 3), brokers.length);
    // Led by the last broker, so that the first broker's crash is about the data and not about the group.
    const replicas = spreadReplicas(brokers.length - 1, factor, brokers);
    partitions.push({ number: offsetsPartition, topic: OFFSETS_TOPIC, index: 0, replicas, settings: {} });
  }
  const firstProducer = brokers.length + 1;
  const producers = topology.producers.map((spec, index) => ({ node: firstProducer + index, spec }));
  const firstConsumer = firstProducer + producers.length;
  const consumers = topology.consumers.map((spec, index) => ({ node: firstConsumer + index, spec }));
  const hasDatabase = needsDatabase(topology);
  const names = machineNames(topology);
  const partitionsOf = new Map<string, number[]>();
  for (const place of partitions) {
    const numbers = partitionsOf.get(place.topic) ?? [];
    numbers.push(place.number);
    partitionsOf.set(place.topic, numbers);
  }
  const database = hasDatabase ? firstConsumer + consumers.length : -1;
  return {
    given: topology,
    brokers,
    partitions,
    offsetsPartition,
    producers,
    consumers,
    database,
    names,
    partitionsOf,
  };
}

/** Numbers of a broker's files. */
export const FILE = {
  /** High watermarks of all partitions (`replication-offset-checkpoint`). */
  highWatermarks: 0,
  /** Left by a clean shutdown: the broker epoch (`.kafka_cleanshutdown`). */
  cleanShutdown: 1,
  /** A partition's log segments. */
  log: (partition: number): number => 2 + 2 * partition,
  /** A partition's `leader-epoch-checkpoint`. */
  epochs: (partition: number): number => 3 + 2 * partition,
} as const;
