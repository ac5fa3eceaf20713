/** Consumers, basic.get and basic.qos. */
import { EMPTY_TABLE, fieldOf } from '../rules/fieldTable.ts';
import { cancel, register, take } from '../rules/queue/classic.ts';
import { inExclusiveUse, notAllowed, notImplemented, resourceName } from '../rules/replies.ts';
import { turnOf } from '../rules/queue/state.ts';
import { attach, checkReader, detach, refuse } from '../rules/stream/stream.ts';
import { deleteQueue } from './declare.ts';
import type { Draft } from './draft.ts';
import type { MethodOf } from './methods.ts';
import { answerGet, carryOut, carryOutStream, changeClassic, command, serveQueuesOf } from './queues.ts';
import { consumerCount } from './records.ts';
import type { Channel, ClientInput, QueueRecord, RabbitNode } from './value.ts';

/**
 * Name: set prefetch
 * Who: a client
 * Means: how many unacknowledged deliveries a consumer may have: for consumers that register from now on; or, with `global`,
 *   for all of the channel together, at once
 * Enabled when: always
 * Changes: the channel
 */
export function setPrefetch(draft: Draft, input: ClientInput, method: MethodOf<'basic.qos'>): void {
  const isGlobal = method.global === true;
  draft.changeChannel(input, (channel) =>
    isGlobal ? { ...channel, channelPrefetch: method.prefetch } : { ...channel, consumerPrefetch: method.prefetch },
  );
  draft.send(input, { type: 'basic.qos-ok' });
  if (isGlobal) serveQueuesOf(draft, input);
}

/**
 * Name: exclusive consumer
 * Who: the queue
 * Means: one consumer that wants to be alone is alone. A classic queue with a single active consumer has no exclusive ones; a
 *   quorum queue with one does not look at the flag (observed on 3.10.8)
 * Enabled when: basic.consume
 * Changes: nothing
 *
 * @throws {ProtocolFault} 403
 */
function checkExclusive(draft: Draft, record: QueueRecord, wanted: boolean): void {
  const { name, state } = record;
  if (state.type === 'stream') return;
  if (state.policy.singleActiveConsumer) {
    if (wanted && state.type === 'classic') throw inExclusiveUse(name);
    return;
  }
  const isTaken = draft.node.connections.some((connection) =>
    connection.channels.some(({ consumers }) => consumers.some((other) => other.queue === name && other.exclusive)),
  );
  if (isTaken || (wanted && consumerCount(record) > 0)) throw inExclusiveUse(name);
}

/**
 * Name: consume
 * Who: a client
 * Means: the queue hands messages to this consumer from now on, with the prefetch that the channel has at this moment
 * Enabled when: the queue may be used, the tag is new on the channel, nobody is exclusive
 * Changes: consumers; deliveries begin
 */
export function consume(draft: Draft, input: ClientInput, method: MethodOf<'basic.consume'>): void {
  const { queue: name, noAck = false, exclusive = false } = method;
  const record = draft.usableQueue(name, input.connection);
  const channel = draft.channel(input);
  if (channel === undefined) return;
  const given = method.consumerTag ?? '';
  if (channel.consumers.some(({ tag }) => tag === given)) {
    throw notAllowed(`attempt to reuse consumer tag '${given}'`);
  }
  if (record.state.type !== 'classic' && channel.channelPrefetch > 0) {
    if (record.state.type === 'stream') checkReader(name, { prefetch: channel.consumerPrefetch, noAck });
    throw notImplemented(`${resourceName('queue', name)} does not support global qos`);
  }
  checkExclusive(draft, record, exclusive);
  draft.story.rule('rabbitmq.consume');
  const tag = given === '' ? draft.madeUpName('amq.ctag-') : given;
  draft.changeQueue(name, (now) => ({ ...now, hadConsumer: true }));
  draft.changeChannel(input, (now) => ({ ...now, consumers: [...now.consumers, { tag, queue: name, exclusive }] }));
  start(draft, input, { record, channel, tag, noAck, exclusive, method });
}

function start(
  draft: Draft,
  input: ClientInput,
  options: {
    readonly record: QueueRecord;
    readonly channel: Channel;
    readonly tag: string;
    readonly noAck: boolean;
    readonly exclusive: boolean;
    readonly method: MethodOf<'basic.consume'>;
  },
): void {
  const { record, tag, noAck, exclusive } = options;
  const { name, state } = record;
  const { connection, channel } = input;
  const prefetch = options.channel.consumerPrefetch;
  const given = options.method.arguments ?? EMPTY_TABLE;
  const consumeOk = (): void => draft.send(input, { type: 'basic.consume-ok', consumerTag: tag });
  if (state.type === 'stream') {
    const offset = fieldOf(given, 'x-stream-offset');
    const { nowMicros } = draft;
    const key = { connection, channel, tag };
    const turn = attach(state, { queue: name, key, prefetch, noAck, offset, nowMicros });
    consumeOk();
    carryOutStream(draft, name, turn);
    return;
  }
  const priority = fieldOf(given, 'x-priority');
  const consumer = {
    connection,
    channel,
    tag,
    noAck,
    exclusive,
    prefetch,
    priority: typeof priority === 'number' ? priority : 0,
  };
  consumeOk();
  if (state.type === 'quorum') command(draft, name, { type: 'checkout', consumer });
  else changeClassic(draft, name, (queue) => turnOf(register(queue, consumer)));
}

/** A client cancels a consumer. What it holds stays with the channel. */
export function cancelConsumer(draft: Draft, input: ClientInput, method: MethodOf<'basic.cancel'>): void {
  const { consumerTag: tag } = method;
  const known = draft.channel(input)?.consumers.find((consumer) => consumer.tag === tag);
  draft.send(input, { type: 'basic.cancel-ok', consumerTag: tag });
  if (known === undefined) return;
  const { connection, channel } = input;
  draft.changeChannel(input, (now) => ({ ...now, consumers: now.consumers.filter((other) => other.tag !== tag) }));
  const state = draft.queue(known.queue)?.state;
  if (state?.type === 'quorum') command(draft, known.queue, { type: 'cancel', by: { connection, channel }, tag });
  else if (state?.type === 'classic') {
    changeClassic(draft, known.queue, (queue) => turnOf(cancel(queue, { connection, channel, tag })));
  } else if (state?.type === 'stream') {
    const next = detach(state, { connection, channel, tag });
    draft.changeQueue(known.queue, (record) => ({ ...record, state: next }));
  }
  afterConsumersLeft(draft, known.queue);
}

/**
 * Name: delete a queue automatically
 * Who: the node, when a consumer is gone
 * Means: an auto-delete queue goes with its last consumer, and stays as long as it never had one; x-expires begins to count
 * Enabled when: nobody consumes any more
 * Changes: the queue
 */
export function afterConsumersLeft(draft: Draft, name: string): void {
  const record = draft.queue(name);
  if (record === undefined || isConsumed(draft.node, name)) return;
  if (record.autoDelete && record.hadConsumer) deleteQueue(draft, name);
  else draft.changeQueue(name, (now) => ({ ...now, usedAtMicros: draft.nowMicros }));
}

/** Has any channel a consumer of a queue? */
export function isConsumed(node: RabbitNode, name: string): boolean {
  return node.connections.some(({ channels }) =>
    channels.some(({ consumers }) => consumers.some(({ queue }) => queue === name)),
  );
}

/** Fetches one message. */
export function get(draft: Draft, input: ClientInput, method: MethodOf<'basic.get'>): void {
  const { queue: name, noAck = false } = method;
  const { state } = draft.usableQueue(name, input.connection);
  if (state.type === 'stream') refuse('basic.get', name);
  draft.changeQueue(name, (record) => ({ ...record, usedAtMicros: draft.nowMicros }));
  const { connection, channel } = input;
  const by = { connection, channel };
  const acknowledgement = noAck ? 'automatic' : 'manual';
  if (state.type === 'quorum') {
    command(draft, name, { type: 'take', by, acknowledgement }, { kind: 'get', ...by, noAck });
    return;
  }
  const { turn, entry } = take(state, { by, acknowledgement, nowMicros: draft.nowMicros });
  carryOut(draft, name, turn);
  answerGet(draft, name, { ...by, noAck }, entry, turn.queue);
}
