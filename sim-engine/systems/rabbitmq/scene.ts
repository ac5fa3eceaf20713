/** How RabbitMQ's machines look in the common alphabet of the scene. */
import { applicationsOf } from '../../apps/machines.ts';
import type { World } from '../../host/world.ts';
import type { Fact } from '../../view/scene.ts';
import { applicationNodeFace } from '../applicationFaces.ts';
import type { Highlights, NodeFace } from '../door.ts';
import type { BrokerMemory } from './broker/memory.ts';
import { chartsOfNode } from './chartStates.ts';
import type { ConsumerMemory } from './client/consumerMemory.ts';
import type { PublisherMemory } from './client/publisherMemory.ts';
import { nodeOf } from './contents.ts';
import { HERE } from './node/value.ts';
import { consumerFace, databaseFace, publisherFace } from './faces.ts';
import type { Places } from './places.ts';
import { exchangesOf, shelvesOf } from './shelves.ts';

function brokerFace(places: Places, world: World, machine: number, highlights: Highlights): NodeFace {
  const memory = world.machines[machine]?.memory as BrokerMemory | undefined;
  const node = nodeOf(world, machine);
  return {
    status: statusOf(memory),
    facts: memory === undefined ? [] : factsOf(places, machine, memory),
    ...(node === null ? {} : { exchanges: exchangesOf(places.topology, node) }),
    shelves: shelvesOf(places, world, machine, highlights),
    held: [],
    heldTotal: 0,
    charts: chartsOfNode(places, world, machine),
  };
}

/** A node that serves nobody: in a minority, or not yet. */
function statusOf(memory: BrokerMemory | undefined): NodeFace['status'] {
  if (memory === undefined) return null;
  if (memory.mode === 'paused' || memory.mode === 'blank') return 'fenced';
  return memory.mode === 'restarting' || memory.isFresh ? 'starting' : null;
}

function factsOf({ brokers, names }: Places, machine: number, memory: BrokerMemory): readonly Fact[] {
  const { mode, node, groups, partitionedFrom } = memory;
  const facts = node.alarms.map(({ node: raisedBy, resource }): Fact =>
    raisedBy === names[machine]
      ? { key: 'fact.node-alarm', params: { resource } }
      : { key: 'fact.node-alarm-elsewhere', params: { node: raisedBy, resource } },
  );
  if (mode === 'paused') facts.push({ key: 'fact.node-paused', params: {} });
  if (mode === 'blank') facts.push({ key: 'fact.node-blank', params: {} });
  if (partitionedFrom.length > 0)
    facts.push({ key: 'fact.node-partitioned', params: { nodes: partitionedFrom.join(', ') } });
  if (brokers.length === 1) return facts;
  const count = mode === 'serving' ? node.queues.filter(({ servedBy }) => servedBy === HERE).length : 0;
  facts.push({ key: 'fact.node-queues', params: { count } });
  for (const { queue, member } of groups)
    facts.push({ key: 'fact.member-term', params: { queue, term: member.currentTerm } });
  return facts;
}

/** What RabbitMQ adds to a machine's picture. */
export function rabbitNodeFace(places: Places, world: World, machine: number, highlights: Highlights): NodeFace {
  if (places.brokers.includes(machine)) return brokerFace(places, world, machine, highlights);
  const { memory, disk = [] } = world.machines[machine] ?? {};
  const producer = places.producers.find(({ node }) => node === machine);
  if (producer !== undefined) {
    return publisherFace({ spec: producer.spec, memory: memory as PublisherMemory | undefined, disk });
  }
  const consumer = places.consumers.find(({ node }) => node === machine);
  if (consumer !== undefined) return consumerFace(consumer.spec, memory as ConsumerMemory | undefined);
  if (machine === places.database) return databaseFace(disk);
  return applicationNodeFace({ applications: applicationsOf(places.topology), names: places.names }, world, machine);
}
