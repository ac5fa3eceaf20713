/** Which broker a client asks when any will do: the one with the fewest of its requests in flight (NetworkClient.leastLoadedNode). */

/** Anything that waits for an answer from a node. */
export interface InFlight {
  readonly node: number;
}

/** Requests in flight to a node. */
export function inFlightTo(requests: readonly InFlight[], node: number): number {
  let count = 0;
  for (const request of requests) if (request.node === node) count += 1;
  return count;
}

/**
 * The least loaded broker; among equals the first one from `rotation` on.
 *
 * @param brokers - broker ids, at least one
 */
export function leastLoadedNode(brokers: readonly number[], requests: readonly InFlight[], rotation: number): number {
  let best = -1;
  let bestLoad = 0;
  for (let place = 0; place < brokers.length; place += 1) {
    const node = brokers[(rotation + place) % brokers.length] as number;
    const load = inFlightTo(requests, node);
    if (best === -1 || load < bestLoad) {
      best = node;
      bestLoad = load;
    }
  }
  return best;
}
