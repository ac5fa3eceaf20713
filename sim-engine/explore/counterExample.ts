/** A counter-example: an ordinary scenario with an ordinary list of actions, whose run shows an anomaly. */
import type { Verdict, VerdictKind } from '../check/verdict.ts';
import type { Action } from '../host/action.ts';
import { hostModel } from '../host/model.ts';
import type { World } from '../host/world.ts';
import { judgeWorld } from '../judgement.ts';
import { randomDecider } from '../kernel/decider.ts';
import { Run } from '../kernel/run.ts';
import { fromMillis } from '../kernel/time.ts';
import { mergeScripts, scenarioScript } from '../scenario/script.ts';
import type { Scenario } from '../scenario/types.ts';
import { systemNamed } from '../systems/registry.ts';

export interface CounterExample {
  readonly scenario: Scenario;
  /** What was done to it, by time. */
  readonly actions: readonly Action[];
  readonly anomaly: VerdictKind;
  /** The first verdict of that kind at the end of the run. */
  readonly verdict: Verdict;
  /** Steps of the run. */
  readonly steps: number;
}

/** No run of a search takes more steps: what does not come to an end by then is not looked at further. */
const RUN_STEPS_MAX = 300_000;

/** A run as the timed kernel takes it, to its end. */
export interface CompletedRun {
  readonly world: World;
  readonly steps: number;
  readonly verdicts: readonly Verdict[];
}

/** Runs a scenario with actions to its end and judges it. */
export function completeRun(scenario: Scenario, actions: readonly Action[]): CompletedRun {
  const system = systemNamed(scenario.system).open(scenario);
  const decider = randomDecider(scenario.seed);
  const run = new Run({
    model: hostModel(system.cluster, decider),
    decider,
    script: mergeScripts(scenarioScript(scenario), actions),
    horizon: fromMillis(scenario.horizonMillis),
  });
  run.advance({ stepsMax: RUN_STEPS_MAX });
  const { verdicts } = judgeWorld(system, run.world, scenario.promises);
  return { world: run.world, steps: run.steps, verdicts };
}

/** The counter-example that a scenario with actions is; null when its run does not show the anomaly. */
export function exampleOf(scenario: Scenario, actions: readonly Action[], anomaly: VerdictKind): CounterExample | null {
  const { verdicts, steps } = completeRun(scenario, actions);
  const verdict = verdicts.find((each) => each.verdict === 'violation' && each.kind === anomaly);
  return verdict === undefined ? null : { scenario, actions, anomaly, verdict, steps };
}
