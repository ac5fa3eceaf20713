/**
 * A consumer: one connection, one channel, one subscription, and an application that works on one message at a time and leaves
 * one effect of each in a database, or lets a service do the work (`processing.handler`).
 *
 * Models: prefetch, acknowledgement before or after processing or none at all, acknowledging several at once, poison messages
 * (requeue, discard, crash), work that goes on although its connection is gone, recovery of the connection.
 * Leaves out: several channels or subscriptions, pulling with basic.get, processing in parallel.
 * Faults that reach it: crash, restart, pause, cut and slow links, a database that does not answer.
 * Source: docs/consumers.md, docs/confirms.md, docs/reliability.md.
 */
import type { ApplyRequest, ApplyResponse } from '../../../apps/database.ts';
import { HANDLER_TIMER } from '../../../apps/handler.ts';
import type { CallResponse } from '../../../apps/messages.ts';
import type { Behaviour } from '../../../host/cluster.ts';
import type { Input } from '../../../host/input.ts';
import type { Turn } from '../../../host/turn.ts';
import type { ServerMethod } from '../node/methods.ts';
import { nodeNamed, type Places } from '../places.ts';
import type { RabbitConsumerSpec } from '../scenario.ts';
import { ConsumerContext, type ConsumerWorld } from './consumerContext.ts';
import type { ConsumerMemory } from './consumerMemory.ts';
import { say, sessionInput, startSession, type SessionEvent } from './session.ts';
import { consumerSettings } from '../settings.ts';
import { applied, databaseLost, serviceAnswered, serviceLost, startWork, WORK_TIMER, workTimer } from './work.ts';

/** Makes the behaviour of one consumer. */
export function consumerBehaviour(options: { readonly spec: RabbitConsumerSpec; readonly places: Places }): Behaviour {
  const world: ConsumerWorld = options;
  return {
    handle(memory, input, turn) {
      const before = input.kind === 'start' ? newMemory(world, turn) : (memory as ConsumerMemory);
      const context = new ConsumerContext(turn, world, before);
      if (input.kind !== 'start') react(context, input);
      startWork(context);
      return context.memory;
    },
  };
}

/** More requests than a process sends in a run: answers to the process before this one are not taken for its own. */
const NUMBERS_PER_PROCESS = 1_000_000_000;

function newMemory(world: ConsumerWorld, turn: Turn): ConsumerMemory {
  const settings = consumerSettings(turn.settings);
  return {
    settings,
    session: startSession(
      turn,
      ConsumerContext.sessionConfig(world, settings),
      nodeNamed(world.places, world.spec.node),
    ),
    subscribed: false,
    inbox: [],
    work: null,
    correlation: (turn.incarnation - 1) * NUMBERS_PER_PROCESS,
    unsettled: [],
  };
}

function react(context: ConsumerContext, input: Input): void {
  const { database } = context.world.places;
  const { handlerMachine } = context;
  if (input.kind === 'configured') return context.change({ settings: consumerSettings(input.settings) });
  if (input.kind === 'timer' && input.name === WORK_TIMER) return workTimer(context);
  if (input.kind === 'disconnected' && input.peer === database) return databaseLost(context);
  if (input.kind === 'message' && input.from === database) return hearDatabase(context, input.message as ApplyResponse);
  if (input.kind === 'timer' && input.name === HANDLER_TIMER) return serviceLost(context);
  if (input.kind === 'disconnected' && input.peer === handlerMachine) return serviceLost(context);
  if (input.kind === 'message' && input.from === handlerMachine) {
    return serviceAnswered(context, input.message as CallResponse);
  }
  const { session, event } = sessionInput(context.memory.session, input, context.turn, context.sessionConfig);
  if (session !== context.memory.session) context.change({ session });
  if (event !== null) handleEvent(context, event);
}

function hearDatabase(context: ConsumerContext, answer: ApplyResponse | ApplyRequest): void {
  if (answer.kind === 'ApplyResponse' && answer.correlation === context.memory.correlation) applied(context);
}

function handleEvent(context: ConsumerContext, event: SessionEvent): void {
  switch (event.kind) {
    case 'opened':
      return subscribe(context);
    case 'lost':
      return context.loseDeliveries();
    case 'method':
      return handleMethod(context, event.method);
    default:
      return undefined;
  }
}

/**
 * Name: subscribe
 * Who: a consumer
 * Means: the queue pushes messages from now on, at most `prefetch` unacknowledged ones at a time; without a prefetch, all it has
 * Enabled when: the connection is open
 * Changes: the queue's consumers
 */
function subscribe(context: ConsumerContext): void {
  const { turn, memory, spec } = context;
  const { session, settings } = memory;
  context.story.rule('rabbitmq.consumer.subscribe');
  const prefetch = settings.prefetch === 0 ? '∞' : settings.prefetch;
  context.story.note('rabbit.consumer.subscribes', { consumer: context.name, queue: spec.queue, prefetch });
  say(turn, session, { type: 'channel.open' });
  if (settings.prefetch > 0) say(turn, session, { type: 'basic.qos', prefetch: settings.prefetch });
  const offset = settings.streamOffset === null ? {} : { 'x-stream-offset': settings.streamOffset };
  const priority = settings.priority === 0 ? {} : { 'x-priority': settings.priority };
  say(turn, session, {
    type: 'basic.consume',
    queue: spec.queue,
    consumerTag: spec.name,
    ...(settings.acknowledge === 'automatic' ? { noAck: true } : {}),
    ...(settings.exclusive ? { exclusive: true } : {}),
    arguments: { ...priority, ...offset },
  });
}

function handleMethod(context: ConsumerContext, method: ServerMethod): void {
  if (method.type === 'basic.consume-ok') return context.recordAssigned('assigned');
  if (method.type === 'basic.cancel') {
    context.story.milestone('rebalance', 'rabbit.consumer.cancelled', {
      consumer: context.name,
      queue: context.spec.queue,
    });
    return context.hangUp();
  }
  if (method.type === 'basic.deliver') receive(context, method);
}

function receive(context: ConsumerContext, method: Extract<ServerMethod, { type: 'basic.deliver' }>): void {
  const { memory, turn } = context;
  const { body, headers } = method.message;
  const key = headers?.['key'];
  const record = {
    topic: method.observed.queue,
    partition: -1,
    offset: method.observed.entry,
    key: typeof key === 'string' ? key : null,
    value: body,
  };
  const isAutomatic = memory.settings.acknowledge === 'automatic';
  context.story.rule('rabbitmq.consumer.receive');
  sayReceived(context, method, isAutomatic);
  turn.record({
    f: 'poll',
    type: 'ok',
    group: context.group,
    records: [record],
    ...(isAutomatic ? { settled: true } : {}),
  });
  const { deliveryTag } = method;
  const { connection } = memory.session;
  const isPoison = headers?.['poison'] === true;
  context.change({ inbox: [...memory.inbox, { deliveryTag, connection, record, isPoison }] });
}

function sayReceived(
  context: ConsumerContext,
  { message }: Extract<ServerMethod, { type: 'basic.deliver' }>,
  isAutomatic: boolean,
): void {
  const params = { consumer: context.name, value: message.body, queue: context.spec.queue };
  if (message.redelivered) context.story.milestone('redelivery', 'rabbit.consumer.received-again', params);
  else context.story.note(isAutomatic ? 'rabbit.consumer.received-auto' : 'rabbit.consumer.received', params);
}
