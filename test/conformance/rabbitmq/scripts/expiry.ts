/** Time: messages and queues that expire. Waits are long against the broker's own delays, so that only the order matters. */
import type { ScriptSource } from '../language.ts';

const deadLetters = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' };
const look = (queue: string): ScriptSource['steps'][number] => ({ do: 'queue.declare', queue, passive: true });
const kinds = [
  ['classic', false],
  ['quorum', true],
] as const;

export const expiry: ScriptSource[] = [
  {
    name: 'message-ttl',
    title: 'The lower of the two TTLs counts; a dead letter loses its expiration, so that it does not expire again.',
    topics: ['message-ttl', 'dead-letter'],
    steps: [
      { do: 'queue.declare', queue: 'dead' },
      { do: 'queue.declare', queue: 'queue ttl', arguments: { ...deadLetters, 'x-message-ttl': 400 } },
      { do: 'queue.declare', queue: 'no ttl', arguments: deadLetters },
      { do: 'basic.publish', routingKey: 'queue ttl', bodies: ['long'], properties: { expiration: '60000' } },
      { do: 'wait', millis: 800 },
      { do: 'basic.get', queue: 'dead', noAck: true },
      { do: 'basic.publish', routingKey: 'no ttl', bodies: ['short'], properties: { expiration: '200' } },
      { do: 'basic.publish', routingKey: 'no ttl', bodies: ['for ever'] },
      { do: 'wait', millis: 600 },
      { do: 'basic.get', queue: 'dead', noAck: true },
      look('no ttl'),
    ],
  },
  {
    name: 'message-ttl-zero',
    title: 'TTL 0: delivered at once or never.',
    topics: ['message-ttl', 'queue-ttl'],
    open: [{ connection: 'c', channels: ['ch', 'a'] }],
    steps: [
      { do: 'queue.declare', queue: 'dead' },
      { do: 'queue.declare', queue: 'q', arguments: { ...deadLetters, 'x-message-ttl': 0 } },
      { do: 'confirm.select' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['nobody there'] },
      { do: 'basic.consume', channel: 'a', queue: 'q', consumer: 'A' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['somebody there'] },
      { do: 'basic.ack', channel: 'a', delivery: 'A#1' },
    ],
  },
  ...kinds.map(([type, isDurable]): ScriptSource => ({
    name: `head-of-line-${type}`,
    title: `A short-lived message behind a long-lived one stays, is counted, and dies when it comes to the head (${type}).`,
    topics: ['message-ttl', 'head-of-line'],
    steps: [
      { do: 'queue.declare', queue: 'dead' },
      {
        do: 'queue.declare',
        queue: 'q',
        durable: isDurable,
        arguments: { ...deadLetters, 'x-queue-type': type },
      },
      { do: 'confirm.select' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['slow'], properties: { expiration: '3000' } },
      { do: 'basic.publish', routingKey: 'q', bodies: ['fast'], properties: { expiration: '200' } },
      { do: 'wait', millis: 1000 },
      ...(type === 'classic' ? [look('q')] : []),
      look('dead'),
      { do: 'wait', millis: 3000 },
      look('dead'),
    ],
  })),
  {
    name: 'head-of-line-get',
    title: 'An expired message behind a live one is never delivered: taking the live one lets it die.',
    topics: ['head-of-line'],
    steps: [
      { do: 'queue.declare', queue: 'dead' },
      { do: 'queue.declare', queue: 'q', arguments: deadLetters },
      { do: 'basic.publish', routingKey: 'q', bodies: ['for ever'] },
      { do: 'basic.publish', routingKey: 'q', bodies: ['fast'], properties: { expiration: '100' } },
      { do: 'wait', millis: 500 },
      look('q'),
      { do: 'basic.get', queue: 'q', as: 'first' },
      { do: 'basic.ack', delivery: 'first' },
      { do: 'basic.get', queue: 'q' },
    ],
  },
  {
    name: 'ttl-and-unacked',
    title: 'An unacked message does not expire; requeued after its time, it does at once.',
    topics: ['message-ttl'],
    steps: [
      { do: 'queue.declare', queue: 'dead' },
      { do: 'queue.declare', queue: 'q', arguments: { ...deadLetters, 'x-message-ttl': 1000 } },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1'] },
      { do: 'basic.get', queue: 'q', as: 'first' },
      { do: 'wait', millis: 1500 },
      look('dead'),
      { do: 'basic.nack', delivery: 'first' },
      look('dead'),
    ],
  },
  {
    name: 'queue-ttl-order',
    title: 'With one TTL for the whole queue, messages die in the order in which they came.',
    topics: ['queue-ttl'],
    steps: [
      { do: 'queue.declare', queue: 'dead' },
      { do: 'queue.declare', queue: 'q', arguments: { ...deadLetters, 'x-message-ttl': 500 } },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1', '2', '3'] },
      { do: 'wait', millis: 1000 },
      { do: 'basic.publish', routingKey: 'q', bodies: ['4'] },
      { do: 'wait', millis: 1000 },
    ],
  },
  {
    name: 'queue-expires',
    title:
      'An unused queue expires with its messages, which are not dead-lettered; a consumer keeps it, even an idle one.',
    topics: ['queue-expires'],
    open: [{ connection: 'c', channels: ['ch', 'a', 'late', 'later'] }],
    steps: [
      { do: 'queue.declare', queue: 'dead' },
      { do: 'queue.declare', queue: 'unused', arguments: { ...deadLetters, 'x-expires': 3000 } },
      { do: 'queue.declare', queue: 'consumed', arguments: { 'x-expires': 3000 } },
      { do: 'basic.publish', routingKey: 'unused', bodies: ['1'] },
      { do: 'basic.consume', channel: 'a', queue: 'consumed', consumer: 'A' },
      { do: 'wait', millis: 1000 },
      look('unused'),
      { do: 'wait', millis: 5000 },
      { do: 'queue.declare', channel: 'late', queue: 'unused', passive: true },
      look('consumed'),
      look('dead'),
      { do: 'basic.cancel', channel: 'a', consumer: 'A' },
      { do: 'wait', millis: 5000 },
      { do: 'queue.declare', channel: 'later', queue: 'consumed', passive: true },
    ],
  },
];
