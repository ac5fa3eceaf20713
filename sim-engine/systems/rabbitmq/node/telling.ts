/** What a step of a queue means to a reader: deliveries, settlements and deaths in words. Decides nothing. */
import type { ChannelKey, Entry, Held } from '../rules/queue/entry.ts';
import { sameChannel } from '../rules/queue/entry.ts';
import type { DeadEntry, Delivery, QueueState } from '../rules/queue/state.ts';
import { failuresOf, isPoison, type ReturnKind } from '../rules/quorum/deliveryCounts.ts';
import { placeOfReturn } from '../rules/quorum/machine.ts';
import type { Message } from '../rules/message.ts';
import type { QueueCommand } from './internode.ts';
import type { RuleId } from '../rulebook/index.ts';
import type { Story } from './story.ts';

/** Messages handed out. One that was handed out before is a redelivery. */
export function tellDeliveries(story: Story, queue: string, deliveries: readonly Delivery[]): void {
  for (const { entry, consumerTag: consumer } of deliveries) {
    story.rule('rabbitmq.queue.deliver');
    if (entry.redelivered) {
      const params = { queue, value: entry.message.body, consumer, number: deliveriesOf(entry) };
      story.milestone('redelivery', 'rabbit.queue.redelivered', params);
    } else if (story.explaining) {
      story.note('rabbit.queue.delivered', { queue, value: entry.message.body, consumer, number: deliveriesOf(entry) });
    }
  }
}

/**
 * Which delivery of a message this is: those that failed and those that were given back without a word. Classic queues do not
 * count: they know only whether there was one before.
 */
function deliveriesOf({ acquiredCount, redelivered }: Entry): number {
  return Math.max(acquiredCount, redelivered ? 2 : 1);
}

/** A message that died, before it is known where its dead letter goes. */
export function tellDeath(story: Story, queue: string, state: QueueState, { entry, reason }: DeadEntry): void {
  const value = entry.message.body;
  switch (reason) {
    case 'expired':
      story.rule('rabbitmq.queue.expire');
      story.milestone('timeout', 'rabbit.queue.expired', { queue, value });
      return;
    case 'maxlen':
      if (state.policy.overflow !== 'drop-head') return;
      story.rule('rabbitmq.queue.drop-head');
      story.milestone('fault', dropKey(state), { queue, value });
      return;
    case 'delivery_limit': {
      const params = { queue, value, limit: state.policy.deliveryLimit ?? 0, deliveries: entry.acquiredCount };
      story.rule('rabbitmq.quorum.delivery-limit');
      story.milestone('retry', 'rabbit.queue.delivery-limit', params);
      return;
    }
    case 'rejected':
      story.rule('rabbitmq.queue.discard');
      story.note('rabbit.queue.discarded', { queue, value });
  }
}

/** The head of a queue with priorities is its most important message. */
function dropKey(state: QueueState): 'rabbit.queue.dropped-head' | 'rabbit.queue.dropped-highest-priority' {
  return state.policy.maxPriority === null ? 'rabbit.queue.dropped-head' : 'rabbit.queue.dropped-highest-priority';
}

/** A publish that a queue does not take. */
export function tellRefusal(story: Story, queue: string, { body: value }: Message): void {
  story.rule('rabbitmq.queue.reject-publish');
  story.milestone('fault', 'rabbit.queue.rejected-publish', { queue, value });
}

/** What a command means for what channels hold; told before, because afterwards the queue does not know it any more. */
export function tellCommand(story: Story, queue: string, state: QueueState, command: QueueCommand): void {
  switch (command.type) {
    case 'settle':
      return tellSettlement(story, queue, state, { ...command, settling: 'acknowledged' });
    case 'return':
      return tellSettlement(story, queue, state, { ...command, settling: command.kind });
    case 'down': {
      const entries = state.held.items.filter((held) => sameChannel(held.by, command.by)).map(({ entry }) => entry.id);
      return tellSettlement(story, queue, state, { ...command, entries, settling: command.kind });
    }
    default:
      return;
  }
}

/** How entries leave the hands of a channel. */
type Settling = 'acknowledged' | ReturnKind;

function tellSettlement(
  story: Story,
  queue: string,
  state: QueueState,
  options: { readonly by: ChannelKey; readonly entries: readonly number[]; readonly settling: Settling },
): void {
  const { by, entries, settling } = options;
  story.rule(settling === 'acknowledged' ? 'rabbitmq.queue.acknowledge' : returnRule(state));
  if (!story.explaining) return;
  const released = state.held.items.filter((held) => sameChannel(held.by, by) && entries.includes(held.entry.id));
  for (const held of released) {
    const key = settling === 'acknowledged' ? 'rabbit.queue.acknowledged' : returnKey(state, held, settling);
    if (key !== null) story.note(key, { queue, value: held.entry.message.body });
  }
}

function returnRule(state: QueueState): RuleId {
  return state.type === 'quorum' ? 'rabbitmq.quorum.take-back' : 'rabbitmq.queue.requeue';
}

type ReturnSentence = `rabbit.queue.requeued-${'place' | 'front' | 'tail' | 'later'}`;

/** Where a returned message stands; null: it dies, which is told as a death. */
function returnKey(state: QueueState, { entry }: Held, kind: ReturnKind): ReturnSentence | null {
  if (state.type === 'classic') return 'rabbit.queue.requeued-place';
  const deliveryCount = entry.deliveryCount + failuresOf(kind, state.version);
  if (isPoison(deliveryCount, state.policy.deliveryLimit)) return null;
  const place = placeOfReturn(state, { kind, failed: failuresOf(kind, state.version), deliveryCount });
  switch (place.where) {
    case 'front':
      return 'rabbit.queue.requeued-front';
    case 'tail':
      return 'rabbit.queue.requeued-tail';
    case 'later':
      return 'rabbit.queue.requeued-later';
  }
}

/** Another consumer is the active one. */
export function tellActive(story: Story, queue: string, before: QueueState, after: QueueState): void {
  if (before.active === after.active) return;
  story.rule('rabbitmq.queue.active');
  if (!story.explaining) return;
  const all = [...after.consumers.waiting, ...after.consumers.blocked];
  const consumer = all.find(({ registered }) => registered === after.active)?.tag ?? '';
  story.note('rabbit.queue.active-changed', { queue, consumer });
}
