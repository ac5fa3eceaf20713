/**
 * A Kafka consumer and the application that calls it: a polling thread, a heartbeat thread, and (with `handoff`) a worker.
 *
 * Models: classic group protocol, eager, range and round robin; positions, fetching, `auto.offset.reset`, truncation
 * detection (KIP-320); commits automatic, before or after processing; session, poll and request timeouts; the application's
 * effects in a database. Leaves out: cooperative rebalancing, KIP-848 groups, fetching from followers, transactions.
 * Faults that reach it: crash, restart, powerLoss, pause (all threads stand still), cut and slow links, lost responses.
 */
import type { CallResponse } from '../../../apps/messages.ts';
import type { Behaviour } from '../../../host/cluster.ts';
import type { Input } from '../../../host/input.ts';
import type { Turn } from '../../../host/turn.ts';
import { NEVER } from '../../../kernel/time.ts';
import type { KafkaConsumerSpec } from '../scenario.ts';
import type { Guards } from '../guards.ts';
import { correlationBefore } from '../correlations.ts';
import type { KafkaMessage } from '../protocol.ts';
import { resolveSettings } from '../settings.ts';
import type { KafkaTopology } from '../topology.ts';
import { newClientMetadata } from './clientMetadata.ts';
import { commitDeadline, driveCommit, handleCommit } from './consumer/commits.ts';
import { armRequestsTimer, failNode, requestsTimer, REQUESTS_TIMER } from './consumer/connections.ts';
import { ConsumerContext, type ConsumerWorld } from './consumer/context.ts';
import { handleFetch } from './consumer/fetching.ts';
import { handleHeartbeat, heartbeatDeadline, runHeartbeatThread } from './consumer/heartbeat.ts';
import {
  handleCoordinator,
  handleMetadata,
  lookupDeadline,
  requestCoordinator,
  requestMetadata,
} from './consumer/lookup.ts';
import { handleJoin, handleSync } from './consumer/membership.ts';
import type { ConsumerMemory, ConsumerRequest } from './consumer/memory.ts';
import { isPolling, poll } from './consumer/polling.ts';
import { handleCommitted, handleReset, handleValidation, positionsDeadline } from './consumer/positions.ts';
import { applied, serviceAnswered, startWork, workTimer, WORK_TIMER } from './consumer/work.ts';

export type { ConsumerMemory } from './consumer/memory.ts';

/** The timer for the client's next deadline. */
const CLIENT_TIMER = 'client';

/** Makes the behaviour of one consumer of a cluster. */
export function consumerBehaviour(options: {
  readonly spec: KafkaConsumerSpec;
  readonly topology: KafkaTopology;
  readonly guards: Guards;
}): Behaviour {
  const world: ConsumerWorld = options;
  return {
    handle(memory, input, turn) {
      const before = input.kind === 'start' ? newMemory(turn) : (memory as ConsumerMemory);
      const context = new ConsumerContext(turn, world, before);
      react(context, input);
      // A process that stood still first gets what waited for it: its timers are late, and fire in their order.
      if (input.kind !== 'resumed') run(context);
      return context.memory;
    },
  };
}

function newMemory(turn: Turn): ConsumerMemory {
  return {
    settings: resolveSettings('consumer', turn.settings),
    correlation: correlationBefore(turn.incarnation),
    metadata: newClientMetadata(),
    coordinator: { node: -1, notBefore: 0, failures: 0 },
    membership: {
      state: 'unjoined',
      memberId: '',
      generation: -1,
      rejoin: true,
      notBefore: 0,
      failures: 0,
      heartbeatAt: 0,
      heardAt: 0,
    },
    positions: [],
    requests: [],
    application: { queue: [], next: 0, step: 'idle', failures: 0, commit: null, polledAt: turn.now },
    autoCommitAt: 0,
    returned: [],
    wakeAt: NEVER,
    timeoutAt: NEVER,
  };
}

function react(context: ConsumerContext, input: Input): void {
  switch (input.kind) {
    case 'start':
      context.turn.note('kafka.consumer.started', { consumer: context.name, group: context.group });
      return;
    case 'message':
      return handleMessage(context, input.message as ConsumerMessage);
    case 'timer':
      if (input.name === WORK_TIMER) workTimer(context);
      else if (input.name === REQUESTS_TIMER) requestsTimer(context);
      else context.memory = { ...context.memory, wakeAt: NEVER };
      return;
    case 'disconnected':
      context.turn.note('kafka.consumer.disconnected', { consumer: context.name, node: context.nameOf(input.peer) });
      return failNode(context, input.peer);
    case 'configured':
      context.memory = { ...context.memory, settings: resolveSettings('consumer', input.settings) };
      return;
    case 'resumed':
    case 'synced':
    case 'command':
      return;
  }
}

/** What a consumer hears: answers of brokers, and of the service that does its work. */
type ConsumerMessage = KafkaMessage | CallResponse;

function handleMessage(context: ConsumerContext, message: ConsumerMessage): void {
  const request = context.takeRequest(message.correlation);
  if (request === null) {
    context.turn.note('kafka.consumer.late-answer', { consumer: context.name, kind: message.kind });
    return;
  }
  handleResponse(context, request, message);
}

function handleResponse(context: ConsumerContext, request: ConsumerRequest, message: ConsumerMessage): void {
  switch (message.kind) {
    case 'FetchResponse':
      return handleFetch(context, request, message);
    case 'ApplyResponse':
      return applied(context);
    case 'CallResponse':
      return serviceAnswered(context, message);
    case 'HeartbeatResponse':
      return handleHeartbeat(context, request, message.error);
    case 'OffsetCommitResponse':
      return handleCommit(context, request, message.error);
    case 'MetadataResponse':
      return handleMetadata(context, message);
    case 'FindCoordinatorResponse':
      return handleCoordinator(context, message);
    case 'JoinGroupResponse':
      return handleJoin(context, message);
    case 'SyncGroupResponse':
      return handleSync(context, message);
    case 'OffsetFetchResponse':
      return handleCommitted(context, request, message);
    case 'ListOffsetsResponse':
      return handleReset(context, request, message);
    case 'OffsetForLeaderEpochResponse':
      return handleValidation(context, message);
    default:
      return;
  }
}

/** Everything that is due now happens, and the timer is armed for what comes next. */
function run(context: ConsumerContext): void {
  if (context.turn.exits) return;
  requestMetadata(context);
  requestCoordinator(context);
  runHeartbeatThread(context);
  driveCommit(context);
  poll(context);
  driveCommit(context);
  startWork(context);
  requestMetadata(context);
  armRequestsTimer(context);
  armTimer(context);
}

function armTimer(context: ConsumerContext): void {
  const wakeAt = nextDeadline(context);
  if (wakeAt === context.memory.wakeAt) return;
  context.memory = { ...context.memory, wakeAt };
  if (wakeAt === NEVER) context.turn.cancelTimer(CLIENT_TIMER, 0);
  else context.turn.setTimer(CLIENT_TIMER, 0, wakeAt - context.turn.now);
}

function nextDeadline(context: ConsumerContext): number {
  const { membership, autoCommitAt, positions } = context.memory;
  let deadline = Math.min(lookupDeadline(context), heartbeatDeadline(context), commitDeadline(context));
  if (isPolling(context)) {
    deadline = Math.min(deadline, positionsDeadline(context));
    if (membership.rejoin && membership.notBefore > context.turn.now)
      deadline = Math.min(deadline, membership.notBefore);
    if (context.autoCommits && positions.length > 0) deadline = Math.min(deadline, autoCommitAt);
  }
  return deadline;
}
