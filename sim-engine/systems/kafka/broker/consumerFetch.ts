/**
 * What clients read: records below the high watermark, offsets by time, ends of epochs, metadata, the coordinator.
 * Source: core/src/main/scala/kafka/server/KafkaApis.scala, ReplicaManager.scala, Kafka 4.3.
 */
import { FETCH_BATCHES_MAX } from '../fetchLimits.ts';
import { readFrom } from '../log.ts';
import type {
  ErrorName,
  FetchRequest,
  FetchResponse,
  FindCoordinatorRequest,
  ListOffsetsRequest,
  MetadataRequest,
  OffsetForLeaderEpochRequest,
} from '../protocol.ts';
import { endOffsetForEpoch, epochForOffset, latestEpoch } from '../rules/leaderEpochCache.ts';
import type { BrokerContext } from './context.ts';
import { isEnough } from './enoughToAnswer.ts';
import { currentLeader } from './waitingProduces.ts';

type Asked = FetchRequest['partitions'][number];
type Answer = FetchResponse['partitions'][number];

/** Is this broker the leader, and does the client know the same epoch? A client that names no epoch (-1) is not fenced. */
function leadershipError(context: BrokerContext, partition: number, currentLeaderEpoch: number): ErrorName {
  const replica = context.replica(partition);
  if (replica === null || replica.role !== 'leader') return 'NOT_LEADER_OR_FOLLOWER';
  if (currentLeaderEpoch === -1 || currentLeaderEpoch === replica.leaderEpoch) return 'NONE';
  return currentLeaderEpoch < replica.leaderEpoch ? 'FENCED_LEADER_EPOCH' : 'UNKNOWN_LEADER_EPOCH';
}

function answerFor(context: BrokerContext, asked: Asked): Answer {
  const { partition } = asked;
  const replica = context.replica(partition);
  const log = context.log(partition);
  let error = leadershipError(context, partition, asked.currentLeaderEpoch);
  if (error === 'NONE' && (asked.fetchOffset < log.startOffset || asked.fetchOffset > log.endOffset)) {
    error = 'OFFSET_OUT_OF_RANGE';
  }
  const highWatermark = replica?.highWatermark ?? -1;
  return {
    partition,
    error,
    highWatermark,
    logStartOffset: log.startOffset,
    batches:
      error === 'NONE'
        ? readFrom(log, { offset: asked.fetchOffset, end: highWatermark, batchesMax: FETCH_BATCHES_MAX })
        : [],
    current: error === 'NOT_LEADER_OR_FOLLOWER' ? currentLeader(context, partition) : null,
  };
}

/** Answers a consumer's fetch when there is enough to say, or when it has waited long enough. */
export function answerConsumerFetch(
  context: BrokerContext,
  from: number,
  request: FetchRequest,
  when: 'ready' | 'now',
): boolean {
  const partitions = request.partitions.map((asked) => answerFor(context, asked));
  const isUrgent = partitions.some((answer) => answer.error !== 'NONE');
  if (when === 'ready' && !isUrgent && !isEnough(context, from, request, partitions)) return false;
  context.turn.rule('kafka.consumer-fetch');
  context.send(from, { kind: 'FetchResponse', correlation: request.correlation, partitions });
  return true;
}

/** Where a log begins, or what is committed so far. */
export function handleListOffsets(context: BrokerContext, from: number, request: ListOffsetsRequest): void {
  const { partition } = request;
  const replica = context.replica(partition);
  let error = leadershipError(context, partition, request.currentLeaderEpoch);
  if (error === 'NONE' && request.at === 'latest' && (replica?.highWatermark ?? 0) < (replica?.epochStartOffset ?? 0)) {
    error = 'OFFSET_NOT_AVAILABLE';
  }
  const offset = request.at === 'earliest' ? context.log(partition).startOffset : (replica?.highWatermark ?? -1);
  context.send(from, {
    kind: 'ListOffsetsResponse',
    correlation: request.correlation,
    partition,
    error,
    offset: error === 'NONE' ? offset : -1,
    leaderEpoch:
      request.at === 'earliest'
        ? epochForOffset(context.epochs(partition), offset)
        : latestEpoch(context.epochs(partition)),
  });
}

/** Where an epoch ends: lets a consumer find out that what it read has been truncated (KIP-320). */
export function handleOffsetForLeaderEpoch(
  context: BrokerContext,
  from: number,
  request: OffsetForLeaderEpochRequest,
): void {
  const { partition } = request;
  const error = leadershipError(context, partition, request.currentLeaderEpoch);
  const found =
    error === 'NONE'
      ? endOffsetForEpoch(context.epochs(partition), request.leaderEpoch, context.log(partition).endOffset)
      : { epoch: -1, endOffset: -1 };
  context.send(from, {
    kind: 'OffsetForLeaderEpochResponse',
    correlation: request.correlation,
    partition,
    error,
    leaderEpoch: found.epoch,
    endOffset: found.endOffset,
  });
}

/** Who leads what, as this broker knows it. */
export function handleMetadata(context: BrokerContext, from: number, request: MetadataRequest): void {
  context.send(from, {
    kind: 'MetadataResponse',
    correlation: request.correlation,
    partitions: context.memory.image.partitions.map(({ leader, leaderEpoch }) => ({ leader, leaderEpoch })),
  });
}

/** Who coordinates a group: the leader of `__consumer_offsets-0`, the only partition of that topic here. */
export function handleFindCoordinator(context: BrokerContext, from: number, request: FindCoordinatorRequest): void {
  const leader = context.memory.image.partitions[context.topology.offsetsPartition]?.leader ?? -1;
  context.send(from, {
    kind: 'FindCoordinatorResponse',
    correlation: request.correlation,
    error: leader === -1 ? 'COORDINATOR_NOT_AVAILABLE' : 'NONE',
    coordinator: leader,
  });
}
