/** Messages as clients see them. */
import { EMPTY_TABLE, type FieldTable } from '../rules/fieldTable.ts';
import { visibleHeaders, type Message } from '../rules/message.ts';
import type { Entry } from '../rules/queue/entry.ts';
import { isAtLeast, type RabbitVersion } from '../rules/version.ts';
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

interface Seeing {
  readonly version: RabbitVersion;
  readonly queueType: 'classic' | 'quorum';
  readonly way: 'get' | 'deliver';
}

/**
 * What a quorum queue tells of earlier deliveries. 3.10: basic.get always tells the count (observed), a consumer hears of it
 * from the second delivery on; since 3.13 both are the same. Since 4.3 the header x-acquired-count tells how often the message
 * was handed out before, and x-delivery-count only how often that has failed.
 * Source: deps/rabbit/src/rabbit_fifo_client.erl (add_delivery_count_header).
 */
function countsOf({ deliveryCount, acquiredCount }: Entry, { version, way }: Seeing): FieldTable {
  const failed = { 'x-delivery-count': deliveryCount };
  if (!isAtLeast(version, '3.13') && way === 'get') return failed;
  const known = deliveryCount > 0 ? failed : EMPTY_TABLE;
  const before = acquiredCount - 1;
  return isAtLeast(version, '4.3') && before > 0 ? { 'x-acquired-count': before, ...known } : known;
}

/** An entry of a queue, as whoever gets it sees it. */
export function seenEntry(entry: Entry, options: Seeing): SeenMessage {
  const headers = visibleHeaders(entry.message, options.version);
  const counts = options.queueType === 'quorum' ? countsOf(entry, options) : EMPTY_TABLE;
  const all = Object.keys(counts).length > 0 ? { ...(headers ?? EMPTY_TABLE), ...counts } : headers;
  return seen(entry.message, all, entry.redelivered);
}

/** A message of a stream: its offset is a header. */
export function seenInStream(message: Message, offset: number, version: RabbitVersion): SeenMessage {
  const headers = { ...(visibleHeaders(message, version) ?? EMPTY_TABLE), 'x-stream-offset': offset };
  return seen(message, headers, false);
}
