/**
 * Where everything is in a RabbitMQ cluster. Fixed for a run: machines 0 to n-1 are the nodes, then publishers, consumers, and
 * the consumers' database, and the machines of applications.
 */
import { needsDatabase } from '../../apps/database.ts';
import type { RabbitConsumerSpec, RabbitProducerSpec, RabbitScenario, RabbitTopology } from './scenario.ts';
import { machineNames } from './machineNames.ts';

export interface Places {
  readonly topology: RabbitTopology;
  /** Machine numbers of the nodes. */
  readonly brokers: readonly number[];
  readonly producers: readonly { readonly node: number; readonly spec: RabbitProducerSpec }[];
  readonly consumers: readonly { readonly node: number; readonly spec: RabbitConsumerSpec }[];
  /** The consumers' database; -1 when no consumer needs one. */
  readonly database: number;
  /** Name of every machine by number. */
  readonly names: readonly string[];
}

/** Lays out the cluster that a scenario describes. */
export function layOut({ topology }: RabbitScenario): Places {
  const count = topology.brokers;
  const firstConsumer = count + topology.producers.length;
  const database = needsDatabase(topology) ? firstConsumer + topology.consumers.length : -1;
  return {
    topology,
    brokers: Array.from({ length: count }, (_, index) => index),
    producers: topology.producers.map((spec, index) => ({ node: count + index, spec })),
    consumers: topology.consumers.map((spec, index) => ({ node: firstConsumer + index, spec })),
    database,
    names: machineNames(topology),
  };
}

/** Machine number of a node by its name; the first one when the scenario does not say. */
export function nodeNamed(places: Places, name: string | undefined): number {
  return name === undefined ? 0 : Math.max(0, places.names.indexOf(name));
}
