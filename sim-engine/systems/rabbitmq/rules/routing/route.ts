/**
 * From an exchange to queues: bindings, bindings between exchanges, alternate exchanges.
 * Source: deps/rabbit/src/rabbit_exchange.erl (route), docs/ae.md, docs/e2e.md.
 */
import { fieldOf } from '../fieldTable.ts';
import type { Message } from '../message.ts';
import type { RabbitVersion } from '../version.ts';
import { bindingMatches, type Binding, type Exchange } from './exchange.ts';

export interface RoutingTables {
  readonly exchanges: readonly Exchange[];
  readonly bindings: readonly Binding[];
  /** Names of the queues that there are; the default exchange reaches each by its name. */
  readonly queues: readonly string[];
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
  const visited = [exchangeName];
  const found: string[] = [];
  for (const name of visited) {
    const exchange = tables.exchanges.find((candidate) => candidate.name === name);
    if (exchange === undefined) continue;
    const steps = nextStepsOf(tables, exchange, message);
    for (const queue of steps.queues) if (!found.includes(queue)) found.push(queue);
    for (const next of steps.exchanges) if (!visited.includes(next)) visited.push(next);
  }
  return found;
}

function nextStepsOf(
  tables: RoutingTables,
  exchange: Exchange,
  message: Message,
): { readonly queues: readonly string[]; readonly exchanges: readonly string[] } {
  if (exchange.name === '') {
    return { queues: message.routingKeys.filter((key) => tables.queues.includes(key)), exchanges: [] };
  }
  const taken = tables.bindings.filter(
    (binding) => binding.source === exchange.name && bindingMatches(exchange.type, binding, message, tables.version),
  );
  const alternate = taken.length === 0 ? alternateOf(exchange) : null;
  const named = (kind: 'queue' | 'exchange'): readonly string[] =>
    taken.filter(({ destination }) => destination.kind === kind).map(({ destination }) => destination.name);
  return {
    queues: named('queue').filter((queue) => tables.queues.includes(queue)),
    exchanges: [...named('exchange'), ...(alternate === null ? [] : [alternate])],
  };
}
