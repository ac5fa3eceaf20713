/** Which of the messages that a topology knows of find a queue: those of its publishers, and dead letters. */
import { EMPTY_TABLE, type FieldTable } from '../rules/fieldTable.ts';
import type { Message } from '../rules/message.ts';
import { BUILT_IN_EXCHANGES, type Binding, type Exchange } from '../rules/routing/exchange.ts';
import { route, type RoutingTables } from '../rules/routing/route.ts';
import type { BindingSpec, ExchangeSpec, RabbitTopology } from '../scenario.ts';

interface Sent {
  readonly exchange: string;
  readonly routingKey: string;
  readonly headers: FieldTable | null;
}

/** Does every message that finds a queue in one topology find one in the other, too? */
export function keepsRoutes(before: RabbitTopology, after: RabbitTopology): boolean {
  const old = tablesOf(before);
  const now = tablesOf(after);
  return sentIn(before).every((sent) => !isRouted(old, sent) || isRouted(now, sent));
}

function isRouted(tables: RoutingTables, { exchange, routingKey, headers }: Sent): boolean {
  const message: Message = {
    exchange,
    routingKeys: [routingKey],
    blindKeys: [],
    headers,
    expiration: null,
    priority: null,
    persistent: null,
    body: '',
    bytes: 0,
    history: null,
  };
  return route(tables, exchange, message).length > 0;
}

/** What publishers send, and dead letters, which keep their keys unless the queue gives them another one. */
function sentIn({ producers, queues }: RabbitTopology): readonly Sent[] {
  const published = producers.flatMap(({ exchange, routingKeys, headers }): Sent[] =>
    (routingKeys.length === 0 ? [''] : routingKeys).map((routingKey) => ({
      exchange,
      routingKey,
      headers: headers ?? null,
    })),
  );
  const dead = queues.flatMap(({ settings }): Sent[] => {
    const exchange = settings?.['x-dead-letter-exchange'];
    if (typeof exchange !== 'string') return [];
    const key = settings?.['x-dead-letter-routing-key'];
    const keys = typeof key === 'string' ? [key] : published.map(({ routingKey }) => routingKey);
    return keys.map((routingKey) => ({ exchange, routingKey, headers: null }));
  });
  return [...published, ...dead];
}

function tablesOf({ exchanges, queues, bindings }: RabbitTopology): RoutingTables {
  return {
    exchanges: [...BUILT_IN_EXCHANGES, ...exchanges.map(exchangeOf)],
    bindings: bindings.map(bindingOf),
    queues: new Set(queues.map(({ name }) => name)),
    version: '4.3',
  };
}

function exchangeOf({ name, type, alternate }: ExchangeSpec): Exchange {
  const given = alternate === undefined ? EMPTY_TABLE : { 'alternate-exchange': alternate };
  return { name, type, durable: true, autoDelete: false, internal: false, arguments: given };
}

function bindingOf({ from, to, toKind = 'queue', key = '', headers = {} }: BindingSpec): Binding {
  return { source: from, destination: { kind: toKind, name: to }, routingKey: key, arguments: headers };
}
