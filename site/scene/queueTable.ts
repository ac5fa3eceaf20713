/**
 * Copies of one queue below one another: a column for each message, in the order of the copy that leads, the head of what is
 * ready and what is in consumers' hands at the right, as on the stage. A message that a copy has not is a gap in its row.
 */
import type { QueueCell } from '../../sim-engine/view/scene.ts';
import type { StageQueue } from '../worker/protocol.ts';
import { isServing } from './inside.ts';

export interface QueuePlace {
  readonly cell: QueueCell;
  readonly state: 'ready' | 'unacked' | 'delayed';
  /** Who holds it, when somebody does. */
  readonly holder: string | null;
}

/** All messages of a copy, the one that is farthest at the right first. */
export function placesOf(shelf: StageQueue): readonly QueuePlace[] {
  return [
    ...shelf.unacked.cells.map((cell): QueuePlace => ({ cell, state: 'unacked', holder: cell.holder })),
    ...shelf.ready.cells.map((cell): QueuePlace => ({ cell, state: 'ready', holder: null })),
    ...shelf.delayed.cells.map((cell): QueuePlace => ({ cell, state: 'delayed', holder: null })),
  ];
}

/** Numbers of the messages from left to right. */
export function columnsOf(copies: readonly StageQueue[]): readonly number[] {
  const leading = copies.filter((shelf) => isServing(shelf) && !shelf.zombie);
  const inOrder = [...leading, ...copies].flatMap((shelf) => placesOf(shelf).map(({ cell }) => cell.entry));
  return [...new Set(inOrder)].reverse();
}
