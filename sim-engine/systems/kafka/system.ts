/** Kafka as a room of the house: what the host, the views and the checkers may ask of it. */
import type { Cluster, MachineSpec } from '../../host/cluster.ts';
import type { Action } from '../../host/action.ts';
import type { Settings } from '../../host/settings.ts';
import type { World } from '../../host/world.ts';
import type { KafkaScenario } from './scenario.ts';
import { brokerBehaviour } from './broker/broker.ts';
import { consumerBehaviour } from './client/consumer.ts';
import { databaseBehaviour } from '../../apps/database.ts';
import { applicationMachines, applicationsOf, processesOf } from '../../apps/machines.ts';
import { producerBehaviour } from './client/producer.ts';
import { controllerBehaviour } from './controller/controller.ts';
import { resolveGuards } from './guards.ts';
import type { MetadataImage } from './metadata.ts';
import { areProducersDone, pendingKafka } from './pending.ts';
import { CONTROLLER, layOut, type KafkaTopology } from './topology.ts';

/** A disk's fsync in the simulator takes so long. A round figure for a data-centre SSD; nothing depends on it exactly. */
const FSYNC_MICROS = 500;

/** The metadata of a cluster that has just been created: everybody registered, first replicas lead, everybody in sync. */
export function createdImage(topology: KafkaTopology): MetadataImage {
  const brokers = [
    { broker: 0, brokerEpoch: -1, incarnation: 0, fenced: true, inControlledShutdown: false },
    ...topology.brokers.map((broker) => ({
      broker,
      brokerEpoch: broker,
      incarnation: 1,
      fenced: false,
      inControlledShutdown: false,
    })),
  ];
  const partitions = topology.partitions.map((place) => ({
    replicas: place.replicas,
    isr: place.replicas,
    elr: [],
    lastKnownElr: [],
    removing: [],
    adding: [],
    leader: place.replicas[0] ?? -1,
    leaderEpoch: 0,
    partitionEpoch: 0,
    recoveryState: 'RECOVERED' as const,
  }));
  return { offset: brokers.length + partitions.length, brokers, partitions };
}

/** Builds the cluster that a scenario describes. */
export function buildKafka(scenario: KafkaScenario): Cluster & { readonly topology: KafkaTopology } {
  const topology = layOut(scenario);
  const guards = resolveGuards(scenario.guards);
  const applications = applicationsOf(scenario.topology);
  const initialImage = createdImage(topology);
  const shared = { topology, guards, initialImage };
  const broker = brokerBehaviour(shared);
  const machine = (
    node: number,
    role: MachineSpec['role'],
    behaviour: MachineSpec['behaviour'],
    settings: Settings,
  ): MachineSpec => ({ name: topology.names[node] ?? '', role, behaviour, settings, disk: [] });
  const machines = [
    machine(CONTROLLER, 'controller', controllerBehaviour(shared), scenario.settings),
    ...topology.brokers.map((node) => machine(node, 'broker', broker, scenario.settings)),
    ...topology.producers.map(({ node, spec }) =>
      machine(node, 'producer', producerBehaviour({ spec, topology }), spec.settings ?? {}),
    ),
    ...topology.consumers.map(({ node, spec }) =>
      machine(node, 'consumer', consumerBehaviour({ spec, topology, guards }), spec.settings ?? {}),
    ),
    ...(topology.database === -1
      ? []
      : [machine(topology.database, 'database', databaseBehaviour(topology.names), {})]),
    ...applicationMachines(applications, topology),
  ];
  return {
    topology,
    machines,
    ...processesOf(applications, topology.names),
    latency: scenario.network,
    fsyncMicros: FSYNC_MICROS,
    faultBudget: scenario.faultBudget ?? {},
    commandTarget: (_world: World, action: Action) => commandTarget(topology, action),
    isWorkloadDone: (world: World) => areProducersDone(topology, world),
    pending: (world: World) => pendingKafka(topology, world),
  };
}

function commandTarget(topology: KafkaTopology, action: Action): number | null {
  switch (action.operation) {
    case 'electPreferred':
    case 'electLeader':
      return CONTROLLER;
    case 'cleanShutdown':
      return nodeNamed(topology, action.arguments['node']);
    case 'send':
      return nodeNamed(topology, action.arguments['producer']);
    default:
      return null;
  }
}

function nodeNamed(topology: KafkaTopology, name: unknown): number | null {
  const node = topology.names.indexOf(String(name));
  return node === -1 ? null : node;
}
