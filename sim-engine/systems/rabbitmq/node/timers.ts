/** What time does at a node: expiry of messages and queues, delayed retries, the regular check of channels. */
import { NEVER, type Micros } from '../../../kernel/time.ts';
import { isTimedOut, timeoutText } from '../rules/channel/channel.ts';
import { expiryHeads } from '../rules/queue/dispatch.ts';
import { nextExpiry } from '../rules/queue/expiry.ts';
import { preconditionFailed } from '../rules/replies.ts';
import { isAtLeast } from '../rules/version.ts';
import { endByFault } from './closing.ts';
import { retryDeadLetters } from './deadLetters.ts';
import { deleteQueue } from './deletion.ts';
import type { Draft } from './draft.ts';
import { consumerCount } from './records.ts';
import { settleAll } from './settle.ts';
import { hearEvent } from './toChannel.ts';
import { ask } from './toQueue.ts';
import { HERE, type Channel, type QueueRecord, type RabbitNode } from './value.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';

const MICROS_PER_MILLI = 1_000;

/** When something in a queue is due by itself, or {@link NEVER}. */
function queueDue({ state }: QueueRecord): Micros {
  if (state === null || state.type === 'stream') return NEVER;
  const delayed = state.delayed[0]?.readyAtMicros ?? NEVER;
  return Math.min(nextExpiry(state.ready, expiryHeads(state)) ?? NEVER, delayed);
}

/** When a queue that nobody uses goes, or {@link NEVER}. */
function unusedDue(record: QueueRecord): Micros {
  const { expiresMicros } = record.policy;
  return expiresMicros === null || consumerCount(record) > 0 ? NEVER : record.usedAtMicros + expiresMicros;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * When the node has to be woken next, or null: {@link advance} is due then. Asked after every step of a node, so it makes no
 * lists.
 *
 * @param ticking - quorum queues whose tick is on its way through their log: what is due in them is being seen to
 */
export function nextTimer(node: RabbitNode, ticking: ReadonlySet<string> = NONE): Micros | null {
  const { deadLetterTimeoutMicros } = node.config;
  let next = NEVER;
  for (const record of node.queues) {
    if (record.servedBy !== HERE) continue;
    if (!ticking.has(record.name)) next = Math.min(next, queueDue(record));
    next = Math.min(next, unusedDue(record));
    for (const { sentAtMicros } of record.deadLetters) next = Math.min(next, sentAtMicros + deadLetterTimeoutMicros);
  }
  for (const { channels } of node.connections.items) {
    for (const { unacknowledged, nextCheckMicros } of channels) {
      if (unacknowledged.length > 0) next = Math.min(next, nextCheckMicros);
    }
  }
  return next === NEVER ? null : next;
}

/** Does everything that is due. */
export function advance(draft: Draft): void {
  for (const { name } of draft.node.queues) advanceQueue(draft, name);
  for (const connection of draft.node.connections.items) {
    for (const { number } of connection.channels) checkChannel(draft, { connection: connection.name, channel: number });
  }
}

function advanceQueue(draft: Draft, name: string): void {
  const record = draft.queue(name);
  if (record === undefined || record.servedBy !== HERE) return;
  const { nowMicros } = draft;
  if (unusedDue(record) <= nowMicros) {
    deleteQueue(draft, name);
    return;
  }
  retryDeadLetters(draft, record);
  if (queueDue(record) > nowMicros) return;
  draft.ask({ queue: name, command: { type: 'tick' }, origin: null, sender: null });
}

function checkChannel(draft: Draft, key: ChannelKey): void {
  const channel = draft.channel(key);
  const { channelTickMicros, consumerTimeoutMicros, version } = draft.node.config;
  if (channel === undefined || channel.nextCheckMicros > draft.nowMicros) return;
  const late = Math.floor((draft.nowMicros - channel.nextCheckMicros) / channelTickMicros) + 1;
  const nextCheckMicros = channel.nextCheckMicros + late * channelTickMicros;
  draft.changeChannel(key, (now) => ({ ...now, nextCheckMicros }));
  const timing = { nowMicros: draft.nowMicros, timeoutMicros: consumerTimeoutMicros };
  if (isAtLeast(version, '4.3')) return cancelStuckConsumers(draft, key, channel);
  if (!isTimedOut(channel.unacknowledged.items, timing)) return;
  const text = timeoutText(key.channel, Math.floor(consumerTimeoutMicros / MICROS_PER_MILLI));
  draft.story.rule('rabbitmq.channel.timeout');
  draft.story.milestone('timeout', 'rabbit.channel.timeout', { connection: key.connection, channel: key.channel });
  endByFault(draft, key, preconditionFailed(text));
}

/**
 * Name: acknowledgement timeout, since 4.3
 * Who: a quorum queue
 * Means: only the consumer that is stuck is cancelled, and what it holds comes back without counting as failed; classic queues
 *   have no timeout any more
 * Enabled when: its oldest delivery is older than consumer_timeout
 * Changes: the consumer, what it holds
 */
function cancelStuckConsumers(draft: Draft, key: ChannelKey, channel: Channel): void {
  const timeoutMicros = draft.node.config.consumerTimeoutMicros;
  const { nowMicros } = draft;
  for (const { tag, queue } of channel.consumers) {
    const held = channel.unacknowledged.items.filter(({ consumerTag }) => consumerTag === tag);
    if (draft.queue(queue)?.type !== 'quorum' || !isTimedOut(held, { nowMicros, timeoutMicros })) continue;
    draft.story.rule('rabbitmq.quorum.timeout');
    draft.story.milestone('timeout', 'rabbit.consumer.timeout', { queue, consumer: tag });
    hearEvent(draft, key, { type: 'cancelled', consumerTag: tag });
    ask(draft, key, { queue, command: { type: 'cancel', by: key, tag }, origin: null });
    draft.changeChannel(key, (now) => ({
      ...now,
      unacknowledged: now.unacknowledged.split(({ consumerTag }) => consumerTag === tag).rest,
    }));
    settleAll(draft, key, held, 'released');
  }
}
