/** An administrator's move races with messages that are on their way: a search tries it between two moments, too. */
import { expect, test } from 'vitest';
import type { FaultBudget } from '../../sim-engine/explore/budget.ts';
import { FailureSearch, type FindOutcome } from '../../sim-engine/explore/find.ts';
import type { KafkaScenario } from '../../sim-engine/systems/kafka/scenario.ts';
import { KAFKA_PRESETS } from '../../sim-engine/systems/kafka/presets/index.ts';

const SMALL: KafkaScenario = KAFKA_PRESETS['acks-one-small'];

/** One record for two brokers, 15 ms apart. Its leader is deposed while the follower's copy is on its way. */
function searched(acks: '1' | 'all', faults: FaultBudget): FindOutcome {
  const { topology } = SMALL;
  const scenario: KafkaScenario = {
    ...SMALL,
    seed: 18,
    network: { latencyMicros: 15_000, jitterMicros: 1_000 },
    topology: {
      ...topology,
      brokers: 2,
      topics: topology.topics.map((topic) => ({
        ...topic,
        replicationFactor: 2,
        replicas: [['broker-1', 'broker-2']],
      })),
      producers: topology.producers.map((producer) => ({
        ...producer,
        records: 1,
        settings: { ...producer.settings, acks, 'enable.idempotence': false },
      })),
    },
  };
  return new FailureSearch({ scenario, faults, untilMillis: 1_500, bounds: { statesMax: 20_000 } }).complete();
}

test('an election between two moments loses what the follower has not copied yet', () => {
  expect(searched('1', { electLeader: 1 })).toMatchObject({
    kind: 'counter-example',
    faults: 1,
    example: { anomaly: 'lost-write' },
  });
});

test('with acks=all it loses nothing, whenever it comes', () => {
  expect(searched('all', { electLeader: 1 }).kind).toBe('exhausted');
});

test('where a message may be held up, moves are tried at moments only: the race is lost by the message that is late', () => {
  expect(searched('1', { electLeader: 1, hold: 1 })).toMatchObject({ kind: 'counter-example', faults: 2 });
});
