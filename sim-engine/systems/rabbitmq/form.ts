/** Form of what a RabbitMQ scenario adds: exchanges, queues, bindings, and how clients use them (scenario.ts). */
import type { FormBuilders, SystemForm } from '../scenarioForm.ts';
import { QUEUE_TYPES } from './rules/queue/arguments.ts';
import { EXCHANGE_TYPES } from './rules/routing/exchange.ts';

/** Enough for every lesson, small enough for a browser. */
export const RABBIT_LIMITS = {
  exchanges: 32,
  queues: 32,
  bindings: 200,
  headers: 16,
  /** A short string of AMQP. */
  routingKeyLength: 255,
  poisonEvery: 1_000_000,
} as const;

export function rabbitForm<Field>(build: FormBuilders<Field>): SystemForm<Field> {
  const routingKey = build.text({ min: 0, max: RABBIT_LIMITS.routingKeyLength });
  const headers = build.optional(build.table(RABBIT_LIMITS.headers));
  const node = build.optional(build.name());
  const isSo = build.optional(build.flag());
  const exchange = build.fields({
    name: build.name(),
    type: build.choice(EXCHANGE_TYPES),
    durable: isSo,
    autoDelete: isSo,
    internal: isSo,
    alternate: build.optional(build.name()),
  });
  const queue = build.fields({
    name: build.name(),
    type: build.choice(QUEUE_TYPES),
    durable: isSo,
    autoDelete: isSo,
    node,
    settings: build.optional(build.settings('queue')),
  });
  const binding = build.fields({
    from: build.name(),
    to: build.name(),
    toKind: build.optional(build.choice(['queue', 'exchange'])),
    key: build.optional(routingKey),
    headers,
  });
  return {
    topology: {
      exchanges: build.withDefault(build.list(exchange, { min: 0, max: RABBIT_LIMITS.exchanges }), []),
      queues: build.list(queue, { min: 0, max: RABBIT_LIMITS.queues }),
      bindings: build.withDefault(build.list(binding, { min: 0, max: RABBIT_LIMITS.bindings }), []),
    },
    producer: {
      exchange: build.nameOrEmpty(),
      routingKeys: build.list(routingKey, { min: 1, max: build.limits.keys }),
      headers,
      node,
      poisonEvery: build.optional(build.integer(1, RABBIT_LIMITS.poisonEvery)),
    },
    consumer: { queue: build.name(), node },
    processing: {},
  };
}
