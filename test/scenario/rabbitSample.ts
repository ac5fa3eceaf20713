/** A small RabbitMQ scenario to read and to damage: orders by topic, a dead letter queue, a stream of events. */
import type { Loose } from './samples.ts';

export function rabbitScenario(): Loose {
  return {
    version: 1,
    name: 'shop',
    system: 'rabbitmq',
    horizonMillis: 30_000,
    settings: { net_ticktime: 5 },
    topology: {
      brokers: 3,
      exchanges: [
        { name: 'orders', type: 'topic', alternate: 'unrouted' },
        { name: 'unrouted', type: 'fanout' },
        { name: 'dead', type: 'direct', internal: true },
        { name: 'by-header', type: 'headers' },
      ],
      queues: [
        {
          name: 'billing',
          type: 'quorum',
          node: 'rabbit-2',
          settings: { 'x-delivery-limit': 3, 'x-dead-letter-exchange': 'dead', 'x-dead-letter-routing-key': 'billing' },
        },
        { name: 'graveyard', type: 'classic' },
        { name: 'events', type: 'stream', settings: { 'x-max-age': '7D' } },
      ],
      bindings: [
        { from: 'orders', to: 'billing', key: 'order.#' },
        { from: 'dead', to: 'graveyard', key: 'billing' },
        { from: 'orders', to: 'by-header', toKind: 'exchange', key: '#' },
        { from: 'by-header', to: 'events', headers: { 'x-match': 'any', urgent: true } },
      ],
      producers: [
        {
          name: 'till',
          exchange: 'orders',
          routingKeys: ['order.new', 'order.paid'],
          headers: { urgent: true },
          settings: { 'publisher-confirms': 'individual', republish: 'unconfirmed' },
          ratePerSecond: 2,
          records: 20,
          keys: ['A', 'B'],
          poisonEvery: 7,
        },
        { name: 'by-hand', exchange: '', routingKeys: ['graveyard'], ratePerSecond: 0, records: 0 },
      ],
      consumers: [
        {
          name: 'worker',
          queue: 'billing',
          node: 'rabbit-3',
          settings: { prefetch: 10, 'on-poison': 'discard' },
          processing: { micros: 1_000, idempotent: false },
        },
        {
          name: 'auditor',
          queue: 'events',
          settings: { prefetch: 100, 'x-stream-offset': 'first' },
          processing: { micros: 0, idempotent: true },
        },
      ],
    },
  };
}
