/**
 * Delayed retry of quorum queues, since 4.3.
 * Source: docs/quorum-queues#delayed-retry, deps/rabbit/src/rabbit_fifo.erl (should_delay0, calculate_ready_at).
 */
import type { DelayedRetry } from '../queue/arguments.ts';

/**
 * Name: delay of a retry
 * Who: a quorum queue, when a message comes back
 * Means: the more often it has failed, the longer it waits, up to a limit
 * Enabled when: the queue delays this kind of return
 * Changes: nothing
 */
export function retryDelayMicros(options: {
  readonly minMicros: number;
  readonly maxMicros: number;
  readonly deliveryCount: number;
}): number {
  return Math.min(options.minMicros * Math.max(1, options.deliveryCount), options.maxMicros);
}

/** Does a queue delay a message that comes back so? */
export function isDelayed(retry: DelayedRetry, deliveryFailed: boolean): boolean {
  switch (retry.type) {
    case 'disabled':
      return false;
    case 'all':
      return true;
    case 'failed':
      return deliveryFailed;
    case 'returned':
      return !deliveryFailed;
  }
}
