/** How sends end, as the application sees it: operations of the history. */
import { answerSubmission } from '../../../../apps/submissions.ts';
import type { OperationBody } from '../../../../host/turn.ts';
import type { KafkaRecord } from '../../log.ts';
import type { ErrorName } from '../../protocol.ts';
import type { ProducerContext } from './context.ts';
import type { ProducerBatch } from './memory.ts';

type SendBody = Extract<OperationBody, { readonly f: 'send' }>;

const ACKS_IN_WORDS = { '0': 'none', '1': 'leader', all: 'all' } as const;

/** What the application is told of one record. `TIMEOUT` is Kafka's TimeoutException. */
export interface SendOutcome {
  readonly type: SendBody['type'];
  /** Dense partition number; -1: not chosen yet. */
  readonly partition: number;
  readonly offset: number;
  readonly error?: ErrorName | 'TIMEOUT';
}

/** Adds a record's operation to the history. */
export function recordSend(context: ProducerContext, record: KafkaRecord, outcome: SendOutcome): void {
  const { type, offset, error } = outcome;
  const body: SendBody = {
    f: 'send',
    type,
    topic: context.world.spec.topic,
    partition: outcome.partition === -1 ? -1 : context.indexOf(outcome.partition),
    key: record.key,
    value: record.value,
    offset,
    acks: ACKS_IN_WORDS[context.memory.settings.acks],
  };
  context.turn.record(error === undefined ? body : { ...body, error });
  if (type !== 'invoke') answerApplication(context, record.value, { type, ...(error === undefined ? {} : { error }) });
}

/** A service that asked for a send is told what became of it. */
function answerApplication(
  context: ProducerContext,
  value: string,
  outcome: Parameters<typeof answerSubmission>[2],
): void {
  const { submissions = [] } = context.memory;
  const submission = submissions.find((each) => each.value === value);
  if (submission === undefined) return;
  context.memory = { ...context.memory, submissions: submissions.filter((each) => each !== submission) };
  answerSubmission(context.turn, submission, outcome);
}

/** The first few values of a batch in words. */
export function valuesOf(batch: ProducerBatch): string {
  const VALUES_MAX = 6;
  const names = batch.records.slice(0, VALUES_MAX).map((record) => record.value);
  return batch.records.length > VALUES_MAX ? `${names.join(', ')}, …` : names.join(', ');
}

/** Every record of the batch is acknowledged. `baseOffset` -1: nobody was asked (acks=0). */
export function acknowledge(context: ProducerContext, batch: ProducerBatch, baseOffset: number): void {
  batch.records.forEach((record, index) => {
    const offset = baseOffset === -1 ? -1 : baseOffset + index;
    recordSend(context, record, { type: 'ok', partition: batch.partition, offset });
  });
}

/** The batch is given up: `fail` when no attempt can have reached a log, `info` (state `unknown`) when nobody will ever know. */
export function giveUpBatch(context: ProducerContext, batch: ProducerBatch, error: ErrorName | 'TIMEOUT'): void {
  const type = batch.state === 'unknown' ? 'info' : 'fail';
  for (const record of batch.records) {
    recordSend(context, record, { type, partition: batch.partition, offset: -1, error });
  }
}
