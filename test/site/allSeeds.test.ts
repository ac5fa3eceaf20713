/** An answer under many seeds: what is said does not depend on how many lanes there are, or which of them is quick. */
import { describe, expect, test } from 'vitest';
import { checkAllSeeds, type Lane } from '../../site/lessons/allSeeds.ts';
import type { CheckRequests, SeedVerdict } from '../../site/lessons/protocol.ts';

type Rule = CheckRequests['check']['out']['unseen']['rule'];

const SEEDS = [1000, 1001, 1002, 1003, 1004, 1005];
const PASSED: SeedVerdict = {
  passed: true,
  wrong: null,
  message: '',
  parameters: {},
  where: null,
  score: { own: 3, reference: 2 },
};

/** Fails under some seeds; later seeds answer sooner. */
function lane(failing: readonly (number | undefined)[], rule: Rule, asked: (number | undefined)[] = []): Lane {
  return async (seed) => {
    asked.push(seed);
    const ticks = seed === undefined ? 0 : SEEDS.at(-1)! - seed;
    for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
    const verdict = failing.includes(seed) ? { ...PASSED, passed: false, wrong: `under ${seed ?? 'public'}` } : PASSED;
    return { verdict, unseen: { rule, seeds: rule === 'none' ? [] : SEEDS } };
  };
}

const run = (lanes: readonly [Lane, ...Lane[]]) => checkAllSeeds({ lanes, onProgress: () => undefined });

describe.each([1, 2, 3, 8])('with %i lanes', (count) => {
  const lanes = (failing: readonly (number | undefined)[], rule: Rule, asked?: (number | undefined)[]) =>
    Array.from({ length: count }, () => lane(failing, rule, asked)) as unknown as readonly [Lane, ...Lane[]];

  test('an answer that always holds has held under every seed, each asked once', async () => {
    const asked: (number | undefined)[] = [];
    const result = await run(lanes([], 'must-hold', asked));
    expect(result).toMatchObject({
      passed: true,
      failedSeed: null,
      unseenPassed: 6,
      unseenTried: 6,
      score: PASSED.score,
    });
    expect([...asked].sort()).toEqual([...SEEDS, undefined]);
  });

  test('one that fails under the public seed is tried under no other', async () => {
    const asked: (number | undefined)[] = [];
    const result = await run(lanes([undefined, 1001], 'must-hold', asked));
    expect(result).toMatchObject({ passed: false, wrong: 'under public', failedSeed: null, unseenTried: 0 });
    expect(asked).toEqual([undefined]);
  });

  test('of several seeds under which it fails, the first of the list is told', async () => {
    const result = await run(lanes([1004, 1002], 'must-hold'));
    expect(result).toMatchObject({
      passed: false,
      wrong: 'under 1002',
      failedSeed: 1002,
      unseenPassed: 2,
      unseenTried: 3,
    });
  });

  test('where unseen seeds are for information, they are counted', async () => {
    const result = await run(lanes([1004, 1002], 'for-information'));
    expect(result).toMatchObject({ passed: true, failedSeed: null, unseenPassed: 4, unseenTried: 6 });
  });
});

test('tells after every seed how far it is', async () => {
  const told: string[] = [];
  await checkAllSeeds({
    lanes: [lane([], 'must-hold')],
    onProgress: ({ done, total }) => told.push(`${done}/${total}`),
  });
  expect(told).toEqual(['1/7', '2/7', '3/7', '4/7', '5/7', '6/7', '7/7']);
});
