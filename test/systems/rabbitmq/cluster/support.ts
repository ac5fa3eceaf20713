/** A small RabbitMQ cluster for tests. */
import type { Action } from '../../../../sim-engine/host/action.ts';
import type { LogView } from '../../../../sim-engine/host/history.ts';
import { rabbitmq } from '../../../../sim-engine/systems/rabbitmq/index.ts';
import type { Sentence } from '../../../../sim-engine/host/sentence.ts';
import { Playback } from '../../../../sim-engine/playback.ts';
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

/** A run up to its horizon: a last line of the script, without effect, keeps it going. */
export function completeRun(options: ClusterOptions): Playback {
  const { faults = [], horizonMillis = 60_000 } = options;
  const last = at(horizonMillis - 1, 'clearMemoryAlarm', { node: 'rabbit-1' });
  const playback = Playback.open(clusterOf({ ...options, horizonMillis, faults: [...faults, last] }));
  playback.complete();
  return playback;
}

/** What an observer sees at the end. */
export function observed(playback: Playback): LogView {
  return rabbitmq.open(playback.scenario).observe(playback.worldAt(playback.steps));
}

export interface Told {
  readonly millis: number;
  readonly key: string;
  readonly params: Sentence['params'];
}

/** Milestones whose key matches, in order. */
export function milestonesOf(playback: Playback, keys: RegExp): readonly Told[] {
  return playback
    .worldAt(playback.steps)
    .milestones.toArray()
    .filter(({ sentence }) => keys.test(sentence.key))
    .map(({ at: micros, sentence }) => ({ millis: micros / 1_000, ...sentence }));
}

/** Messages that are sent from a time on, in the order of sending: who to whom, what, when. */
export function messagesOf(playback: Playback, kinds: RegExp, fromMillis: number): readonly string[] {
  const found: string[] = [];
  const known = new Set<number>();
  const names = playback.sceneAt(0).nodes.map(({ name }) => name);
  for (let step = 1; step <= playback.steps; step += 1) {
    const { links, now } = playback.worldAt(step);
    if (now < fromMillis * 1_000) continue;
    const sent = links.flatMap(({ from, to, queue }) => queue.map((envelope) => ({ from, to, ...envelope })));
    for (const { from, to, sequence, message, sentAt } of sent.sort((one, other) => one.sequence - other.sequence)) {
      if (known.has(sequence)) continue;
      known.add(sequence);
      if (message === null || !kinds.test(message.kind)) continue;
      found.push(`${names[from]} → ${names[to]} ${message.kind} at ${sentAt / 1_000}`);
    }
  }
  return found;
}
