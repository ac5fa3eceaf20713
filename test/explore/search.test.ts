/** Breadth first, the fewest faults first: on models that can be counted by hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retrace, Search } from '../../sim-engine/explore/search.ts';
import type { SearchBounds, SearchModel, SearchOutcome } from '../../sim-engine/explore/searchModel.ts';
import type { StateCodec } from '../../sim-engine/explore/waiting.ts';
import { grid, toy, type Arrow } from './toys.ts';

function searched(model: SearchModel<number>, bounds: SearchBounds = {}): SearchOutcome {
  return new Search({ model, bounds, bytesPerState: 100 }).complete();
}

describe('exhausted', () => {
  test('every state is counted once, every step each time', () => {
    const { kind, progress } = searched(grid(10));
    expect(kind).toBe('exhausted');
    // 10 x 10 points; the initial one, and 2 x 9 x 10 steps.
    expect(progress).toMatchObject({ distinct: 100, generated: 181, depth: 18, faults: 0, frontier: 0 });
  });

  test('a model without steps has its initial states', () => {
    const model = toy({ initial: [1, 2, 1], arrows: () => [] });
    expect(searched(model).progress).toMatchObject({ distinct: 2, generated: 3, depth: 0 });
  });

  test('steps that lead nowhere new are no states: to the state itself, and in a circle', () => {
    const model = toy({ initial: [0], arrows: (state) => [{ to: state }, { to: (state + 1) % 5 }] });
    expect(searched(model).progress).toMatchObject({ distinct: 5, generated: 11, depth: 4 });
  });
});

describe('a counter-example', () => {
  test('has the fewest steps, and the search stops at it', () => {
    const outcome = searched(grid(50, (x, y) => x === 2 && y === 1));
    expect(outcome).toMatchObject({ kind: 'counter-example', property: 'Toy', start: 0, faults: 0, steps: [0, 0, 1] });
    // In the fourth layer the first state is 3/0, the second is broken: of the layers before, all are known.
    expect(outcome.progress.distinct).toBe(1 + 2 + 3 + 2);
  });

  test('may be an initial state: no steps, and which one it was', () => {
    const model = toy({ initial: [4, 5], arrows: () => [{ to: 9 }], breaks: (state) => state === 5 });
    expect(searched(model)).toMatchObject({ kind: 'counter-example', start: 1, steps: [], progress: { distinct: 2 } });
  });

  test('can be walked again', () => {
    const model = grid(20, (x, y) => x === 3 && y === 4);
    const outcome = searched(model);
    if (outcome.kind !== 'counter-example') throw new Error(outcome.kind);
    const states = retrace(model, outcome);
    expect(states).toHaveLength(8);
    expect([states[0], states[7]]).toEqual([0, 403]);
    expect(states.filter((state) => model.broken(state) !== null)).toEqual([403]);
  });

  test('a step that cannot be taken is not invented', () => {
    expect(() => retrace(grid(3), { start: 0, steps: [0, 7] })).toThrow('a step that a search has taken');
  });
});

describe('faults', () => {
  /** Ten harmless steps to 10, or one fault from 0 to 100 and one step on to 101. */
  const twoWays = (breaks: (state: number) => boolean) =>
    toy({
      initial: [0],
      arrows: (state): readonly Arrow<number>[] => [
        ...(state < 10 ? [{ to: state + 1 }] : []),
        ...(state === 0 ? [{ to: 100, faults: 1 as const }] : []),
        ...(state === 100 ? [{ to: 101 }, { to: 102, faults: 1 as const }] : []),
      ],
      breaks,
    });

  test('a long way without a fault comes before a short one with one', () => {
    const outcome = searched(twoWays((state) => state === 10 || state === 101));
    expect(outcome).toMatchObject({ kind: 'counter-example', faults: 0 });
    expect(outcome).toHaveProperty('steps.length', 10);
  });

  test('the faults of a path are told', () => {
    expect(searched(twoWays((state) => state === 102))).toMatchObject({ faults: 2, steps: [1, 1] });
  });

  test('no more than the budget, and none is needed to stay within it', () => {
    const model = twoWays((state) => state === 102);
    expect(searched(model, { faultsMax: 1 })).toMatchObject({ kind: 'exhausted', progress: { distinct: 13 } });
    expect(searched(model, { faultsMax: 0 })).toMatchObject({ kind: 'exhausted', progress: { distinct: 11 } });
  });

  test('what a second fault breaks at once does not come before what one breaks later, nor a long way before a short one', () => {
    // One fault leads to 1; a second one breaks something there. So does the first alone, eight steps later.
    const model = (broken: readonly number[]) =>
      toy({
        initial: [0],
        arrows: (state): readonly Arrow<number>[] => {
          if (state === 0) return [{ to: 1, faults: 1 }];
          if (state === 9) return [{ to: 20, faults: 1 }];
          if (state === 1) return [{ to: 2 }, { to: 10, faults: 1 }];
          if (state === 10) return [{ to: 11 }];
          return state < 9 ? [{ to: state + 1 }] : [];
        },
        breaks: (state) => broken.includes(state),
      });
    expect(searched(model([9, 10]))).toMatchObject({ faults: 1, steps: [0, 0, 0, 0, 0, 0, 0, 0, 0] });
    // 20 is seen first, ten steps away: 11 takes as many faults and three steps.
    expect(searched(model([11, 20]))).toMatchObject({ faults: 2, steps: [0, 1, 0] });
    // A search that must end before it knows that nothing better comes has found something all the same.
    expect(searched(model([9, 10]), { statesMax: 2 })).toMatchObject({ kind: 'counter-example', faults: 2 });
    const search = new Search({ model: model([9, 10]), bounds: {}, bytesPerState: 0 });
    search.advance(2);
    expect(search.outcome).toBeNull();
    expect(search.stop('time')).toMatchObject({ kind: 'counter-example', faults: 2, steps: [0, 1] });
  });

  test('a state is another one with more faults behind it: it has fewer left', () => {
    // 1 is reached with a fault and, later, without. Only from the second can one more fault be afforded.
    const model = toy({
      initial: [0],
      arrows: (state): readonly Arrow<number>[] => {
        if (state === 0) return [{ to: 1, faults: 1 }, { to: 5 }];
        if (state === 5) return [{ to: 1 }];
        return state === 1 ? [{ to: 2, faults: 1 }] : [];
      },
      breaks: (state) => state === 2,
    });
    expect(searched(model, { faultsMax: 1 })).toMatchObject({ kind: 'counter-example', steps: [1, 0, 0], faults: 1 });
    // 0, 5 and 1 without a fault, 1 with one: then 2.
    expect(searched(model, { faultsMax: 1 }).progress.distinct).toBe(5);
  });
});

describe('a bound that comes first is named', () => {
  const endless = toy({ initial: [0], arrows: (state) => [{ to: 2 * state + 1 }, { to: 2 * state + 2 }] });

  test('states', () => {
    const outcome = searched(endless, { statesMax: 1_000 });
    expect(outcome).toMatchObject({ kind: 'budget-spent', bound: 'states' });
    // One expansion may go over it by its own successors.
    expect(outcome.progress.distinct).toBeGreaterThan(1_000);
    expect(outcome.progress.distinct).toBeLessThanOrEqual(1_002);
  });

  test('depth', () => {
    const outcome = searched(endless, { depthMax: 5 });
    expect(outcome).toMatchObject({ kind: 'budget-spent', bound: 'depth' });
    expect(outcome.progress).toMatchObject({ distinct: 63, depth: 5, frontier: 0 });
  });

  test('a depth that cuts nothing off is no bound: but one that may is', () => {
    expect(searched(grid(4), { depthMax: 7 }).kind).toBe('exhausted');
    expect(searched(grid(4), { depthMax: 6 })).toMatchObject({ kind: 'budget-spent', bound: 'depth' });
  });

  test('memory', () => {
    const outcome = searched(endless, { memoryBytesMax: 4_000_000 });
    expect(outcome).toMatchObject({ kind: 'budget-spent', bound: 'memory' });
    expect(outcome.progress.memoryBytes).toBeGreaterThan(4_000_000);
  });

  test.each(['time', 'cancelled'] as const)('from outside: %s', (bound) => {
    const search = new Search({ model: endless, bounds: {}, bytesPerState: 0 });
    search.advance(10);
    expect(search.outcome).toBeNull();
    expect(search.stop(bound)).toMatchObject({ kind: 'budget-spent', bound, progress: { distinct: 21 } });
    expect(search.advance(10)).toBe(0);
  });

  test('an answer is not taken back', () => {
    const search = new Search({ model: grid(2), bounds: {}, bytesPerState: 0 });
    search.complete();
    expect(search.stop('cancelled').kind).toBe('exhausted');
  });
});

test('in slices or at once: the same answer, and every slice is as long as was asked', () => {
  const model = grid(30, (x, y) => x === 20 && y === 9);
  const search = new Search({ model, bounds: {}, bytesPerState: 0 });
  const seen: number[] = [];
  while (search.outcome === null) {
    expect(search.advance(7)).toBeLessThanOrEqual(7);
    seen.push(search.progress.distinct);
  }
  expect(search.outcome).toEqual(new Search({ model, bounds: {}, bytesPerState: 0 }).complete());
  expect(seen).toEqual(seen.toSorted((left, right) => left - right));
});

describe('any graph', () => {
  const graphs = fc.array(fc.array(fc.nat(19), { maxLength: 4 }), { minLength: 20, maxLength: 20 });
  /** An arrow to a state is a fault when the state's number is a multiple of three. */
  const modelOf = (graph: readonly (readonly number[])[], targets: readonly number[]): SearchModel<number> =>
    toy({
      initial: [0],
      arrows: (state) => graph[state]!.map((to) => ({ to, faults: to % 3 === 0 ? 1 : 0 })),
      breaks: (state) => targets.includes(state),
    });
  const targets = fc.array(fc.integer({ min: 1, max: 19 }), { minLength: 1, maxLength: 4 });

  test('the fewest faults, among those the fewest steps, as Dijkstra would say', () => {
    fc.assert(
      fc.property(graphs, targets, (graph, broken) => {
        const costs = cheapest(graph);
        const expected = Math.min(...broken.map((target) => costs[target]!));
        const outcome = searched(modelOf(graph, broken), { faultsMax: 30 });
        if (outcome.kind !== 'counter-example') expect(expected).toBe(Infinity);
        else expect(outcome.faults * 1_000 + outcome.steps.length).toBe(expected);
      }),
    );
  });

  test('packed or not, the same', () => {
    const codec: StateCodec<number> = {
      words: 1,
      write: (state, into, at) => {
        into[at] = state;
      },
      read: (from, at) => from[at]!,
    };
    fc.assert(
      fc.property(graphs, targets, (graph, broken) => {
        const model = modelOf(graph, broken);
        const plain = searched(model, { faultsMax: 5 });
        const packed = new Search({ model, bounds: { faultsMax: 5 }, bytesPerState: 100, codec }).complete();
        const memoryBytes = plain.progress.memoryBytes - plain.progress.frontier * (100 - 8);
        expect(packed).toEqual({ ...plain, progress: { ...plain.progress, memoryBytes } });
      }),
    );
  });
});

/** Cost of the cheapest way from 0 to each state: a thousand for a fault, one for a step. */
function cheapest(graph: readonly (readonly number[])[]): readonly number[] {
  const costs = graph.map((_, state) => (state === 0 ? 0 : Infinity));
  for (let round = 0; round < graph.length; round += 1) {
    graph.forEach((targets, state) => {
      for (const to of targets) costs[to] = Math.min(costs[to]!, costs[state]! + (to % 3 === 0 ? 1_001 : 1));
    });
  }
  return costs;
}
