/**
 * The consumers of a queue: whose turn it is.
 *
 * A consumer that has no credit is set aside, and stands at the end of its priority again when it has. A classic queue sets it
 * aside when its turn comes, a quorum queue with the delivery that used its credit up.
 * Source: deps/rabbit/src/rabbit_queue_consumers.erl (deliver, block_consumer, unblock), deps/rabbit/src/rabbit_fifo.erl
 * (update_or_remove_con, maybe_queue_consumer), docs/consumers.md; 3.10.8 observed.
 */
import { sameChannel, type ChannelKey } from './entry.ts';

export interface Consumer extends ChannelKey {
  readonly tag: string;
  readonly noAck: boolean;
  readonly exclusive: boolean;
  /** Unacknowledged deliveries that it may have; 0: any number. A snapshot of the channel's value when it registered. */
  readonly prefetch: number;
  readonly priority: number;
  /** Deliveries that it has not acknowledged. */
  readonly unacknowledged: number;
  /** Deliveries so far: each has a number, so that its channel sees which it has missed. */
  readonly delivered: number;
  /** Running number of registration. */
  readonly registered: number;
}

export interface Consumers {
  /** Those that wait for a message: by priority, and inside one priority by whose turn it is. */
  readonly waiting: readonly Consumer[];
  /** Those without credit. */
  readonly blocked: readonly Consumer[];
}

export const NO_CONSUMERS: Consumers = { waiting: [], blocked: [] };

export interface ConsumerKey extends ChannelKey {
  readonly tag: string;
}

export function sameConsumer(left: ConsumerKey, right: ConsumerKey): boolean {
  return left.tag === right.tag && sameChannel(left, right);
}

export function allConsumers(consumers: Consumers): readonly Consumer[] {
  return [...consumers.waiting, ...consumers.blocked].sort((left, right) => left.registered - right.registered);
}

export function findConsumer(consumers: Consumers, key: ConsumerKey): Consumer | undefined {
  const isIt = (consumer: Consumer): boolean => sameConsumer(consumer, key);
  return consumers.waiting.find(isIt) ?? consumers.blocked.find(isIt);
}

/** A consumer at the end of its priority. */
export function enqueueConsumer(consumers: Consumers, consumer: Consumer): Consumers {
  const at = consumers.waiting.findIndex((other) => other.priority < consumer.priority);
  const waiting = consumers.waiting.toSpliced(at < 0 ? consumers.waiting.length : at, 0, consumer);
  return { ...consumers, waiting };
}

export function removeConsumers(consumers: Consumers, isGone: (consumer: Consumer) => boolean): Consumers {
  return {
    waiting: consumers.waiting.filter((consumer) => !isGone(consumer)),
    blocked: consumers.blocked.filter((consumer) => !isGone(consumer)),
  };
}

/** Sets a consumer aside until it has credit again. */
export function blockConsumer(consumers: Consumers, consumer: Consumer): Consumers {
  const { waiting, blocked } = removeConsumers(consumers, (other) => sameConsumer(other, consumer));
  return { waiting, blocked: [...blocked, consumer] };
}

/** Counts a delivery, and moves the consumer to the end of its priority; in a quorum queue only if it has credit left. */
export function afterDelivery(consumers: Consumers, consumer: Consumer, type: 'classic' | 'quorum'): Consumers {
  const others = removeConsumers(consumers, (other) => sameConsumer(other, consumer));
  const unacknowledged = consumer.unacknowledged + (consumer.noAck ? 0 : 1);
  const served = { ...consumer, unacknowledged, delivered: consumer.delivered + 1 };
  if (type === 'quorum' && !hasOwnCredit(served)) return { ...others, blocked: [...others.blocked, served] };
  return enqueueConsumer(others, served);
}

/** Counts an acknowledgement, a return or a discard. */
export function afterSettlement(consumers: Consumers, key: ConsumerKey): Consumers {
  const { waiting, blocked } = consumers;
  const at = waiting.findIndex((consumer) => sameConsumer(consumer, key));
  if (at >= 0) return { waiting: withOneLess(waiting, at), blocked };
  const behind = blocked.findIndex((consumer) => sameConsumer(consumer, key));
  return behind < 0 ? consumers : { waiting, blocked: withOneLess(blocked, behind) };
}

function withOneLess(all: readonly Consumer[], at: number): readonly Consumer[] {
  const consumer = all[at];
  if (consumer === undefined) return all;
  return all.with(at, { ...consumer, unacknowledged: Math.max(0, consumer.unacknowledged - 1) });
}

/**
 * Name: prefetch of a consumer
 * Who: the queue, before it delivers
 * Means: a consumer that acknowledges has at most `prefetch` deliveries in hand; one that does not is never held back
 * Enabled when: a message is ready
 * Changes: nothing
 */
export function hasOwnCredit(consumer: Consumer): boolean {
  return consumer.noAck || consumer.prefetch === 0 || consumer.unacknowledged < consumer.prefetch;
}

/** Lets those that may take a message again stand at the end of their priority. */
export function unblock(consumers: Consumers, mayTake: (consumer: Consumer) => boolean): Consumers {
  const freed = consumers.blocked.filter(mayTake);
  if (freed.length === 0) return consumers;
  const rest: Consumers = { ...consumers, blocked: consumers.blocked.filter((consumer) => !freed.includes(consumer)) };
  return freed.reduce(enqueueConsumer, rest);
}

/** Who becomes the single active consumer: the highest priority, and there the first that registered. */
export function firstInLine(consumers: Consumers): Consumer | undefined {
  let best: Consumer | undefined;
  for (const consumer of allConsumers(consumers)) {
    if (best === undefined || consumer.priority > best.priority) best = consumer;
  }
  return best;
}
