/**
 * A queue as an immutable value, classic or quorum: what is ready, what is in somebody's hands, who consumes.
 *
 * A message is in exactly one place: ready, delayed, held, or kept until its dead letter is confirmed.
 */
import { noItems, type NumberedList } from '../../../../kernel/numberedList.ts';
import type { Message } from '../message.ts';
import type { RabbitVersion } from '../version.ts';
import type { QueuePolicy, QueueType } from './arguments.ts';
import { NO_CONSUMERS, type Consumers } from './consumers.ts';
import type { ChannelKey, CommandSender, Entry, Held } from './entry.ts';
import { emptyReady, type PriorityScheme, type Ready } from './ready.ts';
import { isAtLeast } from '../version.ts';

/** An entry that waits until it may be delivered again. */
export interface Delayed {
  readonly readyAtMicros: number;
  readonly entry: Entry;
}

export interface QueueState {
  readonly type: Exclude<QueueType, 'stream'>;
  readonly version: RabbitVersion;
  readonly policy: QueuePolicy;
  readonly durable: boolean;
  readonly ready: Ready;
  /** In the order in which they were handed out. */
  readonly held: NumberedList<Held>;
  readonly consumers: Consumers;
  /** The single active consumer, when the queue has one: its number of registration. */
  readonly active: number | null;
  /** Number of the next entry, and of the next registration. */
  readonly nextEntry: number;
  readonly nextRegistration: number;
  /** Quorum, 4.3: returns that wait, the next first. */
  readonly delayed: readonly Delayed[];
  /** Quorum, reject-publish: publishers have been told to stop. */
  readonly publishersBlocked: boolean;
  /** Quorum, at-least-once: dead letters whose targets have not confirmed. */
  readonly unconfirmedDead: readonly Entry[];
  /** Quorum, replicated: the last command of each channel. */
  readonly senders: NumberedList<CommandSender>;
  /** Classic, 3.10: the queue waits for an active consumer that is gone (issue 5460). */
  readonly stalled: boolean;
}

/** Priority of messages that have none: see docs/quorum-queues#priorities for the versions. */
function schemeOf(type: QueueState['type'], version: RabbitVersion): PriorityScheme {
  return type === 'quorum' && isAtLeast(version, '4.0') && !isAtLeast(version, '4.3') ? 'weighted' : 'strict';
}

export function newQueue(options: {
  readonly type: QueueState['type'];
  readonly version: RabbitVersion;
  readonly policy: QueuePolicy;
  readonly durable: boolean;
}): QueueState {
  return {
    ...options,
    ready: emptyReady(schemeOf(options.type, options.version)),
    held: noItems(),
    consumers: NO_CONSUMERS,
    active: null,
    nextEntry: 1,
    nextRegistration: 1,
    delayed: [],
    publishersBlocked: false,
    unconfirmedDead: [],
    senders: noItems(),
    stalled: false,
  };
}

const QUORUM_LEVEL_MAX = 31;
const QUORUM_LEVEL_DEFAULT = 4;

/**
 * Name: the priority of a message in a queue
 * Who: the queue, when it takes a message in
 * Means: classic queues have 0 to x-max-priority, above is the highest, none is 0. Quorum queues have no priorities in 3.x,
 *   two levels from 4.0 on (above 4 is high), and 32 from 4.3 on, none being 4
 * Enabled when: always
 * Changes: the entry's level
 */
export function levelOf(queue: Pick<QueueState, 'type' | 'version' | 'policy'>, message: Message): number {
  const { type, version, policy } = queue;
  if (type === 'classic') return policy.maxPriority === null ? 0 : Math.min(message.priority ?? 0, policy.maxPriority);
  if (!isAtLeast(version, '4.0')) return 0;
  const priority = message.priority ?? QUORUM_LEVEL_DEFAULT;
  if (isAtLeast(version, '4.3')) return Math.min(priority, QUORUM_LEVEL_MAX);
  return priority > QUORUM_LEVEL_DEFAULT ? 1 : 0;
}

/** Something handed to a consumer. */
export interface Delivery {
  readonly to: ChannelKey;
  readonly consumerTag: string;
  readonly noAck: boolean;
  readonly entry: Entry;
  /** Number among the deliveries to this consumer. */
  readonly number: number;
}

export interface DeadEntry {
  readonly entry: Entry;
  readonly reason: 'rejected' | 'expired' | 'maxlen' | 'delivery_limit';
}

/** What a step of a queue leaves for its surroundings. */
export interface QueueTurn {
  readonly queue: QueueState;
  readonly deliveries: readonly Delivery[];
  /** Messages that died, in order. */
  readonly dead: readonly DeadEntry[];
  /** Consumers that the queue has cancelled. */
  readonly cancelled: readonly (ChannelKey & { readonly tag: string })[];
}

const NOTHING: readonly never[] = [];

export function turnOf(queue: QueueState, more: Partial<Omit<QueueTurn, 'queue'>> = {}): QueueTurn {
  const { deliveries = NOTHING, dead = NOTHING, cancelled = NOTHING } = more;
  return { queue, deliveries, dead, cancelled };
}

/** Does a step leave nothing but the queue? Most do. */
function isQuiet({ deliveries, dead, cancelled }: QueueTurn): boolean {
  return deliveries.length === 0 && dead.length === 0 && cancelled.length === 0;
}

/** Two steps one after the other. */
export function andThen(first: QueueTurn, next: (queue: QueueState) => QueueTurn): QueueTurn {
  const second = next(first.queue);
  if (isQuiet(first)) return second;
  if (isQuiet(second)) return { ...first, queue: second.queue };
  return {
    queue: second.queue,
    deliveries: [...first.deliveries, ...second.deliveries],
    dead: [...first.dead, ...second.dead],
    cancelled: [...first.cancelled, ...second.cancelled],
  };
}

/** Does a channel's own limit leave room, when so many more deliveries of this step go to it? */
export type ChannelRoom = (channel: ChannelKey, more: number) => boolean;

export const UNLIMITED_ROOM: ChannelRoom = () => true;

/** Numbers of all messages, wherever they are. */
export function allEntries(queue: QueueState): readonly Entry[] {
  const ready = [...queue.ready.returns];
  for (const lane of queue.ready.lanes) {
    ready.push(...lane.back, ...lane.fresh.slice(lane.gone, lane.fresh.length));
  }
  return [
    ...ready,
    ...queue.held.items.map(({ entry }) => entry),
    ...queue.delayed.map(({ entry }) => entry),
    ...queue.unconfirmedDead,
  ];
}
