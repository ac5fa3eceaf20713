/** Moving a machine of the simulation along its chart. */
import { invariant } from '../kernel/invariant.ts';
import type { Facts } from './authoring.ts';
import { advance, type CompiledChart } from './compile.ts';

/**
 * The state after an event that the chart must know in this state, even if only to stay where it is.
 *
 * @param facts - what the guards of this event ask for
 * @throws {InvariantError} when the chart does not react to the event here: the machine did what its chart does not allow
 */
export function nextState<State extends string, Event extends string, Action extends string, Fact extends string>(
  chart: CompiledChart<State, Event, Action, Fact>,
  state: NoInfer<State>,
  event: NoInfer<Event>,
  facts?: Facts<NoInfer<Fact>>,
): State {
  const step = advance(chart, state, event, facts);
  if (step.transition === -1) invariant(false, `chart "${chart.id}" does not know "${event}" in state "${state}"`);
  return step.state;
}
