/**
 * Places machines and wires for a width: side by side when there is room, below one another on a phone.
 * Pure: the same stage and width give the same places, in the browser and when pages are built.
 */
import type { SceneLink } from '../../sim-engine/view/scene.ts';
import type { Stage, StageNode } from '../worker/protocol.ts';
import { spread, tallCurves, wideCurves, type Ends } from './curves.ts';
import { trackOf, type Curve } from './geometry.ts';
import { byRole, controllerHeight, place, placeBroker, smallHeight } from './machines.ts';
import type { PlacedNode, Wire } from './placed.ts';
import { insideWires } from './shop/insideWires.ts';
import { shopCurves } from './shop/curves.ts';
import { isShop, placeShop } from './shop/layout.ts';

/** Narrower than this, the stage is set in one column. */
export const WIDE_FROM = 700;
/** Narrower than this, no machine has room for its name. */
const WIDTH_MIN = 220;

const BARE_SIDE = 56;

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

/** Places everything. */
export function layOut(stage: Stage, measured: number): Layout {
  // A picture that has not been measured yet is zero wide.
  const width = Math.max(WIDTH_MIN, measured);
  const wide = width >= WIDE_FROM;
  const { nodes, height } = nodesOf(stage, { width, wide });
  const places = new Map(nodes.map((placed) => [placed.node.id, placed]));
  const wires = [
    ...wiresOf(stage, { places, curvesOf: curvesFor(stage, { width, wide, nodes }) }),
    ...insideWires(nodes),
  ];
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

interface Room {
  readonly width: number;
  readonly wide: boolean;
}

function nodesOf(
  stage: Stage,
  { width, wide }: Room,
): { readonly nodes: readonly PlacedNode[]; readonly height: number } {
  if (isShop(stage)) return placeShop(stage, { width, wide });
  return wide ? wideNodes(stage, width) : tallNodes(stage, width);
}

type CurvesOf = (purpose: SceneLink['purpose'], ends: Ends) => readonly Curve[];

function curvesFor(stage: Stage, { width, wide, nodes }: Room & { readonly nodes: readonly PlacedNode[] }): CurvesOf {
  if (isShop(stage)) return shopCurves(nodes, { width, wide });
  return wide ? wideCurves : (purpose, ends) => tallCurves(purpose, ends, width);
}

function pairId(from: number, to: number): string {
  return from < to ? `${from}-${to}` : `${to}-${from}`;
}

const areOneProcess = (one: PlacedNode, other: PlacedNode): boolean =>
  one.frame === other.node.id || other.frame === one.node.id;

function wiresOf(
  stage: Stage,
  options: { readonly places: ReadonlyMap<number, PlacedNode>; readonly curvesOf: CurvesOf },
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
    if (from === undefined || to === undefined || areOneProcess(from, to)) return [];
    const outgoing = ends(forward.from, forward.purpose, 'to');
    const incoming = ends(forward.to, forward.purpose, 'from');
    const shares: Ends = {
      from,
      to,
      fromShare: spread(outgoing.indexOf(forward.to), outgoing.length),
      toShare: spread(incoming.indexOf(forward.from), incoming.length),
    };
    const curves = options.curvesOf(forward.purpose, shares);
    const backward = links.find((link) => link.from === forward.to) ?? null;
    return [
      { id, a: forward.from, b: forward.to, track: trackOf(curves), purpose: forward.purpose, forward, backward },
    ];
  });
}
