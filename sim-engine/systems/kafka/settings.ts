/**
 * Kafka's settings as this simulator models them: the catalogue (for panels, validation and documentation) and the typed
 * records that brokers and clients read.
 *
 * Models: each setting with Kafka's own name, bounds and default; defaults that depend on other settings; the
 * combinations that Kafka refuses (settings/conflicts.ts).
 * Leaves out: settings that no rule of the simulator reads; the lists are complete for what is modelled.
 */
import type { SettingConflict, SettingDefinition, SettingsCatalogue } from '../settingsCatalogue.ts';
import { expectation, fits } from '../settingsCatalogue.ts';
import type { Settings, SettingValue } from '../../host/settings.ts';
import { invariant } from '../../kernel/invariant.ts';
import { MILLISECOND, SECOND } from '../../kernel/time.ts';
import { BROKER_SETTINGS, TOPIC_SETTINGS } from './settings/broker.ts';
import { brokerConflicts, consumerConflicts, producerConflicts } from './settings/conflicts.ts';
import { CONSUMER_SETTINGS } from './settings/consumer.ts';
import { PRODUCER_SETTINGS } from './settings/producer.ts';

type Table = Readonly<Record<string, SettingDefinition>>;

/** What a role reads: times in microseconds, an absent name as null. */
type Resolved<D> = D extends { readonly type: 'integer' }
  ? number
  : D extends { readonly type: 'boolean' }
    ? boolean
    : D extends { readonly type: 'choice'; readonly choices: readonly (infer Choice)[] }
      ? Choice
      : string | null;

type ResolvedTable<T extends Table> = { readonly [Field in keyof T]: Resolved<T[Field]> };

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

const TABLES: Readonly<Record<KafkaScope, Table>> = {
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
    if (scope === 'broker') return brokerConflicts(resolveTable('broker', given));
    if (scope === 'producer') return producerConflicts(resolveTable('producer', given), given);
    if (scope === 'consumer')
      return consumerConflicts(resolveTable('consumer', given), resolveTable('broker', cluster));
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
  const resolved = resolveTable(scope, given);
  if (scope !== 'producer') return resolved;
  return effective(resolved as ProducerSettings, given) as SettingsOfScope[Scope];
}

/** Each setting by itself: the value given, else its default, in engine units. */
function resolveTable<Scope extends KafkaScope>(scope: Scope, given: Settings): SettingsOfScope[Scope] {
  const resolved: Record<string, SettingValue | null> = {};
  for (const [field, definition] of Object.entries(TABLES[scope])) {
    const value = given[definition.name] ?? definition.default;
    invariant(
      value === definition.default || fits(definition, value),
      `${definition.name} must be ${expectation(definition).en}`,
    );
    resolved[field] = inEngineUnits(definition, value);
  }
  return resolved as unknown as SettingsOfScope[Scope];
}

function inEngineUnits(definition: SettingDefinition, value: SettingValue | null): SettingValue | null {
  if (definition.type !== 'integer' || typeof value !== 'number') return value;
  if (definition.unit === 'ms') return value * MILLISECOND;
  return definition.unit === 's' ? value * SECOND : value;
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
