/** Whether a fetch finds as much as it waits for, and the words for why it is held when it does not. */
import { readableNow } from '../fetchLimits.ts';
import type { Batch } from '../log.ts';
import type { FetchRequest, ReplicaFetchRequest } from '../protocol.ts';
import type { BrokerContext } from './context.ts';

/** Is there enough to answer a fetch with? What is there and too little is told: the learner sees records that do not move. */
export function isEnough(
  context: BrokerContext,
  from: number,
  request: FetchRequest | ReplicaFetchRequest,
  answers: readonly { readonly batches: readonly Batch[] }[],
): boolean {
  const { bytes, minBytes, isEnough } = readableNow(request, answers);
  if (!isEnough && bytes > 0) {
    context.turn.note('kafka.broker.fetch-held', {
      broker: context.name(context.turn.self),
      reader: context.name(from),
      bytes,
      minBytes,
    });
  }
  return isEnough;
}
