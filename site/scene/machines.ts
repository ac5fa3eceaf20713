/** Sizes and places of single machines, whatever stands around them. */
import type { NodeRole } from '../../sim-engine/view/scene.ts';
import type { Stage, StageNode } from '../worker/protocol.ts';
import { FACT_LINE, factLines, roomOf } from './card.ts';
import type { Box } from './geometry.ts';
import { placeInside, type InsideOptions } from './inside.ts';
import type { PlacedNode } from './placed.ts';

export const byRole = (stage: Stage, role: NodeRole): readonly StageNode[] =>
  stage.nodes.filter((node) => node.role === role);

export function smallHeight(node: StageNode, width: number): number {
  const lines = factLines(node, roomOf(node.role, width)).length;
  const held = node.role === 'controller' || node.heldTotal === 0 ? 0 : 32;
  const lid = node.role === 'database' ? 10 : 0;
  return Math.max(60, 38 + lines * FACT_LINE + held + lid + 4);
}

/** A controller so wide that its facts stand beside its name. */
export function isBroad(node: StageNode, box: Pick<Box, 'width'>): boolean {
  return node.role === 'controller' && box.width > 420;
}

export function controllerHeight(node: StageNode, box: Pick<Box, 'width'>): number {
  return isBroad(node, box)
    ? Math.max(42, 18 + Math.min(3, node.facts.length) * FACT_LINE)
    : smallHeight(node, box.width) - 8;
}

const NOTHING_INSIDE = { shelves: [], exchanges: [], bindings: [], folded: [] };

export function place(node: StageNode, box: Box, more: Partial<PlacedNode> = {}): PlacedNode {
  return { node, box, facing: 'right', bench: null, frame: null, ...NOTHING_INSIDE, ...more };
}

/** A broker is as high as what is in it. */
export function placeBroker(
  node: StageNode,
  frame: { readonly x: number; readonly y: number; readonly width: number },
  options?: InsideOptions,
): PlacedNode {
  const { height, ...inside } = placeInside(node, frame, options);
  return place(node, { ...frame, height }, inside);
}
