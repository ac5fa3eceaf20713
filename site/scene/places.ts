/** Where the machines, links and shelves of a stage are, by the names that predictions give them. Pure. */
import { linkPlace, shelfPlace } from '../../lessons/places.ts';
import { along, type Box } from './geometry.ts';
import type { PlacedShelf } from './inside.ts';
import type { Layout } from './layout.ts';

export const PLACE_KINDS = ['node', 'link', 'shelf'] as const;

export type PlaceKind = (typeof PLACE_KINDS)[number];

export interface Place {
  readonly name: string;
  readonly box: Box;
}

/** A link is pointed at in its middle; the target is large enough for a finger. */
const LINK_SIDE = 32;

function logName({ kind, shelf }: PlacedShelf): string {
  if (kind === 'queue') return shelf.name;
  return shelf.partition === null ? shelf.topic : `${shelf.topic}-${shelf.partition}`;
}

/** Places of one kind, in the order in which the stage has them. Each name once. */
export function placesOf(layout: Layout, kind: PlaceKind): readonly Place[] {
  switch (kind) {
    case 'node':
      return layout.nodes.map(({ node, box }) => ({ name: node.name, box }));
    case 'link':
      return layout.wires.map(({ a, b, track }) => {
        const { x, y } = along(track, 0.5, { backwards: false, aside: 0 });
        const name = (id: number): string => layout.placeOf(id)?.node.name ?? String(id);
        return {
          name: linkPlace(name(a), name(b)),
          box: { x: x - LINK_SIDE / 2, y: y - LINK_SIDE / 2, width: LINK_SIDE, height: LINK_SIDE },
        };
      });
    case 'shelf':
      return layout.nodes.flatMap(({ node, shelves }) =>
        shelves.map((placed) => ({ name: shelfPlace(node.name, logName(placed)), box: placed.box })),
      );
  }
}
