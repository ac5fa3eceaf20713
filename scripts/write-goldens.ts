/**
 * Writes the golden runs: scenarios and actions with the hash that every machine must give. Run it only when a change is meant
 * to change runs, and say so in the commit.
 */
import { writeFileSync } from 'node:fs';
import { goldenRuns } from '../test/golden/runs.ts';
import { Playback } from '../sim-engine/playback.ts';

for (const { name, scenario, actions } of goldenRuns) {
  const playback = Playback.open(scenario, actions);
  playback.complete();
  const golden = { steps: playback.steps, traceHash: playback.traceHash(), scenario, actions };
  const file = new URL(`../test/golden/${name}.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify(golden, null, 2)}\n`);
  console.log(`${golden.traceHash} ${String(golden.steps).padStart(7)} steps  ${name}`);
}
