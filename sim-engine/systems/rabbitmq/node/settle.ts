/** Acknowledgements, returns and discards of a channel, and transactions. */
import { noItems } from '../../../kernel/numberedList.ts';
import { collect, GONE, type Unacknowledged } from '../rules/channel/channel.ts';
import { notImplemented, preconditionFailed } from '../rules/replies.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';
import { refuse } from '../rules/stream/stream.ts';
import { serveQueuesOf } from './consume.ts';
import type { Draft } from './draft.ts';
import type { QueueCommand } from './internode.ts';
import type { MethodOf } from './methods.ts';
import { publish } from './publish.ts';
import { ask } from './toQueue.ts';
import type { Settlement } from './value.ts';

/** `failed`: given back, and the work on it has failed. `released`: given back, and that says nothing about the work. */
export type Outcome = 'acknowledged' | 'failed' | 'released' | 'discarded';

/**
 * basic.reject says that the work has failed, basic.nack only that somebody else may try: so since 4.3 a nacked message never
 * reaches a delivery limit, and before, every return counts (rules/quorum/deliveryCounts.ts).
 */
function outcomeOf(method: Settlement): Outcome {
  if (method.type === 'basic.ack') return 'acknowledged';
  if (method.requeue === false) return 'discarded';
  return method.type === 'basic.reject' ? 'failed' : 'released';
}

/** Settles what a method names. */
export function settle(draft: Draft, key: ChannelKey, method: Settlement): void {
  const channel = draft.channel(key);
  if (channel === undefined) return;
  const extent = method.type !== 'basic.reject' && method.multiple === true ? 'multiple' : 'one';
  const { settled, rest } = collect(channel.unacknowledged, method.deliveryTag, extent);
  draft.changeChannel(key, (now) => ({ ...now, unacknowledged: rest }));
  settleAll(draft, key, settled, outcomeOf(method));
}

/**
 * Name: settle consumer by consumer
 * Who: the channel
 * Means: what one method settles goes to the queues in parts, by the name of the queue, then by the tag of the consumer; what
 *   basic.get fetched comes first, each message alone. A queue serves between two parts
 * Enabled when: a method settles deliveries
 * Changes: queues; consumers of the channel may go on
 */
export function settleAll(draft: Draft, key: ChannelKey, settled: readonly Unacknowledged[], outcome: Outcome): void {
  if (settled.length > 1) draft.story.rule('rabbitmq.channel.settle-by-consumer');
  const alive = settled.filter(({ entry }) => entry !== GONE).toSorted(byConsumer);
  for (const part of partsOf(alive)) settleIn(draft, key, part, outcome);
  if ((draft.channel(key)?.channelPrefetch ?? 0) > 0) serveQueuesOf(draft, key);
}

/** Deliveries of one queue to one consumer. */
interface Part {
  readonly queue: string;
  readonly consumerTag: string | null;
  readonly entries: number[];
}

function partsOf(sorted: readonly Unacknowledged[]): readonly Part[] {
  const parts: Part[] = [];
  for (const { queue, consumerTag, entry } of sorted) {
    const last = parts.at(-1);
    const goesOn = consumerTag !== null && last?.consumerTag === consumerTag && last.queue === queue;
    if (goesOn) last.entries.push(entry);
    else parts.push({ queue, consumerTag, entries: [entry] });
  }
  return parts;
}

/** Sorting keeps the order of deliveries inside a part. */
function byConsumer(left: Unacknowledged, right: Unacknowledged): number {
  if (left.queue !== right.queue) return left.queue < right.queue ? -1 : 1;
  const [one, other] = [left.consumerTag, right.consumerTag];
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? -1 : 1;
  return one < other ? -1 : 1;
}

function settleIn(draft: Draft, key: ChannelKey, part: Part, outcome: Outcome): void {
  const { queue, consumerTag, entries } = part;
  const record = draft.queue(queue);
  if (record === undefined) return;
  const by = { connection: key.connection, channel: key.channel };
  if (record.type === 'stream') {
    if (outcome !== 'acknowledged') refuse('basic.nack and basic.reject', queue);
    if (consumerTag === null) return;
    const command = { type: 'credit', by: { ...by, tag: consumerTag }, credit: entries.length } as const;
    ask(draft, key, { queue, command, origin: null });
    return;
  }
  ask(draft, key, { queue, command: commandOf(outcome, by, entries), origin: null });
}

function commandOf(outcome: Outcome, by: ChannelKey, entries: readonly number[]): QueueCommand {
  switch (outcome) {
    case 'acknowledged':
      return { type: 'settle', by, entries };
    case 'discarded':
      return { type: 'discard', by, entries };
    case 'failed':
    case 'released':
      return { type: 'return', by, entries, kind: outcome };
  }
}

/**
 * Name: recover
 * Who: a client
 * Means: everything that the channel holds goes back to its queues, and is delivered again, also to others
 * Enabled when: requeue is set; the other form is not implemented
 * Changes: the channel's unacknowledged deliveries
 */
export function recover(draft: Draft, key: ChannelKey, method: MethodOf<'basic.recover'>): void {
  draft.story.rule('rabbitmq.channel.recover');
  if (!method.requeue) throw notImplemented('requeue=false');
  const settled = draft.channel(key)?.unacknowledged.items ?? [];
  draft.changeChannel(key, (now) => ({ ...now, unacknowledged: noItems() }));
  draft.send(key, { type: 'basic.recover-ok' });
  settleAll(draft, key, settled, 'released');
}

/** @throws {ProtocolFault} 406 outside a transaction */
function checkTransactional(draft: Draft, key: ChannelKey): void {
  if (draft.channel(key)?.mode !== 'tx') throw preconditionFailed('channel is not transactional');
}

/**
 * Name: commit a transaction
 * Who: a client
 * Means: what the channel has published and settled since the last commit happens now, publishes first; one after the other,
 *   so it is atomic only where one queue is involved
 * Enabled when: the channel is transactional
 * Changes: queues
 */
export function commitTransaction(draft: Draft, key: ChannelKey): void {
  checkTransactional(draft, key);
  draft.story.rule('rabbitmq.channel.commit');
  const buffered = draft.channel(key)?.buffered ?? [];
  draft.changeChannel(key, (now) => ({ ...now, buffered: [] }));
  for (const method of buffered) if (method.type === 'basic.publish') publish(draft, key, method);
  for (const method of buffered) if (method.type !== 'basic.publish') settle(draft, key, method);
  draft.send(key, { type: 'tx.commit-ok' });
}

export function rollBackTransaction(draft: Draft, key: ChannelKey): void {
  checkTransactional(draft, key);
  draft.changeChannel(key, (now) => ({ ...now, buffered: [] }));
  draft.send(key, { type: 'tx.rollback-ok' });
}
