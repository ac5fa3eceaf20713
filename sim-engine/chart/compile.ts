/**
 * A chart compiled to integer tables, and the one function that runs them.
 *
 * Per (state, event) the table lists the transitions to try, innermost state first and in document order within a state;
 * each leads to a step that was worked out once: the state after it and the actions in XState's order (exits from the
 * innermost out, the transition's own, entries from the outermost in). Running a chart looks up and allocates nothing.
 * Leaves out: whatever subset.ts refuses. Faults do not reach a table.
 */
import type { AnyStateMachine, StateMachine } from 'xstate';
import { invariant } from '../kernel/invariant.ts';
import type { Facts } from './authoring.ts';
import { readChart, type ChartDefinition, type ChartState, type ChartTransition } from './subset.ts';

/** What an event did. One object per state and transition, shared by all runs. */
export interface ChartStep<State extends string, Action extends string> {
  readonly state: State;
  /** To be carried out in this order. */
  readonly actions: readonly Action[];
  /** Index of the transition that was taken; -1: the chart does not react to the event in this state. */
  readonly transition: number;
}

/** A chart that can be run. Its states are its leaves, by their dotted paths. */
export interface CompiledChart<
  State extends string = string,
  Event extends string = string,
  Action extends string = string,
  Fact extends string = string,
> {
  readonly id: string;
  readonly definition: ChartDefinition;
  readonly states: readonly State[];
  readonly events: readonly Event[];
  readonly facts: readonly Fact[];
  /** Where it begins. */
  readonly initial: State;
  /** Actions of entering the initial state. */
  readonly initialActions: readonly Action[];
  /** States after which nothing happens any more. */
  readonly finalStates: ReadonlySet<State>;
  readonly tables: ChartTables<State, Action>;
}

/** Row = state, column = event, both by index. */
export interface ChartTables<State extends string, Action extends string> {
  readonly rows: ReadonlyMap<string, number>;
  readonly columns: ReadonlyMap<string, number>;
  /** First candidate of cell `row * columns.size + column`. The last candidate of every cell has no guard. */
  readonly firstCandidate: Int32Array;
  /** Per candidate: index into `facts`, -1 without a guard. */
  readonly guards: Int32Array;
  /** Per candidate: index into `steps`. */
  readonly targets: Int32Array;
  readonly steps: readonly ChartStep<State, Action>[];
}

type DottedPath<Value> = Value extends string
  ? Value
  : { [Key in keyof Value & string]: `${Key}.${DottedPath<Value[Key]>}` }[keyof Value & string];

// Fifteen parameters, of which a chart uses four. `any` stands for the others, as in XState's own AnyStateMachine.
/* eslint-disable @typescript-eslint/no-explicit-any */
type PartsOf<Machine> =
  Machine extends StateMachine<
    any,
    infer Event,
    any,
    any,
    infer Action,
    infer Guard,
    any,
    infer Value,
    any,
    any,
    any,
    any,
    any,
    any,
    any
  >
    ? {
        readonly event: Event['type'];
        readonly action: Action['type'];
        readonly fact: Guard['type'];
        readonly value: Value;
      }
    : never;
/* eslint-enable @typescript-eslint/no-explicit-any */

/** States of a machine as dotted paths of its leaves, e.g. `'offline' | 'follower.fetching'`. */
export type ChartStateOf<Machine> = DottedPath<PartsOf<Machine>['value']>;
export type ChartEventOf<Machine> = PartsOf<Machine>['event'];
export type ChartActionOf<Machine> = PartsOf<Machine>['action'];
export type ChartFactOf<Machine> = PartsOf<Machine>['fact'];

/** The compiled chart of a machine, with its names as string literals. */
export type ChartOf<Machine> = CompiledChart<
  ChartStateOf<Machine>,
  ChartEventOf<Machine>,
  ChartActionOf<Machine>,
  ChartFactOf<Machine>
>;

/**
 * Compiles a machine. Done once, at start-up.
 *
 * @throws {ChartError} when the machine uses anything outside the subset (subset.ts)
 */
export function compileChart<Machine extends AnyStateMachine>(machine: Machine): ChartOf<Machine> {
  return compileDefinition(readChart(machine)) as unknown as ChartOf<Machine>;
}

/** Compiles a chart that was read before. */
export function compileDefinition(definition: ChartDefinition): CompiledChart {
  const { states } = definition;
  const root = states[0] as ChartState;
  const leaves = states.filter((state) => state.children.length === 0);
  const start = leafWithin(states, root);
  return {
    id: definition.id,
    definition,
    states: leaves.map(({ path }) => path),
    events: definition.events,
    facts: definition.guards,
    initial: start.path,
    initialActions: [...root.entry, ...entered(states, { from: 0, to: start.index }), ...exitedAtEnd(states, start)],
    finalStates: new Set(leaves.filter(({ final }) => final).map(({ path }) => path)),
    tables: tablesOf(definition, leaves),
  };
}

/**
 * What an event does in a state. Nothing is allocated.
 *
 * @param facts - what the guards of this event ask for
 * @throws {InvariantError} for a state or event that the chart does not have, or a fact that was not stated
 */
export function advance<State extends string, Event extends string, Action extends string, Fact extends string>(
  chart: CompiledChart<State, Event, Action, Fact>,
  state: NoInfer<State>,
  event: NoInfer<Event>,
  facts: Facts<NoInfer<Fact>> = NO_FACTS,
): ChartStep<State, Action> {
  const { tables } = chart;
  const row = tables.rows.get(state);
  const column = tables.columns.get(event);
  if (row === undefined || column === undefined) unknownName(chart, state, event);
  let candidate = tables.firstCandidate[row * tables.columns.size + column] as number;
  for (;;) {
    const guard = tables.guards[candidate] as number;
    if (guard === -1) break;
    const holds = facts[chart.facts[guard] as Fact];
    if (holds === undefined) missingFact(chart, event, guard);
    if (holds) break;
    candidate += 1;
  }
  return tables.steps[tables.targets[candidate] as number] as ChartStep<State, Action>;
}

const NO_FACTS = {};

function unknownName(chart: CompiledChart, state: string, event: string): never {
  const known = chart.states.includes(state);
  const wrong = known ? `event "${event}"; its events are ${chart.events.join(', ')}` : `state "${state}"`;
  invariant(false, `chart "${chart.id}" has no ${wrong}`);
}

function missingFact(chart: CompiledChart, event: string, guard: number): never {
  invariant(false, `chart "${chart.id}" needs the fact "${chart.facts[guard] ?? ''}" to decide on "${event}"`);
}

function tablesOf(definition: ChartDefinition, leaves: readonly ChartState[]): ChartTables<string, string> {
  const { states, events } = definition;
  const steps: ChartStep<string, string>[] = [];
  const firstCandidate: number[] = [];
  const guards: number[] = [];
  const targets: number[] = [];
  for (const leaf of leaves) {
    const stay = steps.push({ state: leaf.path, actions: [], transition: -1 }) - 1;
    for (const event of events) {
      firstCandidate.push(guards.length);
      const candidates = leaf.final ? [] : candidatesFor(definition, leaf, event);
      for (const transition of candidates) {
        guards.push(transition.guard === null ? -1 : definition.guards.indexOf(transition.guard));
        targets.push(steps.push(stepOf(states, leaf, transition)) - 1);
      }
      if (candidates.at(-1)?.guard === null) continue;
      guards.push(-1);
      targets.push(stay);
    }
  }
  return {
    rows: new Map(leaves.map(({ path }, row) => [path, row])),
    columns: new Map(events.map((event, column) => [event, column])),
    firstCandidate: Int32Array.from(firstCandidate),
    guards: Int32Array.from(guards),
    targets: Int32Array.from(targets),
    steps,
  };
}

/** Transitions to try, innermost state first, up to the first that has no guard. */
function candidatesFor({ states, transitions }: ChartDefinition, leaf: ChartState, event: string): ChartTransition[] {
  const candidates: ChartTransition[] = [];
  for (const source of lineage(states, leaf.index)) {
    for (const transition of transitions) {
      if (transition.source !== source || transition.event !== event) continue;
      candidates.push(transition);
      if (transition.guard === null) return candidates;
    }
  }
  return candidates;
}

function stepOf(
  states: readonly ChartState[],
  leaf: ChartState,
  transition: ChartTransition,
): ChartStep<string, string> {
  if (transition.target === -1) {
    return { state: leaf.path, actions: transition.actions, transition: transition.index };
  }
  const domain = domainOf(states, transition);
  const target = states[transition.target] as ChartState;
  // A target that is its own domain is not left: only what is active below it changes.
  const next = leafWithin(states, target);
  const actions = [
    ...lineage(states, leaf.index)
      .filter((index) => isBelow(states, index, domain))
      .flatMap((index) => (states[index] as ChartState).exit),
    ...transition.actions,
    ...entered(states, { from: domain, to: next.index }),
    ...exitedAtEnd(states, next),
  ];
  return { state: next.path, actions, transition: transition.index };
}

/** The innermost state that stays active while the transition is taken; -1: even the root is left and entered again. */
function domainOf(states: readonly ChartState[], { source, target, reenter }: ChartTransition): number {
  const within = target === source || isBelow(states, target, source);
  if (within && !reenter) return source;
  if (source === 0 && reenter) return -1;
  return (
    lineage(states, (states[target] as ChartState).parent).find((ancestor) => isBelow(states, source, ancestor)) ?? 0
  );
}

/** Entry actions of the states below `from` down to `to`, outermost first. */
function entered(states: readonly ChartState[], path: { readonly from: number; readonly to: number }): string[] {
  return lineage(states, path.to)
    .filter((index) => isBelow(states, index, path.from))
    .reverse()
    .flatMap((index) => (states[index] as ChartState).entry);
}

/** A chart that has ended leaves everything at once. */
function exitedAtEnd(states: readonly ChartState[], leaf: ChartState): string[] {
  return leaf.final ? lineage(states, leaf.index).flatMap((index) => (states[index] as ChartState).exit) : [];
}

function leafWithin(states: readonly ChartState[], state: ChartState): ChartState {
  let leaf = state;
  while (leaf.initial !== -1) leaf = states[leaf.initial] as ChartState;
  return leaf;
}

/** The state and all around it, innermost first; nothing for -1. */
function lineage(states: readonly ChartState[], from: number): number[] {
  const found: number[] = [];
  for (let index = from; index !== -1; index = (states[index] as ChartState).parent) found.push(index);
  return found;
}

/** Does a state lie within another one? Everything lies within -1. */
function isBelow(states: readonly ChartState[], index: number, ancestor: number): boolean {
  if (ancestor === -1) return true;
  return lineage(states, (states[index] as ChartState).parent).includes(ancestor);
}
