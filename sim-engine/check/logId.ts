/** What a log or a queue is called, and how to tell them apart. */
import type { LogId } from './history.ts';

/** The partition of what has none: a queue, and a send that does not know its partition. */
export const NO_PARTITION = -1;

/** Does the name of a log that exists stand for a queue? */
export function isQueue(log: LogId): boolean {
  return log.partition === NO_PARTITION;
}

/** A name in sentences: `orders-0` for a log, `orders` for a queue. */
export function logName({ topic, partition }: LogId): string {
  return partition === NO_PARTITION ? topic : `${topic}-${partition}`;
}
