/** Making a counter-example small: less of everything, the same anomaly, and nothing left that could be left out. */
import { describe, expect, test } from 'vitest';
import { exampleOf, type CounterExample } from '../../sim-engine/explore/counterExample.ts';
import { countDisturbances } from '../../sim-engine/explore/disturbance.ts';
import {
  dropActions,
  dropBroker,
  dropClients,
  dropRecords,
  dropScript,
} from '../../sim-engine/explore/shrink/reductions.ts';
import { shrink } from '../../sim-engine/explore/shrink/shrink.ts';
import type { KafkaScenario } from '../../sim-engine/systems/kafka/scenario.ts';
import { parseScenario } from '../../sim-engine/scenario/parse.ts';
import { VOCABULARIES } from '../../sim-engine/systems/vocabularies.ts';
import { at, billing, clusterOf, handProducer, sendEach } from '../systems/kafka/support.ts';

/** Far more than the loss of a2 needs: a bystander, a second topic partition, faults that do nothing for it, jitter. */
const large: CounterExample = (() => {
  const scenario = {
    ...clusterOf({
      horizonMillis: 60_000,
      settings: { 'broker.heartbeat.interval.ms': 500, 'broker.session.timeout.ms': 3_000 },
      topic: { partitions: 2 },
      producers: [
        { ...handProducer('a', { acks: '1' }), partition: 0 },
        { ...handProducer('b'), ratePerSecond: 5, records: 10, partition: 1 },
      ],
      consumers: [billing('billing-1', {}, { 'auto.offset.reset': 'earliest' })],
      faults: [...sendEach(500, 'a', 1), ...sendEach(1_600, 'a', 3)],
    }),
    network: { latencyMicros: 500, jitterMicros: 100 },
  };
  const actions = [
    at(1_200, 'pause', { node: 'billing-1' }),
    at(1_300, 'resume', { node: 'billing-1' }),
    at(1_500.123, 'hold', { from: 'broker-1', to: 'broker-2' }),
    at(1_500.456, 'hold', { from: 'broker-1', to: 'broker-3' }),
    at(1_700, 'crash', { node: 'broker-1' }),
    at(30_000, 'healAll'),
  ];
  const example = exampleOf(scenario, actions, 'lost-write');
  if (example === null) throw new Error('the example shows the anomaly');
  return example;
})();

const small = shrink(large, { runsMax: 2_000 });

describe('shrinking', () => {
  test('keeps the anomaly', () => {
    expect(small.anomaly).toBe('lost-write');
    expect(small.verdict.verdict).toBe('violation');
  });

  test('leaves out bystanders, faults without use, partitions, records and time', () => {
    const { topology, horizonMillis, network } = small.scenario as KafkaScenario;
    expect(topology.consumers).toEqual([]);
    expect(topology.producers.map(({ name }) => name)).toEqual(['a']);
    expect(topology.topics[0]?.partitions).toBe(1);
    expect(topology.brokers).toBe(2);
    expect(network.jitterMicros).toBe(0);
    expect(horizonMillis).toBeLessThan(large.scenario.horizonMillis);
    expect(small.steps).toBeLessThan(large.steps / 4);
    expect(countDisturbances(small)).toBeLessThan(countDisturbances(large));
  });

  test('rounds the times of what is left', () => {
    for (const action of small.actions) expect(action.at % 1_000).toBe(0);
  });

  test('leaves an ordinary, valid scenario', () => {
    expect(parseScenario(JSON.stringify(small.scenario), VOCABULARIES)).toEqual({ ok: true, scenario: small.scenario });
  });

  test.each([
    ['action', dropActions],
    ['entry of the script', dropScript],
    ['client', dropClients],
    ['broker', dropBroker],
    ['record', dropRecords],
  ] as const)('is minimal: no single %s can be left out any more', (_what, reduction) => {
    for (const candidate of reduction(small)) {
      expect(exampleOf(candidate.scenario, candidate.actions, 'lost-write')).toBeNull();
    }
  });

  test('stops at its number of runs and returns what it has', () => {
    const some = shrink(large, { runsMax: 5 });
    expect(some.anomaly).toBe('lost-write');
    expect(some.actions.length).toBeGreaterThanOrEqual(small.actions.length);
  });

  test('does not trade an anomaly for another one', () => {
    // Without the hold there is no loss; the crash alone still ends sends without an answer.
    const { actions } = large;
    expect(exampleOf(large.scenario, actions.slice(0, 2), 'lost-write')).toBeNull();
  });
});
