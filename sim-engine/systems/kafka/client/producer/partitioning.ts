/** Which partition a record goes to: the explicit one, by key, or the sticky one (rules/murmur2.ts, rules/stickyPartitioner.ts). */
import type { KafkaRecord } from '../../log.ts';
import { partitionForKey, utf8 } from '../../rules/murmur2.ts';
import { loadStatistics, nextPartition, stickTo, updatePartition } from '../../rules/stickyPartitioner.ts';
import type { ProducerContext } from './context.ts';

function isSticky(context: ProducerContext, record: KafkaRecord): boolean {
  if (context.world.spec.partition !== undefined) return false;
  return record.key === null || context.memory.settings.partitionerIgnoreKeys;
}

/** Index of the record's partition in its topic. */
export function partitionForRecord(context: ProducerContext, record: KafkaRecord): number {
  const { spec, partitions } = context.world;
  if (spec.partition !== undefined) return spec.partition;
  if (!isSticky(context, record)) {
    context.turn.rule('kafka.producer.partition-by-key');
    return partitionForKey(utf8(record.key ?? ''), partitions.length);
  }
  context.turn.rule('kafka.producer.partition-sticky');
  if (context.memory.sticky === null) {
    context.memory = { ...context.memory, sticky: stickTo(chooseSticky(context)) };
  }
  return context.memory.sticky?.partition ?? 0;
}

/** After an append the sticky partition may change. */
export function leaveSticky(
  context: ProducerContext,
  record: KafkaRecord,
  appended: { readonly bytes: number; readonly isBatchComplete: boolean },
): void {
  const { sticky, settings } = context.memory;
  if (sticky === null || !isSticky(context, record)) return;
  const next = updatePartition(sticky, {
    appendedBytes: appended.bytes,
    stickyBatchBytes: settings.batchSize,
    isBatchComplete: appended.isBatchComplete,
    choose: () => chooseSticky(context),
  });
  context.memory = { ...context.memory, sticky: next };
}

function chooseSticky(context: ProducerContext): number {
  const { partitions } = context.world;
  const { queues, settings } = context.memory;
  const partitionCount = partitions.length;
  const available: number[] = [];
  partitions.forEach((partition, index) => {
    if (context.leader(partition) !== -1) available.push(index);
  });
  const statistics = settings.partitionerAdaptivePartitioningEnable
    ? loadStatistics({
        queues: available.map((partition) => ({ partition, length: queues[partition]?.length ?? 0 })),
        partitionCount,
      })
    : null;
  const total = statistics?.cumulativeWeights.at(-1) ?? (available.length > 0 ? available.length : partitionCount);
  return nextPartition({ draw: context.turn.choose(total), partitionCount, available, statistics });
}
