/** A message in one queue. Every queue has its own; they share nothing but the published content. */
import type { Message } from '../message.ts';

export interface Entry {
  /** Running number of the queue: the order in which it took messages in. */
  readonly id: number;
  readonly message: Message;
  /** Level of priority in this queue. */
  readonly level: number;
  readonly redelivered: boolean;
  /** When it expires; null: never. Fixed when the message came in, and kept when it is returned. */
  readonly expiresAtMicros: number | null;
  /** Quorum queues: failed deliveries so far. */
  readonly deliveryCount: number;
  /** Quorum queues since 4.3: how often it was handed out. */
  readonly acquiredCount: number;
}

/** A connection's channel. */
export interface ChannelKey {
  readonly connection: string;
  readonly channel: number;
}

export function sameChannel(left: ChannelKey, right: ChannelKey): boolean {
  return left.connection === right.connection && left.channel === right.channel;
}

/** A command's channel, and the command's number there: so a queue knows one that comes twice, or too early. */
export interface CommandSender extends ChannelKey {
  readonly sequence: number;
  /** Number of the channel's last command to this queue before it that it would send again; 0: it is the first one. */
  readonly previous: number;
}

/** An entry that was handed out and is not acknowledged. */
export interface Held {
  readonly entry: Entry;
  readonly by: ChannelKey;
  /** Tag of the consumer that got it; null: it was fetched with basic.get. */
  readonly consumerTag: string | null;
  /** Number of the delivery among those to this consumer; 0: it was fetched with basic.get. */
  readonly number: number;
}
