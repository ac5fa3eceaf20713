/** What a scene says about statecharts: charts that exist, in states that they have. */
import { expect, it } from 'vitest';
import type { CompiledChart } from '../../../../sim-engine/chart/compile.ts';
import { Playback } from '../../../../sim-engine/playback.ts';
import { charts, replicaRole } from '../../../../sim-engine/systems/kafka/charts/index.ts';
import { goldenRuns } from '../../../golden/runs.ts';

const { scenario, actions } = goldenRuns.find(({ name }) => name === 'play-every-fault')!;
const playback = Playback.open(scenario, actions);
playback.complete();

const seen = new Map<string, Set<string>>();
const shelfStates = new Set<string>();
for (let step = 0; step <= playback.steps; step += 8) {
  for (const node of playback.sceneAt(step).nodes) {
    for (const { chart, state } of node.charts) seen.set(chart, (seen.get(chart) ?? new Set()).add(state));
    for (const { chartState } of node.shelves) shelfStates.add(chartState);
  }
}

const chartOf = (id: string): CompiledChart | undefined => charts.find(({ chart }) => chart.id === id)?.chart;

it('names charts that exist, and states that they have', () => {
  for (const [id, states] of seen) {
    expect(
      [...states].filter((state) => !chartOf(id)?.states.includes(state)),
      id,
    ).toEqual([]);
  }
  expect([...shelfStates].filter((state) => !(replicaRole.states as readonly string[]).includes(state))).toEqual([]);
});

it('shows every chart of the cluster in motion when everything goes wrong once', () => {
  const moving = [...seen].filter(([, states]) => states.size > 1).map(([id]) => id);
  expect(moving.sort()).toEqual(charts.map(({ chart }) => chart.id).sort());
});

it('lets the controller and a broker disagree while they cannot talk', () => {
  const disagree = [...Array(Math.floor(playback.steps / 8)).keys()].some((index) => {
    const { nodes } = playback.sceneAt(index * 8);
    const registered = nodes.flatMap((node) => node.charts).filter(({ chart }) => chart === 'brokerRegistration');
    return registered.some(({ subject, state }) => {
      const own = nodes.find(({ name }) => name === subject)?.charts.find(({ chart }) => chart === 'brokerLifecycle');
      return state === 'unfenced' && own?.state === 'notRunning';
    });
  });
  expect(disagree).toBe(true);
});
