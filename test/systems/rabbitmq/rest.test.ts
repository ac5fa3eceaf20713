/** When a world is at rest: not while something that nobody waits for is still on its way, or in a log that is not applied. */
import { describe, expect, test } from 'vitest';
import { hostModel } from '../../../sim-engine/host/model.ts';
import { randomDecider } from '../../../sim-engine/kernel/decider.ts';
import { Run } from '../../../sim-engine/kernel/run.ts';
import { fromMillis } from '../../../sim-engine/kernel/time.ts';
import { mergeScripts, scenarioScript } from '../../../sim-engine/scenario/script.ts';
import type { Action } from '../../../sim-engine/scenario/types.ts';
import { systemNamed } from '../../../sim-engine/systems/registry.ts';
import { shopWith } from '../../../lessons/five-places-to-lose/scenario.ts';

/** Steps after which nothing is awaited although an order that was accepted is neither made nor lost. */
function restlessSteps(settings: Readonly<Record<string, string>>, actions: readonly Action[]): readonly number[] {
  const scenario = shopWith({ settings, faults: [], first: true });
  const system = systemNamed('rabbitmq').open(scenario);
  const decider = randomDecider(scenario.seed);
  const run = new Run({
    model: hostModel(system.cluster, decider),
    decider,
    script: mergeScripts(scenarioScript(scenario), actions),
    horizon: fromMillis(scenario.horizonMillis),
  });
  const early: number[] = [];
  while (run.advance({ stepsMax: 1 }) && run.steps < 5_000) {
    const history = run.world.history.toArray();
    const made = new Set(history.flatMap((each) => (each.f === 'effect' ? [each.order] : [])));
    const told = history.flatMap((each) => (each.f === 'call' && each.type === 'ok' ? [each.order] : []));
    if (told.some((order) => !made.has(order)) && system.cluster.pending(run.world) === null) early.push(run.steps);
  }
  return early;
}

describe('a world is not at rest', () => {
  test('while a message without confirms is on its way', () => {
    const link = { from: 'checkout-out', to: 'rabbit-1' };
    const actions: readonly Action[] = [
      { at: 1_740_000, operation: 'hold', arguments: link },
      { at: 3_400_000, operation: 'release', arguments: link },
    ];
    expect(restlessSteps({ told: 'sent', acknowledge: 'after-processing' }, actions)).toEqual([]);
  });

  test('while the leader of a quorum queue, just started, has its log to apply', () => {
    const settings = { told: 'confirmed', queue: 'quorum-3', acknowledge: 'after-processing' };
    const actions: readonly Action[] = [
      { at: 2_013_974, operation: 'powerLoss', arguments: { node: 'rabbit-1' } },
      { at: 2_013_975, operation: 'healAll', arguments: {} },
    ];
    expect(restlessSteps(settings, actions)).toEqual([]);
  });
});
