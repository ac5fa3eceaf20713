/** Names of a RabbitMQ cluster's machines, in the order of their numbers. */
import { DATABASE_NAME, needsDatabase } from '../../apps/database.ts';
import { applicationNames } from '../../apps/machines.ts';
import type { Topology } from '../../scenario/types.ts';

/** Names of the nodes, in order. */
export function brokerNames(topology: Pick<Topology, 'brokers'>): readonly string[] {
  return Array.from({ length: topology.brokers }, (_, index) => `rabbit-${index + 1}`);
}

/** Names of all machines. */
export function machineNames(topology: Topology): readonly string[] {
  return [
    ...brokerNames(topology),
    ...topology.producers.map((producer) => producer.name),
    ...topology.consumers.map((consumer) => consumer.name),
    ...(needsDatabase(topology) ? [DATABASE_NAME] : []),
    ...applicationNames(topology),
  ];
}
