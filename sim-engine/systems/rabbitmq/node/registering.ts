/** The queue's side of basic.consume. */
import { allConsumers } from '../rules/queue/consumers.ts';
import type { Registration } from '../rules/queue/dispatch.ts';
import { inExclusiveUse } from '../rules/replies.ts';
import type { QueueState } from '../rules/queue/state.ts';
import type { Draft } from './draft.ts';
import type { QueueRequest } from './internode.ts';
import { tell } from './toChannel.ts';

/**
 * Name: exclusive consumer
 * Who: the queue
 * Means: one consumer that wants to be alone is alone. A classic queue with a single active consumer has no exclusive ones; a
 *   quorum queue with one does not look at the flag (observed on 3.10.8)
 * Enabled when: basic.consume
 * Changes: nothing
 *
 * @throws {ProtocolFault} 403
 */
function checkExclusive(queue: string, state: QueueState, wanted: boolean): void {
  if (state.policy.singleActiveConsumer) {
    if (wanted && state.type === 'classic') throw inExclusiveUse(queue);
    return;
  }
  const all = allConsumers(state.consumers);
  if (all.some(({ exclusive }) => exclusive) || (wanted && all.length > 0)) throw inExclusiveUse(queue);
}

/** A client's consumer may register, and its client is told; one that registers again with a new leader has been told. */
export function admit(draft: Draft, state: QueueState, request: QueueRequest, consumer: Registration): void {
  const { queue, origin } = request;
  if (origin?.kind !== 'consume') return;
  checkExclusive(queue, state, consumer.exclusive);
  tell(draft, origin, { type: 'consuming', consumerTag: consumer.tag });
}
