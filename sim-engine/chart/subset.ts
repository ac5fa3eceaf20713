/**
 * The part of XState v5 that a chart may use, read into plain data.
 *
 * Accepted: one region of nested states, final states directly below the root, events by their exact names, guards and
 * actions by name and without parameters, entry and exit actions, forbidden transitions (`E: undefined`), `reenter`.
 * Refused, each with an error that says where: everything whose outcome needs more than (state, event, guards) to be known,
 * or more than one microstep. That is parallel regions, history, invoke and spawn, `after` and other delays, `always`,
 * `onDone` and nested final states, wildcards, context, inline functions, built-in actions such as `assign` or `raise`.
 * No fault reaches a chart: it is read once, at start-up.
 */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { ChartWords } from './authoring.ts';

/** One state; the root is the first. */
export interface ChartState {
  /** Document order: parents before children. */
  readonly index: number;
  /** Keys from below the root, joined by dots: `follower.fetching`; empty for the root. */
  readonly path: string;
  /** Last key of the path; the chart's id for the root. */
  readonly key: string;
  /** Index of the state around it; -1 for the root. */
  readonly parent: number;
  /** Index of the child entered by default; -1 for a state without children. */
  readonly initial: number;
  readonly children: readonly number[];
  readonly final: boolean;
  readonly entry: readonly string[];
  readonly exit: readonly string[];
  readonly words: ChartWords | null;
}

export interface ChartTransition {
  readonly index: number;
  /** Index of the state that declares it. */
  readonly source: number;
  readonly event: string;
  /** Name of the fact that must hold; null: always. */
  readonly guard: string | null;
  /** Index of the state to go to; -1: stay, and only carry out the actions. */
  readonly target: number;
  /** Leave and enter the source again although the target lies within it. */
  readonly reenter: boolean;
  readonly actions: readonly string[];
  readonly words: ChartWords | null;
}

/** A chart as plain data. */
export interface ChartDefinition {
  readonly id: string;
  readonly states: readonly ChartState[];
  /** By source in document order, then event, then order of trial. */
  readonly transitions: readonly ChartTransition[];
  /** In order of first appearance. */
  readonly events: readonly string[];
  readonly guards: readonly string[];
}

/** A machine outside the accepted subset. */
export class ChartError extends Error {
  override readonly name = 'ChartError';
  readonly chart: string;
  readonly state: string;

  constructor(place: { readonly chart: string; readonly state: string }, found: string, expected: string) {
    const where = place.state === '' ? 'at its root' : `in state "${place.state}"`;
    super(`chart "${place.chart}", ${where}: found ${found}; expected ${expected}`);
    this.chart = place.chart;
    this.state = place.state;
  }
}

const STATE_KEYS: ReadonlySet<string> = new Set([
  'id',
  'type',
  'initial',
  'states',
  'on',
  'entry',
  'exit',
  'meta',
  'description',
]);

const TRANSITION_KEYS: ReadonlySet<string> = new Set(['target', 'guard', 'actions', 'reenter', 'meta', 'description']);

type Config = Readonly<Record<string, unknown>>;

/**
 * Reads a machine into plain data.
 *
 * @throws {ChartError} when the machine uses anything outside the subset
 */
export function readChart(machine: AnyStateMachine): ChartDefinition {
  const nodes = inDocumentOrder(machine.root);
  const indexes = new Map(nodes.map((node, index) => [node, index]));
  for (const node of nodes) checkState(machine.id, node);
  const transitions = nodes.flatMap((node, source) => transitionsOf(machine, node, { source, indexes }));
  return {
    id: machine.id,
    states: nodes.map((node, index) => stateOf(machine, node, { index, indexes })),
    transitions: transitions.map((transition, index) => ({ ...transition, index })),
    events: [...new Set(transitions.map(({ event }) => event))],
    guards: [...new Set(transitions.flatMap(({ guard }) => (guard === null ? [] : [guard])))],
  };
}

function inDocumentOrder(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap((child) => inDocumentOrder(child as AnyStateNode))];
}

function placeOf(chart: string, node: AnyStateNode): { readonly chart: string; readonly state: string } {
  return { chart, state: node.path.join('.') };
}

function checkState(chart: string, node: AnyStateNode): void {
  const place = placeOf(chart, node);
  const config = node.config as Config;
  const refuse = (found: string, expected: string): never => {
    throw new ChartError(place, found, expected);
  };
  if (node.type === 'parallel') refuse('a parallel state', 'one region; write a second chart for the other');
  if (node.type === 'history') refuse('a history state', 'an explicit target');
  for (const key of Object.keys(config)) {
    if (config[key] !== undefined && !STATE_KEYS.has(key)) refuse(`"${key}"`, `only ${[...STATE_KEYS].join(', ')}`);
  }
  if (node.key.includes('.')) refuse(`the key "${node.key}"`, 'a key without dots, because paths are joined by dots');
  if (node.parent === undefined && node.type !== 'compound') refuse('no states', 'at least one state');
  if (node.type === 'compound' && typeof config['initial'] !== 'string') {
    refuse('no plain initial state', 'initial to be the key of a child, without actions');
  }
  if (node.type !== 'final') return;
  if (node.parent?.parent !== undefined) refuse('a nested final state', 'final states only directly below the root');
  if (config['on'] !== undefined) refuse('"on" in a final state', 'nothing to happen after the end');
}

interface Position {
  readonly index: number;
  readonly indexes: ReadonlyMap<AnyStateNode, number>;
}

function stateOf(machine: AnyStateMachine, node: AnyStateNode, { index, indexes }: Position): ChartState {
  const place = placeOf(machine.id, node);
  const config = node.config as Config;
  const at = (other: AnyStateNode | undefined): number => (other === undefined ? -1 : (indexes.get(other) ?? -1));
  return {
    index,
    path: node.path.join('.'),
    key: node.key,
    parent: at(node.parent),
    initial: node.type === 'compound' ? at(node.states[config['initial'] as string]) : -1,
    children: Object.values(node.states).map((child) => at(child as AnyStateNode)),
    final: node.type === 'final',
    entry: asList(config['entry']).map((action) => actionName(machine, place, action)),
    exit: asList(config['exit']).map((action) => actionName(machine, place, action)),
    words: wordsOf(place, config['meta']),
  };
}

function transitionsOf(
  machine: AnyStateMachine,
  node: AnyStateNode,
  at: { readonly source: number; readonly indexes: ReadonlyMap<AnyStateNode, number> },
): Omit<ChartTransition, 'index'>[] {
  const place = placeOf(machine.id, node);
  const found: Omit<ChartTransition, 'index'>[] = [];
  for (const [event, candidates] of node.transitions) {
    if (event.includes('*')) throw new ChartError(place, `the wildcard "${event}"`, 'events by their exact names');
    if (event.startsWith('xstate.')) throw new ChartError(place, `the event "${event}"`, 'events of the chart itself');
    for (const raw of asList((node.config as { readonly on?: Config }).on?.[event])) checkTransition(place, event, raw);
    for (const candidate of candidates) {
      const targets = candidate.target ?? [];
      if (targets.length > 1)
        throw new ChartError(place, `${targets.length} targets on "${event}"`, 'one target at most');
      const target = targets.length === 0 ? -1 : (at.indexes.get(targets[0] as AnyStateNode) ?? -1);
      if (target === 0) throw new ChartError(place, `the root as target of "${event}"`, 'a state below the root');
      found.push({
        source: at.source,
        event,
        guard: candidate.guard === undefined ? null : guardName(machine, place, candidate.guard),
        target,
        reenter: candidate.reenter,
        actions: candidate.actions.map((action) => actionName(machine, place, action)),
        words: wordsOf(place, candidate.meta),
      });
    }
  }
  return found;
}

function checkTransition(place: { readonly chart: string; readonly state: string }, event: string, raw: unknown): void {
  if (typeof raw !== 'object' || raw === null) return;
  for (const key of Object.keys(raw)) {
    if (TRANSITION_KEYS.has(key)) continue;
    throw new ChartError(place, `"${key}" on "${event}"`, `only ${[...TRANSITION_KEYS].join(', ')}`);
  }
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

type Place = { readonly chart: string; readonly state: string };

/** The name in `'stop'` or `{ type: 'stop' }`; null for anything else. */
function plainName(reference: unknown): string | null {
  if (typeof reference === 'string') return reference;
  if (typeof reference !== 'object' || reference === null) return null;
  const { type, ...rest } = reference as { readonly type?: unknown };
  return typeof type === 'string' && Object.keys(rest).length === 0 ? type : null;
}

function actionName(machine: AnyStateMachine, place: Place, reference: unknown): string {
  const name = plainName(reference);
  if (name === null) throw new ChartError(place, foundInstead('action', reference), 'the name of an action');
  const implementation: unknown = machine.implementations.actions[name];
  if (typeof implementation === 'function' && 'resolve' in implementation) {
    throw new ChartError(
      place,
      `the action "${name}", a built-in of XState`,
      'an action that the running machine carries out',
    );
  }
  return name;
}

function guardName(machine: AnyStateMachine, place: Place, reference: unknown): string {
  const name = plainName(reference);
  if (name === null) throw new ChartError(place, foundInstead('guard', reference), 'the name of a guard');
  const implementation: unknown = machine.implementations.guards[name];
  if (typeof implementation !== 'function')
    throw new ChartError(place, `the unknown guard "${name}"`, 'a guard of the setup');
  if ('check' in implementation) {
    throw new ChartError(place, `the guard "${name}", combined from others`, 'a guard that is one fact');
  }
  return name;
}

function foundInstead(kind: 'action' | 'guard', reference: unknown): string {
  if (typeof reference === 'function') return `an inline or built-in ${kind}`;
  return `the ${kind} ${JSON.stringify(reference)}`;
}

function wordsOf(place: Place, meta: unknown): ChartWords | null {
  if (meta === undefined) return null;
  const { en, 'zh-cn': chinese } = (meta ?? {}) as Partial<ChartWords>;
  if (typeof en === 'string' && typeof chinese === 'string') return { en, 'zh-cn': chinese };
  throw new ChartError(place, `meta ${JSON.stringify(meta)}`, 'words { en, zh-cn }');
}
