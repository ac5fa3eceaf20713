/** Control states of a batch, run by the table of the chart `producerBatch`. */
import { advance } from '../../../../chart/compile.ts';
import { producerBatch, type ProducerBatchEvent } from '../../charts/producerBatch.ts';
import type { ProducerContext } from './context.ts';
import type { ProducerBatch } from './memory.ts';

/** The batch after an event; the same object when nothing changed. */
export function batchAfter(
  context: ProducerContext,
  batch: ProducerBatch,
  event: Exclude<ProducerBatchEvent, 'sent'>,
): ProducerBatch {
  const { state } = advance(producerBatch, batch.state, event, {
    canRetry: batch.attempts < context.memory.settings.retries,
    mayBeWritten: batch.maybeWritten,
  });
  return state === batch.state ? batch : { ...batch, state };
}

/** State of a batch that leaves: with acks=0 it counts as done at once. */
export function stateWhenSent(context: ProducerContext, batch: ProducerBatch): ProducerBatch['state'] {
  const waited = batch.notBefore <= context.turn.now ? 'backoffElapsed' : 'newLeaderKnown';
  const state = batch.state === 'retrying' ? advance(producerBatch, batch.state, waited).state : batch.state;
  return advance(producerBatch, state, 'sent', { acksNone: context.acks === 0 }).state;
}
