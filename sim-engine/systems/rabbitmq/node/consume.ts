/** Consumers, basic.get and basic.qos: the channel's side. */
import { EMPTY_TABLE, fieldOf } from '../rules/fieldTable.ts';
import { getFromSingleActive, notAllowed, notImplemented, resourceName } from '../rules/replies.ts';
import { checkReader, refuse } from '../rules/stream/stream.ts';
import { isAtLeast } from '../rules/version.ts';
import { serveQueue } from './classicQueue.ts';
import type { Draft } from './draft.ts';
import type { QueueCommand } from './internode.ts';
import type { MethodOf } from './methods.ts';
import { ask, registrationOf } from './toQueue.ts';
import { HERE, type Channel, type ChannelConsumer, type ClientInput, type QueueRecord } from './value.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';

/**
 * Name: set prefetch
 * Who: a client
 * Means: how many unacknowledged deliveries a consumer may have: for consumers that register from now on, and a limit of the
 *   whole channel is lifted; or, with `global`, for all of the channel together, at once. Since 4.3 `global` is not permitted,
 *   and means the same as without it
 * Enabled when: always
 * Changes: the channel
 */
export function setPrefetch(draft: Draft, input: ClientInput, method: MethodOf<'basic.qos'>): void {
  const { prefetch } = method;
  const isGlobal = method.global === true && !isAtLeast(draft.node.config.version, '4.3');
  const before = draft.channel(input)?.channelPrefetch;
  const limits = isGlobal ? { channelPrefetch: prefetch } : { channelPrefetch: 0, consumerPrefetch: prefetch };
  draft.changeChannel(input, (channel) => ({ ...channel, ...limits }));
  draft.send(input, { type: 'basic.qos-ok' });
  if (before !== limits.channelPrefetch) serveQueuesOf(draft, input);
}

/** Classic queues of this node in which a channel has consumers: its own limit may have changed. */
export function serveQueuesOf(draft: Draft, key: ChannelKey): void {
  const names = new Set(draft.channel(key)?.consumers.map(({ queue }) => queue));
  for (const name of names) if (draft.queue(name)?.servedBy === HERE) serveQueue(draft, name);
}

/**
 * Name: consume
 * Who: a client
 * Means: the queue hands messages to this consumer from now on, with the prefetch that the channel has at this moment
 * Enabled when: the queue may be used, the tag is new on the channel, nobody is exclusive
 * Changes: consumers; deliveries begin
 */
export function consume(draft: Draft, input: ClientInput, method: MethodOf<'basic.consume'>): void {
  const { queue, noAck = false, exclusive = false } = method;
  const record = draft.usableQueue(queue, input.connection);
  const channel = draft.channel(input);
  if (channel === undefined) return;
  const given = method.consumerTag ?? '';
  if (channel.consumers.some(({ tag }) => tag === given)) {
    throw notAllowed(`attempt to reuse consumer tag '${given}'`);
  }
  checkLimits(record, channel, noAck);
  draft.story.rule('rabbitmq.queue.consume');
  const consumer: ChannelConsumer = {
    tag: given === '' ? draft.madeUpName('amq.ctag-') : given,
    queue,
    noAck,
    exclusive,
    prefetch: channel.consumerPrefetch,
    arguments: method.arguments ?? EMPTY_TABLE,
    received: 0,
  };
  draft.changeChannel(input, (now) => ({ ...now, consumers: [...now.consumers, consumer] }));
  const { connection, channel: number } = input;
  const command = registering(record, input, consumer);
  ask(draft, input, { queue, command, origin: { kind: 'consume', connection, channel: number } });
}

/** Only classic queues know a limit for the whole channel, and a stream needs one for the consumer. */
function checkLimits({ name, type }: QueueRecord, channel: Channel, noAck: boolean): void {
  if (type === 'stream') checkReader(name, { prefetch: channel.consumerPrefetch, noAck });
  if (type === 'classic' || channel.channelPrefetch === 0) return;
  throw notImplemented(`${resourceName('queue', name)} does not support global qos`);
}

/** How a consumer registers: with the queue that it chose, or again, with a new leader. */
export function registering(
  { type }: Pick<QueueRecord, 'type'>,
  key: ChannelKey,
  consumer: ChannelConsumer,
): QueueCommand {
  const registration = registrationOf(key, consumer);
  if (type !== 'stream') return { type: 'checkout', consumer: registration };
  const { received } = consumer;
  const offset = received === 0 ? fieldOf(consumer.arguments, 'x-stream-offset') : received;
  return { type: 'read', consumer: registration, offset };
}

/** A client cancels a consumer. What it holds stays with the channel. */
export function cancelConsumer(draft: Draft, input: ClientInput, method: MethodOf<'basic.cancel'>): void {
  const { consumerTag: tag } = method;
  const known = draft.channel(input)?.consumers.find((consumer) => consumer.tag === tag);
  draft.send(input, { type: 'basic.cancel-ok', consumerTag: tag });
  if (known === undefined) return;
  draft.changeChannel(input, (now) => ({ ...now, consumers: now.consumers.filter((other) => other.tag !== tag) }));
  const by = { connection: input.connection, channel: input.channel };
  ask(draft, input, { queue: known.queue, command: { type: 'cancel', by, tag }, origin: null });
}

/** Fetches one message. A quorum queue with a single active consumer lets nobody fetch, whether anybody consumes or not. */
export function get(draft: Draft, input: ClientInput, method: MethodOf<'basic.get'>): void {
  const { queue, noAck = false } = method;
  const { type, policy } = draft.usableQueue(queue, input.connection);
  if (type === 'stream') refuse('basic.get', queue);
  if (type === 'quorum' && policy.singleActiveConsumer) throw getFromSingleActive(queue);
  const by = { connection: input.connection, channel: input.channel };
  const command = { type: 'take', by, acknowledgement: noAck ? 'automatic' : 'manual' } as const;
  ask(draft, input, { queue, command, origin: { kind: 'get', ...by, noAck } });
}
