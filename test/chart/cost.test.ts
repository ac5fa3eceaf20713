/** What a step of a chart costs as a table, and by XState's own transition(). Prints both. */
import { expect, it } from 'vitest';
import { initialTransition, transition } from 'xstate';
import { advance } from '../../sim-engine/chart/compile.ts';
import { charts, replicaRole, type ReplicaRoleEvent } from '../../sim-engine/systems/kafka/charts/index.ts';

// Every event in turn: some change the state, some do not, as in a run.
const WALK = replicaRole.events;

/** Nanoseconds per step, the best of five rounds: the machine is shared, and noise only adds. */
function nanosPerStep(steps: number, walk: (steps: number) => void): number {
  let best = Infinity;
  for (let round = 0; round < 5; round += 1) {
    const start = process.hrtime.bigint();
    walk(steps);
    best = Math.min(best, Number(process.hrtime.bigint() - start) / steps);
  }
  return best;
}

it('costs at most 0.5 microseconds per step, and far less than transition()', () => {
  let state = replicaRole.initial;
  const table = nanosPerStep(400_000, (steps) => {
    for (let step = 0; step < steps; step += 1) {
      state = advance(replicaRole, state, WALK[step % WALK.length] as ReplicaRoleEvent).state;
    }
  });
  const { machine } = charts[0];
  let [snapshot] = initialTransition(machine);
  const reference = nanosPerStep(1_000, (steps) => {
    for (let step = 0; step < steps; step += 1) {
      [snapshot] = transition(machine, snapshot, { type: WALK[step % WALK.length] as ReplicaRoleEvent });
    }
  });
  console.log(
    `table ${Math.round(table)} ns/step, transition() ${Math.round(reference)} ns/step: ${Math.round(reference / table)} times`,
  );
  expect(table).toBeLessThan(500);
  expect(reference / table).toBeGreaterThan(20);
});
