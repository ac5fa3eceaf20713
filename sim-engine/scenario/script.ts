/** What is done to a run from outside, in the order in which it is carried out. */
import type { Action } from '../host/action.ts';
import { fromMillis } from '../kernel/time.ts';
import type { Scenario } from './types.ts';

/** What the scenario itself does: its faults, and the healing of everything. */
export function scenarioScript(scenario: Scenario): readonly Action[] {
  if (scenario.healAtMillis === undefined) return scenario.faults;
  return [...scenario.faults, { at: fromMillis(scenario.healAtMillis), operation: 'healAll', arguments: {} }];
}

/** The scenario's script and further actions, by time; at equal times the scenario goes first. */
export function mergeScripts(own: readonly Action[], actions: readonly Action[]): readonly Action[] {
  return [...own, ...actions]
    .map((action, index) => ({ action, index }))
    .sort((left, right) => left.action.at - right.action.at || left.index - right.index)
    .map(({ action }) => action);
}
