/**
 * A follower's fetch at the leader: epoch check, truncation check, what it tells about the follower, and the answer.
 * Source: core/src/main/scala/kafka/cluster/Partition.scala (fetchRecords, readRecords, updateFollowerFetchState), Kafka 4.3.
 */
import { FETCH_BATCHES_MAX } from '../fetchLimits.ts';
import { readFrom } from '../log.ts';
import type { ErrorName, ReplicaFetchRequest, ReplicaFetchResponse } from '../protocol.ts';
import { divergingEpochFor } from '../rules/followerTruncation.ts';
import { newRemoteReplica, updateFetchState } from '../rules/replicaState.ts';
import type { BrokerContext } from './context.ts';
import { advanceHighWatermark } from './highWatermark.ts';
import { maybeExpandIsr } from './isr.ts';
import type { Replica } from './memory.ts';
import { answerOrWait } from './waitingFetches.ts';
import { isEnough } from './enoughToAnswer.ts';

type Asked = ReplicaFetchRequest['partitions'][number];
type Answer = ReplicaFetchResponse['partitions'][number];

/** What the leader finds when it looks at one partition of a fetch, before it reads. */
type Finding =
  | { readonly kind: 'error'; readonly error: ErrorName }
  | { readonly kind: 'diverging'; readonly epoch: number; readonly endOffset: number }
  | { readonly kind: 'readable' };

/** A follower asks. The request also says how far the follower is, so the ISR and the high watermark may change first. */
export function handleReplicaFetch(context: BrokerContext, from: number, request: ReplicaFetchRequest): void {
  for (const asked of request.partitions) noteProgress(context, from, request.brokerEpoch, asked);
  answerOrWait(context, from, request);
}

function inspect(context: BrokerContext, replica: Replica | null, asked: Asked): Finding {
  if (replica === null || replica.role !== 'leader') return { kind: 'error', error: 'NOT_LEADER_OR_FOLLOWER' };
  const fence = fenceError(context, replica, asked);
  if (fence !== 'NONE') return { kind: 'error', error: fence };
  const log = context.log(asked.partition);
  if (asked.lastFetchedEpoch >= 0) {
    const check = divergingEpochFor({
      cache: context.epochs(asked.partition),
      logStartOffset: log.startOffset,
      logEndOffset: log.endOffset,
      lastFetchedEpoch: asked.lastFetchedEpoch,
      fetchOffset: asked.fetchOffset,
    });
    if (check.kind === 'outOfRange') return { kind: 'error', error: 'OFFSET_OUT_OF_RANGE' };
    if (check.kind === 'diverging') return { kind: 'diverging', epoch: check.epoch, endOffset: check.endOffset };
  }
  if (asked.fetchOffset < log.startOffset || asked.fetchOffset > log.endOffset) {
    return { kind: 'error', error: 'OFFSET_OUT_OF_RANGE' };
  }
  return { kind: 'readable' };
}

/** KIP-320: leader and follower must be on the same epoch. */
function fenceError(context: BrokerContext, replica: Replica, asked: Asked): ErrorName {
  if (asked.currentLeaderEpoch === replica.leaderEpoch) return 'NONE';
  const isTruncationCheck = asked.lastFetchedEpoch >= 0;
  const fenced = isTruncationCheck ? context.guards.fencedTruncation : context.guards.fencedFetch;
  if (!fenced) return 'NONE';
  return asked.currentLeaderEpoch < replica.leaderEpoch ? 'FENCED_LEADER_EPOCH' : 'UNKNOWN_LEADER_EPOCH';
}

/** What a fetch tells about its sender: how far it is, and so whether it may join the ISR and what is committed. */
function noteProgress(context: BrokerContext, from: number, brokerEpoch: number, asked: Asked): void {
  const replica = context.replica(asked.partition);
  if (replica === null || replica.role !== 'leader') return;
  const sameEpoch = asked.currentLeaderEpoch === replica.leaderEpoch;
  const counts = sameEpoch || !context.guards.highWatermarkEpochCheck;
  const mayJoin = sameEpoch || !context.guards.isrExpansionEpochCheck;
  if (sameEpoch && inspect(context, replica, asked).kind !== 'readable') return;
  const leaderEndOffset = context.log(asked.partition).endOffset;
  if (asked.fetchOffset > leaderEndOffset) return;
  if (counts) {
    const remotes = replica.remotes.slice();
    const update = updateFetchState({
      replica: replica.remotes[from] ?? newRemoteReplica(),
      fetchOffset: asked.fetchOffset,
      leaderEndOffset,
      nowMicros: context.clock,
      brokerEpoch,
      ...(context.guards.brokerEpochCheck
        ? { registeredBrokerEpoch: context.memory.image.brokers[from]?.brokerEpoch ?? -1 }
        : {}),
    });
    if (update.error !== 'NONE') return;
    remotes[from] = update.replica;
    context.setReplica({ ...replica, remotes });
  }
  if (mayJoin)
    maybeExpandIsr(context, { partition: asked.partition, broker: from, brokerEpoch, fetchOffset: asked.fetchOffset });
  if (counts) advanceHighWatermark(context, asked.partition);
}

function answerFor(
  context: BrokerContext,
  asked: Asked,
): { readonly answer: Answer; readonly finding: Finding['kind'] } {
  const replica = context.replica(asked.partition);
  const log = context.log(asked.partition);
  const finding = inspect(context, replica, asked);
  const batches =
    finding.kind === 'readable'
      ? readFrom(log, { offset: asked.fetchOffset, end: log.endOffset, batchesMax: FETCH_BATCHES_MAX })
      : [];
  const answer: Answer = {
    partition: asked.partition,
    error: finding.kind === 'error' ? finding.error : 'NONE',
    leaderEpoch: replica?.leaderEpoch ?? -1,
    highWatermark: replica?.highWatermark ?? -1,
    logStartOffset: log.startOffset,
    endOffset: log.endOffset,
    diverging: finding.kind === 'diverging' ? { epoch: finding.epoch, endOffset: finding.endOffset } : null,
    batches,
  };
  return { answer, finding: finding.kind };
}

/** Answers a follower's fetch when there is enough data, an error or a divergence, or when it has waited long enough. */
export function answerReplicaFetch(
  context: BrokerContext,
  from: number,
  request: ReplicaFetchRequest,
  when: 'ready' | 'now',
): boolean {
  const found = request.partitions.map((asked) => answerFor(context, asked));
  const partitions = found.map(({ answer }) => answer);
  const isUrgent = found.some(({ finding }) => finding !== 'readable');
  if (when === 'ready' && !isUrgent && !isEnough(context, from, request, partitions)) return false;
  context.turn.rule('kafka.replica-fetch');
  context.send(from, {
    kind: 'ReplicaFetchResponse',
    correlation: request.correlation,
    partitions,
  });
  return true;
}
