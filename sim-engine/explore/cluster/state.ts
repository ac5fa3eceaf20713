/** A cluster in the middle of a search: a world at a moment, and what has been done to it. */
import type { Action } from '../../host/action.ts';
import type { World } from '../../host/world.ts';
import type { Concern } from './segment.ts';

export interface ClusterState {
  readonly world: World;
  /** What was and will be done from outside: the scenario's own script with the search's actions among it. */
  readonly script: readonly Action[];
  /** What the search has done so far, by time. */
  readonly actions: readonly Action[];
  /** How often each kind of fault of the budget has been used. */
  readonly spent: readonly number[];
  /** Faults that were ended early. */
  readonly heals: number;
  /** What the moment is about; null at the first moment and after a quiet span: everything. */
  readonly concern: Concern | null;
  /** The time for faults is over: from here the cluster is healed and left alone. */
  readonly over: boolean;
}
