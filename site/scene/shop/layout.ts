/**
 * A stage with applications. With room: customers and what sends at the left, brokers in the middle with the databases below
 * them, what is served at the right. On a phone the same from top to bottom. A service is a frame around its clients.
 */
import type { Stage, StageNode } from '../../worker/protocol.ts';
import { placeBench } from '../bench.ts';
import { byRole, controllerHeight, place, placeBroker, smallHeight } from '../machines.ts';
import type { PlacedNode } from '../placed.ts';
import { sidesOf, type Crew } from './crews.ts';

/** Is there anything that only applications have? */
export function isShop(stage: Stage): boolean {
  return stage.nodes.some(({ role }) => role === 'service' || role === 'caller');
}

const HEAD = 32;
const CLIENT = { height: 28, gap: 6, inset: 8 };
const FOOT = 8;
const LID = 9;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Where the brokers are. */
  readonly brokers: 'left' | 'right' | 'above' | 'below';
}

interface Placed {
  readonly nodes: readonly PlacedNode[];
  readonly bottom: number;
}

/** A machine by itself. */
function alone(node: StageNode, { x, y, width, brokers }: Place): Placed {
  const facing = brokers === 'left' ? 'left' : 'right';
  const lid = node.role === 'database' ? LID : 0;
  const bench = placeBench(node, { x, y: y + HEAD + lid, width });
  const height = bench === null ? smallHeight(node, width) : bench.bottom + FOOT - y;
  return { nodes: [place(node, { x, y, width, height }, { bench, facing })], bottom: y + height };
}

interface ClientColumn {
  readonly clients: readonly StageNode[];
  readonly y: number;
  /** The part of the frame's width that they take. */
  readonly part: 'whole' | 'left' | 'right';
}

/** Clients below one another inside a frame. */
function clientsOf(frame: StageNode, { x, width, brokers }: Place, { clients, y, part }: ClientColumn): Placed {
  const { height, gap, inset } = CLIENT;
  const whole = width - 2 * inset;
  const half = (whole - gap) / 2;
  const own = { x: x + inset + (part === 'right' ? half + gap : 0), width: part === 'whole' ? whole : half, height };
  const atLeft = part === 'whole' ? brokers === 'left' : part === 'left';
  const nodes = clients.map((client, index) => {
    // Messages leave towards the brokers, and come from there.
    const facing = (client.role === 'producer') === atLeft ? 'left' : 'right';
    return place(client, { ...own, y: y + index * (height + gap) }, { facing, frame: frame.id });
  });
  return { nodes, bottom: y + clients.length * (height + gap) };
}

const takersOf = ({ clients }: Crew): readonly StageNode[] => clients.filter(({ role }) => role === 'consumer');
const sendersOf = ({ clients }: Crew): readonly StageNode[] => clients.filter(({ role }) => role !== 'consumer');

function framed({ node }: Crew, at: Place, inner: Placed & { readonly bench: PlacedNode['bench'] }): Placed {
  const bottom = inner.bottom + FOOT;
  const frame = place(node, { x: at.x, y: at.y, width: at.width, height: bottom - at.y }, { bench: inner.bench });
  return { nodes: [frame, ...inner.nodes], bottom };
}

/** A service and its clients in one frame: what comes in above its workers, what goes out below them. */
function standing(crew: Crew, at: Place): Placed {
  const takers = clientsOf(crew.node, at, { clients: takersOf(crew), y: at.y + HEAD, part: 'whole' });
  const bench = placeBench(crew.node, { ...at, y: takers.bottom });
  const y = (bench?.bottom ?? takers.bottom) + 3;
  const senders = clientsOf(crew.node, at, { clients: sendersOf(crew), y, part: 'whole' });
  return framed(crew, at, { nodes: [...takers.nodes, ...senders.nodes], bottom: senders.bottom - 3, bench });
}

/** Senders at the left, takers at the right, beside one another. */
function clientsAcross(crew: Crew, at: Place, y: number): Placed {
  const lefts = clientsOf(crew.node, at, { clients: sendersOf(crew), y, part: 'left' });
  const rights = clientsOf(crew.node, at, { clients: takersOf(crew), y, part: 'right' });
  return { nodes: [...lefts.nodes, ...rights.nodes], bottom: Math.max(lefts.bottom, rights.bottom) };
}

/** The same, wide and low: clients are on the side where the brokers are. */
function lying(crew: Crew, at: Place): Placed {
  if (at.brokers === 'above') {
    const clients = clientsAcross(crew, at, at.y + HEAD);
    const bench = placeBench(crew.node, { ...at, y: clients.bottom });
    return framed(crew, at, { nodes: clients.nodes, bottom: bench?.bottom ?? clients.bottom, bench });
  }
  const bench = placeBench(crew.node, { ...at, y: at.y + HEAD });
  const clients = clientsAcross(crew, at, (bench?.bottom ?? at.y + HEAD) + 3);
  return framed(crew, at, { nodes: clients.nodes, bottom: clients.bottom - 3, bench });
}

type Stand = (crew: Crew, at: Place) => Placed;

/** Room for a call between a machine and the next. */
const CALL_GAP = 46;

/** Crews below one another. */
function column(
  crews: readonly Crew[],
  at: Place,
  { stand, gap }: { readonly stand: Stand; readonly gap: number },
): Placed {
  let y = at.y;
  let bottom = at.y;
  const nodes = crews.flatMap((crew, index) => {
    const own = { ...at, y };
    const put = crew.clients.length > 0 ? stand(crew, own) : alone(crew.node, own);
    bottom = put.bottom;
    const next = crews[index + 1];
    const calls = crew.node.role === 'caller' || next?.clients.length === 0;
    y = bottom + (calls ? CALL_GAP : gap);
    return put.nodes;
  });
  return { nodes, bottom };
}

function brokersAt(stage: Stage, at: Omit<Place, 'brokers'>): Placed {
  const nodes: PlacedNode[] = [];
  let y = at.y;
  for (const node of byRole(stage, 'controller')) {
    const height = controllerHeight(node, at);
    nodes.push(place(node, { ...at, y, height }));
    y += height + 14;
  }
  for (const node of byRole(stage, 'broker')) {
    const broker = placeBroker(node, { ...at, y }, { followers: 'folded' });
    nodes.push(broker);
    y += broker.box.height + 14;
  }
  return { nodes, bottom: y - 14 };
}

/** Everything lower by so much. */
function lowered(nodes: readonly PlacedNode[], by: number): readonly PlacedNode[] {
  if (by <= 0) return nodes;
  return nodes.map((placed) => {
    const bench = placed.bench === null ? null : loweredBench(placed.bench, by);
    return { ...placed, box: { ...placed.box, y: placed.box.y + by }, bench };
  });
}

function loweredBench(bench: NonNullable<PlacedNode['bench']>, by: number): NonNullable<PlacedNode['bench']> {
  const lower = <Item extends { readonly box: { readonly y: number } }>(item: Item): Item => ({
    ...item,
    box: { ...item.box, y: item.box.y + by },
  });
  return {
    slots: bench.slots.map(lower),
    lanes: bench.lanes.map(lower),
    orders: bench.orders.map((order) => ({ ...order, y: order.y + by })),
    words: bench.words.map((word) => ({ ...word, y: word.y + by })),
    bottom: bench.bottom + by,
  };
}

/** Between the brokers and the databases below them. */
const DATABASE_GAP = 44;
/** A column that is lower than the others begins so far down at most. */
const LOWERED_MAX = 150;

function wide(stage: Stage, width: number): Placed {
  const sides = sidesOf(stage);
  const side = Math.round(Math.min(214, Math.max(158, width * 0.2)));
  const gap = Math.round(Math.min(96, Math.max(46, width * 0.075)));
  const rail = 22;
  const middle = { x: rail + side + gap, width: width - 2 * (rail + side + gap) };
  const standings = { stand: standing, gap: 16 };
  const before = column(sides.before, { x: rail, y: 4, width: side, brokers: 'right' }, standings);
  const behind = column(
    sides.behind,
    { x: middle.x + middle.width + gap, y: 4, width: side, brokers: 'left' },
    { ...standings, gap: 30 },
  );
  const brokers = brokersAt(stage, { ...middle, y: 4 });
  const databases = byRole(stage, 'database');
  const each = Math.min(300, (middle.width - 16 * (databases.length - 1)) / Math.max(1, databases.length));
  const row = each * databases.length + 16 * (databases.length - 1);
  const below = databases.map((node, index) =>
    alone(node, {
      x: middle.x + (middle.width - row) / 2 + index * (each + 16),
      y: brokers.bottom + DATABASE_GAP,
      width: each,
      brokers: 'right',
    }),
  );
  const centre = Math.max(brokers.bottom, ...below.map(({ bottom }) => bottom));
  const height = Math.max(centre, before.bottom, behind.bottom);
  const down = (bottom: number): number => Math.min(LOWERED_MAX, (height - bottom) / 2);
  return {
    nodes: [
      ...lowered(before.nodes, down(before.bottom)),
      ...brokers.nodes,
      ...below.flatMap(({ nodes }) => nodes),
      ...lowered(behind.nodes, down(behind.bottom)),
    ],
    bottom: height,
  };
}

/** Left and right of what stands in the one column of a phone, for the links that pass by. */
export const GUTTER = { left: 26, right: 34 };

function tall(stage: Stage, width: number): Placed {
  const sides = sidesOf(stage);
  const at = { x: GUTTER.left, width: width - GUTTER.left - GUTTER.right };
  const lyings = { stand: lying, gap: 30 };
  const before = column(sides.before, { ...at, y: 4, brokers: 'below' }, lyings);
  const brokers = brokersAt(stage, { ...at, y: before.bottom + 34 });
  const behind = column(
    sides.behind,
    { ...at, y: brokers.bottom + 34, brokers: 'above' },
    { ...lyings, gap: CALL_GAP },
  );
  let y = behind.bottom + 34;
  const below = byRole(stage, 'database').map((node) => {
    const put = alone(node, { ...at, y, brokers: 'above' });
    y = put.bottom + 20;
    return put;
  });
  return {
    nodes: [...before.nodes, ...brokers.nodes, ...behind.nodes, ...below.flatMap(({ nodes }) => nodes)],
    bottom: y - 20,
  };
}

/** Places everything on a stage with applications. */
export function placeShop(
  stage: Stage,
  room: { readonly width: number; readonly wide: boolean },
): { readonly nodes: readonly PlacedNode[]; readonly height: number } {
  const { nodes, bottom } = room.wide ? wide(stage, room.width) : tall(stage, room.width);
  return { nodes, height: bottom + 8 };
}
