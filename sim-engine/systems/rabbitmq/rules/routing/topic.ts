/**
 * Topic patterns.
 * Source: deps/rabbit/src/rabbit_db_topic_exchange.erl (trie_match).
 */

/** Words between dots. The empty text has no words at all; "." has two empty ones. */
export function wordsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split('.');
}

/**
 * Name: match a topic
 * Who: a topic exchange, for each of its bindings
 * Means: `*` stands for exactly one word, `#` for any number of words, also none; inside a longer word both are ordinary
 * Enabled when: a message is routed
 * Changes: nothing
 */
export function topicMatches(pattern: string, routingKey: string): boolean {
  const words = wordsOf(routingKey);
  // reachable[i]: the pattern read so far can stand for the first i words.
  let reachable: boolean[] = words.map(() => false);
  reachable.unshift(true);
  for (const part of wordsOf(pattern)) {
    const next: boolean[] = [];
    for (let count = 0; count <= words.length; count += 1) {
      const before = count > 0 && reachable[count - 1] === true;
      if (part === '#') next.push(reachable[count] === true || (count > 0 && next[count - 1] === true));
      else next.push(before && (part === '*' || part === words[count - 1]));
    }
    reachable = next;
  }
  return reachable[words.length] === true;
}
