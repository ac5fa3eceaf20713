/** Vectors of the producer's partitioning: murmur2, the sticky partition, adaptive weights. */
import type { Json, VectorArea } from '../../vectorArea.ts';
import { murmur2, partitionForKey, toPositive, utf8 } from '../rules/murmur2.ts';
import {
  loadStatistics,
  nextPartition,
  stickTo,
  updatePartition,
  type Choice,
  type StickyState,
} from '../rules/stickyPartitioner.ts';
import { Fields } from './fields.ts';

/** Numbers of partitions for which a key's partition is told. */
const PARTITION_COUNTS_MAX = 1024;

function answerMurmur2(given: Json): Json {
  const input = Fields.of(given);
  const bytes = input.has('keyBytes') ? Uint8Array.from(input.integers('keyBytes')) : utf8(input.text('keyUtf8'));
  const hash = murmur2(bytes);
  const partitionByCount: Record<string, number> = {};
  for (let count = 1; count <= PARTITION_COUNTS_MAX; count += 1)
    partitionByCount[count] = partitionForKey(bytes, count);
  return { murmur2: hash, toPositive: toPositive(hash), partitionByCount };
}

/** Random numbers in order; without a list, 0, 1, 2, … */
function drawsOf(input: Fields): () => number {
  const given = input.has('randomDraws') ? input.integers('randomDraws') : null;
  let drawn = 0;
  return () => {
    const draw = given === null ? drawn : (given[drawn % given.length] as number);
    drawn += 1;
    return draw;
  };
}

function leaders(partitionCount: number, input: Fields): readonly number[] {
  const without = input.integers('withoutLeader', []);
  return Array.from({ length: partitionCount }, (_, partition) => partition).filter(
    (partition) => !without.includes(partition),
  );
}

function answerSticky(given: Json): Json {
  const input = Fields.of(given);
  const partitionCount = input.integer('partitions');
  const draw = drawsOf(input);
  const available = leaders(partitionCount, input);
  const choose = (): number => nextPartition({ draw: draw(), partitionCount, available, statistics: null });
  if (!input.has('appends')) return { partitions: input.integers('randomDraws').map(choose) };
  let state: StickyState = stickTo(choose());
  const partitionUsedForAppend: number[] = [];
  for (const append of input.objects('appends')) {
    partitionUsedForAppend.push(state.partition);
    state = updatePartition(state, {
      appendedBytes: append.integer('bytes'),
      stickyBatchBytes: input.integer('batch.size'),
      isBatchComplete: append.flag('enableSwitch', true),
      choose,
    });
  }
  return { partitionUsedForAppend };
}

function answerAdaptive(given: Json): Json {
  const input = Fields.of(given);
  const sizes = input.integers('queueSizes');
  const ids = input.integers(
    'partitionIds',
    sizes.map((_, partition) => partition),
  );
  const used = input.integer('length', sizes.length);
  const partitionCount = input.integer('partitions', sizes.length);
  const queues = ids.slice(0, used).map((partition, index) => ({ partition, length: sizes[index] as number }));
  const choice: Omit<Choice, 'draw'> = {
    partitionCount,
    available: leaders(partitionCount, input),
    statistics: loadStatistics({ queues, partitionCount }),
  };
  const draw = drawsOf(input);
  const partitions: number[] = [];
  let state = stickTo(nextPartition({ ...choice, draw: draw() }));
  while (partitions.length < input.integer('switches')) {
    partitions.push(state.partition);
    const before = state;
    while (state === before) {
      state = updatePartition(state, {
        appendedBytes: input.integer('bytesPerRecord', 1),
        stickyBatchBytes: input.integer('stickyBatchSize', 1),
        isBatchComplete: true,
        choose: () => nextPartition({ ...choice, draw: draw() }),
      });
    }
  }
  return { partitions };
}

export const murmur2Area: VectorArea = { answer: answerMurmur2, matching: 'covers' };
export const stickyArea: VectorArea = { answer: answerSticky, matching: 'exact' };
export const adaptiveArea: VectorArea = { answer: answerAdaptive, matching: 'exact' };
