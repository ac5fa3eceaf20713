/** Where copies of a queue are, and which node serves it now. */
import type { World } from '../../host/world.ts';
import type { BrokerMemory } from './broker/memory.ts';
import { nodeOf, queueOf } from './contents.ts';
import { HERE } from './node/value.ts';
import { nodeNamed, type Places } from './places.ts';
import type { QueueSpec } from './scenario.ts';

function memoryOf(world: World, machine: number): BrokerMemory | undefined {
  return world.machines[machine]?.memory as BrokerMemory | undefined;
}

/** Has this node lost its disk, and with it its place in the cluster? */
export function isOutside(world: World, machine: number): boolean {
  return memoryOf(world, machine)?.mode === 'blank';
}

/** Machines that hold a copy of a queue, and the one that is to hold it. */
export function copiesOf(places: Places, world: World, queue: QueueSpec): readonly number[] {
  const home = nodeNamed(places, queue.node);
  return places.brokers.filter(
    (machine) => machine === home || (queueOf(nodeOf(world, machine), queue.name)?.state ?? null) !== null,
  );
}

/** Does this node serve the queue, as far as it knows itself? */
export function isServing(world: World, machine: number, queue: QueueSpec): boolean {
  const memory = memoryOf(world, machine);
  if (memory === undefined || memory.mode !== 'serving') return false;
  return memory.node.queues.find(({ name }) => name === queue.name)?.servedBy === HERE;
}

/** Term of this node's member of a quorum queue; 0 where there is none. */
export function termOf(world: World, machine: number, queue: QueueSpec): number {
  return memoryOf(world, machine)?.groups.find((group) => group.queue === queue.name)?.member.currentTerm ?? 0;
}

/**
 * The machine that serves a queue now, or null. Where several believe that they do, the one of the highest term, then the one
 * that most nodes take for it.
 */
export function serverOf(places: Places, world: World, queue: QueueSpec): number | null {
  const servers = places.brokers.filter((machine) => isServing(world, machine, queue));
  const believers = (server: number): number =>
    places.brokers.filter((machine) => {
      const record = memoryOf(world, machine)?.node.queues.find(({ name }) => name === queue.name);
      return record?.servedBy === places.names[server];
    }).length;
  const [best = null] = servers.toSorted(
    (left, right) =>
      termOf(world, right, queue) - termOf(world, left, queue) || believers(right) - believers(left) || left - right,
  );
  return best;
}

/** Does this node believe that it serves the queue, while another one serves it for the cluster? */
export function isZombie(places: Places, world: World, queue: QueueSpec, machine: number): boolean {
  return isServing(world, machine, queue) && serverOf(places, world, queue) !== machine;
}

/**
 * Has a copy all that a new leader must have: a member of a quorum queue everything that is committed, a mirror every message
 * that its leader has?
 */
export function isInSync(places: Places, world: World, queue: QueueSpec, machine: number): boolean {
  const server = serverOf(places, world, queue);
  if (server === machine) return true;
  const leader = server === null ? undefined : memoryOf(world, server);
  const own = memoryOf(world, machine);
  if (queue.type === 'quorum') {
    const committed = leader?.groups.find((group) => group.queue === queue.name)?.member.commitIndex ?? 0;
    const member = own?.groups.find((group) => group.queue === queue.name)?.member;
    return member !== undefined && member.log.length >= committed;
  }
  const name = places.names[machine];
  const set = leader?.mirrorSets[queue.name];
  return set?.mirrors.some(({ node, since }) => node === name && since === 0) ?? false;
}

/** Term of a member, generation of a mirrored queue's leader; -1 for a queue that has no copies. */
export function epochOf(world: World, machine: number, queue: QueueSpec): number {
  if (queue.type === 'quorum') return termOf(world, machine, queue);
  return memoryOf(world, machine)?.mirrorSets[queue.name]?.generation ?? -1;
}
