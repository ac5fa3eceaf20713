/**
 * RecordAccumulator: records become batches, one queue of batches per partition.
 * Source: clients/src/main/java/org/apache/kafka/clients/producer/internals/RecordAccumulator.java, Kafka 4.3.
 */
import { NEVER, SECOND, type Micros } from '../../../../kernel/time.ts';
import type { KafkaRecord } from '../../log.ts';
import { leaderOf } from '../clientMetadata.ts';
import type { ProducerContext } from './context.ts';
import type { ProducerBatch } from './memory.ts';
import { giveUpBatch, valuesOf } from './outcomes.ts';
import { mayDrain } from './sequences.ts';
import { batchAfter } from './states.ts';
import { leaveSticky, partitionForRecord } from './partitioning.ts';

/** Header of a batch, magic 2 (DefaultRecordBatch.RECORD_BATCH_OVERHEAD). */
const BATCH_OVERHEAD_BYTES = 61;

/** Chooses the record's partition: the explicit one, or by key, or the sticky one. Returns its dense number. */
export function choosePartition(context: ProducerContext, record: KafkaRecord): number {
  const index = partitionForRecord(context, record);
  return context.world.partitions[index] as number;
}

/** Adds a record to the open batch of its partition, or opens a new one. */
export function addToBatch(context: ProducerContext, record: KafkaRecord, partition: number, bytes: number): void {
  const index = context.indexOf(partition);
  const queue = context.memory.queues[index] as readonly ProducerBatch[];
  const last = queue[queue.length - 1];
  const fits = last !== undefined && last.attempts === 0 && last.bytes + bytes <= context.memory.settings.batchSize;
  const batch = fits ? grown(last, record, bytes) : opened(context, record, partition, bytes);
  context.setQueue(index, fits ? [...queue.slice(0, -1), batch] : [...queue, batch]);
  leaveSticky(context, record, { bytes: fits ? bytes : batch.bytes, isBatchComplete: isFull(context, batch) });
  context.turn.note('kafka.producer.queued', {
    producer: context.name,
    value: record.value,
    partition: context.label(partition),
    count: batch.records.length,
  });
}

function grown(batch: ProducerBatch, record: KafkaRecord, bytes: number): ProducerBatch {
  return { ...batch, records: [...batch.records, record], bytes: batch.bytes + bytes };
}

function opened(context: ProducerContext, record: KafkaRecord, partition: number, bytes: number): ProducerBatch {
  const id = context.memory.batchId + 1;
  context.memory = { ...context.memory, batchId: id };
  return {
    id,
    state: 'accumulating',
    partition,
    records: [record],
    bytes: BATCH_OVERHEAD_BYTES + bytes,
    createdAt: context.turn.now,
    attempts: 0,
    notBefore: 0,
    leaderEpoch: -1,
    maybeWritten: false,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
    sentEpoch: -1,
  };
}

function isFull(context: ProducerContext, batch: ProducerBatch): boolean {
  return batch.bytes >= context.memory.settings.batchSize;
}

/** When a queue's first batch may be sent, as far as time goes: after `linger.ms`, at once when full, or after its backoff. */
export function sendableAt(context: ProducerContext, queue: readonly ProducerBatch[]): Micros {
  const first = queue[0];
  if (first === undefined) return NEVER;
  if (first.attempts > 0) return isBackingOff(context, first) ? first.notBefore : 0;
  if (queue.length > 1 || isFull(context, first)) return 0;
  return first.createdAt + context.memory.settings.lingerMicros;
}

/** A retry waits for its backoff, unless the partition has got a new leader meanwhile (KIP-951). */
function isBackingOff(context: ProducerContext, batch: ProducerBatch): boolean {
  if (batch.notBefore <= context.turn.now) return false;
  return leaderOf(context.memory.metadata, batch.partition).leaderEpoch <= batch.leaderEpoch;
}

/** May the first batch of a queue go into a request that is about to leave anyway? */
export function isDrainable(context: ProducerContext, queue: readonly ProducerBatch[]): boolean {
  const first = queue[0];
  return (
    first !== undefined &&
    !isBackingOff(context, first) &&
    !isMuted(context, first.partition) &&
    mayDrain(context, first)
  );
}

/** With `max.in.flight.requests.per.connection=1` a partition has at most one batch in flight: that keeps the order. */
function isMuted(context: ProducerContext, partition: number): boolean {
  const { settings, requests } = context.memory;
  if (settings.maxInFlightRequestsPerConnection !== 1) return false;
  return requests.some((request) => request.batches.some((batch) => batch.partition === partition));
}

/** Puts a batch that must be sent again back into its queue: in front, or with idempotence in the order of sequences. */
export function requeue(context: ProducerContext, batch: ProducerBatch): void {
  const index = context.indexOf(batch.partition);
  const queue = context.memory.queues[index] as readonly ProducerBatch[];
  let place = 0;
  if (batch.baseSequence !== -1) {
    while (place < queue.length && precedes(queue[place] as ProducerBatch, batch)) place += 1;
  }
  context.setQueue(index, [...queue.slice(0, place), batch, ...queue.slice(place)]);
}

function precedes(queued: ProducerBatch, batch: ProducerBatch): boolean {
  return queued.baseSequence !== -1 && queued.baseSequence < batch.baseSequence;
}

/** Gives up queued batches that were opened by `deadline`. Returns those that had been sent before. */
export function expireQueued(context: ProducerContext, deadline: Micros): readonly ProducerBatch[] {
  const expired: ProducerBatch[] = [];
  context.memory.queues.forEach((queue, index) => {
    if (!queue.some((batch) => batch.createdAt <= deadline)) return;
    for (const batch of queue) if (batch.createdAt <= deadline) expired.push(batch);
    context.setQueue(
      index,
      queue.filter((batch) => batch.createdAt > deadline),
    );
  });
  for (const batch of expired) expireBatch(context, batch);
  return expired.filter((batch) => batch.baseSequence !== -1);
}

/**
 * Name: delivery.timeout.ms
 * Who: producer
 * Means: the application gets an answer in bounded time, even if it is "nobody knows"
 * Enabled when: delivery.timeout.ms has passed since the batch was opened
 * Changes: the batch is given up, wherever it is
 */
export function expireBatch(context: ProducerContext, batch: ProducerBatch): void {
  const expired = batchAfter(context, batch, 'deliveryTimeout');
  const unknown = expired.state === 'unknown';
  context.turn.rule('kafka.producer.delivery-timeout');
  context.turn.milestone('timeout', unknown ? 'kafka.producer.expired-unknown' : 'kafka.producer.expired-unsent', {
    producer: context.name,
    values: valuesOf(batch),
    partition: context.label(batch.partition),
    seconds: Math.floor(context.memory.settings.deliveryTimeoutMicros / SECOND),
  });
  giveUpBatch(context, expired, 'TIMEOUT');
}

/** The first batch of a queue waits for something else than time: a leader, or room for a request. */
export function markDue(context: ProducerContext, index: number): void {
  const queue = context.memory.queues[index] as readonly ProducerBatch[];
  const [first] = queue;
  if (first?.state !== 'accumulating') return;
  context.setQueue(index, [batchAfter(context, first, 'due'), ...queue.slice(1)]);
}
