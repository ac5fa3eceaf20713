/** Vectors of one replica's log: appends, leader epochs, high watermark, truncation, reads, and idempotent producers. */
import { UnsupportedVector, type Json, type VectorArea } from '../../vectorArea.ts';
import { checkProducer } from '../broker/producers.ts';
import {
  appendAsLeader,
  endOf,
  newLog,
  readFrom,
  truncateTo,
  type Batch,
  type NewBatch,
  type ReplicaLog,
} from '../log.ts';
import { advanceLogStart, followerAppend } from '../rules/followerAppend.ts';
import {
  assignEpoch,
  endOffsetForEpoch,
  truncateFromEnd,
  truncateFromStart,
  type EpochCache,
} from '../rules/leaderEpochCache.ts';
import { noteBatch, type ProducerEntry } from '../rules/producerState.ts';
import { epochPairs } from './epochs.ts';
import { Fields, playSteps } from './fields.ts';

interface Replica {
  readonly log: ReplicaLog;
  readonly epochs: EpochCache;
  readonly highWatermark: number;
}

const EMPTY: Replica = { log: newLog(), epochs: [], highWatermark: 0 };

const RECORD_BYTES = 71;

type Played = readonly [Replica, Record<string, Json>];

/** A step's answer begins with what it did and ends with where the log stands. */
function told([replica, did]: Played): readonly [Replica, Json] {
  const { log, highWatermark } = replica;
  const standing = {
    epochs: epochPairs(replica.epochs),
    logStartOffset: log.startOffset,
    logEndOffset: log.endOffset,
    highWatermark,
    // Without transactions nothing holds the last stable offset back.
    lastStableOffset: highWatermark,
  };
  return [replica, { ...did, ...standing }];
}

function newBatch(step: Fields): NewBatch {
  if (step.flag('transactional', false)) throw new UnsupportedVector('transactions');
  return {
    records: Array.from({ length: step.integer('count') }, (_, index) => ({ key: null, value: `v${index}` })),
    bytes: RECORD_BYTES * step.integer('count'),
    producerId: step.integer('producerId', -1),
    producerEpoch: step.integer('producerEpoch', -1),
    baseSequence: step.integer('baseSequence', -1),
  };
}

/** What the log says about a producer. */
function entryOf(log: ReplicaLog, producerId: number): ProducerEntry | undefined {
  let entry: ProducerEntry | undefined;
  for (const batch of log.batches.toArray()) {
    if (batch.producerId !== producerId) continue;
    const { producerEpoch, baseSequence, records } = batch;
    entry = noteBatch(entry, { producerEpoch, baseSequence, recordCount: records.length }, batch.baseOffset);
  }
  return entry;
}

function producerJson(log: ReplicaLog, producerId: number): Record<string, Json> {
  const entry = entryOf(log, producerId);
  if (producerId === -1 || entry === undefined) return {};
  const batches = entry.batches.map((batch) => [batch.firstSequence, batch.lastSequence, batch.baseOffset]);
  const producer = { epoch: entry.producerEpoch, coordinatorEpoch: -1, currentTxnFirstOffset: null };
  return { producer: { ...producer, 'cachedBatches[firstSeq,lastSeq,firstOffset]': batches } };
}

function produce(replica: Replica, step: Fields): Played {
  const { log } = replica;
  const batch = newBatch(step);
  const check = checkProducer(log, batch);
  if (check.kind === 'error') return [replica, { result: check.error, ...producerJson(log, batch.producerId) }];
  if (check.kind === 'duplicate') {
    const { baseOffset, lastOffset } = check;
    return [replica, { result: 'DUPLICATE', baseOffset, lastOffset, ...producerJson(log, batch.producerId) }];
  }
  const leaderEpoch = step.integer('leaderEpoch', 0);
  const grown = appendAsLeader(log, batch, leaderEpoch);
  const epochs = assignEpoch(replica.epochs, { epoch: leaderEpoch, startOffset: log.endOffset });
  const did = { result: 'APPENDED', baseOffset: log.endOffset, lastOffset: grown.endOffset - 1 };
  return [
    { ...replica, log: grown, epochs },
    { ...did, ...producerJson(grown, batch.producerId) },
  ];
}

const FOLLOWER_RESULTS = {
  appended: 'APPENDED',
  skipped: 'SKIPPED',
  unexpectedOffset: 'UNKNOWN_SERVER_ERROR(UnexpectedAppendOffsetException):UnexpectedAppendOffsetException',
} as const;

function appendFetched(replica: Replica, step: Fields): Played {
  const batch: Batch = {
    ...newBatch(step),
    baseOffset: step.integer('baseOffset'),
    leaderEpoch: step.integer('batchLeaderEpoch', 0),
  };
  const replicaLeaderEpoch = step.integer('replicaLeaderEpoch', batch.leaderEpoch);
  const append = followerAppend(replica.log, { batches: [batch], replicaLeaderEpoch });
  let { epochs } = replica;
  for (const { leaderEpoch, baseOffset } of append.batches) {
    epochs = assignEpoch(epochs, { epoch: leaderEpoch, startOffset: baseOffset });
  }
  return [{ ...replica, log: append.log, epochs }, { result: FOLLOWER_RESULTS[append.kind] }];
}

function truncate(replica: Replica, step: Fields): Played {
  const log = truncateTo(replica.log, step.integer('offset'));
  const epochs = truncateFromEnd(replica.epochs, step.integer('offset'));
  const highWatermark = Math.min(replica.highWatermark, log.endOffset);
  return [{ log, epochs, highWatermark }, { result: log === replica.log ? 'NOT_TRUNCATED' : 'TRUNCATED' }];
}

function readEnd(replica: Replica, step: Fields): number {
  const isolation = step.choice('isolation', ['LOG_END', 'HIGH_WATERMARK', 'TXN_COMMITTED'], 'LOG_END');
  return isolation === 'LOG_END' ? replica.log.endOffset : replica.highWatermark;
}

function fetch(replica: Replica, step: Fields): Played {
  const { log } = replica;
  const offset = step.integer('offset');
  if (offset < log.startOffset || offset > log.endOffset) return [replica, { result: 'OFFSET_OUT_OF_RANGE' }];
  const found = readFrom(log, { offset, end: readEnd(replica, step), batchesMax: log.batches.length });
  const batches = found.map((batch) => {
    const { producerId } = batch;
    return { base: batch.baseOffset, last: endOf(batch) - 1, producerId, txn: false, control: false };
  });
  return [replica, { result: 'OK', batches }];
}

function deleteRecords(replica: Replica, step: Fields): Played {
  const { highWatermark } = replica;
  const { log, error } = advanceLogStart(replica.log, { startOffset: step.integer('beforeOffset'), highWatermark });
  if (error !== 'NONE') return [replica, { result: error }];
  const moved = log !== replica.log;
  const epochs = moved ? truncateFromStart(replica.epochs, log.startOffset) : replica.epochs;
  return [{ log, epochs, highWatermark }, { result: moved ? 'MOVED' : 'NOT_MOVED' }];
}

function playLog(replica: Replica, step: Fields): Played {
  const { log } = replica;
  const op = step.text('op');
  switch (op) {
    case 'becomeLeader': {
      const entry = { epoch: step.integer('leaderEpoch'), startOffset: log.endOffset };
      return [{ ...replica, epochs: assignEpoch(replica.epochs, entry) }, { result: 'OK' }];
    }
    case 'produce':
      return produce(replica, step);
    case 'appendAsFollower':
      return appendFetched(replica, step);
    case 'setHighWatermark': {
      const highWatermark = Math.max(log.startOffset, Math.min(step.integer('to'), log.endOffset));
      return [{ ...replica, highWatermark }, { result: 'OK' }];
    }
    case 'truncateTo':
      return truncate(replica, step);
    case 'fetch':
      return fetch(replica, step);
    case 'deleteRecords':
      return deleteRecords(replica, step);
    case 'endOffsetForEpoch': {
      const end = endOffsetForEpoch(replica.epochs, step.integer('epoch'), log.endOffset);
      return [replica, { result: 'OK', epoch: end.epoch, endOffset: end.endOffset }];
    }
    case 'advanceClock':
      return [replica, {}];
    default:
      throw new UnsupportedVector(`the operation ${op} on a log`);
  }
}

function answerLog(input: Json): Json {
  return playSteps(Fields.of(input), EMPTY, (replica, step) => told(playLog(replica, step)));
}

/** A step tells more about the log than a vector asks. */
export const logArea: VectorArea = { answer: answerLog, matching: 'covers' };
