/** What the log says about an idempotent producer: derived from its last batches, so it follows every truncation by itself. */
import type { Batch, NewBatch, ReplicaLog } from '../log.ts';
import {
  CACHED_BATCHES_MAX,
  checkSequence,
  lastSequenceOf,
  type ProducerEntry,
  type SequenceCheck,
} from '../rules/producerState.ts';

function sequenced(batch: NewBatch): { producerEpoch: number; baseSequence: number; recordCount: number } {
  return { producerEpoch: batch.producerEpoch, baseSequence: batch.baseSequence, recordCount: batch.records.length };
}

/** The last batches of one producer under its latest epoch. */
function entryOf(log: ReplicaLog, producerId: number): ProducerEntry | undefined {
  const found: Batch[] = [];
  for (let index = log.batches.length - 1; index >= 0 && found.length < CACHED_BATCHES_MAX; index -= 1) {
    const batch = log.batches.at(index);
    if (batch.producerId !== producerId) continue;
    if (found.length > 0 && batch.producerEpoch !== found[0]?.producerEpoch) break;
    found.push(batch);
  }
  const [latest] = found;
  if (latest === undefined) return undefined;
  return {
    producerEpoch: latest.producerEpoch,
    batches: found.reverse().map((batch) => ({
      firstSequence: batch.baseSequence,
      lastSequence: lastSequenceOf(sequenced(batch)),
      baseOffset: batch.baseOffset,
      lastOffset: batch.baseOffset + batch.records.length - 1,
    })),
  };
}

/** May this batch be appended, or is it in the log already? Batches without a producer id always may. */
export function checkProducer(log: ReplicaLog, batch: NewBatch): SequenceCheck {
  if (batch.producerId === -1) return { kind: 'accept' };
  return checkSequence(entryOf(log, batch.producerId), sequenced(batch));
}
