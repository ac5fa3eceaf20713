/** Alarms at a node: which connections are not read. */
import { blockedReason, blocksPublisher, type Alarm } from '../rules/cluster/alarms.ts';
import type { Draft } from './draft.ts';
import type { ClientInput } from './value.ts';

/**
 * Does an input have to wait? A publish under an alarm blocks its connection, and whatever comes after it waits too.
 */
export function isHeldBack(draft: Draft, input: ClientInput): boolean {
  const connection = draft.connection(input.connection);
  if (connection === undefined) return false;
  const isPublish = input.method.type === 'basic.publish';
  if (!connection.blocked && !(isPublish && blocksPublisher(draft.node.alarms))) return false;
  if (!connection.blocked) {
    const reason = blockedReason(draft.node.alarms);
    draft.send({ connection: input.connection, channel: 0 }, { type: 'connection.blocked', reason });
    draft.story.rule('rabbitmq.connection.blocked');
    draft.story.milestone('fault', 'rabbit.connection.blocked', { connection: input.connection, reason });
  }
  const stuck = [...connection.stuck, { channel: input.channel, method: input.method }];
  draft.setConnection({ ...connection, blocked: true, stuck });
  return true;
}

/**
 * Sets the alarms of the cluster. When the last one is gone, blocked connections are told and read again.
 *
 * @param resume - carries out what had to wait
 */
export function changeAlarms(draft: Draft, alarms: readonly Alarm[], resume: (input: ClientInput) => void): void {
  draft.node = { ...draft.node, alarms };
  if (blocksPublisher(alarms)) return;
  for (const connection of draft.node.connections.items) {
    if (!connection.blocked) continue;
    draft.setConnection({ ...connection, blocked: false, stuck: [] });
    draft.send({ connection: connection.name, channel: 0 }, { type: 'connection.unblocked' });
    draft.story.note('rabbit.connection.unblocked', { connection: connection.name });
    for (const { channel, method } of connection.stuck) resume({ connection: connection.name, channel, method });
  }
}
