/** A node that goes down: who is told, and what is there afterwards. */
import { describe, expect, it } from 'vitest';
import { synced } from '../../../../sim-engine/systems/rabbitmq/node/node.ts';
import { killNode, stopNode } from '../../../../sim-engine/systems/rabbitmq/node/restart.ts';
import { readyCount } from '../../../../sim-engine/systems/rabbitmq/node/records.ts';
import type { RabbitNode } from '../../../../sim-engine/systems/rabbitmq/node/value.ts';
import { bench, quorum, QUORUM } from '../support.ts';

const TO_DEAD = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' };

/** Durable and transient things, and one message in each queue that a client holds. */
function busy(): RabbitNode {
  const on = bench('3.10');
  const key = on.channel();
  for (const durable of [true, false]) {
    const exchange = durable ? 'kept' : 'lost';
    on.say(key, { type: 'exchange.declare', exchange, exchangeType: 'fanout', durable });
  }
  on.declare(key, 'durable', { durable: true });
  on.declare(key, 'exclusive', { durable: true, exclusive: true });
  on.declare(key, 'transient');
  on.declare(key, 'quorum', QUORUM);
  for (const exchange of ['kept', 'lost'])
    for (const queue of ['durable', 'transient'])
      on.say(key, { type: 'queue.bind', queue, exchange, routingKey: exchange });
  for (const queue of ['durable', 'transient', 'quorum']) {
    on.publish(key, queue, 'm', { properties: { persistent: true } });
    on.get(key, queue);
  }
  return on.node;
}

describe.each([
  ['stopped', stopNode],
  ['killed', killNode],
] as const)('a node that is %s', (_how, end) => {
  const { node } = end(busy(), 2_000_000);

  it('has its durable exchanges and queues again, and the bindings between them', () => {
    const names = node.exchanges.map(({ name }) => name);
    expect(names).toContain('amq.direct');
    expect(names).toContain('kept');
    expect(names).not.toContain('lost');
    expect(node.queues.map(({ name }) => name)).toEqual(['durable', 'quorum']);
    expect(node.bindings).toMatchObject([{ source: 'kept', destination: { kind: 'queue', name: 'durable' } }]);
  });

  it('has no connection, and what clients held is ready again', () => {
    expect(node.connections.items).toEqual([]);
    expect(node.queues.map((record) => readyCount(record))).toEqual([1, 1]);
  });
});

describe('a message that comes back once more than its quorum queue allows, because its node is killed', () => {
  it('is a dead letter like any other', () => {
    const on = bench('4.3');
    const key = on.channel();
    on.declare(key, 'dead', QUORUM);
    on.declare(key, 'q', quorum({ 'x-delivery-limit': 0, ...TO_DEAD }));
    on.publish(key, 'q', 'm');
    on.get(key, 'q');
    const { node } = killNode(on.node, 0);
    expect(node.queues.map((record) => [record.name, readyCount(record)])).toEqual([
      ['dead', 1],
      ['q', 0],
    ]);
  });
});

describe('a dead letter that is kept until it is confirmed, when its node is killed', () => {
  it('is sent again as soon as the node is up', () => {
    const on = bench('4.3', { persistence: 'on-sync' });
    const key = on.channel();
    on.declare(key, 'dead', QUORUM);
    const keeping = { 'x-overflow': 'reject-publish', 'x-dead-letter-strategy': 'at-least-once' };
    on.declare(key, 'q', quorum({ 'x-delivery-limit': 0, ...keeping, ...TO_DEAD }));
    on.publish(key, 'q', 'm');
    on.get(key, 'q');
    // The letter is in the other queue, which waits for the disk and forgets to whom it owes a confirm.
    const once = killNode(on.node, 0).node;
    const again = killNode(once, 0).node;
    const { node } = synced(again, { queue: 'dead', count: 1 }, 0);
    const waits = again.queues.find(({ name }) => name === 'q');
    expect(waits?.deadLetters).toHaveLength(1);
    expect(node.queues.find(({ name }) => name === 'q')?.deadLetters).toEqual([]);
  });
});

describe('who is told', () => {
  it('of a stop the clients, and the cluster of the exclusive queue; of a kill nobody', () => {
    expect(stopNode(busy(), 0).outputs).toMatchObject([
      { to: 'client', channel: 0, method: { replyCode: 320 } },
      { to: 'cluster', change: { type: 'queue-removed', queue: 'exclusive' } },
    ]);
    expect(killNode(busy(), 0).outputs).toEqual([]);
  });
});
