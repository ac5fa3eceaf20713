/**
 * Every chart of the project does exactly what XState does with the same machine.
 *
 * Systems are found by their folder: a new `sim-engine/systems/<name>/charts/index.ts` is tested without being listed here.
 */
import { existsSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import type { AnyStateMachine } from 'xstate';
import { describe, expect, it } from 'vitest';
import type { CompiledChart } from '../../sim-engine/chart/compile.ts';
import { compareEverywhere, compareWalk, walkEvents } from '../../sim-engine/chart/conform.ts';

interface RegisteredChart {
  readonly machine: AnyStateMachine;
  readonly chart: CompiledChart;
}

const systems = new URL('../../sim-engine/systems/', import.meta.url);
const rooms = readdirSync(systems, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/charts/index.ts`, systems)))
  .map((entry) => new URL(`${entry.name}/charts/index.ts`, systems).href);

const registered: RegisteredChart[] = [];
for (const room of rooms) {
  const { charts } = (await import(room)) as { readonly charts: readonly RegisteredChart[] };
  registered.push(...charts);
}

it('finds the charts of every system', () => {
  expect(rooms.length).toBeGreaterThan(0);
  expect(registered.length).toBeGreaterThan(0);
});

describe.each(registered.map(({ machine, chart }) => ({ id: chart.id, machine, chart })))(
  '$id',
  ({ machine, chart }) => {
    it('agrees with XState on every reachable state, event and valuation of facts', () => {
      const { compared, disagreements } = compareEverywhere(machine, chart);
      expect(disagreements).toEqual([]);
      expect(compared).toBeGreaterThanOrEqual(chart.states.length);
    });

    it('reaches each of its states', () => {
      expect([...compareEverywhere(machine, chart).reached].sort()).toEqual([...chart.states].sort());
    });

    it('agrees with XState along random walks', () => {
      const walk = fc.array(fc.constantFrom(...walkEvents(chart)), { minLength: 1, maxLength: 40 });
      fc.assert(
        fc.property(walk, (events) => {
          expect(compareWalk(machine, chart, events)).toEqual([]);
        }),
        { numRuns: 100 },
      );
    });

    it('says in both languages what each state and each transition is', () => {
      const silent = [
        ...chart.definition.states.filter(({ words }) => words === null).map(({ path }) => path),
        ...chart.definition.transitions.filter(({ words }) => words === null).map(({ event }) => event),
      ];
      expect(silent).toEqual([]);
    });
  },
);
