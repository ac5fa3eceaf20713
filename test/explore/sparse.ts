import type { Scenario } from '../../sim-engine/scenario/types.ts';

/** A scenario whose producers send two records, a tenth of a second apart. */
export function sparse(scenario: Scenario): Scenario {
  const producers = scenario.topology.producers.map((producer) => ({ ...producer, ratePerSecond: 10, records: 2 }));
  return { ...scenario, topology: { ...scenario.topology, producers } };
}
