/** Carrying out what queues decide: deliveries, dead letters, confirms, commands of quorum queues. */
import { hasChannelCredit, hearQueue, type ConfirmVerdict, type Unacknowledged } from '../rules/channel/channel.ts';
import type { Message } from '../rules/message.ts';
import { deadLetter, isDeathCycle } from '../rules/queue/deadLetter.ts';
import { enqueue, serve, type Verdict } from '../rules/queue/classic.ts';
import { sameChannel, type ChannelKey, type Entry } from '../rules/queue/entry.ts';
import type { SeenMessage } from './methods.ts';
import type { ChannelRoom, DeadEntry, QueueState, QueueTurn } from '../rules/queue/state.ts';
import { hearTarget, settleDeadLetter } from '../rules/quorum/deadLettering.ts';
import { applyCommand, type QuorumCommand } from '../rules/quorum/machine.ts';
import { route } from '../rules/routing/route.ts';
import { append, type StreamTurn } from '../rules/stream/stream.ts';
import type { Draft } from './draft.ts';
import { tellActive, tellDeath, tellDeliveries, tellSettlement } from './telling.ts';
import { seenEntry, seenInStream } from './seen.ts';
import type { CommandOrigin, DeadLetterOrigin, Dropped, MessageOrigin, QueueRecord, QuorumRequest } from './value.ts';

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
  const before = draft.queue(name)?.state;
  if (before !== undefined && before.type !== 'stream') tellActive(draft.story, name, before, turn.queue);
  draft.changeQueue(name, (record) => ({ ...record, state: turn.queue }));
  tellDeliveries(draft.story, name, turn.deliveries);
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
    draft.send(to, { type: 'basic.deliver', consumerTag, deliveryTag, message, observed: { queue, entry } });
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
  tellCommand(draft, name, state, request.command);
  const applied = applyCommand(state, request.command, draft.nowMicros);
  // An answer to a get goes out before deliveries that the same command makes possible.
  if (origin?.kind === 'get') answerGet(draft, name, origin, applied.entry, applied.turn.queue);
  carryOut(draft, name, applied.turn);
  if (request.command.type === 'enqueue') tellVerdict(draft, name, request.command.message, applied.verdict);
  if (origin?.kind === 'publish' || origin?.kind === 'dead-letter') hear(draft, origin, name, applied.verdict);
  if (origin?.kind === 'purge') draft.send(origin, { type: 'queue.purge-ok', messageCount: applied.purged });
}

/** What a command means for what channels hold. */
function tellCommand(draft: Draft, queue: string, state: QueueState, wanted: QuorumCommand): void {
  const { story } = draft;
  switch (wanted.type) {
    case 'settle':
      return tellSettlement(story, queue, state, { ...wanted, settling: 'acknowledged' });
    case 'return':
      return tellSettlement(story, queue, state, { ...wanted, settling: wanted.kind });
    case 'down': {
      const entries = state.held.filter((held) => sameChannel(held.by, wanted.by)).map(({ entry }) => entry.id);
      return tellSettlement(story, queue, state, { ...wanted, entries, settling: wanted.kind });
    }
    default:
      return;
  }
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
  const observed = { queue: name, entry: entry.id };
  draft.send(origin, { type: 'basic.get-ok', deliveryTag, message, observed, messageCount: after.ready.count });
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
  tellVerdict(draft, name, message, verdict);
  const mustWait =
    verdict === 'accepted' &&
    draft.node.config.persistence === 'on-sync' &&
    record.durable &&
    message.persistent === true;
  if (!mustWait) {
    hear(draft, origin, name, verdict);
    return;
  }
  draft.story.note('rabbit.publish.waits-disk', { queue: name, value: message.body });
  draft.changeQueue(name, (now) => ({ ...now, awaitingSync: [...now.awaitingSync, origin] }));
}

function tellVerdict(draft: Draft, queue: string, message: Message, verdict: Verdict): void {
  if (verdict === 'accepted') return;
  draft.story.rule('rabbitmq.reject-a-publish');
  draft.story.milestone('fault', 'rabbit.queue.rejected-publish', { queue, value: message.body });
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
  if (decided === null) return;
  const value = channel.unconfirmed.find((publish) => publish.sequence === sequence)?.value ?? '';
  draft.story.rule('rabbitmq.confirm-a-publish');
  if (decided === 'nack') draft.story.milestone('fault', 'rabbit.publish.nacked', { queue, value });
  else if (draft.story.explaining) draft.story.note('rabbit.publish.confirmed', { queue, value });
  confirm(draft, origin, sequence, decided);
}

export function confirm(draft: Draft, to: ChannelKey, sequence: number, verdict: ConfirmVerdict): void {
  draft.send(to, { type: `basic.${verdict}`, deliveryTag: sequence, multiple: false });
}

// --- dead letters ---

/** A message has died in a queue: it goes to the dead letter exchange, or it is gone. */
export function bury(draft: Draft, name: string, dead: DeadEntry): void {
  const state = draft.queue(name)?.state;
  if (state === undefined || state.type === 'stream') return;
  tellDeath(draft.story, name, state, dead);
  const { policy } = state;
  if (policy.deadLetterExchange === null) {
    // A publish that was refused never stood in the queue.
    if (dead.reason !== 'maxlen' || policy.overflow === 'drop-head') drop(draft, name, dead.entry, dead.reason);
    return;
  }
  if (policy.deadLetterStrategy === 'at-least-once') return keepAndSend(draft, name, dead, []);
  const addressed = address(draft, name, dead);
  tellDeadLetter(draft, name, dead, addressed);
  if (addressed.targets.length === 0) drop(draft, name, dead.entry, addressed.isCycle ? 'cycle' : 'unroutable');
  for (const target of addressed.targets) deliverTo(draft, target, addressed.letter, null);
}

/** Notes for an observer that a message is gone for good. */
function drop(draft: Draft, name: string, entry: Entry, reason: Dropped['reason']): void {
  const lost = { value: entry.message.body, reason };
  draft.changeQueue(name, (record) => ({ ...record, dropped: record.dropped.append(lost) }));
}

interface Addressed {
  readonly letter: Message;
  /** None when the exchange is not there. */
  readonly targets: readonly string[];
  /** Has it found only queues in which it has died already? */
  readonly isCycle: boolean;
}

/** The dead letter, and the queues to which it goes. */
function address(draft: Draft, queue: string, { entry, reason }: DeadEntry): Addressed {
  const policy = draft.queue(queue)?.state.policy;
  const exchange = policy?.deadLetterExchange ?? '';
  const { nowMicros } = draft;
  const routingKey = policy?.deadLetterRoutingKey ?? null;
  const { version } = draft.node.config;
  const letter = deadLetter({ message: entry.message, queue, reason, nowMicros, exchange, routingKey, version });
  const { history } = letter;
  const exists = draft.node.exchanges.some((candidate) => candidate.name === exchange);
  const found = exists ? targetsOf(draft, exchange, letter) : [];
  const targets = found.filter((target) => history === null || !isDeathCycle({ history, target }));
  return { letter, targets, isCycle: found.length > 0 && targets.length === 0 };
}

function tellDeadLetter(draft: Draft, queue: string, { entry, reason }: DeadEntry, addressed: Addressed): void {
  const { story } = draft;
  const { letter, targets, isCycle } = addressed;
  const params = { value: entry.message.body, queue, reason, exchange: letter.exchange };
  story.rule('rabbitmq.make-a-dead-letter');
  if (targets.length > 0) {
    story.milestone('retry', 'rabbit.queue.dead-lettered', { ...params, targets: targets.join(', ') });
    return;
  }
  if (isCycle) story.rule('rabbitmq.detect-a-dead-letter-cycle');
  story.milestone('fault', isCycle ? 'rabbit.queue.dead-cycle' : 'rabbit.queue.dead-letter-nowhere', params);
}

/** At-least-once: the letter is noted, and sent to those that have not confirmed it. */
function keepAndSend(draft: Draft, source: string, dead: DeadEntry, confirmedBy: readonly string[]): void {
  const addressed = address(draft, source, dead);
  const { letter, targets } = addressed;
  tellDeadLetter(draft, source, dead, addressed);
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
