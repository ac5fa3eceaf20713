/**
 * RabbitMQ's settings as a scenario gives them: the catalogue (for panels, validation and documentation) and the typed
 * records that nodes, queues and clients read.
 *
 * Models: each setting with RabbitMQ's own name, or the client library's; defaults that differ by version.
 * Leaves out: combinations that the broker refuses in a queue's arguments or in a subscription to a stream; they depend on
 * the type of the queue (references.ts).
 */
import type { Settings } from '../../host/settings.ts';
import { resolveTable, type ResolvedTable } from '../resolveSettings.ts';
import type { SettingDefinition, SettingsCatalogue } from '../settingsCatalogue.ts';
import { defaultDeliveryLimit } from './rules/queue/arguments.ts';
import type { RabbitVersion } from './rules/version.ts';
import { CLUSTER_SETTINGS } from './settings/cluster.ts';
import { CONSUMER_SETTINGS } from './settings/consumer.ts';
import { MAX_MESSAGE_BYTES } from './settings/node.ts';
import { PRODUCER_SETTINGS } from './settings/producer.ts';
import { QUEUE_ARGUMENTS } from './settings/queueArguments.ts';

/** Where a setting of RabbitMQ may stand. */
export type RabbitScope = 'broker' | 'queue' | 'producer' | 'consumer';

export type ClusterSettings = ResolvedTable<typeof CLUSTER_SETTINGS>;
export type QueueSettings = Omit<ResolvedTable<typeof QUEUE_ARGUMENTS>, 'deliveryLimit'> & {
  /** null: any number of returns. */
  readonly deliveryLimit: number | null;
};
export type ProducerSettings = ResolvedTable<typeof PRODUCER_SETTINGS>;
export type ConsumerSettings = ResolvedTable<typeof CONSUMER_SETTINGS>;

/** The catalogue that scenarios are checked against. */
export const rabbitSettings = {
  definitions: {
    broker: Object.values(CLUSTER_SETTINGS),
    queue: Object.values(QUEUE_ARGUMENTS),
    producer: Object.values(PRODUCER_SETTINGS),
    consumer: Object.values(CONSUMER_SETTINGS),
  },
  parts: [{ scope: 'queue', list: 'queues', label: { en: 'Queue', 'zh-cn': '队列' } }],
  conflicts: () => [],
} satisfies SettingsCatalogue as SettingsCatalogue & {
  readonly definitions: Readonly<Record<RabbitScope, readonly SettingDefinition[]>>;
};

/** The cluster's settings, with the defaults of its version. */
export function clusterSettings(given: Settings): ClusterSettings {
  const resolved = resolveTable(CLUSTER_SETTINGS, given);
  const isGiven = (field: keyof typeof CLUSTER_SETTINGS): boolean => given[CLUSTER_SETTINGS[field].name] !== undefined;
  return {
    ...resolved,
    maxMessageBytes: isGiven('maxMessageBytes') ? resolved.maxMessageBytes : MAX_MESSAGE_BYTES[resolved.version],
  };
}

/** A queue's own settings, with the defaults of the cluster's version. */
export function queueSettings(given: Settings, version: RabbitVersion): QueueSettings {
  const resolved = resolveTable(QUEUE_ARGUMENTS, given);
  if (given[QUEUE_ARGUMENTS.deliveryLimit.name] === undefined) {
    return { ...resolved, deliveryLimit: defaultDeliveryLimit(version) };
  }
  return { ...resolved, deliveryLimit: resolved.deliveryLimit < 0 ? null : resolved.deliveryLimit };
}

export function producerSettings(given: Settings): ProducerSettings {
  return resolveTable(PRODUCER_SETTINGS, given);
}

export function consumerSettings(given: Settings): ConsumerSettings {
  return resolveTable(CONSUMER_SETTINGS, given);
}
