/** States packed into words: nothing is lost, and a search that keeps them packed finds exactly the same. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packingFault, replicationCodec } from '../../../../sim-engine/explore/models/kafkaReplication/codec.ts';
import { VARIANTS } from '../../../../sim-engine/explore/models/kafkaReplication/variants.ts';
import { ask, EVERY_CHOICE, modelOf, parametersOf, reachable, walk } from './support.ts';

test.each([
  [{}, 3],
  [{ maxLeaderEpoch: 1 }, 2],
  [{ logSize: 3, maxRecords: 3, maxLeaderEpoch: 3 }, 4],
  [{ replicas: 5, logSize: 1, maxRecords: 1, maxLeaderEpoch: 1 }, 3],
])('the layout follows from the parameters: %o take %i words', (changes, words) => {
  expect(replicationCodec(parametersOf(changes)).words).toBe(words);
});

test('parameters that do not fit are refused with a sentence', () => {
  const parameters = parametersOf({ replicas: 5, logSize: 5, maxRecords: 5, maxLeaderEpoch: 5 });
  const sentence = /^a packed state needs \d+ words of 32 bits with these parameters, expected at most 8: take fewer/;
  expect(packingFault(parameters)).toMatch(sentence);
  expect(() => replicationCodec(parameters)).toThrow(sentence);
  expect(packingFault(parametersOf())).toBeNull();
});

describe('a state read back is the state', () => {
  test.each([
    [{}],
    [{ replicas: 5, logSize: 2, maxRecords: 2, maxLeaderEpoch: 1 }],
    [{ logSize: 4, maxRecords: 3, maxLeaderEpoch: 4 }],
    [{ replicas: 1, logSize: 1, maxRecords: 1, maxLeaderEpoch: 0 }],
  ])('%o', (changes) => {
    const parameters = parametersOf(changes);
    const codec = replicationCodec(parameters);
    const model = modelOf({ choices: VARIANTS['kip320-first-try'], parameters });
    fc.assert(
      fc.property(fc.array(fc.nat(99), { maxLength: 30 }), fc.nat(3), (steps, at) => {
        const state = walk(model, steps);
        const words = new Int32Array(16).fill(-1);
        codec.write(state, words, at);
        expect(codec.read(words, at)).toEqual(state);
        // Nothing is written outside the state's own words.
        expect([...words.subarray(0, at), ...words.subarray(at + codec.words)].every((word) => word === -1)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

test('two states have different words, and as many different fingerprints', () => {
  const parameters = parametersOf({ maxLeaderEpoch: 1 });
  const codec = replicationCodec(parameters);
  const words = new Int32Array(codec.words);
  const different = new Set<string>();
  for (const state of reachable(modelOf({ choices: VARIANTS.kip101, parameters })).values()) {
    codec.write(state, words, 0);
    different.add(words.join(' '));
  }
  expect(different.size).toBe(59_788);
});

describe('a search finds the same with packed states', () => {
  test.each(EVERY_CHOICE)('%s, small', (_, choices) => {
    for (const parameters of [
      { maxLeaderEpoch: 1, logSize: 1, maxRecords: 1 },
      { maxLeaderEpoch: 1 },
      { replicas: 2, maxLeaderEpoch: 2, logSize: 3, maxRecords: 3 },
    ]) {
      expect(ask({ choices, parameters, waiting: 'packed' })).toEqual(ask({ choices, parameters }));
    }
  });

  test.each(EVERY_CHOICE)('%s, at the usual size, with symmetry', (_, choices) => {
    const question = { choices, symmetry: 'replicas' } as const;
    expect(ask({ ...question, waiting: 'packed' })).toEqual(ask(question));
  });

  test('kip320, at the usual size, without symmetry', () => {
    expect(ask({ choices: VARIANTS.kip320, waiting: 'packed' })).toEqual({
      verdict: 'exhausted',
      depth: 25,
      distinct: 737_794,
      generated: 1_929_154,
    });
  });
});
