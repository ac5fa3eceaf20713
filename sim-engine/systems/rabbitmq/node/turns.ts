/** Carrying out what a queue has decided in one step: deliveries, cancelled consumers, dead letters. */
import { hasChannelCredit } from '../rules/channel/channel.ts';
import { sameChannel, type ChannelKey, type Entry } from '../rules/queue/entry.ts';
import type { ChannelRoom, Delivery, QueueState, QueueTurn } from '../rules/queue/state.ts';
import type { StreamTurn } from '../rules/stream/stream.ts';
import { bury } from './deadLetters.ts';
import type { Draft } from './draft.ts';
import type { Handed } from './internode.ts';
import { seenEntry, seenInStream } from './seen.ts';
import { tellActive, tellDeliveries } from './telling.ts';
import { tell } from './toChannel.ts';

/** Do channels' own limits leave room? Those of other nodes' channels are not known here. */
export function roomIn(draft: Draft): ChannelRoom {
  return (key, more) => {
    const channel = draft.channel(key);
    if (channel === undefined) return draft.connection(key.connection) === undefined;
    return hasChannelCredit(channel.unacknowledged.items, channel.channelPrefetch, more);
  };
}

/** Carries out a turn of a queue that is served here. */
export function carryOut(draft: Draft, name: string, turn: QueueTurn): void {
  draft.countTurn();
  const before = draft.queue(name)?.state;
  if (before?.type === turn.queue.type) tellActive(draft.story, name, before, turn.queue);
  if (before !== turn.queue) draft.changeQueue(name, (record) => ({ ...record, state: turn.queue }));
  if (turn.deliveries.length > 0) deliver(draft, name, turn.queue, turn.deliveries);
  for (const { connection, channel, tag } of turn.cancelled) {
    tell(draft, { connection, channel }, { type: 'cancelled', consumerTag: tag });
  }
  for (const dead of turn.dead) draft.afterAll(() => bury(draft, name, dead));
}

/** Hands out what a queue gives its consumers. */
export function deliver(draft: Draft, queue: string, state: QueueState, deliveries: readonly Delivery[]): void {
  tellDeliveries(draft.story, queue, deliveries);
  const seen = { version: draft.node.config.version, queueType: state.type, way: 'deliver' } as const;
  handOver(
    draft,
    queue,
    deliveries.map(({ to, consumerTag, noAck, number, entry }) => ({
      to,
      handed: { consumerTag, entry: entry.id, number, noAck, message: seenEntry(entry, seen) },
    })),
  );
}

/** Hands deliveries of one step over, to each channel all of its own at once. */
function handOver(
  draft: Draft,
  queue: string,
  deliveries: readonly { readonly to: ChannelKey; readonly handed: Handed }[],
): void {
  const byChannel: { readonly to: ChannelKey; readonly handed: Handed[] }[] = [];
  for (const { to, handed } of deliveries) {
    const known = byChannel.find((other) => sameChannel(other.to, to));
    if (known === undefined) byChannel.push({ to, handed: [handed] });
    else known.handed.push(handed);
  }
  for (const { to, handed } of byChannel) tell(draft, to, { type: 'deliver', queue, deliveries: handed });
}

/** Carries out a turn of a stream. */
export function carryOutStream(draft: Draft, name: string, turn: StreamTurn): void {
  draft.countTurn();
  draft.changeQueue(name, (record) => ({ ...record, state: turn.stream }));
  const { version } = draft.node.config;
  handOver(
    draft,
    name,
    turn.deliveries.map(({ to, offset, message }) => ({
      to,
      handed: {
        consumerTag: to.tag,
        entry: offset,
        number: offset + 1,
        noAck: false,
        message: seenInStream(message, offset, version),
      },
    })),
  );
}

/** Answers basic.get. */
export function answerGet(
  draft: Draft,
  queue: string,
  origin: ChannelKey & { readonly noAck: boolean },
  answer: { readonly entry: Entry | null; readonly after: QueueState },
): void {
  const { entry, after } = answer;
  if (entry === null) {
    tell(draft, origin, { type: 'get-empty' });
    return;
  }
  const { version } = draft.node.config;
  const message = seenEntry(entry, { version, queueType: after.type, way: 'get' });
  const messageCount = after.ready.count;
  tell(draft, origin, { type: 'got', queue, entry: entry.id, noAck: origin.noAck, message, messageCount });
}
