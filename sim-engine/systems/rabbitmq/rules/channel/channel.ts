/**
 * A channel's own bookkeeping: delivery tags, prefetch, confirms, transactions.
 * Source: deps/rabbit/src/rabbit_channel.erl, docs/confirms.md, docs/semantics.md; 3.10.8 observed.
 */
import type { NumberedList } from '../../../../kernel/numberedList.ts';
import { advance } from '../../../../chart/compile.ts';
import { channel } from '../../charts/index.ts';
import { preconditionFailed } from '../replies.ts';

/** In {@link Unacknowledged.entry}: the process that handed it out is gone, so settling it means nothing. */
export const GONE = -1;

/** A delivery that the client has not settled. */
export interface Unacknowledged {
  readonly deliveryTag: number;
  readonly queue: string;
  /** null: fetched with basic.get. */
  readonly consumerTag: string | null;
  /** Number of the entry in its queue; of a stream, the offset. */
  readonly entry: number;
  readonly sinceMicros: number;
}

/** A publish that waits for its confirm. */
export interface Unconfirmed {
  readonly sequence: number;
  /** Body of the message, for who watches. */
  readonly value: string;
  /** Queues that have not accepted it yet. */
  readonly waitsFor: readonly string[];
  /** Has one of them refused it? */
  readonly rejected: boolean;
}

export type ChannelMode = 'plain' | 'confirm' | 'tx';

/**
 * Name: choose confirms or transactions
 * Who: the channel
 * Means: a channel is one or the other for good; the chart of a channel says so
 * Enabled when: confirm.select or tx.select
 * Changes: the channel's mode
 *
 * @throws {ProtocolFault} 406
 */
export function selectMode(current: ChannelMode, wanted: 'confirm' | 'tx'): ChannelMode {
  const { transition } = advance(channel, `open.${current}`, `${wanted}Selected`);
  if (transition === -1) throw preconditionFailed(`cannot switch from ${current} to ${wanted} mode`);
  return wanted;
}

/**
 * Name: collect what an acknowledgement settles
 * Who: the channel, for ack, nack and reject
 * Means: one delivery; or, with multiple, all up to it, and with tag 0 all there are
 * Enabled when: the channel has handed out the tag, and it is not settled
 * Changes: the channel's unacknowledged deliveries
 *
 * @throws {ProtocolFault} 406 for a tag that is not outstanding
 */
export function collect(
  unacknowledged: NumberedList<Unacknowledged>,
  deliveryTag: number,
  extent: 'one' | 'multiple',
): { readonly settled: readonly Unacknowledged[]; readonly rest: NumberedList<Unacknowledged> } {
  const isAll = extent === 'multiple' && deliveryTag === 0;
  if (!isAll && !unacknowledged.items.some((delivery) => delivery.deliveryTag === deliveryTag)) {
    throw preconditionFailed(`unknown delivery tag ${deliveryTag}`);
  }
  const { taken: settled, rest } = unacknowledged.split((delivery) => {
    if (extent === 'one') return delivery.deliveryTag === deliveryTag;
    return isAll || delivery.deliveryTag <= deliveryTag;
  });
  return { settled, rest };
}

/**
 * Name: prefetch of a channel
 * Who: classic queues, before they deliver to one of the channel's consumers
 * Means: all consumers of the channel together have at most so many deliveries in hand; basic.get does not count
 * Enabled when: basic.qos was called with global
 * Changes: nothing
 *
 * @param more - deliveries of the same step that are not in the list yet
 */
export function hasChannelCredit(
  unacknowledged: readonly Unacknowledged[],
  channelPrefetch: number,
  more: number,
): boolean {
  if (channelPrefetch === 0) return true;
  return unacknowledged.filter(({ consumerTag }) => consumerTag !== null).length + more < channelPrefetch;
}

export type ConfirmVerdict = 'ack' | 'nack';

/**
 * Name: confirm a publish
 * Who: the channel
 * Means: one answer when every queue that the message was routed to has spoken; a single refusal makes it a nack, although
 *   the other queues keep the message
 * Enabled when: the channel is in confirm mode
 * Changes: the publishes that wait
 *
 * @returns the publishes that wait on, the verdict if this one is decided, and its body
 */
export function hearQueue(
  unconfirmed: NumberedList<Unconfirmed>,
  options: { readonly sequence: number; readonly queue: string; readonly verdict: 'accepted' | 'rejected' },
): {
  readonly unconfirmed: NumberedList<Unconfirmed>;
  readonly decided: ConfirmVerdict | null;
  readonly value: string;
} {
  const publish = unconfirmed.items.find(({ sequence }) => sequence === options.sequence);
  if (publish === undefined) return { unconfirmed, decided: null, value: '' };
  const { value } = publish;
  const waitsFor = publish.waitsFor.filter((queue) => queue !== options.queue);
  const rejected = publish.rejected || options.verdict === 'rejected';
  if (waitsFor.length > 0) {
    return { unconfirmed: unconfirmed.replace(publish, { ...publish, waitsFor, rejected }), decided: null, value };
  }
  const { rest } = unconfirmed.split((other) => other === publish);
  return { unconfirmed: rest, decided: rejected ? 'nack' : 'ack', value };
}

/**
 * Name: acknowledgement timeout
 * Who: the channel, at its regular check
 * Means: a consumer that keeps a delivery for too long is taken for stuck: the channel closes and everything comes back
 * Enabled when: the oldest delivery to a consumer is older than consumer_timeout
 * Changes: nothing; the channel closes with 406
 */
export function isTimedOut(
  unacknowledged: readonly Unacknowledged[],
  options: { readonly nowMicros: number; readonly timeoutMicros: number },
): boolean {
  return unacknowledged.some(({ sinceMicros }) => options.nowMicros - sinceMicros > options.timeoutMicros);
}

export function timeoutText(channel: number, timeoutMillis: number): string {
  const what = `delivery acknowledgement on channel ${channel} timed out. Timeout value used: ${timeoutMillis} ms`;
  return `${what}. This timeout value can be configured, see consumers doc guide to learn more`;
}
