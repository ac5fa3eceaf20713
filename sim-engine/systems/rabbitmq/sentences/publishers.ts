/** What publishers say. */
import type { Bilingual } from '../../door.ts';

export const publisherSentences = {
  'rabbit.publisher.published': {
    en: '{publisher} publishes {value} to {exchange} with routing key “{key}” and number {number}. basic.publish has no answer; {publisher} waits for the confirm of that number.',
    'zh-cn':
      '{publisher} 把 {value} 发布到 {exchange}，路由键“{key}”，序号 {number}。basic.publish 没有应答；{publisher} 等待这个序号的确认。',
  },
  'rabbit.publisher.published-unconfirmed': {
    en: '{publisher} publishes {value} to {exchange} with routing key “{key}” and takes it for done: without confirms nobody will tell what became of it.',
    'zh-cn':
      '{publisher} 把 {value} 发布到 {exchange}，路由键“{key}”，随即当作完成：不用确认，就没有人告诉它消息的下落。',
  },
  'rabbit.publisher.confirmed': {
    en: '{publisher} hears that {value} is confirmed. The application takes it for safe.',
    'zh-cn': '{publisher} 得知 {value} 已确认。应用认为它安全了。',
  },
  'rabbit.publisher.late-confirm': {
    en: '{publisher} gets a confirm for {value} that it no longer waits for.',
    'zh-cn': '{publisher} 收到 {value} 的确认，但它已不再等待。',
  },
  'rabbit.publisher.nacked-again': {
    en: '{publisher} gets a nack for {value} and publishes it again. Queues that had taken it the first time will have it twice.',
    'zh-cn': '{publisher} 收到 {value} 的 nack，再发一次。第一次就收下它的队列，会有两份。',
  },
  'rabbit.publisher.nacked': {
    en: '{publisher} gets a nack for {value} and leaves it at that. A queue refused it; others may have it all the same.',
    'zh-cn': '{publisher} 收到 {value} 的 nack，就此作罢。有队列拒绝了它，其他队列却可能已收下。',
  },
  'rabbit.publisher.returned': {
    en: '{publisher} gets {value} back: no queue wanted it. The confirm that follows must not be taken for success.',
    'zh-cn': '{publisher} 收到退回的 {value}：没有队列要它。随后到来的确认不能当作成功。',
  },
  'rabbit.publisher.timeout-again': {
    en: '{publisher} never heard of {values}: the confirm is overdue, or the connection is gone. It cannot know whether a queue has them, and publishes them again. If the first attempt was only late, they are there twice.',
    'zh-cn':
      '{publisher} 一直没有得到 {values} 的结果：确认迟迟不来，或连接没了。它无法知道队列是否已收下，于是再发一次。如果第一次只是迟到，就有两份。',
  },
  'rabbit.publisher.blocked': {
    en: '{publisher} is told that it is blocked ({reason}) and holds its messages back.',
    'zh-cn': '{publisher} 得知自己被阻塞（{reason}），先不发送。',
  },
  'rabbit.publisher.unblocked': { en: '{publisher} may publish again.', 'zh-cn': '{publisher} 可以继续发布了。' },
  'rabbit.publisher.window-full': {
    en: '{publisher} has {count} unconfirmed {count|publish|publishes}, as many as it allows itself, and waits.',
    'zh-cn': '{publisher} 已有 {count} 条未确认的发布，达到自己的上限，先等一等。',
  },
  'rabbit.publisher.reconnects': {
    en: '{client} has no connection to {node} any more and tries {next} in {millis} ms. There everything begins anew: channels, confirms and their numbers, consumers.',
    'zh-cn':
      '{client} 与 {node} 的连接没了，{millis} 毫秒后改连 {next}。在那里一切从头开始：通道、确认及其序号、消费者。',
  },
  'rabbit.publisher.gave-up': {
    en: '{publisher} never heard of {values} and does not publish again. They may be in their queue or not: nobody knows.',
    'zh-cn': '{publisher} 一直没有得到 {values} 的结果，也不再重发。它们在不在队列里，没有人知道。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
