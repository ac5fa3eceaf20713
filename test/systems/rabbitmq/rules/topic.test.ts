/** Topic patterns against a matcher that is as plain as the documentation. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topicMatches, wordsOf } from '../../../../sim-engine/systems/rabbitmq/rules/routing/topic.ts';

function naive(pattern: readonly string[], words: readonly string[]): boolean {
  const [part, ...parts] = pattern;
  if (part === undefined) return words.length === 0;
  const [word, ...rest] = words;
  if (part === '#') return naive(parts, words) || (word !== undefined && naive(pattern, rest));
  return word !== undefined && (part === '*' || part === word) && naive(parts, rest);
}

const word = fc.constantFrom('a', 'b', '', 'ab');
const key = fc.array(word, { maxLength: 5 }).map((words) => words.join('.'));
const pattern = fc
  .array(fc.oneof(word, fc.constantFrom('*', '#', '*a', '#b')), { maxLength: 5 })
  .map((parts) => parts.join('.'));

describe('topic patterns', () => {
  it('agree with the plain matcher', () => {
    fc.assert(
      fc.property(pattern, key, (given, routingKey) => {
        expect(topicMatches(given, routingKey)).toBe(naive(wordsOf(given), wordsOf(routingKey)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('# takes everything, and many of them cost no more than one', () => {
    const long = Array.from({ length: 200 }, () => 'a').join('.');
    const hashes = Array.from({ length: 60 }, () => '#').join('.');
    expect(topicMatches(hashes, long)).toBe(true);
    expect(topicMatches(`${hashes}.b`, long)).toBe(false);
  });

  it('near misses: the empty key has no word, a dot has two', () => {
    expect(topicMatches('*', '')).toBe(false);
    expect(topicMatches('*', '.')).toBe(false);
    expect(topicMatches('*.*', '.')).toBe(true);
    expect(topicMatches('a.#', 'ab')).toBe(false);
  });
});
