/** Ends of channels and connections. */
import type { ChannelKey } from '../rules/queue/entry.ts';
import type { ProtocolFault } from '../rules/replies.ts';
import { deleteQueue } from './deletion.ts';
import type { Draft } from './draft.ts';
import type { ServerMethod } from './methods.ts';

/**
 * Name: a channel ends
 * Who: the node
 * Means: its consumers are gone, what it holds goes back to its queues as redelivered, open transactions are rolled back, and
 *   confirms that were still to come never will
 * Enabled when: it was closed by either side, or its connection is gone
 * Changes: the channel, its queues
 */
export function endChannel(draft: Draft, key: ChannelKey): void {
  const channel = draft.channel(key);
  const connection = draft.connection(key.connection);
  if (channel === undefined || connection === undefined) return;
  draft.story.rule('rabbitmq.channel.end');
  const channels = connection.channels.filter(({ number }) => number !== key.channel);
  const nextCommand = Math.max(connection.nextCommand, channel.nextCommand);
  draft.setConnection({ ...connection, channels, nextCommand });
  const by = { connection: key.connection, channel: key.channel };
  const consumed = channel.consumers.map(({ queue }) => queue);
  const held = channel.unacknowledged.items.map(({ queue }) => queue);
  const asked = channel.pending.items.map(({ queue }) => queue);
  for (const queue of new Set([...consumed, ...held, ...asked])) leave(draft, queue, by);
}

/** A queue learns that a channel is gone: now, or as soon as it has a leader. */
function leave(draft: Draft, queue: string, by: ChannelKey): void {
  const record = draft.queue(queue);
  if (record?.type === 'quorum' && record.servedBy === null) {
    draft.changeQueue(queue, (now) => ({ ...now, unheardDowns: [...now.unheardDowns, by] }));
    return;
  }
  draft.ask({ queue, command: { type: 'down', by, kind: 'channel-gone' }, origin: null, sender: null });
}

/** A connection ends: its channels, and the queues that belong to it. */
export function endConnection(draft: Draft, name: string): void {
  const connection = draft.connection(name);
  if (connection === undefined) return;
  draft.setConnection({ ...connection, stuck: [] });
  for (const { number } of connection.channels) endChannel(draft, { connection: name, channel: number });
  for (const record of draft.node.queues) if (record.exclusiveTo === name) deleteQueue(draft, record.name);
  draft.node = { ...draft.node, connections: draft.node.connections.split((other) => other.name === name).rest };
  draft.story.note('rabbit.connection.closed', { connection: name });
}

/**
 * Name: answer a fault
 * Who: the node
 * Means: a fault ends the channel, and a hard one the whole connection; the client is told why
 * Enabled when: a method is refused
 * Changes: the channel or the connection
 */
export function endByFault(draft: Draft, key: ChannelKey, fault: ProtocolFault): void {
  draft.story.rule('rabbitmq.channel.fault');
  const { code, text } = fault;
  const { connection, channel } = key;
  if (fault.ends === 'channel') {
    draft.story.milestone('fault', 'rabbit.channel.closed', { connection, channel, code, text });
  } else draft.story.milestone('fault', 'rabbit.connection.closed-by-fault', { connection, code, text });
  const told = { replyCode: fault.code, replyName: fault.reply, replyText: fault.text };
  const type: ServerMethod['type'] & `${string}.close` =
    fault.ends === 'channel' ? 'channel.close' : 'connection.close';
  draft.send(fault.ends === 'channel' ? key : { ...key, channel: 0 }, { type, ...told });
  if (fault.ends === 'channel') endChannel(draft, key);
  else endConnection(draft, key.connection);
}
