/** What is done to a run from outside, in the order in which it is carried out. */
import type { Action } from '../host/action.ts';
import { fromMillis } from '../kernel/time.ts';
import type { Scenario } from './types.ts';

/** What the scenario itself does, by time: its faults, and the healing of everything. A file may list them in any order. */
export function scenarioScript({ faults, healAtMillis }: Scenario): readonly Action[] {
  if (healAtMillis === undefined) return mergeScripts(faults, []);
  return mergeScripts(faults, [{ at: fromMillis(healAtMillis), operation: 'healAll', arguments: {} }]);
}

/** The scenario's script and further actions, by time; at equal times the scenario goes first. */
export function mergeScripts(own: readonly Action[], actions: readonly Action[]): readonly Action[] {
  return [...own, ...actions]
    .map((action, index) => ({ action, index }))
    .sort((left, right) => left.action.at - right.action.at || left.index - right.index)
    .map(({ action }) => action);
}
