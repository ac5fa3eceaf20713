/**
 * Handing out messages.
 * Source: deps/rabbit/src/rabbit_queue_consumers.erl (deliver), deps/rabbit/src/rabbit_fifo.erl (checkout), docs/consumers.md.
 */
import {
  afterDelivery,
  allConsumers,
  blockConsumer,
  enqueueConsumer,
  firstInLine,
  hasOwnCredit,
  removeConsumers,
  sameConsumer,
  unblock,
  type Consumer,
  type Consumers,
} from './consumers.ts';
import type { Entry, Held } from './entry.ts';
import { dropExpired, type ExpiryHeads } from './expiry.ts';
import { head, withoutReadyHead } from './ready.ts';
import { turnOf, type ChannelRoom, type DeadEntry, type Delivery, type QueueState, type QueueTurn } from './state.ts';
import { isAtLeast } from '../version.ts';

/** Which heads expire in this queue. */
export function expiryHeads(queue: Pick<QueueState, 'type' | 'version'>): ExpiryHeads {
  return queue.type === 'quorum' && isAtLeast(queue.version, '4.3') ? 'levels' : 'queue';
}

/** Lets expired heads die. */
export function expire(queue: QueueState, nowMicros: number): QueueTurn {
  const { ready, expired } = dropExpired(queue.ready, nowMicros, expiryHeads(queue));
  if (expired.length === 0) return turnOf(queue);
  return turnOf({ ...queue, ready }, { dead: expired.map((entry) => ({ entry, reason: 'expired' as const })) });
}

/**
 * Name: choose the single active consumer
 * Who: a queue with x-single-active-consumer, when consumers come or go or have settled
 * Means: one consumer gets everything, the others wait; the first that registered begins. Priorities count when the next one
 *   is chosen, but not in a quorum queue before 4.0. Since 4.0 it changes over to one of higher priority as soon as the active
 *   one holds nothing
 * Enabled when: the queue has the argument
 * Changes: who is active
 */
export function chooseActive(queue: QueueState): QueueState {
  if (!queue.policy.singleActiveConsumer) return queue;
  const current = activeConsumer(queue);
  const best = nextActive(queue);
  if (current === undefined) return { ...queue, active: best?.registered ?? null };
  if (!mustYield(queue, current, best) || current.unacknowledged > 0) return queue;
  return { ...queue, active: best?.registered ?? null };
}

function nextActive({ type, version, consumers }: QueueState): Consumer | undefined {
  const looksAtPriorities = type === 'classic' || isAtLeast(version, '4.0');
  return looksAtPriorities ? firstInLine(consumers) : allConsumers(consumers)[0];
}

function activeConsumer(queue: QueueState): Consumer | undefined {
  return allConsumers(queue.consumers).find((consumer) => consumer.registered === queue.active);
}

/** Does a waiting consumer of higher priority want to take over? */
function mustYield(queue: QueueState, current: Consumer, best: Consumer | undefined): boolean {
  if (queue.type !== 'quorum' || !isAtLeast(queue.version, '4.0')) return false;
  return best !== undefined && best.priority > current.priority;
}

/**
 * Who is served next: whose turn it is; under single active consumer only the active one, until it has to yield.
 *
 * @param consumers - those of the queue, as they are at this point of a step
 */
function nextServed(queue: QueueState, consumers: Consumers): Consumer | undefined {
  if (!queue.policy.singleActiveConsumer) return consumers.waiting[0];
  const active = consumers.waiting.find(({ registered }) => registered === queue.active);
  return active === undefined || mustYield(queue, active, firstInLine(consumers)) ? undefined : active;
}

interface DispatchOptions {
  readonly room: ChannelRoom;
  readonly nowMicros: number;
  /** An entry that may be handed out although it has expired: it has only just come in. */
  readonly exempt?: number | null;
}

/**
 * Name: deliver
 * Who: the queue, whenever a message or credit has come
 * Means: the head goes to the first consumer of the highest priority that has credit; that consumer then stands at the end
 *   of its priority, so that consumers take turns. One without credit is set aside. What comes to the head and has expired
 *   dies, also in the middle of a step
 * Enabled when: there is a ready message and a consumer with credit
 * Changes: ready, held, and the order of consumers
 */
export function dispatch(before: QueueState, { room, nowMicros, exempt = null }: DispatchOptions): QueueTurn {
  if (before.stalled) return turnOf(before);
  const freed = withFreed(before, room);
  let { ready, consumers } = freed;
  const held: Held[] = [];
  const deliveries: Delivery[] = [];
  const dead: DeadEntry[] = [];
  /** Deliveries of this step, by channel. */
  const given = new Map<string, number>();
  for (;;) {
    if (exempt === null || head(ready)?.id !== exempt) {
      const { ready: rest, expired } = dropExpired(ready, nowMicros, expiryHeads(before));
      ready = rest;
      dead.push(...expired.map((entry) => ({ entry, reason: 'expired' as const })));
    }
    const entry = head(ready);
    const consumer = entry === undefined ? undefined : nextServed(before, consumers);
    if (entry === undefined || consumer === undefined) break;
    const { connection, channel, tag, noAck } = consumer;
    const by = { connection, channel };
    const channelName = `${connection} ${channel}`;
    if (!hasOwnCredit(consumer) || (!noAck && !room(consumer, given.get(channelName) ?? 0))) {
      consumers = blockConsumer(consumers, consumer);
      continue;
    }
    const taken = handOut(before, entry);
    const number = consumer.delivered + 1;
    if (!noAck) {
      held.push({ entry: taken, by, consumerTag: tag, number });
      given.set(channelName, (given.get(channelName) ?? 0) + 1);
    }
    deliveries.push({ to: by, consumerTag: tag, noAck, entry: taken, number });
    ready = withoutReadyHead(ready);
    consumers = afterDelivery(consumers, consumer, before.type);
  }
  if (consumers === freed.consumers && dead.length === 0) return turnOf(freed);
  const queue = { ...before, ready, consumers, held: before.held.append(held) };
  return turnOf(queue, { deliveries, dead });
}

/** The entry as it is in the hands of whoever takes it. */
export function handOut(queue: Pick<QueueState, 'type'>, entry: Entry): Entry {
  return queue.type === 'quorum' ? { ...entry, acquiredCount: entry.acquiredCount + 1 } : entry;
}

/** Consumers that have credit again stand in line. */
function withFreed(queue: QueueState, room: ChannelRoom): QueueState {
  const mayTake = (consumer: Consumer): boolean => hasOwnCredit(consumer) && (consumer.noAck || room(consumer, 0));
  const consumers = unblock(queue.consumers, mayTake);
  return consumers === queue.consumers ? queue : { ...queue, consumers };
}

/** What a consumer says of itself; `delivered`: what it has had from this queue before, if it registers again. */
export type Registration = Omit<Consumer, 'unacknowledged' | 'registered' | 'delivered'> & {
  readonly delivered?: number;
};

/** A consumer registers. */
export function addConsumer(queue: QueueState, consumer: Registration): QueueState {
  const registered = queue.nextRegistration;
  const consumers = enqueueConsumer(queue.consumers, { delivered: 0, ...consumer, unacknowledged: 0, registered });
  return chooseActive({ ...queue, consumers, nextRegistration: registered + 1 });
}

/** A consumer is cancelled. What it holds stays with its channel. */
export function removeConsumer(
  queue: QueueState,
  key: { readonly connection: string; readonly channel: number; readonly tag: string },
): QueueState {
  return chooseActive({ ...queue, consumers: removeConsumers(queue.consumers, (other) => sameConsumer(other, key)) });
}
