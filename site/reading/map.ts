/**
 * The concept map: concepts, the readings and lessons tied to them, and where each lies. Laid out while pages are built, so that
 * it is the same for everybody and costs a page no script. Forces draw concepts together that are treated together; a reading or
 * a lesson lies in the middle of its concepts; then everything is pushed apart until nothing covers anything.
 */
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from 'd3-force';
import { widthOf } from '../pictures/lines.ts';

export const MAP_WIDTH = 1280;
export const MAP_HEIGHT = 920;
const TICKS = 600;
/** Concepts that are treated together more seldom do not pull at each other, unless nothing else pulls at one of them. */
const SHARE_MIN = 0.1;
const SEPARATIONS_MAX = 600;
const GAP = 4;
const NAME_SIZE = 14;
const NAME_PADDING = 18;
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

type Body = SimulationNodeDatum & Omit<MapNode, 'x' | 'y'> & { x: number; y: number; settled?: number };

/** Lays the map out. What treats none of the concepts has no place on it and is left out. */
export function layOutMap({
  concepts,
  ...subjects
}: {
  readonly concepts: readonly { readonly id: string; readonly name: string }[];
  readonly lessons: readonly MapSubject[];
  readonly readings: readonly MapSubject[];
}): ConceptMap {
  const indexOfConcept = new Map(concepts.map(({ id }, index) => [id, index]));
  const placed = (each: MapSubject): boolean => each.concepts.some((id) => indexOfConcept.has(id));
  const lessons = subjects.lessons.filter(placed);
  const readings = subjects.readings.filter(placed);
  const bodies = [
    ...concepts.map(({ id, name }) => body('concept', id, name)),
    ...lessons.map(({ id, name }) => body('lesson', id, name)),
    ...readings.map(({ id, name }) => body('reading', id, name)),
  ];
  const ties = [...lessons, ...readings].flatMap((subject, index) =>
    subject.concepts.flatMap((id): (readonly [number, number])[] => {
      const concept = indexOfConcept.get(id);
      return concept === undefined ? [] : [[concepts.length + index, concept]];
    }),
  );
  const named = bodies.slice(0, concepts.length);
  pullTogether(named, affinities([...lessons, ...readings], indexOfConcept));
  for (const [from, concept] of ties) settle(bodies[from], bodies[concept]);
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

function body(kind: MapNode['kind'], id: string, name: string): Body {
  const named = kind !== 'reading';
  const width = named ? Math.ceil(widthOf(name, NAME_SIZE) + NAME_PADDING) : DOT;
  return { id, kind, name, x: Number.NaN, y: Number.NaN, width, height: named ? NAME_HEIGHT : DOT };
}

interface Affinity {
  readonly source: number;
  readonly target: number;
  /** Of all that treats one of the two, the share that treats both. */
  readonly share: number;
}

/** Which concepts are treated together, and how much so. */
function affinities(subjects: readonly MapSubject[], indexOf: ReadonlyMap<string, number>): readonly Affinity[] {
  const treating = new Map<number, Set<number>>([...indexOf.values()].map((concept) => [concept, new Set()]));
  subjects.forEach(({ concepts }, subject) =>
    concepts.forEach((id) => treating.get(indexOf.get(id) ?? -1)?.add(subject)),
  );
  const sets = [...treating];
  return sets.flatMap(([source, left], index) =>
    sets.slice(index + 1).flatMap(([target, right]) => {
      const shared = [...left].filter((subject) => right.has(subject)).length;
      return shared === 0 ? [] : [{ source, target, share: shared / (left.size + right.size - shared) }];
    }),
  );
}

function strongest(links: readonly Affinity[]): readonly Affinity[] {
  const most = new Map<number, number>();
  for (const { source, target, share } of links) {
    for (const end of [source, target]) most.set(end, Math.max(most.get(end) ?? 0, share));
  }
  return links.filter(
    ({ source, target, share }) => share >= SHARE_MIN || share === most.get(source) || share === most.get(target),
  );
}

/** First nearness alone, so that concepts can pass each other; then room for their names. */
function pullTogether(bodies: Body[], links: readonly Affinity[]): void {
  forceSimulation(bodies)
    .force(
      'affinity',
      forceLink<Body, Affinity & SimulationLinkDatum<Body>>(strongest(links).map((link) => ({ ...link })))
        .distance(30)
        .strength(({ share }) => Math.min(1, 0.1 + 2.5 * share)),
    )
    .force('apart', forceManyBody<Body>().strength(-260))
    .force('x', forceX<Body>(0).strength(0.08))
    .force('y', forceY<Body>(0).strength(0.11))
    .alphaDecay(0.012)
    .stop()
    .tick(TICKS);
  fit(bodies);
  forceSimulation(bodies)
    .force(
      'room',
      forceCollide<Body>(({ width }) => Math.min(66, width * 0.46)),
    )
    .stop()
    .tick(120);
  fit(bodies);
}

/** Moves a reading or a lesson towards one of its concepts: after all of them, it lies in their middle. */
function settle(subject: Body | undefined, concept: Body | undefined): void {
  if (subject === undefined || concept === undefined) return;
  const before = subject.settled ?? 0;
  subject.x = before === 0 ? concept.x : (subject.x * before + concept.x) / (before + 1);
  subject.y = before === 0 ? concept.y : (subject.y * before + concept.y) / (before + 1);
  subject.settled = before + 1;
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

/** Pushes apart what overlaps, until nothing does or the patience ends. Dots give way sooner than names. */
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
  const leftShare = yields(left) / (yields(left) + yields(right));
  const [axis, overlap] = across < down ? (['x', across] as const) : (['y', down] as const);
  const direction = left[axis] <= right[axis] ? 1 : -1;
  left[axis] -= direction * overlap * leftShare;
  right[axis] += direction * overlap * (1 - leftShare);
  return true;
}

/** How readily something moves out of the way of another. */
const yields = ({ kind }: Body): number => (kind === 'reading' ? 9 : 1);

function keepInside(each: Body): void {
  each.x = Math.min(MAP_WIDTH - each.width / 2 - 2, Math.max(each.width / 2 + 2, each.x));
  each.y = Math.min(MAP_HEIGHT - each.height / 2 - 2, Math.max(each.height / 2 + 2, each.y));
}

/** The name of a concept without what stands in brackets: a map has little room. */
export const shortName = (name: string): string => name.replace(/\s*[（(].*$/, '');
