/**
 * The compiler against XState on charts that nobody wrote: random nesting, entry and exit actions, guards, internal,
 * external and reentering transitions, forbidden events, ends.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMachine, setup, type AnyStateMachine } from 'xstate';
import { fact, type ChartEvent } from '../../sim-engine/chart/authoring.ts';
import { compileChart, compileDefinition } from '../../sim-engine/chart/compile.ts';
import { compareEverywhere, compareWalk, walkEvents } from '../../sim-engine/chart/conform.ts';
import { readChart } from '../../sim-engine/chart/subset.ts';

const EVENTS = ['a', 'b', 'c'] as const;
const GUARDS = ['first', 'second'] as const;
type Guard = (typeof GUARDS)[number];

/** A tree of states, as deep as three levels below the root. */
interface Shape {
  readonly children: readonly Shape[];
}

function shapesUpTo(depth: number): fc.Arbitrary<Shape> {
  const children = depth === 0 ? fc.constant([]) : fc.array(shapesUpTo(depth - 1), { maxLength: 3 });
  return fc.record({ children });
}

/** Numbers to draw a chart's details from. */
interface Recipe {
  readonly roots: readonly Shape[];
  readonly numbers: readonly number[];
}

const recipes: fc.Arbitrary<Recipe> = fc.record({
  roots: fc.array(shapesUpTo(2), { minLength: 1, maxLength: 4 }),
  numbers: fc.array(fc.nat({ max: 999 }), { minLength: 40, maxLength: 160 }),
});

function pathsOf(shapes: readonly Shape[], prefix: string): string[] {
  return shapes.flatMap(({ children }, index) => {
    const id = `${prefix}${index}`;
    return [id, ...pathsOf(children, `${id}-`)];
  });
}

function cook({ roots, numbers }: Recipe): AnyStateMachine {
  let at = 0;
  const draw = (below: number): number => (numbers[at++ % numbers.length] as number) % below;
  const ids = pathsOf(roots, 's');
  const actions = (name: string): string[] => (draw(2) === 0 ? [] : [name]);
  const transitionFrom = (id: string, event: string, order: number): object => ({
    ...(draw(4) === 0 ? {} : { target: `#${ids[draw(ids.length)] as string}` }),
    ...(draw(3) === 0 ? { reenter: true } : {}),
    ...(draw(2) === 0 ? { guard: GUARDS[draw(GUARDS.length)] } : {}),
    actions: actions(`${id} on ${event} ${order}`),
  });
  const on = (id: string): object =>
    Object.fromEntries(
      EVENTS.flatMap((event): [string, unknown][] => {
        const kind = draw(6);
        if (kind === 0) return [[event, undefined]];
        if (kind <= 2) return [];
        return [[event, Array.from({ length: 1 + draw(2) }, (_, order) => transitionFrom(id, event, order))]];
      }),
    );
  const state = (shape: Shape, id: string): object => {
    const isEnd = shape.children.length === 0 && !id.includes('-') && draw(5) === 0;
    return {
      id,
      ...(isEnd ? { type: 'final' } : { on: on(id) }),
      entry: actions(`enter ${id}`),
      exit: actions(`exit ${id}`),
      ...(shape.children.length === 0 ? {} : inside(shape.children, `${id}-`)),
    };
  };
  const inside = (shapes: readonly Shape[], prefix: string): object => ({
    initial: `${prefix}${draw(shapes.length)}`,
    states: Object.fromEntries(shapes.map((shape, index) => [`${prefix}${index}`, state(shape, `${prefix}${index}`)])),
  });
  const config = {
    id: 'any',
    on: on('any'),
    entry: actions('enter any'),
    exit: actions('exit any'),
    ...inside(roots, 's'),
  };
  const guards = { first: fact('first'), second: fact('second') };
  return setup({ types: { events: {} as ChartEvent<string, Guard> }, guards }).createMachine(
    config as never,
  ) as unknown as AnyStateMachine;
}

describe('any chart of the subset', () => {
  it('does what XState does in every state that can be reached', () => {
    fc.assert(
      fc.property(recipes, (recipe) => {
        const machine = cook(recipe);
        expect(compareEverywhere(machine, compileChart(machine)).disagreements).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('does what XState does along any walk', () => {
    fc.assert(
      fc.property(recipes, fc.array(fc.nat(), { maxLength: 30 }), (recipe, choices) => {
        const machine = cook(recipe);
        const chart = compileChart(machine);
        const events = walkEvents(chart);
        if (events.length === 0) return;
        const walk = choices.map((choice) => events[choice % events.length]).filter((event) => event !== undefined);
        expect(compareWalk(machine, chart, walk)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the comparison notices', () => {
  const config = {
    id: 'any',
    initial: 'x',
    states: { x: { exit: 'leave', on: { a: { target: 'y', actions: 'go' } } }, y: { entry: 'enter', on: { a: 'x' } } },
  };
  const machine = createMachine(config) as AnyStateMachine;
  const definition = readChart(machine);

  it('a wrong target', () => {
    const transitions = definition.transitions.map((transition) => ({ ...transition, target: 1 }));
    expect(compareEverywhere(machine, compileDefinition({ ...definition, transitions })).disagreements).toEqual([
      'in x on a {}: XState gives y [leave, go, enter], the table x [go]',
    ]);
  });

  it('a missing action', () => {
    const states = definition.states.map((state) => ({ ...state, exit: [] }));
    expect(compareEverywhere(machine, compileDefinition({ ...definition, states })).disagreements).toEqual([
      'in x on a {}: XState gives y [leave, go, enter], the table y [go, enter]',
    ]);
  });

  it('an end that is none', () => {
    const states = definition.states.map((state) => ({ ...state, final: state.path === 'y' }));
    expect(compareEverywhere(machine, compileDefinition({ ...definition, states })).disagreements).toHaveLength(2);
  });
});
