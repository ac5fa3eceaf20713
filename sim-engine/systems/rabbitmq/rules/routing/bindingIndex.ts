/**
 * Which bindings of an exchange take a message: found in an index, not one by one.
 *
 * An index is made of a list of bindings when it is first asked for, and kept beside the list as long as the list lives. Lists
 * are never changed, so an index is never wrong; it is no part of the state, and of no hash.
 */
import { EMPTY_TABLE } from '../fieldTable.ts';
import type { Message } from '../message.ts';
import type { RabbitVersion } from '../version.ts';
import type { Binding, Exchange } from './exchange.ts';
import { headersMatch } from './headers.ts';
import { topicTrie, type TopicTrie } from './topic.ts';

type Numbered = readonly [number, Binding];

/** The bindings of one exchange. Numbers are places in the list of all bindings. */
class SourceIndex {
  readonly all: Numbered[] = [];
  #byKey: ReadonlyMap<string, readonly number[]> | null = null;
  #trie: TopicTrie | null = null;

  /** Numbers of the bindings with a routing key. */
  withKey(key: string): readonly number[] {
    this.#byKey ??= numbersByKey(this.all);
    return this.#byKey.get(key) ?? [];
  }

  /** Numbers of the bindings whose pattern takes a routing key. */
  withTopic(key: string): readonly number[] {
    this.#trie ??= topicTrie(this.all.map(([number, { routingKey }]) => [number, routingKey]));
    return this.#trie.match(key);
  }
}

function numbersByKey(bindings: readonly Numbered[]): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, number[]>();
  for (const [number, { routingKey }] of bindings) {
    const known = numbers.get(routingKey);
    if (known === undefined) numbers.set(routingKey, [number]);
    else known.push(number);
  }
  return numbers;
}

type BindingIndex = ReadonlyMap<string, SourceIndex>;

const INDEXES = new WeakMap<readonly Binding[], BindingIndex>();

function indexOf(bindings: readonly Binding[]): BindingIndex {
  const known = INDEXES.get(bindings);
  if (known !== undefined) return known;
  const index = new Map<string, SourceIndex>();
  bindings.forEach((binding, number) => {
    const source = index.get(binding.source) ?? new SourceIndex();
    source.all.push([number, binding]);
    index.set(binding.source, source);
  });
  INDEXES.set(bindings, index);
  return index;
}

/** Numbers that several keys of one message find: each once, in the order of the bindings. */
function inOrder(keys: readonly string[], find: (key: string) => readonly number[]): readonly number[] {
  const [only] = keys;
  const found = keys.length === 1 && only !== undefined ? [...find(only)] : [...new Set(keys.flatMap(find))];
  return found.sort((left, right) => left - right);
}

/**
 * Name: match bindings
 * Who: an exchange
 * Means: direct compares the key byte by byte, fanout takes everything, topic and headers look at patterns
 * Enabled when: a message reaches the exchange
 * Changes: nothing
 *
 * @returns in the order of `bindings`
 */
export function bindingsTaken(options: {
  readonly bindings: readonly Binding[];
  readonly exchange: Exchange;
  readonly message: Message;
  readonly version: RabbitVersion;
}): readonly Binding[] {
  const { bindings, exchange, message, version } = options;
  const source = indexOf(bindings).get(exchange.name);
  if (source === undefined) return [];
  const numbered = (find: (key: string) => readonly number[]): readonly Binding[] =>
    inOrder(message.routingKeys, find).map((number) => bindings[number] as Binding);
  switch (exchange.type) {
    case 'fanout':
      return source.all.map(([, binding]) => binding);
    case 'direct':
      return numbered((key) => source.withKey(key));
    case 'topic':
      return numbered((key) => source.withTopic(key));
    case 'headers': {
      const headers = message.headers ?? EMPTY_TABLE;
      return source.all.map(([, binding]) => binding).filter((each) => headersMatch(each.arguments, headers, version));
    }
  }
}
