/** Where copies of a queue are, and which one serves it now. */
import type { World } from '../../host/world.ts';
import { nodeNamed, type Places } from './places.ts';
import type { QueueSpec } from './scenario.ts';

/** Machines that hold a copy of a queue, the first one of the scenario first. */
export function copiesOf(places: Places, queue: QueueSpec): readonly number[] {
  return [nodeNamed(places, queue.node)];
}

/** The machine that serves a queue now, or null. */
export function serverOf(places: Places, world: World, queue: QueueSpec): number | null {
  const home = nodeNamed(places, queue.node);
  const process = world.machines[home]?.process;
  return process === 'running' || process === 'paused' ? home : null;
}
