/**
 * The phases of a run. Whatever is broken or about to break: chaos. Then everything is whole, and clients still send: quiet.
 * Then nobody sends any more, and something is still awaited: drain. At last nothing is: rest. A system that never comes
 * from drain to rest is stuck, and `Cluster.pending` says on what.
 *
 * Leaves out: a response that is still to be lost, and lasting harm such as a lost disk; both leave the cluster whole.
 */
import type { Action } from './action.ts';
import type { Cluster } from './cluster.ts';
import { isFault, isHostOperation } from './faults.ts';
import type { World } from './world.ts';

/** In the order in which a run goes through them; every fault leads back to the first. */
export const PHASES = ['chaos', 'quiet', 'drain', 'rest'] as const;

export type Phase = (typeof PHASES)[number];

/** Is a process not running, a link not open, or anything slow? */
export function isBroken(world: World): boolean {
  return (
    world.machines.some((machine) => machine.process !== 'running' || machine.slowMicros > 0) ||
    world.links.some((link) => link.state !== 'open' || link.extraMicros > 0)
  );
}

/** The phase of a world, given the whole script of its run. */
export function phaseOf(cluster: Cluster, world: World, script: readonly Action[]): Phase {
  const coming = script.slice(world.scriptIndex);
  if (isBroken(world) || coming.some(isFault)) return 'chaos';
  const commandsToCome = coming.some((action) => !isHostOperation(action.operation));
  if (commandsToCome || !cluster.isWorkloadDone(world)) return 'quiet';
  return cluster.pending(world) === null ? 'rest' : 'drain';
}
