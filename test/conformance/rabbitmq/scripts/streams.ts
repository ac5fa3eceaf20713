/** Streams over AMQP 0-9-1. */
import type { ScriptSource } from '../language.ts';

type Steps = ScriptSource['steps'];

const durable = true;
const bodies = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
const declared = (last: number): Steps => [
  { do: 'queue.declare', queue: 's', durable, arguments: { 'x-queue-type': 'stream' } },
  { do: 'confirm.select' },
  { do: 'basic.publish', routingKey: 's', bodies: bodies(0, last) },
];
const from = (consumer: string, offset?: string | number, prefetchCount = 100): Steps => [
  { do: 'channel.open', channel: consumer },
  { do: 'basic.qos', channel: consumer, prefetchCount },
  {
    do: 'basic.consume',
    channel: consumer,
    queue: 's',
    consumer,
    arguments: offset === undefined ? {} : { 'x-stream-offset': offset },
  },
];

export const streams: ScriptSource[] = [
  {
    name: 'stream-offsets',
    title: 'A consumer begins at first, last (chunk), next (the default), or an offset; reading takes nothing away.',
    topics: ['stream'],
    steps: [
      ...declared(4),
      ...from('first', 'first'),
      ...from('first-again', 'first'),
      ...from('at-3', 3),
      ...from('last', 'last'),
      ...from('next', 'next'),
      ...from('default'),
      ...from('beyond', 7),
      { do: 'basic.publish', routingKey: 's', bodies: ['5'] },
      { do: 'basic.publish', routingKey: 's', bodies: ['6', '7', '8'] },
    ],
  },
  {
    name: 'stream-credit',
    title:
      'Prefetch is credit: each ack asks for one more. The ack deletes nothing, and a stream does not know redelivered.',
    topics: ['stream', 'prefetch'],
    steps: [
      ...declared(5),
      ...from('A', 'first', 2),
      { do: 'expect.nothing', millis: 300 },
      { do: 'basic.ack', channel: 'A', delivery: 'A#1' },
      { do: 'basic.ack', channel: 'A', delivery: 'A#3', multiple: true },
      { do: 'channel.close', channel: 'A' },
      ...from('B', 'first', 10),
    ],
  },
  {
    name: 'stream-refusals',
    title: 'No get, no purge, no nack, no automatic acknowledgement, no consuming without a prefetch.',
    topics: ['stream', 'channel-errors'],
    open: [
      { connection: 'c', channels: ['ch', 'no-qos'] },
      { connection: 'get', channels: ['get'] },
      { connection: 'purge', channels: ['purge'] },
      { connection: 'nack', channels: ['nack'] },
      { connection: 'no-ack', channels: ['no-ack'] },
      { connection: 'global', channels: ['global'] },
    ],
    steps: [
      ...declared(2),
      { do: 'basic.get', channel: 'get', queue: 's' },
      { do: 'queue.purge', channel: 'purge', queue: 's' },
      { do: 'basic.qos', channel: 'nack', prefetchCount: 1 },
      { do: 'basic.consume', channel: 'nack', queue: 's', consumer: 'N', arguments: { 'x-stream-offset': 'first' } },
      { do: 'basic.nack', channel: 'nack', delivery: 'N#1' },
      { do: 'basic.qos', channel: 'no-ack', prefetchCount: 1 },
      { do: 'basic.consume', channel: 'no-ack', queue: 's', consumer: 'A', noAck: true },
      { do: 'basic.consume', channel: 'no-qos', queue: 's', consumer: 'Q' },
      { do: 'basic.qos', channel: 'global', prefetchCount: 5, global: true },
      { do: 'basic.consume', channel: 'global', queue: 's', consumer: 'G' },
    ],
  },
  {
    name: 'stream-declarations',
    title:
      'A stream is durable and shared, and refuses TTL, dead letters, priorities and a message limit; a bad max-age costs the connection.',
    topics: ['stream', 'channel-errors'],
    steps: [
      ...(
        [
          ['transient', false, {}],
          ['ttl', true, { 'x-message-ttl': 1000 }],
          ['dlx', true, { 'x-dead-letter-exchange': '' }],
          ['priorities', true, { 'x-max-priority': 3 }],
          ['max-length', true, { 'x-max-length': 3 }],
          ['expires', true, { 'x-expires': 60_000 }],
          ['single-active', true, { 'x-single-active-consumer': true }],
          ['max-age', true, { 'x-max-age': '7D' }],
          ['bad-age', true, { 'x-max-age': 'soon' }],
        ] as const
      ).flatMap(([queue, isDurable, extra]): Steps => [
        { do: 'channel.open', channel: queue },
        {
          do: 'queue.declare',
          channel: queue,
          queue,
          durable: isDurable,
          arguments: { 'x-queue-type': 'stream', ...extra },
        },
      ]),
    ],
  },
];
