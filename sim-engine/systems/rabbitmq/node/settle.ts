/** Acknowledgements, returns and discards of a channel, and transactions. */
import { collect, type Unacknowledged } from '../rules/channel/channel.ts';
import { notImplemented, preconditionFailed } from '../rules/replies.ts';
import { acknowledge, discard, requeue } from '../rules/queue/classic.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';
import { turnOf } from '../rules/queue/state.ts';
import { addCredit, refuse, type StreamState } from '../rules/stream/stream.ts';
import type { Draft } from './draft.ts';
import type { MethodOf } from './methods.ts';
import { carryOutStream, changeClassic, command, serveQueuesOf } from './queues.ts';
import { publish } from './publish.ts';
import { tellSettlement } from './telling.ts';
import type { Settlement } from './value.ts';

export type Outcome = 'acknowledged' | 'returned' | 'discarded';

function outcomeOf(method: Settlement): Outcome {
  if (method.type === 'basic.ack') return 'acknowledged';
  return method.requeue === false ? 'discarded' : 'returned';
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
  for (const name of new Set(settled.map(({ queue }) => queue))) {
    const ofQueue = settled.filter(({ queue }) => queue === name);
    settleIn(draft, key, { name, settled: ofQueue, outcome });
  }
  if ((draft.channel(key)?.channelPrefetch ?? 0) > 0) serveQueuesOf(draft, key);
}

function settleIn(
  draft: Draft,
  key: ChannelKey,
  options: { readonly name: string; readonly settled: readonly Unacknowledged[]; readonly outcome: Outcome },
): void {
  const { name, settled, outcome } = options;
  const by = { connection: key.connection, channel: key.channel };
  const entries = settled.map(({ entry }) => entry);
  const state = draft.queue(name)?.state;
  if (state === undefined) return;
  if (state.type === 'stream') return settleInStream(draft, by, { name, state, settled, outcome });
  if (state.type === 'quorum') {
    if (outcome === 'acknowledged') command(draft, name, { type: 'settle', by, entries });
    else if (outcome === 'discarded') command(draft, name, { type: 'discard', by, entries });
    else command(draft, name, { type: 'return', by, entries, kind: 'failed' });
    return;
  }
  if (outcome !== 'discarded') {
    const settling = outcome === 'acknowledged' ? 'acknowledged' : 'failed';
    tellSettlement(draft.story, name, state, { by, entries, settling });
  }
  if (outcome === 'acknowledged') changeClassic(draft, name, (queue) => turnOf(acknowledge(queue, by, entries)));
  else if (outcome === 'discarded') changeClassic(draft, name, (queue) => discard(queue, by, entries));
  else changeClassic(draft, name, (queue) => requeue(queue, by, entries));
}

function settleInStream(
  draft: Draft,
  by: ChannelKey,
  options: {
    readonly name: string;
    readonly state: StreamState;
    readonly settled: readonly Unacknowledged[];
    readonly outcome: Outcome;
  },
): void {
  const { name, state, settled, outcome } = options;
  if (outcome !== 'acknowledged') refuse('basic.nack and basic.reject', name);
  for (const tag of new Set(settled.map(({ consumerTag }) => consumerTag))) {
    if (tag === null) continue;
    const now = draft.queue(name)?.state ?? state;
    if (now.type !== 'stream') return;
    const credit = settled.filter(({ consumerTag }) => consumerTag === tag).length;
    carryOutStream(draft, name, addCredit(now, { ...by, tag }, credit));
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
  draft.story.rule('rabbitmq.recover');
  if (!method.requeue) throw notImplemented('requeue=false');
  const settled = draft.channel(key)?.unacknowledged ?? [];
  draft.changeChannel(key, (now) => ({ ...now, unacknowledged: [] }));
  draft.send(key, { type: 'basic.recover-ok' });
  settleAll(draft, key, settled, 'returned');
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
  draft.story.rule('rabbitmq.commit-a-transaction');
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
