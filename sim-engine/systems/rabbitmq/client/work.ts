/**
 * The application's work: each message takes its time and leaves one effect in the database, or a service does the work. When an
 * effect cannot be made, the application tries again until it can; it never skips a message by itself. Its state moves along the chart `consumerWork`.
 */
import type { HandlerSpec } from '../../../apps/applications.ts';
import type { ApplyRequest } from '../../../apps/database.ts';
import { afterAnswer, askAgainMicros, HANDLER_TIMER, handOver } from '../../../apps/handler.ts';
import type { CallResponse } from '../../../apps/messages.ts';
import { fromMillis } from '../../../kernel/time.ts';
import type { ConsumerContext } from './consumerContext.ts';
import type { Delivered } from './consumerMemory.ts';
import { begunWork, nextWork } from './workState.ts';

/** The end of one message's processing, or of a wait for the database. */
export const WORK_TIMER = 'work';

const DATABASE_RETRY_MICROS = fromMillis(1_000);

/** Begins the next message, if the application has nothing in hand. */
export function startWork(context: ConsumerContext): void {
  const { work, inbox, settings } = context.memory;
  const [next, ...rest] = inbox;
  if (work !== null || next === undefined) return;
  context.change({ work: begunWork(work, next), inbox: rest });
  if (settings.acknowledge === 'before-processing') context.acknowledge(next);
  const { micros } = context.spec.processing;
  context.story.rule('rabbitmq.consumer.work');
  context.story.note('rabbit.consumer.works', { consumer: context.name, value: next.record.value, micros });
  if (micros === 0) workTimer(context);
  else context.turn.setTimer(WORK_TIMER, 0, micros);
}

/** A message's processing time is over, or the wait for the database. */
export function workTimer(context: ConsumerContext): void {
  const { work } = context.memory;
  if (work === null) return;
  const { delivered, step } = work;
  const next =
    step === 'working' ? nextWork(work, 'processed', { isPoison: delivered.isPoison }) : nextWork(work, 'retryDue');
  context.change({ work: next });
  if (next === null) failOnPoison(context, delivered);
  else apply(context, delivered);
}

const POISON_SENTENCES = {
  requeue: 'rabbit.consumer.requeued-poison',
  'requeue-nack': 'rabbit.consumer.nacked-poison',
  discard: 'rabbit.consumer.discarded-poison',
} as const;

/**
 * Name: fail on a poison message
 * Who: the consumer's application
 * Means: no consumer can process this message. Requeued, it comes back for ever, unless the queue has a delivery limit, which
 *   since 4.3 counts basic.reject and not basic.nack; discarded, it is dead-lettered or gone; and an application that crashes on
 *   it takes everything with it that it had prefetched
 * Enabled when: the message is poison
 * Changes: the message, or the whole connection
 */
function failOnPoison(context: ConsumerContext, delivered: Delivered): void {
  const { onPoison } = context.memory.settings;
  const params = { consumer: context.name, value: delivered.record.value };
  context.story.rule('rabbitmq.consumer.poison');
  if (onPoison === 'crash') {
    context.story.milestone('retry', 'rabbit.consumer.crashed-poison', params);
    context.turn.record({ f: 'crash', type: 'info' });
    return context.hangUp();
  }
  context.story.milestone('retry', POISON_SENTENCES[onPoison], params);
  context.reject(delivered, onPoison);
  startWork(context);
}

/** The effect of a message becomes durable in the database: only what happened here counts as processed. */
function apply(context: ConsumerContext, delivered: Delivered): void {
  const correlation = context.memory.correlation + 1;
  context.change({ correlation });
  const { handler } = context.spec.processing;
  if (handler !== undefined) return askService(context, handler, delivered);
  const { record } = delivered;
  context.story.rule('rabbitmq.consumer.effect');
  context.story.note('rabbit.consumer.effect', { consumer: context.name, value: record.value });
  const request: ApplyRequest = {
    kind: 'ApplyRequest',
    correlation,
    group: context.group,
    records: [record],
    idempotent: context.spec.processing.idempotent,
  };
  context.turn.send(context.world.places.database, request);
}

/** A service does the work; the consumer waits for its answer, and for no longer than it has patience. */
function askService(context: ConsumerContext, handler: HandlerSpec, { record }: Delivered): void {
  const { turn, group, name: consumer } = context;
  const { correlation } = context.memory;
  context.story.rule('rabbitmq.consumer.hand-over');
  context.story.note('rabbit.consumer.asks', { consumer, value: record.value, service: handler.service });
  turn.send(context.handlerMachine, handOver({ handler, correlation, record, group, consumer }));
  turn.setTimer(HANDLER_TIMER, 0, fromMillis(handler.timeoutMillis));
}

/** The service has answered: the work is done, or is to be asked for again, or the message is given up like a poison one. */
export function serviceAnswered(context: ConsumerContext, answer: CallResponse): void {
  const { work, correlation } = context.memory;
  const { handler } = context.spec.processing;
  if (handler === undefined || answer.correlation !== correlation || work?.step !== 'applying') return;
  context.turn.cancelTimer(HANDLER_TIMER, 0);
  const next = afterAnswer(handler, answer);
  if (next === 'done') return applied(context);
  const { delivered } = work;
  if (next === 'retry') return askServiceAgain(context, handler, answer.error ?? '');
  context.change({ work: nextWork(work, 'refused') });
  failOnPoison(context, delivered);
}

/** No answer from the service: nobody knows whether the work is done, and the consumer asks again. */
export function serviceLost(context: ConsumerContext): void {
  const { work } = context.memory;
  const { handler } = context.spec.processing;
  if (handler === undefined || work?.step !== 'applying') return;
  context.turn.cancelTimer(HANDLER_TIMER, 0);
  askServiceAgain(context, handler, 'NO_ANSWER');
}

function askServiceAgain(context: ConsumerContext, handler: HandlerSpec, error: string): void {
  const { work } = context.memory;
  const micros = askAgainMicros(handler);
  const value = work?.delivered.record.value ?? '';
  context.change({ work: nextWork(work, 'databaseLost') });
  const params = { consumer: context.name, service: handler.service, value, error, micros };
  context.story.milestone('retry', 'rabbit.consumer.asks-again', params);
  context.turn.setTimer(WORK_TIMER, 0, micros);
}

/** The database has answered: the effect is there. */
export function applied(context: ConsumerContext): void {
  const { work, settings } = context.memory;
  if (work?.step !== 'applying') return;
  context.change({ work: nextWork(work, 'applied') });
  if (settings.acknowledge === 'after-processing') context.acknowledge(work.delivered);
}

/** No answer from the database: nobody knows whether the effect is there, and the application tries again. */
export function databaseLost(context: ConsumerContext): void {
  const { work } = context.memory;
  if (work?.step !== 'applying') return;
  context.change({ work: nextWork(work, 'databaseLost') });
  context.story.milestone('retry', 'rabbit.consumer.effect-again', {
    consumer: context.name,
    value: work.delivered.record.value,
  });
  context.turn.setTimer(WORK_TIMER, 0, DATABASE_RETRY_MICROS);
}
