/** Quorum queues on one node: redelivery, the delivery limit, and what they refuse. */
import type { ScriptSource } from '../language.ts';

type Steps = ScriptSource['steps'];

const durable = true;
const deadLetters = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' };

const refused = (queue: string, declaration: Partial<Extract<Steps[number], { do: 'queue.declare' }>>): Steps => [
  { do: 'channel.open', channel: queue },
  {
    do: 'queue.declare',
    channel: queue,
    queue,
    durable,
    ...declaration,
    arguments: { 'x-queue-type': 'quorum', ...declaration.arguments },
  },
];

export const quorum: ScriptSource[] = [
  {
    name: 'quorum-redelivery',
    title: 'x-delivery-count: absent in a first consume delivery, 0 in a first get, then one more for each return.',
    topics: ['quorum-redelivery'],
    open: [{ connection: 'c', channels: ['ch', 'a'] }],
    steps: [
      { do: 'queue.declare', queue: 'q', durable, arguments: { 'x-queue-type': 'quorum' } },
      { do: 'confirm.select' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1'] },
      { do: 'basic.get', queue: 'q', as: 'first' },
      { do: 'basic.nack', delivery: 'first' },
      { do: 'basic.consume', channel: 'a', queue: 'q', consumer: 'A' },
      { do: 'channel.close', channel: 'a' },
      { do: 'basic.get', queue: 'q', as: 'third' },
      { do: 'basic.ack', delivery: 'third' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['2'] },
      { do: 'channel.open', channel: 'b' },
      { do: 'basic.consume', channel: 'b', queue: 'q', consumer: 'B' },
    ],
  },
  ...[0, 2].map((limit): ScriptSource => ({
    name: `quorum-delivery-limit-${limit}`,
    title: `A delivery limit of ${limit} allows ${limit + 1} deliveries; then the message is dead-lettered.`,
    topics: ['quorum-delivery-limit', 'dead-letter'],
    steps: [
      { do: 'queue.declare', queue: 'dead' },
      {
        do: 'queue.declare',
        queue: 'q',
        durable,
        arguments: { ...deadLetters, 'x-queue-type': 'quorum', 'x-delivery-limit': limit },
      },
      { do: 'confirm.select' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1'] },
      ...Array.from({ length: limit + 1 }, (_, index): Steps => [
        { do: 'basic.get', queue: 'q', as: `get ${index + 1}` },
        { do: 'basic.nack', delivery: `get ${index + 1}` },
      ]).flat(),
      { do: 'basic.get', queue: 'q' },
    ],
  })),
  {
    name: 'quorum-delivery-limit-batch',
    title: 'A consumer that dies counts against every message of its prefetch: the innocent are dead-lettered too.',
    topics: ['quorum-delivery-limit'],
    open: [{ connection: 'c', channels: ['ch', 'a', 'b'] }],
    steps: [
      { do: 'queue.declare', queue: 'dead' },
      {
        do: 'queue.declare',
        queue: 'q',
        durable,
        arguments: { ...deadLetters, 'x-queue-type': 'quorum', 'x-delivery-limit': 1 },
      },
      { do: 'confirm.select' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1', '2', '3'] },
      { do: 'basic.qos', channel: 'a', prefetchCount: 10 },
      { do: 'basic.consume', channel: 'a', queue: 'q', consumer: 'A' },
      { do: 'channel.close', channel: 'a' },
      { do: 'basic.qos', channel: 'b', prefetchCount: 10 },
      { do: 'basic.consume', channel: 'b', queue: 'q', consumer: 'B', unordered: true },
      { do: 'channel.close', channel: 'b' },
      { do: 'queue.declare', queue: 'q', passive: true },
    ],
  },
  {
    name: 'quorum-refusals',
    title: 'A quorum queue is durable, shared, and without priorities; what it does not know it refuses, or ignores.',
    topics: ['quorum-refusals', 'channel-errors'],
    steps: [
      ...refused('transient', { durable: false }),
      ...refused('exclusive', { exclusive: true }),
      ...refused('auto-delete', { autoDelete: true }),
      ...refused('priorities', { arguments: { 'x-max-priority': 5 } }),
      ...refused('lazy', { arguments: { 'x-queue-mode': 'lazy' } }),
      ...refused('reject-publish-dlx', { arguments: { 'x-overflow': 'reject-publish-dlx' } }),
      ...refused('expires', { arguments: { 'x-expires': 60_000 } }),
      ...refused('delivery-limit', { arguments: { 'x-delivery-limit': -1 } }),
      { do: 'queue.declare', queue: 'classic limit', arguments: { 'x-delivery-limit': 2 } },
    ],
  },
  {
    name: 'quorum-dead-letter-at-least-once',
    title: 'at-least-once dead lettering needs reject-publish, and brings the same dead letter with the same headers.',
    topics: ['dead-letter', 'quorum-delivery-limit'],
    steps: [
      { do: 'queue.declare', queue: 'dead' },
      {
        do: 'queue.declare',
        queue: 'q',
        durable,
        arguments: {
          ...deadLetters,
          'x-queue-type': 'quorum',
          'x-dead-letter-strategy': 'at-least-once',
          'x-overflow': 'reject-publish',
        },
      },
      { do: 'confirm.select' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1'] },
      { do: 'basic.get', queue: 'q', as: 'first' },
      { do: 'basic.reject', delivery: 'first', requeue: false },
      { do: 'wait', millis: 1000 },
      { do: 'queue.declare', queue: 'dead', passive: true },
    ],
  },
];
