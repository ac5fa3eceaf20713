/** Channels on one node, queues on another: the same answers, and what happens when one of them is gone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClientMethod, MethodOf, ServerMethod } from '../../../../sim-engine/systems/rabbitmq/node/methods.ts';
import { setMirrors, tick } from '../../../../sim-engine/systems/rabbitmq/node/node.ts';
import { readyCount } from '../../../../sim-engine/systems/rabbitmq/node/records.ts';
import type { ChannelKey } from '../../../../sim-engine/systems/rabbitmq/rules/queue/entry.ts';
import { bench, quorum, QUORUM } from '../support.ts';
import { MiniCluster, NAMES, type Name } from './miniCluster.ts';

function types(methods: readonly ServerMethod[]): readonly ServerMethod['type'][] {
  return methods.map(({ type }) => type);
}

/** Bodies, with a star for those that were redelivered. */
function bodies(methods: readonly ServerMethod[]): readonly string[] {
  return methods.flatMap((method) => {
    if (method.type !== 'basic.deliver' && method.type !== 'basic.get-ok') return [];
    return [method.message.redelivered ? `${method.message.body}*` : method.message.body];
  });
}

function faults(methods: readonly ServerMethod[]): readonly string[] {
  return methods.flatMap((method) => (method.type === 'channel.close' ? [method.replyText] : []));
}

function depths(cluster: MiniCluster, queue: string): readonly number[] {
  return NAMES.map((name) => readyCount(cluster.record(name, queue)!));
}

const publish = (body: string, more: object = {}): MethodOf<'basic.publish'> => ({
  type: 'basic.publish',
  exchange: '',
  routingKey: 'q',
  body,
  properties: { persistent: true },
  ...more,
});
const consume = (more: object = {}): ClientMethod => ({
  type: 'basic.consume',
  queue: 'q',
  consumerTag: 'C',
  ...more,
});
const get: ClientMethod = { type: 'basic.get', queue: 'q' };

function confirming(cluster: MiniCluster, name: Name): ChannelKey {
  const key = cluster.channel(name);
  cluster.say(key, { type: 'confirm.select' });
  return key;
}

/** A cluster with a queue that was declared through node 1. */
function withQueue(declaration: object): MiniCluster {
  const cluster = new MiniCluster();
  cluster.say(cluster.channel('n1'), { type: 'queue.declare', queue: 'q', durable: true, ...declaration });
  return cluster;
}

// --- the same as on one node -----------------------------------------------------------------------------------------

const tag = fc.integer({ min: 0, max: 5 });
const method = fc.oneof<fc.Arbitrary<ClientMethod>[]>(
  fc.record({ type: fc.constant('channel.open' as const) }),
  fc.record({ type: fc.constant('channel.close' as const) }),
  fc.constantFrom('1', '2', '3').map((body) => publish(body)),
  fc.boolean().map((noAck) => ({ type: 'basic.get', queue: 'q', noAck })),
  fc
    .tuple(fc.constantFrom('A', 'B'), fc.boolean(), fc.boolean())
    .map(([consumerTag, noAck, exclusive]) => consume({ consumerTag, noAck, exclusive })),
  fc.constantFrom('A', 'B').map((consumerTag) => ({ type: 'basic.cancel', consumerTag })),
  fc.tuple(tag, fc.boolean()).map(([deliveryTag, multiple]) => ({ type: 'basic.ack', deliveryTag, multiple })),
  fc.tuple(tag, fc.boolean()).map(([deliveryTag, requeue]) => ({ type: 'basic.nack', deliveryTag, requeue })),
  fc.integer({ min: 0, max: 2 }).map((prefetch) => ({ type: 'basic.qos', prefetch })),
  fc.constant({ type: 'basic.recover', requeue: true }),
  fc.constant({ type: 'confirm.select' }),
  fc.constant({ type: 'queue.purge', queue: 'q' }),
  fc.boolean().map((ifUnused) => ({ type: 'queue.delete', queue: 'q', ifUnused })),
  fc.constant({ type: 'queue.declare', queue: 'q', passive: true }),
);
const inputs = fc.array(fc.record({ connection: fc.constantFrom('x', 'y'), method }), { maxLength: 60 });

describe.each([
  ['classic', { arguments: { 'x-max-length': 3 } }],
  ['quorum', quorum({ 'x-delivery-limit': 2 })],
])('a %s queue on another node', (_type, declaration) => {
  it('answers its clients as one on their own node does', () => {
    fc.assert(
      fc.property(inputs, (said) => {
        const cluster = withQueue(declaration);
        const on = bench();
        on.declare(on.channel(), 'q', { durable: true, ...declaration });
        for (const connection of ['x', 'y']) {
          cluster.channel(connection === 'x' ? 'n2' : 'n3', connection);
          on.say({ connection, channel: 1 }, { type: 'channel.open' });
        }
        // The name of a connection is never used again.
        const closed = new Set<string>();
        for (const { connection, method: what } of said) {
          if (closed.has(connection)) continue;
          const key = { connection, channel: 1 };
          const before = cluster.told.length;
          cluster.say(key, what);
          const told = on.say(key, what);
          if (told.some(({ method }) => method.type === 'connection.close')) closed.add(connection);
          for (const other of ['x', 'y']) {
            const heard = cluster.told.slice(before).filter((one) => one.connection === other);
            expect(heard.map((one) => one.method)).toEqual(
              told.filter((one) => one.connection === other).map((one) => one.method),
            );
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('a queue of the cluster', () => {
  it('that a client of another node uses no more is deleted everywhere (auto-delete, x-expires)', () => {
    const cluster = withQueue({ autoDelete: true });
    const key = cluster.channel('n2');
    cluster.say(key, consume());
    cluster.say(key, { type: 'basic.cancel', consumerTag: 'C' });
    expect(NAMES.filter((name) => cluster.record(name, 'q') !== undefined)).toEqual([]);
    cluster.say(key, { type: 'queue.declare', queue: 'q', arguments: { 'x-expires': 1_000 } });
    cluster.nowMicros += 1_000_000;
    cluster.step('n2', (node) => tick(node, cluster.nowMicros - 1));
    expect(NAMES.filter((name) => cluster.record(name, 'q') !== undefined)).toEqual(NAMES);
    cluster.step('n2', (node) => tick(node, cluster.nowMicros));
    expect(NAMES.filter((name) => cluster.record(name, 'q') !== undefined)).toEqual([]);
  });

  it('is reached through exchanges and bindings that were made on another node', () => {
    const cluster = withQueue({});
    const [two, three] = [cluster.channel('n2'), confirming(cluster, 'n3')];
    cluster.say(two, { type: 'exchange.declare', exchange: 'e', exchangeType: 'direct' });
    cluster.say(two, { type: 'queue.bind', queue: 'q', exchange: 'e', routingKey: 'k' });
    const bound = publish('m', { exchange: 'e', routingKey: 'k', mandatory: true });
    expect(types(cluster.say(three, bound))).toEqual(['basic.ack']);
    cluster.say(two, { type: 'exchange.delete', exchange: 'e' });
    expect(faults(cluster.say(three, bound))[0]).toMatch(/^NOT_FOUND - no exchange 'e'/);
    expect(NAMES.map((name) => cluster.node(name).bindings.length)).toEqual([0, 0, 0]);
  });

  it('gives back what a node held that is gone', () => {
    const cluster = withQueue({});
    const [two, three] = [cluster.channel('n2'), cluster.channel('n3')];
    cluster.say(two, publish('m'));
    expect(bodies(cluster.say(two, get))).toEqual(['m']);
    expect(types(cluster.say(three, get))).toEqual(['basic.get-empty']);
    cluster.kill('n2');
    expect(bodies(cluster.say(three, get))).toEqual(['m*']);
  });
});

// --- a plain classic queue -------------------------------------------------------------------------------------------

describe('a plain durable queue whose node is dead', () => {
  it('cancels its consumers, is unroutable, and refuses the rest (recorded: cluster-plain-queue-on-a-dead-node)', () => {
    const cluster = withQueue({});
    const [watch, two, reading] = [cluster.channel('n2'), confirming(cluster, 'n2'), cluster.channel('n2')];
    cluster.say(watch, consume());
    expect(types(cluster.heardBy(watch, () => cluster.kill('n1')))).toEqual(['basic.cancel']);
    expect(types(cluster.say(two, publish('lost', { mandatory: true })))).toEqual(['basic.return', 'basic.ack']);
    const text = "NOT_FOUND - home node 'n1' of durable queue 'q' in vhost '/' is down or inaccessible";
    expect(faults(cluster.say(reading, get))).toEqual([text]);
  });

  it('refuses publishes that were on their way, and knows nothing of what it had handed out', () => {
    const cluster = withQueue({});
    const [two, watch] = [confirming(cluster, 'n2'), cluster.channel('n2')];
    cluster.say(two, publish('kept'));
    expect(bodies(cluster.say(watch, get))).toEqual(['kept']);
    cluster.loses = (output) => output.to === 'node';
    expect(cluster.say(two, publish('on its way'))).toEqual([]);
    cluster.loses = () => false;
    expect(types(cluster.heardBy(two, () => cluster.kill('n1')))).toEqual(['basic.nack']);
    expect(cluster.say(watch, { type: 'basic.ack', deliveryTag: 1 })).toEqual([]);
  });
});

describe('a node that comes back', () => {
  it('has its own queue again, and knows what was declared without it', () => {
    const cluster = withQueue({});
    const two = confirming(cluster, 'n2');
    cluster.say(two, publish('kept'));
    cluster.say(two, publish('light', { properties: {} }));
    cluster.kill('n1');
    cluster.say(two, { type: 'queue.declare', queue: 'new' });
    cluster.revive('n1');
    expect(bodies(cluster.say(two, get))).toEqual(['kept*']);
    const one = confirming(cluster, 'n1');
    expect(types(cluster.say(one, publish('m', { routingKey: 'new', mandatory: true })))).toEqual(['basic.ack']);
    expect(readyCount(cluster.record('n2', 'new')!)).toBe(1);
  });
});

// --- a mirrored classic queue ----------------------------------------------------------------------------------------

function mirroredQueue(): MiniCluster {
  const cluster = withQueue({});
  cluster.step('n1', (node) => setMirrors(node, 'q', ['n2', 'n3'], cluster.nowMicros));
  return cluster;
}

describe('a mirrored queue', () => {
  it('confirms when every mirror that its leader sees has the message', () => {
    const cluster = mirroredQueue();
    const two = confirming(cluster, 'n2');
    expect(types(cluster.say(two, publish('1')))).toEqual(['basic.ack']);
    expect(depths(cluster, 'q')).toEqual([1, 1, 1]);
    cluster.loses = (output) => output.to === 'mirrors';
    expect(cluster.say(two, publish('2'))).toEqual([]);
    const alone = (): void => cluster.step('n1', (node) => setMirrors(node, 'q', [], cluster.nowMicros));
    expect(types(cluster.heardBy(two, alone))).toEqual(['basic.ack']);
  });

  it('is led by a mirror, with everything, as redelivered (recorded: cluster-mirrored-queue-promotion)', () => {
    const cluster = mirroredQueue();
    const [two, a] = [confirming(cluster, 'n2'), cluster.channel('n2')];
    for (const body of ['1', '2', '3']) cluster.say(two, publish(body));
    cluster.say(cluster.channel('n1'), get);
    cluster.say(a, { type: 'basic.qos', prefetch: 1 });
    expect(bodies(cluster.say(a, consume()))).toEqual(['2']);
    const told = cluster.heardBy(a, () => {
      cluster.kill('n1');
      cluster.lead('n2', 'q');
    });
    expect(bodies(told)).toEqual(['1*']);
    expect(types(cluster.say(two, publish('4')))).toEqual(['basic.ack']);
    cluster.step('n2', (node) => setMirrors(node, 'q', ['n3'], cluster.nowMicros));
    expect(depths(cluster, 'q').slice(1)).toEqual([3, 3]);
  });

  const promote = (more: object): readonly ServerMethod[] => {
    const cluster = mirroredQueue();
    const [two, a] = [confirming(cluster, 'n2'), cluster.channel('n3')];
    for (const body of ['1', '2']) cluster.say(two, publish(body));
    cluster.say(a, { type: 'basic.qos', prefetch: 1 });
    cluster.say(a, consume(more));
    return cluster.heardBy(a, () => cluster.lead('n2', 'q'));
  };

  it('has its consumers again with the new leader, unless they asked not to', () => {
    expect(bodies(promote({}))).toEqual(['1*']);
    expect(types(promote({ arguments: { 'x-cancel-on-ha-failover': true } }))).toEqual(['basic.cancel']);
  });
});

// --- a quorum queue --------------------------------------------------------------------------------------------------

describe('a quorum queue', () => {
  it('has the same state on every node', () => {
    const cluster = withQueue(quorum({ 'x-max-length': 2 }));
    const two = confirming(cluster, 'n2');
    for (const body of ['1', '2', '3', '4']) cluster.say(two, publish(body));
    cluster.say(two, get);
    const [first, ...others] = NAMES.map((name) => cluster.record(name, 'q')!);
    expect(depths(cluster, 'q')).toEqual([1, 1, 1]);
    for (const record of others) {
      expect(record.state).toEqual(first!.state);
      expect(record.dropped.toArray()).toEqual(first!.dropped.toArray());
    }
  });

  it('confirms a publish that comes while nobody leads late, once', () => {
    const cluster = withQueue(QUORUM);
    const two = confirming(cluster, 'n2');
    cluster.say(two, publish('before'));
    cluster.kill('n1');
    expect(cluster.say(two, publish('meanwhile'))).toEqual([]);
    expect(types(cluster.heardBy(two, () => cluster.lead('n3', 'q')))).toEqual(['basic.ack']);
    expect(depths(cluster, 'q').slice(1)).toEqual([2, 2]);
    expect(cluster.node('n2').connections.items[0]!.channels[0]!.pending.items).toEqual([]);
  });

  it.each([
    ['the request', 'node', 'n3'],
    ['the command', 'replicas', 'n3'],
    ['the answer', 'channel', 'n2'],
  ])('loses and doubles nothing when %s is lost with the old leader', (_what, lost, leader) => {
    const cluster = withQueue(QUORUM);
    const two = confirming(cluster, 'n2');
    cluster.loses = (output) => output.to === lost;
    expect(cluster.say(two, publish('m'))).toEqual([]);
    cluster.loses = () => false;
    cluster.kill('n1');
    expect(types(cluster.heardBy(two, () => cluster.lead(leader as Name, 'q')))).toEqual(['basic.ack']);
    expect(depths(cluster, 'q').slice(1)).toEqual([1, 1]);
  });

  it('delivers under a new leader what a consumer has missed, and nothing twice', () => {
    const cluster = withQueue(QUORUM);
    const [two, three] = [confirming(cluster, 'n2'), cluster.channel('n3')];
    cluster.say(three, consume());
    expect(bodies(cluster.heardBy(three, () => void cluster.say(two, publish('got'))))).toEqual(['got']);
    cluster.loses = (output) => output.to === 'channel' && output.connection === three.connection;
    expect(cluster.heardBy(three, () => void cluster.say(two, publish('missed')))).toEqual([]);
    cluster.loses = () => false;
    cluster.kill('n1');
    expect(bodies(cluster.heardBy(three, () => cluster.lead('n2', 'q')))).toEqual(['missed']);
    cluster.say(three, { type: 'basic.ack', deliveryTag: 2, multiple: true });
    const state = cluster.record('n2', 'q')!.state!;
    expect(state.type === 'quorum' && state.held.items).toEqual([]);
  });

  it('asks for a delivery that has not come when the next one does', () => {
    const cluster = withQueue(QUORUM);
    const [two, three] = [confirming(cluster, 'n2'), cluster.channel('n3')];
    cluster.say(three, consume());
    cluster.loses = (output) => output.to === 'channel' && output.connection === three.connection;
    cluster.say(two, publish('1'));
    cluster.loses = () => false;
    expect(bodies(cluster.heardBy(three, () => void cluster.say(two, publish('2'))))).toEqual(['1', '2']);
  });

  it('tells a client once of its consumer, also when the registration is sent again', () => {
    const cluster = withQueue(QUORUM);
    const three = cluster.channel('n3');
    cluster.loses = (output) => output.to === 'replicas';
    expect(types(cluster.say(three, consume()))).toEqual(['basic.consume-ok']);
    cluster.loses = () => false;
    cluster.kill('n1');
    expect(cluster.heardBy(three, () => cluster.lead('n2', 'q'))).toEqual([]);
    const two = confirming(cluster, 'n2');
    expect(bodies(cluster.heardBy(three, () => void cluster.say(two, publish('m'))))).toEqual(['m']);
  });

  it('learns of a channel that ended while nobody led', () => {
    const cluster = withQueue(QUORUM);
    const three = cluster.channel('n3');
    cluster.say(three, publish('m'));
    cluster.say(three, get);
    cluster.kill('n1');
    cluster.say(three, { type: 'channel.close' });
    cluster.lead('n2', 'q');
    expect(depths(cluster, 'q').slice(1)).toEqual([1, 1]);
  });
});
