/** Ends of channels and connections. */
import { channelGone } from '../rules/queue/classic.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';
import type { ProtocolFault } from '../rules/replies.ts';
import { detachChannel } from '../rules/stream/stream.ts';
import { afterConsumersLeft } from './consume.ts';
import { deleteQueue } from './declare.ts';
import type { Draft } from './draft.ts';
import { changeClassic, command } from './queues.ts';
import { tellSettlement } from './telling.ts';
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
  draft.story.rule('rabbitmq.a-channel-ends');
  const channels = connection.channels.filter(({ number }) => number !== key.channel);
  draft.setConnection({ ...connection, channels });
  const by = { connection: key.connection, channel: key.channel };
  const consumed = channel.consumers.map(({ queue }) => queue);
  const held = channel.unacknowledged.map(({ queue }) => queue);
  for (const name of new Set([...consumed, ...held])) {
    const state = draft.queue(name)?.state;
    if (state?.type === 'classic') {
      const entries = channel.unacknowledged.filter(({ queue }) => queue === name).map(({ entry }) => entry);
      tellSettlement(draft.story, name, state, { by, entries, settling: 'channel-gone' });
      changeClassic(draft, name, (queue) => channelGone(queue, by));
    } else if (state?.type === 'quorum') command(draft, name, { type: 'down', by, kind: 'channel-gone' });
    else if (state?.type === 'stream') {
      const next = detachChannel(state, by);
      draft.changeQueue(name, (record) => ({ ...record, state: next }));
    }
  }
  for (const name of new Set(consumed)) afterConsumersLeft(draft, name);
}

/** A connection ends: its channels, and the queues that belong to it. */
export function endConnection(draft: Draft, name: string): void {
  const connection = draft.connection(name);
  if (connection === undefined) return;
  draft.setConnection({ ...connection, stuck: [] });
  for (const { number } of connection.channels) endChannel(draft, { connection: name, channel: number });
  for (const record of draft.node.queues) if (record.exclusiveTo === name) deleteQueue(draft, record.name);
  draft.node = { ...draft.node, connections: draft.node.connections.filter((other) => other.name !== name) };
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
  draft.story.rule('rabbitmq.answer-a-fault');
  const params = { connection: key.connection, channel: key.channel, code: fault.code, text: fault.text };
  draft.story.milestone('fault', 'rabbit.channel.closed', params);
  const told = { replyCode: fault.code, replyName: fault.reply, replyText: fault.text };
  const type: ServerMethod['type'] & `${string}.close` =
    fault.ends === 'channel' ? 'channel.close' : 'connection.close';
  draft.send(fault.ends === 'channel' ? key : { ...key, channel: 0 }, { type, ...told });
  if (fault.ends === 'channel') endChannel(draft, key);
  else endConnection(draft, key.connection);
}
