/**
 * A publisher: one connection, one channel, and the application that calls `basicPublish` at a steady rate, or a service of the
 * same process that does.
 *
 * Models: publisher confirms (none, one by one, in batches that are waited for), `mandatory` and returns, a limit of outstanding
 * confirms, publishing again what was refused or never confirmed (at once, or after a pause), recovery of the connection, blocked connections.
 * Leaves out: several channels, declaring anything, transactions.
 * Faults that reach it: crash, restart, pause, cut and slow links, lost confirms, alarms of the cluster.
 * Source: docs/confirms.md, docs/publishers.md, tutorial 7 (publisher confirms).
 */
import type { SubmitRequest } from '../../../apps/messages.ts';
import { keyOfOrder, recordLabels, recordValue } from '../../../apps/recordNames.ts';
import { freshLabel, submittedValue, suffixOf } from '../../../apps/submissions.ts';
import type { Behaviour } from '../../../host/cluster.ts';
import type { Input } from '../../../host/input.ts';
import type { Turn } from '../../../host/turn.ts';
import { nextState } from '../../../chart/nextState.ts';
import { fromMillis, MILLISECOND, SECOND } from '../../../kernel/time.ts';
import { publication as chart, type PublicationState } from '../charts/index.ts';
import { nodeNamed, type Places } from '../places.ts';
import type { RabbitProducerSpec } from '../scenario.ts';
import {
  armConfirmTimeout,
  CONFIRM_TIMER,
  confirmTimeout,
  handleConfirm,
  handleReturn,
  openEndings,
  PAUSE_TIMER,
  pauseOver,
} from './confirms.ts';
import { PublisherContext, type PublisherWorld } from './publisherContext.ts';
import { PROGRESS_FILE, type Publication, type PublisherMemory } from './publisherMemory.ts';
import { producerSettings } from '../settings.ts';
import { say, sessionInput, startSession, type SessionEvent } from './session.ts';

/** The application's clock. */
export const PUBLISH_TIMER = 'publish';

/** Makes the behaviour of one publisher. */
export function publisherBehaviour(options: {
  readonly spec: RabbitProducerSpec;
  readonly node: number;
  readonly places: Places;
}): Behaviour {
  const { spec, places, node } = options;
  const world: PublisherWorld = { spec, places, labels: recordLabels(places, node), naming: namingOf(spec, places) };
  return {
    handle(memory, input, turn) {
      const before = input.kind === 'start' ? newMemory(world, turn) : (memory as PublisherMemory);
      const context = new PublisherContext(turn, world, before);
      react(context, input);
      publishWhatWaits(context);
      return context.memory;
    },
  };
}

/** What this publisher calls the orders that services hand to it. */
function namingOf({ name }: RabbitProducerSpec, { topology }: Places): PublisherWorld['naming'] {
  const { applications, producers } = topology;
  const outlets = producers.map(({ name: producer, exchange, routingKeys }) => ({
    producer,
    destination: `${exchange}/${routingKeys.join(' ')}`,
  }));
  return {
    suffix: suffixOf(applications, outlets, name),
    place: producers.findIndex((each) => each.name === name),
    places: producers.length,
  };
}

function newMemory(world: PublisherWorld, turn: Turn): PublisherMemory {
  const settings = producerSettings(turn.settings);
  const { spec, places } = world;
  return {
    settings,
    session: startSession(turn, PublisherContext.sessionConfig(world, settings), nodeNamed(places, spec.node)),
    ready: false,
    nextSequence: 1,
    outstanding: [],
    again: [],
    waiting: null,
    batch: 0,
  };
}

function react(context: PublisherContext, input: Input): void {
  if (input.kind === 'start') return armFirst(context);
  if (input.kind === 'configured') return context.change({ settings: producerSettings(input.settings) });
  if (input.kind === 'command' && input.operation === 'publish') {
    const key = input.arguments['key'];
    return offer(context, nextPublication(context, typeof key === 'string' && key !== '' ? key : null, 'commanded'));
  }
  if (input.kind === 'timer' && input.name === PUBLISH_TIMER) return publishScheduled(context);
  if (input.kind === 'timer' && input.name === CONFIRM_TIMER) return confirmTimeout(context);
  if (input.kind === 'timer' && input.name === PAUSE_TIMER) return pauseOver(context);
  if (input.kind === 'message' && input.message.kind === 'SubmitRequest') {
    return submit(context, input.from, input.message as SubmitRequest);
  }
  const { session, event } = sessionInput(context.memory.session, input, context.turn, context.sessionConfig);
  if (session !== context.memory.session) context.change({ session });
  if (event !== null) handleEvent(context, event);
}

function handleEvent(context: PublisherContext, event: SessionEvent): void {
  const { turn, memory } = context;
  switch (event.kind) {
    case 'opened':
      say(turn, memory.session, { type: 'channel.open' });
      if (memory.settings.publisherConfirms !== 'none') say(turn, memory.session, { type: 'confirm.select' });
      return;
    case 'lost':
      return openEndings(context);
    case 'blocked':
      context.story.rule('rabbitmq.publisher.blocked');
      return context.story.milestone('fenced', 'rabbit.publisher.blocked', {
        publisher: context.name,
        reason: memory.session.blocked ?? '',
      });
    case 'unblocked':
      return context.story.note('rabbit.publisher.unblocked', { publisher: context.name });
    case 'method':
      return handleMethod(context, event.method);
  }
}

function handleMethod(context: PublisherContext, method: Extract<SessionEvent, { kind: 'method' }>['method']): void {
  const { publisherConfirms: confirms } = context.memory.settings;
  switch (method.type) {
    case 'channel.open-ok':
      return confirms === 'none' ? becomeReady(context) : undefined;
    case 'confirm.select-ok':
      return becomeReady(context);
    case 'basic.ack':
    case 'basic.nack':
      return handleConfirm(context, method);
    case 'basic.return':
      return handleReturn(context, method);
    default:
      return undefined;
  }
}

function becomeReady(context: PublisherContext): void {
  context.change({ ready: true, nextSequence: 1 });
}

// --- the application ---

function armFirst(context: PublisherContext): void {
  const startAt = fromMillis(context.spec.startMillis ?? 0);
  const untilStart = startAt - context.turn.now;
  armNext(context, untilStart > 0 ? untilStart : context.progress.sent === 0 ? 0 : interval(context));
}

function interval(context: PublisherContext): number {
  return Math.max(1, Math.floor(SECOND / context.spec.ratePerSecond));
}

function armNext(context: PublisherContext, after: number): void {
  const { ratePerSecond, records } = context.spec;
  if (ratePerSecond <= 0 || context.progress.sent >= records) return;
  context.turn.setTimer(PUBLISH_TIMER, 0, after);
}

function publishScheduled(context: PublisherContext): void {
  const { keys } = context.spec;
  const { sent } = context.progress;
  const key = keys.length === 0 ? null : (keys[sent % keys.length] as string);
  offer(context, nextPublication(context, key, 'scheduled'));
}

/** The application calls publish(): at once, or it stands in the call until it may. */
function offer(context: PublisherContext, publication: Publication): void {
  context.recordSend(publication, { type: 'invoke' });
  const { waiting } = context.memory;
  context.change({ waiting: waiting === null ? [publication] : [...waiting, publication] });
}

function nextPublication(context: PublisherContext, key: string | null, cause: Publication['cause']): Publication {
  const { sent, numbers } = context.progress;
  const label = context.world.labels(key);
  const number = (numbers[label] ?? 0) + 1;
  const total = context.progress.total + 1;
  context.turn.writeDurably(PROGRESS_FILE, {
    sent: cause === 'scheduled' ? sent + 1 : sent,
    total,
    numbers: { ...numbers, [label]: number },
  });
  return {
    value: recordValue(label, number),
    key,
    ...routeOf(context.spec, total),
    mayBeThere: false,
    cause,
  };
}

/** A service of the same process calls publish(). */
function submit(context: PublisherContext, from: number, request: SubmitRequest): void {
  const { order, correlation } = request;
  const { numbers, total, sent } = context.progress;
  const label = freshLabel(order);
  const count = (numbers[label] ?? 0) + 1;
  const fresh = request.as === 'fresh' ? { [label]: count } : {};
  context.turn.writeDurably(PROGRESS_FILE, { sent, total: total + 1, numbers: { ...numbers, ...fresh } });
  const value = submittedValue(request, { ...context.world.naming, count });
  offer(context, {
    value,
    key: keyOfOrder(order),
    ...routeOf(context.spec, total + 1),
    mayBeThere: false,
    cause: 'commanded',
    submission: { from, correlation },
  });
}

/** Where an application's n-th message goes, and whether it is poison. */
function routeOf(
  { routingKeys, poisonEvery = 0 }: RabbitProducerSpec,
  number: number,
): Pick<Publication, 'routingKey' | 'isPoison'> {
  return {
    routingKey: routingKeys.length === 0 ? '' : (routingKeys[(number - 1) % routingKeys.length] as string),
    isPoison: poisonEvery > 0 && number % poisonEvery === 0,
  };
}

/** May the application publish now? */
function mayPublish({ memory }: PublisherContext): boolean {
  const { session, ready, settings, outstanding, batch, pausing = false } = memory;
  if (pausing || session.state !== 'open.running' || !ready) return false;
  if (settings.publisherConfirms === 'none') return true;
  if (settings.maxUnconfirmed > 0 && outstanding.length >= settings.maxUnconfirmed) return false;
  return settings.publisherConfirms === 'individual' || batch < settings.confirmBatchSize;
}

/** What must be published again comes first, then what the application waits with. */
function publishWhatWaits(context: PublisherContext): void {
  while (mayPublish(context)) {
    const [again, ...others] = context.memory.again;
    if (again !== undefined) {
      context.change({ again: others });
      publish(context, again, 'again');
      continue;
    }
    const { waiting } = context.memory;
    if (waiting === null) return;
    const [first, ...rest] = waiting;
    context.change({ waiting: rest.length === 0 ? null : rest });
    publish(context, first as Publication, 'waiting');
    if ((first as Publication).cause === 'scheduled') armNext(context, interval(context));
  }
}

/**
 * Name: publish
 * Who: a publisher
 * Means: the message goes to an exchange, never to a queue. Without confirms the publisher is told nothing at all, and counts it
 *   as done
 * Enabled when: the connection is open and not blocked, and not too many confirms are outstanding
 * Changes: with confirms, what is outstanding
 */
function publish(
  context: PublisherContext,
  publication: Publication,
  before: Extract<PublicationState, 'waiting' | 'again'>,
): void {
  const { turn, memory, spec } = context;
  const { settings, session, nextSequence } = memory;
  const { value, routingKey, key, isPoison } = publication;
  context.story.rule('rabbitmq.publisher.publish');
  const headers = { ...spec.headers, ...(key === null ? {} : { key }), ...(isPoison ? { poison: true } : {}) };
  say(turn, session, {
    type: 'basic.publish',
    exchange: spec.exchange,
    routingKey,
    ...(settings.mandatory ? { mandatory: true } : {}),
    properties: {
      headers,
      persistent: settings.persistent,
      ...(settings.expirationMicros === null ? {} : { expiration: String(settings.expirationMicros / MILLISECOND) }),
      ...(settings.priority === null ? {} : { priority: settings.priority }),
    },
    body: value,
  });
  const params = {
    publisher: context.name,
    value,
    exchange: spec.exchange === '' ? '(default)' : spec.exchange,
    key: routingKey,
  };
  const state = nextState(chart, before, 'published', { withConfirms: settings.publisherConfirms !== 'none' });
  if (state !== 'outstanding') {
    context.story.note('rabbit.publisher.published-unconfirmed', params);
    context.recordSend(publication, { type: 'ok' });
    return;
  }
  context.story.note('rabbit.publisher.published', { ...params, number: nextSequence });
  const sent = { publication, sequence: nextSequence, sinceMicros: turn.now, state };
  context.change({
    nextSequence: nextSequence + 1,
    outstanding: [...memory.outstanding, sent],
    batch: settings.publisherConfirms === 'batch' ? memory.batch + 1 : 0,
  });
  armConfirmTimeout(context);
}
