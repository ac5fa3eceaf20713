/**
 * From an exchange to queues: bindings, bindings between exchanges, alternate exchanges.
 * Source: deps/rabbit/src/rabbit_exchange.erl (route), docs/ae.md, docs/e2e.md.
 */
import { fieldOf } from '../fieldTable.ts';
import type { Message } from '../message.ts';
import type { RabbitVersion } from '../version.ts';
import { bindingsTaken } from './bindingIndex.ts';
import type { Binding, Destination, Exchange } from './exchange.ts';

export interface RoutingTables {
  readonly exchanges: readonly Exchange[];
  readonly bindings: readonly Binding[];
  /** Names of the queues that there are; the default exchange reaches each by its name. */
  readonly queues: ReadonlySet<string>;
  readonly version: RabbitVersion;
}

/** The alternate exchange of an exchange, or null. */
export function alternateOf(exchange: Exchange): string | null {
  const name = fieldOf(exchange.arguments, 'alternate-exchange');
  return typeof name === 'string' ? name : null;
}

/**
 * Name: route a message
 * Who: the broker, for a publish or a dead letter
 * Means: every queue at most once, whatever the number of ways to it; every exchange at most once, so that cycles end.
 *   Where an exchange finds nothing, its alternate exchange is asked; one that is missing finds nothing either
 * Enabled when: the exchange exists
 * Changes: nothing
 *
 * @returns names of queues, in the order in which they were found
 */
export function route(tables: RoutingTables, exchangeName: string, message: Message): readonly string[] {
  const visited = new Set([exchangeName]);
  const found = new Set<string>();
  for (const name of visited) {
    const exchange = tables.exchanges.find((candidate) => candidate.name === name);
    if (exchange === undefined) continue;
    for (const next of nextStepsOf(tables, exchange, message)) {
      if (next.kind === 'exchange') visited.add(next.name);
      else if (tables.queues.has(next.name)) found.add(next.name);
    }
  }
  return [...found];
}

function nextStepsOf(tables: RoutingTables, exchange: Exchange, message: Message): readonly Destination[] {
  if (exchange.name === '') return message.routingKeys.map((name) => ({ kind: 'queue', name }));
  const { bindings, version } = tables;
  const taken = bindingsTaken({ bindings, exchange, message, version });
  if (taken.length > 0) return taken.map(({ destination }) => destination);
  const alternate = alternateOf(exchange);
  return alternate === null ? [] : [{ kind: 'exchange', name: alternate }];
}
