/** What publishers say. */
import type { Bilingual } from '../../door.ts';

export const publisherSentences = {
  'rabbit.publisher.published': {
    en: '{publisher} publishes {value} to {exchange} with routing key {key} and number {number}. basic.publish has no answer; {publisher} waits for the confirm of that number.',
    'zh-cn':
      '{publisher} 把 {value} 发布到 {exchange}，路由键 {key}，序号 {number}。basic.publish 没有应答；{publisher} 等待这个序号的确认。',
  },
  'rabbit.publisher.published-unconfirmed': {
    en: '{publisher} publishes {value} to {exchange} with routing key {key} and takes it for done: without confirms nobody will tell what became of it.',
    'zh-cn':
      '{publisher} 把 {value} 发布到 {exchange}，路由键 {key}，随即当作完成：不用确认，就没有人告诉它消息的下落。',
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
    en: '{publisher} gets a nack for {value} and publishes it again (attempt {attempt}). Queues that had taken it the first time now have it twice.',
    'zh-cn': '{publisher} 收到 {value} 的 nack，再发一次（第 {attempt} 次）。第一次就收下它的队列，现在有两份。',
  },
  'rabbit.publisher.returned': {
    en: '{publisher} gets {value} back: no queue wanted it. The confirm that follows must not be taken for success.',
    'zh-cn': '{publisher} 收到退回的 {value}：没有队列要它。随后到来的确认不能当作成功。',
  },
  'rabbit.publisher.timeout-again': {
    en: '{publisher} has waited {seconds} s for the confirm of {value} and publishes it again (attempt {attempt}). If the first one is only late, the message is there twice.',
    'zh-cn':
      '{publisher} 等 {value} 的确认已等了 {seconds} 秒，再发一次（第 {attempt} 次）。如果第一次只是迟到，消息就有两份。',
  },
  'rabbit.publisher.doubtful-again': {
    en: '{publisher} lost its connection before it heard of {values}. It cannot know whether a queue has them, and publishes them again.',
    'zh-cn': '{publisher} 在得知 {values} 的结果之前断了连接。它无法知道队列是否已收下，于是再发一次。',
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
  'rabbit.publisher.disconnected': {
    en: '{publisher} loses its connection to {node}. It tries again in {millis} ms.',
    'zh-cn': '{publisher} 与 {node} 的连接断了。{millis} 毫秒后重连。',
  },
  'rabbit.publisher.reconnects': {
    en: '{publisher} connects to {node} and chooses confirms anew: numbers begin at 1 again.',
    'zh-cn': '{publisher} 连接 {node}，重新选择确认模式：序号又从 1 开始。',
  },
  'rabbit.publisher.gave-up': {
    en: '{publisher} gives up {value} after {attempts} {attempts|attempt|attempts}. One of them may have arrived all the same.',
    'zh-cn': '{publisher} 试了 {attempts} 次后放弃 {value}。其中某次可能其实已送到。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
