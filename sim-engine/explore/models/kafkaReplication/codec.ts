/**
 * A state in a few 32-bit words, and back. The layout follows from the parameters: each number gets as many bits as its
 * largest value needs. Every state of one search has as many words, so absent records and requests are zeros.
 */
import { invariant } from '../../../kernel/invariant.ts';
import { BitFields, bitsFor } from '../../bitFields.ts';
import type { StateCodec } from '../../waiting.ts';
import type { Parameters } from './parameters.ts';
import { NO_REPLICA } from './replicaSet.ts';
import {
  NO_EPOCH,
  replicaState,
  type LeaderAndIsr,
  type LogRecord,
  type ReplicaState,
  type ReplicationState,
} from './state.ts';

/** More words than these are not worth packing: the state itself is hardly larger. */
const WORDS_MAX = 8;

/** Widths of the fields, in the order in which they are written. */
function widths({ replicas, logSize, maxRecords, maxLeaderEpoch }: Parameters): readonly number[] {
  // Leaders and epochs are written as one more than they are, so that none is 0.
  const role = [bitsFor(replicas), replicas];
  const epoch = bitsFor(maxLeaderEpoch + 1);
  const offset = bitsFor(logSize);
  const record = [bitsFor(maxRecords - 1), bitsFor(maxLeaderEpoch)];
  const replica = [...role, epoch, offset, offset, ...repeated(record, logSize)];
  const requests = [epoch, ...repeated(role, maxLeaderEpoch + 1)];
  return [...repeated(replica, replicas), bitsFor(maxRecords), ...role, ...requests];
}

function repeated(fields: readonly number[], times: number): readonly number[] {
  return Array.from({ length: times }, () => fields).flat();
}

/** Says why states of these parameters cannot be packed, and what can be done; null when they can. */
export function packingFault(parameters: Parameters): string | null {
  const { words } = new BitFields(widths(parameters));
  if (words <= WORDS_MAX) return null;
  return (
    `a packed state needs ${words} words of 32 bits with these parameters, expected at most ${WORDS_MAX}: ` +
    'take fewer replicas, a smaller logSize, maxRecords or maxLeaderEpoch, or search without packing'
  );
}

/**
 * The codec for states within the parameters.
 *
 * @throws {InvariantError} when they cannot be packed; `packingFault` says so without throwing
 */
export function replicationCodec(parameters: Parameters): StateCodec<ReplicationState> {
  const fault = packingFault(parameters);
  invariant(fault === null, fault ?? '');
  const fields = new BitFields(widths(parameters));
  const values = new Values(widths(parameters).length);
  return {
    words: fields.words,
    write: (state, into, at) => {
      values.rewind();
      writeState(state, parameters, values);
      fields.write(values.all, into, at);
    },
    read: (from, at) => {
      values.rewind();
      fields.read(from, at, values.all);
      return readState(parameters, values);
    },
  };
}

/** The values of all fields, put or got one after the other. */
class Values {
  readonly all: Int32Array;
  #next = 0;

  constructor(length: number) {
    this.all = new Int32Array(length);
  }

  rewind(): void {
    this.#next = 0;
  }

  put(value: number): void {
    this.all[this.#next] = value;
    this.#next += 1;
  }

  get(): number {
    this.#next += 1;
    return this.all[this.#next - 1] as number;
  }
}

const NO_ROLE = { leader: NO_REPLICA, isr: 0 };
const NO_RECORD: LogRecord = { id: 0, epoch: 0 };

function writeState(state: ReplicationState, { logSize, maxLeaderEpoch }: Parameters, values: Values): void {
  for (const replica of state.replicas) writeReplica(replica, logSize, values);
  values.put(state.nextRecordId);
  writeRole(state.quorum, values);
  values.put(state.requests.length);
  for (let epoch = 0; epoch <= maxLeaderEpoch; epoch += 1) writeRole(state.requests[epoch] ?? NO_ROLE, values);
}

function writeRole({ leader, isr }: Pick<LeaderAndIsr, 'leader' | 'isr'>, values: Values): void {
  values.put(leader - NO_REPLICA);
  values.put(isr);
}

function writeReplica(replica: ReplicaState, logSize: number, values: Values): void {
  writeRole(replica, values);
  values.put(replica.leaderEpoch - NO_EPOCH);
  values.put(replica.highWatermark);
  values.put(replica.log.length);
  for (let offset = 0; offset < logSize; offset += 1) {
    const { id, epoch } = replica.log[offset] ?? NO_RECORD;
    values.put(id);
    values.put(epoch);
  }
}

function readState({ replicas: count, logSize }: Parameters, values: Values): ReplicationState {
  const replicas: ReplicaState[] = [];
  for (let index = 0; index < count; index += 1) replicas.push(readReplica(logSize, values));
  const nextRecordId = values.get();
  const leader = values.get() + NO_REPLICA;
  const isr = values.get();
  const sent = values.get();
  const requests: LeaderAndIsr[] = [];
  for (let epoch = 0; epoch < sent; epoch += 1) {
    requests.push({ leader: values.get() + NO_REPLICA, leaderEpoch: epoch, isr: values.get() });
  }
  return { replicas, nextRecordId, quorum: { leader, leaderEpoch: sent + NO_EPOCH, isr }, requests };
}

function readReplica(logSize: number, values: Values): ReplicaState {
  const leader = values.get() + NO_REPLICA;
  const isr = values.get();
  const leaderEpoch = values.get() + NO_EPOCH;
  const highWatermark = values.get();
  const length = values.get();
  const log: LogRecord[] = [];
  for (let offset = 0; offset < logSize; offset += 1) {
    const record = { id: values.get(), epoch: values.get() };
    if (offset < length) log.push(record);
  }
  return replicaState({ log, highWatermark, leaderEpoch, leader, isr });
}
