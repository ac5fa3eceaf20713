/** States that differ only in which replica is which are one class: no more are merged, and no fewer. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kip320Without, VARIANTS } from '../../../../sim-engine/explore/models/kafkaReplication/variants.ts';
import { ask, EVERY_CHOICE, modelOf, nameIn, permutations, reachable, renamed, walk } from './support.ts';

describe('the sizes of the classes add up to the plain count', () => {
  test.each([
    ['kip320', { replicas: 1, maxLeaderEpoch: 2 }],
    ['kip320', { replicas: 2, maxLeaderEpoch: 2 }],
    ['kip320', { replicas: 3, maxLeaderEpoch: 1, logSize: 1, maxRecords: 1 }],
    ['kip320', { replicas: 4, maxLeaderEpoch: 0, logSize: 1, maxRecords: 1 }],
    ['kip320-first-try', { replicas: 3, maxLeaderEpoch: 1, logSize: 1, maxRecords: 2 }],
    ['truncate-to-hw', { replicas: 3, maxLeaderEpoch: 1, logSize: 1, maxRecords: 1 }],
  ] as const)('%s, %o', (name, parameters) => {
    const plain = modelOf({ choices: VARIANTS[name], parameters });
    const classes = reachable(modelOf({ choices: VARIANTS[name], parameters, symmetry: 'replicas' }));
    const orders = permutations(parameters.replicas);
    const members = new Set<string>();
    let sizes = 0;
    for (const state of classes.values()) {
      const orbit = new Set(orders.map((order) => nameIn(plain, renamed(state, order))));
      sizes += orbit.size;
      for (const member of orbit) members.add(member);
    }
    const states = reachable(plain);
    expect(sizes).toBe(states.size);
    // Not only as many: the same.
    expect(members).toEqual(new Set(states.keys()));
    expect(classes.size < states.size || parameters.replicas === 1).toBe(true);
  });
});

describe('a state and a renamed one', () => {
  const choices = kip320Without('fencedTruncation');
  test.each([2, 3, 4, 5])('%i replicas', (replicas) => {
    const plain = modelOf({ choices, parameters: { replicas } });
    const symmetric = modelOf({ choices, parameters: { replicas }, symmetry: 'replicas' });
    const orders = fc.shuffledSubarray([0, 1, 2, 3, 4].slice(0, replicas), { minLength: replicas });
    fc.assert(
      fc.property(fc.array(fc.nat(99), { maxLength: 25 }), orders, (steps, order) => {
        const state = walk(plain, steps);
        const other = renamed(state, order);
        expect(nameIn(symmetric, other)).toBe(nameIn(symmetric, state));
        const same = JSON.stringify(other) === JSON.stringify(state);
        expect(nameIn(plain, other) === nameIn(plain, state)).toBe(same);
      }),
      { numRuns: 100 },
    );
  });
});

test.each(EVERY_CHOICE)('%s: the same verdict at the same depth, with symmetry and without', (_, choices) => {
  const parameters = { maxLeaderEpoch: 1 };
  const plain = ask({ choices, parameters });
  const symmetric = ask({ choices, parameters, symmetry: 'replicas' });
  expect([symmetric.verdict, symmetric.depth]).toEqual([plain.verdict, plain.depth]);
  expect(symmetric.distinct).toBeLessThan(plain.distinct / 3);
});
