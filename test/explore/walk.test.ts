/** Single runs drawn at random: they find what is there, the same for the same seed, and say nothing of what they did not see. */
import { describe, expect, test } from 'vitest';
import { replicationModel } from '../../sim-engine/explore/models/kafkaReplication/model.ts';
import { decodeStep } from '../../sim-engine/explore/models/kafkaReplication/stepCode.ts';
import { VARIANTS } from '../../sim-engine/explore/models/kafkaReplication/variants.ts';
import { retrace } from '../../sim-engine/explore/search.ts';
import type { SearchOutcome } from '../../sim-engine/explore/searchModel.ts';
import { Walks, type WalkStrategy } from '../../sim-engine/explore/walk.ts';

const parameters = { replicas: 3, logSize: 2, maxRecords: 2, maxLeaderEpoch: 2 };
const STRATEGIES: readonly WalkStrategy[] = ['random', 'pct', 'swarm'];

function modelOf(variant: keyof typeof VARIANTS): ReturnType<typeof replicationModel> {
  return replicationModel({ parameters, choices: VARIANTS[variant], property: 'StrongIsr', symmetry: 'none' });
}

function walk(
  variant: keyof typeof VARIANTS,
  strategy: WalkStrategy,
  seed: number,
  statesMax = 400_000,
): SearchOutcome {
  const bounds = { statesMax, depthMax: 40 };
  const actorOf = (step: number): number => 1 + decodeStep(step).parties.replica;
  return new Walks({ model: modelOf(variant), bounds, strategy, seed, actorOf }).complete();
}

describe.each(STRATEGIES)('%s', (strategy) => {
  test('finds the violation of the oldest specification', () => {
    const outcome = walk('truncate-to-hw', strategy, 1);
    if (outcome.kind !== 'counter-example') expect.fail(`nothing found: ${outcome.kind}`);
    expect(outcome.property).toBe('StrongIsr');
    // The shortest one has 8 steps; a walk need not be the shortest.
    expect(outcome.steps.length).toBeGreaterThanOrEqual(8);
    const model = modelOf('truncate-to-hw');
    expect(model.broken(retrace(model, outcome).at(-1) as never)).toBe('StrongIsr');
  });

  test('finds nothing in the newest one, and says which bound ended it', () => {
    expect(walk('kip320', strategy, 1, 50_000)).toMatchObject({ kind: 'budget-spent', bound: 'states' });
  });

  test('draws the same runs for the same seed, others for another one', () => {
    expect(walk('truncate-to-hw', strategy, 5)).toEqual(walk('truncate-to-hw', strategy, 5));
    const steps = [5, 6, 7, 8].map((seed) => JSON.stringify(walk('truncate-to-hw', strategy, seed)));
    expect(new Set(steps).size).toBeGreaterThan(1);
  });
});

test('a walk ends at its depth, and another one begins', () => {
  const walks = new Walks({ model: modelOf('kip320'), bounds: { depthMax: 5 }, strategy: 'random', seed: 1 });
  walks.advance(60);
  expect(walks.walks).toBeGreaterThanOrEqual(10);
  expect(walks.stop('cancelled')).toMatchObject({ kind: 'budget-spent', bound: 'cancelled' });
});
