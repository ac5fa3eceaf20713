/**
 * Length limits.
 * Source: docs/maxlength, deps/rabbit/src/rabbit_amqqueue_process.erl (will_overflow, maybe_drop_head),
 * deps/rabbit/src/rabbit_fifo.erl (is_over_limit, is_below_soft_limit).
 */
import type { QueuePolicy } from './arguments.ts';
import type { Entry } from './entry.ts';
import { head, withoutReadyHead, type Ready } from './ready.ts';

type Limits = Pick<QueuePolicy, 'maxLength' | 'maxLengthBytes'>;

export interface Fill {
  readonly count: number;
  readonly bytes: number;
}

/** Is there more than the limits allow? Only ready messages count. */
export function isOverLimit(limits: Limits, fill: Fill): boolean {
  const { maxLength, maxLengthBytes } = limits;
  return (maxLength !== null && fill.count > maxLength) || (maxLengthBytes !== null && fill.bytes > maxLengthBytes);
}

/**
 * Name: reject a publish, classic
 * Who: a classic queue, before it takes a message in
 * Means: the message would go over a limit, so the publisher is told no
 * Enabled when: overflow is reject-publish or reject-publish-dlx
 * Changes: nothing
 */
export function wouldOverflow(limits: Limits, ready: Ready, messageBytes: number): boolean {
  return isOverLimit(limits, { count: ready.count + 1, bytes: ready.bytes + messageBytes });
}

/**
 * Name: drop from the head
 * Who: the queue, after every message that comes in or comes back
 * Means: room is made at the head, where the oldest message of the highest priority is; a message larger than the byte limit
 *   empties the queue and goes too
 * Enabled when: overflow is drop-head and the queue is over a limit
 * Changes: the ready messages
 */
export function dropHead(limits: Limits, ready: Ready): { readonly ready: Ready; readonly dropped: readonly Entry[] } {
  const dropped: Entry[] = [];
  let rest = ready;
  for (let next = head(rest); next !== undefined && isOverLimit(limits, rest); next = head(rest)) {
    dropped.push(next);
    rest = withoutReadyHead(rest);
  }
  return { ready: rest, dropped };
}

/** Publishers of a quorum queue may go on at four fifths of the limit. */
const SOFT_LIMIT = { numerator: 4, denominator: 5 } as const;

/**
 * Name: reject publishes, quorum
 * Who: a quorum queue, after every command
 * Means: publishers are told to stop once the queue is over its limit, so the message that crossed it stays in: limit n
 *   takes n + 1. They may go on when the queue holds four fifths of the limit or less
 * Enabled when: overflow is reject-publish
 * Changes: whether publishers are blocked
 */
export function publishersBlocked(limits: Limits, fill: Fill, blockedBefore: boolean): boolean {
  if (isOverLimit(limits, fill)) return true;
  if (!blockedBefore) return false;
  const isLow = (value: number, limit: number | null): boolean =>
    limit === null || value * SOFT_LIMIT.denominator <= limit * SOFT_LIMIT.numerator;
  return !(isLow(fill.count, limits.maxLength) && isLow(fill.bytes, limits.maxLengthBytes));
}
