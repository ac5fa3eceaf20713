/** Which state of which statechart a broker is in, for the statechart view. */
import type { SceneNode } from '../../view/scene.ts';
import type { BrokerMemory, Replica } from './broker/memory.ts';
import type { KafkaTopology } from './topology.ts';

/** State of the chart `replicaRole` that a replica is in. */
export function replicaChartState(replica: Replica | null): string {
  if (replica === null || replica.role === 'offline') return 'offline';
  if (replica.role === 'leader') return 'leader';
  if (replica.leader === -1) return 'follower.leaderless';
  return replica.truncationDone ? 'follower.fetching' : 'follower.truncating';
}

/** State of the chart `isr` that a leader's ISR is in. */
export function isrChartState(replica: Replica): string {
  if (replica.pendingIsr === null) return 'committed';
  return replica.pendingIsr.kind === 'expand' ? 'pendingExpand' : 'pendingShrink';
}

/** All charts of a broker. */
export function chartsOfBroker(topology: KafkaTopology, memory: BrokerMemory | undefined): SceneNode['charts'] {
  if (memory === undefined) return [{ chart: 'brokerLifecycle', subject: '', state: 'notRunning' }];
  const charts = [{ chart: 'brokerLifecycle', subject: '', state: memory.state as string }];
  for (const place of topology.partitions) {
    const replica = memory.replicas[place.number] ?? null;
    if (replica === null) continue;
    const subject = `${place.topic}-${place.index}`;
    charts.push({ chart: 'replicaRole', subject, state: replicaChartState(replica) });
    if (replica.role === 'leader') charts.push({ chart: 'isrState', subject, state: isrChartState(replica) });
  }
  return charts;
}
