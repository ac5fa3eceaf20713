import type { KafkaScenario } from '../../sim-engine/systems/kafka/scenario.ts';

/** A scenario whose producers send two records, a tenth of a second apart. */
export function sparse(scenario: KafkaScenario): KafkaScenario {
  const producers = scenario.topology.producers.map((producer) => ({ ...producer, ratePerSecond: 10, records: 2 }));
  return { ...scenario, topology: { ...scenario.topology, producers } };
}
