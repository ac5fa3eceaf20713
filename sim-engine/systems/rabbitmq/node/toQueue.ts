/**
 * From a channel to a queue. Where the queue is served, the draft knows; here is what a channel keeps so that a quorum queue
 * loses nothing when its leader changes.
 * Source: deps/rabbit/src/rabbit_fifo_client.erl.
 */
import { fieldOf } from '../rules/fieldTable.ts';
import type { Registration } from '../rules/queue/dispatch.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';
import type { Draft } from './draft.ts';
import type { CommandOrigin, QueueCommand, QueueRequest } from './internode.ts';
import type { Channel, ChannelConsumer } from './value.ts';

/**
 * Name: ask a queue
 * Who: a channel
 * Means: what a quorum queue has to do is numbered, and kept until it is carried out; when nobody leads the queue, it waits
 *   for a leader
 * Enabled when: a client asks for something
 * Changes: commands that the channel keeps
 */
export function ask(
  draft: Draft,
  from: ChannelKey,
  wanted: { readonly queue: string; readonly command: QueueCommand; readonly origin: CommandOrigin },
): void {
  const channel = draft.channel(from);
  const record = draft.queue(wanted.queue);
  if (record === undefined) return;
  if (channel === undefined || record.type !== 'quorum' || draft.node.config.quorum === 'local') {
    draft.ask({ ...wanted, sender: null });
    return;
  }
  const sequence = channel.nextCommand;
  const previous = channel.lastCommands.find(({ queue }) => queue === wanted.queue)?.sequence ?? 0;
  const sender = { connection: from.connection, channel: from.channel, sequence, previous };
  const request: QueueRequest = { ...wanted, sender };
  const isKept = record.servedBy === null || isSentAgain(request);
  const pending = isKept ? channel.pending.append([request]) : channel.pending;
  const lastCommands = isSentAgain(request) ? noted(channel, wanted.queue, sequence) : channel.lastCommands;
  draft.setChannel(from.connection, { ...channel, nextCommand: sequence + 1, lastCommands, pending });
  draft.ask(request);
}

function noted({ lastCommands }: Channel, queue: string, sequence: number): Channel['lastCommands'] {
  return [...lastCommands.filter((other) => other.queue !== queue), { queue, sequence }];
}

/**
 * A question is not asked twice: a second get would take a second message. One that an old leader has in its log is still
 * answered when that leader finds its majority again.
 */
function isSentAgain({ command }: QueueRequest): boolean {
  return command.type !== 'take' && command.type !== 'purge' && command.type !== 'delete' && command.type !== 'stat';
}

/** A command that was kept is carried out. */
export function forgetPending(channel: Channel, sequence: number): Channel {
  return { ...channel, pending: channel.pending.split(({ sender }) => sender?.sequence === sequence).rest };
}

/** Asks for deliveries that have got lost. */
export function resume(draft: Draft, key: ChannelKey, consumer: ChannelConsumer): void {
  const by = { connection: key.connection, channel: key.channel, tag: consumer.tag };
  const command = { type: 'resume', by, after: consumer.received } as const;
  draft.ask({ queue: consumer.queue, command, origin: null, sender: null });
}

/**
 * Name: send again
 * Who: a channel, when a quorum queue has a new leader
 * Means: everything that is not known to be carried out goes to the new leader, in order; the queue leaves out what it has
 * Enabled when: a leader is known
 * Changes: nothing; questions that had waited for a leader are not kept any more
 */
export function sendAgain(draft: Draft, key: ChannelKey, queue: string): void {
  const channel = draft.channel(key);
  const requests = channel?.pending.items.filter((request) => request.queue === queue) ?? [];
  if (channel === undefined || requests.length === 0) return;
  const pending = channel.pending.split((request) => request.queue === queue && !isSentAgain(request)).rest;
  draft.setChannel(key.connection, { ...channel, pending });
  draft.story.rule('rabbitmq.quorum.send-again');
  draft.story.note('rabbit.channel.sent-again', { queue, connection: key.connection, count: requests.length });
  for (const request of requests) draft.ask(request);
}

/** A consumer as its queue is told of it. */
export function registrationOf(key: ChannelKey, consumer: ChannelConsumer): Registration {
  const { tag, noAck, exclusive, prefetch, received } = consumer;
  const priority = fieldOf(consumer.arguments, 'x-priority');
  return {
    connection: key.connection,
    channel: key.channel,
    tag,
    noAck,
    exclusive,
    prefetch,
    priority: typeof priority === 'number' ? priority : 0,
    delivered: received,
  };
}
