/** A message inside the broker: what was published, and what the broker has written on it since. */
import { EMPTY_TABLE, type FieldTable, type FieldValue } from './fieldTable.ts';
import { isAtLeast, type RabbitVersion } from './version.ts';

/** Why a queue gave a message up. */
export type DeathReason = 'rejected' | 'expired' | 'maxlen' | 'delivery_limit';

/** One entry of the header `x-death`: all deaths of one queue for one reason. */
export interface Death {
  readonly queue: string;
  readonly reason: DeathReason;
  readonly count: number;
  /** Of the first death of this kind; later ones only count. */
  readonly exchange: string;
  readonly routingKeys: readonly string[];
  readonly timeMicros: number;
  readonly originalExpiration: string | null;
}

export interface DeathPlace {
  readonly exchange: string;
  readonly queue: string;
  readonly reason: DeathReason;
}

export interface DeathHistory {
  /** Most recent first. */
  readonly deaths: readonly Death[];
  readonly first: DeathPlace;
  readonly last: DeathPlace;
}

export interface Message {
  /** Exchange to which it was last published. */
  readonly exchange: string;
  /** Its own routing key, then those of CC and BCC. */
  readonly routingKeys: readonly string[];
  /** Those of the keys that came from BCC, which are the last ones: no consumer learns of them. */
  readonly blindKeys: readonly string[];
  /** As published, without BCC; null: there were none. */
  readonly headers: FieldTable | null;
  /** Time to live in milliseconds, decimal, as published. */
  readonly expiration: string | null;
  readonly priority: number | null;
  /** null: the publisher did not say, which means no. */
  readonly persistent: boolean | null;
  readonly body: string;
  /** Size of the body. */
  readonly bytes: number;
  readonly history: DeathHistory | null;
}

const MICROS_PER_SECOND = 1_000_000;

function deathTable(death: Death): FieldValue {
  const fields: FieldTable = {
    count: death.count,
    reason: death.reason,
    queue: death.queue,
    time: { kind: 'timestamp', seconds: Math.floor(death.timeMicros / MICROS_PER_SECOND) },
    exchange: death.exchange,
    'routing-keys': death.routingKeys,
    ...(death.originalExpiration === null ? {} : { 'original-expiration': death.originalExpiration }),
  };
  return { kind: 'table', fields };
}

/** The headers that a consumer sees. `x-last-death-*` came with 3.13. */
export function visibleHeaders(message: Message, version: RabbitVersion): FieldTable | null {
  const { history } = message;
  if (history === null) return message.headers;
  const { first, last } = history;
  return {
    ...(message.headers ?? EMPTY_TABLE),
    'x-death': history.deaths.map(deathTable),
    'x-first-death-exchange': first.exchange,
    'x-first-death-queue': first.queue,
    'x-first-death-reason': first.reason,
    ...(isAtLeast(version, '3.13')
      ? {
          'x-last-death-exchange': last.exchange,
          'x-last-death-queue': last.queue,
          'x-last-death-reason': last.reason,
        }
      : {}),
  };
}
