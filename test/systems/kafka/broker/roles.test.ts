/** Brokers of a running cluster follow their charts: every change of a control state is a transition of the chart. */
import { describe, expect, it } from 'vitest';
import { advance, type CompiledChart } from '../../../../sim-engine/chart/compile.ts';
import { factsAskedBy, valuations } from '../../../../sim-engine/chart/conform.ts';
import { Playback } from '../../../../sim-engine/playback.ts';
import type { BrokerMemory } from '../../../../sim-engine/systems/kafka/broker/memory.ts';
import { chartsOfBroker } from '../../../../sim-engine/systems/kafka/chartStates.ts';
import { brokerLifecycle, isrState, replicaRole } from '../../../../sim-engine/systems/kafka/charts/index.ts';
import type { KafkaScenario } from '../../../../sim-engine/systems/kafka/scenario.ts';
import { layOut, type KafkaTopology } from '../../../../sim-engine/systems/kafka/topology.ts';
import { goldenRuns } from '../../../golden/runs.ts';
import { at, clusterOf } from '../support.ts';

const CHARTS: Readonly<Record<string, CompiledChart>> = { brokerLifecycle, isrState, replicaRole };

/** Changes that one event of the chart brings about, as `from > to`. */
function singleMoves(chart: CompiledChart): Set<string> {
  return new Set(
    chart.states.flatMap((from) =>
      chart.events.flatMap((event) =>
        valuations(factsAskedBy(chart, event)).map((facts) => `${from} > ${advance(chart, from, event, facts).state}`),
      ),
    ),
  );
}

/** Every change of a broker's control state during a run, by chart. */
function changesOf(playback: Playback, topology: KafkaTopology): Map<string, Set<string>> {
  playback.complete();
  const changes = new Map<string, Set<string>>();
  const last = new Map<string, string>();
  for (let step = 0; step <= playback.steps; step += 1) {
    const { machines } = playback.worldAt(step);
    for (const broker of topology.brokers) {
      for (const { chart, subject, state } of chartsOfBroker(
        topology,
        machines[broker]?.memory as BrokerMemory | undefined,
      )) {
        if (!(chart in CHARTS)) continue;
        const key = `${broker} ${chart} ${subject}`;
        const before = last.get(key) ?? state;
        if (before !== state) changes.set(chart, (changes.get(chart) ?? new Set()).add(`${before} > ${state}`));
        last.set(key, state);
      }
    }
  }
  return changes;
}

describe('a cluster that suffers every fault', () => {
  const { scenario, actions } = goldenRuns.find(({ name }) => name === 'play-every-fault')!;
  const changes = changesOf(Playback.open(scenario, actions), layOut(scenario as KafkaScenario));

  it('changes control states only along the charts', () => {
    for (const [id, seen] of changes) {
      const moves = singleMoves(CHARTS[id] as CompiledChart);
      expect(
        [...seen].filter((change) => !moves.has(change)),
        id,
      ).toEqual([]);
    }
  });

  it('goes through elections, truncation checks, ISR changes and restarts', () => {
    expect([...(changes.get('replicaRole') ?? [])]).toEqual(
      expect.arrayContaining([
        'leader > follower.truncating',
        'follower.truncating > follower.fetching',
        'follower.fetching > leader',
      ]),
    );
    expect([...(changes.get('isrState') ?? [])]).toEqual(
      expect.arrayContaining(['committed > pendingShrink', 'committed > pendingExpand', 'pendingShrink > committed']),
    );
    expect([...(changes.get('brokerLifecycle') ?? [])]).toEqual(
      expect.arrayContaining([
        'running > notRunning',
        'starting > recovery',
        'recovery > running',
        'running > pendingControlledShutdown',
      ]),
    );
  });
});

describe('a broker that is told to stop before it is registered', () => {
  const run = Playback.open(
    clusterOf({
      faults: [
        at(1_000, 'crash', { node: 'broker-3' }),
        at(2_000, 'isolate', { node: 'controller' }),
        at(3_000, 'restart', { node: 'broker-3' }),
        at(4_000, 'cleanShutdown', { node: 'broker-3' }),
        at(5_000, 'healAll'),
      ],
      horizonMillis: 20_000,
    }),
  );
  run.complete();

  it('does not forget it when the registration is accepted', () => {
    const stopped = run.sceneAt(run.steps).nodes.find(({ name }) => name === 'broker-3');
    expect(stopped?.charts).toEqual([{ chart: 'brokerLifecycle', subject: '', state: 'notRunning' }]);
  });
});
