/** Queues that go. */
import { allConsumers } from '../rules/queue/consumers.ts';
import { preconditionFailed, resourceName } from '../rules/replies.ts';
import type { Draft } from './draft.ts';
import { removeBindings } from './exchanges.ts';
import { consumerCount, readyCount } from './records.ts';
import type { Reader } from '../rules/stream/stream.ts';
import { tell, withoutQueue } from './toChannel.ts';
import type { QueueRecord } from './value.ts';

/** @throws {ProtocolFault} 406 for a queue that is in use, or not empty */
export function checkDeletable(
  record: QueueRecord,
  wanted: { readonly ifUnused: boolean; readonly ifEmpty: boolean },
): void {
  const { name } = record;
  if (wanted.ifUnused && consumerCount(record) > 0) throw preconditionFailed(`${resourceName('queue', name)} in use`);
  if (wanted.ifEmpty && readyCount(record) > 0) throw preconditionFailed(`${resourceName('queue', name)} not empty`);
}

/**
 * Name: delete a queue
 * Who: the node that serves it: a client asked, nobody used it (x-expires), its last consumer is gone (auto-delete), or its
 *   connection (exclusive)
 * Means: its messages are gone, none of them as a dead letter; its consumers are cancelled, and channels stay open
 * Enabled when: see who
 * Changes: queues, bindings, consumers
 */
export function deleteQueue(draft: Draft, name: string): void {
  const record = draft.queue(name);
  if (record === undefined) return;
  draft.story.rule('rabbitmq.queue.delete');
  draft.story.note('rabbit.queue.deleted', { queue: name });
  draft.node = { ...draft.node, queues: draft.node.queues.filter((other) => other.name !== name) };
  draft.tellCluster({ type: 'queue-removed', queue: name });
  removeBindings(draft, ({ destination }) => destination.kind === 'queue' && destination.name === name);
  for (const { connection, channel, tag } of consumersOf(record)) {
    tell(draft, { connection, channel }, { type: 'cancelled', consumerTag: tag });
  }
  withoutQueue(draft, name);
}

function consumersOf({ state }: QueueRecord): ReturnType<typeof allConsumers> | readonly Reader[] {
  if (state === null) return [];
  return state.type === 'stream' ? state.readers : allConsumers(state.consumers);
}

/**
 * Name: delete a queue automatically
 * Who: the queue, when a consumer is gone
 * Means: an auto-delete queue goes with its last consumer, and stays as long as it never had one; x-expires begins to count
 * Enabled when: nobody consumes any more
 * Changes: the queue
 */
export function afterConsumersLeft(draft: Draft, name: string): void {
  const record = draft.queue(name);
  if (record === undefined || consumerCount(record) > 0) return;
  if (record.autoDelete && record.hadConsumer) deleteQueue(draft, name);
  else draft.changeQueue(name, (now) => ({ ...now, usedAtMicros: draft.nowMicros }));
}
