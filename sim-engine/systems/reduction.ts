/** Ways to make a run smaller, as rooms hand them in: each yields candidates that are simpler in one respect. */
import type { Action } from '../host/action.ts';
import type { Scenario } from '../scenario/types.ts';

/** What is being made smaller. */
export interface Subject {
  readonly scenario: Scenario;
  readonly actions: readonly Action[];
}

/** Simpler subjects, the boldest first. */
export type Reduction = (subject: Subject) => Iterable<Subject>;

/** What a room knows about smaller scenarios. */
export interface SystemReductions {
  /** Reductions of the parts that the room adds, whole parts first. */
  readonly parts: readonly Reduction[];
  /**
   * The scenario without its last broker, the room's own parts adapted.
   *
   * @returns null when it would be another design
   */
  withoutLastBroker(scenario: Scenario): Scenario | null;
}
