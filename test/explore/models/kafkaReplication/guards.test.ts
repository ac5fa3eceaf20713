/**
 * Each guard of `kip320` on its own: without it the property breaks in as many steps, and with all of them it holds. The
 * hybrids are ours, not published by anyone; TLC (2.15, one worker, symmetry) gives the same counts for the published text
 * with the same changes.
 */
import { expect, test } from 'vitest';
import {
  kip320Without,
  REMOVABLE_GUARDS,
  VARIANTS,
} from '../../../../sim-engine/explore/models/kafkaReplication/variants.ts';
import { GUARD_NAMES } from '../../../../sim-engine/systems/kafka/guards.ts';
import { ask } from './support.ts';

test.each([
  ['truncateByEpoch', { verdict: 'violated', depth: 11, distinct: 13_816 }],
  ['compareDivergingEpoch', { verdict: 'violated', depth: 13, distinct: 34_431 }],
  ['fencedTruncation', { verdict: 'violated', depth: 13, distinct: 34_219 }],
  ['highWatermarkEpochCheck', { verdict: 'violated', depth: 12, distinct: 18_495 }],
  ['isrExpansionWait', { verdict: 'violated', depth: 11, distinct: 15_241 }],
  // A lesson of its own: within these bounds, and for this property, nothing depends on it.
  ['fencedFetch', { verdict: 'exhausted', depth: 25, distinct: 144_225 }],
] as const)('without %s', (guard, expected) => {
  expect(ask({ choices: kip320Without(guard), symmetry: 'replicas' })).toMatchObject(expected);
});

test('a removal changes one choice and leaves the others', () => {
  for (const guard of REMOVABLE_GUARDS) {
    const changed = Object.entries(kip320Without(guard)).filter(
      ([choice, value]) => VARIANTS.kip320[choice as keyof typeof VARIANTS.kip320] !== value,
    );
    expect(changed, guard).toHaveLength(1);
  }
});

test('the names are those of the simulated brokers', () => {
  for (const guard of REMOVABLE_GUARDS) expect(GUARD_NAMES).toContain(guard);
});
