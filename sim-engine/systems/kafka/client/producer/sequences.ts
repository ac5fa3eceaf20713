/**
 * Idempotence on the client: producer id, epochs and sequence numbers per partition.
 *
 * Models: the idempotent part of TransactionManager, with local epoch bumps (KIP-360) and unresolved sequences.
 * Leaves out: transactions; a producer epoch that runs out (32767).
 * Source: clients/.../producer/internals/{TransactionManager,TxnPartitionMap,TxnPartitionEntry}.java, Kafka 4.3.
 */
import { invariant } from '../../../../kernel/invariant.ts';
import type { ErrorName } from '../../protocol.ts';
import type { ProducerContext } from './context.ts';
import type { PartitionSequences, ProducerBatch } from './memory.ts';

/** Sequences count to 2^31 - 1 and begin again. */
const SEQUENCE_LIMIT = 2_147_483_648;

function nextSequence(sequence: number, count: number): number {
  return (sequence + count) % SEQUENCE_LIMIT;
}

/** No batch has been numbered under this id and epoch. */
export function freshSequences(producerId: number, producerEpoch: number): PartitionSequences {
  return { producerId, producerEpoch, next: 0, lastAcked: -1, unresolved: -1 };
}

function sequencesOf(context: ProducerContext, partition: number): PartitionSequences {
  const known = context.memory.sequences[context.indexOf(partition)];
  invariant(known !== undefined, 'an idempotent producer keeps sequences for each partition of its topic');
  return known;
}

function setSequences(context: ProducerContext, partition: number, change: Partial<PartitionSequences>): void {
  const sequences = context.memory.sequences.slice();
  const index = context.indexOf(partition);
  sequences[index] = { ...(sequences[index] as PartitionSequences), ...change };
  context.memory = { ...context.memory, sequences };
}

/** Batches of a partition that have a sequence and no outcome yet, on the wire or waiting for a retry, by sequence. */
function numberedBatches(context: ProducerContext, partition: number): readonly ProducerBatch[] {
  const { requests, queues } = context.memory;
  const numbered: ProducerBatch[] = [];
  for (const request of requests) {
    for (const batch of request.batches)
      if (batch.partition === partition && batch.baseSequence !== -1) numbered.push(batch);
  }
  for (const batch of queues[context.indexOf(partition)] ?? []) if (batch.baseSequence !== -1) numbered.push(batch);
  return numbered.sort((left, right) => left.baseSequence - right.baseSequence);
}

/** May this batch leave now without endangering the order of sequences? Always, without idempotence. */
export function mayDrain(context: ProducerContext, first: ProducerBatch): boolean {
  const { settings, producerId, producerEpoch } = context.memory;
  if (!settings.enableIdempotence) return true;
  if (producerId === -1) return false;
  if (first.baseSequence !== -1) return numberedBatches(context, first.partition)[0]?.id === first.id;
  const known = sequencesOf(context, first.partition);
  if (known.unresolved !== -1) return false;
  const stale = known.producerId !== producerId || known.producerEpoch !== producerEpoch;
  return !stale || numberedBatches(context, first.partition).length === 0;
}

/** Gives a batch its sequence when it is drained for the first time. */
export function numbered(context: ProducerContext, batch: ProducerBatch): ProducerBatch {
  const { settings, producerId, producerEpoch } = context.memory;
  if (!settings.enableIdempotence || batch.baseSequence !== -1) return batch;
  context.turn.rule('kafka.producer.sequence');
  const known = sequencesOf(context, batch.partition);
  const stale = known.producerId !== producerId || known.producerEpoch !== producerEpoch;
  const current = stale ? freshSequences(producerId, producerEpoch) : known;
  setSequences(context, batch.partition, { ...current, next: nextSequence(current.next, batch.records.length) });
  return { ...batch, producerId, producerEpoch, baseSequence: current.next };
}

/** A batch was acknowledged. */
export function sequenceAcknowledged(context: ProducerContext, batch: ProducerBatch): void {
  if (batch.baseSequence === -1) return;
  const last = nextSequence(batch.baseSequence, batch.records.length - 1);
  if (last > sequencesOf(context, batch.partition).lastAcked)
    setSequences(context, batch.partition, { lastAcked: last });
}

/** Is this batch the one that the broker expects next? */
function isNext(context: ProducerContext, batch: ProducerBatch): boolean {
  const { lastAcked } = sequencesOf(context, batch.partition);
  return batch.baseSequence === (lastAcked === -1 ? 0 : nextSequence(lastAcked, 1));
}

/**
 * What an idempotent producer makes of an error about sequences or epochs: `retry` because an earlier batch is still
 * outstanding, `renumber` because there is a real gap (a new epoch, sequences from 0), `other` for every other error.
 */
export function judgeSequenceError(
  context: ProducerContext,
  batch: ProducerBatch,
  error: ErrorName,
): 'retry' | 'renumber' | 'other' {
  if (batch.baseSequence === -1) return 'other';
  const known = sequencesOf(context, batch.partition);
  // Numbered again while it was on the wire: the error is about the old number.
  const renumbered = batch.producerEpoch !== batch.sentEpoch;
  if (error === 'OUT_OF_ORDER_SEQUENCE_NUMBER') {
    if (known.unresolved === -1) return renumbered || !isNext(context, batch) ? 'retry' : 'renumber';
    return batch.baseSequence === known.unresolved ? 'renumber' : 'retry';
  }
  if (error === 'INVALID_PRODUCER_EPOCH') return renumbered ? 'retry' : 'renumber';
  return 'other';
}

/**
 * A batch with a sequence was given up. When its fate is unknown nothing new leaves for the partition until the others have
 * come back; when it was refused for good the gap is closed by a new epoch.
 */
export function sequenceGivenUp(context: ProducerContext, batch: ProducerBatch, unknown: boolean): void {
  if (batch.baseSequence === -1) return;
  if (!unknown) {
    bumpEpoch(context, batch.partition);
    return;
  }
  const after = nextSequence(batch.baseSequence, batch.records.length);
  const { unresolved } = sequencesOf(context, batch.partition);
  setSequences(context, batch.partition, { unresolved: Math.max(unresolved, after) });
}

/** Finds out which unresolved partitions have a gap, once nothing numbered is outstanding for them. */
export function resolveSequences(context: ProducerContext): void {
  context.memory.sequences.forEach((known, index) => {
    if (known.unresolved === -1) return;
    const partition = context.world.partitions[index] as number;
    if (numberedBatches(context, partition).length > 0) return;
    const expected = known.lastAcked === -1 ? 0 : nextSequence(known.lastAcked, 1);
    if (expected === known.next) setSequences(context, partition, { unresolved: -1 });
    else bumpEpoch(context, partition);
  });
}

/**
 * Moves to the next producer epoch, locally (KIP-360): the partition's outstanding batches are numbered again from 0. Other
 * partitions follow when they have nothing outstanding under the old epoch.
 */
export function bumpEpoch(context: ProducerContext, partition: number): void {
  const { producerId } = context.memory;
  const producerEpoch = context.memory.producerEpoch + 1;
  context.turn.rule('kafka.producer.bump-epoch');
  context.turn.milestone('fenced', 'kafka.producer.bumped-epoch', {
    producer: context.name,
    partition: context.label(partition),
    epoch: producerEpoch,
  });
  context.memory = { ...context.memory, producerEpoch };
  let next = 0;
  const renumbered = new Map<number, ProducerBatch>();
  for (const batch of numberedBatches(context, partition)) {
    renumbered.set(batch.id, { ...batch, producerId, producerEpoch, baseSequence: next });
    next = nextSequence(next, batch.records.length);
  }
  setSequences(context, partition, { producerId, producerEpoch, next, lastAcked: -1, unresolved: -1 });
  if (renumbered.size === 0) return;
  const replace = (batch: ProducerBatch): ProducerBatch => renumbered.get(batch.id) ?? batch;
  context.memory = {
    ...context.memory,
    queues: context.memory.queues.map((queue) => queue.map(replace)),
    requests: context.memory.requests.map((request) => ({ ...request, batches: request.batches.map(replace) })),
  };
}
