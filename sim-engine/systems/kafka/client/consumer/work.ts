/**
 * The application's work: each record takes its time and leaves one effect in the database. When an effect cannot be made,
 * the application tries again until it can; it never skips a record.
 */
import type { SeenRecord } from '../../../../host/history.ts';
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

/** Records whose effects are made together: one, or the whole polled batch when processing takes no time. */
function currentRecords(context: ConsumerContext): readonly SeenRecord[] {
  const { queue, next } = context.memory.application;
  const { records } = queue[0] as PolledBatch;
  return context.world.spec.processing.micros === 0 ? records : records.slice(next, next + 1);
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
  context.setApplication({ step: 'applying' });
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

/** No answer from the database: nobody knows whether the effect is there, and the application tries again. */
export function applyLost(context: ConsumerContext): void {
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
