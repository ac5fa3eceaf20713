/**
 * Appending at the leader: admission, idempotence, append, and who waits for what.
 * Source: core/src/main/scala/kafka/server/ReplicaManager.scala, core/src/main/scala/kafka/cluster/Partition.scala, Kafka 4.3.
 */
import { appendAsLeader, type NewBatch } from '../log.ts';
import type { ErrorName, ProduceRequest } from '../protocol.ts';
import { admitProduce } from '../rules/acks.ts';
import type { BrokerContext } from './context.ts';
import { advanceHighWatermark } from './highWatermark.ts';
import { checkProducer } from './producers.ts';
import { answerProduce, awaitCommit } from './waitingProduces.ts';
import { wakeFetches } from './waitingFetches.ts';

interface AppendResult {
  readonly partition: number;
  readonly error: ErrorName;
  readonly baseOffset: number;
  readonly requiredOffset: number;
}

/** Appends one batch at the leader, or says why not. */
export function appendBatch(
  context: BrokerContext,
  options: { readonly partition: number; readonly batch: NewBatch; readonly acks: 0 | 1 | -1 },
): AppendResult {
  const { partition, batch, acks } = options;
  const replica = context.replica(partition);
  const refused = admitProduce({
    acks,
    isLeader: replica?.role === 'leader',
    inSyncCount: replica?.isr.length ?? 0,
    minInSyncReplicasEffective: context.minInSyncReplicas(partition),
  });
  if (refused !== 'NONE' || replica === null) {
    context.turn.note('kafka.broker.refused-append', { ...place(context, partition), error: refused });
    return { partition, error: refused, baseOffset: -1, requiredOffset: -1 };
  }
  const log = context.log(partition);
  const sequence = checkProducer(log, batch);
  if (sequence.kind === 'duplicate') {
    context.turn.note('kafka.broker.duplicate-sequence', { ...place(context, partition), offset: sequence.baseOffset });
    return {
      partition,
      error: 'NONE',
      baseOffset: sequence.baseOffset,
      requiredOffset: sequence.baseOffset + batch.records.length,
    };
  }
  if (sequence.kind === 'error') {
    context.turn.note('kafka.broker.refused-append', { ...place(context, partition), error: sequence.error });
    return { partition, error: sequence.error, baseOffset: -1, requiredOffset: -1 };
  }
  context.turn.rule('kafka.leader-append');
  const appended = appendAsLeader(log, batch, replica.leaderEpoch);
  context.writeLog(partition, appended);
  if (context.turn.explaining) noteAppend(context, partition, batch, log.endOffset);
  return { partition, error: 'NONE', baseOffset: log.endOffset, requiredOffset: appended.endOffset };
}

function place(context: BrokerContext, partition: number): { readonly broker: string; readonly partition: string } {
  return { broker: context.name(context.turn.self), partition: context.label(partition) };
}

function noteAppend(context: BrokerContext, partition: number, batch: NewBatch, baseOffset: number): void {
  context.turn.note('kafka.broker.appended', {
    ...place(context, partition),
    values: batch.records.map((record) => record.value).join(', '),
    offset: baseOffset,
    count: batch.records.length,
  });
}

/** What follows an append: the high watermark may move at once (a leader alone), and followers are woken. */
export function afterAppend(context: BrokerContext, partition: number): void {
  advanceHighWatermark(context, partition);
  wakeFetches(context, partition);
}

/** A producer's request. */
export function handleProduce(context: BrokerContext, from: number, request: ProduceRequest): void {
  const appended = request.batches.map(({ partition, batch }) =>
    appendBatch(context, { partition, batch, acks: request.acks }),
  );
  for (const result of appended) if (result.error === 'NONE') afterAppend(context, result.partition);
  const failed = appended.filter((result) => result.error !== 'NONE');
  if (request.acks === 0) {
    // Nobody waits for an answer; a closed connection is the only way to tell the producer to refresh its metadata.
    if (failed.length > 0) context.turn.disconnect(from);
    return;
  }
  const { correlation } = request;
  if (request.acks === 1) {
    context.turn.rule('kafka.acks-one');
    answerProduce(context, { from, correlation, results: appended.map(resultOf) });
    return;
  }
  const waiting = appended.filter((result) => result.error === 'NONE');
  if (waiting.length === 0) {
    answerProduce(context, { from, correlation, results: failed.map(resultOf) });
    return;
  }
  context.turn.rule('kafka.acks-all');
  const id = context.nextCorrelation();
  const produce = { id, from, correlation, token: null, waiting, results: failed.map(resultOf) };
  awaitCommit(context, produce, request.timeoutMicros);
}

function resultOf(result: AppendResult): {
  readonly partition: number;
  readonly error: ErrorName;
  readonly baseOffset: number;
} {
  return { partition: result.partition, error: result.error, baseOffset: result.baseOffset };
}
