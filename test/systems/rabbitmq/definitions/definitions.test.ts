/** Exported definitions of brokers become topologies; what does not fit is named. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importDefinitions } from '../../../../sim-engine/systems/rabbitmq/definitions.ts';

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(`test/systems/rabbitmq/definitions/${name}`, 'utf8'));
}

const real = importDefinitions(fixture('exported-3.10.8.json'));
const paths = (imported: typeof real): readonly string[] => imported.unknown.map(({ path }) => path);

/** A file with one queue "q". */
function oneQueue(queue: object, more: object = {}): unknown {
  return { rabbitmq_version: '3.10.8', queues: [{ name: 'q', arguments: {}, ...queue }], ...more };
}

function settingsOf(json: unknown): unknown {
  return importDefinitions(json).queues[0]?.settings;
}

function policy(definition: object, more: object = {}): object {
  return { name: 'p', pattern: '.*', 'apply-to': 'all', priority: 0, definition, ...more };
}

describe('the export of a real 3.10.8', () => {
  it('says its version, and "/" is read', () => {
    expect(real).toMatchObject({ version: '3.10.8', vhost: '/' });
  });

  it('exchanges: alternate exchanges from an argument and from a policy, and a built-in one that is bound', () => {
    expect(real.exchanges).toEqual([
      { name: 'unrouted-orders', type: 'fanout', durable: true },
      { name: 'orders', type: 'topic', durable: true, alternate: 'unrouted-orders' },
      { name: 'payments', type: 'direct', durable: true, alternate: 'unrouted-orders' },
      { name: 'by-header', type: 'headers', durable: true },
      { name: 'dead', type: 'fanout', durable: true, autoDelete: true },
      { name: 'amq-topic', type: 'topic', durable: true },
    ]);
  });

  it('queues: arguments and policies together', () => {
    const forAll = { 'x-message-ttl': 120_000, 'x-max-length': 100 };
    expect(real.queues).toEqual([
      {
        name: 'mirrored',
        type: 'classic',
        durable: true,
        autoDelete: true,
        settings: {
          'ha-mode': 'exactly',
          'ha-params': 2,
          'ha-sync-mode': 'automatic',
          'ha-promote-on-failure': 'when-synced',
          'x-queue-mode': 'lazy',
        },
      },
      { name: 'transient', type: 'classic', durable: false, settings: forAll },
      {
        name: 'order-audit-2',
        type: 'stream',
        durable: true,
        settings: { 'x-max-age': '1D', 'x-max-length-bytes': 1_000_000 },
      },
      {
        name: 'payments-cash',
        type: 'classic',
        durable: true,
        settings: {
          'x-message-ttl': 30_000,
          'x-max-length': 10,
          'x-overflow': 'reject-publish',
          'x-max-priority': 5,
          'x-single-active-consumer': true,
          'ha-mode': 'all',
        },
      },
      { name: 'sh1', type: 'classic', durable: true, settings: forAll },
      { name: 'new-orders', type: 'classic', durable: true, settings: forAll },
      { name: 'order-audit', type: 'classic', durable: true, settings: forAll },
      {
        name: 'payments-card',
        type: 'quorum',
        durable: true,
        settings: {
          'x-delivery-limit': 5,
          'x-dead-letter-exchange': 'dead',
          'x-dead-letter-routing-key': 'late',
          'x-message-ttl': 90_000,
          'x-max-length': 50,
          'x-overflow': 'reject-publish',
        },
      },
      { name: 'dead-letters', type: 'classic', durable: true, settings: { ...forAll, 'x-queue-mode': 'lazy' } },
    ]);
  });

  it('bindings, with keys and headers', () => {
    expect(real.bindings).toEqual([
      { from: 'unrouted-orders', to: 'dead-letters' },
      { from: 'amq-topic', to: 'new-orders', key: 'legacy.#' },
      { from: 'by-header', to: 'new-orders', headers: { 'x-match': 'any', region: 'eu', retry: 2, urgent: true } },
      { from: 'dead', to: 'dead-letters' },
      { from: 'orders', to: 'order-audit-2', key: '#' },
      { from: 'orders', to: 'order-audit', key: 'order.#' },
      { from: 'orders', to: 'new-orders', key: 'order.*.created' },
      { from: 'payments', to: 'payments-card', key: 'card' },
      { from: 'payments', to: 'payments-cash', key: 'cash' },
    ]);
  });

  it('the policy in force is the one that the broker says, for every queue and exchange', () => {
    const said = fixture('policies-3.10.8.json') as Record<'queues' | 'exchanges', Record<string, string>>;
    const named = (kind: 'queue' | 'exchange', policies: Record<string, string>): readonly unknown[] =>
      Object.entries(policies)
        .filter(([, name]) => name !== '')
        .map(([name, inForce]) => ({ policy: inForce, kind, name }));
    const expected = [...named('exchange', said.exchanges), ...named('queue', said.queues)];
    expect(expected).toHaveLength(10);
    expect(real.policies).toHaveLength(10);
    expect(real.policies).toEqual(expect.arrayContaining([...expected]));
  });

  it('everything else is named with its place', () => {
    expect(paths(real)).toEqual([
      'vhosts[0]',
      'exchanges[1].type',
      'bindings[2].arguments.tags',
      'bindings[5]',
      'bindings[9]',
      'bindings[12]',
      'global_parameters[0]',
      'parameters[0]',
      'parameters[1]',
      'parameters[2]',
      'parameters[3]',
      'permissions[0]',
      'permissions[1]',
      'permissions[2]',
      'topic_permissions[0]',
      'users[0]',
      'users[1]',
    ]);
    const said = real.unknown.map(({ what }) => what.en);
    expect(said[0]).toBe('another virtual host, "billing" (exchanges: 1, queues: 1, bindings: 1, policies: 0)');
    expect(said[3]).toContain('"inner" is not in the file (a broker does not export its internal exchanges)');
    expect(said[5]).toBe('the exchange "sharded" is not imported; the binding is left out');
    expect(said[7]).toContain('operator policies are not carried over');
  });

  it('names that do not fit get new ones; "order-audit" keeps its own', () => {
    expect(real.renamed).toEqual([
      { kind: 'exchange', from: 'Unrouted.Orders', to: 'unrouted-orders' },
      { kind: 'exchange', from: 'amq.topic', to: 'amq-topic' },
      { kind: 'queue', from: 'order_audit', to: 'order-audit-2' },
      { kind: 'queue', from: 'payments.cash', to: 'payments-cash' },
      { kind: 'queue', from: 'new orders', to: 'new-orders' },
      { kind: 'queue', from: 'payments.card', to: 'payments-card' },
    ]);
  });

  it('another virtual host can be asked for', () => {
    const billing = importDefinitions(fixture('exported-3.10.8.json'), { vhost: 'billing' });
    expect(billing.exchanges).toEqual([{ name: 'invoices', type: 'direct', durable: true }]);
    expect(billing.queues).toEqual([{ name: 'invoices', type: 'classic', durable: true }]);
    expect(billing.bindings).toEqual([{ from: 'invoices', to: 'invoices', key: 'new' }]);
    expect(billing.policies).toEqual([]);
    expect(paths(billing).slice(0, 2)).toEqual(['vhosts[1]', 'vhosts[0].limits']);
  });
});

describe('one virtual host as 4.x exports it', () => {
  const shop = importDefinitions(fixture('vhost-4.x.json'));

  it('queues: the default type; -1 is the highest delivery limit; of two expiries the lower; no mirrors', () => {
    expect(shop).toMatchObject({ version: '4.1.4', vhost: 'shop' });
    expect(shop.queues).toEqual([
      {
        name: 'orders',
        type: 'quorum',
        durable: true,
        settings: { 'x-delivery-limit': 3, 'x-expires': 30_000, 'x-overflow': 'reject-publish' },
      },
      {
        name: 'orders-retry',
        type: 'quorum',
        durable: true,
        settings: { 'x-delivery-limit': 3, 'x-expires': 60_000, 'x-overflow': 'reject-publish' },
      },
      { name: 'events', type: 'classic', durable: true, settings: { 'x-max-length': 10 } },
      {
        name: 'dead',
        type: 'classic',
        durable: true,
        settings: { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'orders-retry' },
      },
    ]);
  });

  it('what is left behind', () => {
    expect(paths(shop)).toEqual([
      'limits',
      'policies[0].definition["target-group-size"]',
      'policies[1].definition["ha-mode"]',
      'exchanges[0].type',
      'queues[2].arguments["x-queue-version"]',
    ]);
  });
});

it('the default queue type of a virtual host: among its metadata, beside them, or unset', () => {
  const typeUnder = (vhost: object): unknown =>
    importDefinitions({ vhosts: [{ name: '/', ...vhost }], queues: [{ name: 'q', vhost: '/' }] }).queues[0]?.type;
  expect(typeUnder({ metadata: { default_queue_type: 'stream' } })).toBe('stream');
  expect(typeUnder({ default_queue_type: 'quorum', metadata: { tags: [] } })).toBe('quorum');
  expect(typeUnder({ metadata: { default_queue_type: 'undefined' } })).toBe('classic');
  expect(typeUnder({})).toBe('classic');
});

describe('policies', () => {
  const ttl = { 'message-ttl': 5 };

  it('the highest priority is in force, alone', () => {
    const low = policy({ 'max-length': 9, ...ttl }, { name: 'low', priority: 1 });
    const high = policy({ 'max-length': 7 }, { name: 'high', priority: 2 });
    const imported = importDefinitions(oneQueue({}, { policies: [low, high] }));
    expect(imported.queues[0]?.settings).toEqual({ 'x-max-length': 7 });
    expect(paths(imported)).toEqual(['policies[0]']);
  });

  it('two of the same priority: the first of the file, and it is said', () => {
    const policies = [policy({ 'max-length': 9 }), policy(ttl, { name: 'other' })];
    const imported = importDefinitions(oneQueue({}, { policies }));
    expect(imported.queues[0]?.settings).toEqual({ 'x-max-length': 9 });
    expect(imported.unknown[0]).toMatchObject({ path: 'policies[1]' });
    expect(imported.unknown[0]?.what.en).toContain('the policy "p" has the same priority');
  });

  it.each([
    ['classic', 'all', true],
    ['classic', 'queues', true],
    ['classic', 'exchanges', false],
    ['classic', 'classic_queues', true],
    ['quorum', 'classic_queues', false],
    ['quorum', 'quorum_queues', true],
    ['classic', 'streams', false],
  ])('a %s queue and a policy for %s', (type, applyTo, isInForce) => {
    const json = oneQueue({ type }, { policies: [policy(ttl, { 'apply-to': applyTo })] });
    expect(settingsOf(json)).toEqual(isInForce ? { 'x-message-ttl': 5 } : undefined);
  });

  it('a key that the type of the queue does not take keeps the whole policy away', () => {
    const policies = [policy({ 'ha-mode': 'all', ...ttl })];
    expect(settingsOf(oneQueue({ type: 'classic' }, { policies }))).toEqual({ 'ha-mode': 'all', 'x-message-ttl': 5 });
    expect(settingsOf(oneQueue({ type: 'quorum' }, { policies }))).toBeUndefined();
  });

  it.each([
    ['classic', 'x-expires', 9, 7, 7],
    ['classic', 'x-expires', 7, 9, 7],
    ['quorum', 'x-expires', 7, 9, 9],
    ['quorum', 'x-delivery-limit', 7, 9, 7],
    ['classic', 'x-overflow', 'drop-head', 'reject-publish', 'drop-head'],
    ['quorum', 'x-overflow', 'drop-head', 'reject-publish', 'reject-publish'],
    ['stream', 'x-max-length-bytes', 7, 9, 9],
  ])('3.10.8, %s: %s is %s, the policy says %s: %s holds', (type, argument, own, said, holds) => {
    const policies = [policy({ [argument.slice(2)]: said })];
    expect(settingsOf(oneQueue({ type, arguments: { [argument]: own } }, { policies }))).toEqual({ [argument]: holds });
  });

  it.each([
    ['^q$', true],
    ['Q', false],
    [String.raw`^\q`, false],
    [String.raw`^[\-p-r]$`, true],
    [String.raw`^\-`, false],
  ])('the pattern %s', (pattern, fits) => {
    const json = oneQueue({}, { policies: [policy(ttl, { pattern })] });
    expect(settingsOf(json)).toEqual(fits ? { 'x-message-ttl': 5 } : undefined);
  });

  it.each(['(?i)Q', '[[:alpha:]]', String.raw`\Aq`, '(q'])('the pattern %s is not misread: it is named', (pattern) => {
    const imported = importDefinitions(oneQueue({}, { policies: [policy(ttl, { pattern })] }));
    expect(imported.queues[0]?.settings).toBeUndefined();
    expect(paths(imported)).toEqual(['policies[0].pattern']);
  });
});

describe('what a scenario cannot hold is named', () => {
  it.each([
    [
      'an argument that is not modelled',
      { arguments: { 'x-queue-version': 2 } },
      'queues[0].arguments["x-queue-version"]',
    ],
    ['a value that is not modelled', { arguments: { 'x-max-length': 1.5 } }, 'queues[0].arguments["x-max-length"]'],
    ['what the broker refuses', { arguments: { 'x-max-length': -1 } }, 'queues[0].arguments["x-max-length"]'],
    ['an argument of another type', { arguments: { 'x-max-age': '1D' } }, 'queues[0].arguments["x-max-age"]'],
    ['a field that is not known', { colour: 'red' }, 'queues[0].colour'],
    ['two types', { type: 'classic', arguments: { 'x-queue-type': 'quorum' } }, 'queues[0].type'],
    ['dead letters to nowhere', { arguments: { 'x-dead-letter-exchange': 'none' } }, 'queues[0]'],
  ])('%s', (_, queue, path) => {
    const imported = importDefinitions(oneQueue(queue));
    expect(paths(imported)).toEqual([path]);
    expect(imported.queues).toHaveLength(1);
    expect(imported.queues[0]?.settings).toBeUndefined();
  });

  it('a queue of another type, with its binding', () => {
    const bindings = [{ source: 'amq.fanout', destination: 'q', destination_type: 'queue' }];
    const imported = importDefinitions(oneQueue({ type: 'rabbit_mqtt_qos0_queue' }, { bindings }));
    expect(imported).toMatchObject({ queues: [], bindings: [] });
    expect(paths(imported)).toEqual(['queues[0]', 'bindings[0]']);
  });

  it('a binding that the broker refuses, and arguments that mean nothing', () => {
    const to = { destination: 'q', destination_type: 'queue' };
    const bindings = [
      { ...to, source: 'amq.headers', arguments: { 'x-match': 'some' } },
      { ...to, source: 'amq.direct', routing_key: 'k', arguments: { a: 1 } },
      { ...to, source: '', routing_key: 'q' },
    ];
    const imported = importDefinitions(oneQueue({}, { bindings }));
    expect(imported.bindings).toEqual([{ from: 'amq-direct', to: 'q', key: 'k' }]);
    expect(paths(imported)).toEqual(['bindings[0]', 'bindings[1].arguments', 'bindings[2]']);
  });

  it('names: those that fit come first, the others are cut and numbered', () => {
    const long = 'x'.repeat(40);
    const names = ['A.B', 'a-b', 'a b', long, `${long}y`, '', '订单'];
    const imported = importDefinitions({ queues: names.map((name) => ({ name })) });
    expect(imported.queues.map(({ name }) => name)).toEqual([
      'a-b-2',
      'a-b',
      'a-b-3',
      'x'.repeat(32),
      `${'x'.repeat(30)}-2`,
      '-',
      '--',
    ]);
    expect(imported.renamed).toHaveLength(6);
  });

  it('a file of users only has no topology, and names them', () => {
    const imported = importDefinitions({ users: [{ name: 'guest' }] });
    expect(imported).toMatchObject({ vhost: '/', exchanges: [], queues: [], bindings: [] });
    expect(paths(imported)).toEqual(['users[0]']);
  });

  it('a queue that is declared twice counts once', () => {
    const imported = importDefinitions({ queues: [{ name: 'q' }, { name: 'q', durable: false }] });
    expect(imported.queues).toEqual([{ name: 'q', type: 'classic', durable: true }]);
    expect(paths(imported)).toEqual(['queues[1]']);
  });
});

describe('a file that is wrong is refused, with the field', () => {
  const binding = { source: 's', destination: 'd' };
  it.each([
    [[], 'the file: expected an object, found []'],
    [{}, 'the file: expected definitions of a broker, with queues, exchanges or the like, found {}'],
    [{ queues: {} }, 'queues: expected a list, found {}'],
    [{ queues: [7] }, 'queues[0]: expected an object, found 7'],
    [{ queues: [{}] }, 'queues[0].name: expected a text, found nothing'],
    [{ queues: [{ name: 'q', durable: 'yes' }] }, 'queues[0].durable: expected true or false, found "yes"'],
    [{ queues: [{ name: 'q', arguments: 'none' }] }, 'queues[0].arguments: expected an object, found "none"'],
    [{ exchanges: [{ name: 'e' }] }, 'exchanges[0].type: expected a text, found nothing'],
    [{ bindings: [binding] }, 'bindings[0].destination_type: expected "queue" or "exchange", found nothing'],
    [
      oneQueue({}, { policies: [{ ...policy({}), priority: '1' }] }),
      'policies[0].priority: expected a whole number, found "1"',
    ],
    [oneQueue({}, { users: {} }), 'users: expected a list, found {}'],
    [
      {
        queues: [
          { name: 'q', vhost: 'a' },
          { name: 'q', vhost: 'b' },
        ],
      },
      'vhosts: expected one of the virtual hosts "a", "b", by name, found no name',
    ],
    [
      { vhosts: [{ name: 'a' }, { name: 'b' }], queues: [{ name: 'q' }] },
      'queues[0].vhost: expected the name of a virtual host, found nothing',
    ],
  ])('%j', (json, message) => {
    expect(() => importDefinitions(json)).toThrow(expect.objectContaining({ name: 'ImportError', message }));
  });

  it('in both languages', () => {
    const read = (): unknown => importDefinitions({ queues: [{ name: 7 }] });
    const sentence = {
      en: 'queues[0].name: expected a text, found 7',
      'zh-cn': 'queues[0].name：应为文本，实际为 7',
    };
    expect(read).toThrow(expect.objectContaining({ path: 'queues[0].name', sentence }));
  });

  it('a virtual host that is not there', () => {
    const ask = (): unknown => importDefinitions(oneQueue({ vhost: '/' }), { vhost: 'prod' });
    expect(ask).toThrow('vhosts: expected one of the virtual hosts "/", by name, found "prod"');
  });
});
