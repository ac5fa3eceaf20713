/** A small RabbitMQ room for tests: one node, one queue `jobs`, whoever publishes and consumes. */
import type { Action } from '../../../sim-engine/host/action.ts';
import { Playback } from '../../../sim-engine/playback.ts';
import type { Settings } from '../../../sim-engine/host/settings.ts';
import type {
  QueueSpec,
  RabbitConsumerSpec,
  RabbitProducerSpec,
  RabbitScenario,
  RabbitTopology,
} from '../../../sim-engine/systems/rabbitmq/scenario.ts';
import { at } from '../runs.ts';

/** `count` messages published by hand, `gapMillis` apart. */
export function publishEach(millis: number, producer: string, count: number, gapMillis = 30): Action[] {
  return Array.from({ length: count }, (_, index) =>
    at(millis + index * gapMillis, 'publish', { producer, key: producer }),
  );
}

/** A publisher that publishes nothing by itself, straight into the queue `jobs`; its key is its name. */
export function handPublisher(name: string, more: Partial<RabbitProducerSpec> = {}): RabbitProducerSpec {
  return {
    name,
    exchange: '',
    routingKeys: ['jobs'],
    ratePerSecond: 1,
    records: 0,
    keys: [name],
    settings: {},
    ...more,
  };
}

/** Confirms, and published again until there is one; a message that no queue gets comes back; on disk. */
export const CAREFUL = {
  'publisher-confirms': 'individual',
  republish: 'unconfirmed',
  mandatory: true,
  persistent: true,
} as const satisfies Settings;

/** Connections that are missed soon, and tried again soon. */
export const QUICK = { 'requested-heartbeat': 1, 'network-recovery-interval-ms': 1_000 } as const satisfies Settings;

/** The last version with mirrored queues; its nodes miss each other after a second. */
export const LAST_WITH_MIRRORS = { version: '3.13', net_ticktime: 1 } as const satisfies Settings;

/** A classic queue with a mirror on every other node. */
export function mirroredQueue(policy: Settings = {}): Partial<QueueSpec> {
  return { type: 'classic', settings: { 'ha-mode': 'all', ...policy } };
}

/** A consumer of the queue `jobs`. */
export function worker(
  name: string,
  settings: Settings = {},
  processing: Partial<RabbitConsumerSpec['processing']> = {},
): RabbitConsumerSpec {
  return { name, queue: 'jobs', settings, processing: { micros: 100_000, idempotent: false, ...processing } };
}

export interface RoomOptions extends Partial<
  Pick<RabbitTopology, 'exchanges' | 'bindings' | 'producers' | 'consumers'>
> {
  readonly brokers?: number;
  readonly queue?: Partial<QueueSpec>;
  /** Besides `jobs`. */
  readonly queues?: readonly QueueSpec[];
  readonly settings?: Settings;
  readonly faults?: readonly Action[];
  readonly healAtMillis?: number;
  readonly horizonMillis?: number;
  readonly promises?: RabbitScenario['promises'];
}

/** Latency without jitter, so that scripts hit their moments. */
export function roomOf(options: RoomOptions): RabbitScenario {
  return {
    version: 1,
    name: 'test',
    system: 'rabbitmq',
    seed: 1,
    horizonMillis: options.horizonMillis ?? 60_000,
    ...(options.healAtMillis === undefined ? {} : { healAtMillis: options.healAtMillis }),
    topology: {
      brokers: options.brokers ?? 1,
      exchanges: options.exchanges ?? [],
      queues: [{ name: 'jobs', type: 'quorum', ...options.queue }, ...(options.queues ?? [])],
      bindings: options.bindings ?? [],
      producers: options.producers ?? [handPublisher('a', { settings: CAREFUL })],
      consumers: options.consumers ?? [],
    },
    settings: options.settings ?? {},
    guards: {},
    network: { latencyMicros: 500, jitterMicros: 0 },
    faults: options.faults ?? [],
    promises: options.promises ?? ['no-lost-write', 'no-duplicate', 'order-per-key', 'every-record-read', 'one-holder'],
  };
}

/** Runs a scenario to its end. */
export function play(options: RoomOptions): Playback {
  const playback = Playback.open(roomOf(options));
  playback.complete();
  return playback;
}
