/** What stands on the card of a client or of the database: its facts in lines that fit, never cut in the middle of a word. */
import type { NodeRole } from '../../sim-engine/view/scene.ts';
import type { StageNode } from '../worker/protocol.ts';
import { clip, wrap } from './geometry.ts';

export const FACT_SIZE = 11.5;
/** Letters of the name of a client that stands in a frame. */
export const NAME_INSIDE = 11.5;
export const FACT_LINE = 17;
const FACTS_MAX = 3;
/** Two lines for each fact at most. */
const LINES_MAX = 2 * FACTS_MAX;

/** How far from its left edge a machine's words begin. */
export function insetOf(role: NodeRole): number {
  return role === 'consumer' ? 20 : 16;
}

/** How wide its words may be. */
export function roomOf(role: NodeRole, width: number): number {
  return width - insetOf(role) - (role === 'producer' ? 22 : 12);
}

/** The facts of a card, in lines. A controller has one line for each: it is as wide as the brokers. */
export function factLines(node: Pick<StageNode, 'role' | 'facts'>, width: number): readonly string[] {
  const facts = node.facts.slice(0, FACTS_MAX);
  if (node.role === 'controller') return facts.map((fact) => clip(fact, width, FACT_SIZE));
  return facts
    .flatMap((fact) => wrap(fact, width, FACT_SIZE))
    .slice(0, LINES_MAX)
    .map((line) => clip(line, width, FACT_SIZE));
}
