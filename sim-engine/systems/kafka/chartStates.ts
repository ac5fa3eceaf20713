/** Which state of which statechart a broker or the controller is in, for the statechart view. Clients: client/chartStates.ts. */
import type { SceneNode } from '../../view/scene.ts';
import type { BrokerMemory } from './broker/memory.ts';
import {
  brokerLifecycle,
  type BrokerLifecycleState,
  type BrokerRegistrationState,
  type GroupChartState,
  type IsrState,
  type ReplicaRoleState,
} from './charts/index.ts';
import type { BrokerRegistration, MetadataImage } from './metadata.ts';
import type { KafkaTopology } from './topology.ts';

/** A chart and one of its own states; a name that the chart does not have is a type error. */
type ChartState = { readonly subject: string } & (
  | { readonly chart: 'brokerLifecycle'; readonly state: BrokerLifecycleState }
  | { readonly chart: 'brokerRegistration'; readonly state: BrokerRegistrationState }
  | { readonly chart: 'group'; readonly state: GroupChartState }
  | { readonly chart: 'isrState'; readonly state: IsrState }
  | { readonly chart: 'replicaRole'; readonly state: ReplicaRoleState }
);

/** Charts of a broker: its own life, its replicas, the ISR of those that lead, and the groups that it coordinates. */
export function chartsOfBroker(topology: KafkaTopology, memory: BrokerMemory | undefined): SceneNode['charts'] {
  const charts: ChartState[] = [
    { chart: 'brokerLifecycle', subject: '', state: memory?.state ?? brokerLifecycle.initial },
  ];
  if (memory === undefined) return charts;
  for (const place of topology.partitions) {
    const replica = memory.replicas[place.number] ?? null;
    if (replica === null) continue;
    const subject = `${place.topic}-${place.index}`;
    charts.push({ chart: 'replicaRole', subject, state: replica.role });
    if (replica.role === 'leader') charts.push({ chart: 'isrState', subject, state: replica.isrState });
  }
  for (const { name, group } of memory.coordinator.groups) {
    charts.push({ chart: 'group', subject: name, state: group.state });
  }
  return charts;
}

/** Charts of the controller: what it thinks of each broker. */
export function chartsOfController(topology: KafkaTopology, image: MetadataImage | undefined): SceneNode['charts'] {
  const charts: ChartState[] = topology.brokers.map((broker) => ({
    chart: 'brokerRegistration',
    subject: topology.names[broker] ?? '',
    state: registrationState(image?.brokers[broker]),
  }));
  return charts;
}

function registrationState(registration: BrokerRegistration | undefined): BrokerRegistrationState {
  if (registration === undefined || registration.brokerEpoch === -1) return 'unregistered';
  if (registration.fenced) return 'fenced';
  return registration.inControlledShutdown ? 'controlledShutdown' : 'unfenced';
}
