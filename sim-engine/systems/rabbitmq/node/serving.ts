/**
 * Who serves a queue, as a node learns it, and what its channels do about a change. Elections, promotions and the detection of
 * dead nodes are not here: whoever runs the nodes decides, and says so to each of them.
 * Source: deps/rabbit/src/rabbit_channel.erl (handle_publishing_queue_down, handle_consuming_queue_down_or_eol),
 * rabbit_classic_queue.erl (handle_event, down), rabbit_fifo_client.erl; 3.10.8 observed.
 */
import { NumberedList } from '../../../kernel/numberedList.ts';
import { GONE } from '../rules/channel/channel.ts';
import { fieldOf } from '../rules/fieldTable.ts';
import { promoteCopy } from '../rules/queue/classic.ts';
import { sameChannel, type ChannelKey } from '../rules/queue/entry.ts';
import type { QueueState } from '../rules/queue/state.ts';
import type { StreamState } from '../rules/stream/stream.ts';
import { registering } from './consume.ts';
import { emptyState } from './declare.ts';
import type { Draft } from './draft.ts';
import { decideFor, eachChannel, hearEvent } from './toChannel.ts';
import { ask, resume, sendAgain } from './toQueue.ts';
import { HERE, type QueueRecord } from './value.ts';

/** Who serves a queue. */
export interface Served {
  /** {@link HERE}, the name of another node, or null: nobody. */
  readonly by: string | null;
  /** What the node has of the queue from now on; without it, it keeps what it has. */
  readonly state?: QueueState | StreamState;
  /** It begins to serve, even if it is the node that this one took for the server before. */
  readonly isAnew?: true;
}

/** A queue is served by somebody else, by nobody, or here; or a copy of it has changed. */
export function changeServer(draft: Draft, queue: string, served: Served): void {
  const before = draft.queue(queue);
  if (before === undefined) return;
  draft.changeQueue(queue, (record) => ({ ...record, ...servedNow(draft, record, served) }));
  if (served.by === before.servedBy && served.isAnew !== true) return;
  if (before.type === 'quorum') {
    if (served.by !== null) followLeader(draft, queue);
  } else leaveProcess(draft, before, served.by);
}

function servedNow(
  draft: Draft,
  record: QueueRecord,
  { by, state: given }: Served,
): Pick<QueueRecord, 'servedBy' | 'homeDown' | 'state'> & Partial<QueueRecord> {
  const { type, servedBy, state } = record;
  if (by === servedBy) return { servedBy, homeDown: record.homeDown, state: given ?? state };
  const anew = { servedBy: by, awaitingSync: [], mirroring: null, homeDown: null };
  if (by === HERE) {
    const own = given ?? state ?? emptyState({ ...record, version: draft.node.config.version });
    const usedAtMicros = draft.nowMicros;
    return { ...anew, usedAtMicros, state: own.type === 'classic' ? promoteCopy(own) : own };
  }
  // What was served here and is served elsewhere now is not worth anything any more, but for the log of a quorum queue.
  const kept = type !== 'quorum' && servedBy === HERE ? null : state;
  const home = servedBy === HERE ? draft.node.config.name : (servedBy ?? record.homeDown);
  return { ...anew, homeDown: by === null && type !== 'quorum' ? home : null, state: given ?? kept };
}

/**
 * Name: follow a new leader
 * Who: every channel that has to do with a quorum queue
 * Means: nothing is lost and nothing doubled: commands that are not known to be carried out are sent again, consumers say that
 *   they are there, and ask for what they have missed
 * Enabled when: a leader is known
 * Changes: nothing here
 */
function followLeader(draft: Draft, queue: string): void {
  draft.story.rule('rabbitmq.quorum.follow');
  const unheard = draft.queue(queue)?.unheardDowns ?? [];
  if (unheard.length > 0) draft.changeQueue(queue, (record) => ({ ...record, unheardDowns: [] }));
  for (const by of unheard) {
    draft.ask({ queue, command: { type: 'down', by, kind: 'channel-gone' }, origin: null, sender: null });
  }
  eachChannel(draft, (key) => {
    sendAgain(draft, key, queue);
    for (const consumer of draft.channel(key)?.consumers ?? []) {
      if (consumer.queue !== queue) continue;
      ask(draft, key, { queue, command: registering({ type: 'quorum' }, key, consumer), origin: null });
      resume(draft, key, consumer);
    }
  });
}

/**
 * Name: the process of a queue is gone
 * Who: every channel that has to do with a classic queue or a stream
 * Means: publishes that it has not confirmed are taken for lost, so they are refused; settling what it had handed out means
 *   nothing any more. Consumers register with the new leader, unless they asked not to (x-cancel-on-ha-failover); without a
 *   new leader they are cancelled. A mirrored queue goes from leader to leader, so its consumers are not
 * Enabled when: the queue's node is gone, or another one leads
 * Changes: confirms, deliveries, consumers
 */
function leaveProcess(draft: Draft, before: QueueRecord, by: string | null): void {
  const { name: queue } = before;
  draft.story.rule('rabbitmq.queue.process-gone');
  if (before.servedBy !== null) decideFor(draft, queue, 'rejected');
  eachChannel(draft, (key, { unacknowledged }) => {
    if (!unacknowledged.items.some((delivery) => delivery.queue === queue)) return;
    draft.changeChannel(key, (channel) => ({
      ...channel,
      unacknowledged: NumberedList.from(
        channel.unacknowledged.items.map((delivery) =>
          delivery.queue === queue ? { ...delivery, entry: GONE } : delivery,
        ),
      ),
    }));
  });
  eachChannel(draft, (key, { consumers }) => {
    for (const consumer of consumers) {
      if (consumer.queue !== queue) continue;
      const gives = fieldOf(consumer.arguments, 'x-cancel-on-ha-failover') === true;
      if (by === null || gives) hearEvent(draft, key, { type: 'cancelled', consumerTag: consumer.tag });
      else ask(draft, key, { queue, command: registering(before, key, consumer), origin: null });
    }
  });
}

/**
 * Name: a node is gone
 * Who: the queues of the others
 * Means: its channels are gone with it: their consumers, and what they hold comes back. A quorum queue only suspects it, so
 *   that a channel that was merely out of sight may go on
 * Enabled when: the node is not seen any more
 * Changes: consumers, held, ready
 */
export function releaseChannels(draft: Draft, isGone: (connection: string) => boolean): void {
  draft.story.rule('rabbitmq.queue.node-gone');
  for (const { name, servedBy, state } of draft.node.queues) {
    if (servedBy !== HERE || state === null) continue;
    const kind = state.type === 'quorum' ? 'node-suspected' : 'channel-gone';
    for (const by of channelsOf(state)) {
      if (!isGone(by.connection)) continue;
      draft.ask({ queue: name, command: { type: 'down', by, kind }, origin: null, sender: null });
    }
  }
}

/** Tells the queue's leader which of some channels of this node are gone. */
export function tellAbsent(draft: Draft, queue: string, channels: readonly ChannelKey[]): void {
  for (const by of channels) {
    if (draft.channel(by) !== undefined) continue;
    draft.ask({ queue, command: { type: 'down', by, kind: 'channel-gone' }, origin: null, sender: null });
  }
}

/** Channels that consume from a queue or hold something of it. */
export function channelsOf(state: QueueState | StreamState): readonly ChannelKey[] {
  const all: readonly ChannelKey[] =
    state.type === 'stream'
      ? state.readers
      : [...state.consumers.waiting, ...state.consumers.blocked, ...state.held.items.map(({ by }) => by)];
  const found: ChannelKey[] = [];
  for (const { connection, channel } of all) {
    const key = { connection, channel };
    if (!found.some((other) => sameChannel(other, key))) found.push(key);
  }
  return found;
}
