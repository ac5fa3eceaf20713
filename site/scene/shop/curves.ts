/** How links lead on a stage with applications. */
import type { SceneLink } from '../../../sim-engine/view/scene.ts';
import { bottom, left, right, tallCurves, top, wideCurves, type Ends } from '../curves.ts';
import { bow, sideways, straight, type Curve, type Point } from '../geometry.ts';
import type { PlacedNode } from '../placed.ts';

interface Room {
  readonly width: number;
  readonly wide: boolean;
}

type Purpose = SceneLink['purpose'];

const middleX = ({ box }: PlacedNode): number => box.x + box.width / 2;

/** Do both stand in one column? */
function areStacked(one: PlacedNode, other: PlacedNode): boolean {
  return one.box.x < other.box.x + other.box.width && other.box.x < one.box.x + one.box.width;
}

/** Below one another with nothing between. */
function areNeighbours(nodes: readonly PlacedNode[], one: PlacedNode, other: PlacedNode): boolean {
  const [upper, lower] = one.box.y < other.box.y ? [one, other] : [other, one];
  return !nodes.some(
    (between) =>
      areStacked(between, upper) &&
      between.frame === null &&
      between.box.y >= upper.box.y + upper.box.height &&
      between.box.y + between.box.height <= lower.box.y,
  );
}

/** Straight down or up, between the sides that face each other. */
function upright(from: PlacedNode, to: PlacedNode): Curve {
  return from.box.y < to.box.y ? straight(bottom(from), top(to)) : straight(top(from), bottom(to));
}

/** From one column to another: out at the side that faces the other, in at the side that faces back. */
function crossing({ from, to, fromShare, toShare }: Ends): Curve {
  if (middleX(from) < middleX(to)) return sideways(right(from, fromShare), left(to, toShare));
  const [start, end] = [left(from, fromShare), right(to, toShare)];
  const pull = Math.max(24, (start.x - end.x) * 0.5);
  return [start, { x: start.x - pull, y: start.y }, { x: end.x + pull, y: end.y }, end];
}

/** How far from a machine a link passes by the one below it. */
const BETWEEN = 34;

/** To a database below the brokers: down first, then in from the side. */
function toBelow(nodes: readonly PlacedNode[], { from, to, toShare }: Ends): Curve {
  const fromLeft = middleX(from) < middleX(to);
  const end = fromLeft ? left(to, toShare) : right(to, toShare);
  const isLowest = !nodes.some((other) => areStacked(other, from) && other.box.y > from.box.y + from.box.height);
  if (isLowest && from.box.y + from.box.height < end.y) {
    const start = bottom(from);
    return [start, { x: start.x, y: end.y - 10 }, { x: start.x, y: end.y }, end];
  }
  // Between the columns: what stands below is in the way.
  const start = fromLeft ? right(from, 0.72) : left(from, 0.72);
  const beside = start.x + (fromLeft ? 1 : -1) * BETWEEN;
  return [start, { x: beside, y: start.y }, { x: beside, y: end.y }, end];
}

/** At the left of the brokers, where fewer clients are. */
function betweenBrokers({ from, to }: Ends): Curve {
  const [start, end] = [left(from, 0.72), { x: to.box.x, y: to.box.y + 26 }];
  return bow(start, end, Math.abs(end.y - start.y) > from.box.height ? -40 : -24);
}

function wideShop(nodes: readonly PlacedNode[], purpose: Purpose, ends: Ends, width: number): readonly Curve[] {
  const { from, to } = ends;
  if (purpose === 'control') return wideCurves(purpose, ends);
  if (purpose === 'replicate') return [betweenBrokers(ends)];
  if (!areStacked(from, to)) return [purpose === 'apply' ? toBelow(nodes, ends) : crossing(ends)];
  if (areNeighbours(nodes, from, to)) return [upright(from, to)];
  const outer = middleX(from) < width / 2 ? 'left' : 'right';
  return [outer === 'left' ? bow(left(from, 0.5), left(to, 0.5), -13) : bow(right(from, 0.5), right(to, 0.5), 13)];
}

/** Along a rail at one side of a phone's only column. */
function alongRail(start: Point, end: Point, rail: number): readonly Curve[] {
  const way = end.y > start.y ? 1 : -1;
  const turn = Math.min(26, Math.abs(end.y - start.y) / 2);
  const [leave, arrive] = [
    { x: rail, y: start.y + way * turn },
    { x: rail, y: end.y - way * turn },
  ];
  return [
    [start, { x: rail, y: start.y }, { x: rail, y: start.y }, leave],
    straight(leave, arrive),
    [arrive, { x: rail, y: end.y }, { x: rail, y: end.y }, end],
  ];
}

/** Rails: what is produced goes by at the left, what is consumed at the right, and farther in what services ask for. */
const RAIL = { produce: 9, consume: 9, others: 19 };

function tallShop(nodes: readonly PlacedNode[], purpose: Purpose, ends: Ends, width: number): readonly Curve[] {
  const { from, to, fromShare, toShare } = ends;
  switch (purpose) {
    case 'produce':
      return alongRail(left(from, 0.5), left(to, toShare), RAIL.produce);
    case 'consume':
      return alongRail(right(from, fromShare), right(to, 0.5), width - RAIL.consume);
    case 'call':
    case 'apply':
      if (areNeighbours(nodes, from, to)) return [upright(from, to)];
      return alongRail(right(from, 0.8), right(to, toShare), width - RAIL.others);
    case 'control':
    case 'replicate':
      return tallCurves(purpose, ends, width);
  }
}

/** The curves of each link, for where these machines stand. */
export function shopCurves(
  nodes: readonly PlacedNode[],
  { width, wide }: Room,
): (purpose: Purpose, ends: Ends) => readonly Curve[] {
  return (purpose, ends) => (wide ? wideShop(nodes, purpose, ends, width) : tallShop(nodes, purpose, ends, width));
}
