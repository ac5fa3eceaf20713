/** What a producer gives up in time: requests without an answer, and batches that are too old. */
import { NEVER, SECOND, type Micros } from '../../../../kernel/time.ts';
import { expireBatch, expireQueued } from './accumulator.ts';
import type { ProducerContext } from './context.ts';
import { failNode } from './responses.ts';
import { sequenceGivenUp } from './sequences.ts';

/** The timer for the earliest request or batch that may be too late. */
export const TIMEOUTS_TIMER = 'timeouts';

/**
 * Gives up what is too late by the time that the timer was armed for. After a pause that is earlier than now: answers that
 * have arrived meanwhile come first.
 */
export function timeoutsTimer(context: ProducerContext): void {
  const { timeoutAt, requests, queues } = context.memory;
  context.memory = { ...context.memory, timeoutAt: NEVER };
  timeOutRequests(context, timeoutAt);
  expire(context, timeoutAt);
  if (context.memory.requests === requests && context.memory.queues === queues) {
    context.turn.note('kafka.producer.nothing-late', { producer: context.name });
  }
}

/**
 * Name: request.timeout.ms
 * Who: producer
 * Means: a node that did not answer in time is taken for dead. Nobody knows whether it carried out what was asked.
 * Enabled when: the oldest request to a node waits longer than request.timeout.ms
 * Changes: the connection is closed, all requests to the node fail with NETWORK_EXCEPTION
 */
function timeOutRequests(context: ProducerContext, at: Micros): void {
  const { requestTimeoutMicros } = context.memory.settings;
  const late = context.memory.requests.filter((request) => request.sentAt + requestTimeoutMicros <= at);
  for (const node of new Set(late.map((request) => request.node))) {
    context.turn.rule('kafka.producer.request-timeout');
    context.turn.milestone('timeout', 'kafka.producer.request-timeout', {
      producer: context.name,
      broker: context.nameOf(node),
      seconds: Math.floor(requestTimeoutMicros / SECOND),
    });
    context.turn.disconnect(node);
    failNode(context, node);
  }
}

/** Batches older than delivery.timeout.ms are given up, wherever they are. */
function expire(context: ProducerContext, at: Micros): void {
  const deadline = at - context.memory.settings.deliveryTimeoutMicros;
  for (const batch of expireQueued(context, deadline)) sequenceGivenUp(context, batch, true);
  const late = context.memory.requests.flatMap(({ batches }) => batches.filter((batch) => batch.createdAt <= deadline));
  if (late.length === 0) return;
  const requests = context.memory.requests.map((request) => ({
    ...request,
    batches: request.batches.filter((batch) => batch.createdAt > deadline),
  }));
  context.memory = { ...context.memory, requests };
  for (const batch of late) {
    expireBatch(context, batch);
    sequenceGivenUp(context, batch, true);
  }
}

/** Arms the timer when something is due before it; one that is armed too early costs a look and no more. */
export function armTimeoutsTimer(context: ProducerContext): void {
  const { requests, queues, settings, timeoutAt } = context.memory;
  let deadline = NEVER;
  for (const request of requests) {
    deadline = Math.min(deadline, request.sentAt + settings.requestTimeoutMicros);
    for (const batch of request.batches)
      deadline = Math.min(deadline, batch.createdAt + settings.deliveryTimeoutMicros);
  }
  for (const queue of queues) {
    for (const batch of queue) deadline = Math.min(deadline, batch.createdAt + settings.deliveryTimeoutMicros);
  }
  if (deadline >= timeoutAt) return;
  context.memory = { ...context.memory, timeoutAt: deadline };
  context.turn.setTimer(TIMEOUTS_TIMER, 0, deadline - context.turn.now);
}
