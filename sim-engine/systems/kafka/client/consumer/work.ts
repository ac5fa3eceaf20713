/**
 * The application's work: each record takes its time and leaves one effect in the database. When an effect cannot be made,
 * the application tries again until it can; it skips a record only where a service does the work, refuses, and the scenario says
 * so.
 */
import type { HandlerSpec } from '../../../../apps/applications.ts';
import { afterAnswer, askAgainMicros, handOver, recordGivenUp } from '../../../../apps/handler.ts';
import type { CallResponse } from '../../../../apps/messages.ts';
import type { SeenRecord } from '../../../../host/history.ts';
import { fromMillis } from '../../../../kernel/time.ts';
import { backoff } from '../backoff.ts';
import { commitAsync, commitBlocking } from './commits.ts';
import type { ConsumerContext } from './context.ts';
import type { PolledBatch } from './memory.ts';

/** The worker's clock: the end of one record's processing, or the end of a wait for the database. */
export const WORK_TIMER = 'work';

/** Begins the next record, if the worker has nothing to do. */
export function startWork(context: ConsumerContext): void {
  const { step, queue } = context.memory.application;
  if (step !== 'idle' || queue.length === 0) return;
  const { micros } = context.world.spec.processing;
  if (micros === 0) {
    apply(context);
    return;
  }
  context.setApplication({ step: 'working' });
  context.turn.setTimer(WORK_TIMER, 0, micros);
}

/** A record's processing time is over, or the wait for the database. */
export function workTimer(context: ConsumerContext): void {
  const { step } = context.memory.application;
  if (step === 'working' || step === 'waiting-for-database') apply(context);
}

/** Records whose effects are made together: one; or the whole polled batch when processing takes no time and no service does it. */
function currentRecords(context: ConsumerContext): readonly SeenRecord[] {
  const { queue, next } = context.memory.application;
  const { records } = queue[0] as PolledBatch;
  const { micros, handler } = context.world.spec.processing;
  return micros === 0 && handler === undefined ? records : records.slice(next, next + 1);
}

/**
 * Name: Apply
 * Who: the consumer's application
 * Means: the effect of a record becomes durable in the database. Only what happened here counts as processed
 * Enabled when: the record's processing is done
 * Changes: one row per record, or none where the table's unique key refuses it
 */
function apply(context: ConsumerContext): void {
  const records = currentRecords(context);
  const { handler } = context.world.spec.processing;
  context.setApplication({ step: 'applying' });
  if (handler !== undefined) return askService(context, handler, records[0] as SeenRecord);
  context.turn.rule('kafka.consumer.apply');
  context.turn.note('kafka.consumer.applies', {
    consumer: context.name,
    values: records.map((record) => record.value).join(', '),
  });
  context.request({ purpose: 'apply', node: context.world.topology.database }, (correlation) => ({
    kind: 'ApplyRequest',
    correlation,
    group: context.group,
    records,
    idempotent: context.world.spec.processing.idempotent,
  }));
}

/**
 * Name: Hand a record to a service
 * Who: a consumer whose work a service does
 * Means: the consumer goes on only when the service says ok; a record that it refuses holds up all that come after it in the
 *   partition, unless the consumer gives it up
 * Enabled when: the record's processing time is over, or the wait after a refusal
 * Changes: the consumer waits for the answer
 */
function askService(context: ConsumerContext, handler: HandlerSpec, record: SeenRecord): void {
  const { group, name: consumer } = context;
  const { service, timeoutMillis } = handler;
  context.turn.rule('kafka.consumer.hand-over');
  context.turn.note('kafka.consumer.asks', { consumer, value: record.value, service });
  const node = context.world.topology.names.indexOf(service);
  context.request({ purpose: 'apply', node, timeoutMicros: fromMillis(timeoutMillis) }, (correlation) =>
    handOver({ handler, correlation, record, group, consumer }),
  );
}

/** The service has answered: the work is done, or is to be asked for again, or the record is skipped. */
export function serviceAnswered(context: ConsumerContext, answer: CallResponse): void {
  const { handler } = context.world.spec.processing;
  if (handler === undefined) return;
  const next = afterAnswer(handler, answer);
  if (next === 'done') return applied(context);
  const error = answer.error ?? '';
  if (next === 'retry') return askAgain(context, handler, error);
  const { group, name: consumer } = context;
  const [record] = currentRecords(context) as [SeenRecord];
  const params = { consumer, value: record.value, service: handler.service, error };
  context.turn.milestone('retry', 'kafka.consumer.skips', params);
  recordGivenUp(context.turn, { group, consumer, record });
  applied(context);
}

function askAgain(context: ConsumerContext, handler: HandlerSpec, error: string): void {
  const { failures } = context.memory.application;
  const micros = askAgainMicros(handler);
  const [record] = currentRecords(context) as [SeenRecord];
  context.setApplication({ step: 'waiting-for-database', failures: failures + 1 });
  const params = { consumer: context.name, service: handler.service, value: record.value, error, micros };
  context.turn.milestone('retry', 'kafka.consumer.asks-again', params);
  context.turn.setTimer(WORK_TIMER, 0, micros);
}

/** The database has answered: the effect is there. */
export function applied(context: ConsumerContext): void {
  const { queue, next } = context.memory.application;
  const [work, ...rest] = queue as readonly [PolledBatch, ...PolledBatch[]];
  const done = next + currentRecords(context).length;
  if (done < work.records.length) {
    context.setApplication({ step: 'idle', next: done, failures: 0 });
    return;
  }
  context.setApplication({ step: 'idle', next: 0, failures: 0, queue: rest });
  if (context.world.spec.processing.commit !== 'after-processing') return;
  if (context.world.spec.processing.thread === 'poll') commitBlocking(context, 'after', work.offsets, null);
  else commitAsync(context, work.offsets, 'kafka.consumer.commits-after');
}

/** No answer from the database or the service: nobody knows whether the effect is there, and the application tries again. */
export function applyLost(context: ConsumerContext): void {
  const { handler } = context.world.spec.processing;
  if (handler !== undefined) return askAgain(context, handler, 'NO_ANSWER');
  const { failures } = context.memory.application;
  const wait = backoff(context.turn, context.memory.settings, failures);
  context.setApplication({ step: 'waiting-for-database', failures: failures + 1 });
  context.turn.milestone('retry', 'kafka.consumer.apply-retry', {
    consumer: context.name,
    values: currentRecords(context)
      .map((record) => record.value)
      .join(', '),
  });
  context.turn.setTimer(WORK_TIMER, 0, wait);
}
