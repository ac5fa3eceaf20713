/** A node: what clients are told, and what happens when they go. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commit, synced, closeConnection } from '../../../../sim-engine/systems/rabbitmq/node/node.ts';
import type { ClientMethod, ServerMethod } from '../../../../sim-engine/systems/rabbitmq/node/methods.ts';
import { handle } from '../../../../sim-engine/systems/rabbitmq/node/node.ts';
import { nextTimer } from '../../../../sim-engine/systems/rabbitmq/node/timers.ts';
import { faultIn, isFor, type Bench, type Told } from '../../../../sim-engine/systems/rabbitmq/vectors/bench.ts';
import type { ChannelKey } from '../../../../sim-engine/systems/rabbitmq/rules/queue/entry.ts';
import type { RabbitVersion } from '../../../../sim-engine/systems/rabbitmq/rules/version.ts';
import { hashOf } from '../../../../sim-engine/kernel/hash.ts';
import { bench, quorum, QUORUM } from '../support.ts';

function types(told: readonly Told[]): readonly ServerMethod['type'][] {
  return told.map(({ method }) => method.type);
}

function confirming(on: Bench): ChannelKey {
  const key = on.channel();
  on.say(key, { type: 'confirm.select' });
  return key;
}

describe('a fault', () => {
  it('of the soft kind ends the channel, and what it held comes back', () => {
    const on = bench();
    const key = on.channel();
    on.declare(key, 'q');
    on.publish(key, 'q', 'm');
    on.get(key, 'q');
    expect(types(on.say(key, { type: 'basic.ack', deliveryTag: 9 }))).toEqual(['channel.close']);
    expect(on.depth('q')).toBe(1);
    expect(on.say(key, { type: 'queue.declare', queue: 'late' })).toEqual([]);
    expect(on.exists('late')).toBe(false);
  });

  it('of the hard kind ends the connection, with its exclusive queues', () => {
    const on = bench();
    const connection = on.connect();
    const [key, sibling] = [on.channel(connection), on.channel(connection)];
    on.declare(sibling, 'mine', { exclusive: true });
    const told = on.say(key, { type: 'basic.recover', requeue: false });
    expect(faultIn(told)).toMatch(/^540 /);
    expect(types(told)).toEqual(['connection.close']);
    expect(on.exists('mine')).toBe(false);
    expect(on.node.connections.items).toEqual([]);
  });
});

describe('a publish', () => {
  it('that several queues take is confirmed once, after all of them', () => {
    const on = bench('3.13', { quorum: 'replicated' });
    const key = confirming(on);
    on.say(key, { type: 'exchange.declare', exchange: 'f', exchangeType: 'fanout' });
    on.declare(key, 'classic');
    on.declare(key, 'quorum', QUORUM);
    for (const queue of ['classic', 'quorum'])
      on.say(key, { type: 'queue.bind', queue, exchange: 'f', routingKey: '' });
    const publish: ClientMethod = { type: 'basic.publish', exchange: 'f', routingKey: '', body: 'm' };
    const { node, outputs } = handle(on.node, { ...key, method: publish }, on.nowMicros);
    const requests = outputs.flatMap((output) => (output.to === 'replicas' ? [output.request] : []));
    expect(outputs).toHaveLength(1);
    expect(requests).toHaveLength(1);
    const after = commit(node, requests[0]!, on.nowMicros);
    expect(after.outputs).toEqual([
      { to: 'client', ...key, method: { type: 'basic.ack', deliveryTag: 1, multiple: false } },
    ]);
  });

  it('that has to be on disk is confirmed when it is; a transient one at once', () => {
    const on = bench('3.13', { persistence: 'on-sync' });
    const key = confirming(on);
    on.declare(key, 'q', { durable: true });
    expect(on.confirmed(key, 'q', 'kept', { properties: { persistent: true } })).toBeNull();
    expect(on.confirmed(key, 'q', 'light')).toBe('ack');
    const { outputs } = synced(on.node, { queue: 'q', count: 1 }, on.nowMicros);
    expect(outputs).toMatchObject([{ method: { type: 'basic.ack', deliveryTag: 1 } }]);
  });

  it('that comes while an fsync goes on waits for the next one', () => {
    const on = bench('3.13', { persistence: 'on-sync' });
    const key = confirming(on);
    on.declare(key, 'q', { durable: true });
    for (const body of ['early', 'late']) on.confirmed(key, 'q', body, { properties: { persistent: true } });
    const first = synced(on.node, { queue: 'q', count: 1 }, on.nowMicros);
    expect(first.outputs).toMatchObject([{ method: { deliveryTag: 1 } }]);
    const second = synced(first.node, { queue: 'q', count: 1 }, on.nowMicros);
    expect(second.outputs).toMatchObject([{ method: { deliveryTag: 2 } }]);
  });

  it('in a quorum queue with one member has to be on disk, persistent or not', () => {
    const on = bench('3.13', { persistence: 'on-sync' });
    const key = confirming(on);
    on.declare(key, 'q', QUORUM);
    expect(on.confirmed(key, 'q', 'light')).toBeNull();
    const { outputs } = synced(on.node, { queue: 'q', count: 1 }, on.nowMicros);
    expect(outputs).toMatchObject([{ method: { type: 'basic.ack', deliveryTag: 1 } }]);
  });

  it('in a transaction is checked at once, and routed at the commit', () => {
    const on = bench();
    const key = on.channel();
    on.declare(key, 'q');
    on.say(key, { type: 'tx.select' });
    on.publish(key, 'q', 'm');
    on.publish(key, 'nowhere', 'lost', { mandatory: true });
    expect(on.depth('q')).toBe(0);
    expect(types(on.say(key, { type: 'tx.commit' }))).toEqual(['basic.return', 'tx.commit-ok']);
    expect(on.depth('q')).toBe(1);
    expect(faultIn(on.publish(key, 'k', 'm', { exchange: 'none' }))).toMatch(/^404 /);
  });

  it('under an alarm waits, with everything behind it, and consumers go on', () => {
    const on = bench();
    const key = confirming(on);
    on.declare(key, 'q');
    on.publish(key, 'q', '1');
    on.alarms([{ node: 'x', resource: 'disk' }]);
    expect(types(on.publish(key, 'q', '2'))).toEqual(['connection.blocked']);
    expect(on.say(key, { type: 'queue.delete', queue: 'q' })).toEqual([]);
    const reader = on.channel();
    expect(on.get(reader, 'q', true)!.message.body).toBe('1');
    const before = on.told.length;
    on.alarms([]);
    expect(types(on.told.slice(before))).toEqual(['connection.unblocked', 'basic.ack', 'queue.delete-ok']);
  });

  it('that is too large is refused; one byte less is not', () => {
    const on = bench('3.13', { maxMessageBytes: 3 });
    const key = on.channel();
    expect(faultIn(on.publish(key, 'q', 'abc'))).toBeNull();
    expect(faultIn(on.publish(key, 'q', 'abcd'))).toMatch(/^406 .*size 4 is larger than configured max size 3/);
  });
});

describe('acknowledgement timeout', () => {
  const late = (version: '3.13' | '4.3', queueType: 'classic' | 'quorum'): readonly string[] => {
    const on = bench(version, { consumerTimeoutMicros: 1_000_000, channelTickMicros: 500_000 });
    const key = on.channel();
    on.declare(key, 'q', { durable: true, arguments: { 'x-queue-type': queueType } });
    on.publish(key, 'q', 'm');
    on.consume(key, 'q', 'C');
    return types(on.wait(5_000)).filter((type) => type !== 'basic.deliver');
  };

  it('3.13 closes the channel, 4.3 cancels the consumer of a quorum queue, and leaves classic ones alone', () => {
    expect(late('3.13', 'classic')).toEqual(['channel.close']);
    expect(late('3.13', 'quorum')).toEqual(['channel.close']);
    expect(late('4.3', 'quorum')).toEqual(['basic.cancel']);
    expect(late('4.3', 'classic')).toEqual([]);
  });

  it('is found at the first check after it, not before', () => {
    const on = bench('3.13', { consumerTimeoutMicros: 1_000_000, channelTickMicros: 700_000 });
    const key = on.channel();
    on.declare(key, 'q');
    on.publish(key, 'q', 'm');
    on.consume(key, 'q', 'C');
    expect(types(on.wait(1_399))).toEqual([]);
    expect(types(on.wait(1))).toEqual(['channel.close']);
  });
});

describe('what a quorum queue counts', () => {
  type Way = 'basic.nack' | 'basic.reject' | 'channel.close' | 'timeout';

  /** Hands a message out and gets it back up to ten times, under a limit of 2; how often it was handed out. */
  function deliveries(version: '4.0' | '4.3', way: Way): number {
    const on = bench(version, { consumerTimeoutMicros: 1_000_000, channelTickMicros: 500_000 });
    const setUp = on.channel();
    on.declare(setUp, 'q', quorum({ 'x-delivery-limit': 2 }));
    on.publish(setUp, 'q', 'm');
    for (let count = 0; count < 10; count += 1) {
      const key = on.channel();
      if (on.depth('q') === 0) return count;
      if (way === 'timeout') on.consume(key, 'q', `C${count}`);
      else on.get(key, 'q');
      if (way === 'timeout') on.wait(1_500);
      else if (way === 'channel.close') on.say(key, { type: 'channel.close' });
      else on.say(key, { type: way, deliveryTag: 1, requeue: true });
    }
    return 10;
  }

  it.each<[Way, number, number]>([
    ['basic.reject', 3, 3],
    ['channel.close', 3, 3],
    ['basic.nack', 3, 10],
  ])('a return by %s: every one in 4.0, only a failure in 4.3', (way, before, since) => {
    expect(deliveries('4.0', way)).toBe(before);
    expect(deliveries('4.3', way)).toBe(since);
  });

  it('an acknowledgement timeout never counts in 4.3', () => expect(deliveries('4.3', 'timeout')).toBe(10));

  it.each(['4.0', '4.3'] as const)('without a limit a returned message stands at the end in 4.0 (%s)', (version) => {
    const on = bench(version);
    const key = on.channel();
    on.declare(key, 'q', quorum({ 'x-delivery-limit': -1 }));
    for (const body of ['m', 'n']) on.publish(key, 'q', body);
    on.get(key, 'q');
    on.say(key, { type: 'basic.reject', deliveryTag: 1, requeue: true });
    expect(on.get(key, 'q')?.message.body).toBe(version === '4.0' ? 'n' : 'm');
  });
});

describe('lives', () => {
  it('an auto-delete exchange goes with its last binding', () => {
    const on = bench();
    const key = on.channel();
    on.say(key, { type: 'exchange.declare', exchange: 'x', exchangeType: 'fanout', autoDelete: true });
    on.declare(key, 'q');
    on.say(key, { type: 'queue.bind', queue: 'q', exchange: 'x', routingKey: '' });
    expect(on.node.exchanges.some(({ name }) => name === 'x')).toBe(true);
    on.say(key, { type: 'queue.delete', queue: 'q' });
    expect(on.node.exchanges.some(({ name }) => name === 'x')).toBe(false);
  });

  it('x-expires counts from the last use', () => {
    const on = bench();
    const key = on.channel();
    on.declare(key, 'q', { arguments: { 'x-expires': 100 } });
    on.wait(90);
    on.get(key, 'q');
    on.wait(99);
    expect(on.exists('q')).toBe(true);
    on.wait(1);
    expect(on.exists('q')).toBe(false);
  });

  it('at-least-once: a letter that nobody takes stays, and goes when there is somebody', () => {
    const on = bench('4.0', { deadLetterTimeoutMicros: 1_000_000 });
    const key = on.channel();
    on.declare(
      key,
      'q',
      quorum({
        'x-overflow': 'reject-publish',
        'x-dead-letter-strategy': 'at-least-once',
        'x-dead-letter-exchange': '',
        'x-dead-letter-routing-key': 'later',
      }),
    );
    on.publish(key, 'q', 'm');
    on.say(key, { type: 'basic.reject', deliveryTag: on.get(key, 'q')!.deliveryTag, requeue: false });
    on.wait(2_500);
    on.declare(key, 'later');
    expect(on.depth('later')).toBe(0);
    on.wait(1_000);
    expect(on.bodies(key, 'later')).toEqual(['m']);
    expect(nextTimer(on.node)).toBeNull();
  });
});

describe('at-least-once', () => {
  const source = quorum({
    'x-overflow': 'reject-publish',
    'x-dead-letter-strategy': 'at-least-once',
    'x-dead-letter-exchange': 'dlx',
  });

  it('sends again only to those that have not confirmed, and lets go when all have', () => {
    const on = bench('4.0', { deadLetterTimeoutMicros: 1_000_000 });
    const key = on.channel();
    on.say(key, { type: 'exchange.declare', exchange: 'dlx', exchangeType: 'fanout' });
    on.declare(key, 'full', { arguments: { 'x-max-length': 1, 'x-overflow': 'reject-publish' } });
    on.declare(key, 'open');
    for (const queue of ['full', 'open']) on.say(key, { type: 'queue.bind', queue, exchange: 'dlx', routingKey: '' });
    on.declare(key, 'q', source);
    on.publish(key, 'full', 'in the way');
    on.publish(key, 'q', 'm');
    on.say(key, { type: 'basic.reject', deliveryTag: on.get(key, 'q')!.deliveryTag, requeue: false });
    expect(on.depth('open')).toBe(1);
    on.wait(1_000);
    expect(on.depth('open')).toBe(1);
    expect(on.bodies(key, 'full')).toEqual(['in the way']);
    on.wait(1_000);
    expect(on.bodies(key, 'full')).toEqual(['m']);
    expect(on.bodies(key, 'open')).toEqual(['m']);
    expect(nextTimer(on.node)).toBeNull();
  });
});

describe('a queue that is deleted', () => {
  it('keeps no publisher waiting', () => {
    const on = bench('4.0', { quorum: 'replicated' });
    const key = confirming(on);
    on.declare(key, 'q', QUORUM);
    expect(on.confirmed(key, 'q', 'm')).toBeNull();
    expect(types(on.say(key, { type: 'queue.delete', queue: 'q' }))).toEqual(['basic.ack', 'queue.delete-ok']);
  });
});

// --- any clients at all ----------------------------------------------------------------------------------------------

const queueName = fc.constantFrom('c', 'p', 'q');
const tag = fc.integer({ min: 0, max: 6 });
const method = fc.oneof<fc.Arbitrary<ClientMethod>[]>(
  fc.record({ type: fc.constant('channel.open' as const) }),
  fc.record({ type: fc.constant('channel.close' as const) }),
  fc.tuple(queueName, fc.nat(9)).map(([queue, priority]) => ({
    type: 'basic.publish',
    exchange: '',
    routingKey: queue,
    body: 'm',
    properties: { priority },
  })),
  fc.tuple(queueName, fc.boolean()).map(([queue, noAck]) => ({ type: 'basic.get', queue, noAck })),
  fc.tuple(queueName, fc.constantFrom('A', 'B'), fc.boolean()).map(([queue, consumerTag, noAck]) => ({
    type: 'basic.consume',
    queue,
    consumerTag,
    noAck,
  })),
  fc.constantFrom('A', 'B').map((consumerTag) => ({ type: 'basic.cancel', consumerTag })),
  fc.tuple(tag, fc.boolean()).map(([deliveryTag, multiple]) => ({ type: 'basic.ack', deliveryTag, multiple })),
  fc.tuple(tag, fc.boolean(), fc.boolean()).map(([deliveryTag, multiple, requeue]) => ({
    type: 'basic.nack',
    deliveryTag,
    multiple,
    requeue,
  })),
  fc.integer({ min: 0, max: 3 }).map((prefetch) => ({ type: 'basic.qos', prefetch })),
  fc.integer({ min: 0, max: 3 }).map((prefetch) => ({ type: 'basic.qos', prefetch, global: true })),
  fc.constant({ type: 'basic.recover', requeue: true }),
  fc.constant({ type: 'confirm.select' }),
  queueName.map((queue) => ({ type: 'queue.purge', queue })),
);
const input = fc.record({ connection: fc.constantFrom('x', 'y'), channel: fc.constantFrom(1, 2), method });

function busyNode(): Bench {
  const on = bench('3.13');
  const key = on.channel();
  on.declare(key, 'c');
  on.declare(key, 'p', { arguments: { 'x-max-priority': 5, 'x-max-length': 3 } });
  on.declare(
    key,
    'q',
    quorum({ 'x-delivery-limit': 2, 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'c' }),
  );
  return on;
}

/** Whatever clients say: what channels hold is what queues think they hold, and no limit is exceeded. */
function checkHolds(on: Bench): void {
  const ofChannels: string[] = [];
  for (const { name, channels } of on.node.connections.items) {
    for (const { number, unacknowledged, unconfirmed } of channels) {
      ofChannels.push(...unacknowledged.items.map(({ queue, entry }) => `${name} ${number} ${queue} ${entry}`));
      expect(unconfirmed.items).toEqual([]);
    }
  }
  const ofQueues = on.node.queues.flatMap(({ name, state }) =>
    state === null || state.type === 'stream'
      ? []
      : state.held.items.map(({ by, entry }) => `${by.connection} ${by.channel} ${name} ${entry.id}`),
  );
  expect([...ofQueues].sort()).toEqual([...ofChannels].sort());
  for (const { state } of on.node.queues) {
    if (state === null || state.type === 'stream') continue;
    for (const { prefetch, unacknowledged, noAck } of [...state.consumers.waiting, ...state.consumers.blocked]) {
      if (!noAck && prefetch > 0) expect(unacknowledged).toBeLessThanOrEqual(prefetch);
    }
  }
}

describe('any clients at all', () => {
  it('hold what the queues think they hold', () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 80 }), (inputs) => {
        const on = busyNode();
        for (const key of ['x', 'y']) on.say({ connection: key, channel: 1 }, { type: 'channel.open' });
        for (const { method: said, ...key } of inputs) {
          on.say(key, said);
          checkHolds(on);
        }
        hashOf(on.node);
      }),
      { numRuns: 300 },
    );
  });

  it('are told in order: delivery tags grow by one, confirms come for every publish', () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 60 }), (inputs) => {
        const on = busyNode();
        const key = { connection: 'x', channel: 9 };
        on.say(key, { type: 'channel.open' });
        on.say(key, { type: 'confirm.select' });
        on.consume(key, 'c', 'mine');
        let published = 0;
        for (const { method: said, ...other } of inputs) {
          if (other.connection === 'y') on.say(other, said);
          else {
            on.publish(key, 'c', 'm');
            published += 1;
          }
        }
        const mine = on.told.filter((told) => isFor(told, key)).map((told) => told.method);
        const tags = mine.flatMap((told) => (told.type === 'basic.deliver' ? [told.deliveryTag] : []));
        expect(tags).toEqual(tags.map((_, index) => index + 1));
        const confirms = mine.flatMap((told) => (told.type === 'basic.ack' ? [told.deliveryTag] : []));
        expect(confirms).toEqual(Array.from({ length: published }, (_, index) => index + 1));
      }),
      { numRuns: 200 },
    );
  });

  it('leave nothing behind when all of them go', () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 60 }), (inputs) => {
        const on = busyNode();
        for (const { method: said, ...key } of inputs) on.say(key, said);
        for (const { name } of on.node.connections.items) on.node = closeConnection(on.node, name, on.nowMicros).node;
        expect(on.node.connections.items).toEqual([]);
        for (const { state } of on.node.queues) {
          if (state === null || state.type === 'stream') continue;
          expect(state.held.items).toEqual([]);
          expect(state.consumers).toEqual({ waiting: [], blocked: [] });
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('a version', () => {
  it('tells earlier deliveries in its own way: 3.10 with the first basic.get, 4.3 returns apart from failures', () => {
    const seen = (version: RabbitVersion, back: 'basic.nack' | 'basic.reject'): readonly unknown[] => {
      const on = bench(version);
      const key = on.channel();
      on.declare(key, 'q', quorum({ 'x-delivery-limit': 5 }));
      on.publish(key, 'q', 'm');
      const first = on.get(key, 'q');
      on.say(key, { type: back, deliveryTag: 1, requeue: true });
      return [first?.message.headers, on.get(key, 'q')?.message.headers];
    };
    const one = { 'x-delivery-count': 1 };
    expect(seen('3.10', 'basic.nack')).toEqual([{ 'x-delivery-count': 0 }, one]);
    expect(seen('3.13', 'basic.nack')).toEqual([null, one]);
    expect(seen('4.0', 'basic.nack')).toEqual([null, one]);
    expect(seen('4.3', 'basic.nack')).toEqual([null, { 'x-acquired-count': 1 }]);
    expect(seen('4.3', 'basic.reject')).toEqual([null, { 'x-acquired-count': 1, ...one }]);
  });

  it('since 4.3 purges dead letters that wait for their confirms: they never arrive', () => {
    const arrived = (version: RabbitVersion, purge: 'purge' | 'leave'): readonly string[] => {
      const on = bench(version);
      const key = on.channel();
      const letters = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'grave' };
      const kept = { 'x-dead-letter-strategy': 'at-least-once', 'x-overflow': 'reject-publish' };
      on.declare(key, 'q', quorum({ ...letters, ...kept }));
      on.publish(key, 'q', 'm');
      on.get(key, 'q');
      on.say(key, { type: 'basic.reject', deliveryTag: 1, requeue: false });
      if (purge === 'purge') on.say(key, { type: 'queue.purge', queue: 'q' });
      on.declare(key, 'grave', { durable: true });
      on.wait(600_000);
      return on.drain(key, 'grave').map(({ body }) => body);
    };
    expect([arrived('4.3', 'leave'), arrived('4.0', 'purge'), arrived('4.3', 'purge')]).toEqual([['m'], ['m'], []]);
  });

  it('since 4.3 refuses queues that are neither durable nor exclusive, and no others', () => {
    const refusal = (version: RabbitVersion, more: { durable?: boolean; exclusive?: boolean }): string | null => {
      const on = bench(version);
      return faultIn(on.say(on.channel(), { type: 'queue.declare', queue: 'q', ...more }));
    };
    expect(refusal('4.3', {})).toMatch(/^541 .* Feature `transient_nonexcl_queues` is deprecated/);
    expect(refusal('4.0', {})).toBe(null);
    expect(refusal('4.3', { durable: true })).toBe(null);
    expect(refusal('4.3', { exclusive: true })).toBe(null);
  });

  it('since 4.3 does not know a limit of the whole channel: each consumer has its own', () => {
    const delivered = (version: RabbitVersion): number => {
      const on = bench(version);
      const key = on.channel();
      on.declare(key, 'q', { durable: true });
      for (const body of ['1', '2', '3', '4']) on.publish(key, 'q', body);
      on.say(key, { type: 'basic.qos', prefetch: 1, global: true });
      const consume = { type: 'basic.consume', queue: 'q' } as const;
      const told = [...on.say(key, { ...consume, consumerTag: 'A' }), ...on.say(key, { ...consume, consumerTag: 'B' })];
      return types(told).filter((type) => type === 'basic.deliver').length;
    };
    expect([delivered('4.0'), delivered('4.3')]).toEqual([1, 2]);
  });
});
