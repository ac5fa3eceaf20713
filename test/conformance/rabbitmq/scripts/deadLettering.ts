/** Dead letters: reasons, keys, x-death, chains and cycles. */
import type { ScriptSource } from '../language.ts';

type Steps = ScriptSource['steps'];

const deadLetters = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' };
const to = (queue: string) => ({ 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': queue });
const rejectFrom = (queue: string, as: string): Steps => [
  { do: 'basic.get', queue, as },
  { do: 'basic.reject', delivery: as, requeue: false },
];

export const deadLettering: ScriptSource[] = [
  {
    name: 'dead-letter-reasons',
    title: 'rejected, expired and maxlen lead to the dead-letter exchange; requeue, purge and delete do not.',
    topics: ['dead-letter'],
    steps: [
      { do: 'queue.declare', queue: 'dead' },
      { do: 'queue.declare', queue: 'rejected', arguments: deadLetters },
      { do: 'basic.publish', routingKey: 'rejected', bodies: ['rejected', 'nacked', 'requeued'] },
      { do: 'basic.get', queue: 'rejected', as: 'r' },
      { do: 'basic.get', queue: 'rejected', as: 'n' },
      { do: 'basic.get', queue: 'rejected', as: 'q' },
      { do: 'basic.reject', delivery: 'r', requeue: false },
      { do: 'basic.nack', delivery: 'n', requeue: false },
      { do: 'basic.nack', delivery: 'q', requeue: true },
      { do: 'queue.declare', queue: 'expired', arguments: deadLetters },
      { do: 'basic.publish', routingKey: 'expired', bodies: ['expired'], properties: { expiration: '100' } },
      { do: 'wait', millis: 400 },
      { do: 'queue.declare', queue: 'maxlen', arguments: { ...deadLetters, 'x-max-length': 1 } },
      { do: 'basic.publish', routingKey: 'maxlen', bodies: ['maxlen', 'kept'] },
      { do: 'queue.declare', queue: 'purged', arguments: deadLetters },
      { do: 'basic.publish', routingKey: 'purged', bodies: ['purged'] },
      { do: 'queue.purge', queue: 'purged' },
      { do: 'queue.declare', queue: 'deleted', arguments: deadLetters },
      { do: 'basic.publish', routingKey: 'deleted', bodies: ['deleted'] },
      { do: 'queue.delete', queue: 'deleted' },
    ],
  },
  {
    name: 'dead-letter-keys',
    title: 'A dead letter keeps all its routing keys, CC and even the hidden BCC, unless its queue sets one.',
    topics: ['dead-letter', 'sender-selected'],
    steps: [
      { do: 'exchange.declare', exchange: 'in', type: 'fanout' },
      { do: 'exchange.declare', exchange: 'dlx', type: 'direct' },
      { do: 'queue.declare', queue: 'dead' },
      { do: 'queue.bind', queue: 'dead', exchange: 'dlx', routingKey: 'original' },
      { do: 'queue.declare', queue: 'dead-cc' },
      { do: 'queue.bind', queue: 'dead-cc', exchange: 'dlx', routingKey: 'cc' },
      { do: 'queue.declare', queue: 'dead-bcc' },
      { do: 'queue.bind', queue: 'dead-bcc', exchange: 'dlx', routingKey: 'bcc' },
      { do: 'queue.declare', queue: 'keeps', arguments: { 'x-dead-letter-exchange': 'dlx' } },
      { do: 'queue.bind', queue: 'keeps', exchange: 'in' },
      {
        do: 'queue.declare',
        queue: 'sets',
        arguments: { 'x-dead-letter-exchange': 'dlx', 'x-dead-letter-routing-key': 'original' },
      },
      { do: 'queue.bind', queue: 'sets', exchange: 'in' },
      {
        do: 'basic.publish',
        exchange: 'in',
        routingKey: 'original',
        bodies: ['1'],
        properties: { headers: { CC: ['cc'], BCC: ['bcc'] } },
      },
      ...rejectFrom('keeps', 'k'),
      ...rejectFrom('sets', 's'),
    ],
  },
  {
    name: 'dead-letter-exchange-missing',
    title: 'A dead-letter exchange that does not exist swallows the message without a word.',
    topics: ['dead-letter'],
    steps: [
      { do: 'queue.declare', queue: 'q', arguments: { 'x-dead-letter-exchange': 'missing' } },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1'] },
      ...rejectFrom('q', 'first'),
      { do: 'queue.declare', queue: 'q', passive: true },
    ],
  },
  {
    name: 'dead-letter-chain',
    title:
      'Through a chain of queues x-death collects one entry per queue and reason; only the first entry is sure to be the newest.',
    topics: ['dead-letter'],
    steps: [
      { do: 'queue.declare', queue: 'a', arguments: { ...to('b'), 'x-message-ttl': 200 } },
      { do: 'queue.declare', queue: 'b', arguments: { ...to('d'), 'x-max-length': 0 } },
      { do: 'queue.declare', queue: 'd', arguments: to('end') },
      { do: 'queue.declare', queue: 'end' },
      { do: 'basic.publish', routingKey: 'a', bodies: ['1'] },
      { do: 'wait', millis: 700 },
      ...rejectFrom('d', 'first'),
      { do: 'basic.get', queue: 'end' },
    ],
  },
  {
    name: 'dead-letter-counts',
    title: 'The same death again only raises its count and moves its entry to the front.',
    topics: ['dead-letter', 'dead-letter-cycle'],
    steps: [
      { do: 'queue.declare', queue: 'a', arguments: to('b') },
      { do: 'queue.declare', queue: 'b', arguments: to('a') },
      { do: 'basic.publish', routingKey: 'a', bodies: ['1'] },
      ...rejectFrom('a', 'a1'),
      ...rejectFrom('b', 'b1'),
      ...rejectFrom('a', 'a2'),
      ...rejectFrom('b', 'b2'),
      { do: 'basic.get', queue: 'a' },
    ],
  },
  {
    name: 'dead-letter-cycle-expired',
    title: 'A cycle of expiries ends: the message is dropped when it would come back to a queue where it has died.',
    topics: ['dead-letter-cycle'],
    steps: [
      { do: 'queue.declare', queue: 'own', arguments: { 'x-dead-letter-exchange': '', 'x-message-ttl': 200 } },
      { do: 'queue.declare', queue: 'a', arguments: { ...to('b'), 'x-message-ttl': 200 } },
      { do: 'queue.declare', queue: 'b', arguments: { ...to('a'), 'x-message-ttl': 200 } },
      { do: 'basic.publish', routingKey: 'own', bodies: ['1'] },
      { do: 'basic.publish', routingKey: 'a', bodies: ['2'] },
      { do: 'wait', millis: 1200 },
      { do: 'queue.declare', queue: 'own', passive: true },
      { do: 'queue.declare', queue: 'a', passive: true },
      { do: 'queue.declare', queue: 'b', passive: true },
    ],
  },
  {
    name: 'dead-letter-cycle-rejected',
    title: 'A cycle with a rejection in it goes on for ever: the retry pattern, with its count in x-death.',
    topics: ['dead-letter-cycle'],
    steps: [
      { do: 'queue.declare', queue: 'work', arguments: to('pause') },
      { do: 'queue.declare', queue: 'pause', arguments: { ...to('work'), 'x-message-ttl': 200 } },
      { do: 'basic.publish', routingKey: 'work', bodies: ['1'] },
      ...['first', 'second', 'third'].flatMap((as): Steps => [
        { do: 'basic.get', queue: 'work', as },
        { do: 'basic.reject', delivery: as, requeue: false },
        { do: 'wait', millis: 600 },
      ]),
      { do: 'basic.get', queue: 'work' },
    ],
  },
  {
    name: 'dead-letter-cycle-maxlen',
    title: 'A queue that dead-letters its overflow to itself drops it.',
    topics: ['dead-letter-cycle', 'overflow'],
    steps: [
      { do: 'queue.declare', queue: 'own', arguments: { 'x-dead-letter-exchange': '', 'x-max-length': 1 } },
      { do: 'basic.publish', routingKey: 'own', bodies: ['1', '2'] },
    ],
  },
];
