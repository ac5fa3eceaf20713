/**
 * The heartbeat thread: it keeps the member in the group while the application processes, and leaves the group when the
 * application does not poll. It stands still only when the whole process does.
 * Source: clients/.../consumer/internals/{AbstractCoordinator,Heartbeat}.java, Kafka 4.3.
 */
import { NEVER, SECOND, type Micros } from '../../../../kernel/time.ts';
import type { ErrorName } from '../../protocol.ts';
import { hasLostCoordinator, hasLostMembership } from '../errors.ts';
import type { ConsumerContext } from './context.ts';
import { forgetCoordinator } from './lookup.ts';
import type { ConsumerRequest } from './memory.ts';
import { fail, loseMembership, requestRejoin } from './membership.ts';
import { isPolling } from './polling.ts';

function isMember(context: ConsumerContext): boolean {
  const { state, generation } = context.memory.membership;
  return generation !== -1 && (state === 'stable' || state === 'syncing' || state === 'preparing');
}

/** What the heartbeat thread does when it looks at the clock. */
export function runHeartbeatThread(context: ConsumerContext): void {
  if (!isMember(context)) return;
  if (context.turn.now >= pollDeadline(context)) {
    leaveAfterPollTimeout(context);
    return;
  }
  if (context.memory.coordinator.node === -1) return;
  if (context.turn.now >= context.memory.membership.heardAt + context.memory.settings.sessionTimeoutMicros) {
    context.turn.milestone('timeout', 'kafka.consumer.session-expired', {
      consumer: context.name,
      broker: context.nameOf(context.memory.coordinator.node),
      seconds: Math.floor(context.memory.settings.sessionTimeoutMicros / SECOND),
    });
    forgetCoordinator(context);
    context.setMembership({ heardAt: context.turn.now });
    return;
  }
  if (context.turn.now >= context.memory.membership.heartbeatAt && !context.isAwaiting('heartbeat'))
    sendHeartbeat(context);
}

/** When poll() must have been called again; the clock does not run while the application is inside poll(). */
function pollDeadline(context: ConsumerContext): Micros {
  if (isPolling(context) || context.memory.application.commit?.reason === 'revoke') return NEVER;
  return context.memory.application.polledAt + context.memory.settings.maxPollIntervalMicros;
}

/**
 * Name: max.poll.interval.ms
 * Who: heartbeat thread of a consumer
 * Means: a consumer that does not poll makes no progress; others shall take over its partitions
 * Enabled when: the application has not called poll() for max.poll.interval.ms
 * Changes: the member leaves the group. The application goes on with its work and learns of it at its next poll()
 */
function leaveAfterPollTimeout(context: ConsumerContext): void {
  const { membership, coordinator, settings } = context.memory;
  context.turn.rule('kafka.consumer.poll-timeout');
  context.turn.milestone('timeout', 'kafka.consumer.poll-timeout', {
    consumer: context.name,
    group: context.group,
    seconds: Math.floor(settings.maxPollIntervalMicros / SECOND),
  });
  // A static member just falls silent: its session decides.
  if (coordinator.node !== -1 && settings.groupInstanceId === null) {
    context.request({ purpose: 'leave', node: coordinator.node }, (correlation) => ({
      kind: 'LeaveGroupRequest',
      correlation,
      group: context.group,
      memberId: membership.memberId,
    }));
  }
  loseMembership(context, 'UNKNOWN_MEMBER_ID');
}

/**
 * Name: Heartbeat
 * Who: heartbeat thread of a consumer
 * Means: "I am alive"; the answer is how a member learns of a rebalance
 * Enabled when: heartbeat.interval.ms has passed since the last one
 * Changes: the coordinator restarts the member's session timeout
 */
function sendHeartbeat(context: ConsumerContext): void {
  const { membership, coordinator, settings } = context.memory;
  context.turn.rule('kafka.consumer.heartbeat');
  context.turn.note('kafka.consumer.heartbeat', { consumer: context.name, group: context.group });
  context.setMembership({ heartbeatAt: context.turn.now + settings.heartbeatIntervalMicros });
  context.request({ purpose: 'heartbeat', node: coordinator.node }, (correlation) => ({
    kind: 'HeartbeatRequest',
    correlation,
    group: context.group,
    memberId: membership.memberId,
    instanceId: settings.groupInstanceId,
    generation: membership.generation,
  }));
}

export function handleHeartbeat(context: ConsumerContext, request: ConsumerRequest, error: ErrorName): void {
  if (request.generation !== context.memory.membership.generation) return;
  if (error === 'NONE' || error === 'REBALANCE_IN_PROGRESS') context.setMembership({ heardAt: context.turn.now });
  if (error === 'NONE') return;
  if (error === 'FENCED_INSTANCE_ID') {
    fail(context, error);
  } else if (error === 'REBALANCE_IN_PROGRESS') {
    context.turn.note('kafka.consumer.hears-rebalance', { consumer: context.name, group: context.group });
    requestRejoin(context);
  } else if (hasLostMembership(error)) {
    context.turn.milestone('fenced', 'kafka.consumer.hears-expelled', {
      consumer: context.name,
      group: context.group,
      error,
    });
    loseMembership(context, error);
  } else if (hasLostCoordinator(error)) {
    forgetCoordinator(context);
  }
}

/** When the heartbeat thread must look at the clock again. */
export function heartbeatDeadline(context: ConsumerContext): Micros {
  if (!isMember(context)) return NEVER;
  const { membership, coordinator, settings } = context.memory;
  if (coordinator.node === -1) return pollDeadline(context);
  const beat = context.isAwaiting('heartbeat') ? NEVER : membership.heartbeatAt;
  return Math.min(beat, membership.heardAt + settings.sessionTimeoutMicros, pollDeadline(context));
}
