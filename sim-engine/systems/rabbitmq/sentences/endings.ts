/** What queues say of messages that expire, do not fit, or die. */
import type { Bilingual } from '../../door.ts';

export const endingSentences = {
  'rabbit.queue.expired': {
    en: '{value} expires in {queue}: it has reached the head (since 4.3, in a quorum queue: the head of its priority), and its time is up. Behind a live message it would have stayed, and counted, however old.',
    'zh-cn':
      '{value} 在 {queue} 中过期：它到了队首（4.3 起的仲裁队列：所在优先级的队首），时间也到了。排在未过期消息之后的话，再旧也会留着，也仍计数。',
  },
  'rabbit.queue.dropped-head': {
    en: '{queue} is over its limit, so it drops {value} at its head, the oldest. The publisher of the new message gets a confirm and hears nothing of this.',
    'zh-cn': '{queue} 超出限制，丢弃队首最旧的 {value}。新消息的发布者得到确认，对此一无所知。',
  },
  'rabbit.queue.dropped-highest-priority': {
    en: '{queue} is over its limit, so it drops its head. In a priority queue that is {value}, of the highest priority: the most urgent message goes first, not the least urgent.',
    'zh-cn':
      '{queue} 超出限制，丢弃队首。在优先级队列里，那是优先级最高的 {value}：最先丢掉的恰恰是最紧急的，而不是最不紧急的。',
  },
  'rabbit.queue.rejected-publish': {
    en: '{queue} is full and rejects {value} (overflow is reject-publish): the publisher gets a nack, if it uses confirms.',
    'zh-cn': '{queue} 已满，拒收 {value}（overflow 为 reject-publish）：发布者如果用了确认，会得到 nack。',
  },
  'rabbit.queue.full-takes-one-more': {
    en: '{queue} takes {value} although that puts it over its limit of {limit}: a quorum queue looks at the limit after the message is in, so it holds one more than one expects.',
    'zh-cn': '{queue} 收下 {value}，尽管这超出了上限 {limit}：仲裁队列收下之后才检查上限，所以会比预期多一条。',
  },
  'rabbit.queue.dead-lettered': {
    en: '{value} dies in {queue} ({reason}) and is published again to {exchange}, which finds {targets}. Nobody confirms this step: with the default strategy a dead letter can be lost on the way.',
    'zh-cn':
      '{value} 在 {queue} 中成为死信（{reason}），重新发布到 {exchange}，去往 {targets}。这一步没有确认：按默认策略，死信可能在途中丢失。',
  },
  'rabbit.queue.dead-letter-kept': {
    en: '{value} dies in {queue} ({reason}). With at-least-once it stays there, and counts, until {targets} has confirmed it; a target may get it twice.',
    'zh-cn':
      '{value} 在 {queue} 中成为死信（{reason}）。采用 at-least-once 时，它留在原处、仍然计数，直到 {targets} 确认；目标可能收到两次。',
  },
  'rabbit.queue.dead-letter-waits': {
    en: '{value} dies in {queue} ({reason}), and {exchange} finds no queue that could take it now. With at-least-once nothing is lost: {value} stays in {queue}, and is sent again later.',
    'zh-cn':
      '{value} 在 {queue} 中成为死信（{reason}），而 {exchange} 此刻找不到能收下它的队列。采用 at-least-once，什么也不会丢：{value} 留在 {queue}，稍后再发。',
  },
  'rabbit.queue.dead-letter-nowhere': {
    en: '{value} dies in {queue} ({reason}), but {exchange} does not exist or finds no queue: it is lost without a word.',
    'zh-cn': '{value} 在 {queue} 中成为死信（{reason}），但 {exchange} 不存在或找不到队列：它无声无息地丢了。',
  },
  'rabbit.queue.dead-dropped': {
    en: '{value} dies in {queue} ({reason}). The queue has no dead letter exchange, so it is gone.',
    'zh-cn': '{value} 在 {queue} 中死亡（{reason}）。队列没有死信交换机，它就此消失。',
  },
  'rabbit.queue.dead-cycle': {
    en: '{value} dies in {queue} ({reason}), and {exchange} would only bring it back to a queue where it died before. No consumer rejected it on the way, so the broker drops it, or it would go round for ever. One death by rejection in between, and the circle would go on.',
    'zh-cn':
      '{value} 在 {queue} 中成为死信（{reason}），而 {exchange} 只会把它送回它死过的队列。途中没有消费者拒绝过它，所以 broker 将它丢弃，否则它会永远转下去。只要其间有一次因被拒绝而死，循环就不会被打断。',
  },
  'rabbit.queue.delivery-limit': {
    en: '{value} comes back to {queue} once too often: the delivery limit is {limit}, and it was delivered {deliveries} {deliveries|time|times}. The limit counts returns, so a limit of L gives L + 1 deliveries.',
    'zh-cn':
      '{value} 退回 {queue} 的次数超限：投递上限是 {limit}，它被投递了 {deliveries} 次。上限数的是退回，所以上限 L 意味着 L + 1 次投递。',
  },
  'rabbit.queue.innocent-counted': {
    en: '{consumer} died with {count} {count|message|messages} in hand, and each of them counts one delivery more in {queue}. A dead consumer costs every message of its prefetch one delivery, also those that it never looked at.',
    'zh-cn':
      '{consumer} 消失时手里有 {count} 条消息，它们在 {queue} 里各多计一次投递。消费者一死，预取的每条消息都搭上一次投递，连它没看过的也算。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
