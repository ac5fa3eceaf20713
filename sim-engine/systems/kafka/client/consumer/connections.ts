/** Requests that are never answered: time-outs and broken connections. */
import { NEVER } from '../../../../kernel/time.ts';
import { handleCommit } from './commits.ts';
import type { ConsumerContext } from './context.ts';
import { coordinatorNotFound, forgetCoordinator, metadataLost } from './lookup.ts';
import { joinFailed } from './membership.ts';
import type { ConsumerRequest } from './memory.ts';
import { postpone } from './positions.ts';
import { applyLost } from './work.ts';

/** The timer for the earliest request that may be too late. */
export const REQUESTS_TIMER = 'requests';

/**
 * Closes connections to nodes that did not answer by the time that the timer was armed for. After a pause that is earlier
 * than now: answers that have arrived meanwhile come first.
 */
export function requestsTimer(context: ConsumerContext): void {
  const { timeoutAt } = context.memory;
  context.memory = { ...context.memory, timeoutAt: NEVER };
  const late = context.memory.requests.filter((request) => request.deadline <= timeoutAt);
  if (late.length === 0) context.turn.note('kafka.consumer.nothing-late', { consumer: context.name });
  for (const node of new Set(late.map((request) => request.node))) {
    context.turn.rule('kafka.consumer.request-timeout');
    context.turn.milestone('timeout', 'kafka.consumer.request-timeout', {
      consumer: context.name,
      node: context.nameOf(node),
    });
    context.turn.disconnect(node);
    failNode(context, node);
  }
}

/** Arms the timer when a request is due before it; one that is armed too early costs a look and no more. */
export function armRequestsTimer(context: ConsumerContext): void {
  let deadline = NEVER;
  for (const request of context.memory.requests) deadline = Math.min(deadline, request.deadline);
  if (deadline >= context.memory.timeoutAt) return;
  context.memory = { ...context.memory, timeoutAt: deadline };
  context.turn.setTimer(REQUESTS_TIMER, 0, deadline - context.turn.now);
}

/** The connection to a node is gone: everything that waits for it fails. */
export function failNode(context: ConsumerContext, node: number): void {
  const lost = context.memory.requests.filter((request) => request.node === node);
  context.memory = { ...context.memory, requests: context.memory.requests.filter((request) => request.node !== node) };
  if (node === context.memory.coordinator.node) forgetCoordinator(context);
  if (context.world.topology.brokers.includes(node)) context.wantMetadata();
  for (const request of lost) failRequest(context, request);
}

function failRequest(context: ConsumerContext, request: ConsumerRequest): void {
  switch (request.purpose) {
    case 'metadata':
      return metadataLost(context);
    case 'findCoordinator':
      return coordinatorNotFound(context);
    case 'join':
    case 'sync':
      return joinFailed(context, 'NETWORK_EXCEPTION');
    case 'commitSync':
    case 'commitAsync':
      return handleCommit(context, request, 'NETWORK_EXCEPTION');
    case 'committed':
    case 'reset':
    case 'validate':
    case 'fetch':
      for (const { partition } of request.offsets) postpone(context, partition);
      return;
    case 'apply':
      return applyLost(context);
    case 'heartbeat':
    case 'leave':
      return;
  }
}
