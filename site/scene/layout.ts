/**
 * Places machines and wires for a width: side by side when there is room, below one another on a phone.
 * Pure: the same stage and width give the same places, in the browser and when pages are built.
 */
import type { NodeRole, SceneLink } from '../../sim-engine/view/scene.ts';
import type { Stage, StageNode } from '../worker/protocol.ts';
import { bow, sideways, straight, trackOf, type Box, type Curve, type Point, type Track } from './geometry.ts';
import { FACT_LINE, factLines, roomOf } from './card.ts';
import { placeInside, type Inside } from './inside.ts';

/** Narrower than this, the stage is set in one column. */
export const WIDE_FROM = 700;
/** Narrower than this, no machine has room for its name. */
const WIDTH_MIN = 220;

const BARE_SIDE = 56;

export interface PlacedNode extends Omit<Inside, 'height'> {
  readonly node: StageNode;
  readonly box: Box;
}

export interface Wire {
  readonly id: string;
  /** The track leads from this machine … */
  readonly a: number;
  /** … to this one. */
  readonly b: number;
  readonly track: Track;
  readonly purpose: SceneLink['purpose'];
  readonly forward: SceneLink | null;
  readonly backward: SceneLink | null;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly wide: boolean;
  readonly nodes: readonly PlacedNode[];
  readonly wires: readonly Wire[];
  /** The wire between two machines, whichever way. */
  readonly wireBetween: (from: number, to: number) => Wire | null;
  readonly placeOf: (node: number) => PlacedNode | null;
}

const byRole = (stage: Stage, role: NodeRole): readonly StageNode[] => stage.nodes.filter((node) => node.role === role);

function smallHeight(node: StageNode, width: number): number {
  const lines = factLines(node, roomOf(node.role, width)).length;
  const held = node.role === 'controller' || node.heldTotal === 0 ? 0 : 32;
  const lid = node.role === 'database' ? 10 : 0;
  return Math.max(60, 38 + lines * FACT_LINE + held + lid + 4);
}

/** A controller so wide that its facts stand beside its name. */
export function isBroad(node: StageNode, box: Pick<Box, 'width'>): boolean {
  return node.role === 'controller' && box.width > 420;
}

function controllerHeight(node: StageNode, box: Pick<Box, 'width'>): number {
  return isBroad(node, box)
    ? Math.max(42, 18 + Math.min(3, node.facts.length) * FACT_LINE)
    : smallHeight(node, box.width) - 8;
}

const NOTHING_INSIDE = { shelves: [], exchanges: [], bindings: [] };

function place(node: StageNode, box: Box): PlacedNode {
  return { node, box, ...NOTHING_INSIDE };
}

/** A broker is as high as what is in it. */
function placeBroker(
  node: StageNode,
  frame: { readonly x: number; readonly y: number; readonly width: number },
): PlacedNode {
  const { height, ...inside } = placeInside(node, frame);
  return { node, box: { ...frame, height }, ...inside };
}

/** Puts nodes below one another, spread over a height when there is room. */
function column(
  nodes: readonly StageNode[],
  options: { x: number; y: number; width: number; height: number; gap: number },
): PlacedNode[] {
  const heights = nodes.map((node) => smallHeight(node, options.width));
  const used = heights.reduce((sum, height) => sum + height, 0);
  const free = Math.max(options.gap, (options.height - used) / (nodes.length + 1));
  let y = options.y + (free > options.gap ? free : 0);
  return nodes.map((node, index) => {
    const height = heights[index] as number;
    const placed = place(node, { x: options.x, y, width: options.width, height });
    y += height + free;
    return placed;
  });
}

function wideNodes(stage: Stage, width: number): { nodes: PlacedNode[]; height: number } {
  const sideWidth = Math.round(Math.min(164, Math.max(128, width * 0.155)));
  const gap = Math.round(Math.min(104, Math.max(56, width * 0.085)));
  const rail = 20;
  const right = [...byRole(stage, 'consumer'), ...byRole(stage, 'service'), ...byRole(stage, 'database')];
  const producers = [...byRole(stage, 'caller'), ...byRole(stage, 'producer')];
  // A side without machines keeps room for the links between brokers only.
  const before = producers.length > 0 ? sideWidth + gap : BARE_SIDE;
  const after = right.length > 0 ? sideWidth + gap + rail : BARE_SIDE;
  const middle = { x: before, width: width - before - after };
  const nodes: PlacedNode[] = [];
  let y = 4;
  for (const node of byRole(stage, 'controller')) {
    const height = controllerHeight(node, middle);
    nodes.push(place(node, { ...middle, y, height }));
    y += height + 14;
  }
  const top = y;
  for (const node of byRole(stage, 'broker')) {
    const broker = placeBroker(node, { ...middle, y });
    nodes.push(broker);
    y += broker.box.height + 14;
  }
  const height = Math.max(y - 14 - top, 240);
  nodes.push(...column(producers, { x: 4, y: top, width: sideWidth - 4, height, gap: 18 }));
  nodes.push(...column(right, { x: middle.x + middle.width + gap, y: top, width: sideWidth, height, gap: 18 }));
  const bottom = Math.max(...nodes.map(({ box }) => box.y + box.height));
  return { nodes, height: bottom + 6 };
}

function row(nodes: readonly StageNode[], width: number, y: number): { placed: PlacedNode[]; bottom: number } {
  if (nodes.length === 0) return { placed: [], bottom: y };
  const perRow = Math.min(nodes.length, width < 330 ? 1 : 2);
  const gap = 14;
  const each = (width - 8 - gap * (perRow - 1)) / perRow;
  let top = y;
  const placed: PlacedNode[] = [];
  for (let first = 0; first < nodes.length; first += perRow) {
    const line = nodes.slice(first, first + perRow);
    const height = Math.max(...line.map((node) => smallHeight(node, each)));
    line.forEach((node, index) =>
      placed.push(place(node, { x: 4 + index * (each + gap), y: top, width: each, height })),
    );
    top += height + 26;
  }
  return { placed, bottom: top };
}

const GUTTER = { left: 24, right: 30 };

function tallNodes(stage: Stage, width: number): { nodes: PlacedNode[]; height: number } {
  const producers = row([...byRole(stage, 'caller'), ...byRole(stage, 'producer')], width, 4);
  const nodes = [...producers.placed];
  const middle = { x: GUTTER.left, width: width - GUTTER.left - GUTTER.right };
  let y = producers.bottom + 4;
  for (const node of byRole(stage, 'controller')) {
    const height = smallHeight(node, middle.width) - 8;
    nodes.push(place(node, { ...middle, y, height }));
    y += height + 16;
  }
  for (const node of byRole(stage, 'broker')) {
    const broker = placeBroker(node, { ...middle, y });
    nodes.push(broker);
    y += broker.box.height + 16;
  }
  const consumers = row(byRole(stage, 'consumer'), width, y + 14);
  const services = row(byRole(stage, 'service'), width, consumers.bottom);
  const databases = row(byRole(stage, 'database'), width, services.bottom);
  nodes.push(...consumers.placed, ...services.placed, ...databases.placed);
  const bottom = Math.max(0, ...nodes.map(({ box }) => box.y + box.height));
  return { nodes, height: bottom + 6 };
}

const left = ({ box }: PlacedNode, share: number): Point => ({ x: box.x, y: box.y + box.height * share });
const right = ({ box }: PlacedNode, share: number): Point => ({ x: box.x + box.width, y: box.y + box.height * share });
const top = ({ box }: PlacedNode): Point => ({ x: box.x + box.width / 2, y: box.y });
const bottom = ({ box }: PlacedNode): Point => ({ x: box.x + box.width / 2, y: box.y + box.height });

/** Spreads the ends of several wires over a machine's side. */
function spread(index: number, count: number): number {
  return 0.34 + (count <= 1 ? 0.16 : (0.32 * index) / (count - 1));
}

interface Ends {
  readonly from: PlacedNode;
  readonly to: PlacedNode;
  readonly fromShare: number;
  readonly toShare: number;
}

function wideCurves(purpose: SceneLink['purpose'], ends: Ends): readonly Curve[] {
  const { from, to, fromShare, toShare } = ends;
  switch (purpose) {
    case 'produce':
    case 'consume':
      return [sideways(right(from, fromShare), left(to, toShare))];
    case 'control': {
      const start = left(from, 0.5);
      const end = { x: to.box.x, y: to.box.y + 20 };
      return [bow(start, end, -22)];
    }
    case 'replicate': {
      const start = { x: from.box.x + from.box.width, y: from.box.y + from.box.height * 0.72 };
      const end = { x: to.box.x + to.box.width, y: to.box.y + 26 };
      return [bow(start, end, Math.abs(end.y - start.y) > from.box.height ? 40 : 24)];
    }
    case 'apply':
    case 'call':
      return [bow(right(from, 0.5), right(to, 0.5), 16)];
  }
}

function tallCurves(purpose: SceneLink['purpose'], ends: Ends, width: number): readonly Curve[] {
  const { from, to, toShare } = ends;
  switch (purpose) {
    case 'produce': {
      const start = bottom(from);
      const turn = { x: 9, y: start.y + 34 };
      const end = left(to, toShare);
      const above = { x: 9, y: Math.max(turn.y, end.y - 26) };
      return [
        [start, { x: start.x, y: start.y + 24 }, { x: 9, y: start.y + 8 }, turn],
        straight(turn, above),
        [above, { x: 9, y: end.y }, { x: 9, y: end.y }, end],
      ];
    }
    case 'consume': {
      const x = width - 9;
      const start = right(from, toShare);
      const end = top(to);
      const turn = { x, y: start.y + 26 };
      const above = { x, y: Math.max(turn.y, end.y - 30) };
      return [
        [start, { x, y: start.y }, { x, y: start.y }, turn],
        straight(turn, above),
        [above, { x, y: end.y - 4 }, { x: end.x, y: end.y - 26 }, end],
      ];
    }
    case 'control':
      return [bow(left(from, 0.5), { x: to.box.x, y: to.box.y + 20 }, -12)];
    case 'replicate': {
      const start = { x: from.box.x + from.box.width, y: from.box.y + from.box.height * 0.72 };
      return [bow(start, { x: to.box.x + to.box.width, y: to.box.y + 26 }, 13)];
    }
    case 'apply':
      return [straight(bottom(from), { x: bottom(from).x, y: to.box.y })];
    case 'call':
      return [straight(bottom(from), top(to))];
  }
}

/** Places everything. */
export function layOut(stage: Stage, measured: number): Layout {
  // A picture that has not been measured yet is zero wide.
  const width = Math.max(WIDTH_MIN, measured);
  const wide = width >= WIDE_FROM;
  const { nodes, height } = wide ? wideNodes(stage, width) : tallNodes(stage, width);
  const places = new Map(nodes.map((placed) => [placed.node.id, placed]));
  const wires = wiresOf(stage, { width, wide, places });
  const byPair = new Map(wires.map((wire) => [wire.id, wire]));
  return {
    width,
    height,
    wide,
    nodes,
    wires,
    wireBetween: (from, to) => byPair.get(pairId(from, to)) ?? null,
    placeOf: (node) => places.get(node) ?? null,
  };
}

function pairId(from: number, to: number): string {
  return from < to ? `${from}-${to}` : `${to}-${from}`;
}

function wiresOf(
  stage: Stage,
  options: { readonly width: number; readonly wide: boolean; readonly places: ReadonlyMap<number, PlacedNode> },
): Wire[] {
  const pairs = new Map<string, SceneLink[]>();
  for (const link of stage.links) {
    const id = pairId(link.from, link.to);
    pairs.set(id, [...(pairs.get(id) ?? []), link]);
  }
  const ends = (node: number, purpose: string, other: 'from' | 'to'): readonly number[] => [
    ...new Set(
      stage.links
        .filter((link) => link.purpose === purpose && (other === 'to' ? link.from : link.to) === node)
        .map((link) => link[other]),
    ),
  ];
  return [...pairs].flatMap(([id, links]) => {
    const forward = links[0] as SceneLink;
    const [from, to] = [options.places.get(forward.from), options.places.get(forward.to)];
    if (from === undefined || to === undefined) return [];
    const outgoing = ends(forward.from, forward.purpose, 'to');
    const incoming = ends(forward.to, forward.purpose, 'from');
    const shares: Ends = {
      from,
      to,
      fromShare: spread(outgoing.indexOf(forward.to), outgoing.length),
      toShare: spread(incoming.indexOf(forward.from), incoming.length),
    };
    const curves = options.wide
      ? wideCurves(forward.purpose, shares)
      : tallCurves(forward.purpose, shares, options.width);
    const backward = links.find((link) => link.from === forward.to) ?? null;
    return [
      { id, a: forward.from, b: forward.to, track: trackOf(curves), purpose: forward.purpose, forward, backward },
    ];
  });
}
