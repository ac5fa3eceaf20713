/**
 * The inside of what runs around a broker: a service's workers (a slot each), the requests that wait for one and the effects
 * it has made; customers who wait; tables of a database. Rows below one another, words at the left, orders at the right.
 */
import type { MessageMark, SceneEffects, SceneService, SceneTask } from '../../sim-engine/view/scene.ts';
import type { StageNode } from '../worker/protocol.ts';
import { clip, textWidth, type Box } from './geometry.ts';

/** An order in a slot or in a lane. */
export const ORDER = 18;
const ORDER_PITCH = 21;
const SLOT = 24;
const SLOT_PITCH = 28;
/** Rows of slots; more workers than fit are a number. */
const SLOT_ROWS_MAX = 2;
const PAD = 12;
/** Customers point at what they call. */
const TIP = 4;
const LINE = 15;
const LANE = 24;
export const WORD_SIZE = 11;
/** Words beside a lane take this part of the width at most. */
const WORDS_SHARE = 0.6;

/** One worker: free when it has no task. */
export interface PlacedSlot {
  readonly box: Box;
  readonly task: SceneTask | null;
}

/** An order with its place; `times`: how often it was tried, or how often it has an effect. */
export interface PlacedOrder {
  readonly id: string;
  readonly mark: MessageMark;
  readonly x: number;
  readonly y: number;
  readonly times: number;
  readonly state: SceneTask['state'] | null;
}

export interface PlacedLane {
  readonly kind: 'waiting' | 'effects' | 'customers' | 'rows';
  readonly box: Box;
  /** Refuses whoever comes now. */
  readonly full: boolean;
}

export interface BenchWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
  readonly tone: 'plain' | 'strong' | 'alarm';
}

export interface Bench {
  readonly slots: readonly PlacedSlot[];
  readonly lanes: readonly PlacedLane[];
  readonly orders: readonly PlacedOrder[];
  readonly words: readonly BenchWord[];
  readonly bottom: number;
}

type Frame = Omit<Box, 'height'>;

interface Item {
  readonly mark: MessageMark;
  readonly times: number;
  readonly state: SceneTask['state'] | null;
}

const NOTHING: Omit<Bench, 'bottom'> = { slots: [], lanes: [], orders: [], words: [] };

/** Puts rows below one another; each is given where it begins and says where it ends. */
function rows(frame: Frame, builders: readonly ((frame: Frame) => Bench)[]): Bench {
  return builders.reduce<Bench>(
    (above, build) => {
      const row = build({ ...frame, y: above.bottom });
      return {
        slots: [...above.slots, ...row.slots],
        lanes: [...above.lanes, ...row.lanes],
        orders: [...above.orders, ...row.orders],
        words: [...above.words, ...row.words],
        bottom: row.bottom,
      };
    },
    { ...NOTHING, bottom: frame.y },
  );
}

function wordAt(text: string, frame: Frame, more: Partial<BenchWord> = {}): BenchWord {
  const room = frame.width - 2 * PAD;
  return {
    text: clip(text, room, WORD_SIZE),
    x: frame.x + PAD,
    y: frame.y + 11,
    anchor: 'start',
    tone: 'plain',
    ...more,
  };
}

const wordLine =
  (text: string) =>
  (frame: Frame): Bench => ({ ...NOTHING, words: [wordAt(text, frame)], bottom: frame.y + LINE });

/** Words at both ends of a line. */
const twoWords =
  (first: string, last: string) =>
  (frame: Frame): Bench => ({
    ...NOTHING,
    words: [
      wordAt(first, frame),
      wordAt(last, frame, { x: frame.x + frame.width - PAD - TIP, anchor: 'end', tone: 'strong' }),
    ],
    bottom: frame.y + LINE + 2,
  });

/** One slot per worker. */
const slots =
  (id: number, { workers, tasks }: SceneService) =>
  (frame: Frame): Bench => {
    const perRow = Math.max(2, Math.floor((frame.width - 2 * PAD + SLOT_PITCH - SLOT) / SLOT_PITCH));
    const places = perRow * SLOT_ROWS_MAX;
    const shown = workers <= places ? workers : places - 1;
    const boxOf = (index: number): Box => ({
      x: frame.x + PAD + (index % perRow) * SLOT_PITCH,
      y: frame.y + 3 + Math.floor(index / perRow) * SLOT_PITCH,
      width: SLOT,
      height: SLOT,
    });
    const placed = Array.from({ length: shown }, (_, index) => ({ box: boxOf(index), task: tasks[index] ?? null }));
    const orders = placed.flatMap(({ box, task }, index): PlacedOrder[] => {
      if (task === null) return [];
      const inset = (SLOT - ORDER) / 2;
      const { mark, attempt, state } = task;
      return [{ id: `slot-${id}-${index}`, mark, x: box.x + inset, y: box.y + inset, times: attempt, state }];
    });
    const last = boxOf(shown);
    const more: BenchWord = { text: `+${workers - shown}`, x: last.x, y: last.y + 16, anchor: 'start', tone: 'plain' };
    const lines = Math.ceil(Math.min(workers, places) / perRow);
    return {
      ...NOTHING,
      slots: placed,
      orders,
      words: shown < workers ? [more] : [],
      bottom: frame.y + lines * SLOT_PITCH + 4,
    };
  };

interface LaneContent {
  readonly id: string;
  readonly kind: PlacedLane['kind'];
  readonly text: string;
  readonly items: readonly Item[];
  /** More than there are items: the rest is a number. */
  readonly total: number;
  readonly full?: boolean;
}

/** Words, and orders in a lane beside them. */
const lane =
  ({ id, kind, text, items, total, full = false }: LaneContent) =>
  (frame: Frame): Bench => {
    const inner = frame.width - 2 * PAD;
    const wordRoom = Math.min(inner * WORDS_SHARE, textWidth(text, WORD_SIZE) + 2);
    const x = text === '' ? frame.x + PAD : frame.x + PAD + wordRoom + 8;
    const box: Box = { x, y: frame.y + 1, width: frame.x + frame.width - PAD - x, height: LANE - 2 };
    const room = Math.max(1, Math.floor((box.width - 4) / ORDER_PITCH));
    const shown = total <= room ? items : items.slice(0, room - 1);
    const orders = shown.map((item, place): PlacedOrder => ({
      ...item,
      id: `${id}-${place}`,
      x: x + 3 + place * ORDER_PITCH,
      y: box.y + 2,
    }));
    const words: BenchWord[] =
      text === ''
        ? []
        : [wordAt(clip(text, wordRoom, WORD_SIZE), { ...frame, y: frame.y + 5 }, { tone: full ? 'alarm' : 'plain' })];
    const hidden = total - shown.length;
    if (hidden > 0)
      words.push({
        text: `+${hidden}`,
        x: x + 4 + shown.length * ORDER_PITCH,
        y: frame.y + 16,
        anchor: 'start',
        tone: 'strong',
      });
    return { ...NOTHING, lanes: [{ kind, box, full }], orders, words, bottom: frame.y + LANE + 3 };
  };

const plain = (mark: MessageMark): Item => ({ mark, times: 1, state: null });

const effectLane =
  (id: number) =>
  ({ name, total, orders, newest }: SceneEffects): ((frame: Frame) => Bench) =>
    lane({
      id: `effect-${id}-${name}`,
      kind: 'effects',
      text: `${name} ${total}`,
      items: newest.map(({ mark, times }) => ({ mark, times, state: null })).toReversed(),
      total: orders,
    });

function serviceBench(node: StageNode, service: SceneService, frame: Frame): Bench {
  const [workers = '', waiting = ''] = node.facts;
  const { marks, total } = service.waiting;
  const full = total >= service.backlog && node.status === 'up';
  return rows(frame, [
    wordLine(workers),
    slots(node.id, service),
    lane({ id: `wait-${node.id}`, kind: 'waiting', text: waiting, items: marks.map(plain), total, full }),
    ...service.effects.map(effectLane(node.id)),
  ]);
}

/** What customers were told: an answer, an error, nothing. */
function toldText({
  ok,
  fail,
  unknown,
}: {
  readonly ok: number;
  readonly fail: number;
  readonly unknown: number;
}): string {
  return `✓${ok} ✗${fail} ?${unknown}`;
}

function customersBench(node: StageNode, customers: NonNullable<StageNode['customers']>, frame: Frame): Bench {
  const { tasks, told } = customers;
  const [made = '', waiting = ''] = node.facts;
  const items = tasks.map(({ mark, attempt, state }) => ({ mark, times: attempt, state }));
  return rows(frame, [
    twoWords(made, toldText(told)),
    lane({ id: `open-${node.id}`, kind: 'customers', text: waiting, items, total: items.length }),
  ]);
}

type Table = NonNullable<StageNode['tables']>[number];

/** How many rows are in which state, and the newest of them; or counters, which have no rows. */
const tableRow =
  (id: number) =>
  ({ name, entries, newest, rows: total }: Table): ((frame: Frame) => Bench) => {
    const counts = entries.map((entry) => `${entry.name} ${entry.value}`).join(', ');
    const text = `${name}: ${counts === '' ? '0' : counts}`;
    if (total === 0) return wordLine(text);
    return lane({ id: `rows-${id}-${name}`, kind: 'rows', text, items: newest.map(plain).toReversed(), total });
  };

/** The inside of a machine whose rows begin at the top of a frame; null for a machine that has none. */
export function placeBench(node: StageNode, frame: Frame): Bench | null {
  if (node.service !== undefined) return serviceBench(node, node.service, frame);
  if (node.customers !== undefined) return customersBench(node, node.customers, frame);
  if (node.tables !== undefined) return rows(frame, node.tables.map(tableRow(node.id)));
  return null;
}
