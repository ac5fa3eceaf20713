/** What a scene says about statecharts: charts that exist, in states that they have. */
import { expect, it } from 'vitest';
import type { CompiledChart } from '../../../../sim-engine/chart/compile.ts';
import { Playback } from '../../../../sim-engine/playback.ts';
import { systemNamed } from '../../../../sim-engine/systems/registry.ts';
import { charts } from '../../../../sim-engine/systems/rabbitmq/charts/index.ts';
import { rabbitRuns } from './runs.ts';

const EVERY_MICROS = 200_000;

const seen = new Map<string, Set<string>>();
const shelfStates = new Set<string>();
const { scenario, actions } = rabbitRuns.find(({ name }) => name === 'everything, in trouble')!;
const playback = Playback.open(scenario, actions);
playback.complete();
for (let time = 0; time <= scenario.horizonMillis * 1_000; time += EVERY_MICROS) {
  for (const node of playback.sceneAt(playback.stepAt(time)).nodes) {
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
  expect([...shelfStates].sort()).toEqual(['down', 'follower', 'leader', 'running', 'stopped']);
});

it('shows every chart of a cluster in motion when everything goes wrong once', () => {
  const moving = [...seen].filter(([, states]) => states.size > 1).map(([id]) => id);
  expect(moving.sort()).toEqual(charts.map(({ chart }) => chart.id).sort());
});

it('has a drawing of every chart that it names, and of none that it does not know', () => {
  const { diagram } = systemNamed('rabbitmq');
  for (const id of seen.keys()) expect(diagram(id)?.states.length, id).toBeGreaterThan(1);
  expect(diagram('replicaRole')).toBeNull();
});
