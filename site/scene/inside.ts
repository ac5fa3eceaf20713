/**
 * The inside of a broker: logs and queues below one another, and exchanges on the side where messages come in. With room,
 * lines lead from each exchange to its queues; without, exchanges stand above and each queue says where its messages come from.
 */
import type { LogShelf, QueueCell, SceneBinding, SceneExchange, UnackedCell } from '../../sim-engine/view/scene.ts';
import type { StageNode, StageQueue, StageShelf } from '../worker/protocol.ts';
import { textWidth, type Box } from './geometry.ts';

export const CELL = 24;
export const CELL_PITCH = 27;

const HEAD = 31;
const FOOT = 6;
const PAD = 16;
const BODY = 31;
const LOG = { title: 21, labels: 28 };
const QUEUE = { title: 21, labels: 21 };
/** One more line of words under a queue. */
const LINE = 13;
/** A broker without anything keeps the room of one log. */
const EMPTY = LOG.title + BODY + LOG.labels;

/** Narrower than this, exchanges stand above the queues. */
const BESIDE_FROM = 380;
const EXCHANGE = { height: 40, low: 24, line: 14, gap: 12 };

export interface PlacedLog {
  readonly kind: 'log';
  readonly shelf: LogShelf;
  /** The shelf's body, where the cells stand. */
  readonly box: Box;
  /** Offset of the first cell that has room. */
  readonly firstShown: number;
  /** Left edge of the cell at an offset. */
  readonly left: (offset: number) => number;
}

/** One part of a queue: the cells that have room, and how many have none. */
export interface LanePart<Item extends QueueCell> {
  readonly box: Box;
  readonly cells: readonly { readonly cell: Item; readonly x: number }[];
  readonly hidden: number;
}

/** Bindings of one exchange to one queue. */
export interface Incoming {
  readonly exchange: SceneExchange;
  readonly keys: readonly string[];
}

export interface PlacedQueue {
  readonly kind: 'queue';
  readonly shelf: StageQueue;
  readonly box: Box;
  /** Its head is at the right, towards the consumers. */
  readonly ready: LanePart<QueueCell>;
  /** Right of it: what was handed out first is the farthest. */
  readonly unacked: LanePart<UnackedCell>;
  /** Where its messages come from, when no line shows it. */
  readonly incoming: readonly Incoming[];
}

export type PlacedShelf = PlacedLog | PlacedQueue;

export interface PlacedExchange {
  readonly exchange: SceneExchange;
  readonly box: Box;
  /** Name and type in one line, because there is little room. */
  readonly low: boolean;
  /** Bindings that no line shows: to queues of other nodes and to exchanges. */
  readonly others: readonly SceneBinding[];
}

/** A copy that only follows, in one line. */
export interface PlacedFold {
  readonly shelf: StageShelf;
  readonly x: number;
  /** Where its words stand. */
  readonly baseline: number;
  readonly width: number;
}

/** A line from an exchange to a queue. */
export interface PlacedBinding extends Incoming {
  readonly id: string;
  readonly d: string;
  /** Where the line ends, at the queue. */
  readonly end: { readonly x: number; readonly y: number };
  readonly labelWidth: number;
}

export interface Inside {
  readonly shelves: readonly PlacedShelf[];
  readonly exchanges: readonly PlacedExchange[];
  readonly bindings: readonly PlacedBinding[];
  readonly folded: readonly PlacedFold[];
  /** Of the whole broker. */
  readonly height: number;
}

interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** `folded`: where there is much else to see, copies that only follow take a line each, where only the default exchange leads to them. */
export interface InsideOptions {
  readonly followers: 'whole' | 'folded';
}

/** Places everything in a broker whose upper left corner and width are given. */
export function placeInside(node: StageNode, frame: Frame, options: InsideOptions = { followers: 'whole' }): Inside {
  const inner: Frame = { x: frame.x + PAD, y: frame.y + HEAD, width: frame.width - 2 * PAD };
  const exchanges = node.exchanges ?? [];
  const routes = exchanges.some(({ name }) => name !== '');
  if (options.followers === 'folded' && !routes) return foldedInside(node, frame, inner);
  if (exchanges.length === 0) return closed(frame, stacked(node, inner, NO_INCOMING), [], []);
  return inner.width >= BESIDE_FROM ? beside(node, exchanges, frame, inner) : above(node, exchanges, frame, inner);
}

function closed(
  frame: Frame,
  stack: Stack,
  exchanges: readonly PlacedExchange[],
  bindings: readonly PlacedBinding[],
): Inside {
  const lowest = Math.max(stack.bottom, ...exchanges.map((exchange) => bottomOf(exchange) + 6));
  return { shelves: stack.shelves, exchanges, bindings, folded: [], height: lowest + FOOT - frame.y };
}

/** At least so wide is a shelf that has another one beside it. */
const SHELF_WIDTH_MIN = 240;
const SHELF_GAP = 16;
const FOLD_LINE = 17;
/** Narrower than this, the words about a copy are cut. */
const FOLD_WIDTH_MIN = 160;

/** Nothing about it needs to be seen: it follows, has everything, and no verdict names what it holds. */
export function isQuietCopy(shelf: StageShelf): boolean {
  if (shelf.zombie || !shelf.inSync) return false;
  if (shelf.kind === 'log') return shelf.role === 'follower' && !shelf.cells.some(({ suspect }) => suspect);
  return shelf.role === 'copy' && ![...shelf.ready.cells, ...shelf.unacked.cells].some(({ suspect }) => suspect);
}

/** Shelves that matter beside one another when there is room; below them the others, in a line each. */
function foldedInside(node: StageNode, frame: Frame, inner: Frame): Inside {
  const quiet = node.shelves.filter(isQuietCopy);
  const shown = node.shelves.filter((shelf) => !quiet.includes(shelf));
  const places = Math.max(
    1,
    Math.min(shown.length, Math.floor((inner.width + SHELF_GAP) / (SHELF_WIDTH_MIN + SHELF_GAP))),
  );
  const width = (inner.width - SHELF_GAP * (places - 1)) / places;
  const columns = Array.from({ length: places }, (_, column) =>
    stacked(
      { ...node, shelves: shown.filter((_shelf, index) => index % places === column) },
      { ...inner, x: inner.x + column * (width + SHELF_GAP), width },
      NO_INCOMING,
    ),
  );
  const bottom = shown.length === 0 ? inner.y + 2 : Math.max(...columns.map((column) => column.bottom));
  const across = inner.width >= 2 * FOLD_WIDTH_MIN ? 2 : 1;
  const each = (inner.width - SHELF_GAP * (across - 1)) / across;
  const folded = quiet.map((shelf, index) => ({
    shelf,
    x: inner.x + (index % across) * (each + SHELF_GAP),
    baseline: bottom + 13 + Math.floor(index / across) * FOLD_LINE,
    width: each,
  }));
  const lines = Math.ceil(quiet.length / across);
  const lowest = bottom + (lines === 0 ? 0 : lines * FOLD_LINE + 6);
  return {
    shelves: columns.flatMap(({ shelves }) => shelves),
    exchanges: [],
    bindings: [],
    folded,
    height: lowest + FOOT - frame.y,
  };
}

interface Stack {
  readonly shelves: readonly PlacedShelf[];
  readonly bottom: number;
}

const NO_INCOMING = (): readonly Incoming[] => [];

function stacked(node: StageNode, frame: Frame, incomingOf: (shelf: StageShelf) => readonly Incoming[]): Stack {
  let y = frame.y;
  const shelves = node.shelves.map((shelf) => {
    const size = shelf.kind === 'log' ? LOG : QUEUE;
    const incoming = incomingOf(shelf);
    const box: Box = { x: frame.x, y: y + size.title, width: frame.width, height: BODY };
    y += size.title + BODY + size.labels + LINE * linesUnder(shelf, incoming);
    return shelf.kind === 'log' ? placeLog(shelf, box) : placeQueue(shelf, box, incoming);
  });
  return { shelves, bottom: shelves.length === 0 ? frame.y + EMPTY : y };
}

/** Who serves it and who holds what is said by the copy that leads; where messages come from, by all. */
function linesUnder(shelf: StageShelf, incoming: readonly Incoming[]): number {
  if (shelf.kind === 'log') return 0;
  return (isServing(shelf) ? 1 : 0) + (incoming.length > 0 ? 1 : 0);
}

/** Is this the copy that consumers are served from? */
export function isServing({ role }: StageQueue): boolean {
  return role === 'leader' || role === 'only';
}

function placeLog(shelf: LogShelf, box: Box): PlacedLog {
  const room = Math.max(1, Math.floor((box.width - 8) / CELL_PITCH));
  const end = shelf.firstOffset + shelf.cells.length;
  // One place stays free, so that the end of the log is visible.
  const firstShown = Math.max(shelf.firstOffset, end - room + 1);
  return { kind: 'log', shelf, box, firstShown, left: (offset) => box.x + 5 + (offset - firstShown) * CELL_PITCH };
}

/** Room for the point of the ready part and for air between the parts. */
const LANE_AIR = { edge: 5, point: 9, between: 5 };
/** Of a queue's places, those for what is not acknowledged. */
const UNACKED_SHARE = 0.4;

function placeQueue(shelf: StageQueue, box: Box, incoming: readonly Incoming[]): PlacedQueue {
  const air = 2 * LANE_AIR.edge + LANE_AIR.point + LANE_AIR.between + 4;
  const room = Math.max(3, Math.floor((box.width - air) / CELL_PITCH));
  const places = Math.max(1, Math.round(room * UNACKED_SHARE));
  const unackedWidth = places * CELL_PITCH + LANE_AIR.edge + 2;
  const unackedBox: Box = { ...box, x: box.x + box.width - unackedWidth, width: unackedWidth };
  const readyBox: Box = { ...box, width: box.width - unackedWidth - LANE_AIR.between };
  const head = readyBox.x + readyBox.width - LANE_AIR.point;
  return {
    kind: 'queue',
    shelf,
    box,
    incoming,
    ready: partOf(shelf.ready, { box: readyBox, room: room - places, right: head }),
    unacked: partOf(shelf.unacked, { box: unackedBox, room: places, right: box.x + box.width - LANE_AIR.edge }),
  };
}

/** Cells from right to left. When some have no room, the last place is for their number. */
function partOf<Item extends QueueCell>(
  lane: { readonly cells: readonly Item[]; readonly total: number },
  at: { readonly box: Box; readonly room: number; readonly right: number },
): LanePart<Item> {
  const shown = lane.total <= at.room ? lane.cells : lane.cells.slice(0, at.room - 1);
  const cells = shown.map((cell, place) => ({ cell, x: at.right - CELL - place * CELL_PITCH }));
  return { box: at.box, cells, hidden: lane.total - cells.length };
}

const nameOf = (shelf: StageShelf): string => (shelf.kind === 'queue' ? shelf.name : shelf.topic);

/** Bindings of exchanges to one queue or log, by exchange. */
function incomingOf(exchanges: readonly SceneExchange[], shelf: StageShelf): readonly Incoming[] {
  return exchanges.flatMap((exchange) => {
    const bound = exchange.bindings.filter(({ to, toKind }) => toKind === 'queue' && to === nameOf(shelf));
    const keys = bound.flatMap(({ key }) => (key === null ? [] : [key]));
    return bound.length === 0 ? [] : [{ exchange, keys }];
  });
}

/** Bindings to what is not among these: to queues of other nodes, and to exchanges. */
function othersOf(exchange: SceneExchange, shelves: readonly StageShelf[]): readonly SceneBinding[] {
  const here = new Set(shelves.map(nameOf));
  return exchange.bindings.filter(({ to, toKind }) => toKind === 'exchange' || !here.has(to));
}

/** Lines under an exchange: bindings that are not drawn, and where all else goes. */
const linesBelow = ({ exchange, others }: Pick<PlacedExchange, 'exchange' | 'others'>): number =>
  others.length + (exchange.alternate === undefined ? 0 : 1);

const bottomOf = (placed: Pick<PlacedExchange, 'exchange' | 'box' | 'others'>): number =>
  placed.box.y + placed.box.height + linesBelow(placed) * EXCHANGE.line;

function above(node: StageNode, exchanges: readonly SceneExchange[], frame: Frame, inner: Frame): Inside {
  let y = inner.y + 6;
  const queues = node.shelves.filter(({ kind }) => kind === 'queue');
  const placed = exchanges.map((exchange): PlacedExchange => {
    const others = othersOf(exchange, queues);
    const box: Box = { x: inner.x, y, width: inner.width, height: EXCHANGE.low };
    y = bottomOf({ exchange, box, others }) + 6;
    return { exchange, box, low: true, others };
  });
  const stack = stacked(node, { ...inner, y: y + 4 }, (shelf) =>
    shelf.kind === 'queue' ? incomingOf(exchanges, shelf) : [],
  );
  return closed(frame, stack, placed, []);
}

const between = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));
const middleOf = ({ y, height }: Box): number => y + height / 2;

/** Room for a binding's key beside its arrow, with air around it. */
const KEY = { size: 10.5, share: 0.87, air: 2 };

function longestKey(exchanges: readonly SceneExchange[]): number {
  const widths = exchanges.flatMap(({ bindings }) => bindings.map(({ key }) => textWidth(key ?? '', KEY.size)));
  return (Math.max(0, ...widths) + KEY.air) / KEY.share;
}

function beside(node: StageNode, exchanges: readonly SceneExchange[], frame: Frame, inner: Frame): Inside {
  const width = Math.round(between(88, inner.width * 0.22, 132));
  const gap = Math.round(
    Math.max(between(80, inner.width * 0.22, 128), Math.min(longestKey(exchanges), inner.width * 0.3)),
  );
  const lanes: Frame = { x: inner.x + width + gap, y: inner.y, width: inner.width - width - gap };
  const stack = stacked(node, lanes, NO_INCOMING);
  const placed = columnOf(node, exchanges, { column: { ...inner, width }, stack });
  return closed(frame, stack, placed, bindingsOf(placed, stack.shelves, gap));
}

/** Each exchange as near to the middle of its queues as its neighbours allow. */
function columnOf(
  node: StageNode,
  exchanges: readonly SceneExchange[],
  { column, stack }: { readonly column: Frame; readonly stack: Stack },
): readonly PlacedExchange[] {
  const wanted = exchanges.map((exchange) => {
    const own = stack.shelves.filter((shelf) => incomingOf([exchange], shelf.shelf).length > 0);
    const middle = own.reduce((sum, shelf) => sum + middleOf(shelf.box), 0) / Math.max(1, own.length);
    const others = othersOf(exchange, node.shelves);
    const height = EXCHANGE.height + linesBelow({ exchange, others }) * EXCHANGE.line;
    return { exchange, others, height, y: (own.length === 0 ? column.y + 26 : middle) - EXCHANGE.height / 2 };
  });
  wanted.sort((one, other) => one.y - other.y);
  // Those above leave room for those below, so that the column ends with the queues when it can.
  let lowest = column.y + 4;
  return wanted.map(({ exchange, others, height, y }, index) => {
    const below = wanted.slice(index).reduce((sum, entry) => sum + entry.height + EXCHANGE.gap, -EXCHANGE.gap);
    const top = Math.max(lowest, Math.min(y, stack.bottom - 4 - below));
    lowest = top + height + EXCHANGE.gap;
    return { exchange, others, low: false, box: { x: column.x, y: top, width: column.width, height: EXCHANGE.height } };
  });
}

/** Lines to one queue arrive this far from one another. */
const ARRIVAL = 9;

function bindingsOf(
  exchanges: readonly PlacedExchange[],
  shelves: readonly PlacedShelf[],
  gap: number,
): readonly PlacedBinding[] {
  return shelves.flatMap((shelf) => {
    const sources = exchanges.filter(({ exchange }) => incomingOf([exchange], shelf.shelf).length > 0);
    return sources.flatMap(({ exchange, box }, place) => {
      const start = { x: box.x + box.width, y: middleOf(box) };
      const end = { x: shelf.box.x - 3, y: middleOf(shelf.box) + (place - (sources.length - 1) / 2) * 2 * ARRIVAL };
      const turn = start.x + gap * 0.34;
      return incomingOf([exchange], shelf.shelf).map(({ keys }) => ({
        id: `${exchange.name}>${shelf.shelf.id}`,
        exchange,
        keys,
        end,
        labelWidth: gap * KEY.share,
        d: `M${start.x} ${start.y}C${turn} ${start.y} ${start.x} ${end.y} ${turn} ${end.y}H${end.x}`,
      }));
    });
  });
}
