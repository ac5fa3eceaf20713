/**
 * Membership in a group, classic protocol, eager: join, sync, leave. Heartbeats are in heartbeat.ts.
 *
 * Leaves out: cooperative rebalancing.
 * Source: clients/.../consumer/internals/{AbstractCoordinator,ConsumerCoordinator}.java, Kafka 4.3.
 */
import { SECOND } from '../../../../kernel/time.ts';
import type { ErrorName, JoinGroupResponse, SyncGroupResponse } from '../../protocol.ts';
import { backoff } from '../backoff.ts';
import { hasLostCoordinator, hasLostMembership } from '../errors.ts';
import { assignPartitions } from './assignment.ts';
import { commitBeforeRevocation } from './commits.ts';
import type { ConsumerContext } from './context.ts';
import { forgetCoordinator } from './lookup.ts';
import type { Position } from './memory.ts';
import { memberEvent } from './states.ts';

/** JoinGroup is answered when the rebalance is over: its timeout is the rebalance timeout and this much more. */
const JOIN_TIMEOUT_LAPSE_MICROS = 5 * SECOND;

/** poll() joins the group when it must: first it gives up what it owns, then it asks. */
export function joinIfNeeded(context: ConsumerContext): void {
  const { membership, coordinator } = context.memory;
  if (!membership.rejoin || membership.state === 'joining' || membership.state === 'syncing') return;
  if (membership.notBefore > context.turn.now || coordinator.node === -1) return;
  // In state `preparing` the last commit is over: poll() does not come here before.
  const event = membership.state === 'preparing' ? 'revoked' : 'rejoin';
  if (event === 'revoked') endAssignment(context, 'revoked');
  const owned = context.memory.positions.length > 0;
  memberEvent(context, event);
  if (context.memory.membership.state === 'preparing') {
    if (!commitBeforeRevocation(context)) joinIfNeeded(context);
    return;
  }
  if (owned) endAssignment(context, 'lost');
  sendJoin(context);
}

/** Takes all partitions away from the application (onPartitionsRevoked, onPartitionsLost). */
function endAssignment(context: ConsumerContext, change: 'revoked' | 'lost'): void {
  const partitions = context.memory.positions.map((position) => position.partition);
  context.turn.rule('kafka.consumer.revoke');
  context.turn.milestone('rebalance', change === 'lost' ? 'kafka.consumer.lost-partitions' : 'kafka.consumer.revoked', {
    consumer: context.name,
    group: context.group,
    partitions: context.labels(partitions),
  });
  recordAssignment(context, change, partitions);
  context.memory = { ...context.memory, positions: [] };
}

function recordAssignment(
  context: ConsumerContext,
  change: 'assigned' | 'revoked' | 'lost',
  partitions: readonly number[],
): void {
  context.turn.record({
    f: 'assign',
    type: 'ok',
    group: context.group,
    generation: context.memory.membership.generation,
    change,
    partitions: partitions.map((partition) => context.logId(partition)),
  });
}

/**
 * Name: JoinGroup
 * Who: consumer, inside poll()
 * Means: the member asks to be part of the next generation; the answer comes when everybody has asked
 * Enabled when: it is not a member, or the group is rebalancing, and it owns nothing any more
 * Changes: the group prepares a rebalance
 */
function sendJoin(context: ConsumerContext): void {
  const { settings, membership, coordinator } = context.memory;
  context.turn.rule('kafka.consumer.join');
  context.turn.note('kafka.consumer.joins', {
    consumer: context.name,
    group: context.group,
    broker: context.nameOf(coordinator.node),
  });
  const timeoutMicros = Math.max(
    settings.requestTimeoutMicros,
    settings.maxPollIntervalMicros + JOIN_TIMEOUT_LAPSE_MICROS,
  );
  context.request({ purpose: 'join', node: coordinator.node, timeoutMicros }, (correlation) => ({
    kind: 'JoinGroupRequest',
    correlation,
    clientId: context.name,
    group: context.group,
    memberId: membership.memberId,
    instanceId: settings.groupInstanceId,
    sessionTimeoutMicros: settings.sessionTimeoutMicros,
    rebalanceTimeoutMicros: settings.maxPollIntervalMicros,
    protocols: [settings.partitionAssignmentStrategy],
    topics: context.world.spec.topics,
  }));
}

export function handleJoin(context: ConsumerContext, response: JoinGroupResponse): void {
  if (context.memory.membership.state !== 'joining') return;
  if (response.error === 'MEMBER_ID_REQUIRED') {
    context.turn.note('kafka.consumer.got-member-id', { consumer: context.name, group: context.group });
    context.setMembership({ memberId: response.memberId });
    memberEvent(context, 'memberIdGiven');
    return;
  }
  if (response.error !== 'NONE') {
    joinFailed(context, response.error);
    return;
  }
  const { settings } = context.memory;
  memberEvent(context, 'joined');
  context.setMembership({
    memberId: response.memberId,
    generation: response.generation,
    heardAt: context.turn.now,
    heartbeatAt: context.turn.now + settings.heartbeatIntervalMicros,
  });
  // An answer to something else has said meanwhile that this is not the coordinator.
  if (context.memory.coordinator.node === -1) joinFailed(context, 'COORDINATOR_NOT_AVAILABLE');
  else sendSync(context, response);
}

/**
 * Name: SyncGroup
 * Who: consumer; the group's leader sends everybody's partitions, the others ask for theirs
 * Means: the assignment is worked out by a member, not by the broker
 * Enabled when: the member has joined the new generation
 * Changes: when the leader's request is stored, every member gets its partitions
 */
function sendSync(context: ConsumerContext, joined: JoinGroupResponse): void {
  const isLeader = joined.leader === joined.memberId && !joined.skipAssignment;
  const assignments = isLeader ? assignPartitions(context, joined) : [];
  context.turn.rule('kafka.consumer.sync');
  context.turn.note(isLeader ? 'kafka.consumer.assigns' : 'kafka.consumer.syncs', {
    consumer: context.name,
    group: context.group,
    generation: joined.generation,
    count: joined.members.length,
    protocol: joined.protocol,
  });
  context.request({ purpose: 'sync', node: context.memory.coordinator.node }, (correlation) => ({
    kind: 'SyncGroupRequest',
    correlation,
    group: context.group,
    memberId: joined.memberId,
    instanceId: context.memory.settings.groupInstanceId,
    generation: joined.generation,
    assignments,
  }));
}

export function handleSync(context: ConsumerContext, response: SyncGroupResponse): void {
  if (context.memory.membership.state !== 'syncing') return;
  const { membership, settings } = context.memory;
  // A late answer of another kind may have said meanwhile that the generation is over.
  const error = membership.generation === -1 ? 'UNKNOWN_MEMBER_ID' : response.error;
  if (error !== 'NONE') {
    joinFailed(context, error);
    return;
  }
  memberEvent(context, 'synced');
  context.setMembership({ rejoin: false, failures: 0, heardAt: context.turn.now });
  context.memory = {
    ...context.memory,
    positions: response.partitions.map(newPosition),
    autoCommitAt: context.turn.now + settings.autoCommitIntervalMicros,
  };
  context.turn.rule('kafka.consumer.assigned');
  const params = { consumer: context.name, group: context.group, generation: membership.generation };
  if (response.partitions.length === 0) context.turn.milestone('rebalance', 'kafka.consumer.assigned-nothing', params);
  else {
    const partitions = context.labels(response.partitions);
    context.turn.milestone('rebalance', 'kafka.consumer.assigned', { ...params, partitions });
  }
  recordAssignment(context, 'assigned', response.partitions);
}

function newPosition(partition: number): Position {
  return {
    partition,
    state: 'initializing',
    offset: -1,
    offsetEpoch: -1,
    leaderEpoch: -1,
    notBefore: 0,
    failures: 0,
    buffered: [],
  };
}

/** Errors after which joining again is of no use: the application ends with an exception. */
const FATAL: ReadonlySet<ErrorName> = new Set<ErrorName>([
  'FENCED_INSTANCE_ID',
  'INCONSISTENT_GROUP_PROTOCOL',
  'INVALID_SESSION_TIMEOUT',
  'GROUP_MAX_SIZE_REACHED',
]);

/** JoinGroup or SyncGroup was refused, or its connection broke. */
export function joinFailed(context: ConsumerContext, error: ErrorName): void {
  if (FATAL.has(error)) {
    fail(context, error);
    return;
  }
  context.turn.note('kafka.consumer.join-refused', { consumer: context.name, group: context.group, error });
  if (hasLostCoordinator(error)) forgetCoordinator(context);
  memberEvent(context, 'refused');
  if (hasLostMembership(error)) loseMembership(context, error);
  const { failures } = context.memory.membership;
  const wait = error === 'REBALANCE_IN_PROGRESS' ? 0 : backoff(context.turn, context.memory.settings, failures);
  context.setMembership({ rejoin: true, notBefore: context.turn.now + wait, failures: failures + 1 });
}

/** The coordinator does not count this member any more: what it owns is lost, and its next poll() joins again. */
export function loseMembership(context: ConsumerContext, error: ErrorName): void {
  const { memberId } = context.memory.membership;
  memberEvent(context, 'membershipLost');
  // It keeps its id if only its generation is over.
  context.setMembership({ generation: -1, memberId: error === 'ILLEGAL_GENERATION' ? memberId : '', rejoin: true });
}

/** The group rebalances: the next poll() joins again. */
export function requestRejoin(context: ConsumerContext): void {
  if (context.memory.membership.state === 'stable') context.setMembership({ rejoin: true });
}

/** An error that the application cannot handle: poll() throws, and the process ends. */
export function fail(context: ConsumerContext, error: ErrorName): void {
  context.turn.milestone('fenced', 'kafka.consumer.failed', { consumer: context.name, group: context.group, error });
  context.turn.record({ f: 'crash', type: 'info' });
  context.turn.exit();
}
