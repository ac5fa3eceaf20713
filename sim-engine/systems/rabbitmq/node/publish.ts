/** Publishing: checks, routing, returns, confirms. */
import { EMPTY_TABLE } from '../rules/fieldTable.ts';
import type { Message } from '../rules/message.ts';
import { expirationMillis } from '../rules/queue/expiry.ts';
import { preconditionFailed, REPLY_CODES } from '../rules/replies.ts';
import { checkNotInternal } from '../rules/routing/checks.ts';
import { senderSelected } from '../rules/routing/senderSelected.ts';
import type { Draft } from './draft.ts';
import { exchangeOf } from './exchanges.ts';
import type { MethodOf } from './methods.ts';
import { targetsOf } from './routes.ts';
import { seenMessage } from './seen.ts';
import { confirm } from './toChannel.ts';
import { ask } from './toQueue.ts';
import type { ChannelKey } from '../rules/queue/entry.ts';

type Publish = MethodOf<'basic.publish'>;

/**
 * Name: check a publish
 * Who: the channel
 * Means: the exchange exists and takes messages of clients, the body is not too large, the expiration is a number
 * Enabled when: basic.publish; in a transaction too, at once
 * Changes: nothing
 *
 * @throws {ProtocolFault} 403, 404, 406
 */
export function checkPublish(draft: Draft, method: Publish): void {
  checkNotInternal(exchangeOf(draft, method.exchange));
  const { maxMessageBytes } = draft.node.config;
  if (method.body.length > maxMessageBytes) {
    const sizes = `message size ${method.body.length} is larger than configured max size ${maxMessageBytes}`;
    throw preconditionFailed(sizes);
  }
  const expiration = method.properties?.expiration;
  if (expiration !== undefined) expirationMillis(expiration);
}

function messageOf(method: Publish): Message {
  const { exchange, routingKey, body } = method;
  const { headers, expiration, priority, persistent } = method.properties ?? {};
  return {
    exchange,
    ...senderSelected({ routingKey, headers: headers ?? null }),
    expiration: expiration ?? null,
    priority: priority ?? null,
    persistent: persistent ?? null,
    body,
    bytes: body.length,
    history: null,
  };
}

/**
 * Name: publish
 * Who: the channel
 * Means: the message goes to every queue that the exchange finds. Where it finds none, the message is gone, and confirmed;
 *   with `mandatory` it is returned before that
 * Enabled when: the checks have passed
 * Changes: queues, confirms
 */
export function publish(draft: Draft, key: ChannelKey, method: Publish): void {
  const message = messageOf(method);
  const targets = targetsOf(draft, method.exchange, message);
  const channel = draft.channel(key);
  const sequence = channel?.mode === 'confirm' ? channel.nextSequence : 0;
  if (sequence > 0) draft.changeChannel(key, (now) => ({ ...now, nextSequence: sequence + 1 }));
  tellRouted(draft, method, targets, sequence);
  if (targets.length === 0) {
    if (method.mandatory === true) returnMessage(draft, key, message);
    if (sequence > 0) confirm(draft, key, sequence, 'ack');
    return;
  }
  if (sequence > 0) {
    const waiting = { sequence, value: method.body, waitsFor: targets, rejected: false };
    draft.changeChannel(key, (now) => ({ ...now, unconfirmed: now.unconfirmed.append([waiting]) }));
  }
  const { connection, channel: number } = key;
  const origin = { kind: 'publish', connection, channel: number, sequence } as const;
  draft.reachAll(() => {
    for (const queue of targets) ask(draft, key, { queue, command: { type: 'enqueue', message }, origin });
  });
}

function tellRouted(draft: Draft, method: Publish, targets: readonly string[], sequence: number): void {
  const { story } = draft;
  const { exchange, routingKey: key, body: value } = method;
  story.rule('rabbitmq.publish.publish');
  if (targets.length > 0) {
    if (story.explaining) story.note('rabbit.publish.routed', { exchange, key, queues: targets.join(', '), value });
    return;
  }
  story.milestone('fault', unroutableKey(method, sequence), { exchange, key, value });
}

/** A message without a route is returned, or gone although it is confirmed, or gone without a word. */
function unroutableKey(
  method: Publish,
  sequence: number,
): 'rabbit.publish.returned' | 'rabbit.publish.unroutable' | 'rabbit.publish.unroutable-confirmed' {
  if (method.mandatory === true) return 'rabbit.publish.returned';
  return sequence > 0 ? 'rabbit.publish.unroutable-confirmed' : 'rabbit.publish.unroutable';
}

function returnMessage(draft: Draft, key: ChannelKey, message: Message): void {
  const seen = seenMessage({ ...message, headers: message.headers ?? EMPTY_TABLE }, draft.node.config.version);
  const [replyCode, replyText] = [REPLY_CODES.NO_ROUTE, 'NO_ROUTE'];
  draft.send(key, { type: 'basic.return', replyCode, replyText, message: seen });
}
