/** Routing keys that reach every binding of an exchange, and one that reaches none. */
import type { BindingSpec } from '../../definitions.ts';
import { RABBIT_LIMITS } from '../../form.ts';
import type { ExchangeType } from '../../rules/routing/exchange.ts';
import { topicTrie, wordsOf } from '../../rules/routing/topic.ts';

/** Which of the bindings, by number, does a key reach? */
type Match = (key: string) => readonly number[];

export interface ChosenKeys {
  readonly keys: readonly string[];
  /** Numbers of bindings that no key reaches, because there may be no more keys. */
  readonly unreached: readonly number[];
}

const ANY_WORD = 'any';
const SHORT_WORD = 'x';

/** A key that a topic pattern takes: a word where any word may stand. */
function sampleOf(pattern: string): string {
  const filledWith = (word: string): string =>
    wordsOf(pattern)
      .map((part) => (part === '*' || part === '#' ? word : part))
      .join('.');
  const sample = filledWith(ANY_WORD);
  return sample.length <= RABBIT_LIMITS.routingKeyLength ? sample : filledWith(SHORT_WORD);
}

/** How much a pattern leaves open: `#` leaves open more than any number of `*` among 255 characters. */
function openness(pattern: string): number {
  const parts = wordsOf(pattern);
  return parts.filter((part) => part === '*').length + 256 * parts.filter((part) => part === '#').length;
}

const UNROUTED = 'unrouted';
/** More than there can be bindings, so that one of them is free unless a pattern takes all. */
const TRIES_MAX = RABBIT_LIMITS.bindings + 1;
const WORDS_MAX = 4;

/** A key that reaches nothing; null: every key that was tried reaches something. */
function unroutedKey(match: Match): string | null {
  for (let words = 1; words <= WORDS_MAX; words += 1) {
    for (let count = 1; count <= TRIES_MAX; count += 1) {
      const first = count === 1 ? UNROUTED : `${UNROUTED}-${count}`;
      const key = [first, ...Array.from({ length: words - 1 }, () => 'key')].join('.');
      if (match(key).length === 0) return key;
    }
  }
  return null;
}

function matcherOf(type: 'direct' | 'topic', keys: readonly string[]): Match {
  const patterns = topicTrie(keys.map((pattern, number) => [number, pattern]));
  if (type === 'topic') return (key) => patterns.match(key);
  return (key) => keys.flatMap((bound, number) => (bound === key ? [number] : []));
}

/** The most exact patterns first: a key for `order.*.paid` serves `order.#` as well. */
function covering(type: 'direct' | 'topic', bound: readonly string[], keysMax: number): ChosenKeys {
  const match = matcherOf(type, bound);
  const reached = new Set<number>();
  const keys: string[] = [];
  const numbers = bound.map((_, number) => number);
  if (type === 'topic') numbers.sort((left, right) => openness(bound[left] ?? '') - openness(bound[right] ?? ''));
  const unrouted = unroutedKey(match);
  const room = keysMax - (unrouted === null ? 0 : 1);
  for (const number of numbers) {
    if (reached.has(number) || keys.length === room) continue;
    const key = type === 'topic' ? sampleOf(bound[number] ?? '') : (bound[number] ?? '');
    keys.push(key);
    for (const each of match(key)) reached.add(each);
  }
  const unreached = bound.map((_, number) => number).filter((number) => !reached.has(number));
  return { keys: unrouted === null ? keys : [...keys, unrouted], unreached };
}

/** Keys for a publisher to an exchange with these bindings. Fanout and headers exchanges do not look at the key. */
export function routingKeysFor(
  type: ExchangeType,
  bindings: readonly BindingSpec[],
  options: { readonly keysMax: number },
): ChosenKeys {
  if (type === 'fanout' || type === 'headers') return { keys: [ANY_WORD], unreached: [] };
  const bound = bindings.map(({ key = '' }) => key);
  return covering(type, bound, options.keysMax);
}
