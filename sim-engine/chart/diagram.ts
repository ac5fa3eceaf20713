/**
 * A chart as a picture's content: states and arrows with their words, before anything has a place (diagramLayout.ts).
 *
 * Leaves out: actions, which the machine that runs the chart carries out. No fault reaches a diagram.
 */
import type { AnyStateMachine } from 'xstate';
import type { ChartWords } from './authoring.ts';
import { readChart, type ChartDefinition, type ChartState } from './subset.ts';

export interface DiagramState {
  /** Dotted path, as a scene names it: `follower.fetching`. */
  readonly id: string;
  /** Last part of the path: what is written in the box. */
  readonly name: string;
  /** State around it; null at the top. */
  readonly parent: string | null;
  /** Is it entered when the state around it, or the chart, is entered? */
  readonly initial: boolean;
  readonly final: boolean;
  readonly description: ChartWords | null;
}

export interface DiagramTransition {
  /** Null: from every state of the chart. */
  readonly from: string | null;
  /** Null: it stays where it is. Same as `from`: it is left and entered again. */
  readonly to: string | null;
  readonly event: string;
  /** Name of the fact that must hold. */
  readonly guard: string | null;
  readonly description: ChartWords | null;
}

export interface ChartDiagram {
  readonly id: string;
  readonly description: ChartWords | null;
  /** Parents before children, in the author's order. */
  readonly states: readonly DiagramState[];
  /** In the order in which they are tried. */
  readonly transitions: readonly DiagramTransition[];
}

/**
 * What a picture of the machine shows.
 *
 * @throws {ChartError} when the machine uses anything outside the subset (subset.ts)
 */
export function diagramOf(machine: AnyStateMachine): ChartDiagram {
  return diagramOfDefinition(readChart(machine));
}

/** What a picture shows of a chart that was read before. */
export function diagramOfDefinition(definition: ChartDefinition): ChartDiagram {
  const { states, transitions } = definition;
  const root = states[0] as ChartState;
  const pathOf = (index: number): string | null => (index <= 0 ? null : (states[index] as ChartState).path);
  return {
    id: definition.id,
    description: root.words,
    states: states.slice(1).map((state) => ({
      id: state.path,
      name: state.key,
      parent: pathOf(state.parent),
      initial: (states[state.parent] as ChartState).initial === state.index,
      final: state.final,
      description: state.words,
    })),
    transitions: transitions.map((transition) => ({
      from: pathOf(transition.source),
      to: pathOf(transition.target),
      event: transition.event,
      guard: transition.guard,
      description: transition.words,
    })),
  };
}
