/**
 * The proof that a compiled chart does what XState does. For tests only: it runs XState's own `transition()`.
 *
 * Compares the state, the actions with their order, and whether the chart has ended, on every (reachable state, event,
 * valuation of the facts that the event asks for), and along walks.
 */
import { initialTransition, transition, type AnyStateMachine, type StateValue } from 'xstate';
import type { Facts } from './authoring.ts';
import { advance, type CompiledChart } from './compile.ts';

/** An event of a walk. */
export interface WalkEvent {
  readonly type: string;
  readonly facts: Facts<string>;
}

/** What both sides must agree on. */
interface Outcome {
  readonly state: string;
  readonly actions: readonly string[];
  readonly ended: boolean;
}

type Snapshot = ReturnType<typeof initialTransition<AnyStateMachine>>[0];

/** All valuations of some facts: each true or false. */
export function valuations(facts: readonly string[]): Facts<string>[] {
  return facts.reduce<Facts<string>[]>(
    (found, name) =>
      found.flatMap((facts) => [
        { ...facts, [name]: false },
        { ...facts, [name]: true },
      ]),
    [{}],
  );
}

/** Facts that some transition on this event asks for. */
export function factsAskedBy(chart: CompiledChart, event: string): string[] {
  const asked = chart.definition.transitions.flatMap((candidate) =>
    candidate.event === event && candidate.guard !== null ? [candidate.guard] : [],
  );
  return [...new Set(asked)];
}

/** Every event of a chart with every valuation of what it asks for. */
export function walkEvents(chart: CompiledChart): WalkEvent[] {
  return chart.events.flatMap((type) => valuations(factsAskedBy(chart, type)).map((facts) => ({ type, facts })));
}

/** Disagreements on every reachable state, event and valuation, and the states that were reached. */
export function compareEverywhere(
  machine: AnyStateMachine,
  chart: CompiledChart,
): { readonly reached: ReadonlySet<string>; readonly compared: number; readonly disagreements: readonly string[] } {
  const events = walkEvents(chart);
  const [start, startActions] = initialTransition(machine);
  const disagreements = difference('at the start', outcomeOf(start, startActions), {
    state: chart.initial,
    actions: chart.initialActions,
    ended: chart.finalStates.has(chart.initial),
  });
  const reached = new Map<string, Snapshot>([[pathOf(start.value), start]]);
  let compared = 0;
  for (const [state, snapshot] of reached) {
    if (snapshot.status !== 'active') continue;
    for (const event of events) {
      const [next, actions] = transition(machine, snapshot, event);
      compared += 1;
      disagreements.push(...compareStep(chart, { state, event }, outcomeOf(next, actions)));
      if (!reached.has(pathOf(next.value))) reached.set(pathOf(next.value), next);
    }
  }
  return { reached: new Set(reached.keys()), compared, disagreements };
}

/** Disagreements along one walk from the start, up to the chart's end. */
export function compareWalk(machine: AnyStateMachine, chart: CompiledChart, events: readonly WalkEvent[]): string[] {
  const disagreements: string[] = [];
  let [snapshot] = initialTransition(machine);
  let state = chart.initial;
  for (const event of events) {
    if (snapshot.status !== 'active') break;
    const [next, actions] = transition(machine, snapshot, event);
    disagreements.push(...compareStep(chart, { state, event }, outcomeOf(next, actions)));
    state = advance(chart, state, event.type, event.facts).state;
    snapshot = next;
  }
  return disagreements;
}

function compareStep(
  chart: CompiledChart,
  at: { readonly state: string; readonly event: WalkEvent },
  expected: Outcome,
): string[] {
  const step = advance(chart, at.state, at.event.type, at.event.facts);
  const where = `in ${at.state} on ${at.event.type} ${JSON.stringify(at.event.facts)}`;
  return difference(where, expected, { ...step, ended: chart.finalStates.has(step.state) });
}

function difference(where: string, xstate: Outcome, table: Outcome): string[] {
  const inWords = ({ state, actions, ended }: Outcome): string =>
    `${state} [${actions.join(', ')}]${ended ? ' ended' : ''}`;
  if (inWords(xstate) === inWords(table)) return [];
  return [`${where}: XState gives ${inWords(xstate)}, the table ${inWords(table)}`];
}

function outcomeOf(snapshot: Snapshot, actions: readonly { readonly type: string }[]): Outcome {
  return {
    state: pathOf(snapshot.value),
    actions: actions.map(({ type }) => type),
    ended: snapshot.status === 'done',
  };
}

/** XState's nested state value as a dotted path: `{ follower: 'fetching' }` is `follower.fetching`. */
export function pathOf(value: StateValue): string {
  if (typeof value === 'string') return value;
  const [[key, below] = ['', '']] = Object.entries(value);
  return `${key}.${pathOf(below as StateValue)}`;
}
