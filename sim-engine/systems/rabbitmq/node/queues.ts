/** Carrying out what queues decide: deliveries, dead letters, confirms, commands of quorum queues. */
import { hasChannelCredit, hearQueue, type ConfirmVerdict, type Unacknowledged } from '../rules/channel/channel.ts';
import type { Message } from '../rules/message.ts';
import { deadLetter, isDeathCycle } from '../rules/queue/deadLetter.ts';
import { enqueue, serve, type Verdict } from '../rules/queue/classic.ts';
import { sameChannel, type ChannelKey } from '../rules/queue/entry.ts';
import type { SeenMessage } from './methods.ts';
import type { ChannelRoom, DeadEntry, QueueState, QueueTurn } from '../rules/queue/state.ts';
import { hearTarget, settleDeadLetter } from '../rules/quorum/deadLettering.ts';
import { applyCommand, type QuorumCommand } from '../rules/quorum/machine.ts';
import { route } from '../rules/routing/route.ts';
import { append, type StreamTurn } from '../rules/stream/stream.ts';
import type { Draft } from './draft.ts';
import { seenEntry, seenInStream } from './seen.ts';
import type { CommandOrigin, DeadLetterOrigin, MessageOrigin, QueueRecord, QuorumRequest } from './value.ts';

/** Do channels' own limits leave room? */
export function roomIn(draft: Draft): ChannelRoom {
  return (key, more) => {
    const channel = draft.channel(key);
    return channel !== undefined && hasChannelCredit(channel.unacknowledged, channel.channelPrefetch, more);
  };
}

/** Names of the queues to which a message goes. */
export function targetsOf(draft: Draft, exchange: string, message: Message): readonly string[] {
  const { exchanges, bindings, queues, config } = draft.node;
  const reachable = new Set(queues.filter(({ homeDown }) => homeDown === null).map(({ name }) => name));
  return route({ exchanges, bindings, queues: reachable, version: config.version }, exchange, message);
}

/** Carries out a turn of a queue. */
export function carryOut(draft: Draft, name: string, turn: QueueTurn): void {
  draft.countTurn();
  draft.changeQueue(name, (record) => ({ ...record, state: turn.queue }));
  const { version } = draft.node.config;
  const queueType = turn.queue.type;
  handAllToChannels(
    draft,
    turn.deliveries.map(({ to, consumerTag, noAck, entry }) => ({
      to,
      delivery: { queue: name, consumerTag, entry: entry.id, noAck },
      message: seenEntry(entry, { version, queueType, way: 'deliver' }),
    })),
  );
  for (const { connection, channel, tag } of turn.cancelled) {
    tellCancelled(draft, { connection, channel }, tag);
  }
  for (const dead of turn.dead) bury(draft, name, dead);
}

/** A consumer is gone, and its client is told. */
export function tellCancelled(draft: Draft, key: ChannelKey, tag: string): void {
  draft.changeChannel(key, (channel) => ({
    ...channel,
    consumers: channel.consumers.filter((consumer) => consumer.tag !== tag),
  }));
  draft.send(key, { type: 'basic.cancel', consumerTag: tag });
}

interface Handed {
  readonly queue: string;
  readonly consumerTag: string | null;
  readonly entry: number;
  readonly noAck: boolean;
}

/** Sends deliveries of one step, and notes them on their channels, each channel at once. */
function handAllToChannels(
  draft: Draft,
  deliveries: readonly {
    readonly to: ChannelKey;
    readonly delivery: Handed & { readonly consumerTag: string };
    readonly message: SeenMessage;
  }[],
): void {
  const sinceMicros = draft.nowMicros;
  const pending: { readonly to: ChannelKey; nextDeliveryTag: number; readonly held: Unacknowledged[] }[] = [];
  for (const { to, delivery, message } of deliveries) {
    let notes = pending.find((known) => sameChannel(known.to, to));
    if (notes === undefined) {
      notes = { to, nextDeliveryTag: draft.channel(to)?.nextDeliveryTag ?? 0, held: [] };
      pending.push(notes);
    }
    const deliveryTag = notes.nextDeliveryTag;
    notes.nextDeliveryTag = deliveryTag + 1;
    const { queue, consumerTag, entry, noAck } = delivery;
    if (!noAck) notes.held.push({ deliveryTag, queue, consumerTag, entry, sinceMicros });
    draft.send(to, { type: 'basic.deliver', consumerTag, deliveryTag, message });
  }
  for (const { to, nextDeliveryTag, held } of pending) {
    draft.changeChannel(to, (channel) => ({
      ...channel,
      nextDeliveryTag,
      unacknowledged: held.length === 0 ? channel.unacknowledged : [...channel.unacknowledged, ...held],
    }));
  }
}

/** Gives one delivery its tag on a channel. */
export function handToChannel(draft: Draft, to: ChannelKey, delivery: Handed): number {
  const deliveryTag = draft.channel(to)?.nextDeliveryTag ?? 0;
  const { queue, consumerTag, entry, noAck } = delivery;
  const held = { deliveryTag, queue, consumerTag, entry, sinceMicros: draft.nowMicros };
  draft.changeChannel(to, (channel) => ({
    ...channel,
    nextDeliveryTag: deliveryTag + 1,
    unacknowledged: noAck ? channel.unacknowledged : [...channel.unacknowledged, held],
  }));
  return deliveryTag;
}

/** Carries out a turn of a stream. */
export function carryOutStream(draft: Draft, name: string, turn: StreamTurn): void {
  draft.countTurn();
  draft.changeQueue(name, (record) => ({ ...record, state: turn.stream }));
  const { version } = draft.node.config;
  handAllToChannels(
    draft,
    turn.deliveries.map(({ to, offset, message }) => ({
      to,
      delivery: { queue: name, consumerTag: to.tag, entry: offset, noAck: false },
      message: seenInStream(message, offset, version),
    })),
  );
}

// --- classic queues ---

/** A classic queue changes, and then serves whoever waits. */
export function changeClassic(draft: Draft, name: string, change: (queue: QueueState) => QueueTurn): void {
  const state = draft.queue(name)?.state;
  if (state === undefined || state.type === 'stream') return;
  carryOut(draft, name, change(state));
  serveQueue(draft, name);
}

export function serveQueue(draft: Draft, name: string): void {
  const state = draft.queue(name)?.state;
  if (state === undefined || state.type !== 'classic') return;
  carryOut(draft, name, serve(state, draft.nowMicros, roomIn(draft)));
}

/** Classic queues in which a channel has consumers: its own limit may have changed. */
export function serveQueuesOf(draft: Draft, key: ChannelKey): void {
  const names = new Set(draft.channel(key)?.consumers.map(({ queue }) => queue));
  for (const name of names) serveQueue(draft, name);
}

// --- quorum queues ---

/** A command of a quorum queue: applied at once, or handed to whoever replicates. */
export function command(draft: Draft, name: string, wanted: QuorumCommand, origin: CommandOrigin = null): void {
  const request = { queue: name, command: wanted, origin };
  if (draft.node.config.quorum === 'local') applyRequest(draft, request);
  else draft.replicate(request);
}

/** A command is committed. */
export function applyRequest(draft: Draft, request: QuorumRequest): void {
  const { queue: name, origin } = request;
  const state = draft.queue(name)?.state;
  if (state === undefined || state.type !== 'quorum') return;
  const applied = applyCommand(state, request.command, draft.nowMicros);
  // An answer to a get goes out before deliveries that the same command makes possible.
  if (origin?.kind === 'get') answerGet(draft, name, origin, applied.entry, applied.turn.queue);
  carryOut(draft, name, applied.turn);
  if (origin?.kind === 'publish' || origin?.kind === 'dead-letter') hear(draft, origin, name, applied.verdict);
  if (origin?.kind === 'purge') draft.send(origin, { type: 'queue.purge-ok', messageCount: applied.purged });
}

/** Answers basic.get. */
export function answerGet(
  draft: Draft,
  name: string,
  origin: ChannelKey & { readonly noAck: boolean },
  entry: QueueTurn['deliveries'][number]['entry'] | null,
  after: QueueState,
): void {
  if (entry === null) {
    draft.send(origin, { type: 'basic.get-empty' });
    return;
  }
  const { version } = draft.node.config;
  const delivery = { queue: name, consumerTag: null, entry: entry.id, noAck: origin.noAck };
  const deliveryTag = handToChannel(draft, origin, delivery);
  const message = seenEntry(entry, { version, queueType: after.type, way: 'get' });
  draft.send(origin, { type: 'basic.get-ok', deliveryTag, message, messageCount: after.ready.count });
}

// --- publishing ---

/** Puts a message into a queue; the publisher hears of it now or later. */
export function deliverTo(draft: Draft, name: string, message: Message, origin: MessageOrigin): void {
  const record = draft.queue(name);
  if (record === undefined) return;
  const { state } = record;
  switch (state.type) {
    case 'classic':
      enqueueClassic(draft, record, message, origin);
      return;
    case 'quorum':
      command(draft, name, { type: 'enqueue', message }, origin);
      return;
    case 'stream':
      carryOutStream(draft, name, append(state, [message], draft.nowMicros));
      hear(draft, origin, name, 'accepted');
  }
}

function enqueueClassic(draft: Draft, record: QueueRecord, message: Message, origin: MessageOrigin): void {
  const { name, state } = record;
  if (state.type !== 'classic') return;
  const { nowMicros } = draft;
  const { turn, verdict } = enqueue(state, { message, nowMicros, room: roomIn(draft) });
  carryOut(draft, name, turn);
  const mustWait =
    verdict === 'accepted' &&
    draft.node.config.persistence === 'on-sync' &&
    record.durable &&
    message.persistent === true;
  if (!mustWait) hear(draft, origin, name, verdict);
  else draft.changeQueue(name, (now) => ({ ...now, awaitingSync: [...now.awaitingSync, origin] }));
}

/** A queue has spoken about a message that went to it. */
export function hear(draft: Draft, origin: MessageOrigin, queue: string, verdict: Verdict): void {
  if (origin === null) return;
  if (origin.kind === 'dead-letter') {
    hearOfDeadLetter(draft, origin, { target: queue, verdict });
    return;
  }
  const channel = draft.channel(origin);
  if (channel === undefined || origin.sequence === 0) return;
  const { sequence } = origin;
  const { unconfirmed, decided } = hearQueue(channel.unconfirmed, { sequence, queue, verdict });
  draft.changeChannel(origin, (now) => ({ ...now, unconfirmed }));
  if (decided !== null) confirm(draft, origin, sequence, decided);
}

export function confirm(draft: Draft, to: ChannelKey, sequence: number, verdict: ConfirmVerdict): void {
  draft.send(to, { type: `basic.${verdict}`, deliveryTag: sequence, multiple: false });
}

// --- dead letters ---

/** A message has died in a queue: it goes to the dead letter exchange, or it is gone. */
export function bury(draft: Draft, name: string, dead: DeadEntry): void {
  const state = draft.queue(name)?.state;
  if (state === undefined || state.type === 'stream' || state.policy.deadLetterExchange === null) return;
  if (state.policy.deadLetterStrategy === 'at-least-once') return keepAndSend(draft, name, dead, []);
  const { letter, targets } = addressed(draft, name, dead);
  for (const target of targets) deliverTo(draft, target, letter, null);
}

/** The dead letter, and the queues to which it goes: none when the exchange is not there. */
function addressed(
  draft: Draft,
  queue: string,
  { entry, reason }: DeadEntry,
): { readonly letter: Message; readonly targets: readonly string[] } {
  const policy = draft.queue(queue)?.state.policy;
  const exchange = policy?.deadLetterExchange ?? '';
  const { nowMicros } = draft;
  const routingKey = policy?.deadLetterRoutingKey ?? null;
  const { version } = draft.node.config;
  const letter = deadLetter({ message: entry.message, queue, reason, nowMicros, exchange, routingKey, version });
  const { history } = letter;
  const exists = draft.node.exchanges.some((candidate) => candidate.name === exchange);
  const found = exists ? targetsOf(draft, exchange, letter) : [];
  return { letter, targets: found.filter((target) => history === null || !isDeathCycle({ history, target })) };
}

/** At-least-once: the letter is noted, and sent to those that have not confirmed it. */
function keepAndSend(draft: Draft, source: string, dead: DeadEntry, confirmedBy: readonly string[]): void {
  const { letter, targets } = addressed(draft, source, dead);
  const waitsFor = targets.filter((target) => !confirmedBy.includes(target));
  const entry = dead.entry.id;
  const unroutedOrRejected = targets.length === 0;
  const noted = { dead, entry, waitsFor, confirmedBy, sentAtMicros: draft.nowMicros, unroutedOrRejected };
  draft.changeQueue(source, (record) => ({ ...record, deadLetters: [...record.deadLetters, noted] }));
  for (const target of waitsFor) deliverTo(draft, target, letter, { kind: 'dead-letter', source, entry });
}

function hearOfDeadLetter(
  draft: Draft,
  origin: DeadLetterOrigin,
  said: { readonly target: string; readonly verdict: Verdict },
): void {
  const { source, entry } = origin;
  const known = draft.queue(source)?.deadLetters.find((letter) => letter.entry === entry);
  if (known === undefined) return;
  const heard = { ...known, ...hearTarget(known, said) };
  const isSettled = settleDeadLetter(heard, deadLetterTiming(draft)) === 'acknowledge';
  draft.changeQueue(source, (record) => ({
    ...record,
    deadLetters: record.deadLetters.flatMap((letter) => (letter.entry !== entry ? [letter] : isSettled ? [] : [heard])),
  }));
  if (isSettled) command(draft, source, { type: 'dead-letter-confirmed', entry });
}

function deadLetterTiming(draft: Draft): { readonly nowMicros: number; readonly timeoutMicros: number } {
  return { nowMicros: draft.nowMicros, timeoutMicros: draft.node.config.deadLetterTimeoutMicros };
}

/** Sends dead letters again that were not confirmed in time. */
export function retryDeadLetters(draft: Draft, record: QueueRecord): void {
  const due = record.deadLetters.filter((letter) => settleDeadLetter(letter, deadLetterTiming(draft)) === 'send-again');
  if (due.length === 0) return;
  draft.changeQueue(record.name, (now) => ({
    ...now,
    deadLetters: now.deadLetters.filter((letter) => !due.includes(letter)),
  }));
  for (const { dead, confirmedBy } of due) keepAndSend(draft, record.name, dead, confirmedBy);
}
