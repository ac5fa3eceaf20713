/** Messages as clients see them. */
import { EMPTY_TABLE, type FieldTable } from '../rules/fieldTable.ts';
import { visibleHeaders, type Message } from '../rules/message.ts';
import type { Entry } from '../rules/queue/entry.ts';
import type { RabbitVersion } from '../rules/version.ts';
import type { SeenMessage } from './methods.ts';

function seen(message: Message, headers: FieldTable | null, redelivered: boolean): SeenMessage {
  return {
    exchange: message.exchange,
    routingKey: message.routingKeys[0] ?? '',
    redelivered,
    headers,
    expiration: message.expiration,
    priority: message.priority,
    persistent: message.persistent,
    body: message.body,
  };
}

export function seenMessage(message: Message, version: RabbitVersion): SeenMessage {
  return seen(message, visibleHeaders(message, version), false);
}

/**
 * An entry of a queue. Quorum queues tell their delivery count: basic.get always, a consumer from the second delivery on
 * (observed on 3.10.8).
 */
export function seenEntry(
  entry: Entry,
  options: {
    readonly version: RabbitVersion;
    readonly queueType: 'classic' | 'quorum';
    readonly way: 'get' | 'deliver';
  },
): SeenMessage {
  const headers = visibleHeaders(entry.message, options.version);
  const tells = options.queueType === 'quorum' && (options.way === 'get' || entry.deliveryCount > 0);
  const all = tells ? { ...(headers ?? EMPTY_TABLE), 'x-delivery-count': entry.deliveryCount } : headers;
  return seen(entry.message, all, entry.redelivered);
}

/** A message of a stream: its offset is a header. */
export function seenInStream(message: Message, offset: number, version: RabbitVersion): SeenMessage {
  const headers = { ...(visibleHeaders(message, version) ?? EMPTY_TABLE), 'x-stream-offset': offset };
  return seen(message, headers, false);
}
