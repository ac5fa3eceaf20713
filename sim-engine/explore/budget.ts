/** Which operations a search can try, and how many of each a run may have: the host's faults, and what a system adds to them. */
import type { SearchableOperation } from '../systems/vocabulary.ts';

/** Faults of every machine and link that a search can try, mildest first: what only delays comes before what destroys. */
export const HOST_FAULTS = [
  'hold',
  'loseResponse',
  'pause',
  'cutOneWay',
  'cut',
  'isolate',
  'crash',
  'powerLoss',
  'diskLoss',
] as const;

export type HostFault = (typeof HOST_FAULTS)[number];

/** How many of each a run may have, by the name of the operation. */
export interface FaultBudget extends Readonly<Partial<Record<HostFault, number>>> {
  readonly [operation: string]: number | undefined;
}

/** Names of everything that a search can try where a system adds its own operations: an administrator's moves first. */
export function searchableNames(searchable: readonly SearchableOperation[]): readonly string[] {
  return [...searchable.map(({ name }) => name), ...HOST_FAULTS];
}
