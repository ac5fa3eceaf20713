/** Acknowledgements, requeues and the errors of a channel. */
import type { ScriptSource } from '../language.ts';

type Steps = ScriptSource['steps'];

const durable = true;
const settlements = (last: 'ack' | 'close'): Steps => [
  { do: 'basic.get', channel: 'get', queue: 'q', as: 'first' },
  { do: 'basic.get', channel: 'get', queue: 'q', as: 'second' },
  { do: 'basic.get', channel: 'get', queue: 'q', as: 'third' },
  ...(last === 'close'
    ? ([{ do: 'channel.close', channel: 'get' }] as const)
    : ([
        { do: 'basic.nack', channel: 'get', delivery: 'second' },
        { do: 'basic.nack', channel: 'get', delivery: 'first' },
        { do: 'basic.reject', channel: 'get', delivery: 'third' },
      ] as const)),
];

interface RequeueOrder {
  readonly name: string;
  readonly byNack: string;
  readonly byClose: string;
  readonly queueArguments: Record<string, string | number>;
}

const requeueOrder = ({ name, byNack, byClose, queueArguments }: RequeueOrder): ScriptSource[] => [
  {
    name: `requeue-order-${name}`,
    title: `Messages 2, 1, 3 of five are requeued one by one: ${byNack}`,
    topics: ['requeue-order'],
    open: [{ connection: 'c', channels: ['ch', 'get'] }],
    steps: [
      { do: 'queue.declare', queue: 'q', durable, arguments: queueArguments },
      { do: 'confirm.select' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1', '2', '3', '4', '5'] },
      ...settlements('ack'),
    ],
  },
  {
    name: `requeue-on-close-${name}`,
    title: `A channel closes with 1, 2 and 3 of five unacked: ${byClose}`,
    topics: ['requeue-order'],
    open: [{ connection: 'c', channels: ['ch', 'get'] }],
    steps: [
      { do: 'queue.declare', queue: 'q', durable, arguments: queueArguments },
      { do: 'confirm.select' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1', '2', '3', '4', '5'] },
      ...settlements('close'),
    ],
  },
];

/** One error after another, each on a channel of its own. */
const errors = (steps: readonly Steps[number][]): Steps =>
  steps.flatMap((step, index): Steps => {
    const channel = `e${index + 1}`;
    return [{ do: 'channel.open', channel }, { ...step, channel } as Steps[number]];
  });

export const acknowledging: ScriptSource[] = [
  ...requeueOrder({
    name: 'classic',
    byNack: 'a classic queue puts each back where it was.',
    byClose: 'a classic queue puts them back where they were.',
    queueArguments: { 'x-queue-type': 'classic' },
  }),
  ...requeueOrder({
    name: 'quorum',
    byNack: 'a quorum queue without a delivery limit puts each at the end.',
    byClose: 'even a quorum queue without a delivery limit puts them in front.',
    queueArguments: { 'x-queue-type': 'quorum' },
  }),
  ...requeueOrder({
    name: 'quorum-delivery-limit',
    byNack: 'a quorum queue with a delivery limit puts them in front, in the order of their return.',
    byClose: 'a quorum queue with a delivery limit puts them in front.',
    queueArguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': 10 },
  }),
  {
    name: 'acknowledge-multiple',
    title: 'ack multiple settles everything up to its tag, tag 0 everything; nack multiple likewise.',
    topics: ['acknowledge'],
    open: [{ connection: 'c', channels: ['ch', 'get'] }],
    steps: [
      { do: 'queue.declare', queue: 'q' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1', '2', '3', '4', '5', '6'] },
      { do: 'basic.get', channel: 'get', queue: 'q', as: 'first' },
      { do: 'basic.get', channel: 'get', queue: 'q', as: 'second' },
      { do: 'basic.get', channel: 'get', queue: 'q', as: 'third' },
      { do: 'basic.ack', channel: 'get', delivery: 'second', multiple: true },
      { do: 'basic.nack', channel: 'get', tag: 0, multiple: true, requeue: true },
      { do: 'basic.get', channel: 'get', queue: 'q', as: 'third again' },
      { do: 'basic.get', channel: 'get', queue: 'q', as: 'fourth' },
      { do: 'basic.ack', channel: 'get', tag: 0, multiple: true },
      { do: 'channel.close', channel: 'get' },
    ],
  },
  {
    name: 'acknowledge-after-cancel',
    title: 'A cancelled consumer keeps its unacked deliveries, and may still acknowledge them.',
    topics: ['acknowledge', 'dispatch'],
    open: [{ connection: 'c', channels: ['ch', 'a'] }],
    steps: [
      { do: 'queue.declare', queue: 'q' },
      { do: 'basic.consume', channel: 'a', queue: 'q', consumer: 'A' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1', '2'] },
      { do: 'basic.cancel', channel: 'a', consumer: 'A' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['3'] },
      { do: 'queue.declare', queue: 'q', passive: true },
      { do: 'basic.ack', channel: 'a', delivery: 'A#1' },
      { do: 'channel.close', channel: 'a' },
    ],
  },
  ...(['classic', 'quorum'] as const).map((type): ScriptSource => ({
    name: `recover-${type}`,
    title: `basic.recover requeues all unacked messages of the channel and delivers them again (${type} queue).`,
    topics: ['recover'],
    open: [{ connection: 'c', channels: ['ch', 'a'] }],
    steps: [
      { do: 'queue.declare', queue: 'q', durable, arguments: { 'x-queue-type': type } },
      { do: 'confirm.select' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1', '2', '3', '4'] },
      { do: 'basic.qos', channel: 'a', prefetchCount: 3 },
      { do: 'basic.consume', channel: 'a', queue: 'q', consumer: 'A' },
      { do: 'basic.ack', channel: 'a', delivery: 'A#1' },
      { do: 'basic.recover', channel: 'a', unordered: type === 'quorum' },
    ],
  })),
  {
    name: 'recover-without-requeue',
    title: 'basic.recover without requeue is not implemented: the connection is closed.',
    topics: ['recover'],
    steps: [
      { do: 'queue.declare', queue: 'q' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1'] },
      { do: 'basic.get', queue: 'q' },
      { do: 'basic.recover', requeue: false },
    ],
  },
  {
    name: 'unknown-delivery-tags',
    title:
      'A tag that is unknown, used up or of another channel closes the channel; its unacked messages are requeued.',
    topics: ['acknowledge', 'channel-errors'],
    open: [{ connection: 'c', channels: ['ch', 'unknown', 'twice', 'no-ack', 'nack'] }],
    steps: [
      { do: 'queue.declare', queue: 'q' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1', '2'] },
      { do: 'basic.get', channel: 'unknown', queue: 'q' },
      { do: 'basic.ack', channel: 'unknown', tag: 99 },
      { do: 'basic.get', channel: 'twice', queue: 'q', as: 'first' },
      { do: 'basic.ack', channel: 'twice', delivery: 'first' },
      { do: 'basic.ack', channel: 'twice', delivery: 'first' },
      { do: 'basic.get', channel: 'no-ack', queue: 'q', noAck: true },
      { do: 'basic.ack', channel: 'no-ack', tag: 1 },
      { do: 'basic.nack', channel: 'nack', tag: 7 },
      { do: 'basic.get', queue: 'q' },
    ],
  },
  {
    name: 'channel-errors',
    title: 'Missing, forbidden and contradictory requests, each with the code and the words of the broker.',
    topics: ['channel-errors'],
    steps: [
      { do: 'queue.declare', queue: 'q' },
      { do: 'exchange.declare', exchange: 'internal', type: 'fanout', internal: true },
      { do: 'exchange.declare', exchange: 'x', type: 'fanout' },
      ...errors([
        { do: 'basic.publish', exchange: 'missing', routingKey: 'k', bodies: ['1'] },
        { do: 'basic.publish', exchange: 'internal', routingKey: 'k', bodies: ['1'] },
        { do: 'exchange.declare', exchange: 'amq.mine', type: 'direct' },
        { do: 'queue.declare', queue: 'amq.mine' },
        { do: 'exchange.declare', exchange: 'x', type: 'direct' },
        { do: 'exchange.declare', exchange: 'missing', type: 'direct', passive: true },
        { do: 'queue.declare', queue: 'q', durable: true },
        { do: 'queue.declare', queue: 'q', arguments: { 'x-max-length': 3 } },
        { do: 'queue.declare', queue: 'missing', passive: true },
        { do: 'queue.bind', queue: 'q', exchange: 'missing', routingKey: 'k' },
        { do: 'queue.bind', queue: 'missing', exchange: 'x', routingKey: 'k' },
        { do: 'queue.unbind', queue: 'q', exchange: 'x', routingKey: 'never bound' },
        { do: 'basic.consume', queue: 'missing', consumer: 'A' },
        { do: 'basic.get', queue: 'missing' },
        { do: 'queue.delete', queue: 'missing' },
        { do: 'queue.purge', queue: 'missing' },
        { do: 'basic.publish', routingKey: 'q', bodies: ['1'], properties: { expiration: 'soon' } },
        { do: 'basic.publish', routingKey: 'q', bodies: ['1'], properties: { expiration: '-1' } },
        { do: 'queue.declare', queue: 'bad', arguments: { 'x-message-ttl': -1 } },
        { do: 'queue.declare', queue: 'bad', arguments: { 'x-expires': 0 } },
        { do: 'queue.declare', queue: 'bad', arguments: { 'x-dead-letter-routing-key': 'k' } },
        { do: 'queue.declare', queue: 'bad', arguments: { 'x-overflow': 'explode' } },
        { do: 'queue.declare', queue: 'bad', arguments: { 'x-max-priority': 256 } },
        { do: 'queue.declare', queue: 'bad', arguments: { 'x-queue-type': 'imaginary' } },
      ]),
    ],
  },
  {
    name: 'conditional-delete',
    title: 'queue.delete if-empty and if-unused refuse a queue in use; a deletion cancels its consumers.',
    topics: ['channel-errors', 'auto-delete'],
    open: [{ connection: 'c', channels: ['ch', 'a', 'b', 'consuming'] }],
    steps: [
      { do: 'queue.declare', queue: 'q' },
      { do: 'basic.publish', routingKey: 'q', bodies: ['1'] },
      { do: 'queue.delete', channel: 'a', queue: 'q', ifEmpty: true },
      { do: 'basic.consume', channel: 'consuming', queue: 'q', consumer: 'A' },
      { do: 'queue.delete', channel: 'b', queue: 'q', ifUnused: true },
      { do: 'queue.purge', queue: 'q' },
      { do: 'queue.delete', queue: 'q' },
      { do: 'basic.ack', channel: 'consuming', delivery: 'A#1' },
      { do: 'queue.declare', channel: 'consuming', queue: 'other' },
    ],
  },
];
