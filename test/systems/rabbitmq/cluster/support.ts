/** A small RabbitMQ cluster for tests. */
import type { Action } from '../../../../sim-engine/host/action.ts';
import type { Settings } from '../../../../sim-engine/scenario/types.ts';
import type {
  RabbitConsumerSpec,
  RabbitProducerSpec,
  RabbitScenario,
  RabbitTopology,
} from '../../../../sim-engine/systems/rabbitmq/scenario.ts';

export const NODES = ['rabbit-1', 'rabbit-2', 'rabbit-3'] as const;

/** One line of a fault script. */
export function at(millis: number, operation: string, args: Action['arguments'] = {}): Action {
  return { at: millis * 1_000, operation, arguments: args };
}

/** A publisher through the default exchange that publishes by hand only. */
export function publisher(name: string, more: Partial<RabbitProducerSpec> = {}): RabbitProducerSpec {
  return {
    name,
    exchange: '',
    routingKeys: ['orders'],
    ratePerSecond: 0,
    records: 0,
    keys: [name],
    ...more,
    settings: {
      'publisher-confirms': 'individual',
      persistent: true,
      republish: 'unconfirmed',
      'network-recovery-interval-ms': 500,
      ...more.settings,
    },
  };
}

/** A consumer of the queue `orders`. */
export function worker(name: string, more: Partial<RabbitConsumerSpec> = {}): RabbitConsumerSpec {
  return {
    name,
    queue: 'orders',
    processing: { micros: 1_000, idempotent: true },
    ...more,
    settings: { prefetch: 10, 'network-recovery-interval-ms': 500, ...more.settings },
  };
}

export interface ClusterOptions extends Partial<RabbitTopology> {
  readonly seed?: number;
  readonly settings?: Settings;
  readonly faults?: readonly Action[];
  readonly horizonMillis?: number;
}

/** Three nodes; latency without jitter. */
export function clusterOf(options: ClusterOptions): RabbitScenario {
  const { queues = [], exchanges = [], bindings = [], producers = [], consumers = [] } = options;
  return {
    version: 1,
    name: 'cluster',
    system: 'rabbitmq',
    seed: options.seed ?? 1,
    horizonMillis: options.horizonMillis ?? 60_000,
    topology: { brokers: 3, queues, exchanges, bindings, producers, consumers },
    settings: options.settings ?? {},
    guards: {},
    network: { latencyMicros: 2_000, jitterMicros: 0 },
    faults: options.faults ?? [],
    promises: ['no-lost-write', 'every-record-read', 'no-divergence', 'comes-to-rest'],
  };
}
