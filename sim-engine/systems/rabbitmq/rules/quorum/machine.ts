/**
 * The state machine of a quorum queue: what every member does with a committed command.
 *
 * Raft itself is not here: whoever replicates decides when a command is committed, applies it on every member, and carries
 * out the effects on the leader only.
 * Faults that reach it: loss of consumers' channels and nodes, as commands.
 * Source: deps/rabbit/src/rabbit_fifo.erl, docs/quorum-queues; 3.10.8 observed.
 */
import type { Message } from '../message.ts';
import {
  acknowledge,
  cancel,
  discard,
  entryOf,
  purge,
  register,
  release,
  take,
  trim,
  type Verdict,
} from '../queue/classic.ts';
import { findConsumer, removeConsumers } from '../queue/consumers.ts';
import { chooseActive, dispatch, expire, type Registration } from '../queue/dispatch.ts';
import { sameChannel, type ChannelKey, type CommandSender, type Entry, type Held } from '../queue/entry.ts';
import { publishersBlocked, type Fill } from '../queue/overflow.ts';
import { pushFresh, pushReturned } from '../queue/ready.ts';
import { andThen, turnOf, UNLIMITED_ROOM, type DeadEntry, type QueueState, type QueueTurn } from '../queue/state.ts';
import { isAtLeast } from '../version.ts';
import { failuresOf, isPoison, type ReturnKind } from './deliveryCounts.ts';
import { isDelayed, retryDelayMicros } from './delayedRetry.ts';

/** Commands of the replicated log. */
export type QuorumCommand =
  /** `untracked`: nobody hears of it, so nobody is told to stop, and it is never refused (at-most-once dead letters). */
  | { readonly type: 'enqueue'; readonly message: Message; readonly untracked?: boolean }
  | { readonly type: 'checkout'; readonly consumer: Registration }
  | { readonly type: 'take'; readonly by: ChannelKey; readonly acknowledgement: 'manual' | 'automatic' }
  | { readonly type: 'settle'; readonly by: ChannelKey; readonly entries: readonly number[] }
  | { readonly type: 'discard'; readonly by: ChannelKey; readonly entries: readonly number[] }
  | {
      readonly type: 'return';
      readonly by: ChannelKey;
      readonly entries: readonly number[];
      readonly kind: 'failed' | 'released';
    }
  | { readonly type: 'cancel'; readonly by: ChannelKey; readonly tag: string }
  | { readonly type: 'down'; readonly by: ChannelKey; readonly kind: 'channel-gone' | 'node-suspected' }
  | { readonly type: 'purge' }
  | { readonly type: 'dead-letter-confirmed'; readonly entry: number }
  /** Time has passed: what is due expires or becomes ready again. */
  | { readonly type: 'tick' };

export interface Applied {
  readonly turn: QueueTurn;
  /** For `enqueue`. */
  readonly verdict: Verdict;
  /** For `take`: what was taken. */
  readonly entry: Entry | null;
  /** For `purge`. */
  readonly purged: number;
  /** False: it came too early, and nothing was done. */
  readonly isInOrder: boolean;
}

/**
 * Name: apply a command
 * Who: every member of a quorum queue, in the order of the log
 * Means: all members go through the same states
 * Enabled when: a majority has the command
 * Changes: the queue
 */
export function applyCommand(
  before: QueueState,
  command: QuorumCommand,
  nowMicros: number,
  sender: CommandSender | null = null,
): Applied {
  if (sender !== null && isTracked(command)) {
    if (isDuplicate(before, sender)) return duplicateOf(before);
    if (isTooEarly(before, sender)) return { ...duplicateOf(before), isInOrder: false };
  }
  const known = sender === null || !isTracked(command) ? before : noteSender(before, sender);
  const due = andThen(promoteDelayed(known, nowMicros), (queue) => expire(queue, nowMicros));
  const step = stepOf(due.queue, command, nowMicros);
  const done = andThen(
    andThen(due, () => step.turn),
    (queue) => finish(queue, nowMicros),
  );
  return { verdict: 'accepted', entry: null, purged: 0, isInOrder: true, ...step, turn: keepDead(done) };
}

/**
 * Name: leave a duplicate out
 * Who: every member of a quorum queue
 * Means: a channel that does not know whether its command was applied sends it again to a new leader; what was applied is not
 *   applied twice
 * Enabled when: the channel has sent a command with this number or a later one
 * Changes: nothing
 */
function isDuplicate(queue: QueueState, sender: CommandSender): boolean {
  return queue.senders.items.some((known) => sameChannel(known, sender) && known.sequence >= sender.sequence);
}

/**
 * Name: leave out what comes too early
 * Who: every member of a quorum queue
 * Means: an earlier command of the same channel got lost, so this one is not applied either; the channel sends both again, in
 *   order, as soon as it hears of the new leader
 * Enabled when: the channel's command before this one was not applied
 * Changes: nothing; nobody is told
 */
function isTooEarly(queue: QueueState, sender: CommandSender): boolean {
  const known = queue.senders.items.find((other) => sameChannel(other, sender));
  return (known?.sequence ?? 0) < sender.previous;
}

/** A question is asked once, and so it cannot come twice. */
function isTracked({ type }: QuorumCommand): boolean {
  return type !== 'take' && type !== 'purge';
}

/** Nothing happens. A queue that may have refused the publish says so again: it does not know any more which it was. */
function duplicateOf(queue: QueueState): Applied {
  const verdict = queue.policy.overflow === 'reject-publish' ? 'rejected' : 'accepted';
  return { turn: turnOf(queue), verdict, entry: null, purged: 0, isInOrder: true };
}

function noteSender(queue: QueueState, sender: CommandSender): QueueState {
  const known = queue.senders.items.find((other) => sameChannel(other, sender));
  const senders = known === undefined ? queue.senders.append([sender]) : queue.senders.replace(known, sender);
  return { ...queue, senders };
}

/** After every command: serve, expire, look at the limits. */
function finish(queue: QueueState, nowMicros: number): QueueTurn {
  const served = dispatch(queue, { room: UNLIMITED_ROOM, nowMicros });
  const trimmed = andThen(
    andThen(served, (next) => expire(next, nowMicros)),
    trim,
  );
  if (queue.policy.overflow !== 'reject-publish') return trimmed;
  const next = trimmed.queue;
  const blocked = publishersBlocked(next.policy, fillOf(next), next.publishersBlocked);
  return { ...trimmed, queue: { ...next, publishersBlocked: blocked } };
}

/** What counts towards the limits: ready messages, those that wait for their retry, and dead letters that are kept. */
function fillOf({ ready, delayed, unconfirmedDead }: QueueState): Fill {
  const others = [...delayed.map(({ entry }) => entry), ...unconfirmedDead];
  const bytes = others.reduce((sum, { message }) => sum + message.bytes, ready.bytes);
  return { count: ready.count + others.length, bytes };
}

/**
 * Name: keep dead letters
 * Who: a quorum queue with at-least-once dead lettering
 * Means: a message that died stays, and counts, until all its new queues have confirmed it
 * Enabled when: x-dead-letter-strategy is at-least-once and overflow is reject-publish
 * Changes: the messages that are kept
 */
function keepDead(turn: QueueTurn): QueueTurn {
  const { queue, dead } = turn;
  if (queue.policy.deadLetterStrategy === 'at-most-once' || dead.length === 0) return turn;
  const unconfirmedDead = [...queue.unconfirmedDead, ...dead.map(({ entry }) => entry)];
  return { ...turn, queue: { ...queue, unconfirmedDead } };
}

function stepOf(
  queue: QueueState,
  command: QuorumCommand,
  nowMicros: number,
): { readonly turn: QueueTurn } & Partial<Omit<Applied, 'turn'>> {
  switch (command.type) {
    case 'enqueue':
      return enqueue(queue, command, nowMicros);
    case 'checkout':
      return { turn: turnOf(checkout(queue, command.consumer)) };
    case 'take':
      return take(queue, { ...command, nowMicros });
    case 'settle':
      return { turn: turnOf(acknowledge(queue, command.by, command.entries)) };
    case 'discard':
      return { turn: discard(queue, command.by, command.entries) };
    case 'return':
      return { turn: returned(queue, { ...command, nowMicros }) };
    case 'cancel':
      return { turn: turnOf(cancel(queue, { ...command.by, tag: command.tag })) };
    case 'down':
      return { turn: down(queue, { ...command, nowMicros }) };
    case 'purge':
      return purgeAll(queue);
    case 'dead-letter-confirmed': {
      const unconfirmedDead = queue.unconfirmedDead.filter(({ id }) => id !== command.entry);
      return { turn: turnOf({ ...queue, unconfirmedDead }) };
    }
    case 'tick':
      return { turn: turnOf(queue) };
  }
}

/** A purge empties the queue of what nobody holds; since 4.3 of dead letters that wait for their confirms, too. */
function purgeAll(before: QueueState): { readonly turn: QueueTurn; readonly purged: number } {
  const { queue, purged } = purge(before);
  const emptied = { ...queue, delayed: [] };
  if (!isAtLeast(before.version, '4.3')) return { turn: turnOf(emptied), purged };
  return { turn: turnOf({ ...emptied, unconfirmedDead: [] }), purged: purged + before.unconfirmedDead.length };
}

/** A consumer that is registered already only says so again: it has a new leader. */
function checkout(queue: QueueState, consumer: Registration): QueueState {
  return findConsumer(queue.consumers, consumer) === undefined ? register(queue, consumer) : queue;
}

function enqueue(
  queue: QueueState,
  { message, untracked = false }: Extract<QuorumCommand, { readonly type: 'enqueue' }>,
  nowMicros: number,
): { readonly turn: QueueTurn; readonly verdict: Verdict } {
  if (queue.publishersBlocked && !untracked) return { turn: turnOf(queue), verdict: 'rejected' };
  const entry = livingOn(entryOf(queue, message, nowMicros), nowMicros);
  const next = { ...queue, ready: pushFresh(queue.ready, entry), nextEntry: queue.nextEntry + 1 };
  return { turn: turnOf(next), verdict: 'accepted' };
}

const MILLISECOND_MICROS = 1_000;

/** What is to live for no time lives for one millisecond: long enough for a consumer that waits. */
function livingOn(entry: Entry, nowMicros: number): Entry {
  return entry.expiresAtMicros === nowMicros ? { ...entry, expiresAtMicros: nowMicros + MILLISECOND_MICROS } : entry;
}

interface Return {
  readonly by: ChannelKey;
  readonly entries: readonly number[];
  readonly kind: ReturnKind;
  readonly nowMicros: number;
}

/**
 * Name: take messages back
 * Who: a quorum queue
 * Means: each return may be one too many (delivery limit), may have to wait (delayed retry since 4.3), or makes the message
 *   ready: before everything else when there is a delivery limit or its channel is gone, and always since 4.3; otherwise at the
 *   end, as if it were published again, so that the log can be shortened
 * Enabled when: the channel holds the messages
 * Changes: held, ready, delayed
 */
function returned(queue: QueueState, options: Return): QueueTurn {
  const { queue: freed, released } = release(queue, options.by, options.entries);
  const failed = failuresOf(options.kind, queue.version);
  const dead: DeadEntry[] = [];
  let next = freed;
  for (const { entry } of released.toSorted((left, right) => orderOf(options, left.entry, right.entry))) {
    const back = { ...entry, redelivered: true, deliveryCount: entry.deliveryCount + failed };
    if (isPoison(back.deliveryCount, queue.policy.deliveryLimit)) dead.push({ entry: back, reason: 'delivery_limit' });
    else next = placeReturned(next, back, { ...options, failed });
  }
  return turnOf(next, { dead });
}

/** Those of one command come back in the order in which it names them. */
function orderOf(options: Return, left: Entry, right: Entry): number {
  return options.entries.indexOf(left.id) - options.entries.indexOf(right.id);
}

/** Where a message that comes back stands: before all others, after them, or nowhere until its time has come. */
export type ReturnPlace =
  { readonly where: 'front' | 'tail' } | { readonly where: 'later'; readonly delayMicros: number };

export function placeOfReturn(
  queue: Pick<QueueState, 'policy' | 'version'>,
  options: { readonly kind: ReturnKind; readonly failed: 0 | 1; readonly deliveryCount: number },
): ReturnPlace {
  const { kind, failed, deliveryCount } = options;
  const { delayedRetry, deliveryLimit } = queue.policy;
  if (isDelayed(delayedRetry, failed === 1)) {
    const delayMicros = retryDelayMicros({ ...delayedRetry, deliveryCount });
    return delayMicros === 0 ? { where: 'front' } : { where: 'later', delayMicros };
  }
  const isAnswer = kind === 'failed' || kind === 'released';
  const asNew = deliveryLimit === null && isAnswer && !isAtLeast(queue.version, '4.3');
  return { where: asNew ? 'tail' : 'front' };
}

function placeReturned(queue: QueueState, entry: Entry, options: Return & { readonly failed: 0 | 1 }): QueueState {
  const place = placeOfReturn(queue, { ...options, deliveryCount: entry.deliveryCount });
  switch (place.where) {
    case 'front':
      return { ...queue, ready: pushReturned(queue.ready, entry) };
    case 'tail':
      return { ...queue, ready: pushFresh(queue.ready, entry) };
    case 'later':
      return delayed(queue, entry, options.nowMicros + place.delayMicros);
  }
}

function delayed(queue: QueueState, entry: Entry, readyAtMicros: number): QueueState {
  const at = queue.delayed.findIndex((other) => other.readyAtMicros > readyAtMicros);
  const position = at < 0 ? queue.delayed.length : at;
  return { ...queue, delayed: queue.delayed.toSpliced(position, 0, { readyAtMicros, entry }) };
}

/** Delayed messages whose time has come stand with the returned ones. */
function promoteDelayed(queue: QueueState, nowMicros: number): QueueTurn {
  const due = queue.delayed.filter(({ readyAtMicros }) => readyAtMicros <= nowMicros);
  if (due.length === 0) return turnOf(queue);
  const ready = due.reduce((rest, { entry }) => pushReturned(rest, entry), queue.ready);
  return turnOf({ ...queue, ready, delayed: queue.delayed.slice(due.length) });
}

function down(
  queue: QueueState,
  options: Pick<Return, 'by' | 'nowMicros'> & { readonly kind: 'channel-gone' | 'node-suspected' },
): QueueTurn {
  const { by } = options;
  const consumers = removeConsumers(queue.consumers, (consumer) => sameChannel(consumer, by));
  const held = queue.held.items.filter((one) => sameChannel(one.by, by)).toSorted(byConsumer);
  const entries = held.map(({ entry }) => entry.id);
  const isOver = options.kind === 'channel-gone';
  const senders = isOver ? queue.senders.split((known) => sameChannel(known, by)).rest : queue.senders;
  return returned(chooseActive({ ...queue, consumers, senders }), { ...options, entries });
}

/** Consumer by consumer in the order of their tags, what was fetched with basic.get first (observed on 3.10.8). */
function byConsumer(left: Held, right: Held): number {
  const [one, other] = [left.consumerTag ?? '', right.consumerTag ?? ''];
  return one < other ? -1 : one > other ? 1 : 0;
}
