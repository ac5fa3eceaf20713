/**
 * Where each message of a queue stands on the chart `queueMessage`, and whether a step of the queue moved it as the chart allows.
 *
 * An observer beside the rules: it sees a queue before and after a step, what the step was, and what it left. From that it
 * reads the events of each message, lets the chart say where they lead, and compares that with where the message is.
 * No fault reaches it.
 */
import type { Facts } from '../../../../chart/authoring.ts';
import { advance } from '../../../../chart/compile.ts';
import {
  queueMessage,
  type QueueMessageEvent,
  type QueueMessageFact,
  type QueueMessageState,
} from '../../charts/index.ts';
import type { QuorumCommand } from '../quorum/machine.ts';
import { survives } from './classic.ts';
import { sameChannel, type ChannelKey, type Entry, type Held } from './entry.ts';
import { inServingOrder } from './ready.ts';
import type { QueueState, QueueTurn } from './state.ts';

/** What a queue was asked to do, or what happened to its process. */
export type StepCause =
  | QuorumCommand
  /** Its process has begun anew, with what was on its disk or with what its copy has. */
  | { readonly type: 'restart'; readonly from: 'disk' | 'copy' };

/** A step of a queue, as an observer sees it. */
export interface QueueStep {
  readonly before: QueueState;
  readonly cause: StepCause;
  readonly turn: QueueTurn;
}

/** A message that a queue has now. */
interface Placed {
  readonly state: QueueMessageState;
  readonly entry: Entry;
  readonly held: Held | null;
}

type Happened = { readonly type: QueueMessageEvent; readonly facts?: Facts<QueueMessageFact> };

/** All messages of a queue by their numbers, each with its state. */
export function messageStates(queue: QueueState): ReadonlyMap<number, Placed> {
  const found = new Map<number, Placed>();
  const put = (state: QueueMessageState, entry: Entry, held: Held | null = null): void => {
    found.set(entry.id, { state, entry, held });
  };
  for (const entry of inServingOrder(queue.ready)) put('ready', entry);
  for (const { entry } of queue.delayed) put('delayed', entry);
  for (const entry of queue.unconfirmedDead) put('kept-dead', entry);
  for (const held of queue.held.items) put('unacked', held.entry, held);
  return found;
}

/** One event of a message. */
export interface MessageStep {
  readonly from: QueueMessageState;
  readonly event: QueueMessageEvent;
  /** Where the chart leads it; null: the chart does not know the event there. */
  readonly to: QueueMessageState | null;
}

/** How a message went through one step of its queue. */
export interface Move {
  readonly entry: number;
  /** What happened to it, in order; nothing, if it is elsewhere for no reason. */
  readonly steps: readonly MessageStep[];
  /** Where it is. `gone`: not in the queue any more. */
  readonly found: QueueMessageState | 'gone';
}

/** Moves of all messages that a step has touched. */
export function movesOf(step: QueueStep): readonly Move[] {
  const before = messageStates(step.before);
  const after = messageStates(step.turn.queue);
  const touched = new Set([...before.keys(), ...after.keys(), ...step.turn.dead.map(({ entry }) => entry.id)]);
  for (const { entry } of step.turn.deliveries) touched.add(entry.id);
  return [...touched].flatMap((entry) => {
    const was = before.get(entry);
    const is = after.get(entry);
    const events = eventsOf(step, { entry, was, is });
    if (events.length === 0 && was?.state === is?.state && was?.held === is?.held) return [];
    return [{ entry, steps: follow(was?.state ?? queueMessage.initial, events), found: is?.state ?? 'gone' }];
  });
}

/** Does the message stand where the chart leads it? What is gone has to be at one of the chart's ends. */
export function isLegal({ steps, found }: Move): boolean {
  const to = steps.at(-1)?.to ?? null;
  if (to === null) return false;
  return queueMessage.finalStates.has(to) ? found === 'gone' : found === to;
}

/** The way along the chart, up to the first event that it does not know. */
function follow(start: QueueMessageState, events: readonly Happened[]): readonly MessageStep[] {
  const steps: MessageStep[] = [];
  let from = start;
  for (const { type: event, facts } of events) {
    const { state, transition } = advance(queueMessage, from, event, facts);
    steps.push({ from, event, to: transition === -1 ? null : state });
    if (transition === -1) break;
    from = state;
  }
  return steps;
}

interface Watched {
  readonly entry: number;
  readonly was: Placed | undefined;
  readonly is: Placed | undefined;
}

/** What happened to one message, in order: how it came to be ready, then how it left. */
function eventsOf(step: QueueStep, message: Watched): readonly Happened[] {
  return [...returnOf(step, message), ...departureOf(step, message)];
}

function returnOf(step: QueueStep, message: Watched): readonly Happened[] {
  const { turn, cause, before } = step;
  const { entry, was, is } = message;
  if (was === undefined) return entry < turn.queue.nextEntry ? [{ type: 'enqueued' }] : [];
  if (cause.type === 'restart') {
    return [{ type: 'restarted', facts: { isOnDisk: cause.from === 'copy' || survives(before, was.entry) } }];
  }
  if (was.state === 'delayed') return is?.state === 'delayed' || cause.type === 'purge' ? [] : [{ type: 'delayOver' }];
  if (was.state === 'kept-dead') {
    if (cause.type === 'purge' && is === undefined) return [{ type: 'purged' }];
    return cause.type === 'dead-letter-confirmed' && cause.entry === entry ? [{ type: 'deadLetterConfirmed' }] : [];
  }
  return was.held === null ? [] : settlementOf(step, message, was.held);
}

/** What the step did to a message in somebody's hands. */
function settlementOf({ cause, turn }: QueueStep, { entry, is }: Watched, { by }: Held): readonly Happened[] {
  if (!isAbout(cause, entry, by)) return [];
  const reason = turn.dead.find((dead) => dead.entry.id === entry)?.reason;
  const facts = factsOfDeath(turn.queue);
  if (reason === 'delivery_limit') return [{ type: 'deliveryLimitReached', facts }];
  const mustWait = is?.state === 'delayed';
  switch (cause.type) {
    case 'settle':
      return [{ type: 'acked' }];
    case 'discard':
      return [{ type: 'rejected', facts }];
    case 'return':
      return [{ type: 'requeued', facts: { mustWait } }];
    default:
      return [{ type: 'channelGone', facts: { mustWait } }];
  }
}

/** Does a command concern what this channel holds? */
function isAbout(cause: StepCause, entry: number, holder: ChannelKey): boolean {
  switch (cause.type) {
    case 'settle':
    case 'discard':
    case 'return':
      return sameChannel(cause.by, holder) && cause.entries.includes(entry);
    case 'down':
      return sameChannel(cause.by, holder);
    default:
      return false;
  }
}

/** How a ready message left its place. */
function departureOf({ turn, cause }: QueueStep, { entry, was, is }: Watched): readonly Happened[] {
  const reason = turn.dead.find((dead) => dead.entry.id === entry)?.reason;
  const facts = factsOfDeath(turn.queue);
  if (reason === 'expired') return [{ type: 'expired', facts }];
  if (reason === 'maxlen') {
    const isRefused = was === undefined && entry >= turn.queue.nextEntry;
    return [{ type: isRefused ? 'refused' : 'overflowed', facts }];
  }
  const delivery = turn.deliveries.find((delivery) => delivery.entry.id === entry);
  if (delivery !== undefined) return [{ type: 'delivered', facts: { automaticAck: delivery.noAck } }];
  const wasFree = was?.state === 'ready' || was?.state === 'delayed';
  const isFree = is?.state === 'ready' || is?.state === 'delayed';
  if (!wasFree || isFree) return [];
  if (cause.type === 'purge') return [{ type: 'purged' }];
  if (cause.type !== 'take') return [];
  return [{ type: 'delivered', facts: { automaticAck: cause.acknowledgement === 'automatic' } }];
}

function factsOfDeath({ policy, type }: QueueState): Facts<QueueMessageFact> {
  return {
    isKept: type === 'quorum' && policy.deadLetterStrategy === 'at-least-once',
    hasDeadLetterExchange: policy.deadLetterExchange !== null,
  };
}
