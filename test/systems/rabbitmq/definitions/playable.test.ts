/** Exported definitions become scenarios that run: who publishes and consumes, which bindings are reached, what has no room. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../sim-engine/scenario/fields.ts';
import { parseScenario } from '../../../../sim-engine/scenario/parse.ts';
import { ImportError } from '../../../../sim-engine/systems/importFormat.ts';
import { playableDefinitions } from '../../../../sim-engine/systems/rabbitmq/definitions/playable.ts';
import { CLIENT_LIMITS } from '../../../../sim-engine/systems/rabbitmq/definitions/playable/limits.ts';
import { headersMatch } from '../../../../sim-engine/systems/rabbitmq/rules/routing/headers.ts';
import type { RabbitVersion } from '../../../../sim-engine/systems/rabbitmq/rules/version.ts';
import type { RabbitScenario } from '../../../../sim-engine/systems/rabbitmq/scenario.ts';
import { VOCABULARIES } from '../../../../sim-engine/systems/vocabularies.ts';
import { topicMatches } from '../rules/plainRouting.ts';

type Playable = ReturnType<typeof playableDefinitions>;

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(`test/systems/rabbitmq/definitions/${name}`, 'utf8'));
}

const FIXTURES = ['exported-3.10.8.json', 'vhost-4.x.json'] as const;
const real = playableDefinitions(fixture(FIXTURES[0]));

function errorsOf(scenario: unknown): readonly string[] {
  const parsed = parseScenario(scenario, VOCABULARIES);
  return parsed.ok ? [] : parsed.errors.map(({ message }) => message.en);
}

const producersOf = ({ scenario }: Playable): object =>
  Object.fromEntries(scenario.topology.producers.map(({ name, routingKeys }) => [name, routingKeys]));
const consumedIn = ({ scenario }: Playable): readonly string[] => scenario.topology.consumers.map(({ queue }) => queue);
const pathsOf = ({ unknown }: Playable): readonly string[] => unknown.map(({ path }) => path);

/** Queues, exchanges and bindings in short: `orders -> billing order.*`. */
function definitions(parts: {
  readonly exchanges?: Readonly<Record<string, string>>;
  readonly queues: Readonly<Record<string, object>>;
  readonly bindings?: readonly string[];
  readonly version?: string;
}): unknown {
  const { exchanges = {}, queues, bindings = [], version = '4.3.0' } = parts;
  return {
    rabbitmq_version: version,
    exchanges: Object.entries(exchanges).map(([name, type]) => ({ name, type })),
    queues: Object.entries(queues).map(([name, given]) => ({ name, arguments: given })),
    bindings: bindings.map((text) => {
      const [source, , destination, routing_key = ''] = text.split(' ');
      return { source, destination, destination_type: 'queue', routing_key };
    }),
  };
}

/** Bindings of published exchanges that no message of any publisher reaches. */
function unreachedIn({ topology, settings }: RabbitScenario): readonly unknown[] {
  const { exchanges, bindings, producers } = topology;
  return bindings.filter(({ from, key = '', headers = {} }) => {
    const type = exchanges.find(({ name }) => name === from)?.type;
    const publishers = producers.filter(({ exchange }) => exchange === from);
    return (
      publishers.length > 0 &&
      !publishers.some((publisher) => {
        if (type === 'fanout') return true;
        if (type === 'headers')
          return headersMatch(headers, publisher.headers ?? {}, settings['version'] as RabbitVersion);
        return publisher.routingKeys.some((sent) => (type === 'topic' ? topicMatches(key, sent) : key === sent));
      })
    );
  });
}

describe('the export of a real 3.10.8', () => {
  it('three nodes of that version, the queues spread over them', () => {
    const { topology, settings, name, system } = real.scenario;
    expect({ name, system, brokers: topology.brokers }).toEqual({ name: 'imported', system: 'rabbitmq', brokers: 3 });
    expect(settings['version']).toBe('3.10');
    expect(topology.queues.slice(0, 4).map(({ node }) => node)).toEqual([
      'rabbit-1',
      'rabbit-2',
      'rabbit-3',
      'rabbit-1',
    ]);
    expect([topology.exchanges, topology.queues, topology.bindings].map((list) => list.length)).toEqual([6, 9, 9]);
  });

  it('a publisher for each exchange that somebody publishes to, not for dead letters and what is unrouted', () => {
    expect(producersOf(real)).toEqual({
      'to-orders': ['order.any.created'],
      'to-payments': ['card', 'cash', 'unrouted'],
      'to-by-header': ['any'],
      'to-amq-topic': ['legacy.any', 'unrouted'],
      'to-default': ['mirrored', 'transient', 'sh1'],
    });
    expect(real.scenario.topology.producers[2]?.headers).toEqual({ region: 'eu' });
    for (const { settings } of real.scenario.topology.producers)
      expect(settings?.['publisher-confirms']).toBe('individual');
  });

  it('a consumer for each queue; what cannot be routed comes to the queue of dead letters, too', () => {
    expect(consumedIn(real)).toEqual(real.scenario.topology.queues.map(({ name }) => name));
  });

  it('what a topology can have and a scenario cannot is added to the list', () => {
    expect(pathsOf(real).slice(-3)).toEqual(['users[1]', 'queues[0]', 'queues[9]']);
    expect(real.unknown.at(-1)?.what.en).toBe('x-queue-mode has no effect here; it is left out');
  });
});

it.each(FIXTURES)('%s: a scenario that parses, and parsing adds nothing', (name) => {
  const { scenario } = playableDefinitions(fixture(name));
  const parsed = parseScenario(scenario, VOCABULARIES);
  expect(errorsOf(scenario)).toEqual([]);
  expect(parsed).toEqual({ ok: true, scenario });
  expect(unreachedIn(scenario)).toEqual([]);
});

it('one node, when that is wished', () => {
  const { scenario } = playableDefinitions(fixture(FIXTURES[1]), { brokers: 1 });
  expect(scenario.topology.brokers).toBe(1);
  expect(errorsOf(scenario)).toEqual([]);
});

describe('who publishes and who consumes', () => {
  const work = { 'x-dead-letter-exchange': 'dead' };

  it('dead letters: no publisher, no consumer', () => {
    const json = definitions({
      exchanges: { jobs: 'direct', dead: 'fanout' },
      queues: { work, graveyard: {} },
      bindings: ['jobs -> work run', 'dead -> graveyard'],
    });
    const playable = playableDefinitions(json);
    expect(producersOf(playable)).toEqual({ 'to-jobs': ['run', 'unrouted'] });
    expect(consumedIn(playable)).toEqual(['work']);
  });

  it('a queue that gets messages beside dead letters has a consumer', () => {
    const json = definitions({
      exchanges: { jobs: 'direct', dead: 'fanout' },
      queues: { work, graveyard: {} },
      bindings: ['jobs -> work run', 'dead -> graveyard', 'jobs -> graveyard late'],
    });
    expect(consumedIn(playableDefinitions(json))).toEqual(['work', 'graveyard']);
  });

  it.each([['retry first'], ['work first']])(
    'a circle of retries is entered where what has waited comes back (%s)',
    (order) => {
      const exchanges =
        order === 'retry first' ? { retry: 'fanout', jobs: 'fanout' } : { jobs: 'fanout', retry: 'fanout' };
      const json = definitions({
        exchanges,
        queues: {
          work: { 'x-dead-letter-exchange': 'retry' },
          waiting: { 'x-dead-letter-exchange': 'jobs', 'x-message-ttl': 1_000 },
        },
        bindings: ['jobs -> work', 'retry -> waiting'],
      });
      const playable = playableDefinitions(json);
      expect(producersOf(playable)).toEqual({ 'to-jobs': ['any'] });
      expect(consumedIn(playable)).toEqual(['work']);
    },
  );

  it('queues without bindings are reached through the default exchange, unless dead letters are', () => {
    const toAside = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'aside' };
    const playable = playableDefinitions(definitions({ queues: { a: toAside, b: {}, aside: {} } }));
    expect(producersOf(playable)).toEqual({ 'to-default': ['a', 'b'] });
    expect(consumedIn(playable)).toEqual(['a', 'b']);
  });

  it('an exchange without bindings and an internal one have no publisher', () => {
    const json = definitions({
      exchanges: { lonely: 'topic', inner: 'topic' },
      queues: { q: {} },
      bindings: ['inner -> q #'],
    });
    const exchanges = [
      { name: 'lonely', type: 'topic' },
      { name: 'inner', type: 'topic', internal: true },
    ];
    const playable = playableDefinitions({ ...(json as object), exchanges });
    expect(producersOf(playable)).toEqual({});
    expect(consumedIn(playable)).toEqual(['q']);
  });

  it('a stream is read from its beginning', () => {
    const { consumers } = playableDefinitions(definitions({ queues: { s: { 'x-queue-type': 'stream' } } })).scenario
      .topology;
    expect(consumers[0]?.settings?.['x-stream-offset']).toBe('first');
  });
});

describe('routing keys', () => {
  const keysFor = (type: string, ...keys: readonly string[]): unknown => {
    const bindings = keys.map((key) => `e -> q ${key}`);
    return Object.values(
      producersOf(playableDefinitions(definitions({ exchanges: { e: type }, queues: { q: {} }, bindings }))),
    )[0];
  };

  it.each([
    ['topic', ['a.*'], ['a.any', 'unrouted']],
    ['topic', ['#', 'a.*'], ['a.any']],
    ['topic', ['a.#', 'a.*.c', 'a.b.*'], ['a.any.c', 'a.b.any', 'unrouted']],
    ['topic', ['*'], ['any', 'unrouted.key']],
    ['topic', ['unrouted', 'x.y'], ['unrouted', 'x.y', 'unrouted-2']],
    ['direct', ['a', 'b', 'a'], ['a', 'b', 'unrouted']],
    ['direct', ['unrouted'], ['unrouted', 'unrouted-2']],
    ['direct', ['a.*'], ['a.*', 'unrouted']],
    ['fanout', ['a'], ['any']],
  ])('%s with %j: %j', (type, bound, sent) => {
    expect(keysFor(type, ...bound)).toEqual(sent);
  });

  it('headers that contradict each other need two publishers', () => {
    const to = { source: 'amq.headers', destination: 'q', destination_type: 'queue' };
    const json = {
      queues: [{ name: 'q' }],
      bindings: [
        { ...to, arguments: { region: 'eu', 'x-match': 'all' } },
        { ...to, arguments: { region: 'us', kind: 'order' } },
        { ...to, arguments: { kind: 'order' } },
        { ...to, arguments: { 'x-match': 'any' } },
        { ...to, arguments: { CC: 'list' } },
      ],
    };
    const playable = playableDefinitions(json);
    expect(playable.scenario.topology.producers.map(({ name, headers }) => [name, headers])).toEqual([
      ['to-amq-headers', { region: 'eu', kind: 'order' }],
      ['to-amq-headers-2', { region: 'us', kind: 'order' }],
    ]);
    expect(pathsOf(playable)).toEqual(['bindings[3]', 'bindings[4]']);
  });

  it('more keys than a publisher may have: the bindings that are not reached are named', () => {
    const bindings = Array.from({ length: 70 }, (_, index) => `e -> q k${index}`);
    const playable = playableDefinitions(definitions({ exchanges: { e: 'direct' }, queues: { q: {} }, bindings }));
    expect(playable.scenario.topology.producers[0]?.routingKeys).toHaveLength(64);
    expect(pathsOf(playable)).toEqual(Array.from({ length: 7 }, (_, index) => `bindings[${63 + index}]`));
    expect(errorsOf(playable.scenario)).toEqual([]);
  });
});

describe('what has no room is named', () => {
  it('the limits of clients are those of every scenario', () => {
    expect(CLIENT_LIMITS).toMatchObject({
      producers: LIMITS.producers,
      consumers: LIMITS.consumers,
      keysPerProducer: LIMITS.keys,
    });
  });

  it('queues and exchanges beyond 32, with what depended on them', () => {
    const names = Array.from({ length: 34 }, (_, index) => `n${index}`);
    const json = {
      exchanges: names.map((name) => ({ name, type: 'fanout', arguments: { 'alternate-exchange': 'n33' } })),
      queues: names.map((name) => ({ name, arguments: name === 'n0' ? { 'x-dead-letter-exchange': 'n32' } : {} })),
      bindings: ['n1', 'n32'].map((name) => ({ source: name, destination: name, destination_type: 'queue' })),
    };
    const playable = playableDefinitions(json);
    expect(playable.scenario.topology.queues).toHaveLength(32);
    expect(playable.scenario.topology.bindings).toHaveLength(1);
    expect(pathsOf(playable).filter((path) => !path.startsWith('exchanges'))).toEqual([
      'queues[32]',
      'queues[33]',
      'queues[0]',
      'bindings[1]',
    ]);
    expect(pathsOf(playable).filter((path) => path.startsWith('exchanges'))).toHaveLength(34);
    expect(errorsOf(playable.scenario)).toEqual([]);
  });

  it('publishers beyond 16', () => {
    const names = Array.from({ length: 18 }, (_, index) => `e${index}`);
    const json = definitions({
      exchanges: Object.fromEntries(names.map((name) => [name, 'fanout'])),
      queues: { q: {}, direct: {} },
      bindings: names.map((name) => `${name} -> q`),
    });
    const playable = playableDefinitions(json);
    expect(playable.scenario.topology.producers).toHaveLength(16);
    expect(pathsOf(playable)).toEqual(['exchanges[16]', 'exchanges[17]', 'queues[1]']);
  });

  it('many publishers publish less each, but each of their keys', () => {
    const recordsOf = (exchanges: readonly string[], keys: number): readonly number[] => {
      const bindings = exchanges.flatMap((name) => Array.from({ length: keys }, (_, key) => `${name} -> q k${key}`));
      const json = definitions({
        exchanges: Object.fromEntries(exchanges.map((name) => [name, 'direct'])),
        queues: { q: {} },
        bindings,
      });
      return playableDefinitions(json).scenario.topology.producers.map(({ records }) => records);
    };
    expect(recordsOf(['a'], 1)).toEqual([40]);
    expect(recordsOf([...'abcdefgh'], 1)).toEqual(Array.from({ length: 8 }, () => 30));
    expect(recordsOf([...'abcdefghijklmnop'], 12)).toEqual(Array.from({ length: 16 }, () => 15));
    expect(recordsOf(['a', 'b'], 50)).toEqual([51, 51]);
  });

  it.each([
    ['a transient queue since 4.3', '4.3.0', { durable: false }, 'durable'],
    ['a transient quorum queue', '3.13.0', { durable: false, type: 'quorum' }, 'durable'],
    ['a quorum queue that deletes itself', '4.0.0', { auto_delete: true, type: 'quorum' }, 'autoDelete'],
  ])('%s', (_, version, queue, said) => {
    const playable = playableDefinitions({ rabbitmq_version: version, queues: [{ name: 'q', ...queue }] });
    expect(pathsOf(playable)).toEqual(['queues[0]']);
    expect(playable.unknown[0]?.what.en).toMatch(new RegExp(`^${said}: `));
    expect(errorsOf(playable.scenario)).toEqual([]);
  });

  it('a mirroring policy without its count goes as a whole', () => {
    const policies = [{ name: 'p', pattern: '.', definition: { 'ha-mode': 'exactly', 'ha-sync-mode': 'automatic' } }];
    const playable = playableDefinitions({ rabbitmq_version: '3.10.8', queues: [{ name: 'q' }], policies });
    expect(playable.scenario.topology.queues[0]?.settings).toBeUndefined();
    expect(errorsOf(playable.scenario)).toEqual([]);
  });

  it('a file without a queue is refused', () => {
    expect(() => playableDefinitions({ users: [] })).toThrow(
      expect.objectContaining({
        message: 'queues: expected at least one queue of a type that is modelled, found none',
      }),
    );
  });
});

describe('random definitions', () => {
  const name = fc.oneof(fc.constantFrom('a', 'b', 'A.B', 'long-'.repeat(9), '订单'), fc.string({ maxLength: 40 }));
  const someName = fc.constantFrom('a', 'b', 'A.B', 'long-'.repeat(9), '订单', 'amq.topic', 'amq.headers', '');
  const key = fc.oneof(
    fc.array(fc.constantFrom('*', '#', 'a', 'b', ''), { maxLength: 5 }).map((words) => words.join('.')),
    fc.string({ maxLength: 255 }),
    fc.constant(Array.from({ length: 128 }, () => '*').join('.')),
  );
  const header = fc.oneof(fc.integer(), fc.string({ maxLength: 70 }), fc.boolean(), fc.constant(1.5));
  const argument = fc.oneof(fc.integer({ min: -1, max: 2 ** 40 }), someName, fc.boolean());
  const queueArguments = fc.dictionary(
    fc.constantFrom(
      ...['x-message-ttl', 'x-expires', 'x-max-length', 'x-max-priority', 'x-overflow', 'x-delivery-limit'],
      ...['x-dead-letter-exchange', 'x-dead-letter-routing-key', 'x-max-age', 'x-queue-mode', 'x-delayed-retry-min'],
      ...['x-dead-letter-strategy', 'x-single-active-consumer', 'x-max-length-bytes', 'x-queue-version'],
    ),
    argument,
    { maxKeys: 4 },
  );
  const policyKeys = fc.dictionary(
    fc.constantFrom(
      'ha-mode',
      'ha-params',
      'ha-sync-mode',
      'message-ttl',
      'alternate-exchange',
      'dead-letter-exchange',
    ),
    fc.oneof(argument, fc.constantFrom('all', 'exactly', 'nodes', 'automatic')),
    { maxKeys: 3 },
  );
  const files = fc.record({
    rabbitmq_version: fc.constantFrom('3.8.1', '3.10.8', '3.13.0', '4.0.1', '4.3.0'),
    exchanges: fc.array(
      fc.record({
        name,
        type: fc.constantFrom('direct', 'topic', 'fanout', 'headers', 'x-random'),
        internal: fc.boolean(),
        arguments: fc.oneof(fc.constant({}), fc.record({ 'alternate-exchange': someName })),
      }),
      { maxLength: 40 },
    ),
    queues: fc.array(
      fc.record({
        name,
        type: fc.constantFrom('classic', 'quorum', 'stream'),
        durable: fc.boolean(),
        auto_delete: fc.boolean(),
        arguments: queueArguments,
      }),
      { maxLength: 40 },
    ),
    bindings: fc.array(
      fc.record({
        source: someName,
        destination: someName,
        destination_type: fc.constantFrom('queue', 'exchange'),
        routing_key: key,
        arguments: fc.oneof(
          fc.constant({}),
          fc.dictionary(fc.constantFrom('x-match', 'x-a', 'CC', 'a', 'b', '__proto__'), header, { maxKeys: 3 }),
          fc.record({ 'x-match': fc.constantFrom('all', 'any', 'any-with-x', 'all-with-x'), 'x-b': header, c: header }),
          fc.dictionary(fc.string({ maxLength: 4 }), header, { minKeys: 14, maxKeys: 20 }),
        ),
      }),
      { maxLength: 230 },
    ),
    policies: fc.array(
      fc.record({ name: fc.constant('p'), pattern: fc.constantFrom('.', '^a', '^A'), definition: policyKeys }),
    ),
  });

  it('parse, or have no queue; every binding of a published exchange is reached or named', () => {
    let runnable = 0;
    fc.assert(
      fc.property(files, (json) => {
        let playable: Playable;
        try {
          playable = playableDefinitions(json);
        } catch (error) {
          expect(error).toBeInstanceOf(ImportError);
          expect((error as ImportError).path).toBe('queues');
          return;
        }
        runnable += 1;
        expect(errorsOf(playable.scenario)).toEqual([]);
        const named = playable.unknown.filter(({ what }) =>
          /reaches this binding|nothing is published for it/.test(what.en),
        );
        expect(unreachedIn(playable.scenario).length).toBeLessThanOrEqual(named.length);
        expect(playableDefinitions(json)).toEqual(playable);
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(runnable).toBeGreaterThan(100);
  });

  it('of any form: a scenario that parses, or an error that names the field', () => {
    const value = fc.jsonValue({ maxDepth: 2 });
    const thing = fc.dictionary(
      fc.constantFrom(...['name', 'type', 'vhost', 'arguments', 'durable', 'source', 'destination', 'pattern']),
      value,
    );
    const part = fc.oneof(value, fc.array(fc.oneof(value, thing)), fc.array(fc.record({ name: fc.string() })));
    const parts = fc.constantFrom('exchanges', 'queues', 'bindings', 'policies', 'vhosts', 'parameters', 'users');
    const oneOddPart = fc.record({
      queues: fc.array(fc.record({ name: fc.string(), arguments: fc.dictionary(fc.string(), value) }), {
        minLength: 1,
      }),
      permissions: part,
      policies: fc.oneof(fc.constant([]), part),
    });
    const outcomes = { scenario: 0, error: 0 };
    fc.assert(
      fc.property(fc.oneof(value, fc.dictionary(parts, part), oneOddPart), (json) => {
        try {
          expect(errorsOf(playableDefinitions(json).scenario)).toEqual([]);
          outcomes.scenario += 1;
        } catch (error) {
          if (!(error instanceof ImportError)) throw error;
          outcomes.error += 1;
        }
      }),
      { numRuns: 500, seed: 7 },
    );
    expect(Math.min(outcomes.scenario, outcomes.error)).toBeGreaterThan(10);
  });
});
