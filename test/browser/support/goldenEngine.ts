/** The engine as golden runs need it in browsers: a golden file in, the name of its run out. */
import { Playback } from '../../../sim-engine/playback.ts';
import { parseActions, parseScenario, type ScenarioError } from '../../../sim-engine/scenario/parse.ts';
import { VOCABULARIES } from '../../../sim-engine/systems/vocabularies.ts';

/** One file of test/golden: a scenario as its file has it, a learner's actions, and the hash that every engine must find. */
export interface Golden extends GoldenRun {
  readonly scenario: unknown;
  readonly actions: unknown;
}

export interface GoldenRun {
  readonly steps: number;
  readonly traceHash: string;
}

const tell = (errors: readonly ScenarioError[]) =>
  new Error(errors.map((error) => `${error.path}: ${error.message.en}`).join('\n'));

/** Runs a golden scenario to its end. */
export function runGolden({ scenario, actions }: Golden): GoldenRun {
  const read = parseScenario(scenario, VOCABULARIES);
  if (!read.ok) throw tell(read.errors);
  const readActions = parseActions(actions, read.scenario, VOCABULARIES);
  if (!readActions.ok) throw tell(readActions.errors);
  const playback = Playback.open(read.scenario, readActions.actions);
  playback.complete();
  return { steps: playback.steps, traceHash: playback.traceHash() };
}
