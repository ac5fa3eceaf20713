/** Which signs a view of logs and queues must explain: those that occur. */
import type { PlayerWords } from '../i18n/index.ts';
import type { StageShelf } from '../worker/protocol.ts';
import { placesOf } from './queueTable.ts';

export type LegendSign = keyof PlayerWords['logs']['legend'];

/** In the order in which they are told. */
const ORDER: readonly LegendSign[] = [
  'committed',
  'accepted',
  'pending',
  'durable',
  'epoch',
  'unacked',
  'redelivered',
  'deadLettered',
];

function signsOf(shelf: StageShelf): LegendSign[] {
  if (shelf.kind === 'log') {
    return shelf.cells.flatMap((cell) => [
      cell.committed ? 'committed' : 'pending',
      'epoch',
      ...(cell.durable ? (['durable'] as const) : []),
    ]);
  }
  return placesOf(shelf).flatMap(({ cell, state }) => [
    cell.committed ? 'accepted' : 'pending',
    ...(cell.durable ? (['durable'] as const) : []),
    ...(state === 'unacked' ? (['unacked'] as const) : []),
    ...(cell.mark.redelivered === true ? (['redelivered'] as const) : []),
    ...(cell.mark.deadLettered === true ? (['deadLettered'] as const) : []),
  ]);
}

export function legendOf(shelves: readonly StageShelf[]): readonly LegendSign[] {
  const found = new Set(shelves.flatMap(signsOf));
  return ORDER.filter((sign) => found.has(sign));
}
