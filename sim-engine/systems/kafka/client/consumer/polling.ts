/**
 * `poll()`: the application's thread inside the client. It stays there until there are records; what it does outside is in
 * work.ts.
 */
import type { SeenRecord } from '../../../../host/history.ts';
import type { CommittedOffset } from '../../groupRecord.ts';
import { endOf } from '../../log.ts';
import { isKnown } from '../clientMetadata.ts';
import { autoCommit, commitBlocking } from './commits.ts';
import type { ConsumerContext } from './context.ts';
import { sendFetches } from './fetching.ts';
import { joinIfNeeded } from './membership.ts';
import type { PolledBatch, Position } from './memory.ts';
import { drivePositions } from './positions.ts';

/** With processing handed to another thread, poll() goes on while fewer than so many polled batches wait. */
const HANDOFF_BATCHES_MAX = 16;

/** Is the polling thread inside poll()? */
export function isPolling(context: ConsumerContext): boolean {
  const { commit, queue } = context.memory.application;
  if (commit !== null) return false;
  return context.world.spec.processing.thread === 'poll' ? queue.length === 0 : queue.length < HANDOFF_BATCHES_MAX;
}

/** One round inside poll(): membership, automatic commit, positions, records, fetches. */
export function poll(context: ConsumerContext): void {
  if (!isPolling(context) || !isKnown(context.memory.metadata)) return;
  joinIfNeeded(context);
  if (!isPolling(context)) return;
  autoCommit(context);
  drivePositions(context);
  while (isPolling(context) && returnRecords(context));
  sendFetches(context);
}

/** poll() returns to the application with at most max.poll.records. False: there is nothing to return. */
function returnRecords(context: ConsumerContext): boolean {
  const polled = takeBuffered(context);
  if (polled === null) return false;
  const { processing } = context.world.spec;
  context.turn.rule('kafka.consumer.poll');
  context.turn.record({ f: 'poll', type: 'ok', group: context.group, records: polled.records });
  if (context.turn.explaining) notePolled(context, polled);
  context.setApplication({ polledAt: context.turn.now });
  if (processing.commit === 'before-processing') commitBlocking(context, 'before', polled.offsets, polled);
  else context.setApplication({ queue: [...context.memory.application.queue, polled] });
  return true;
}

function notePolled(context: ConsumerContext, polled: PolledBatch): void {
  const VALUES_MAX = 6;
  const values = polled.records.slice(0, VALUES_MAX).map((record) => record.value);
  context.turn.note('kafka.consumer.polled', {
    consumer: context.name,
    values: polled.records.length > VALUES_MAX ? `${values.join(', ')}, …` : values.join(', '),
  });
}

/** Takes buffered records, partition by partition, and moves the positions past them. */
function takeBuffered(context: ConsumerContext): PolledBatch | null {
  if (!context.memory.positions.some((position) => position.buffered.length > 0 && position.state === 'fetching'))
    return null;
  const records: SeenRecord[] = [];
  const offsets: CommittedOffset[] = [];
  const returned = context.memory.returned.slice();
  const positions = context.memory.positions.map((position) => {
    if (position.state !== 'fetching' || position.buffered.length === 0) return position;
    const after = take(context, position, records);
    if (after === position) return position;
    offsets.push({ partition: after.partition, offset: after.offset, leaderEpoch: after.offsetEpoch });
    while (returned.length < after.partition) returned.push(0);
    returned[after.partition] = Math.max(returned[after.partition] ?? 0, after.offset);
    return after;
  });
  context.memory = { ...context.memory, positions, returned };
  return records.length === 0 ? null : { records, offsets };
}

/** Moves records of one partition into `records` until max.poll.records is reached. */
function take(context: ConsumerContext, position: Position, records: SeenRecord[]): Position {
  const { topic, partition } = context.logId(position.partition);
  const limit = context.memory.settings.maxPollRecords;
  let { offset, offsetEpoch } = position;
  let consumed = 0;
  for (const batch of position.buffered) {
    const end = endOf(batch);
    for (; offset < end && records.length < limit; offset += 1) {
      const record = batch.records[offset - batch.baseOffset];
      if (record === undefined) break;
      records.push({ topic, partition, offset, key: record.key, value: record.value });
      offsetEpoch = batch.leaderEpoch;
    }
    if (offset < end) break;
    consumed += 1;
  }
  if (offset === position.offset) return position;
  return { ...position, offset, offsetEpoch, buffered: position.buffered.slice(consumed) };
}
