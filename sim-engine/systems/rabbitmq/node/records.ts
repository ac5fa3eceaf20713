/** Counts of a queue, whatever its type; where the queue is neither served nor copied, there is nothing to count. */
import type { QueueRecord } from './value.ts';

/** Messages that are ready; of a stream, those that are there. */
export function readyCount({ state }: QueueRecord): number {
  if (state === null) return 0;
  if (state.type !== 'stream') return state.ready.count;
  return state.log.chunks
    .slice(state.log.deleted, state.log.chunks.length)
    .reduce((sum, { messages }) => sum + messages.length, 0);
}

export function consumerCount({ state }: QueueRecord): number {
  if (state === null) return 0;
  return state.type === 'stream'
    ? state.readers.length
    : state.consumers.waiting.length + state.consumers.blocked.length;
}
