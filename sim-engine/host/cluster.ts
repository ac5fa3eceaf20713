/**
 * A cluster: what a system makes of a scenario. Machines with names, roles and behaviours, the network between them, and
 * the few questions that the host asks the system. Nothing else of a system is known here.
 */
import type { Action } from './action.ts';
import type { Input } from './input.ts';
import type { Latency } from './link.ts';
import type { Sentence } from './sentence.ts';
import type { Settings } from './settings.ts';
import type { DrawStream } from './stream.ts';
import type { Turn } from './turn.ts';
import type { World } from './world.ts';
import type { Disk } from './disk.ts';
import type { Micros } from '../kernel/time.ts';

/** Handles one input: reads memory and turn, leaves effects in the turn, returns the new memory. Must be pure. */
export interface Behaviour {
  handle(memory: unknown, input: Input, turn: Turn): unknown;
}

export interface MachineSpec {
  /** Unique; used in operations, histories and on the page. */
  readonly name: string;
  readonly role: 'producer' | 'broker' | 'controller' | 'consumer' | 'database' | 'service' | 'caller';
  readonly behaviour: Behaviour;
  readonly settings: Settings;
  /** Content of the disk before the first start. */
  readonly disk: Disk;
  /** Whose random numbers it draws. Absent: those of its number. */
  readonly stream?: DrawStream;
}

export interface Cluster {
  readonly machines: readonly MachineSpec[];
  readonly latency: Latency;
  /** Time a disk takes for an fsync. */
  readonly fsyncMicros: Micros;
  /** At most so many of each fault; absent: unlimited. */
  readonly faultBudget: Readonly<Record<string, number>>;
  /**
   * Machines that are one process, by number: what strikes one strikes all, no link between them can be cut or slow, and what one
   * says the others hear at once. Absent: every machine is a process of its own.
   */
  readonly companions?: readonly (readonly number[])[];
  /** Which machine carries out one of the system's own operations; null when the operation is unknown. */
  commandTarget(world: World, action: Action): number | null;
  /** Has every client sent all that it was to send by itself, and heard what became of it? */
  isWorkloadDone(world: World): boolean;
  /** What is still awaited, in words; null when the system has come to rest. */
  pending(world: World): Sentence | null;
}

/** The machines that are one process with this one, itself among them. */
export function companionsOf({ companions = [] }: Pick<Cluster, 'companions'>, id: number): readonly number[] {
  return companions.find((process) => process.includes(id)) ?? [id];
}
