/** RabbitMQ as a room of the house: what the host, the views and the checkers may ask of it. */
import { databaseBehaviour } from '../../apps/database.ts';
import { applicationMachines, applicationsOf, processesOf } from '../../apps/machines.ts';
import type { Action } from '../../host/action.ts';
import type { Cluster, MachineSpec } from '../../host/cluster.ts';
import type { World } from '../../host/world.ts';
import { brokerBehaviour } from './broker/broker.ts';
import type { BrokerWorld } from './broker/context.ts';
import { freshCluster, freshDisk } from './broker/freshCluster.ts';
import { consumerBehaviour } from './client/consumer.ts';
import { publisherBehaviour } from './client/publisher.ts';
import { isOutside, serverOf } from './copies.ts';
import { arePublishersDone, pendingRabbit } from './pending.ts';
import { layOut, type Places } from './places.ts';
import type { RabbitScenario } from './scenario.ts';
import { clusterSettings } from './settings.ts';

/** A disk's fsync in the simulator takes so long. A round figure for a data-centre SSD; nothing depends on it exactly. */
const FSYNC_MICROS = 500;

/** Builds the cluster that a scenario describes. */
export function buildRabbit(scenario: RabbitScenario): Cluster & { readonly places: Places } {
  const places = layOut(scenario);
  const world: BrokerWorld = { places, settings: clusterSettings(scenario.settings) };
  const machines: MachineSpec[] = [
    ...freshCluster(scenario, places).map((fresh): MachineSpec => {
      const behaviour = brokerBehaviour({ world, fresh });
      return {
        name: fresh.node.config.name,
        role: 'broker',
        behaviour,
        settings: scenario.settings,
        disk: freshDisk(fresh),
      };
    }),
    ...places.producers.map(({ node, spec }): MachineSpec => {
      const behaviour = publisherBehaviour({ spec, node, places });
      return { name: spec.name, role: 'producer', behaviour, settings: spec.settings ?? {}, disk: [] };
    }),
    ...places.consumers.map(({ spec }): MachineSpec => {
      const behaviour = consumerBehaviour({ spec, places });
      return { name: spec.name, role: 'consumer', behaviour, settings: spec.settings ?? {}, disk: [] };
    }),
  ];
  if (places.database !== -1) {
    const name = places.names[places.database] ?? '';
    machines.push({ name, role: 'database', behaviour: databaseBehaviour(places.names), settings: {}, disk: [] });
  }
  const applications = applicationsOf(scenario.topology);
  machines.push(...applicationMachines(applications, places));
  return {
    places,
    machines,
    ...processesOf(applications, places.names),
    latency: scenario.network,
    fsyncMicros: FSYNC_MICROS,
    faultBudget: scenario.faultBudget ?? {},
    commandTarget: (world: World, action: Action) => commandTarget(places, world, action),
    isWorkloadDone: (world: World) => arePublishersDone(places, world),
    pending: (world: World) => pendingRabbit(places, world),
  };
}

function machineNamed(places: Places, name: unknown): number | null {
  const machine = places.names.indexOf(String(name));
  return machine === -1 ? null : machine;
}

const isMember = (world: World, machine: number): boolean =>
  world.machines[machine]?.process === 'running' && !isOutside(world, machine);

/** Definitions are changed through any node that runs, queues through the one that serves them. */
function commandTarget(places: Places, world: World, { operation, arguments: args }: Action): number | null {
  switch (operation) {
    case 'publish':
      return machineNamed(places, args['producer']);
    case 'purgeQueue':
    case 'transferLeader':
    case 'syncMirror': {
      const queue = places.topology.queues.find(({ name }) => name === args['queue']);
      return queue === undefined ? null : serverOf(places, world, queue);
    }
    case 'addBinding':
    case 'deleteBinding':
      return places.brokers.find((machine) => isMember(world, machine)) ?? null;
    default:
      return machineNamed(places, args['node']);
  }
}
