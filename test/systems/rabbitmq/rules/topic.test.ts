/** The tree of topic patterns against a matcher that is as plain as the documentation. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topicTrie } from '../../../../sim-engine/systems/rabbitmq/rules/routing/topic.ts';
import { topicMatches } from './plainRouting.ts';

const word = fc.constantFrom('a', 'b', '', 'ab');
const key = fc.array(fc.oneof(word, fc.constantFrom('*', '#')), { maxLength: 5 }).map((words) => words.join('.'));
const pattern = fc
  .array(fc.oneof(word, fc.constantFrom('*', '#', '*a', '#b')), { maxLength: 5 })
  .map((parts) => parts.join('.'));

/** Numbers of the patterns that take a key, in order. */
function taken(patterns: readonly string[], routingKey: string): readonly number[] {
  return [...topicTrie(patterns.entries()).match(routingKey)].sort((left, right) => left - right);
}

function takes(one: string, routingKey: string): boolean {
  return taken([one], routingKey).length === 1;
}

describe('topic patterns', () => {
  it('those that match are found, each once', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 40 }), key, (patterns, routingKey) => {
        const expected = [...patterns.keys()].filter((number) => topicMatches(patterns[number]!, routingKey));
        expect(taken(patterns, routingKey)).toEqual(expected);
      }),
      { numRuns: 5_000 },
    );
  });

  it('among ten thousand patterns too', () => {
    const words = ['a', 'b', 'c', 'd', 'e', '*', '#'];
    const patterns = Array.from({ length: 10_000 }, (_, number) =>
      [number, number / 7, number / 49, number / 343, number / 2_401].map((at) => words[Math.floor(at) % 7]!).join('.'),
    );
    for (const routingKey of ['a.b.c', 'e.d.c.b.a', 'a', '', 'a.a.a.a.a.a.a', 'x.b.x.d', '...']) {
      const expected = [...patterns.keys()].filter((number) => topicMatches(patterns[number]!, routingKey));
      expect(taken(patterns, routingKey)).toEqual(expected);
    }
  });

  it('# takes everything, and many of them cost no more than one', () => {
    const long = Array.from({ length: 200 }, () => 'a').join('.');
    const hashes = Array.from({ length: 60 }, () => '#').join('.');
    expect(takes(hashes, long)).toBe(true);
    expect(takes(`${hashes}.b`, long)).toBe(false);
  });

  it('near misses: the empty key has no word, a dot has two', () => {
    expect(takes('*', '')).toBe(false);
    expect(takes('*', '.')).toBe(false);
    expect(takes('*.*', '.')).toBe(true);
    expect(takes('a.*', 'a.')).toBe(true);
    expect(takes('a.#', 'ab')).toBe(false);
    expect(takes('', '')).toBe(true);
    expect(takes('#', '')).toBe(true);
    expect(takes('*orange*', 'orange')).toBe(false);
  });
});
