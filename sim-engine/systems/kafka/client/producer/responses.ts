/** What a producer does with answers, and with connections that break. */
import type { ErrorName, InitProducerIdResponse, MetadataResponse, ProduceResponse } from '../../protocol.ts';
import { backoff } from '../backoff.ts';
import { acceptMetadata, learnLeader, metadataFailed } from '../clientMetadata.ts';
import { hasStaleMetadata, isRetriable, mayHaveBeenWritten } from '../errors.ts';
import { requeue } from './accumulator.ts';
import type { ProducerContext } from './context.ts';
import type { ProducerBatch, ProducerRequest } from './memory.ts';
import { acknowledge, giveUpBatch, valuesOf } from './outcomes.ts';
import { batchAfter } from './states.ts';
import { bumpEpoch, judgeSequenceError, sequenceAcknowledged, sequenceGivenUp } from './sequences.ts';

export function handleMetadata(context: ProducerContext, response: MetadataResponse): void {
  const { now } = context.turn;
  context.metadata = acceptMetadata(context.memory.metadata, response.partitions, {
    now,
    backoffMicros: context.memory.settings.retryBackoffMicros,
  });
  context.turn.note('kafka.producer.got-metadata', { producer: context.name });
}

export function handleProducerId(context: ProducerContext, response: InitProducerIdResponse): void {
  if (response.error !== 'NONE') {
    producerIdFailed(context);
    return;
  }
  const { producerId, producerEpoch } = response;
  context.memory = { ...context.memory, producerId, producerEpoch, producerIdFailures: 0 };
  context.turn.note('kafka.producer.got-producer-id', { producer: context.name, id: producerId });
}

function producerIdFailed(context: ProducerContext): void {
  const failures = context.memory.producerIdFailures;
  const producerIdNotBefore = context.turn.now + backoff(context.turn, context.memory.settings, failures);
  context.memory = { ...context.memory, producerIdNotBefore, producerIdFailures: failures + 1 };
}

export function handleProduceResponse(
  context: ProducerContext,
  request: ProducerRequest,
  response: ProduceResponse,
): void {
  for (const batch of request.batches) {
    const result = response.results.find(({ partition }) => partition === batch.partition);
    if (result === undefined || result.error !== 'NONE') {
      if (result?.current) context.metadata = learnLeader(context.memory.metadata, batch.partition, result.current);
      handleFailure(context, batch, { error: result?.error ?? 'NETWORK_EXCEPTION', node: request.node });
      continue;
    }
    context.turn.rule('kafka.producer.acknowledged');
    sequenceAcknowledged(context, batch);
    acknowledge(context, batch, result.baseOffset);
    if (context.turn.explaining) noteAcknowledged(context, batch, request.node, result.baseOffset);
  }
}

function noteAcknowledged(context: ProducerContext, batch: ProducerBatch, node: number, offset: number): void {
  context.turn.note('kafka.producer.acknowledged', {
    producer: context.name,
    broker: context.nameOf(node),
    values: valuesOf(batch),
    partition: context.label(batch.partition),
    offset,
  });
}

/**
 * Name: Retry
 * Who: producer
 * Means: after an error that may pass the batch is sent again. If the first attempt did reach the log and the producer is
 *   not idempotent, the records are in it twice.
 * Enabled when: the error is retriable, delivery.timeout.ms has not passed and fewer than `retries` attempts were made
 * Changes: the batch goes back into its queue and waits for its backoff
 */
function handleFailure(
  context: ProducerContext,
  failed: ProducerBatch,
  failure: { readonly error: ErrorName; readonly node: number },
): void {
  const { error } = failure;
  const batch = mayHaveBeenWritten(error, context.acks) ? { ...failed, maybeWritten: true } : failed;
  if (hasStaleMetadata(error)) context.wantMetadata();
  const sequence = judgeSequenceError(context, batch, error);
  const { settings } = context.memory;
  const mayPass = sequence !== 'other' || isRetriable(error);
  const after = batchAfter(context, batch, mayPass ? 'retriableError' : 'fatalError');
  if (after.state !== 'retrying') {
    context.turn.milestone('retry', 'kafka.producer.failed', { ...failureParams(context, batch, failure) });
    giveUpBatch(context, after, error);
    sequenceGivenUp(context, batch, false);
    return;
  }
  const notBefore = context.turn.now + backoff(context.turn, settings, batch.attempts);
  context.turn.rule('kafka.producer.retry');
  context.turn.milestone('retry', retrySentence(error), {
    ...failureParams(context, batch, failure),
    millis: Math.floor((notBefore - context.turn.now) / 1_000),
  });
  requeue(context, { ...after, attempts: batch.attempts + 1, notBefore });
  if (sequence === 'renumber') bumpEpoch(context, batch.partition);
}

function retrySentence(error: ErrorName): string {
  if (error === 'NETWORK_EXCEPTION') return 'kafka.producer.retry-connection';
  if (error === 'NOT_LEADER_OR_FOLLOWER') return 'kafka.producer.retry-leader';
  if (error === 'NOT_ENOUGH_REPLICAS') return 'kafka.producer.retry-replicas';
  if (error === 'OUT_OF_ORDER_SEQUENCE_NUMBER') return 'kafka.producer.retry-sequence';
  return 'kafka.producer.retry';
}

function failureParams(
  context: ProducerContext,
  batch: ProducerBatch,
  failure: { readonly error: ErrorName; readonly node: number },
): Readonly<Record<string, string | number>> {
  return {
    producer: context.name,
    broker: context.nameOf(failure.node),
    values: valuesOf(batch),
    partition: context.label(batch.partition),
    error: failure.error,
  };
}

/** The connection to a node is gone: every request to it fails, oldest first, and its leaders are looked up again. */
export function failNode(context: ProducerContext, node: number): void {
  const lost = context.memory.requests.filter((request) => request.node === node);
  context.memory = { ...context.memory, requests: context.memory.requests.filter((request) => request.node !== node) };
  context.wantMetadata();
  // Last first: each goes to the front of its queue, so the oldest ends up first.
  for (const request of lost.reverse()) {
    if (request.purpose === 'metadata') {
      const { metadata, settings } = context.memory;
      context.metadata = metadataFailed(
        metadata,
        context.turn.now + backoff(context.turn, settings, metadata.failures),
      );
    } else if (request.purpose === 'initProducerId') {
      producerIdFailed(context);
    } else {
      for (const batch of request.batches) handleFailure(context, batch, { error: 'NETWORK_EXCEPTION', node });
    }
  }
}
