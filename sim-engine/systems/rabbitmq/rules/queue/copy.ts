/** A copy of a classic queue that began later than the queue: what it has of it. */
import { emptyReady, inServingOrder, putBack } from './ready.ts';
import { allEntries, type QueueState } from './state.ts';

/** Messages in a queue, wherever they are. */
export function messageCount(queue: QueueState): number {
  return allEntries(queue).length;
}

/** Number of the oldest message, or null when there is none. */
export function lowestNumber(queue: QueueState): number | null {
  const numbers = allEntries(queue).map(({ id }) => id);
  return numbers.length === 0 ? null : Math.min(...numbers);
}

/**
 * Name: the copy of a new mirror
 * Who: a mirror that was not synchronised
 * Means: it has what came after it, and nothing of what was there before
 * Enabled when: its leader tells it how the queue is
 * Changes: nothing; this is what it takes over
 *
 * @param since - number of the first message that it has; 0: all
 */
export function sinceNumber(queue: QueueState, since: number): QueueState {
  if (since === 0) return queue;
  const isThere = ({ id }: { readonly id: number }): boolean => id >= since;
  const ready = inServingOrder(queue.ready)
    .filter(isThere)
    .reduce((left, entry) => putBack(left, entry), emptyReady(queue.ready.scheme));
  const { rest: held } = queue.held.split(({ entry }) => !isThere(entry));
  return { ...queue, ready, held, delayed: queue.delayed.filter(({ entry }) => isThere(entry)) };
}
