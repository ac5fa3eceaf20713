/**
 * Where the boxes and arrows of a chart's picture go. Same diagram, same integers, on every machine.
 *
 * One layer per state, in the author's order, top to bottom. Under its name a box has one row per transition; the arrow
 * leaves to the right through its label, and turns into the lane of its target. All arrows to one state share that lane and
 * arrive at the row of its name, so there are few lanes, nothing runs through a box that it does not lead to or from, and
 * the picture stays narrow enough for a phone. An arrow to its own state is a hook on the box.
 */
import type { ChartDiagram, DiagramState, DiagramTransition } from './diagram.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LayoutNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Boxes around it. */
  readonly depth: number;
  /** Where its name begins, on the baseline. */
  readonly name: Point;
}

export interface LayoutEdge {
  /** Index into the diagram's transitions. */
  readonly transition: number;
  /** Null: from every state; it leaves from the frame of the chart. */
  readonly from: string | null;
  /** Null: it stays where it is. */
  readonly to: string | null;
  readonly event: string;
  readonly guard: string | null;
  /** Corners of the line, which runs level or upright; the last one carries the arrow's head. */
  readonly points: readonly Point[];
  /** Where the event's name begins, on the baseline, above the line. */
  readonly label: Point;
  /** Where the guard's name begins, below the line. */
  readonly guardLabel: Point | null;
}

/** An arrow from a dot to the state that is entered first. */
export interface LayoutStart {
  readonly to: string;
  readonly points: readonly [Point, Point];
}

export interface ChartLayout {
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
  readonly starts: readonly LayoutStart[];
  readonly width: number;
  readonly height: number;
}

/** Measures in pixels, for names in a monospaced face of 12 px. */
export const LAYOUT_MEASURES = {
  margin: 8,
  characterWidth: 8,
  nameHeight: 28,
  rowHeight: 26,
  guardedRowHeight: 38,
  padding: 10,
  gap: 12,
  laneWidth: 12,
  hook: 10,
} as const;

const M = LAYOUT_MEASURES;

/** A transition's row: where its line leaves the box. */
interface Row {
  readonly transition: number;
  readonly y: number;
}

/** Everything that has a place from top to bottom; from left to right comes after. */
interface Rows {
  readonly boxes: readonly {
    readonly state: DiagramState;
    readonly depth: number;
    readonly top: number;
    readonly bottom: number;
  }[];
  readonly rows: readonly Row[];
  readonly bottom: number;
}

/** Places every state and transition of a diagram. */
export function layoutChart(diagram: ChartDiagram): ChartLayout {
  const placed = placeRows(diagram);
  const right = boxesRight(placed);
  const nodes = placed.boxes.map(({ state, depth, top, bottom }): LayoutNode => {
    const x = leftAt(depth);
    return {
      id: state.id,
      x,
      y: top,
      width: right - depth * M.padding - x,
      height: bottom - top,
      depth,
      name: { x: x + M.padding, y: top + NAME_BASELINE },
    };
  });
  const boxOf = new Map(nodes.map((node) => [node.id, node]));
  const labelsAt = right + M.hook + 6;
  const lanesAt = labelsAt + labelsWidth(diagram) + M.gap;
  const lanes = assignLanes(diagram, placed.rows, boxOf);
  const edges = placed.rows.map((row) => edgeAt(diagram, row, { boxOf, frame: right, labelsAt, lanesAt, lanes }));
  return {
    nodes,
    edges,
    starts: diagram.states.filter(({ initial }) => initial).map(({ id }) => startAt(boxOf.get(id) as LayoutNode)),
    width: lanesAt + (Math.max(-1, ...lanes.values()) + 1) * M.laneWidth + M.margin,
    height: placed.bottom + M.margin,
  };
}

const NAME_BASELINE = 18;
const ARRIVAL = 14;

function leftAt(depth: number): number {
  return M.margin + M.hook + depth * (M.padding + M.hook);
}

function placeRows(diagram: ChartDiagram): Rows {
  const boxes: Rows['boxes'][number][] = [];
  const rows: Row[] = [];
  const placeTransitions = (from: string | null, start: number): number => {
    let y = start;
    diagram.transitions.forEach((transition, index) => {
      if (transition.from !== from) return;
      const height = transition.guard === null ? M.rowHeight : M.guardedRowHeight;
      rows.push({ transition: index, y: y + M.rowHeight - 8 });
      y += height;
    });
    return y;
  };
  const placeState = (state: DiagramState, at: { readonly top: number; readonly depth: number }): number => {
    const position = boxes.push({ state, depth: at.depth, top: at.top, bottom: at.top }) - 1;
    let y = placeTransitions(state.id, at.top + M.nameHeight);
    for (const child of diagram.states) {
      if (child.parent === state.id) y = placeState(child, { top: y, depth: at.depth + 1 }) + M.gap;
    }
    boxes[position] = { state, depth: at.depth, top: at.top, bottom: y };
    return y;
  };
  let y = placeTransitions(null, M.margin);
  for (const state of diagram.states) if (state.parent === null) y = placeState(state, { top: y, depth: 0 }) + M.gap;
  return { boxes, rows, bottom: y - M.gap };
}

/** Right border of the outermost boxes: every name fits into its own. */
function boxesRight({ boxes }: Rows): number {
  return Math.max(
    ...boxes.map(({ state, depth }) => leftAt(depth) + state.name.length * M.characterWidth + (2 + depth) * M.padding),
  );
}

function labelsWidth({ transitions }: ChartDiagram): number {
  const characters = transitions.map(({ event, guard }) =>
    Math.max(event.length, guard === null ? 0 : guard.length + 2),
  );
  return Math.max(0, ...characters) * M.characterWidth;
}

/** Does the arrow end at the box that it leaves? */
function isHook({ from, to }: DiagramTransition): boolean {
  return to === null || to === from;
}

/** One lane per target; targets whose arrows do not meet share one. Short lanes lie inside, so that few lines cross. */
function assignLanes(
  { transitions }: ChartDiagram,
  rows: readonly Row[],
  boxOf: ReadonlyMap<string, LayoutNode>,
): ReadonlyMap<string, number> {
  const spans = new Map<string, { readonly top: number; readonly bottom: number }>();
  for (const { transition, y } of rows) {
    const { from, to } = transitions[transition] as DiagramTransition;
    if (to === null || to === from) continue;
    const arrival = (boxOf.get(to) as LayoutNode).y + ARRIVAL;
    const { top, bottom } = spans.get(to) ?? { top: arrival, bottom: arrival };
    spans.set(to, { top: Math.min(top, y), bottom: Math.max(bottom, y) });
  }
  const byLength = [...spans].sort(
    ([, left], [, right]) => left.bottom - left.top - (right.bottom - right.top) || left.top - right.top,
  );
  const lanes = new Map<string, number>();
  for (const [target, span] of byLength) {
    const taken = byLength
      .filter(([other, { top, bottom }]) => lanes.has(other) && top <= span.bottom && span.top <= bottom)
      .map(([other]) => lanes.get(other) as number);
    // Outside of every lane that it meets: a shorter one never has to be crossed twice.
    lanes.set(target, Math.max(-1, ...taken) + 1);
  }
  return lanes;
}

function edgeAt(
  diagram: ChartDiagram,
  { transition, y }: Row,
  at: {
    readonly boxOf: ReadonlyMap<string, LayoutNode>;
    readonly frame: number;
    readonly labelsAt: number;
    readonly lanesAt: number;
    readonly lanes: ReadonlyMap<string, number>;
  },
): LayoutEdge {
  const arrow = diagram.transitions[transition] as DiagramTransition;
  const { from, to, event, guard } = arrow;
  const box = from === null ? undefined : at.boxOf.get(from);
  const x = box === undefined ? at.frame : box.x + box.width;
  return {
    transition,
    from,
    to,
    event,
    guard,
    points: isHook(arrow) ? hookAt(x, y) : wayThrough(at, { x, y }, to as string),
    label: { x: at.labelsAt, y: y - 4 },
    guardLabel: guard === null ? null : { x: at.labelsAt, y: y + 13 },
  };
}

function hookAt(x: number, y: number): Point[] {
  return [
    { x, y: y - 6 },
    { x: x + M.hook, y: y - 6 },
    { x: x + M.hook, y: y + 2 },
    { x, y: y + 2 },
  ];
}

function wayThrough(
  at: {
    readonly boxOf: ReadonlyMap<string, LayoutNode>;
    readonly lanesAt: number;
    readonly lanes: ReadonlyMap<string, number>;
  },
  start: Point,
  to: string,
): Point[] {
  const target = at.boxOf.get(to) as LayoutNode;
  const lane = at.lanesAt + (at.lanes.get(to) as number) * M.laneWidth;
  const arrival = target.y + ARRIVAL;
  return [start, { x: lane, y: start.y }, { x: lane, y: arrival }, { x: target.x + target.width, y: arrival }];
}

function startAt(node: LayoutNode): LayoutStart {
  const y = node.y + ARRIVAL;
  return {
    to: node.id,
    points: [
      { x: node.x - M.hook, y },
      { x: node.x, y },
    ],
  };
}
