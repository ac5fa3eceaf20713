/**
 * The application of a producer: it calls `send()` at a steady rate, gives each record a name that is unique for ever, and
 * keeps its progress on disk. After a crash it goes on with the next record: what was in memory is gone, and it does not know.
 * A service of the same process may call `send()` too, and is told what becomes of its record.
 */
import type { SettingValue } from '../../../../host/settings.ts';
import { SECOND, fromMillis } from '../../../../kernel/time.ts';
import type { KafkaRecord } from '../../log.ts';
import { isKnown } from '../clientMetadata.ts';
import type { SubmitRequest } from '../../../../apps/messages.ts';
import { keyOfOrder, recordValue } from '../../../../apps/recordNames.ts';
import { freshLabel, submittedValue } from '../../../../apps/submissions.ts';
import { addToBatch, choosePartition } from './accumulator.ts';
import type { ProducerContext } from './context.ts';
import { PROGRESS_FILE, type BlockedSend } from './memory.ts';
import { recordSend } from './outcomes.ts';

/** The application's clock. */
export const APPLICATION_TIMER = 'application';

/** A value's size when the scenario does not say. */
const VALUE_BYTES = 100;

/** What a record takes in a batch besides key and value (DefaultRecord: lengths, deltas, attributes). */
const RECORD_OVERHEAD_BYTES = 7;

/** Arms the timer for the first record, or for the next one after a restart. */
export function startApplication(context: ProducerContext): void {
  const { spec } = context.world;
  const startAt = fromMillis(spec.startMillis ?? 0);
  const untilStart = startAt - context.turn.now;
  armNextSend(context, untilStart > 0 ? untilStart : context.progress.sent === 0 ? 0 : sendInterval(context));
}

function sendInterval(context: ProducerContext): number {
  return Math.max(1, Math.floor(SECOND / context.world.spec.ratePerSecond));
}

function armNextSend(context: ProducerContext, after: number): void {
  const { spec } = context.world;
  if (spec.ratePerSecond <= 0 || context.progress.sent >= spec.records) return;
  context.turn.setTimer(APPLICATION_TIMER, 0, after);
}

/** The next record of the schedule is due. */
export function sendScheduled(context: ProducerContext): void {
  const { keys } = context.world.spec;
  const { sent } = context.progress;
  const key = keys.length === 0 ? null : (keys[sent % keys.length] as string);
  const returned = send(context, { key, scheduled: true });
  if (returned) armNextSend(context, sendInterval(context));
}

/** An operator asks for one more record. */
export function sendOnCommand(context: ProducerContext, key: SettingValue | undefined): void {
  send(context, { key: typeof key === 'string' && key !== '' ? key : null, scheduled: false });
}

/** A service of the same process calls `send()`. */
export function sendSubmitted(context: ProducerContext, from: number, request: SubmitRequest): void {
  const { order, correlation } = request;
  const { sent, numbers } = context.progress;
  const label = freshLabel(order);
  const count = (numbers[label] ?? 0) + 1;
  if (request.as === 'fresh') {
    context.turn.writeDurably(PROGRESS_FILE, { sent, numbers: { ...numbers, [label]: count } });
  }
  const value = submittedValue(request, { ...context.world.naming, count });
  const { submissions = [] } = context.memory;
  context.memory = { ...context.memory, submissions: [...submissions, { from, correlation, value }] };
  sendRecord(context, { key: keyOfOrder(order), value }, false);
}

function send(
  context: ProducerContext,
  options: { readonly key: string | null; readonly scheduled: boolean },
): boolean {
  return sendRecord(context, nextRecord(context, options), options.scheduled);
}

/** `KafkaProducer.send()`. False: it blocks, because metadata is missing. */
function sendRecord(context: ProducerContext, record: KafkaRecord, scheduled: boolean): boolean {
  context.turn.rule('kafka.producer.send');
  if (!isKnown(context.memory.metadata)) {
    recordSend(context, record, { type: 'invoke', partition: -1, offset: -1 });
    block(context, { record, since: context.turn.now, scheduled });
    return false;
  }
  const partition = choosePartition(context, record);
  recordSend(context, record, { type: 'invoke', partition, offset: -1 });
  addToBatch(context, record, partition, recordBytes(context, record));
  return true;
}

function nextRecord(
  context: ProducerContext,
  options: { readonly key: string | null; readonly scheduled: boolean },
): KafkaRecord {
  const { sent, numbers } = context.progress;
  const label = context.world.labels(options.key);
  const number = (numbers[label] ?? 0) + 1;
  const progress = { sent: options.scheduled ? sent + 1 : sent, numbers: { ...numbers, [label]: number } };
  context.turn.writeDurably(PROGRESS_FILE, progress);
  return { key: options.key, value: recordValue(label, number) };
}

function recordBytes(context: ProducerContext, record: KafkaRecord): number {
  return RECORD_OVERHEAD_BYTES + (record.key?.length ?? 0) + (context.world.spec.valueBytes ?? VALUE_BYTES);
}

function block(context: ProducerContext, blocked: BlockedSend): void {
  context.memory = { ...context.memory, blocked: [...context.memory.blocked, blocked] };
  context.wantMetadata();
  context.turn.note('kafka.producer.blocked-metadata', {
    producer: context.name,
    value: blocked.record.value,
    seconds: Math.floor(context.memory.settings.maxBlockMicros / SECOND),
  });
}

/** Lets blocked sends go on once there is metadata, and gives up those that waited for `max.block.ms`. */
export function unblock(context: ProducerContext): void {
  if (context.memory.blocked.length === 0) return;
  const known = isKnown(context.memory.metadata);
  const deadline = context.turn.now - context.memory.settings.maxBlockMicros;
  const released = context.memory.blocked.filter((blocked) => known || blocked.since <= deadline);
  if (released.length === 0) return;
  context.memory = {
    ...context.memory,
    blocked: context.memory.blocked.filter((blocked) => !released.includes(blocked)),
  };
  for (const blocked of released) {
    const { record } = blocked;
    if (known) addToBatch(context, record, choosePartition(context, record), recordBytes(context, record));
    else giveUp(context, blocked);
    if (blocked.scheduled) armNextSend(context, sendInterval(context));
  }
}

function giveUp(context: ProducerContext, blocked: BlockedSend): void {
  const params = { producer: context.name, value: blocked.record.value };
  context.turn.milestone('timeout', 'kafka.producer.gave-up-blocked', params);
  recordSend(context, blocked.record, { type: 'fail', partition: -1, offset: -1, error: 'TIMEOUT' });
}

/** When the oldest blocked send is given up; undefined when none is blocked. */
export function blockedUntil(context: ProducerContext): number | undefined {
  const first = context.memory.blocked[0];
  return first && first.since + context.memory.settings.maxBlockMicros;
}
