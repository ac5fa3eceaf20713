/**
 * From a queue to a channel: the one way, whether the channel's connection is on this node or on another. And what a channel
 * does when it hears of its queues.
 */
import { hearQueue, type ConfirmVerdict, type Unacknowledged } from '../rules/channel/channel.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';
import { ProtocolFault } from '../rules/replies.ts';
import type { Draft } from './draft.ts';
import type { ChannelEvent, Handed, QueueRequest } from './internode.ts';
import { forgetPending, resume } from './toQueue.ts';
import type { Channel, ChannelConsumer } from './value.ts';

type EventOf<Type extends ChannelEvent['type']> = Extract<ChannelEvent, { readonly type: Type }>;
type VerdictEvent = Extract<ChannelEvent, { readonly applied: number | null }>;

/** Tells a channel something, wherever its connection is. */
export function tell(draft: Draft, to: ChannelKey, event: ChannelEvent): void {
  if (draft.connection(to.connection) === undefined) draft.tellElsewhere(to, event);
  else hearEvent(draft, to, event);
}

/**
 * A channel of this node hears of a queue. One that is closed by now hears nothing: the queue will learn that it is gone.
 *
 * @throws {ProtocolFault} when a queue has refused what the channel asked
 */
export function hearEvent(draft: Draft, key: ChannelKey, event: ChannelEvent): void {
  const channel = draft.channel(key);
  if (channel === undefined) return;
  switch (event.type) {
    case 'deliver':
      return hearDeliveries(draft, key, channel, event);
    case 'got':
      return hearGot(draft, key, channel, event);
    case 'accepted':
    case 'rejected':
      return hearVerdict(draft, key, channel, event);
    case 'applied':
      return draft.setChannel(key.connection, forgetPending(channel, event.sequence));
    case 'cancelled':
      return hearCancelled(draft, key, channel, event.consumerTag);
    case 'refused':
      throw new ProtocolFault(event.reply, event.explanation);
    case 'get-empty':
      return draft.send(key, { type: 'basic.get-empty' });
    case 'purged':
      return draft.send(key, { type: 'queue.purge-ok', messageCount: event.messageCount });
    case 'deleted':
      return draft.send(key, { type: 'queue.delete-ok', messageCount: event.messageCount });
    case 'declared': {
      const { queue, messageCount, consumerCount } = event;
      return draft.send(key, { type: 'queue.declare-ok', queue, messageCount, consumerCount });
    }
    case 'consuming':
      draft.setChannel(key.connection, withoutQuestion(channel, event.consumerTag));
      return draft.send(key, { type: 'basic.consume-ok', consumerTag: event.consumerTag });
  }
}

/** The client has been told of its consumer: a registration that is sent again asks no more for that. */
function withoutQuestion(channel: Channel, tag: string): Channel {
  const isIt = ({ command }: QueueRequest): boolean => command.type === 'checkout' && command.consumer.tag === tag;
  const known = channel.pending.items.find(isIt);
  if (known === undefined) return channel;
  return { ...channel, pending: channel.pending.replace(known, { ...known, origin: null }) };
}

function hearDeliveries(draft: Draft, key: ChannelKey, channel: Channel, event: EventOf<'deliver'>): void {
  const { queue } = event;
  const { deliveries, consumers } = draft.isNumbered(queue)
    ? inOrder(draft, key, channel, event)
    : { deliveries: event.deliveries, consumers: channel.consumers };
  const held: Unacknowledged[] = [];
  let deliveryTag = channel.nextDeliveryTag;
  for (const { consumerTag, entry, noAck, message } of deliveries) {
    if (!noAck) held.push({ deliveryTag, queue, consumerTag, entry, sinceMicros: draft.nowMicros });
    draft.send(key, { type: 'basic.deliver', consumerTag, deliveryTag, message, observed: { queue, entry } });
    deliveryTag += 1;
  }
  const unacknowledged = channel.unacknowledged.append(held);
  draft.setChannel(key.connection, { ...channel, nextDeliveryTag: deliveryTag, unacknowledged, consumers });
}

/**
 * Name: keep deliveries in order
 * Who: the channel, for a queue whose leader may change
 * Means: a delivery that came already, from the old leader, is left out; when one is missing, a quorum queue is asked for it.
 *   What needs no acknowledgement is not kept by the queue, so nobody can ask for it
 * Enabled when: a delivery of a quorum queue or a stream comes
 * Changes: what the channel has had of each consumer
 */
function inOrder(
  draft: Draft,
  key: ChannelKey,
  channel: Channel,
  event: EventOf<'deliver'>,
): { readonly deliveries: readonly Handed[]; readonly consumers: readonly ChannelConsumer[] } {
  let { consumers } = channel;
  const isQuorum = draft.queue(event.queue)?.type === 'quorum';
  const deliveries = event.deliveries.filter((delivery) => {
    const at = consumers.findIndex(({ tag }) => tag === delivery.consumerTag);
    const consumer = consumers[at];
    if (consumer === undefined) return true;
    if (delivery.number <= consumer.received) return false;
    if (isQuorum && delivery.number > consumer.received + 1 && !delivery.noAck) {
      resume(draft, key, consumer);
      return false;
    }
    consumers = consumers.with(at, { ...consumer, received: delivery.number });
    return true;
  });
  return { deliveries, consumers };
}

function hearGot(draft: Draft, key: ChannelKey, channel: Channel, event: EventOf<'got'>): void {
  const { queue, entry, noAck, message, messageCount } = event;
  const deliveryTag = channel.nextDeliveryTag;
  const held = { deliveryTag, queue, consumerTag: null, entry, sinceMicros: draft.nowMicros };
  const unacknowledged = noAck ? channel.unacknowledged : channel.unacknowledged.append([held]);
  draft.setChannel(key.connection, { ...channel, nextDeliveryTag: deliveryTag + 1, unacknowledged });
  draft.send(key, { type: 'basic.get-ok', deliveryTag, message, observed: { queue, entry }, messageCount });
}

function hearVerdict(draft: Draft, key: ChannelKey, before: Channel, event: VerdictEvent): void {
  const { sequence, queue, type: verdict, applied } = event;
  const channel = applied === null ? before : forgetPending(before, applied);
  const { unconfirmed, decided, value } = hearQueue(channel.unconfirmed, { sequence, queue, verdict });
  draft.setChannel(key.connection, { ...channel, unconfirmed });
  if (decided === null) return;
  draft.story.rule('rabbitmq.channel.confirm');
  if (decided === 'nack') draft.story.milestone('fault', 'rabbit.publish.nacked', { queue, value });
  else if (draft.story.explaining) draft.story.note('rabbit.publish.confirmed', { queue, value });
  confirm(draft, key, sequence, decided);
}

export function confirm(draft: Draft, to: ChannelKey, sequence: number, verdict: ConfirmVerdict): void {
  draft.send(to, { type: `basic.${verdict}`, deliveryTag: sequence, multiple: false });
}

/** A consumer is gone, and its client is told, once. */
function hearCancelled(draft: Draft, key: ChannelKey, channel: Channel, consumerTag: string): void {
  const consumers = channel.consumers.filter(({ tag }) => tag !== consumerTag);
  if (consumers.length === channel.consumers.length) return;
  draft.setChannel(key.connection, { ...channel, consumers });
  draft.send(key, { type: 'basic.cancel', consumerTag });
}

/** A queue is gone for good: no publish of this node's channels waits for it, and nobody consumes from it. */
export function withoutQueue(draft: Draft, queue: string): void {
  eachChannel(draft, (key, channel) => {
    for (const { tag } of channel.consumers.filter((consumer) => consumer.queue === queue)) {
      hearEvent(draft, key, { type: 'cancelled', consumerTag: tag });
    }
  });
  decideFor(draft, queue, 'accepted');
}

/** Says of all publishes of this node that wait for a queue what became of them. */
export function decideFor(draft: Draft, queue: string, verdict: 'accepted' | 'rejected'): void {
  eachChannel(draft, (key, { unconfirmed }) => {
    for (const { sequence, waitsFor } of unconfirmed.items) {
      if (waitsFor.includes(queue)) hearEvent(draft, key, { type: verdict, queue, sequence, applied: null });
    }
  });
}

/** Every channel of this node. */
export function eachChannel(draft: Draft, visit: (key: ChannelKey, channel: Channel) => void): void {
  for (const { name, channels } of draft.node.connections.items) {
    for (const channel of channels) visit({ connection: name, channel: channel.number }, channel);
  }
}
