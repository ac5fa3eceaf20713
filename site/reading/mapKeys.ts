/** What the map's script asks: where an arrow key leads, and what the lines tie together. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const FORWARD: Readonly<Record<Direction, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Is a key one that moves? */
export const isDirection = (key: string): key is Direction => Object.hasOwn(FORWARD, key);

/**
 * The nearest place that lies rather in this direction than to the side of it, or else the nearest that lies in it at all, so that
 * no place is out of reach; -1 when there is none. Sideways counts double, so that a row is followed before another is entered.
 */
export function neighbour(places: readonly Place[], from: number, direction: Direction): number {
  const start = places[from];
  if (start === undefined) return -1;
  const [right, down] = FORWARD[direction];
  const ahead = places
    .map(({ x, y }, index) => ({
      index,
      along: (x - start.x) * right + (y - start.y) * down,
      aside: Math.abs((x - start.x) * down) + Math.abs((y - start.y) * right),
    }))
    .filter(({ along }) => along > 0)
    .sort((left, other) => left.along + 2 * left.aside - (other.along + 2 * other.aside));
  return (ahead.find(({ along, aside }) => aside <= along) ?? ahead[0])?.index ?? -1;
}

/** The ends of each line of a path that consists of `M x y L x y` only. */
export function tiesIn(path: string): readonly (readonly [from: Place, to: Place])[] {
  return [...path.matchAll(/M(\d+) (\d+)L(\d+) (\d+)/g)].map(([, ...ends]) => {
    const [x = 0, y = 0, toX = 0, toY = 0] = ends.map(Number);
    return [
      { x, y },
      { x: toX, y: toY },
    ];
  });
}
