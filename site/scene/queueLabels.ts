/** Words around a queue's lane: its name and part in the cluster above, what is ready and who holds what below. */
import type { UnackedCell } from '../../sim-engine/view/scene.ts';
import type { PlayerWords } from '../i18n/index.ts';
import type { StageQueue } from '../worker/protocol.ts';
import { clip, textWidth } from './geometry.ts';
import { isServing, type Incoming, type PlacedQueue } from './inside.ts';
import { squareName } from './squareName.ts';

export interface LaneLabel {
  readonly text: string;
  /** Left edge, or right edge for labels at the right. */
  readonly x: number;
}

export interface LaneLabels {
  readonly title: LaneLabel;
  /** The kind of queue, after the title. */
  readonly type: string;
  readonly role: LaneLabel & { readonly state: 'leading' | 'alarm' | 'plain' };
  readonly ready: LaneLabel & { readonly alarm: boolean };
  readonly unacked: LaneLabel;
  /** Who is served, and who holds what; null on copies. */
  readonly holders: LaneLabel | null;
  /** Where its messages come from, when no line shows it. */
  readonly incoming: LaneLabel | null;
}

const SIZE = 11;
const TITLE_SIZE = 12.5;
const GAP = 12;

/** The part that a queue's copy plays in its cluster. */
export function queueRole(shelf: StageQueue, words: PlayerWords): string {
  const { queue, shelf: log } = words.scene;
  const parts = [
    shelf.zombie ? log.zombie : queue.roles[shelf.role],
    shelf.epoch >= 0 && shelf.role === 'leader' ? queue.term(shelf.epoch) : '',
    shelf.inSync || shelf.role === 'offline' ? '' : queue.outOfSync,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** Is something wrong with this copy? */
export const isAlarming = (shelf: StageQueue): boolean => shelf.zombie || !shelf.inSync || shelf.role === 'offline';

/** An exchange by its name; the one without a name has one in words. */
export function exchangeName(name: string, words: PlayerWords): string {
  return name === '' ? words.scene.exchange.default : name;
}

/** Where messages come from: `events (order.new, order.paid)`. */
export function incomingText(incoming: readonly Incoming[], words: PlayerWords): string {
  return incoming
    .map(({ exchange, keys }) => {
      const from = exchangeName(exchange.name, words);
      return keys.length === 0 ? from : `${from} (${keys.join(', ')})`;
    })
    .join(' · ');
}

function readyText({ ready, delayed, limit, full }: StageQueue, words: PlayerWords): string {
  const { queue } = words.scene;
  const parts = [
    limit === null ? queue.ready(ready.total) : queue.readyOf(ready.total, limit),
    delayed.total === 0 ? '' : queue.delayed(delayed.total),
    full ? queue.full : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** Cells by the consumer that holds them, in the order in which they were handed out. */
export function heldByConsumer(cells: readonly UnackedCell[]): ReadonlyMap<string, readonly UnackedCell[]> {
  const held = new Map<string, readonly UnackedCell[]>();
  for (const cell of cells) held.set(cell.holder, [...(held.get(cell.holder) ?? []), cell]);
  return held;
}

/** Who may be served, when not everybody is; only the copy that serves can say so. */
export function servedText(shelf: StageQueue, words: PlayerWords): string {
  const { queue } = words.scene;
  const { consumers, singleActive } = shelf;
  if (!isServing(shelf)) return '';
  if (singleActive !== null)
    return singleActive.consumer === null ? queue.noActive : queue.active(singleActive.consumer);
  return consumers.length === 0 ? queue.noConsumer : '';
}

function holdersText(shelf: StageQueue, words: PlayerWords): string {
  const held = [...heldByConsumer(shelf.unacked.cells)].map(
    ([holder, cells]) => `${holder}: ${cells.map(({ mark }) => squareName(mark)).join(' ')}`,
  );
  return [servedText(shelf, words), ...held].filter((part) => part !== '').join(' · ');
}

/** All labels of a lane, each with a place of its own. */
export function laneLabels({ shelf, box, incoming }: PlacedQueue, words: PlayerWords): LaneLabels {
  const right = box.x + box.width;
  const role = clip(queueRole(shelf, words), box.width * 0.6, SIZE);
  const name = clip(shelf.name, box.width - textWidth(role, SIZE) - GAP, TITLE_SIZE);
  const room = box.width - textWidth(name, TITLE_SIZE) * 1.1 - textWidth(role, SIZE) - GAP - 6;
  const from = incomingText(incoming, words);
  return {
    title: { text: name, x: box.x },
    type: room < 24 ? '' : clip(shelf.type, room, SIZE),
    role: {
      text: role,
      x: right,
      state: isAlarming(shelf) ? 'alarm' : shelf.role === 'leader' ? 'leading' : 'plain',
    },
    ready: { text: clip(readyText(shelf, words), box.width * 0.62, SIZE), x: box.x, alarm: shelf.full },
    unacked: { text: words.scene.queue.unacked(shelf.unacked.total), x: right },
    holders: isServing(shelf) ? { text: clip(holdersText(shelf, words), box.width, SIZE), x: right } : null,
    incoming: from === '' ? null : { text: clip(`← ${from}`, box.width, SIZE), x: box.x },
  };
}
