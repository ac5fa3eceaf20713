/** What survives: durable and transient, auto-delete, lazy, restarts and kills of one node. */
import type { ScriptSource } from '../language.ts';

type Steps = ScriptSource['steps'];

const durable = true;

const everyKind: Steps = [
  { do: 'exchange.declare', exchange: 'durable', type: 'fanout', durable },
  { do: 'exchange.declare', exchange: 'transient', type: 'fanout' },
  { do: 'queue.declare', queue: 'durable', durable },
  { do: 'queue.declare', queue: 'transient' },
  { do: 'queue.declare', queue: 'lazy', durable, arguments: { 'x-queue-mode': 'lazy' } },
  { do: 'queue.declare', queue: 'quorum', durable, arguments: { 'x-queue-type': 'quorum' } },
  { do: 'queue.bind', queue: 'durable', exchange: 'durable' },
  { do: 'confirm.select' },
  { do: 'basic.publish', routingKey: 'durable', bodies: ['persistent'], properties: { deliveryMode: 2 } },
  { do: 'basic.publish', routingKey: 'durable', bodies: ['transient'], properties: { deliveryMode: 1 } },
  { do: 'basic.publish', routingKey: 'transient', bodies: ['persistent'], properties: { deliveryMode: 2 } },
  { do: 'basic.publish', routingKey: 'lazy', bodies: ['persistent'], properties: { deliveryMode: 2 } },
  { do: 'basic.publish', routingKey: 'lazy', bodies: ['transient'], properties: { deliveryMode: 1 } },
  { do: 'basic.publish', routingKey: 'quorum', bodies: ['persistent'], properties: { deliveryMode: 2 } },
  { do: 'basic.publish', routingKey: 'quorum', bodies: ['transient'], properties: { deliveryMode: 1 } },
];

const lookAround: Steps = [
  { do: 'connection.open', connection: 'again' },
  { do: 'channel.open', channel: 'look', connection: 'again' },
  { do: 'exchange.declare', channel: 'look', exchange: 'durable', type: 'fanout', passive: true },
  { do: 'basic.publish', channel: 'look', exchange: 'durable', bodies: ['through the binding'] },
  { do: 'exchange.declare', channel: 'look', exchange: 'transient', type: 'fanout', passive: true },
];

export const lifetimes: ScriptSource[] = [
  {
    name: 'auto-delete',
    title: 'Auto-delete needs a first consumer or binding, and then goes with the last one.',
    topics: ['auto-delete'],
    open: [{ connection: 'c', channels: ['ch', 'a', 'b', 'late', 'x1', 'x2'] }],
    steps: [
      { do: 'queue.declare', queue: 'q', autoDelete: true },
      { do: 'queue.declare', queue: 'q', autoDelete: true },
      { do: 'basic.consume', channel: 'a', queue: 'q', consumer: 'A' },
      { do: 'basic.consume', channel: 'b', queue: 'q', consumer: 'B' },
      { do: 'basic.cancel', channel: 'a', consumer: 'A' },
      { do: 'queue.declare', channel: 'a', queue: 'q', passive: true },
      { do: 'channel.close', channel: 'b' },
      { do: 'queue.declare', channel: 'late', queue: 'q', passive: true },
      { do: 'exchange.declare', exchange: 'x', type: 'fanout', autoDelete: true },
      { do: 'exchange.declare', channel: 'x1', exchange: 'x', type: 'fanout', passive: true },
      { do: 'queue.declare', queue: 'bound' },
      { do: 'queue.bind', queue: 'bound', exchange: 'x' },
      { do: 'queue.unbind', queue: 'bound', exchange: 'x' },
      { do: 'exchange.declare', channel: 'x2', exchange: 'x', type: 'fanout', passive: true },
    ],
  },
  {
    name: 'lazy-queue',
    title: 'A lazy queue keeps messages on disk; clients see no difference.',
    topics: ['lazy', 'requeue-order'],
    steps: [
      { do: 'queue.declare', queue: 'q', durable, arguments: { 'x-queue-mode': 'lazy' } },
      { do: 'confirm.select' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1', '2', '3', '4'], properties: { deliveryMode: 2 } },
      { do: 'basic.get', queue: 'q', as: 'first' },
      { do: 'basic.get', queue: 'q', as: 'second' },
      { do: 'basic.nack', delivery: 'second' },
      { do: 'basic.nack', delivery: 'first' },
      { do: 'basic.get', queue: 'q' },
    ],
  },
  {
    name: 'restart-durability',
    title: 'An orderly restart keeps durable queues and exchanges, their bindings, and persistent messages.',
    topics: ['durability', 'lazy'],
    steps: [...everyKind, { do: 'node.restart', node: 1 }, ...lookAround],
  },
  {
    name: 'kill-durability',
    title:
      'kill -9 loses no confirmed persistent message of a durable queue, and every transient one; what is left says redelivered.',
    topics: ['durability', 'node-kill', 'lazy'],
    steps: [...everyKind, { do: 'node.kill', node: 1 }, { do: 'node.start', node: 1 }, ...lookAround],
  },
  {
    name: 'kill-unacked',
    title:
      'After a kill, unacked messages are ready again; a classic queue calls all of them redelivered, even the untouched.',
    topics: ['node-kill', 'acknowledge'],
    steps: [
      { do: 'queue.declare', queue: 'classic', durable },
      { do: 'queue.declare', queue: 'quorum', durable, arguments: { 'x-queue-type': 'quorum' } },
      { do: 'confirm.select' },
      { do: 'basic.publish', routingKey: 'classic', bodies: ['1', '2'], properties: { deliveryMode: 2 } },
      { do: 'basic.publish', routingKey: 'quorum', bodies: ['1', '2'], properties: { deliveryMode: 2 } },
      { do: 'basic.get', queue: 'classic' },
      { do: 'basic.get', queue: 'quorum' },
      { do: 'wait', millis: 500 },
      { do: 'node.kill', node: 1 },
      { do: 'node.start', node: 1 },
    ],
  },
];
