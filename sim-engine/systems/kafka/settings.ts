/**
 * Kafka's settings as this simulator models them: the catalogue (for panels, validation and documentation) and the typed
 * records that brokers and clients read.
 *
 * Models: each setting with Kafka's own name, bounds and default; defaults that depend on other settings; the
 * combinations that Kafka refuses (settings/conflicts.ts).
 * Leaves out: settings that no rule of the simulator reads; the lists are complete for what is modelled.
 */
import type { SettingConflict, SettingDefinition, SettingsCatalogue } from '../settingsCatalogue.ts';
import { resolveTable, type ResolvedTable, type SettingTable } from '../resolveSettings.ts';
import type { Settings } from '../../host/settings.ts';
import { BROKER_SETTINGS, TOPIC_SETTINGS } from './settings/broker.ts';
import { brokerConflicts, consumerConflicts, producerConflicts } from './settings/conflicts.ts';
import { CONSUMER_SETTINGS } from './settings/consumer.ts';
import { PRODUCER_SETTINGS } from './settings/producer.ts';

/** A broker's and the controller's settings; those of topics are the cluster's defaults. */
export type BrokerSettings = ResolvedTable<typeof BROKER_SETTINGS>;
/** A topic's settings. */
export type TopicSettings = ResolvedTable<typeof TOPIC_SETTINGS>;
/** A producer's settings; `enableIdempotence` and `deliveryTimeoutMicros` as they take effect. */
export type ProducerSettings = ResolvedTable<typeof PRODUCER_SETTINGS>;
/** A consumer's settings. */
export type ConsumerSettings = ResolvedTable<typeof CONSUMER_SETTINGS>;

interface SettingsOfScope {
  readonly broker: BrokerSettings;
  readonly topic: TopicSettings;
  readonly producer: ProducerSettings;
  readonly consumer: ConsumerSettings;
}

/** Where a setting of Kafka may stand. */
export type KafkaScope = keyof SettingsOfScope;

const TABLES: Readonly<Record<KafkaScope, SettingTable>> = {
  broker: BROKER_SETTINGS,
  topic: TOPIC_SETTINGS,
  producer: PRODUCER_SETTINGS,
  consumer: CONSUMER_SETTINGS,
};

/** Stands for "never" in `flushMessages` (Kafka: Long.MAX_VALUE). */
export const NEVER_FLUSH: number = TOPIC_SETTINGS.flushMessages.default;

/** The catalogue that scenarios are checked against. */
export const kafkaSettings = {
  definitions: {
    broker: Object.values(BROKER_SETTINGS),
    topic: Object.values(TOPIC_SETTINGS),
    producer: Object.values(PRODUCER_SETTINGS),
    consumer: Object.values(CONSUMER_SETTINGS),
  },
  parts: [{ scope: 'topic', list: 'topics', label: { en: 'Topic', 'zh-cn': '主题' } }],
  conflicts(scope: string, given: Settings, cluster: Settings): readonly SettingConflict[] {
    if (scope === 'broker') return brokerConflicts(resolve('broker', given));
    if (scope === 'producer') return producerConflicts(resolve('producer', given), given);
    if (scope === 'consumer') return consumerConflicts(resolve('consumer', given), resolve('broker', cluster));
    return [];
  },
} satisfies SettingsCatalogue as SettingsCatalogue & {
  readonly definitions: Readonly<Record<KafkaScope, readonly SettingDefinition[]>>;
};

/**
 * Settings as they take effect, defaults filled in.
 *
 * @param scope - whose settings
 * @param given - by Kafka's names; names of other scopes are ignored, so that a topic's settings are
 *   `resolveSettings('topic', { ...clusterSettings, ...topicSettings })`
 * @throws {InvariantError} when a value does not fit its definition; scenarios and actions are checked before a run
 */
export function resolveSettings<Scope extends KafkaScope>(scope: Scope, given: Settings): SettingsOfScope[Scope] {
  const resolved = resolve(scope, given);
  if (scope !== 'producer') return resolved;
  return effective(resolved as ProducerSettings, given) as SettingsOfScope[Scope];
}

function resolve<Scope extends KafkaScope>(scope: Scope, given: Settings): SettingsOfScope[Scope] {
  return resolveTable(TABLES[scope], given) as unknown as SettingsOfScope[Scope];
}

/**
 * What Kafka's producer makes of settings that were not given: idempotence goes off unless acks=all and retries > 0
 * (ProducerConfig.postProcessAndValidateIdempotenceConfigs), and the delivery timeout is at least linger plus request
 * timeout (KafkaProducer.configureDeliveryTimeout).
 */
function effective(settings: ProducerSettings, given: Settings): ProducerSettings {
  const atLeastMicros = settings.lingerMicros + settings.requestTimeoutMicros;
  const deliveryGiven = given[PRODUCER_SETTINGS.deliveryTimeoutMicros.name] !== undefined;
  return {
    ...settings,
    batchSize: Math.max(1, settings.batchSize),
    enableIdempotence: settings.enableIdempotence && settings.acks === 'all' && settings.retries > 0,
    deliveryTimeoutMicros: deliveryGiven
      ? settings.deliveryTimeoutMicros
      : Math.max(settings.deliveryTimeoutMicros, atLeastMicros),
  };
}
