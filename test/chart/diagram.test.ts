/** A chart's picture: what it contains, and that no box or arrow gets in the way of another. */
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { setup, type AnyStateMachine } from 'xstate';
import { fact, type ChartEvent, type ChartWords } from '../../sim-engine/chart/authoring.ts';
import { diagramOf, type DiagramTransition } from '../../sim-engine/chart/diagram.ts';
import {
  LAYOUT_MEASURES,
  layoutChart,
  type ChartLayout,
  type LayoutNode,
  type Point,
} from '../../sim-engine/chart/diagramLayout.ts';

const words = (en: string): ChartWords => ({ en, 'zh-cn': `${en}（中文）` });

const lamp = setup({
  types: { events: {} as ChartEvent<'press' | 'hold' | 'tick' | 'break', 'hasPower'>, meta: {} as ChartWords },
  guards: { hasPower: fact('hasPower') },
}).createMachine({
  id: 'lamp',
  initial: 'off',
  meta: words('A lamp'),
  on: { break: { target: '.broken', meta: words('It falls down.') } },
  states: {
    off: {
      meta: words('Dark.'),
      on: { press: [{ guard: 'hasPower', target: 'on', meta: words('Light.') }, { meta: words('Nothing happens.') }] },
    },
    on: {
      meta: words('Bright.'),
      initial: 'dim',
      on: { press: { target: 'off', meta: words('Off again.') }, hold: { target: 'off', meta: words('Also off.') } },
      states: {
        dim: { on: { tick: 'full' } },
        full: { on: { tick: { target: 'full', reenter: true } } },
      },
    },
    broken: { type: 'final' },
  },
});

describe('what a diagram contains', () => {
  const diagram = diagramOf(lamp);

  it('names states as scenes do, with the state around them', () => {
    expect(
      diagram.states.map(({ id, name, parent, initial, final }) => ({ id, name, parent, initial, final })),
    ).toEqual([
      { id: 'off', name: 'off', parent: null, initial: true, final: false },
      { id: 'on', name: 'on', parent: null, initial: false, final: false },
      { id: 'on.dim', name: 'dim', parent: 'on', initial: true, final: false },
      { id: 'on.full', name: 'full', parent: 'on', initial: false, final: false },
      { id: 'broken', name: 'broken', parent: null, initial: false, final: true },
    ]);
  });

  it('lists transitions in the order in which they are tried, with guard and words', () => {
    expect(diagram.transitions.slice(0, 3)).toEqual([
      { from: null, to: 'broken', event: 'break', guard: null, description: words('It falls down.') },
      { from: 'off', to: 'on', event: 'press', guard: 'hasPower', description: words('Light.') },
      { from: 'off', to: null, event: 'press', guard: null, description: words('Nothing happens.') },
    ]);
  });

  it('carries the words of the chart and of its states', () => {
    expect(diagram.description).toEqual(words('A lamp'));
    expect(diagram.states[0]?.description).toEqual(words('Dark.'));
  });
});

const systems = new URL('../../sim-engine/systems/', import.meta.url);
const machines: { readonly id: string; readonly machine: AnyStateMachine }[] = [{ id: 'lamp', machine: lamp }];
for (const entry of readdirSync(systems, { withFileTypes: true })) {
  const room = new URL(`${entry.name}/charts/index.ts`, systems);
  if (!existsSync(room)) continue;
  const { charts } = (await import(room.href)) as { readonly charts: readonly { readonly machine: AnyStateMachine }[] };
  machines.push(...charts.map(({ machine }) => ({ id: machine.id, machine })));
}

const boxOf = (layout: ChartLayout, id: string): LayoutNode =>
  layout.nodes.find((node) => node.id === id) as LayoutNode;
const rightOf = ({ x, width }: LayoutNode): number => x + width;
const bottomOf = ({ y, height }: LayoutNode): number => y + height;

const overlap = (left: LayoutNode, right: LayoutNode): boolean =>
  left.x < rightOf(right) && right.x < rightOf(left) && left.y < bottomOf(right) && right.y < bottomOf(left);

const isOnRightBorder = (box: LayoutNode, { x, y }: Point): boolean =>
  x === rightOf(box) && y > box.y && y < bottomOf(box);

/** Lines as pairs of neighbouring corners. */
const segmentsOf = (points: readonly Point[]): [Point, Point][] =>
  points.slice(1).map((point, index) => [points[index] as Point, point]);

const isWithin = (value: number, ends: readonly [number, number]): boolean =>
  value >= Math.min(...ends) && value <= Math.max(...ends);

/** Two upright or two level lines that lie upon each other. */
const coincide = ([a, b]: [Point, Point], [c, d]: [Point, Point]): boolean => {
  const upright = a.x === b.x && c.x === d.x && a.x === c.x;
  if (upright) return isWithin(a.y, [c.y, d.y]) || isWithin(b.y, [c.y, d.y]) || isWithin(c.y, [a.y, b.y]);
  const level = a.y === b.y && c.y === d.y && a.y === c.y;
  return level && (isWithin(a.x, [c.x, d.x]) || isWithin(b.x, [c.x, d.x]) || isWithin(c.x, [a.x, b.x]));
};

describe.each(machines)('the picture of $id', ({ machine }) => {
  const diagram = diagramOf(machine);
  const layout = layoutChart(diagram);

  it('consists of integers within its frame, the same each time', () => {
    const points = layout.edges.flatMap(({ points, label }) => [...points, label]);
    const corners = layout.nodes.flatMap((node) => [node, { x: rightOf(node), y: bottomOf(node) }]);
    for (const { x, y } of [...points, ...corners]) {
      expect(Number.isInteger(x) && Number.isInteger(y)).toBe(true);
      expect(isWithin(x, [0, layout.width]) && isWithin(y, [0, layout.height])).toBe(true);
    }
    expect(layoutChart(diagramOf(machine))).toEqual(layout);
  });

  it('has one box per state and one arrow per transition', () => {
    expect(layout.nodes.map(({ id }) => id).sort()).toEqual(diagram.states.map(({ id }) => id).sort());
    expect(layout.edges.map(({ transition }) => transition).sort((left, right) => left - right)).toEqual([
      ...diagram.transitions.keys(),
    ]);
  });

  it('keeps boxes apart, and each inside the one around it', () => {
    for (const state of diagram.states) {
      const box = boxOf(layout, state.id);
      for (const other of diagram.states) {
        if (other.id === state.id || other.parent !== state.parent) continue;
        expect(overlap(box, boxOf(layout, other.id))).toBe(false);
      }
      if (state.parent === null) continue;
      const around = boxOf(layout, state.parent);
      expect(box.depth).toBe(around.depth + 1);
      expect(box.x > around.x && rightOf(box) < rightOf(around)).toBe(true);
      expect(box.y > around.y && bottomOf(box) < bottomOf(around)).toBe(true);
    }
  });

  it('gives every name the room that it needs', () => {
    for (const { id, name } of diagram.states) {
      const box = boxOf(layout, id);
      expect(box.x + box.width - boxOf(layout, id).name.x).toBeGreaterThanOrEqual(
        name.length * LAYOUT_MEASURES.characterWidth,
      );
    }
  });

  it('lets arrows begin and end on the border of the boxes that they connect', () => {
    for (const { from, to, points } of layout.edges) {
      const first = points[0] as Point;
      const last = points.at(-1) as Point;
      if (from !== null) expect(isOnRightBorder(boxOf(layout, from), first)).toBe(true);
      const end = to ?? from;
      if (end !== null) expect(isOnRightBorder(boxOf(layout, end), last)).toBe(true);
    }
  });

  it('lets lines run level or upright only', () => {
    for (const { points } of layout.edges) {
      for (const [start, end] of segmentsOf(points)) expect(start.x === end.x || start.y === end.y).toBe(true);
    }
  });

  it('lets lines coincide only when they lead to the same state', () => {
    const drawn = layout.edges.map((edge) => ({ ...edge, segments: segmentsOf(edge.points) }));
    for (const [index, left] of drawn.entries()) {
      for (const right of drawn.slice(index + 1)) {
        if (left.to !== null && left.to === right.to) continue;
        const upon = left.segments.some((one) => right.segments.some((other) => coincide(one, other)));
        expect(upon, `${left.event} and ${right.event}`).toBe(false);
      }
    }
  });

  it('gives every arrow its own line of text, beside the boxes and before the lanes', () => {
    const boxesEnd = Math.max(...layout.nodes.map(rightOf));
    const baselines = layout.edges.flatMap(({ label, guardLabel }) => [label.y, ...(guardLabel ? [guardLabel.y] : [])]);
    const sorted = baselines.sort((left, right) => left - right);
    for (const [index, y] of sorted.slice(1).entries())
      expect(y - (sorted[index] as number)).toBeGreaterThanOrEqual(12);
    for (const { label, event, points, transition } of layout.edges) {
      expect(label.x).toBeGreaterThan(boxesEnd);
      const { from, to } = diagram.transitions[transition] as DiagramTransition;
      if (to === null || to === from) continue;
      expect(label.x + event.length * LAYOUT_MEASURES.characterWidth).toBeLessThan((points[1] as Point).x);
    }
  });

  it('marks where it begins, at every level', () => {
    expect(layout.starts.map(({ to }) => to)).toEqual(
      diagram.states.filter(({ initial }) => initial).map(({ id }) => id),
    );
    for (const { to, points } of layout.starts) expect(points[1].x).toBe(boxOf(layout, to).x);
  });
});
