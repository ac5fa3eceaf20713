/** How a line goes from a lesson to one that builds on it. */
import { curveBasis, curveBumpY, curveLinear, line, type CurveFactory } from 'd3-shape';
import type { Format, PlacedLesson } from './layout.ts';

export interface Tie {
  /** Number of the lesson that comes before. */
  readonly from: string;
  readonly to: string;
}

export interface Edge extends Tie {
  /** Does it pass rows of lessons? */
  readonly far: boolean;
  /** The line with the arrow at its end, as an SVG path. */
  readonly path: string;
}

type Point = readonly [x: number, y: number];

interface Ends {
  readonly from: PlacedLesson;
  readonly to: PlacedLesson;
}

/** Lines in one channel lie this far apart, as long as there is room. */
const APART = 3;
const ARROW = 4;

/** Finds a way for each tie. @throws when an end is not there */
export function routeEdges(ties: readonly Tie[], lessons: readonly PlacedLesson[], format: Format): readonly Edge[] {
  const places = new Map(lessons.map((lesson) => [lesson.number, lesson]));
  const ends = ties.map((tie) => ({ from: placeOf(tie.from, places), to: placeOf(tie.to, places) }));
  const channels = channelsFor(ends, lessons, format);
  return ends.map((pair, index) => ({
    from: pair.from.number,
    to: pair.to.number,
    far: passesRows(pair),
    path: pathOf(pair, lessons, channels.get(index)),
  }));
}

function placeOf(number: string, places: ReadonlyMap<string, PlacedLesson>): PlacedLesson {
  const found = places.get(number);
  if (found === undefined) throw new Error(`the picture has no lesson ${number}`);
  return found;
}

const middle = ({ x, width }: PlacedLesson): number => x + width / 2;
const passesRows = ({ from, to }: Ends): boolean => to.row - from.row > 1;

/** For each tie that passes rows, by its index: where it passes them. */
function channelsFor(
  ends: readonly Ends[],
  lessons: readonly PlacedLesson[],
  { columns, channel }: Format,
): ReadonlyMap<number, number> {
  const first = lessons[0];
  if (first === undefined) return new Map();
  const all = channelsOf(first, columns, channel);
  const usersOf = new Map<number, number[]>();
  ends.forEach((pair, index) => {
    if (!passesRows(pair)) return;
    const place = nearest(all, pair);
    usersOf.set(place, [...(usersOf.get(place) ?? []), index]);
  });
  return new Map([...usersOf].flatMap(([place, users]) => spread(users, all[place] ?? NOWHERE)));
}

interface Channel {
  /** Its middle. */
  readonly x: number;
  readonly width: number;
}

const NOWHERE: Channel = { x: 0, width: 0 };

/** One between each two columns; at both ends one half as wide. */
function channelsOf(first: PlacedLesson, columns: number, width: number): readonly Channel[] {
  return Array.from({ length: columns + 1 }, (_, index) => {
    const x = first.x - width / 2 + index * (first.width + width);
    const inwards = index === 0 ? 1 : index === columns ? -1 : 0;
    return { x: x + (inwards * width) / 4, width: inwards === 0 ? width : width / 2 };
  });
}

/** The channel with the shortest way; of two as short, the one nearer to the end. */
function nearest(all: readonly Channel[], { from, to }: Ends): number {
  const cost = (x: number): number => Math.abs(x - middle(from)) + 1.01 * Math.abs(x - middle(to));
  const costs = all.map(({ x }) => cost(x));
  return costs.indexOf(Math.min(...costs));
}

function spread(users: readonly number[], { x, width }: Channel): readonly (readonly [number, number])[] {
  const apart = Math.min(APART, (0.6 * width) / Math.max(1, users.length - 1));
  return users.map((user, index) => [user, x + (index - (users.length - 1) / 2) * apart]);
}

function pathOf(ends: Ends, lessons: readonly PlacedLesson[], channel: number | undefined): string {
  const { from, to } = ends;
  if (from.row === to.row) return to.column === from.column + 1 ? across(ends) : over(ends);
  const start: Point = [middle(from), from.y + from.height];
  const end: Point = [middle(to), to.y];
  if (channel === undefined) return draw([start, end], curveBumpY) + arrow(end, 'down');
  const passed = lessons.filter(({ row }) => row > from.row && row < to.row);
  const top = Math.min(...passed.map(({ y }) => y));
  const bottom = Math.max(...passed.map(({ y, height }) => y + height));
  return draw([start, [channel, top], [channel, bottom], end], curveBumpY) + arrow(end, 'down');
}

/** To the neighbour. */
function across({ from, to }: Ends): string {
  const y = from.y + from.height / 2;
  const end: Point = [to.x, y];
  return draw([[from.x + from.width, y], end], curveLinear) + arrow(end, 'right');
}

/** Over the lessons between, in one row. */
function over({ from, to }: Ends): string {
  const height = from.y - 22;
  const end: Point = [middle(to) - 14, to.y];
  const points: readonly Point[] = [[middle(from) + 14, from.y], [middle(from) + 14, height], [end[0], height], end];
  return draw(points, curveBasis) + arrow(end, 'down');
}

const draw = (points: readonly Point[], curve: CurveFactory): string =>
  line<Point>(
    ([x]) => x,
    ([, y]) => y,
  )
    .curve(curve)
    .digits(0)(points) ?? '';

function arrow([x, y]: Point, direction: 'down' | 'right'): string {
  const back = -ARROW;
  return direction === 'down'
    ? `m${back},${back}L${x},${y}l${ARROW},${back}`
    : `m${back},${back}L${x},${y}l${back},${ARROW}`;
}
