/** Which state of which statechart a broker is in, for the statechart view. */
import type { SceneNode } from '../../view/scene.ts';
import type { BrokerMemory } from './broker/memory.ts';
import type { KafkaTopology } from './topology.ts';

/** All charts of a broker. */
export function chartsOfBroker(topology: KafkaTopology, memory: BrokerMemory | undefined): SceneNode['charts'] {
  if (memory === undefined) return [{ chart: 'brokerLifecycle', subject: '', state: 'notRunning' }];
  const charts = [{ chart: 'brokerLifecycle', subject: '', state: memory.state as string }];
  for (const place of topology.partitions) {
    const replica = memory.replicas[place.number] ?? null;
    if (replica === null) continue;
    const subject = `${place.topic}-${place.index}`;
    charts.push({ chart: 'replicaRole', subject, state: replica.role });
    if (replica.role === 'leader') charts.push({ chart: 'isrState', subject, state: replica.isrState });
  }
  return charts;
}
