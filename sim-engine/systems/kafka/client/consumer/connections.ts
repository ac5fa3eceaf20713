/** Requests that are never answered: time-outs and broken connections. */
import { NEVER, type Micros } from '../../../../kernel/time.ts';
import { handleCommit } from './commits.ts';
import type { ConsumerContext } from './context.ts';
import { coordinatorNotFound, forgetCoordinator, metadataLost } from './lookup.ts';
import { joinFailed } from './membership.ts';
import type { ConsumerRequest } from './memory.ts';
import { postpone } from './positions.ts';
import { applyLost } from './work.ts';

/** Closes connections to nodes that did not answer in time. */
export function timeOutRequests(context: ConsumerContext): void {
  for (;;) {
    const late = context.memory.requests.find((request) => request.deadline <= context.turn.now);
    if (late === undefined) return;
    context.turn.rule('kafka.consumer.request-timeout');
    context.turn.milestone('timeout', 'kafka.consumer.request-timeout', {
      consumer: context.name,
      node: context.nameOf(late.node),
    });
    context.turn.disconnect(late.node);
    failNode(context, late.node);
  }
}

/** The connection to a node is gone: everything that waits for it fails. */
export function failNode(context: ConsumerContext, node: number): void {
  const lost = context.memory.requests.filter((request) => request.node === node);
  context.memory = { ...context.memory, requests: context.memory.requests.filter((request) => request.node !== node) };
  if (node === context.memory.coordinator.node) forgetCoordinator(context);
  if (node !== context.world.topology.database) context.wantMetadata();
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

/** When the first request times out. */
export function requestsDeadline(context: ConsumerContext): Micros {
  let deadline = NEVER;
  for (const request of context.memory.requests) deadline = Math.min(deadline, request.deadline);
  return deadline;
}
