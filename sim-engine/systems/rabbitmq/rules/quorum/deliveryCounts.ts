/**
 * What counts as a failed delivery.
 * Source: docs/quorum-queues (poison message handling), deps/rabbit/src/rabbit_fifo.erl (incr_msg_headers, return_one),
 * deps/rabbit/src/rabbit_channel.erl (basic.nack, basic.reject; pull request 15387).
 */
import { isAtLeast, type RabbitVersion } from '../version.ts';

/** How a message came back. */
export type ReturnKind =
  /** basic.reject with requeue, or AMQP 1.0 modified with delivery-failed. */
  | 'failed'
  /** basic.nack with requeue, basic.recover, acknowledgement timeout; AMQP 1.0 released, or modified without delivery-failed. */
  | 'released'
  /** The channel or connection of the consumer is gone. */
  | 'channel-gone'
  /** The consumer's node is suspected to be down. */
  | 'node-suspected';

/**
 * Name: count a return
 * Who: a quorum queue, when a message comes back
 * Means: before 4.3 every return counts; since then only a failure does, and how often it was handed out is kept apart
 * Enabled when: a message comes back
 * Changes: the message's delivery count
 *
 * @returns what is added to the delivery count
 */
export function failuresOf(kind: ReturnKind, version: RabbitVersion): 0 | 1 {
  if (!isAtLeast(version, '4.3')) return 1;
  return kind === 'failed' || kind === 'channel-gone' ? 1 : 0;
}

/**
 * Name: delivery limit
 * Who: a quorum queue, when a message comes back
 * Means: a limit of n allows n returns, so n + 1 deliveries; the next return is the message's death
 * Enabled when: the queue has a limit
 * Changes: nothing; the message dies, reason "delivery_limit"
 */
export function isPoison(deliveryCount: number, limit: number | null): boolean {
  return limit !== null && deliveryCount > limit;
}
