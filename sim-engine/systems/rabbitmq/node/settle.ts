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

/** Settles deliveries, queue by queue, and lets consumers of the channel go on. */
export function settleAll(draft: Draft, key: ChannelKey, settled: readonly Unacknowledged[], outcome: Outcome): void {
  const alive = settled.filter(({ entry }) => entry !== GONE);
  for (const name of new Set(alive.map(({ queue }) => queue))) {
    const ofQueue = alive.filter(({ queue }) => queue === name);
    settleIn(draft, key, { name, settled: ofQueue, outcome });
  }
  if ((draft.channel(key)?.channelPrefetch ?? 0) > 0) serveQueuesOf(draft, key);
}

function settleIn(
  draft: Draft,
  key: ChannelKey,
  options: { readonly name: string; readonly settled: readonly Unacknowledged[]; readonly outcome: Outcome },
): void {
  const { name: queue, settled, outcome } = options;
  const record = draft.queue(queue);
  if (record === undefined) return;
  const by = { connection: key.connection, channel: key.channel };
  if (record.type === 'stream') return settleInStream(draft, by, options);
  const entries = settled.map(({ entry }) => entry);
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

function settleInStream(
  draft: Draft,
  by: ChannelKey,
  options: { readonly name: string; readonly settled: readonly Unacknowledged[]; readonly outcome: Outcome },
): void {
  const { name: queue, settled, outcome } = options;
  if (outcome !== 'acknowledged') refuse('basic.nack and basic.reject', queue);
  for (const tag of new Set(settled.map(({ consumerTag }) => consumerTag))) {
    if (tag === null) continue;
    const credit = settled.filter(({ consumerTag }) => consumerTag === tag).length;
    ask(draft, by, { queue, command: { type: 'credit', by: { ...by, tag }, credit }, origin: null });
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
