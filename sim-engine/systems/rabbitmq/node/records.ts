/** Counts of a queue, whatever its type. */
import { allConsumers } from '../rules/queue/consumers.ts';
import type { QueueRecord } from './value.ts';

/** Messages that are ready; of a stream, those that are there. */
export function readyCount({ state }: QueueRecord): number {
  if (state.type !== 'stream') return state.ready.count;
  return state.log.chunks
    .slice(state.log.deleted, state.log.chunks.length)
    .reduce((sum, { messages }) => sum + messages.length, 0);
}

export function consumerCount({ state }: QueueRecord): number {
  return state.type === 'stream' ? state.readers.length : allConsumers(state.consumers).length;
}
