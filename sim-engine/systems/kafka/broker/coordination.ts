/** The broker's side of the group coordinator: it runs where `__consumer_offsets-0` is led, and its records live there. */
import {
  coordinatorDeadline,
  handleGroupRequest,
  loadCoordinator,
  onAppendCompleted,
  onCoordinatorTimer,
  unloadCoordinator,
} from '../coordinator/coordinator.ts';
import type { AppendToken, CoordinatorOutcome } from '../coordinator/outcome.ts';
import type { GroupRecord } from '../groupRecord.ts';
import { NEVER } from '../../../kernel/time.ts';
import type { NewBatch } from '../log.ts';
import type { ErrorName, KafkaMessage } from '../protocol.ts';
import type { BrokerContext } from './context.ts';
import { afterAppend, appendBatch } from './produce.ts';
import { awaitCommit } from './waitingProduces.ts';

/** offsets.commit.timeout.ms (GroupCoordinatorConfig, Kafka 4.3). */
const OFFSETS_COMMIT_TIMEOUT_MICROS = 5_000_000;

const GROUP_REQUESTS: ReadonlySet<string> = new Set([
  'JoinGroupRequest',
  'SyncGroupRequest',
  'HeartbeatRequest',
  'LeaveGroupRequest',
  'OffsetCommitRequest',
  'OffsetFetchRequest',
]);

/** Is this a request for the group coordinator? */
export function isGroupRequest(message: KafkaMessage): boolean {
  return GROUP_REQUESTS.has(message.kind);
}

function adopt(context: BrokerContext, outcome: CoordinatorOutcome): void {
  context.memory = { ...context.memory, coordinator: outcome.memory };
  for (const reply of outcome.replies) context.send(reply.to, reply.message);
  for (const append of outcome.appends) appendRecord(context, append.record, append.token);
  const deadline = coordinatorDeadline(context.memory.coordinator);
  if (deadline === NEVER) context.turn.cancelTimer('coordinator', 0);
  else context.turn.setTimer('coordinator', 0, deadline - context.turn.now);
}

function appendRecord(context: BrokerContext, record: GroupRecord, token: AppendToken): void {
  const partition = context.topology.offsetsPartition;
  const batch: NewBatch = {
    records: [{ key: null, value: record.kind, group: record }],
    bytes: 100,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
  };
  const result = appendBatch(context, { partition, batch, acks: -1 });
  if (result.error !== 'NONE') {
    finishCoordinatorAppend(context, token, result.error);
    return;
  }
  const id = context.nextCorrelation();
  afterAppend(context, partition);
  awaitCommit(
    context,
    { id, from: -1, correlation: 0, token, waiting: [result], results: [] },
    OFFSETS_COMMIT_TIMEOUT_MICROS,
  );
}

/** A record that the coordinator appended is committed, or failed. */
export function finishCoordinatorAppend(context: BrokerContext, token: AppendToken, error: ErrorName): void {
  adopt(context, onAppendCompleted(context.memory.coordinator, token, error, context.turn));
}

/** A client's request to the coordinator. */
export function handleGroup(context: BrokerContext, from: number, request: KafkaMessage): void {
  adopt(context, handleGroupRequest(context.memory.coordinator, from, request, context.turn));
}

/** The coordinator's next deadline has come. */
export function coordinatorTimer(context: BrokerContext): void {
  adopt(context, onCoordinatorTimer(context.memory.coordinator, context.turn));
}

/** This broker leads `__consumer_offsets-0` now: groups and offsets are read back from its log. */
export function coordinatorElected(context: BrokerContext): void {
  const records: GroupRecord[] = [];
  for (const batch of context.log(context.topology.offsetsPartition).batches.toArray()) {
    for (const record of batch.records) if (record.group) records.push(record.group);
  }
  context.turn.note('kafka.coordinator.loaded', { broker: context.name(context.turn.self), count: records.length });
  adopt(context, loadCoordinator(records, context.memory.settings, context.turn.now));
}

/** Somebody else leads `__consumer_offsets-0` now. */
export function coordinatorResigned(context: BrokerContext): void {
  adopt(context, unloadCoordinator(context.memory.coordinator));
}
