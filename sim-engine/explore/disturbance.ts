/** Which actions disturb a cluster, as opposed to healing it or giving it work. */
import type { Action } from '../host/action.ts';
import { isFault, isHostOperation } from '../host/faults.ts';
import { isRepairing } from '../systems/repairing.ts';
import { isSending } from '../systems/sending.ts';
import type { Scenario } from '../scenario/types.ts';

/** Does an action count as a fault of a search? The administrator's moves do; healing and sending do not. */
export function isDisturbance(action: Action): boolean {
  return isFault(action) || isMove(action.operation);
}

/** Is this one of the system's own operations by which an administrator disturbs it? */
function isMove(operation: string): boolean {
  return (
    !isHostOperation(operation) && !isSending({ operation }) && !isRepairing({ operation }) && operation !== 'configure'
  );
}

/** Faults and administrator's moves of an example, the scenario's own included. */
export function countDisturbances(example: {
  readonly scenario: Scenario;
  readonly actions: readonly Action[];
}): number {
  return [...example.scenario.faults, ...example.actions].filter(isDisturbance).length;
}

/** A scenario that does nothing to itself but send and configure: where a search for faults usually begins. */
export function withoutScriptedFaults(scenario: Scenario): Scenario {
  return {
    ...scenario,
    faults: scenario.faults.filter((action) => isSending(action) || action.operation === 'configure'),
  };
}
