/** Scenarios for these tests: a small valid one to damage, and arbitrary valid ones. */
import fc from 'fast-check';
import type { Action, Scenario, SettingValue } from '../../sim-engine/scenario/types.ts';
import { HOST_OPERATIONS } from '../../sim-engine/scenario/operations.ts';
import { PROMISE_NAMES } from '../../sim-engine/scenario/schema.ts';
import type { KafkaScope } from '../../sim-engine/systems/kafka/settings.ts';
import type { SettingDefinition } from '../../sim-engine/systems/settingsCatalogue.ts';
import { kafkaVocabulary } from '../../sim-engine/systems/kafka/vocabulary.ts';

/** A value that can be changed at will before it is parsed. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests damage it in every way
export type Loose = any;

/** The smallest useful scenario. */
export function smallScenario(): Loose {
  return {
    version: 1,
    name: 'small',
    system: 'kafka',
    horizonMillis: 10_000,
    topology: {
      brokers: 3,
      topics: [{ name: 'orders', partitions: 2, replicationFactor: 3 }],
      producers: [{ name: 'a', topic: 'orders', ratePerSecond: 1, records: 10 }],
      consumers: [
        {
          name: 'billing-1',
          group: 'billing',
          topics: ['orders'],
          processing: { commit: 'auto', thread: 'poll', micros: 0, idempotent: false },
        },
      ],
    },
  };
}

const anyName = fc.stringMatching(/^[a-z0-9-]{1,20}$/);
const anyKey = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 4 })
  .filter((key) => key.length <= 32 && /^[^\p{Cc}\p{Cs}]+$/u.test(key));

function anyValue(definition: SettingDefinition): fc.Arbitrary<SettingValue> {
  switch (definition.type) {
    case 'integer':
      return fc.integer({ min: definition.min, max: Math.min(definition.max, 1_000_000) });
    case 'choice':
      return fc.constantFrom(...definition.choices);
    case 'boolean':
      return fc.boolean();
    case 'text':
      return fc.string({ minLength: 1, maxLength: definition.maxLength });
  }
}

function anySettings(scope: KafkaScope): fc.Arbitrary<Record<string, SettingValue>> {
  const definitions = kafkaVocabulary.settings.definitions[scope];
  const shape = Object.fromEntries(definitions.map((definition) => [definition.name, anyValue(definition)]));
  return fc.record(shape, { requiredKeys: [] }).map((given) => ({ ...given }) as Record<string, SettingValue>);
}

/** Settings that Kafka does not refuse; of those that it refuses, none. */
function agreeable(
  scope: KafkaScope,
  cluster: Record<string, SettingValue>,
): fc.Arbitrary<Record<string, SettingValue>> {
  return anySettings(scope).map((given) =>
    kafkaVocabulary.settings.conflicts(scope, given, cluster).length === 0 ? given : {},
  );
}

function anyAction(nodes: readonly string[], horizonMillis: number): fc.Arbitrary<Action> {
  const operations = HOST_OPERATIONS.filter((operation) => operation.name !== 'configure');
  return fc
    .record({
      at: fc.integer({ min: 0, max: horizonMillis * 1_000 }),
      operation: fc.constantFrom(...operations),
      machines: fc.shuffledSubarray([...nodes], { minLength: 2, maxLength: 2 }),
      micros: fc.integer({ min: 0, max: 60_000_000 }),
    })
    .map(({ at, operation, machines, micros }) => {
      const names = [...machines];
      const args = Object.entries(operation.arguments).map(([name, type]) => [
        name,
        type.kind === 'node' ? (names.shift() as string) : micros,
      ]);
      return { at, operation: operation.name, arguments: Object.fromEntries(args) as Action['arguments'] };
    });
}

/** Names for topics, producers and consumers, all different and none of a machine's. */
const anyNames = fc.uniqueArray(
  anyName.filter((name) => !/^(controller|database|broker-\d)$/.test(name)),
  { minLength: 12, maxLength: 12 },
);

/** Any valid scenario with a few of everything, and actions for it. */
export const anyRun: fc.Arbitrary<{ scenario: Scenario; actions: readonly Action[] }> = fc
  .record({
    names: anyNames,
    brokers: fc.integer({ min: 1, max: 9 }),
    topics: fc.integer({ min: 1, max: 3 }),
    producers: fc.integer({ min: 0, max: 3 }),
    consumers: fc.integer({ min: 1, max: 3 }),
    horizonMillis: fc.integer({ min: 1, max: 3_600_000 }),
    settings: anySettings('broker'),
  })
  .chain((size) => {
    const settings = kafkaVocabulary.settings.conflicts('broker', size.settings, {}).length === 0 ? size.settings : {};
    const [name, ...free] = size.names as [string, ...string[]];
    const topicNames = free.slice(0, size.topics);
    const producerNames = free.slice(3, 3 + size.producers);
    const consumerNames = free.slice(6, 6 + size.consumers);
    const brokerNames = Array.from({ length: size.brokers }, (_, index) => `broker-${index + 1}`);
    const nodes = ['controller', ...brokerNames, ...producerNames, ...consumerNames, 'database'];
    const action = anyAction(nodes, size.horizonMillis);
    const topic = (each: string) =>
      fc.record(
        {
          name: fc.constant(each),
          partitions: fc.integer({ min: 1, max: 64 }),
          replicationFactor: fc.integer({ min: 1, max: size.brokers }),
          settings: anySettings('topic'),
        },
        { requiredKeys: ['name', 'partitions', 'replicationFactor'] },
      );
    const producer = (each: string) =>
      fc.record(
        {
          name: fc.constant(each),
          topic: fc.constantFrom(...topicNames),
          settings: agreeable('producer', settings),
          ratePerSecond: fc.integer({ min: 0, max: 100_000 }),
          records: fc.integer({ min: 0, max: 1_000_000 }),
          startMillis: fc.integer({ min: 0, max: 3_600_000 }),
          keys: fc.array(anyKey, { maxLength: 5 }),
          partition: fc.constant(0),
          valueBytes: fc.integer({ min: 0, max: 1_048_576 }),
        },
        { requiredKeys: ['name', 'topic', 'ratePerSecond', 'records', 'keys'] },
      );
    const consumer = (each: string) =>
      fc.record(
        {
          name: fc.constant(each),
          group: anyName,
          topics: fc.subarray(topicNames, { minLength: 1 }),
          settings: agreeable('consumer', settings),
          processing: fc.record({
            commit: fc.constantFrom('auto' as const, 'after-processing' as const, 'before-processing' as const),
            thread: fc.constantFrom('poll' as const, 'handoff' as const),
            micros: fc.integer({ min: 0, max: 60_000_000 }),
            idempotent: fc.boolean(),
          }),
        },
        { requiredKeys: ['name', 'group', 'topics', 'processing'] },
      );
    // Without valid settings a consumer falls back on the defaults, which the cluster may refuse.
    const consumersFit = kafkaVocabulary.settings.conflicts('consumer', {}, settings).length === 0;
    const scenario = fc.record(
      {
        version: fc.constant(1 as const),
        name: fc.constant(name),
        system: fc.constant('kafka'),
        seed: fc.integer({ min: 0, max: 4_294_967_295 }),
        horizonMillis: fc.constant(size.horizonMillis),
        healAtMillis: fc.integer({ min: 0, max: size.horizonMillis }),
        topology: fc.record({
          brokers: fc.constant(size.brokers),
          topics: fc.tuple(...topicNames.map(topic)),
          producers: fc.tuple(...producerNames.map(producer)),
          consumers: fc.tuple(...consumerNames.map(consumer)),
        }),
        settings: fc.constant(consumersFit ? settings : {}),
        guards: fc.record(Object.fromEntries(kafkaVocabulary.guards.map((guard) => [guard, fc.boolean()])), {
          requiredKeys: [],
        }),
        network: fc.record({
          latencyMicros: fc.integer({ min: 1, max: 60_000_000 }),
          jitterMicros: fc.integer({ min: 0, max: 60_000_000 }),
        }),
        faults: fc.array(action, { maxLength: 5 }),
        faultBudget: fc.record({ crash: fc.nat(500), cut: fc.nat(500) }, { requiredKeys: [] }),
        promises: fc.subarray([...PROMISE_NAMES]),
      },
      {
        requiredKeys: [
          'version',
          'name',
          'system',
          'seed',
          'horizonMillis',
          'topology',
          'settings',
          'guards',
          'network',
          'faults',
          'promises',
        ],
      },
    );
    return fc.record({ scenario, actions: fc.array(action, { maxLength: 20 }) });
  })
  .map((run) => structuredClone(run) as { scenario: Scenario; actions: readonly Action[] })
  .filter(({ scenario }) =>
    scenario.topology.consumers.every(
      (consumer) =>
        kafkaVocabulary.settings.conflicts('consumer', consumer.settings ?? {}, scenario.settings).length === 0,
    ),
  );
