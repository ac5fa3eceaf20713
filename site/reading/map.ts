/**
 * The concept map: concepts, the readings and lessons tied to them, and where each lies. Laid out while pages are built, so that
 * it is the same for everybody and costs a page no script. Forces put together what is read together; then names are pushed
 * apart until none covers another.
 */
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';

export const MAP_WIDTH = 1280;
export const MAP_HEIGHT = 920;
const TICKS = 320;
const SEPARATIONS_MAX = 600;
const GAP = 4;
const NAME_HEIGHT = 26;
const DOT = 9;

export interface MapSubject {
  readonly id: string;
  /** Shown on the map. */
  readonly name: string;
  readonly concepts: readonly string[];
}

export interface MapNode {
  readonly id: string;
  readonly kind: 'concept' | 'lesson' | 'reading';
  readonly name: string;
  /** Middle, and size of what must not be covered. Whole units of the picture. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ConceptMap {
  readonly nodes: readonly MapNode[];
  /** Pairs of indices into `nodes`: something, and a concept that it treats. */
  readonly ties: readonly (readonly [from: number, concept: number])[];
}

type Body = SimulationNodeDatum & Omit<MapNode, 'x' | 'y'> & { x: number; y: number };

/** Lays the map out. */
export function layOutMap({
  concepts,
  lessons,
  readings,
}: {
  readonly concepts: readonly { readonly id: string; readonly name: string }[];
  readonly lessons: readonly MapSubject[];
  readonly readings: readonly MapSubject[];
}): ConceptMap {
  const bodies = [
    ...concepts.map(({ id, name }) => body('concept', id, name)),
    ...lessons.map(({ id, name }) => body('lesson', id, name)),
    ...readings.map(({ id, name }) => body('reading', id, name)),
  ];
  const indexOfConcept = new Map(concepts.map(({ id }, index) => [id, index]));
  const ties = [...lessons, ...readings].flatMap((subject, index) =>
    subject.concepts.flatMap((id): (readonly [number, number])[] => {
      const concept = indexOfConcept.get(id);
      return concept === undefined ? [] : [[concepts.length + index, concept]];
    }),
  );
  pullTogether(bodies, ties);
  separate(bodies);
  return {
    nodes: bodies.map(({ id, kind, name, x, y, width, height }) => ({
      id,
      kind,
      name,
      x: Math.round(x),
      y: Math.round(y),
      width,
      height,
    })),
    ties,
  };
}

/** Width of a name at the map's size of type: a Chinese character is as wide as it is high, a Latin letter about half. */
function widthOf(name: string): number {
  return [...name].reduce((total, sign) => total + (sign.charCodeAt(0) > 0x2e80 ? 14 : 7.4), 18);
}

function body(kind: MapNode['kind'], id: string, name: string): Body {
  const named = kind !== 'reading';
  const width = named ? Math.ceil(widthOf(name)) : DOT;
  return { id, kind, name, x: Number.NaN, y: Number.NaN, width, height: named ? NAME_HEIGHT : DOT };
}

function pullTogether(bodies: Body[], ties: ConceptMap['ties']): void {
  forceSimulation(bodies)
    .force(
      'ties',
      forceLink(ties.map(([source, target]) => ({ source, target })))
        .distance(46)
        .strength(0.16),
    )
    .force(
      'apart',
      forceManyBody<Body>().strength(({ kind }) => (kind === 'concept' ? -420 : -50)),
    )
    .force(
      'room',
      forceCollide<Body>(({ width }) => width * 0.32 + GAP),
    )
    .force('x', forceX<Body>(0).strength(0.045))
    .force('y', forceY<Body>(0).strength(0.075))
    .stop()
    .tick(TICKS);
  fit(bodies);
}

/** Moves and scales everything into the picture. */
function fit(bodies: readonly Body[]): void {
  const across = spread(bodies.map(({ x }) => x));
  const down = spread(bodies.map(({ y }) => y));
  const margin = 90;
  for (const each of bodies) {
    each.x = margin + ((each.x - across.from) / across.length) * (MAP_WIDTH - 2 * margin);
    each.y = margin / 2 + ((each.y - down.from) / down.length) * (MAP_HEIGHT - margin);
  }
}

function spread(values: readonly number[]): { readonly from: number; readonly length: number } {
  const from = Math.min(...values);
  return { from, length: Math.max(...values) - from || 1 };
}

/** Pushes apart what overlaps, until nothing does or the patience ends. Names give way to names, dots to everything. */
function separate(bodies: readonly Body[]): void {
  for (let round = 0; round < SEPARATIONS_MAX; round += 1) {
    let moved = false;
    for (const [index, left] of bodies.entries()) {
      for (const right of bodies.slice(index + 1)) moved = pushApart(left, right) || moved;
    }
    bodies.forEach(keepInside);
    if (!moved) return;
  }
}

function pushApart(left: Body, right: Body): boolean {
  const across = (left.width + right.width) / 2 + GAP - Math.abs(left.x - right.x);
  const down = (left.height + right.height) / 2 + GAP - Math.abs(left.y - right.y);
  if (across <= 0 || down <= 0) return false;
  const leftShare =
    left.kind !== 'reading' && right.kind === 'reading'
      ? 0
      : left.kind === 'reading' && right.kind !== 'reading'
        ? 1
        : 0.5;
  const [axis, overlap] = across < down ? (['x', across] as const) : (['y', down] as const);
  const direction = left[axis] <= right[axis] ? 1 : -1;
  left[axis] -= direction * overlap * leftShare;
  right[axis] += direction * overlap * (1 - leftShare);
  return true;
}

function keepInside(each: Body): void {
  each.x = Math.min(MAP_WIDTH - each.width / 2 - 2, Math.max(each.width / 2 + 2, each.x));
  each.y = Math.min(MAP_HEIGHT - each.height / 2 - 2, Math.max(each.height / 2 + 2, each.y));
}

/** The name of a concept without what stands in brackets: a map has little room. */
export const shortName = (name: string): string => name.replace(/\s*[（(].*$/, '');
