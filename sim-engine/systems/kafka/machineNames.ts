/** Names of a Kafka cluster's machines, in the order of their numbers. */
import { DATABASE_NAME, needsDatabase } from '../../apps/database.ts';
import { applicationNames } from '../../apps/machines.ts';
import type { Topology } from '../../scenario/types.ts';

export const CONTROLLER_NAME = 'controller';

/** Names of the brokers, in order. */
export function brokerNames(topology: Pick<Topology, 'brokers'>): readonly string[] {
  return Array.from({ length: topology.brokers }, (_, index) => `broker-${index + 1}`);
}

/** Names of all machines. */
export function machineNames(topology: Topology): readonly string[] {
  return [
    CONTROLLER_NAME,
    ...brokerNames(topology),
    ...topology.producers.map((producer) => producer.name),
    ...topology.consumers.map((consumer) => consumer.name),
    ...(needsDatabase(topology) ? [DATABASE_NAME] : []),
    ...applicationNames(topology),
  ];
}
