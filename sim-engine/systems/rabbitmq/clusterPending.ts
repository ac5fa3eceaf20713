/**
 * What the nodes of a cluster still have to do about each other: come back into service, meet again, heal a partition. What
 * becomes of a message is not certain before that, since whoever loses a healing throws its copy away.
 */
import type { Sentence } from '../../host/sentence.ts';
import type { World } from '../../host/world.ts';
import type { BrokerWorld } from './broker/context.ts';
import type { BrokerMemory } from './broker/memory.ts';
import { isAtLeast } from './rules/version.ts';

/** The first thing that is still awaited; null: none. */
export function clusterPending({ places, settings }: BrokerWorld, world: World): Sentence | null {
  const { version, clusterPartitionHandling } = settings;
  const heals = clusterPartitionHandling === 'autoheal' && !isAtLeast(version, '4.0');
  const memories = places.brokers.map((machine) => world.machines[machine]?.memory as BrokerMemory | undefined);
  return (
    memories.map((memory) => servicePending(memory)).find((sentence) => sentence !== null) ??
    memories
      .map((memory) => meetingPending(memories, memory, heals ? 'heals' : 'stays'))
      .find((each) => each !== null) ??
    null
  );
}

function servicePending(memory: BrokerMemory | undefined): Sentence | null {
  if (memory === undefined) return null;
  const node = memory.node.config.name;
  if (memory.mode === 'paused') return { key: 'pending.paused', params: { node } };
  const isStarting = memory.mode === 'restarting' || memory.isFresh;
  return isStarting ? { key: 'pending.process', params: { node, state: 'restarting' } } : null;
}

/** Nodes that one does not see, or that do not know it by its connection; and those that it is to be healed from. */
function meetingPending(
  memories: readonly (BrokerMemory | undefined)[],
  memory: BrokerMemory | undefined,
  partition: 'heals' | 'stays',
): Sentence | null {
  if (memory === undefined) return null;
  const { name } = memory.node.config;
  const apart = memory.peers.filter((peer) => {
    const other = memories.find((each) => each?.node.config.name === peer.name);
    const back = other?.peers.find((each) => each.name === name);
    const isSeen = peer.isUp && back?.isUp === true && back.session === peer.ownSession;
    return other !== undefined && (!isSeen || (partition === 'heals' && memory.partitionedFrom.includes(peer.name)));
  });
  if (apart.length === 0) return null;
  const nodes = [name, ...apart.map((peer) => peer.name)].join(', ');
  return { key: 'pending.partition', params: { nodes } };
}
