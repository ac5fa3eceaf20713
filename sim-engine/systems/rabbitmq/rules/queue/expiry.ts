/**
 * Time to live of messages and queues.
 * Source: docs/ttl.md, deps/rabbit/src/rabbit_amqqueue_process.erl (calculate_msg_expiry, drop_expired_msgs).
 */
import { preconditionFailed } from '../replies.ts';
import type { Entry } from './entry.ts';
import { head, laneHeads, withoutLaneHead, withoutReadyHead, type Ready } from './ready.ts';

const MICROS_PER_MILLI = 1_000;
const EXPIRY_MAX = 4_294_967_295;

/**
 * Name: read a message's expiration
 * Who: the channel, when it receives a message
 * Means: the property is a whole number of milliseconds, written as text
 * Enabled when: the message has the property
 * Changes: nothing
 *
 * @throws {ProtocolFault} 406
 */
export function expirationMillis(expiration: string): number {
  const refuse = (why: string): never => {
    throw preconditionFailed(`invalid expiration '${expiration}': ${why}`);
  };
  if (!/^[+-]?[0-9]+/.test(expiration)) return refuse('no_integer');
  const [digits = ''] = /^[+-]?[0-9]+/.exec(expiration) ?? [];
  if (digits.length < expiration.length) return refuse(`{leftover_string,"${expiration.slice(digits.length)}"}`);
  const millis = Number(digits);
  if (millis < 0) return refuse(`{value_negative,${millis}}`);
  return millis > EXPIRY_MAX ? refuse(`{value_too_big,${millis}}`) : millis;
}

/**
 * Name: compute when a message expires
 * Who: the queue, when it takes a message in
 * Means: the shorter of the queue's and the message's time to live, from now on; later returns do not prolong it
 * Enabled when: one of the two is set
 * Changes: the entry
 */
export function expiresAt(options: {
  readonly nowMicros: number;
  readonly queueTtlMicros: number | null;
  readonly expiration: string | null;
}): number | null {
  const own = options.expiration === null ? null : expirationMillis(options.expiration) * MICROS_PER_MILLI;
  const { nowMicros, queueTtlMicros } = options;
  if (own === null && queueTtlMicros === null) return null;
  return nowMicros + Math.min(own ?? Number.MAX_SAFE_INTEGER, queueTtlMicros ?? Number.MAX_SAFE_INTEGER);
}

function isExpired(entry: Entry | undefined, nowMicros: number): entry is Entry {
  return entry !== undefined && entry.expiresAtMicros !== null && entry.expiresAtMicros <= nowMicros;
}

/** 'queue': only the message that is next. 'levels': the first of each level of priority (quorum queues since 4.3). */
export type ExpiryHeads = 'queue' | 'levels';

/**
 * Name: expire messages
 * Who: the queue, before it serves anybody, and by a timer
 * Means: a message expires only when it is at the head; behind a live one it stays, and still counts
 * Enabled when: the head's time is up
 * Changes: the ready messages
 *
 * @returns what is left, and what expired, in order
 */
export function dropExpired(
  ready: Ready,
  nowMicros: number,
  heads: ExpiryHeads,
): { readonly ready: Ready; readonly expired: readonly Entry[] } {
  const expired: Entry[] = [];
  let rest = ready;
  if (heads === 'queue') {
    for (let next = head(rest); isExpired(next, nowMicros); next = head(rest)) {
      expired.push(next);
      rest = withoutReadyHead(rest);
    }
    return { ready: rest, expired };
  }
  const due = (): Entry | undefined => laneHeads(rest).find((entry) => isExpired(entry, nowMicros));
  for (let next = due(); next !== undefined; next = due()) {
    expired.push(next);
    rest = withoutLaneHead(rest, next);
  }
  return { ready: rest, expired };
}

/** When the next head expires, or null. */
export function nextExpiry(ready: Ready, heads: ExpiryHeads): number | null {
  if (heads === 'queue') return head(ready)?.expiresAtMicros ?? null;
  const times = laneHeads(ready).flatMap(({ expiresAtMicros }) => (expiresAtMicros === null ? [] : [expiresAtMicros]));
  return times.length === 0 ? null : Math.min(...times);
}
