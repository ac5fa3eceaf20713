/** What a producer process holds in memory, and the one file that its application keeps. */
import type { Submission } from '../../../../apps/submissions.ts';
import type { Micros } from '../../../../kernel/time.ts';
import type { KafkaRecord } from '../../log.ts';
import type { ProducerSettings } from '../../settings.ts';
import type { StickyState } from '../../rules/stickyPartitioner.ts';
import type { ProducerBatchState } from '../../charts/producerBatch.ts';
import type { ClientMetadata } from '../clientMetadata.ts';

/** A batch on its way: in the accumulator, or inside a request that waits for its answer. */
export interface ProducerBatch {
  /** Running number in this process. */
  readonly id: number;
  /** State of the chart `producerBatch`. */
  readonly state: ProducerBatchState;
  /** Dense partition number. */
  readonly partition: number;
  readonly records: readonly KafkaRecord[];
  readonly bytes: number;
  readonly createdAt: Micros;
  /** How often it was put into a request and came back. */
  readonly attempts: number;
  /** A retry waits until this time … */
  readonly notBefore: Micros;
  /** … unless the partition has a leader of a newer epoch than this one. */
  readonly leaderEpoch: number;
  /** An earlier attempt may have reached a log. */
  readonly maybeWritten: boolean;
  readonly producerId: number;
  readonly producerEpoch: number;
  /** -1: no sequence number yet. */
  readonly baseSequence: number;
  /** Producer epoch it last left with; another one than `producerEpoch`: it was numbered again while it was on the wire. */
  readonly sentEpoch: number;
}

/** A request that waits for its answer. */
export interface ProducerRequest {
  readonly purpose: 'metadata' | 'initProducerId' | 'produce';
  readonly correlation: number;
  readonly node: number;
  readonly sentAt: Micros;
  /** Batches of a produce request that have not expired meanwhile. */
  readonly batches: readonly ProducerBatch[];
}

/** `send()` that cannot return yet, because metadata is missing. */
export interface BlockedSend {
  readonly record: KafkaRecord;
  readonly since: Micros;
  /** Does the application go on with its schedule after this one? A command's record is extra. */
  readonly scheduled: boolean;
}

/** Sequence numbers of one partition (TransactionManager's TxnPartitionEntry). */
export interface PartitionSequences {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly next: number;
  /** Last sequence that was acknowledged; -1: none under this epoch. */
  readonly lastAcked: number;
  /**
   * A batch was given up whose fate is unknown: the sequence after it. No new batch leaves until it is clear whether there is
   * a gap. -1: none was.
   */
  readonly unresolved: number;
}

export interface ProducerMemory {
  readonly settings: ProducerSettings;
  /** Last request number used. */
  readonly correlation: number;
  /** Last batch number used. */
  readonly batchId: number;
  readonly metadata: ClientMetadata;
  /** Sends that wait, first in first out; the application itself has at most one. */
  readonly blocked: readonly BlockedSend[];
  /** RecordAccumulator: batches by index of the partition in its topic, oldest first. */
  readonly queues: readonly (readonly ProducerBatch[])[];
  /** In the order they were sent. */
  readonly requests: readonly ProducerRequest[];
  readonly sticky: StickyState | null;
  /** -1: idempotence is off, or no id has been given yet. */
  readonly producerId: number;
  readonly producerEpoch: number;
  /** Do not ask for a producer id before this time. */
  readonly producerIdNotBefore: Micros;
  readonly producerIdFailures: number;
  readonly sequences: readonly PartitionSequences[];
  /** Services of the same process that wait to hear what became of a value, in the order in which they asked. Absent: none. */
  readonly submissions?: readonly (Submission & { readonly value: string })[];
  /** When the timer `sender` is armed for. */
  readonly wakeAt: Micros;
  /** When the timer `timeouts` is armed for: no request and no batch is too late before that. */
  readonly timeoutAt: Micros;
}

/** What the application remembers on disk: how far it has come. */
export interface ApplicationProgress {
  /** Records of its schedule that it has sent. */
  readonly sent: number;
  /** Records per label: the next one gets the next number. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** The application's file. */
export const PROGRESS_FILE = 0;
