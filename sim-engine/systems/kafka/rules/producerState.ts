/**
 * What a leader remembers of an idempotent producer, and whether it takes its next batch.
 *
 * Models: producer epochs, sequence numbers with their wrap, the last five batches. Leaves out: transactions, expiry of idle producers.
 * Faults that reach it: lost responses (the producer repeats a batch), leader changes and truncation (the state follows the log).
 * Source: storage/src/main/java/org/apache/kafka/storage/internals/log/ProducerAppendInfo.java, ProducerStateEntry.java, Kafka 4.3.
 */

/** Batches remembered per producer (ProducerStateEntry.NUM_BATCHES_TO_RETAIN). */
export const CACHED_BATCHES_MAX = 5;

const SEQUENCE_MAX = 2_147_483_647;

export interface CachedBatch {
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly baseOffset: number;
  readonly lastOffset: number;
}

export interface ProducerEntry {
  readonly producerEpoch: number;
  /** Oldest first, at most five. */
  readonly batches: readonly CachedBatch[];
}

/** What a batch says about itself. */
export interface SequencedBatch {
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly recordCount: number;
}

export type SequenceCheck =
  | { readonly kind: 'accept' }
  | { readonly kind: 'duplicate'; readonly baseOffset: number; readonly lastOffset: number }
  | { readonly kind: 'error'; readonly error: 'INVALID_PRODUCER_EPOCH' | 'OUT_OF_ORDER_SEQUENCE_NUMBER' };

/** The sequence number `count` after `sequence`; 0 follows 2147483647. */
export function advanceSequence(sequence: number, count: number): number {
  const left = SEQUENCE_MAX - sequence;
  return count <= left ? sequence + count : count - left - 1;
}

/** Sequence of a batch's last record. */
export function lastSequenceOf(batch: SequencedBatch): number {
  return advanceSequence(batch.baseSequence, batch.recordCount - 1);
}

/**
 * Name: check a sequence number
 * Who: the leader, before it appends a batch with a producer id
 * Means: a batch that is already in the log is answered with its first offset; any other must follow the last one without a gap
 * Enabled when: the producer's epoch is not older than the known one
 * Changes: nothing
 *
 * @param entry - undefined: nothing is known of the producer, and any sequence is taken (until Kafka 4.5)
 */
export function checkSequence(entry: ProducerEntry | undefined, batch: SequencedBatch): SequenceCheck {
  if (entry === undefined) return { kind: 'accept' };
  const duplicate = cachedDuplicate(entry, batch);
  if (duplicate !== undefined) {
    return { kind: 'duplicate', baseOffset: duplicate.baseOffset, lastOffset: duplicate.lastOffset };
  }
  if (batch.producerEpoch < entry.producerEpoch) return { kind: 'error', error: 'INVALID_PRODUCER_EPOCH' };
  const last = entry.batches[entry.batches.length - 1];
  const fresh = batch.producerEpoch > entry.producerEpoch || last === undefined;
  const expected = fresh ? 0 : advanceSequence(last.lastSequence, 1);
  return batch.baseSequence === expected
    ? { kind: 'accept' }
    : { kind: 'error', error: 'OUT_OF_ORDER_SEQUENCE_NUMBER' };
}

function cachedDuplicate(entry: ProducerEntry, batch: SequencedBatch): CachedBatch | undefined {
  if (batch.producerEpoch !== entry.producerEpoch) return undefined;
  const lastSequence = lastSequenceOf(batch);
  return entry.batches.find(
    (cached) => cached.firstSequence === batch.baseSequence && cached.lastSequence === lastSequence,
  );
}

/** The entry after an append: a newer epoch forgets the batches of the older one. */
export function noteBatch(entry: ProducerEntry | undefined, batch: SequencedBatch, baseOffset: number): ProducerEntry {
  const kept = entry !== undefined && entry.producerEpoch === batch.producerEpoch ? entry.batches : [];
  const added: CachedBatch = {
    firstSequence: batch.baseSequence,
    lastSequence: lastSequenceOf(batch),
    baseOffset,
    lastOffset: baseOffset + batch.recordCount - 1,
  };
  return { producerEpoch: batch.producerEpoch, batches: [...kept, added].slice(-CACHED_BATCHES_MAX) };
}
