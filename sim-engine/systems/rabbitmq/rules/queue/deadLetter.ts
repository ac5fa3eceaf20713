/**
 * Dead letters: what is written on a message that a queue gives up, where it goes, and when it has gone in a circle.
 * Source: deps/rabbit/src/rabbit_dead_letter.erl (publish, detect_cycles), deps/rabbit/src/mc.erl (record_death,
 * is_death_cycle), docs/dlx.md; 3.10.8 observed.
 */
import { withoutField } from '../fieldTable.ts';
import type { Death, DeathHistory, DeathReason, Message } from '../message.ts';
import { isAtLeast, type RabbitVersion } from '../version.ts';

/**
 * Name: record a death
 * Who: the queue that gives a message up
 * Means: one entry for each queue and reason, the latest first; again only counts, what happened first stays written.
 *   3.10: each death turns the order of the older entries round (observed)
 * Enabled when: a message dies and the queue has a dead letter exchange
 * Changes: the message's history
 */
export function recordDeath(options: {
  readonly message: Message;
  readonly queue: string;
  readonly reason: DeathReason;
  readonly nowMicros: number;
  readonly version: RabbitVersion;
}): DeathHistory {
  const { message, queue, reason, nowMicros, version } = options;
  const before = message.history?.deaths ?? [];
  const isSame = (death: Death): boolean => death.queue === queue && death.reason === reason;
  const known = before.find(isSame);
  const death: Death = known
    ? { ...known, count: known.count + 1 }
    : {
        queue,
        reason,
        count: 1,
        exchange: message.exchange,
        routingKeys: message.routingKeys.slice(0, message.routingKeys.length - message.blindKeys.length),
        timeMicros: nowMicros,
        originalExpiration: message.expiration,
      };
  const place = { exchange: message.exchange, queue, reason };
  const older = isAtLeast(version, '3.13') ? before : before.toReversed();
  const deaths = [death, ...older.filter((other) => !isSame(other))];
  return { deaths, first: message.history?.first ?? place, last: place };
}

/**
 * Name: make a dead letter
 * Who: the queue that gives a message up
 * Means: it is published again, to the dead letter exchange, with the configured routing key or all keys that it had; its
 *   expiration is taken off, or it would expire at once again; CC goes when a key is configured
 * Enabled when: a message dies and the queue has a dead letter exchange
 * Changes: nothing; a new message is routed
 */
export function deadLetter(options: {
  readonly message: Message;
  readonly queue: string;
  readonly reason: DeathReason;
  readonly nowMicros: number;
  readonly exchange: string;
  /** null: the message's own keys. */
  readonly routingKey: string | null;
  readonly version: RabbitVersion;
}): Message {
  const { message, exchange, routingKey } = options;
  const history = recordDeath(options);
  const letter: Message = { ...message, exchange, history, expiration: null };
  if (routingKey === null) return letter;
  const headers = message.headers === null ? null : withoutField(message.headers, 'CC');
  return { ...letter, headers, routingKeys: [routingKey], blindKeys: [] };
}

/**
 * Name: detect a dead letter cycle
 * Who: the broker, for each queue to which a dead letter would go
 * Means: a message that comes to a queue where it has died is dropped, unless a consumer has rejected it on the way: a
 *   circle without anybody in it would go on for ever
 * Enabled when: the message did not die by rejection just now
 * Changes: nothing; the queue is left out
 *
 * Leaves out: 3.13.0, which did not know the order of deaths and let any rejection count.
 */
export function isDeathCycle(options: { readonly history: DeathHistory; readonly target: string }): boolean {
  const { deaths } = options.history;
  if (deaths[0]?.reason === 'rejected') return false;
  const at = deaths.findIndex((death) => death.queue === options.target);
  if (at < 0) return false;
  return deaths.slice(0, at + 1).every((death) => death.reason !== 'rejected');
}
