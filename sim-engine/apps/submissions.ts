/**
 * Orders that services hand to the producer clients of their process: what a client calls them on the wire, and how it tells its
 * application what became of them. Rooms call this from their own clients.
 */
import type { Turn } from '../host/turn.ts';
import type { Applications } from './applications.ts';
import type { SubmitRequest, SubmitResponse } from './messages.ts';
import { MESSAGE_MARK } from './recordNames.ts';

/** Who waits to hear of a send. */
export interface Submission {
  readonly from: number;
  readonly correlation: number;
}

/** A producer client of a process, and what it writes to: clients with the same destination give an order the same name. */
export interface Outlet {
  readonly producer: string;
  /** In the system's own terms: a topic, an exchange with a routing key. */
  readonly destination: string;
}

/**
 * What tells the messages of one destination apart from those of others about the same order. The first destination that services
 * send to carries the order's own name; any other adds the name of its first client, so that a chain `orders` -> `paid` has
 * messages `a3` and `a3~paid-out`, and nobody takes one for a copy of the other.
 */
export function suffixOf(applications: Applications | undefined, outlets: readonly Outlet[], producer: string): string {
  const clients = new Set((applications?.services ?? []).flatMap(({ clients = [] }) => clients));
  const used = outlets.filter((outlet) => clients.has(outlet.producer));
  const own = used.find((outlet) => outlet.producer === producer);
  const first = used.find(({ destination }) => destination === own?.destination);
  return first === undefined || first === used[0] ? '' : `${MESSAGE_MARK}${first.producer}`;
}

/** The label under which a client counts the fresh names that it has given to an order. */
export function freshLabel(order: string): string {
  return `${order}${MESSAGE_MARK}`;
}

/** A name that no other send has: clients take turns in counting, so that no two give the same. */
export function freshValue(
  order: string,
  options: { readonly count: number; readonly place: number; readonly places: number },
): string {
  const { count, place, places } = options;
  return `${freshLabel(order)}${(count - 1) * places + place + 1}`;
}

/** Tells the application what became of a send. */
export function answerSubmission(
  turn: Turn,
  { from, correlation }: Submission,
  outcome: { readonly type: SubmitResponse['outcome']; readonly error?: string },
): void {
  const { type, error = null } = outcome;
  const response: SubmitResponse = { kind: 'SubmitResponse', correlation, outcome: type, error };
  turn.send(from, response);
}

/** What a client calls an order on the wire. `count`: fresh names that it has given to this order, this one included. */
export function submittedValue(
  { order, as }: SubmitRequest,
  naming: { readonly suffix: string; readonly count: number; readonly place: number; readonly places: number },
): string {
  return as === 'order' ? `${order}${naming.suffix}` : freshValue(order, naming);
}
