/** A small Kafka cluster for tests, and the few questions that tests ask of a run. */
import type { Action } from '../../../sim-engine/host/action.ts';
import { Playback } from '../../../sim-engine/playback.ts';
import type {
  KafkaConsumerSpec,
  KafkaProducerSpec,
  KafkaScenario,
  TopicSpec,
} from '../../../sim-engine/systems/kafka/scenario.ts';
import { at } from '../runs.ts';

export { at, ms, violations } from '../runs.ts';

/** `count` records sent by hand at the same moment: one batch. */
export function sendBatch(millis: number, producer: string, count: number): Action[] {
  return Array.from({ length: count }, () => at(millis, 'send', { producer, key: producer }));
}

/** `count` records sent by hand, `gapMillis` apart: one batch each. */
export function sendEach(millis: number, producer: string, count: number, gapMillis = 30): Action[] {
  return Array.from({ length: count }, (_, index) =>
    at(millis + index * gapMillis, 'send', { producer, key: producer }),
  );
}

/** A producer that sends nothing by itself; its key is its name. */
export function handProducer(name: string, settings: KafkaProducerSpec['settings'] = {}): KafkaProducerSpec {
  return { name, topic: 'orders', ratePerSecond: 1, records: 0, keys: [name], settings };
}

/** A consumer of the group `billing`. */
export function billing(
  name: string,
  processing: Partial<KafkaConsumerSpec['processing']> = {},
  settings: KafkaConsumerSpec['settings'] = {},
): KafkaConsumerSpec {
  return {
    name,
    group: 'billing',
    topics: ['orders'],
    settings,
    processing: { commit: 'after-processing', thread: 'poll', micros: 1_000, idempotent: false, ...processing },
  };
}

export interface ClusterOptions {
  readonly brokers?: number;
  readonly topic?: Partial<TopicSpec>;
  readonly producers?: readonly KafkaProducerSpec[];
  readonly consumers?: readonly KafkaConsumerSpec[];
  readonly settings?: KafkaScenario['settings'];
  readonly guards?: KafkaScenario['guards'];
  readonly faults?: readonly Action[];
  readonly healAtMillis?: number;
  readonly horizonMillis?: number;
  readonly seed?: number;
  readonly promises?: KafkaScenario['promises'];
}

/** Topic orders with one partition on all brokers, broker-1 preferred; latency without jitter, so that scripts hit their moments. */
export function clusterOf(options: ClusterOptions): KafkaScenario {
  const brokers = options.brokers ?? 3;
  return {
    version: 1,
    name: 'test',
    system: 'kafka',
    seed: options.seed ?? 1,
    horizonMillis: options.horizonMillis ?? 120_000,
    ...(options.healAtMillis === undefined ? {} : { healAtMillis: options.healAtMillis }),
    topology: {
      brokers,
      topics: [{ name: 'orders', partitions: 1, replicationFactor: brokers, ...options.topic }],
      producers: options.producers ?? [handProducer('a')],
      consumers: options.consumers ?? [],
    },
    settings: options.settings ?? {},
    guards: options.guards ?? {},
    network: { latencyMicros: 500, jitterMicros: 0 },
    faults: options.faults ?? [],
    promises: options.promises ?? [
      'no-lost-write',
      'no-duplicate',
      'order-per-key',
      'every-record-read',
      'no-divergence',
    ],
  };
}

/** Runs a scenario to its end. */
export function play(options: ClusterOptions): Playback {
  const playback = Playback.open(clusterOf(options));
  playback.complete();
  return playback;
}
