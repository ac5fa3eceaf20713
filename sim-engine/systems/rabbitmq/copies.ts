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
