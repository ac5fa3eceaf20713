/** What a channel says of a publish: where it goes, and what the publisher is told. */
import type { Bilingual } from '../../door.ts';

export const publishingSentences = {
  'rabbit.publish.routed': {
    en: 'Exchange {exchange} finds {queues} for {value} with routing key {key}: each of them gets a copy of its own.',
    'zh-cn': '交换机 {exchange} 按路由键 {key} 为 {value} 找到 {queues}：每个队列各得一份。',
  },
  'rabbit.publish.unroutable': {
    en: 'Exchange {exchange} finds no queue for {value} with routing key {key}, so {value} is gone. Nobody is told: an exchange keeps nothing.',
    'zh-cn':
      '交换机 {exchange} 按路由键 {key} 没有为 {value} 找到任何队列，{value} 就此消失。没有人得到通知：交换机什么都不保存。',
  },
  'rabbit.publish.unroutable-confirmed': {
    en: 'Exchange {exchange} finds no queue for {value} with routing key {key}, so {value} is gone, and confirmed all the same. A confirm says that the broker has dealt with a message, not that a queue has it: only mandatory would tell.',
    'zh-cn':
      '交换机 {exchange} 按路由键 {key} 没有为 {value} 找到任何队列，{value} 就此消失，却照样得到确认。确认只表示 broker 处理完了消息，不表示有队列收下：要知道这一点，只能用 mandatory。',
  },
  'rabbit.publish.returned': {
    en: 'No queue took {value} (exchange {exchange}, routing key {key}). It was published with mandatory, so it goes back to its publisher; the confirm comes after that.',
    'zh-cn':
      '没有队列收下 {value}（交换机 {exchange}，路由键 {key}）。它发布时带了 mandatory，所以退回给发布者；确认随后才到。',
  },
  'rabbit.publish.confirmed': {
    en: '{queue} has taken {value}, and so has every other queue that it was routed to: the publisher gets the confirm. From here on the broker is responsible.',
    'zh-cn': '{queue} 收下了 {value}，它路由到的其他队列也都收下了：发布者得到确认。从此由 broker 负责。',
  },
  'rabbit.publish.nacked': {
    en: '{queue} does not answer for {value} (it refuses it, or its leader is gone), so the publisher gets a nack. Queues that have taken the message keep it: publishing it again doubles it there.',
    'zh-cn':
      '{queue} 不对 {value} 负责（拒绝收下，或者它的 leader 已不在），发布者得到 nack。已经收下它的队列会留着：再发一次，那里就有两份。',
  },
  'rabbit.publish.waits-disk': {
    en: '{queue} has {value} in memory, and confirms it when it is on disk (fsync): before 4.0, a persistent message in a durable queue is confirmed no earlier.',
    'zh-cn': '{queue} 已把 {value} 放进内存，落盘（fsync）之后才确认：4.0 之前，持久队列里的持久消息不会更早确认。',
  },
  'rabbit.publish.waits-majority': {
    en: '{value} is on {have} of the members of {queue}; {need} are needed. It is confirmed when more than half of all members have it, those that are down included in the count.',
    'zh-cn':
      '{queue} 的成员中已有 {have} 个拿到 {value}，需要 {need} 个。超过全体成员的半数才确认，停机的成员也算在全体里。',
  },
  'rabbit.publish.waits-mirrors': {
    en: 'The leader of {queue} has {value} and waits for its mirrors on {nodes} before it confirms.',
    'zh-cn': '{queue} 的 leader 已有 {value}，等 {nodes} 上的镜像也拿到后才确认。',
  },
  'rabbit.publish.refused': {
    en: 'The broker does not accept {value}: {code} {text}. The channel is closed for that, with everything that was still unconfirmed on it.',
    'zh-cn': 'broker 不接受 {value}：{code} {text}。通道因此关闭，上面尚未确认的发布从此不明。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
