/**
 * A classic queue: one process that takes messages in, hands them out, and takes them back.
 *
 * Faults that reach it: loss of channels and connections (returns), of the node (see rules/cluster), time (expiry).
 * Source: deps/rabbit/src/rabbit_amqqueue_process.erl, docs/queues.md; 3.10.8 observed.
 */
import { noItems } from '../../../../kernel/numberedList.ts';
import type { Message } from '../message.ts';
import { afterSettlement, allConsumers, NO_CONSUMERS, removeConsumers } from './consumers.ts';
import { addConsumer, chooseActive, dispatch, expire, handOut, removeConsumer, type Registration } from './dispatch.ts';
import { sameChannel, type ChannelKey, type Entry, type Held } from './entry.ts';
import { expiresAt } from './expiry.ts';
import { dropHead, wouldOverflow } from './overflow.ts';
import { emptyReady, head, inServingOrder, pushFresh, putBack, withoutReadyHead } from './ready.ts';
import { levelOf, andThen, turnOf, type ChannelRoom, type QueueState, type QueueTurn } from './state.ts';

/** A message as a new entry of a queue. */
export function entryOf(queue: QueueState, message: Message, nowMicros: number): Entry {
  const queueTtlMicros = queue.policy.messageTtlMicros;
  return {
    id: queue.nextEntry,
    message,
    level: levelOf(queue, message),
    redelivered: false,
    expiresAtMicros: expiresAt({ nowMicros, queueTtlMicros, expiration: message.expiration }),
    deliveryCount: 0,
    acquiredCount: 0,
  };
}

export type Verdict = 'accepted' | 'rejected';

/**
 * Name: enqueue
 * Who: a classic queue, for a message that was routed to it
 * Means: a waiting consumer gets it at once, even when it lives for no time; otherwise it stands at the end, and the limits
 *   are looked at
 * Enabled when: always; a queue that rejects tells the publisher
 * Changes: ready messages, deliveries
 */
export function enqueue(
  before: QueueState,
  options: { readonly message: Message; readonly nowMicros: number; readonly room: ChannelRoom },
): { readonly turn: QueueTurn; readonly verdict: Verdict } {
  const { message, nowMicros, room } = options;
  if (before.stalled) return crash(before);
  const expired = expire(before, nowMicros);
  const { queue } = expired;
  const entry = entryOf(queue, message, nowMicros);
  if (queue.policy.overflow !== 'drop-head' && wouldOverflow(queue.policy, queue.ready, message.bytes)) {
    const dead = queue.policy.overflow === 'reject-publish-dlx' ? [{ entry, reason: 'maxlen' as const }] : [];
    return { turn: andThen(expired, () => turnOf(queue, { dead })), verdict: 'rejected' };
  }
  const taken = { ...queue, ready: pushFresh(queue.ready, entry), nextEntry: queue.nextEntry + 1 };
  const served = andThen(expired, () => dispatch(taken, { room, nowMicros, exempt: entry.id }));
  return {
    turn: andThen(
      andThen(served, (next) => expire(next, nowMicros)),
      trim,
    ),
    verdict: 'accepted',
  };
}

/** Makes room at the head. */
export function trim(queue: QueueState): QueueTurn {
  if (queue.policy.overflow !== 'drop-head') return turnOf(queue);
  const { ready, dropped } = dropHead(queue.policy, queue.ready);
  if (dropped.length === 0) return turnOf(queue);
  return turnOf({ ...queue, ready }, { dead: dropped.map((entry) => ({ entry, reason: 'maxlen' as const })) });
}

/** Serves whoever waits, after expired heads are gone. */
export function serve(queue: QueueState, nowMicros: number, room: ChannelRoom): QueueTurn {
  return andThen(expire(queue, nowMicros), (next) => dispatch(next, { room, nowMicros }));
}

/**
 * Name: get
 * Who: a queue, for basic.get
 * Means: the head is handed out, whatever prefetch says. In a classic queue expired messages behind it die at once, so that the
 *   answer does not count them
 * Enabled when: there is a ready message
 * Changes: ready, and held unless it is acknowledged automatically
 */
export function take(
  before: QueueState,
  options: { readonly by: ChannelKey; readonly acknowledgement: 'manual' | 'automatic'; readonly nowMicros: number },
): { readonly turn: QueueTurn; readonly entry: Entry | null } {
  const expired = expire(before, options.nowMicros);
  const { queue } = expired;
  const first = head(queue.ready);
  if (first === undefined) return { turn: expired, entry: null };
  const entry = handOut(queue, first);
  const held =
    options.acknowledgement === 'automatic'
      ? queue.held
      : queue.held.append([{ entry, by: options.by, consumerTag: null, number: 0 }]);
  const next = { ...queue, ready: withoutReadyHead(queue.ready), held };
  const taken = andThen(expired, () => turnOf(next));
  return { turn: andThen(taken, (after) => expire(after, options.nowMicros)), entry };
}

/** Takes entries out of the hands of a channel. Numbers that it does not hold are left out. */
export function release(
  queue: QueueState,
  by: ChannelKey,
  entries: readonly number[],
): { readonly queue: QueueState; readonly released: readonly Held[] } {
  const isReleased = (held: Held): boolean => sameChannel(held.by, by) && entries.includes(held.entry.id);
  const { taken: released, rest: held } = queue.held.split(isReleased);
  let { consumers } = queue;
  for (const { consumerTag } of released) {
    if (consumerTag !== null) consumers = afterSettlement(consumers, { ...by, tag: consumerTag });
  }
  return { queue: chooseActive({ ...queue, held, consumers }), released };
}

/**
 * Name: acknowledge
 * Who: a queue
 * Means: the messages are gone for good
 * Enabled when: the channel holds them
 * Changes: held, credit of consumers
 */
export function acknowledge(queue: QueueState, by: ChannelKey, entries: readonly number[]): QueueState {
  return release(queue, by, entries).queue;
}

/**
 * Name: discard
 * Who: a queue, for basic.reject and basic.nack without requeue
 * Means: the messages die, reason "rejected"
 * Enabled when: the channel holds them
 * Changes: held, credit of consumers
 */
export function discard(queue: QueueState, by: ChannelKey, entries: readonly number[]): QueueTurn {
  const { queue: next, released } = release(queue, by, entries);
  return turnOf(next, { dead: released.map(({ entry }) => ({ entry, reason: 'rejected' as const })) });
}

/** Gives entries back, each to where it was, marked as redelivered. */
export function requeue(queue: QueueState, by: ChannelKey, entries: readonly number[]): QueueTurn {
  const { queue: next, released } = release(queue, by, entries);
  const ready = released.reduce((rest, { entry }) => putBack(rest, { ...entry, redelivered: true }), next.ready);
  return trim({ ...next, ready });
}

export function register(queue: QueueState, consumer: Registration): QueueState {
  return addConsumer(queue, consumer);
}

/**
 * Name: cancel a consumer
 * Who: a queue
 * Means: no more deliveries; what the consumer holds stays with its channel and may still be acknowledged.
 *   3.10: when the active one of several goes while messages are ready, the queue forgets to serve the next (issue 5460)
 * Enabled when: the consumer is registered
 * Changes: consumers, who is active
 */
export function cancel(queue: QueueState, key: ChannelKey & { readonly tag: string }): QueueState {
  const active = allConsumers(queue.consumers).find((consumer) => consumer.registered === queue.active);
  const next = removeConsumer(queue, key);
  const wasActive = active !== undefined && active.tag === key.tag && sameChannel(active, key);
  const forgets = wasActive && queue.type === 'classic' && queue.version === '3.10' && next.active !== null;
  return forgets && queue.ready.count > 0 ? { ...next, stalled: true } : next;
}

/**
 * Name: a channel is gone
 * Who: a queue
 * Means: its consumers are gone, and all that it holds comes back
 * Enabled when: the channel or its connection has closed
 * Changes: consumers, held, ready
 */
export function channelGone(queue: QueueState, by: ChannelKey): QueueTurn {
  const consumers = removeConsumers(queue.consumers, (consumer) => sameChannel(consumer, by));
  const entries = queue.held.items.filter((held) => sameChannel(held.by, by)).map(({ entry }) => entry.id);
  return andThen(turnOf(chooseActive({ ...queue, consumers })), (next) => requeue(next, by, entries));
}

/** Purges ready messages. Nothing dies of it. */
export function purge(queue: QueueState): { readonly queue: QueueState; readonly purged: number } {
  const { ready } = queue;
  return { queue: { ...queue, ready: emptyReady(ready.scheme) }, purged: ready.count + queue.delayed.length };
}

/**
 * Name: crash of a stalled queue (3.10, issue 5460)
 * Who: a classic queue with a single active consumer, at the next publish after it forgot to serve
 * Means: the process crashes and starts again: the message is lost and its publisher told so, the consumers are cancelled, and
 *   what was not written to disk is lost
 * Enabled when: the queue is stalled
 * Changes: everything but persistent messages of a durable queue
 *
 * Leaves out: messages acknowledged just before come again, because the acknowledgement was not on disk.
 */
function crash(queue: QueueState): { readonly turn: QueueTurn; readonly verdict: Verdict } {
  const cancelled = allConsumers(queue.consumers).map(({ connection, channel, tag }) => ({ connection, channel, tag }));
  return { turn: turnOf(restart(queue, 'crash'), { cancelled }), verdict: 'rejected' };
}

/** Is an entry still there after the queue's process or its node has started again? */
export function survives(queue: Pick<QueueState, 'durable'>, entry: Entry): boolean {
  return queue.durable && entry.message.persistent === true;
}

/**
 * Name: restart a classic queue
 * Who: the node, after the queue's process or the node itself has gone down
 * Means: persistent messages of a durable queue are there again, in order, those that somebody held as redelivered; after a
 *   crash all of them, because the queue does not know any more what it had handed out
 * Enabled when: the node is up
 * Changes: everything else is forgotten
 */
export function restart(queue: QueueState, after: 'stop' | 'crash'): QueueState {
  let ready = emptyReady(queue.ready.scheme);
  const keep = (entry: Entry, redelivered: boolean): void => {
    if (survives(queue, entry)) ready = putBack(ready, { ...entry, redelivered });
  };
  for (const { entry } of queue.held.items) keep(entry, true);
  for (const entry of inServingOrder(queue.ready)) keep(entry, after === 'crash' || entry.redelivered);
  return { ...queue, ready, held: noItems(), consumers: NO_CONSUMERS, active: null, stalled: false };
}

/**
 * Name: begin to lead with a copy
 * Who: a mirror that is promoted
 * Means: it does not know what the old leader had handed out, so everything is ready, in order, as redelivered (observed on
 *   3.10.8); consumers have to register again
 * Enabled when: the old leader is gone
 * Changes: ready, held, consumers
 */
export function promoteCopy(copy: QueueState): QueueState {
  let ready = emptyReady(copy.ready.scheme);
  const all = [...copy.held.items.map(({ entry }) => entry), ...inServingOrder(copy.ready)];
  for (const entry of all) ready = putBack(ready, { ...entry, redelivered: true });
  return { ...copy, ready, held: noItems(), consumers: NO_CONSUMERS, active: null, stalled: false };
}

/** What a mirror has that joined when the next entry was `since`: nothing of what was there before. */
export function copySince(queue: QueueState, since: number): QueueState {
  let ready = emptyReady(queue.ready.scheme);
  for (const entry of inServingOrder(queue.ready)) if (entry.id >= since) ready = pushFresh(ready, entry);
  return { ...queue, ready, held: queue.held.split(({ entry }) => entry.id < since).rest };
}

/** Has a mirror that joined then everything that the leader has? */
export function isSynchronised(queue: QueueState, since: number): boolean {
  const isOld = ({ id }: Entry): boolean => id < since;
  return !queue.held.items.some(({ entry }) => isOld(entry)) && !inServingOrder(queue.ready).some(isOld);
}
