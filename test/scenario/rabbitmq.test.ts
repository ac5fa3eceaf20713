/** RabbitMQ scenarios: read, refused with the field to change, explained to editors, carried by links. */
import { describe, expect, it } from 'vitest';
import { scenarioJsonSchema } from '../../sim-engine/scenario/jsonSchema.ts';
import { operationsOf } from '../../sim-engine/scenario/operations.ts';
import { parseActions, parseScenario } from '../../sim-engine/scenario/parse.ts';
import { decodeShare, encodeShare } from '../../sim-engine/scenario/share.ts';
import type { Action } from '../../sim-engine/scenario/types.ts';
import { RABBIT_LIMITS } from '../../sim-engine/systems/rabbitmq/form.ts';
import type { RabbitScenario } from '../../sim-engine/systems/rabbitmq/scenario.ts';
import { rabbitVocabulary } from '../../sim-engine/systems/rabbitmq/vocabulary.ts';
import { VOCABULARIES, vocabularyOf } from '../../sim-engine/systems/vocabularies.ts';
import { rabbitScenario } from './rabbitSample.ts';
import { smallScenario, type Loose } from './samples.ts';

function changed(change: (scenario: Loose) => void): Loose {
  const scenario = rabbitScenario();
  change(scenario);
  return scenario;
}

function errorsOf(input: unknown) {
  const result = parseScenario(input, VOCABULARIES);
  return result.ok ? [] : result.errors;
}

function parsed(input: unknown = rabbitScenario()): RabbitScenario {
  const result = parseScenario(input, VOCABULARIES);
  if (!result.ok) throw new Error(result.errors.map(({ message }) => message.en).join('\n'));
  return result.scenario as RabbitScenario;
}

describe('a RabbitMQ scenario', () => {
  it('is read, with the defaults that every system has', () => {
    const { topology, ...rest } = rabbitScenario();
    const [till, byHand] = topology.producers;
    expect(parsed()).toEqual({
      ...rest,
      seed: 1,
      guards: {},
      network: { latencyMicros: 500, jitterMicros: 200 },
      faults: [],
      promises: [],
      topology: { ...topology, producers: [till, { ...byHand, keys: [] }] },
    });
  });

  it('needs to say its queues, and nothing else of its own', () => {
    const topology = { brokers: 1, queues: [{ name: 'q', type: 'classic' }] };
    expect(parsed({ ...rabbitScenario(), topology }).topology).toEqual({
      ...topology,
      exchanges: [],
      bindings: [],
      producers: [],
      consumers: [],
    });
  });

  it('may have a broker that nobody uses yet: services that call each other, before somebody puts a queue between them', () => {
    const topology = { brokers: 1, queues: [] };
    expect(parsed({ ...rabbitScenario(), topology }).topology).toMatchObject(topology);
    // It has to be said: a list that was forgotten is a mistake.
    expect(errorsOf({ ...rabbitScenario(), topology: { brokers: 1 } }).map(({ path }) => path)).toEqual([
      'topology.queues',
    ]);
  });

  it('comes back unchanged when it is complete', () => {
    expect(parsed(parsed())).toEqual(parsed());
  });

  it('has words of its own, which Kafka’s has not', () => {
    const queues = [{ name: 'q', type: 'classic' }];
    const kafka = smallScenario();
    expect(errorsOf({ ...kafka, topology: { ...kafka.topology, queues } }).map(({ path }) => path)).toEqual([
      'topology.queues',
    ]);
    const withTopics = changed((each) => (each.topology.topics = kafka.topology.topics));
    expect(errorsOf(withTopics).map(({ path }) => path)).toEqual(['topology.topics']);
  });
});

describe('what has the wrong form is named by its field', () => {
  it.each<[string, (scenario: Loose) => void]>([
    ['topology.queues', (each) => delete each.topology.queues],
    ['topology.queues[0].type', (each) => (each.topology.queues[0].type = 'lazy')],
    ['topology.exchanges[0].type', (each) => (each.topology.exchanges[0].type = 'x-delayed-message')],
    ['topology.exchanges[0].name', (each) => (each.topology.exchanges[0].name = 'amq.topic')],
    ['topology.bindings[0].key', (each) => (each.topology.bindings[0].key = 'x'.repeat(256))],
    ['topology.bindings[3].headers.urgent', (each) => (each.topology.bindings[3].headers.urgent = 0.5)],
    ['topology.producers[0].routingKeys', (each) => (each.topology.producers[0].routingKeys = [])],
    ['topology.producers[0].exchange', (each) => delete each.topology.producers[0].exchange],
    ['topology.producers[0].topic', (each) => (each.topology.producers[0].topic = 'orders')],
    ['topology.producers[0].poisonEvery', (each) => (each.topology.producers[0].poisonEvery = 0)],
    ['topology.consumers[0].processing.commit', (each) => (each.topology.consumers[0].processing.commit = 'auto')],
    ['settings["min.insync.replicas"]', (each) => (each.settings = { 'min.insync.replicas': 2 })],
    ['settings.version', (each) => (each.settings = { version: '3.9' })],
    [
      'topology.queues[0].settings["x-max-lenght"]',
      (each) => (each.topology.queues[0].settings = { 'x-max-lenght': 2 }),
    ],
    ['topology.queues[0].settings["x-expires"]', (each) => (each.topology.queues[0].settings = { 'x-expires': 0 })],
    ['topology.producers[0].settings.acks', (each) => (each.topology.producers[0].settings = { acks: 'all' })],
    ['topology.consumers[0].settings.prefetch', (each) => (each.topology.consumers[0].settings = { prefetch: -1 })],
  ])('%s', (path, change) => {
    expect(errorsOf(changed(change)).map((error) => [error.code, error.path])).toEqual([['shape', path]]);
  });

  it.each([
    ['topology.exchanges', RABBIT_LIMITS.exchanges, (each: Loose, list: Loose) => (each.topology.exchanges = list)],
    ['topology.queues', RABBIT_LIMITS.queues, (each: Loose, list: Loose) => (each.topology.queues = list)],
  ] as const)('%s beyond the limit', (path, limit, set) => {
    const named = (count: number, type: string) =>
      Array.from({ length: count }, (_, index) => ({ name: `part-${index}`, type }));
    const alone = (count: number) =>
      changed((each) => {
        each.topology = { brokers: 1, queues: [{ name: 'q', type: 'classic' }] };
        set(each, named(count, path === 'topology.queues' ? 'classic' : 'fanout'));
      });
    expect(errorsOf(alone(limit))).toEqual([]);
    expect(errorsOf(alone(limit + 1)).map((error) => error.path)).toEqual([path]);
  });

  it('topology.bindings beyond the limit', () => {
    const bound = (count: number) =>
      changed((each) => {
        each.topology.bindings = Array.from({ length: count }, (_, index) => ({
          from: 'orders',
          to: 'billing',
          key: String(index),
        }));
      });
    expect(errorsOf(bound(200))).toEqual([]);
    expect(errorsOf(bound(201)).map((error) => error.path)).toEqual(['topology.bindings']);
  });
});

const act = (scenario: Loose, operation: string, args: Loose) =>
  (scenario.faults = [{ at: 0, operation, arguments: args }]);

describe('a name that refers to nothing is refused', () => {
  it.each<[string, (scenario: Loose) => void]>([
    ['topology.exchanges[1].name', (each) => (each.topology.exchanges[1].name = 'orders')],
    ['topology.exchanges[0].alternate', (each) => (each.topology.exchanges[0].alternate = 'nowhere')],
    ['topology.queues[1].name', (each) => (each.topology.queues[2].name = each.topology.queues[1].name = 'billing')],
    ['topology.queues[0].node', (each) => (each.topology.queues[0].node = 'rabbit-4')],
    ['topology.bindings[0].from', (each) => (each.topology.bindings[0].from = 'oders')],
    ['topology.bindings[0].to', (each) => (each.topology.bindings[0].to = 'by-header')],
    ['topology.bindings[2].to', (each) => (each.topology.bindings[2].to = 'billing')],
    ['topology.producers[0].exchange', (each) => (each.topology.producers[0].exchange = 'order')],
    ['topology.producers[0].node', (each) => (each.topology.producers[0].node = 'broker-1')],
    ['topology.producers[0].name', (each) => (each.topology.producers[0].name = 'rabbit-1')],
    ['topology.consumers[0].queue', (each) => (each.topology.consumers[0].queue = 'payments')],
    ['topology.consumers[0].node', (each) => (each.topology.consumers[0].node = 'rabbit-0')],
    ['faults[0].arguments.queue', (each) => act(each, 'purgeQueue', { queue: 'payments' })],
    ['faults[0].arguments.binding', (each) => act(each, 'deleteBinding', { binding: 4 })],
    ['faults[0].arguments.node', (each) => act(each, 'stopNode', { node: 'till' })],
    ['faults[0].arguments.producer', (each) => act(each, 'publish', { producer: 'worker' })],
    ['faults[0].arguments.setting', (each) => act(each, 'configure', { node: 'till', setting: 'acks', value: '1' })],
  ])('%s', (path, change) => {
    const errors = errorsOf(changed(change)).filter((error) => error.path === path);
    expect(errors.map((error) => error.code)).toEqual(['reference']);
  });

  it('with those that exist', () => {
    const [error] = errorsOf(changed((each) => (each.topology.bindings[0].from = 'oders')));
    expect(error?.expected).toBe('one of "orders", "unrouted", "dead", "by-header"');
    const [binding] = errorsOf(changed((each) => act(each, 'deleteBinding', { binding: 4 })));
    expect([binding?.expected, binding?.found]).toEqual(['an integer from 0 to 3', '4']);
  });
});

describe('what the broker refuses is refused, at the field and with its own error', () => {
  const queue = (index: number, settings: Loose) => (each: Loose) => (each.topology.queues[index].settings = settings);
  const of = (version: string, change: (each: Loose) => void) => (each: Loose) => {
    each.settings = { version };
    change(each);
  };

  it.each<[string, string, (scenario: Loose) => void]>([
    ['queues[0].settings["x-max-priority"]', 'PRECONDITION_FAILED', queue(0, { 'x-max-priority': 3 })],
    ['queues[1].settings["x-delivery-limit"]', 'PRECONDITION_FAILED', queue(1, { 'x-delivery-limit': 3 })],
    ['queues[2].settings["x-message-ttl"]', 'PRECONDITION_FAILED', queue(2, { 'x-message-ttl': 3 })],
    [
      'queues[1].settings["x-dead-letter-routing-key"]',
      'PRECONDITION_FAILED',
      queue(1, { 'x-dead-letter-routing-key': 'k' }),
    ],
    ['queues[2].settings["x-max-age"]', 'PRECONDITION_FAILED', queue(2, { 'x-max-age': 'a week' })],
    [
      'queues[0].settings["x-delayed-retry-type"]',
      'PRECONDITION_FAILED',
      of('4.0', queue(0, { 'x-delayed-retry-type': 'all' })),
    ],
    ['queues[0].durable', 'PRECONDITION_FAILED', (each) => (each.topology.queues[0].durable = false)],
    ['queues[2].autoDelete', 'PRECONDITION_FAILED', (each) => (each.topology.queues[2].autoDelete = true)],
    ['queues[1].durable', 'transient_nonexcl_queues', (each) => (each.topology.queues[1].durable = false)],
    ['queues[1].settings["ha-mode"]', 'removed in 4.0', of('4.0', queue(1, { 'ha-mode': 'all' }))],
    ['queues[1].settings["ha-params"]', 'Validation failed', of('3.13', queue(1, { 'ha-mode': 'exactly' }))],
    ['queues[1].settings["ha-params"]', 'Validation failed', of('3.13', queue(1, { 'ha-params': 2 }))],
    [
      'queues[1].settings["ha-params"]',
      'Validation failed',
      of('3.13', queue(1, { 'ha-mode': 'all', 'ha-params': 2 })),
    ],
    [
      'bindings[3].headers["x-match"]',
      'PRECONDITION_FAILED',
      (each) => (each.topology.bindings[3].headers = { 'x-match': 'most' }),
    ],
    ['producers[0].exchange', 'ACCESS_REFUSED', (each) => (each.topology.producers[0].exchange = 'dead')],
    [
      'consumers[1].settings.prefetch',
      'PRECONDITION_FAILED',
      (each) => (each.topology.consumers[1].settings = { 'x-stream-offset': 'first' }),
    ],
    [
      'consumers[1].settings.acknowledge',
      'NOT_IMPLEMENTED',
      (each) => (each.topology.consumers[1].settings.acknowledge = 'automatic'),
    ],
    [
      'consumers[1].settings["x-stream-offset"]',
      'PRECONDITION_FAILED',
      (each) => (each.topology.consumers[1].settings['x-stream-offset'] = 'beginning'),
    ],
  ])('topology.%s: %s', (path, found, change) => {
    const errors = errorsOf(changed(change));
    expect(errors.map((error) => [error.code, error.path, error.found])).toEqual([
      ['conflict', `topology.${path}`, found],
    ]);
    expect(errors[0]?.message['zh-cn']).toMatch(/\p{Script=Han}/u);
  });

  it.each<[string, (scenario: Loose) => void]>([
    ['priorities of a classic queue', queue(1, { 'x-max-priority': 3 })],
    ['delayed retries in 4.3', queue(0, { 'x-delayed-retry-type': 'all', 'x-delayed-retry-min': 100 })],
    [
      'dead letters to the default exchange',
      queue(1, { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'billing' }),
    ],
    // The broker takes it, and behaves as at-most-once.
    ['at-least-once without reject-publish', queue(0, { 'x-dead-letter-strategy': 'at-least-once' })],
    ['a transient queue in 4.0', of('4.0', (each) => (each.topology.queues[1].durable = false))],
    ['mirrors in 3.13', of('3.13', queue(1, { 'ha-mode': 'exactly', 'ha-params': 2 }))],
    ['an age as an offset', (each) => (each.topology.consumers[1].settings['x-stream-offset'] = '1h')],
    ['a consumer of a quorum queue without prefetch', (each) => (each.topology.consumers[0].settings = {})],
  ])('but not %s', (_, change) => {
    expect(errorsOf(changed(change))).toEqual([]);
  });
});

describe('the operations', () => {
  const own = rabbitVocabulary.operations;

  it('are the host’s and RabbitMQ’s own, each named once and in both languages', () => {
    const names = operationsOf(rabbitVocabulary).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(own.map(({ name }) => name)).toEqual([
      'publish',
      'stopNode',
      'purgeQueue',
      'addBinding',
      'deleteBinding',
      'setMemoryAlarm',
      'clearMemoryAlarm',
      'setDiskAlarm',
      'clearDiskAlarm',
      'transferLeader',
      'syncMirror',
    ]);
    for (const { label } of own) expect(label['zh-cn']).toMatch(/\p{Script=Han}/u);
  });

  it('offer the places of the scenario', () => {
    const { topology } = parsed();
    expect(rabbitVocabulary.places(topology, 'queue')).toEqual(['billing', 'graveyard', 'events']);
    expect(rabbitVocabulary.places(topology, 'binding')).toEqual([0, 1, 2, 3]);
    expect(rabbitVocabulary.nodeNames(topology)).toEqual([
      'rabbit-1',
      'rabbit-2',
      'rabbit-3',
      'till',
      'by-hand',
      'worker',
      'auditor',
      'database',
    ]);
    const scopes = ['rabbit-2', 'till', 'worker', 'database'].map((node) =>
      rabbitVocabulary.scopeOfNode(topology, node),
    );
    expect(scopes).toEqual(['broker', 'producer', 'consumer', null]);
  });

  it('are accepted with places that exist', () => {
    const actions = [
      { at: 1, operation: 'publish', arguments: { producer: 'by-hand', key: 'A' } },
      { at: 2, operation: 'deleteBinding', arguments: { binding: 3 } },
      { at: 3, operation: 'transferLeader', arguments: { queue: 'billing', node: 'rabbit-1' } },
      { at: 4, operation: 'configure', arguments: { node: 'worker', setting: 'prefetch', value: 1 } },
    ];
    expect(parseActions(actions, parsed(), VOCABULARIES)).toEqual({ ok: true, actions });
  });
});

describe('Kafka’s places', () => {
  it('are topics, and the partitions within one', () => {
    const { topology } = parsed(smallScenario());
    const { places } = vocabularyOf({ system: 'kafka' });
    expect(places(topology, 'topic')).toEqual(['orders']);
    expect(places(topology, 'partition', 'orders')).toEqual([0, 1]);
    expect(places(topology, 'partition', 'payments')).toBeNull();
  });
});

describe('a link', () => {
  it('brings a RabbitMQ run back as it was', () => {
    const actions: readonly Action[] = [
      { at: 1_000, operation: 'purgeQueue', arguments: { queue: 'graveyard' } },
      { at: 9_000, operation: 'crash', arguments: { node: 'rabbit-2' } },
    ];
    const run = { scenario: parsed(), actions, traceHash: '0a', engineVersion: '0.1.0' };
    expect(decodeShare(encodeShare(run), VOCABULARIES)).toEqual({ ok: true, ...run });
  });
});

describe('the schema for editors', () => {
  const schema = scenarioJsonSchema(VOCABULARIES) as Loose;
  const ofSystem = (system: string): Loose =>
    schema.anyOf.find((each: Loose) => each.properties.system.const === system);

  it('tells the systems apart', () => {
    expect(schema.anyOf).toHaveLength(VOCABULARIES.length);
    expect(Object.keys(ofSystem('rabbitmq').properties.topology.properties)).toEqual([
      'brokers',
      'exchanges',
      'queues',
      'bindings',
      'producers',
      'consumers',
      'applications',
    ]);
    expect(Object.keys(ofSystem('kafka').properties.topology.properties)).toEqual([
      'brokers',
      'controllers',
      'topics',
      'producers',
      'consumers',
      'applications',
    ]);
  });

  it('explains a queue’s arguments', () => {
    const { settings } = ofSystem('rabbitmq').properties.topology.properties.queues.items.properties;
    expect(Object.keys(settings.properties)).toEqual(
      rabbitVocabulary.settings.definitions.queue.map((definition) => definition.name),
    );
    expect(settings.properties['x-message-ttl'].description).toMatch(/Default: null\.$/);
  });
});
