/**
 * Which partition records without a key go to: one at a time, switched by bytes and not by time, weighted by queue lengths.
 *
 * Models: the sticky partition, the switch at batch.size and at twice of it, adaptive weights (KIP-480, KIP-794).
 * Leaves out: rack awareness (KIP-1123). Faults that reach it: leaderless partitions, and slow brokers, whose queues grow.
 * Source: clients/src/main/java/org/apache/kafka/clients/producer/internals/BuiltInPartitioner.java, Kafka 4.3.
 */
import { invariant } from '../../../kernel/invariant.ts';

export interface StickyState {
  /** Partition that records without a key go to now. */
  readonly partition: number;
  /** Bytes appended to it since it was chosen. */
  readonly producedBytes: number;
}

/** Partitions that may be chosen, with running sums of their weights: the shorter the queue, the likelier. */
export interface LoadStatistics {
  readonly partitions: readonly number[];
  readonly cumulativeWeights: readonly number[];
}

/**
 * Name: weigh partitions by their queues
 * Who: the producer's sender, when it looks which batches are ready
 * Means: a partition whose batches wait gets fewer new records; weight = longest queue + 1 − own queue
 * Enabled when: adaptive partitioning is on, the topic has two partitions or more, and queues differ or partitions were left out
 * Changes: the weights of the next switches; null: all are equally likely
 *
 * @param options - `queues`: ready batches per partition that may be chosen; `partitionCount`: of the topic
 */
export function loadStatistics(options: {
  readonly queues: readonly { readonly partition: number; readonly length: number }[];
  readonly partitionCount: number;
}): LoadStatistics | null {
  const { queues } = options;
  if (queues.length < 1 || options.partitionCount < 2) return null;
  const longest = queues.reduce((length, queue) => Math.max(length, queue.length), 0);
  const allEqual = queues.every((queue) => queue.length === longest);
  if (allEqual && queues.length === options.partitionCount) return null;
  const cumulativeWeights: number[] = [];
  let sum = 0;
  for (const queue of queues) {
    sum += longest + 1 - queue.length;
    cumulativeWeights.push(sum);
  }
  return { partitions: queues.map((queue) => queue.partition), cumulativeWeights };
}

export interface Choice {
  /** A random integer of zero or more; its remainder decides. */
  readonly draw: number;
  readonly partitionCount: number;
  /** Partitions that have a leader, ascending. */
  readonly available: readonly number[];
  readonly statistics: LoadStatistics | null;
}

/**
 * Name: choose the next sticky partition
 * Who: the producer
 * Means: by weight if there are statistics; otherwise evenly over the partitions that have a leader, or over all if none has
 * Enabled when: there is no sticky partition yet, or enough was appended to it
 * Changes: nothing
 */
export function nextPartition(choice: Choice): number {
  const { available, draw, partitionCount, statistics } = choice;
  invariant(draw >= 0 && partitionCount > 0, 'a draw is zero or more, and a topic has at least one partition');
  if (statistics !== null) {
    const total = statistics.cumulativeWeights[statistics.cumulativeWeights.length - 1] as number;
    const point = draw % total;
    const index = statistics.cumulativeWeights.findIndex((sum) => sum > point);
    return statistics.partitions[index] as number;
  }
  if (available.length > 0) return available[draw % available.length] as number;
  return draw % partitionCount;
}

/** A newly chosen sticky partition. */
export function stickTo(partition: number): StickyState {
  return { partition, producedBytes: 0 };
}

/**
 * Name: leave the sticky partition
 * Who: the producer, after an append without a key
 * Means: a partition gets batch.size bytes per turn, however fast its broker is; the turn is prolonged, up to twice as much, so that a
 *   batch is not cut short
 * Enabled when: batch.size bytes were appended and the batch is complete, or twice batch.size
 * Changes: the count of bytes, or the partition
 *
 * @param options - `isBatchComplete`: switching now would not leave a half-filled batch; `choose`: called only on a switch
 */
export function updatePartition(
  state: StickyState,
  options: {
    readonly appendedBytes: number;
    readonly stickyBatchBytes: number;
    readonly isBatchComplete: boolean;
    readonly choose: () => number;
  },
): StickyState {
  const producedBytes = state.producedBytes + options.appendedBytes;
  const enough = producedBytes >= options.stickyBatchBytes && options.isBatchComplete;
  if (enough || producedBytes >= 2 * options.stickyBatchBytes) return stickTo(options.choose());
  return { partition: state.partition, producedBytes };
}
