/**
 * A topic exchange with very many bindings, and messages for it: what `bench` routes. Keys and patterns look like those of a
 * company: place, service, thing, event, customer. Of ten bindings five have no wildcard, three a `*`, two a `#`.
 */
import { EMPTY_TABLE } from '../rules/fieldTable.ts';
import type { Message } from '../rules/message.ts';
import type { Binding, Exchange } from '../rules/routing/exchange.ts';
import { route, type RoutingTables } from '../rules/routing/route.ts';

const EXCHANGE: Exchange = {
  name: 'events',
  type: 'topic',
  durable: true,
  autoDelete: false,
  internal: false,
  arguments: EMPTY_TABLE,
};

/** How many different words stand in each place of a key. */
const WORDS_AT = [6, 16, 12, 8, 30];
const WORDS_MIN = 3;
const QUEUES = 1_000;
const KEYS = 1_000;

/** Numbers that look random and are always the same: 0 to `below` - 1. */
function numbers(): (below: number) => number {
  let state = 20_231;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

function keyWords(next: (below: number) => number): string[] {
  const length = WORDS_MIN + next(WORDS_AT.length - WORDS_MIN + 1);
  return WORDS_AT.slice(0, length).map((words, place) => `${'pstec'.charAt(place)}${next(words)}`);
}

function pattern(next: (below: number) => number): string {
  const words = keyWords(next);
  const kind = next(10);
  if (kind < 5) return words.join('.');
  if (kind < 8) return words.with(next(words.length), '*').join('.');
  return (kind === 8 ? [...words.slice(0, 2), '#'] : ['#', ...words.slice(1)]).join('.');
}

function messageTo(routingKey: string): Message {
  return {
    exchange: EXCHANGE.name,
    routingKeys: [routingKey],
    blindKeys: [],
    headers: null,
    expiration: null,
    priority: null,
    persistent: null,
    body: '',
    bytes: 0,
    history: null,
  };
}

/** Routes so many messages, and says how many queues they reached, summed. */
export type RouteMessages = (count: number) => number;

/** An exchange with so many bindings to 1,000 queues. */
export function routingBench(bindingCount: number): RouteMessages {
  const next = numbers();
  const queues = Array.from({ length: QUEUES }, (_, index) => `queue-${index}`);
  const bindings = Array.from({ length: bindingCount }, (): Binding => {
    const destination = { kind: 'queue', name: queues[next(QUEUES)] as string } as const;
    return { source: EXCHANGE.name, destination, routingKey: pattern(next), arguments: EMPTY_TABLE };
  });
  const messages = Array.from({ length: KEYS }, () => messageTo(keyWords(next).join('.')));
  const tables: RoutingTables = { exchanges: [EXCHANGE], bindings, queues: new Set(queues), version: '4.3' };
  return (count) => {
    let reached = 0;
    for (let index = 0; index < count; index += 1) {
      reached += route(tables, EXCHANGE.name, messages[index % KEYS] as Message).length;
    }
    return reached;
  };
}
