/**
 * The draw list: every small thing on the stage with its place. SVG and canvas draw the same list, so they look the same.
 */
import type { Cell, MessageMark, QueueCell, SceneMessage } from '../../sim-engine/view/scene.ts';
import type { Stage } from '../worker/protocol.ts';
import { ORDER, type Bench } from './bench.ts';
import { NAME_INSIDE } from './card.ts';
import { along, textWidth, type Point } from './geometry.ts';
import { CELL, type PlacedLog, type PlacedQueue } from './inside.ts';
import type { Layout } from './layout.ts';
import type { PlacedNode } from './placed.ts';
import { squareName } from './squareName.ts';

/** A record: a square with its key's colour and its value. */
export interface MarkDraw {
  readonly id: string;
  /** Left upper corner. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour: number;
  readonly label: string;
  /** Filled; otherwise a dashed outline. */
  readonly filled: boolean;
  readonly durable: boolean;
  /** Its producer was told that it is written, though it is not safe here. */
  readonly acknowledged: boolean;
  readonly suspect: boolean;
  /** Was handed out before. */
  readonly redelivered: boolean;
  /** How often it was handed out; written from 2 on. */
  readonly deliveries: number;
  readonly deadLettered: boolean;
  /** On a machine that is down. */
  readonly faint: boolean;
}

/** A message without records: an answer, an error, a request by name, or routine traffic. */
export interface TokenDraw {
  readonly id: string;
  /** Centre. */
  readonly x: number;
  readonly y: number;
  readonly kind: 'answer' | 'error' | 'request' | 'routine';
  readonly label: string;
  readonly waiting: boolean;
  /** Nobody waits for it any more. */
  readonly late?: boolean;
}

export interface DrawList {
  readonly marks: readonly MarkDraw[];
  readonly tokens: readonly TokenDraw[];
}

/** More than this, and the stage draws on canvas. */
export const SVG_MARKS_MAX = 300;

const FLYING = 20;
/** A square in the box of a client that stands in a frame. */
const HELD_INSIDE = 16;
const HELD_PITCH = 18;
/** Records of one message that are drawn; the rest is a number. */
const FLYING_RECORDS_MAX = 3;
/** Where a message waits when its link does not let it through. */
const BEFORE_GAP = 0.36;
/** Messages keep so far from the stage's edge. */
const EDGE = 14;

/** Colour of a key in the palette. */
export function colourIndex(colour: number): number {
  return ((colour % 8) + 8) % 8;
}

function squareOf(mark: MessageMark, at: { id: string; x: number; y: number; size: number }): MarkDraw {
  return {
    ...at,
    colour: colourIndex(mark.colour),
    label: squareName(mark),
    filled: true,
    durable: false,
    acknowledged: false,
    suspect: false,
    redelivered: mark.redelivered === true,
    deliveries: 0,
    deadLettered: mark.deadLettered === true,
    faint: false,
  };
}

/** A cell of a log. Where nobody runs who knows a high watermark, a cell is drawn as what it is: on disk, and faint. */
function drawCell(cell: Cell, placed: PlacedLog, faint: boolean): MarkDraw {
  const known = placed.shelf.marks.some((mark) => mark.kind === 'high-watermark');
  const x = placed.left(cell.offset);
  const y = placed.box.y + (placed.box.height - CELL) / 2;
  return {
    ...squareOf(cell.mark, { id: `${placed.shelf.id}#${cell.offset}`, x, y, size: CELL }),
    filled: cell.committed || !known,
    durable: cell.durable,
    acknowledged: known && cell.acknowledged && !cell.committed,
    suspect: cell.suspect,
    faint: faint && !cell.suspect,
  };
}

function drawLog(placed: PlacedLog, faint: boolean): MarkDraw[] {
  return placed.shelf.cells
    .filter((cell) => cell.offset >= placed.firstShown)
    .map((cell) => drawCell(cell, placed, faint));
}

/** A message of a queue. A confirmed one is safe when it is accepted for good and on disk. */
function drawQueued(cell: QueueCell, at: { readonly id: string; readonly x: number; readonly y: number }): MarkDraw {
  return {
    ...squareOf(cell.mark, { ...at, size: CELL }),
    filled: cell.committed,
    durable: cell.durable,
    acknowledged: cell.acknowledged && !(cell.committed && cell.durable),
    suspect: cell.suspect,
    deliveries: cell.deliveries,
  };
}

function drawQueue({ shelf, box, ready, unacked }: PlacedQueue, faint: boolean): MarkDraw[] {
  const y = box.y + (box.height - CELL) / 2;
  return [...ready.cells, ...unacked.cells].map(({ cell, x }) => ({
    ...drawQueued(cell, { id: `${shelf.id}#${cell.entry}`, x, y }),
    faint: faint && !cell.suspect,
  }));
}

/** Squares that have room beside the name of a client in a frame. */
function heldRoom(name: string, width: number): number {
  return Math.max(0, Math.min(3, Math.floor((width - 34 - textWidth(name, NAME_INSIDE)) / HELD_PITCH)));
}

/** Orders in slots and lanes. One that was tried again, or that has an effect twice, says how often. */
function drawOrders({ orders }: Bench): MarkDraw[] {
  return orders.map(({ id, mark, x, y, times }) => ({
    ...squareOf(mark, { id, x, y, size: ORDER }),
    redelivered: times > 1,
    deliveries: times,
  }));
}

/** What a client in a frame holds, at the end of its box. */
function drawHeldInside({ node, box, facing }: PlacedNode): MarkDraw[] {
  const room = heldRoom(node.name, box.width);
  // At the right is a producer's point, a consumer's notch, or neither.
  const isShaped = (node.role === 'producer') === (facing === 'right');
  const right = box.x + box.width - (isShaped ? 16 : 8);
  if (room === 0) return [];
  return node.held.slice(-room).map((mark, place) =>
    squareOf(mark, {
      id: `held-${node.id}-${place}`,
      x: right - (place + 1) * HELD_PITCH,
      y: box.y + (box.height - HELD_INSIDE) / 2,
      size: HELD_INSIDE,
    }),
  );
}

function drawHeld(placed: PlacedNode): MarkDraw[] {
  if (placed.bench !== null) return drawOrders(placed.bench);
  return placed.frame === null ? drawHeldBelow(placed) : drawHeldInside(placed);
}

function drawHeldBelow({ node, box }: PlacedNode): MarkDraw[] {
  if (node.role === 'controller' || node.heldTotal === 0) return [];
  const room = Math.max(1, Math.floor((box.width - 56) / (FLYING + 3)));
  const y = box.y + box.height - FLYING - 10;
  return node.held
    .slice(-room)
    .map((mark, place) =>
      squareOf(mark, { id: `held-${node.id}-${place}`, x: box.x + 16 + place * (FLYING + 3), y, size: FLYING }),
    );
}

/** So many letters still fit at the smallest size that can be read. */
const LETTERS_MAX = 5;

/** Size of the letters in a square, so that all of them fit. */
export function letterSize(mark: Pick<MarkDraw, 'label' | 'size'>): number {
  const { length } = mark.label;
  const atFullSize = length > 4 ? 7 : length > 3 ? 8.5 : length > 2 ? 10 : 11.5;
  const narrowed = Math.min(1, LETTERS_MAX / length);
  return (atFullSize * narrowed * mark.size) / CELL;
}

/** The sign of a message that was handed out before: wider when it says how often. */
export function turnWidth({ deliveries }: Pick<MarkDraw, 'deliveries'>): number {
  if (deliveries <= 1) return 11;
  return deliveries < 10 ? 16.5 : 21;
}

/** Middle of that sign, below the upper edge: beside the letters, which fill a small square. */
export function turnMiddle({ size }: Pick<MarkDraw, 'size'>): number {
  return size < FLYING ? -2 : size - 1;
}

/** Records at rest: in logs, in queues and in machines. */
export function drawAtRest(layout: Layout): readonly MarkDraw[] {
  return layout.nodes.flatMap((placed) => {
    const down = placed.node.status === 'crashed' || placed.node.status === 'powered-off';
    const cells = placed.shelves.flatMap((shelf) =>
      shelf.kind === 'log' ? drawLog(shelf, down) : drawQueue(shelf, down),
    );
    return [...cells, ...drawHeld(placed)];
  });
}

/** The part of its way that a message has gone at a time. */
export function shareOfWay(message: SceneMessage, time: number): number {
  const span = Math.max(1, message.arriveAt - message.sentAt);
  const share = Math.min(1, Math.max(0, (time - message.sentAt) / span));
  return message.stopped ? Math.min(share, BEFORE_GAP) : share;
}

/** Where a message is at a time; null when its machines are not on the stage. */
export function placeOfMessage(layout: Layout, message: SceneMessage, time: number): Point | null {
  const share = shareOfWay(message, time);
  const wire = layout.wireBetween(message.from, message.to);
  if (wire !== null) {
    const at = along(wire.track, share, { backwards: wire.a !== message.from, aside: 9 });
    return { x: Math.min(layout.width - EDGE, Math.max(EDGE, at.x)), y: at.y };
  }
  const [from, to] = [layout.placeOf(message.from), layout.placeOf(message.to)];
  if (from === null || to === null) return null;
  const centre = ({ box }: PlacedNode): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  const [start, end] = [centre(from), centre(to)];
  return { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share };
}

function tokenOf(message: SceneMessage, at: Point, lateWord = ''): TokenDraw {
  const kind = message.error !== null ? 'error' : message.routine ? 'routine' : message.answer ? 'answer' : 'request';
  const late = message.late === true;
  const said = late ? [message.error ?? '', lateWord].filter((word) => word !== '').join(' · ') : message.error;
  const label = said ?? message.kind.replace(/(Request|Response)$/, '');
  return { id: `token-${message.id}`, x: at.x, y: at.y, kind, label, waiting: message.stopped, late };
}

/** A plate with a name keeps all of it on the stage. */
function inside(token: TokenDraw, width: number): TokenDraw {
  if (token.kind !== 'request') return token;
  const half = textWidth(token.label, 10) / 2 + 6;
  return { ...token, x: Math.min(width - half, Math.max(half, token.x)) };
}

function drawMessage(message: SceneMessage, at: Point, width: number, lateWord?: string): DrawList {
  if (message.marks.length === 0) return { marks: [], tokens: [inside(tokenOf(message, at, lateWord), width)] };
  const shown = message.marks.slice(0, FLYING_RECORDS_MAX);
  const step = 7;
  const wide = FLYING + (shown.length - 1) * step;
  const marks = shown
    .map((mark, place) =>
      squareOf(mark, {
        id: `message-${message.id}-${place}`,
        x: at.x - wide / 2 + place * step,
        y: at.y - FLYING / 2 - place * 2,
        size: FLYING,
      }),
    )
    .reverse();
  const hidden = message.marks.length - shown.length;
  const more: TokenDraw[] =
    hidden > 0
      ? [
          {
            id: `more-${message.id}`,
            x: at.x + wide / 2 + 10,
            y: at.y,
            kind: 'request',
            label: `+${hidden}`,
            waiting: false,
          },
        ]
      : [];
  const waits: TokenDraw[] = message.stopped
    ? [{ ...tokenOf(message, { x: at.x, y: at.y + 18 }), kind: 'routine' }]
    : [];
  return { marks, tokens: [...more, ...waits] };
}

/** Messages in flight at a time. */
export function drawInFlight(
  layout: Layout,
  stage: Stage,
  /** `lateWord`: stands at an answer for which nobody waits any more. */
  options: { readonly time: number; readonly showRoutine: boolean; readonly lateWord?: string },
): DrawList {
  const marks: MarkDraw[] = [];
  const tokens: TokenDraw[] = [];
  for (const message of stage.messages) {
    if (message.routine && message.error === null && !options.showRoutine) continue;
    const at = placeOfMessage(layout, message, options.time);
    if (at === null) continue;
    const drawn = drawMessage(message, at, layout.width, options.lateWord);
    marks.push(...drawn.marks);
    tokens.push(...drawn.tokens);
  }
  return { marks, tokens };
}
