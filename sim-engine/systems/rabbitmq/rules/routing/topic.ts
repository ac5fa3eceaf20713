/**
 * Topic patterns of one exchange, as a tree of words: a message walks down the tree once, however many patterns there are.
 * Source: deps/rabbit/src/rabbit_db_topic_exchange.erl (trie_match).
 *
 * The plain matcher, one pattern at a time, is the specification and stands with the tests.
 */

/** Words between dots. The empty text has no words at all; "." has two empty ones. */
export function wordsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split('.');
}

/** A place in the tree: the patterns that begin with the words on the way to it. */
interface TrieNode {
  readonly words: Map<string, TrieNode>;
  /** After `*`. */
  star: TrieNode | null;
  /** After `#`. */
  hash: TrieNode | null;
  /** Is this place itself after a `#`? Then it stays where it is, whatever the next word. */
  readonly repeats: boolean;
  /** Numbers of the patterns that end here. */
  readonly ends: number[];
}

/** Patterns, ready to be matched. */
export interface TopicTrie {
  /** Numbers of the patterns that take a routing key, each once, in no order that means anything. */
  match(routingKey: string): readonly number[];
}

function newNode(repeats: boolean): TrieNode {
  return { words: new Map(), star: null, hash: null, repeats, ends: [] };
}

/** The place one part of a pattern further; it is made when it is missing. */
function grow(node: TrieNode, part: string): TrieNode {
  if (part === '*') return (node.star ??= newNode(false));
  if (part === '#') return (node.hash ??= newNode(true));
  const known = node.words.get(part);
  if (known !== undefined) return known;
  const made = newNode(false);
  node.words.set(part, made);
  return made;
}

/** Adds the places that are reached without a word, over a `#`. Only those can be reached in two ways. */
function withoutAWord(places: TrieNode[]): readonly TrieNode[] {
  for (const { hash } of places) {
    if (hash !== null && !places.includes(hash)) places.push(hash);
  }
  return places;
}

/** From some places to those one word further. */
function step(places: readonly TrieNode[], word: string): readonly TrieNode[] {
  const next: TrieNode[] = [];
  for (const place of places) {
    const literal = place.words.get(word);
    if (literal !== undefined) next.push(literal);
    if (place.star !== null) next.push(place.star);
    if (place.repeats) next.push(place);
  }
  return withoutAWord(next);
}

/**
 * Name: match a topic
 * Who: a topic exchange, for all of its bindings at once
 * Means: `*` stands for exactly one word, `#` for any number of words, also none; inside a longer word both are ordinary
 * Enabled when: a message is routed
 * Changes: nothing
 */
export function topicTrie(patterns: Iterable<readonly [number, string]>): TopicTrie {
  const root = newNode(false);
  for (const [number, pattern] of patterns) {
    let place = root;
    for (const part of wordsOf(pattern)) place = grow(place, part);
    place.ends.push(number);
  }
  return {
    match(routingKey) {
      let places = withoutAWord([root]);
      for (const word of wordsOf(routingKey)) places = step(places, word);
      const found: number[] = [];
      for (const { ends } of places) for (const number of ends) found.push(number);
      return found;
    },
  };
}
