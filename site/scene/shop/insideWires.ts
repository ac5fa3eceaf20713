/** Between a service and the clients of its process there is no network; what they say to each other is seen all the same. */
import { straight, trackOf } from '../geometry.ts';
import type { PlacedNode, Wire } from '../placed.ts';

/** From the client's edge to the service's workers, or to the service's middle when it has none. */
function wireOf(service: PlacedNode, client: PlacedNode): Wire {
  const { box } = client;
  const slot = service.bench?.slots[0]?.box;
  const goal = slot === undefined ? service.box.y + service.box.height / 2 : slot.y + slot.height / 2;
  const isAbove = box.y + box.height / 2 < goal;
  const x = box.x + box.width * 0.72;
  const track = trackOf([straight({ x, y: isAbove ? box.y + box.height : box.y }, { x, y: goal })]);
  const [a, b] = [client.node.id, service.node.id];
  const id = a < b ? `${a}-${b}` : `${b}-${a}`;
  return { id, a, b, track, purpose: 'inside', forward: null, backward: null };
}

/** One for each client that stands in a frame. */
export function insideWires(nodes: readonly PlacedNode[]): readonly Wire[] {
  return nodes.flatMap((client) => {
    const service = nodes.find(({ node }) => node.id === client.frame);
    return service === undefined ? [] : [wireOf(service, client)];
  });
}
