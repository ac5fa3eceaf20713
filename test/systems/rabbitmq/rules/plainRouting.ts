/** Routing as plain as the documentation: every binding is looked at. What the index finds must be what this finds. */
import { EMPTY_TABLE } from '../../../../sim-engine/systems/rabbitmq/rules/fieldTable.ts';
import type { Message } from '../../../../sim-engine/systems/rabbitmq/rules/message.ts';
import type { Binding, Exchange } from '../../../../sim-engine/systems/rabbitmq/rules/routing/exchange.ts';
import { headersMatch } from '../../../../sim-engine/systems/rabbitmq/rules/routing/headers.ts';
import type { RoutingTables } from '../../../../sim-engine/systems/rabbitmq/rules/routing/route.ts';
import { alternateOf } from '../../../../sim-engine/systems/rabbitmq/rules/routing/route.ts';
import { wordsOf } from '../../../../sim-engine/systems/rabbitmq/rules/routing/topic.ts';

function wordsMatch(pattern: readonly string[], words: readonly string[]): boolean {
  const [part, ...parts] = pattern;
  if (part === undefined) return words.length === 0;
  const [word, ...rest] = words;
  if (part === '#') return wordsMatch(parts, words) || (word !== undefined && wordsMatch(pattern, rest));
  return word !== undefined && (part === '*' || part === word) && wordsMatch(parts, rest);
}

/** Does a topic pattern take a routing key? */
export function topicMatches(pattern: string, routingKey: string): boolean {
  return wordsMatch(wordsOf(pattern), wordsOf(routingKey));
}

function bindingMatches(exchange: Exchange, binding: Binding, message: Message, tables: RoutingTables): boolean {
  if (binding.source !== exchange.name) return false;
  switch (exchange.type) {
    case 'fanout':
      return true;
    case 'direct':
      return message.routingKeys.includes(binding.routingKey);
    case 'topic':
      return message.routingKeys.some((key) => topicMatches(binding.routingKey, key));
    case 'headers':
      return headersMatch(binding.arguments, message.headers ?? EMPTY_TABLE, tables.version);
  }
}

/** Names of queues, in the order in which they are found. */
export function plainRoute(tables: RoutingTables, exchangeName: string, message: Message): readonly string[] {
  const visited = [exchangeName];
  const found: string[] = [];
  for (const name of visited) {
    const exchange = tables.exchanges.find((candidate) => candidate.name === name);
    if (exchange === undefined) continue;
    const taken = tables.bindings.filter((binding) => bindingMatches(exchange, binding, message, tables));
    const alternate = taken.length === 0 ? alternateOf(exchange) : null;
    for (const { destination } of taken) {
      const list = destination.kind === 'queue' ? found : visited;
      const exists = destination.kind === 'exchange' || tables.queues.has(destination.name);
      if (exists && !list.includes(destination.name)) list.push(destination.name);
    }
    if (alternate !== null && !visited.includes(alternate)) visited.push(alternate);
  }
  return found;
}
