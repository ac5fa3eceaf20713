/**
 * Where to read: the committed offset, or what `auto.offset.reset` says; and whether a new leader's log still holds it.
 * Source: clients/.../consumer/internals/{SubscriptionState,OffsetFetcher,OffsetFetcherUtils}.java, Kafka 4.3.
 */
import { NEVER, type Micros } from '../../../../kernel/time.ts';
import type {
  ErrorName,
  ListOffsetsResponse,
  OffsetFetchResponse,
  OffsetForLeaderEpochResponse,
} from '../../protocol.ts';
import { backoff } from '../backoff.ts';
import { leaderOf } from '../clientMetadata.ts';
import { hasLostCoordinator, hasStaleMetadata } from '../errors.ts';
import type { ConsumerContext } from './context.ts';
import { forgetCoordinator } from './lookup.ts';
import { fail } from './membership.ts';
import type { ConsumerRequest, Position } from './memory.ts';
import { positionEvent } from './states.ts';

/** Asks whatever must be known before the assigned partitions can be fetched. */
export function drivePositions(context: ConsumerContext): void {
  if (context.memory.positions.length === 0) return;
  checkLeaderEpochs(context);
  fetchCommitted(context);
  for (const position of context.memory.positions) {
    if (position.state !== 'awaitReset' && position.state !== 'awaitValidation') continue;
    if (position.notBefore > context.turn.now || isAsking(context, position.partition)) continue;
    const { leader } = leaderOf(context.memory.metadata, position.partition);
    if (leader === -1) context.wantMetadata();
    else if (position.state === 'awaitReset') sendReset(context, position, leader);
    else sendValidation(context, position, leader);
  }
}

function isAsking(context: ConsumerContext, partition: number): boolean {
  return context.memory.requests.some(
    (request) =>
      (request.purpose === 'reset' || request.purpose === 'validate') && request.offsets[0]?.partition === partition,
  );
}

/**
 * Name: Truncation check (KIP-320)
 * Who: consumer
 * Means: a new leader may have lost records that this consumer has read. Without the check it would read on at its old
 *   position and skip, without a word, what the new leader wrote below it
 * Enabled when: metadata shows a newer leader epoch, and the epoch of the last record read is known
 * Changes: the position waits until the leader has said where that epoch ends in its log
 */
function checkLeaderEpochs(context: ConsumerContext): void {
  for (const position of context.memory.positions) {
    if (position.state !== 'fetching') continue;
    const { leader, leaderEpoch } = leaderOf(context.memory.metadata, position.partition);
    if (leader === -1 || leaderEpoch <= position.leaderEpoch) continue;
    const mustCheck = context.world.guards.consumerTruncationDetection && position.offsetEpoch !== -1;
    const change = { leaderEpoch, notBefore: 0, failures: 0 };
    if (!mustCheck) {
      context.setPosition(position.partition, change);
      continue;
    }
    context.turn.rule('kafka.consumer.truncation-check');
    positionEvent(context, position, 'newLeaderEpoch', change);
  }
}

function fetchCommitted(context: ConsumerContext): void {
  const { coordinator, positions } = context.memory;
  if (coordinator.node === -1 || context.isAwaiting('committed')) return;
  const due = positions.filter(
    (position) => position.state === 'initializing' && position.notBefore <= context.turn.now,
  );
  if (due.length === 0) return;
  const partitions = due.map((position) => position.partition);
  context.turn.rule('kafka.consumer.offset-fetch');
  context.turn.note('kafka.consumer.asks-committed', {
    consumer: context.name,
    group: context.group,
    partitions: context.labels(partitions),
  });
  const offsets = partitions.map((partition) => ({ partition, offset: -1, leaderEpoch: -1 }));
  context.request({ purpose: 'committed', node: coordinator.node, offsets }, (correlation) => ({
    kind: 'OffsetFetchRequest',
    correlation,
    group: context.group,
    partitions,
  }));
}

export function handleCommitted(
  context: ConsumerContext,
  request: ConsumerRequest,
  response: OffsetFetchResponse,
): void {
  if (response.error !== 'NONE') {
    if (hasLostCoordinator(response.error)) forgetCoordinator(context);
    for (const { partition } of request.offsets) postpone(context, partition);
    return;
  }
  for (const { partition, offset, leaderEpoch } of response.offsets) {
    const position = context.position(partition);
    if (position === undefined || position.state !== 'initializing') continue;
    if (offset === -1) startWithout(context, position);
    else startAt(context, position, { offset, leaderEpoch });
  }
}

/** Reading begins at the committed offset. */
function startAt(
  context: ConsumerContext,
  position: Position,
  committed: { readonly offset: number; readonly leaderEpoch: number },
): void {
  const { partition } = position;
  const { offset, leaderEpoch: offsetEpoch } = committed;
  positionEvent(context, position, 'committedOffsetFound', { offset, offsetEpoch, leaderEpoch: -1, failures: 0 });
  const params = { consumer: context.name, partition: context.label(partition), offset };
  const returned = context.memory.returned[partition] ?? 0;
  if (returned > offset) context.turn.milestone('redelivery', 'kafka.consumer.starts-behind', { ...params, returned });
  else context.turn.note('kafka.consumer.starts-at', params);
}

/** The group has never committed for this partition: auto.offset.reset decides. */
function startWithout(context: ConsumerContext, position: Position): void {
  const policy = context.memory.settings.autoOffsetReset;
  if (policy === 'none') {
    fail(context, 'OFFSET_OUT_OF_RANGE');
    return;
  }
  positionEvent(context, position, 'noCommittedOffset', { notBefore: 0, failures: 0 });
  context.turn.rule('kafka.consumer.offset-reset');
  context.turn.note('kafka.consumer.no-committed', {
    consumer: context.name,
    group: context.group,
    partition: context.label(position.partition),
    policy,
  });
}

/** The position is not in the log any more, or nobody can say whether it is: auto.offset.reset decides. */
export function resetPosition(
  context: ConsumerContext,
  position: Position,
  event: 'offsetOutOfRange' | 'truncationPointUnknown',
): void {
  const { autoOffsetReset: policy } = context.memory.settings;
  if (policy === 'none') {
    fail(context, 'OFFSET_OUT_OF_RANGE');
    return;
  }
  context.turn.rule('kafka.consumer.offset-reset');
  context.turn.milestone('truncation', 'kafka.consumer.out-of-range', {
    consumer: context.name,
    partition: context.label(position.partition),
    offset: position.offset,
    policy,
  });
  positionEvent(context, position, event, { notBefore: 0, failures: 0, buffered: [] });
}

function sendReset(context: ConsumerContext, position: Position, leader: number): void {
  const { autoOffsetReset } = context.memory.settings;
  const { partition } = position;
  const { leaderEpoch } = leaderOf(context.memory.metadata, partition);
  const at = autoOffsetReset === 'earliest' ? 'earliest' : 'latest';
  context.turn.note('kafka.consumer.asks-offset', { consumer: context.name, partition: context.label(partition), at });
  const offsets = [{ partition, offset: position.offset, leaderEpoch }];
  context.request({ purpose: 'reset', node: leader, offsets }, (correlation) => ({
    kind: 'ListOffsetsRequest',
    correlation,
    partition,
    at,
    currentLeaderEpoch: leaderEpoch,
  }));
}

export function handleReset(context: ConsumerContext, request: ConsumerRequest, response: ListOffsetsResponse): void {
  const position = context.position(response.partition);
  if (position === undefined || position.state !== 'awaitReset') return;
  if (response.error !== 'NONE') {
    positionRequestFailed(context, response.partition, response.error);
    return;
  }
  positionEvent(context, position, 'offsetReset', {
    offset: response.offset,
    offsetEpoch: response.leaderEpoch,
    leaderEpoch: request.offsets[0]?.leaderEpoch ?? -1,
    failures: 0,
  });
  context.turn.note('kafka.consumer.starts-at', {
    consumer: context.name,
    partition: context.label(response.partition),
    offset: response.offset,
  });
}

function sendValidation(context: ConsumerContext, position: Position, leader: number): void {
  const { partition, offsetEpoch } = position;
  const { leaderEpoch } = leaderOf(context.memory.metadata, partition);
  context.turn.note('kafka.consumer.asks-epoch-end', {
    consumer: context.name,
    broker: context.nameOf(leader),
    partition: context.label(partition),
    epoch: offsetEpoch,
  });
  const offsets = [{ partition, offset: position.offset, leaderEpoch }];
  context.request({ purpose: 'validate', node: leader, offsets }, (correlation) => ({
    kind: 'OffsetForLeaderEpochRequest',
    correlation,
    partition,
    currentLeaderEpoch: leaderEpoch,
    leaderEpoch: offsetEpoch,
  }));
}

export function handleValidation(context: ConsumerContext, response: OffsetForLeaderEpochResponse): void {
  const position = context.position(response.partition);
  if (position === undefined || position.state !== 'awaitValidation') return;
  if (response.error !== 'NONE') {
    positionRequestFailed(context, response.partition, response.error);
    return;
  }
  const { endOffset, leaderEpoch } = response;
  if (endOffset >= position.offset && leaderEpoch >= position.offsetEpoch) {
    positionEvent(context, position, 'positionValid', { failures: 0 });
    context.turn.note('kafka.consumer.position-holds', {
      consumer: context.name,
      partition: context.label(response.partition),
      offset: position.offset,
    });
    return;
  }
  if (endOffset < 0 || leaderEpoch < 0) resetPosition(context, position, 'truncationPointUnknown');
  else seekAfterTruncation(context, position, response);
}

/** The log was truncated below the position: without a reset policy that is the application's problem. */
function seekAfterTruncation(
  context: ConsumerContext,
  position: Position,
  response: OffsetForLeaderEpochResponse,
): void {
  const offset = Math.min(response.endOffset, position.offset);
  context.turn.milestone('truncation', 'kafka.consumer.truncated', {
    consumer: context.name,
    partition: context.label(position.partition),
    offset,
    position: position.offset,
  });
  if (context.memory.settings.autoOffsetReset === 'none') {
    fail(context, 'OFFSET_OUT_OF_RANGE');
    return;
  }
  const offsetEpoch = response.leaderEpoch;
  positionEvent(context, position, 'truncationFound', { offset, offsetEpoch, failures: 0, buffered: [] });
}

/** ListOffsets or OffsetForLeaderEpoch failed: again after the backoff, perhaps elsewhere. */
function positionRequestFailed(context: ConsumerContext, partition: number, error: ErrorName): void {
  context.turn.note('kafka.consumer.position-retry', {
    consumer: context.name,
    partition: context.label(partition),
    error,
  });
  if (hasStaleMetadata(error)) context.wantMetadata();
  postpone(context, partition);
}

/** Asks nobody about this partition until the backoff is over. */
export function postpone(context: ConsumerContext, partition: number): void {
  const position = context.position(partition);
  if (position === undefined) return;
  const notBefore = context.turn.now + backoff(context.turn, context.memory.settings, position.failures);
  context.setPosition(partition, { notBefore, failures: position.failures + 1 });
}

/** When a postponed partition may be asked about again. */
export function positionsDeadline(context: ConsumerContext): Micros {
  let deadline = NEVER;
  for (const { notBefore } of context.memory.positions) {
    if (notBefore > context.turn.now) deadline = Math.min(deadline, notBefore);
  }
  return deadline;
}
