/** What a Kafka cluster still has to do before it is at rest: said in words, so that "stuck" can be explained. */
import { applicationsOf } from '../../apps/machines.ts';
import { applicationsPending, callersPending, type ApplicationPlaces } from '../../apps/outlook.ts';
import type { Sentence } from '../../host/sentence.ts';
import type { World } from '../../host/world.ts';
import type { BrokerMemory } from './broker/memory.ts';
import type { ProducerMemory } from './client/producer/memory.ts';
import type { ControllerMemory } from './controller/memory.ts';
import { unfinishedSends } from './faces.ts';
import { consumerAtWork, groupPositions, leftToRead } from './positions.ts';
import type { ReplicaLog } from './log.ts';
import { CONTROLLER, FILE, type KafkaTopology } from './topology.ts';

/** The first thing that is still awaited; null at rest. */
export function pendingKafka(topology: KafkaTopology, world: World): Sentence | null {
  return (
    processPending(topology, world) ??
    brokersPending(topology, world) ??
    partitionPending(topology, world) ??
    producersPending(topology, world) ??
    consumersPending(topology, world) ??
    applicationsPending(applicationPlaces(topology), world)
  );
}

/** Have all producers sent all their records, and heard what became of each? Has every customer come, and been told? */
export function areProducersDone(topology: KafkaTopology, world: World): boolean {
  return producersPending(topology, world) === null && callersPending(applicationPlaces(topology), world) === null;
}

/** The applications around the cluster, and where they are. */
export function applicationPlaces({ given, names }: KafkaTopology): ApplicationPlaces {
  return { applications: applicationsOf(given), names };
}

function processPending(topology: KafkaTopology, world: World): Sentence | null {
  for (const [node, machine] of world.machines.entries()) {
    if (machine.process !== 'running') {
      return { key: 'pending.process', params: { node: topology.names[node] ?? '', state: machine.process } };
    }
  }
  return null;
}

/** A broker that was started again is in the ISR of its last registration until the controller knows of the new one. */
function brokersPending(topology: KafkaTopology, world: World): Sentence | null {
  for (const node of topology.brokers) {
    const memory = world.machines[node]?.memory as BrokerMemory | undefined;
    if (memory !== undefined && memory.state !== 'running') {
      return { key: 'pending.broker', params: { broker: topology.names[node] ?? '', state: memory.state } };
    }
  }
  return null;
}

function partitionPending(topology: KafkaTopology, world: World): Sentence | null {
  const controller = world.machines[CONTROLLER]?.memory as ControllerMemory | undefined;
  if (controller === undefined) return null;
  for (const place of topology.partitions) {
    const registration = controller.image.partitions[place.number];
    const partition = `${place.topic}-${place.index}`;
    if (registration === undefined || registration.leader === -1)
      return { key: 'pending.leader', params: { partition } };
    const missing = registration.replicas.find((broker) => !registration.isr.includes(broker));
    if (missing !== undefined) {
      return { key: 'pending.isr', params: { partition, broker: topology.names[missing] ?? '' } };
    }
    const leader = world.machines[registration.leader]?.memory as BrokerMemory | undefined;
    if (leader?.replicas[place.number]?.role !== 'leader') return { key: 'pending.leader', params: { partition } };
    const end = logEnd(world, registration.leader, place.number);
    const other = registration.replicas.find((broker) => logEnd(world, broker, place.number) !== end);
    if (other !== undefined) {
      return { key: 'pending.copy', params: { partition, broker: topology.names[other] ?? '', offset: end } };
    }
  }
  return null;
}

function logEnd(world: World, broker: number, partition: number): number {
  return (world.machines[broker]?.disk[FILE.log(partition)]?.written as ReplicaLog | undefined)?.endOffset ?? 0;
}

function producersPending(topology: KafkaTopology, world: World): Sentence | null {
  for (const { node, spec } of topology.producers) {
    const machine = world.machines[node];
    const memory = machine?.memory as ProducerMemory | undefined;
    const left = machine === undefined || memory === undefined ? 0 : unfinishedSends(spec, memory, machine.disk);
    if (left > 0) return { key: 'pending.producer', params: { producer: spec.name, count: left } };
  }
  return null;
}

function consumersPending(topology: KafkaTopology, world: World): Sentence | null {
  for (const position of groupPositions(topology, world)) {
    if (leftToRead(position) > 0) {
      return {
        key: 'pending.group',
        params: { group: position.group, partition: `${position.topic}-${position.partition}`, offset: position.end },
      };
    }
  }
  const atWork = consumerAtWork(topology, world);
  return atWork === null ? null : { key: 'pending.work', params: { consumer: atWork.name, count: atWork.records } };
}
