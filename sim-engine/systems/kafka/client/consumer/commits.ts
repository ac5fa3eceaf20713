/**
 * Committing offsets: automatically inside poll(), blocking (`commitSync`), or not (`commitAsync`).
 * Source: clients/.../consumer/internals/ConsumerCoordinator.java, Kafka 4.3.
 */
import type { OperationBody } from '../../../../host/turn.ts';
import { NEVER, SECOND, type Micros } from '../../../../kernel/time.ts';
import type { CommittedOffset } from '../../groupRecord.ts';
import type { ErrorName } from '../../protocol.ts';
import { backoff } from '../backoff.ts';
import { hasLostCoordinator, hasLostMembership, isRetriable } from '../errors.ts';
import type { ConsumerContext } from './context.ts';
import { forgetCoordinator } from './lookup.ts';
import { fail, loseMembership, requestRejoin } from './membership.ts';
import type { BlockingCommit, ConsumerRequest, PolledBatch } from './memory.ts';

/** `default.api.timeout.ms` (ConsumerConfig, Kafka 4.3): how long commitSync() tries. */
const API_TIMEOUT_MICROS = 60 * SECOND;

type CommitBody = Extract<OperationBody, { readonly f: 'commit' }>;

function recordCommit(
  context: ConsumerContext,
  offsets: readonly CommittedOffset[],
  type: CommitBody['type'],
  error?: ErrorName,
): void {
  const body: CommitBody = {
    f: 'commit',
    type,
    group: context.group,
    offsets: offsets.map(({ partition, offset }) => ({ ...context.logId(partition), offset })),
  };
  context.turn.record(error === undefined ? body : { ...body, error });
}

/** Positions in words: `orders-0: 12`. */
function offsetsInWords(context: ConsumerContext, offsets: readonly CommittedOffset[]): string {
  return offsets.map(({ partition, offset }) => `${context.label(partition)}: ${offset}`).join(', ');
}

/** Positions of all assigned partitions: everything that earlier polls returned. */
function consumedOffsets(context: ConsumerContext): readonly CommittedOffset[] {
  return context.memory.positions
    .filter((position) => position.offset !== -1 && position.state !== 'awaitReset')
    .map(({ partition, offset, offsetEpoch }) => ({ partition, offset, leaderEpoch: offsetEpoch }));
}

function sendCommit(
  context: ConsumerContext,
  purpose: 'commitSync' | 'commitAsync',
  offsets: readonly CommittedOffset[],
): void {
  const { membership, coordinator, settings } = context.memory;
  context.request({ purpose, node: coordinator.node, offsets }, (correlation) => ({
    kind: 'OffsetCommitRequest',
    correlation,
    group: context.group,
    memberId: membership.memberId,
    instanceId: settings.groupInstanceId,
    generation: membership.generation,
    offsets,
  }));
}

/**
 * Name: Automatic commit
 * Who: consumer, inside poll()
 * Means: what earlier polls returned is taken for processed. That is true only if the application finishes before it polls again
 * Enabled when: enable.auto.commit and auto.commit.interval.ms has passed
 * Changes: the group's committed offsets
 */
export function autoCommit(context: ConsumerContext): void {
  if (!context.autoCommits || context.turn.now < context.memory.autoCommitAt) return;
  const { membership, coordinator, settings } = context.memory;
  context.memory = { ...context.memory, autoCommitAt: context.turn.now + settings.autoCommitIntervalMicros };
  const offsets = consumedOffsets(context);
  if (membership.generation === -1 || coordinator.node === -1 || offsets.length === 0) return;
  context.turn.rule('kafka.consumer.auto-commit');
  commitAsync(context, offsets, 'kafka.consumer.auto-commits');
}

/** `commitAsync()`: sends and does not wait. */
export function commitAsync(context: ConsumerContext, offsets: readonly CommittedOffset[], sentence: string): void {
  if (context.memory.coordinator.node === -1) return;
  if (context.turn.explaining) {
    context.turn.note(sentence, {
      consumer: context.name,
      group: context.group,
      offsets: offsetsInWords(context, offsets),
    });
  }
  recordCommit(context, offsets, 'invoke');
  sendCommit(context, 'commitAsync', offsets);
}

/** `commitSync()`: the polling thread waits until it is answered. */
export function commitBlocking(
  context: ConsumerContext,
  reason: BlockingCommit['reason'],
  offsets: readonly CommittedOffset[],
  work: PolledBatch | null,
): void {
  const limit = reason === 'revoke' ? context.memory.settings.maxPollIntervalMicros : API_TIMEOUT_MICROS;
  const commit = { reason, offsets, work, deadline: context.turn.now + limit, notBefore: 0, failures: 0 };
  context.setApplication({ commit });
  context.turn.rule('kafka.consumer.commit-sync');
  if (context.turn.explaining) {
    context.turn.note(`kafka.consumer.commits-${reason}`, {
      consumer: context.name,
      group: context.group,
      offsets: offsetsInWords(context, offsets),
    });
  }
  recordCommit(context, offsets, 'invoke');
}

/** The last automatic commit before partitions are given up. False: there is nothing to commit. */
export function commitBeforeRevocation(context: ConsumerContext): boolean {
  const offsets = context.autoCommits ? consumedOffsets(context) : [];
  if (offsets.length === 0) return false;
  commitBlocking(context, 'revoke', offsets, null);
  return true;
}

/** Sends the blocking commit when it can be sent, or gives it up when its time is over. */
export function driveCommit(context: ConsumerContext): void {
  const { commit } = context.memory.application;
  if (commit === null || context.isAwaiting('commitSync')) return;
  if (context.memory.membership.generation === -1) {
    endCommit(context, commit, 'UNKNOWN_MEMBER_ID');
  } else if (context.turn.now >= commit.deadline) {
    endCommit(context, commit, 'REQUEST_TIMED_OUT');
  } else if (commit.notBefore <= context.turn.now && context.memory.coordinator.node !== -1) {
    sendCommit(context, 'commitSync', commit.offsets);
  }
}

/** When the blocking commit needs the clock. */
export function commitDeadline(context: ConsumerContext): Micros {
  const { commit } = context.memory.application;
  if (commit === null || context.isAwaiting('commitSync')) return NEVER;
  return commit.notBefore > context.turn.now ? Math.min(commit.notBefore, commit.deadline) : commit.deadline;
}

export function handleCommit(context: ConsumerContext, request: ConsumerRequest, error: ErrorName): void {
  reactToError(context, request, error);
  if (request.purpose === 'commitAsync') {
    recordOutcome(context, request.offsets, { error, maybeStored: isUnknown(error) });
    return;
  }
  const { commit } = context.memory.application;
  if (commit === null) return;
  if (!isRetriable(error)) {
    endCommit(context, commit, error);
    return;
  }
  const notBefore = context.turn.now + backoff(context.turn, context.memory.settings, commit.failures);
  context.turn.milestone('retry', 'kafka.consumer.commit-retry', {
    consumer: context.name,
    group: context.group,
    error,
  });
  context.setApplication({ commit: { ...commit, notBefore, failures: commit.failures + 1 } });
}

/** What an answer to a commit says about coordinator and membership. */
function reactToError(context: ConsumerContext, request: ConsumerRequest, error: ErrorName): void {
  if (hasLostCoordinator(error)) forgetCoordinator(context);
  else if (error === 'FENCED_INSTANCE_ID') fail(context, error);
  else if (error === 'REBALANCE_IN_PROGRESS') requestRejoin(context);
  else if (hasLostMembership(error) && request.generation === context.memory.membership.generation) {
    loseMembership(context, error);
  }
}

function recordOutcome(
  context: ConsumerContext,
  offsets: readonly CommittedOffset[],
  outcome: { readonly error: ErrorName; readonly maybeStored: boolean },
): void {
  const { error } = outcome;
  if (error === 'NONE') {
    context.turn.note('kafka.consumer.committed', { consumer: context.name, group: context.group });
    recordCommit(context, offsets, 'ok');
    return;
  }
  const kind = hasLostMembership(error) || error === 'REBALANCE_IN_PROGRESS' ? 'fenced' : 'retry';
  context.turn.milestone(kind, kind === 'fenced' ? 'kafka.consumer.commit-fenced' : 'kafka.consumer.commit-failed', {
    consumer: context.name,
    group: context.group,
    error,
  });
  recordCommit(context, offsets, outcome.maybeStored ? 'info' : 'fail', error);
}

/** May the commit have been stored although it failed? */
function isUnknown(error: ErrorName): boolean {
  return isRetriable(error) && error !== 'COORDINATOR_LOAD_IN_PROGRESS';
}

/** commitSync() returns or throws; the polling thread goes on. */
function endCommit(context: ConsumerContext, commit: BlockingCommit, error: ErrorName): void {
  // An attempt before this one may have been stored.
  recordOutcome(context, commit.offsets, { error, maybeStored: commit.failures > 0 || isUnknown(error) });
  const { queue } = context.memory.application;
  // Committed first, processed second: without the commit somebody else will get these records.
  const starts = commit.work !== null && error === 'NONE';
  context.setApplication({ commit: null, queue: starts ? [...queue, commit.work as PolledBatch] : queue });
}
