/** The rules of expiry, length limits and dead letters in five fields each: the text of the step inspector. */
import type { RuleText } from '../../door.ts';

const BASIC = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_basic.erl';
const PROCESS = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_amqqueue_process.erl';
const LETTERS = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_dead_letter.erl';

export const limitRules = [
  {
    id: 'rabbitmq.queue.expiration',
    name: { en: 'Read a message’s expiration', 'zh-cn': '读取消息的过期时间' },
    who: { en: 'the channel, when it receives a message', 'zh-cn': '通道，收到消息时' },
    means: {
      en: 'The property is a whole number of milliseconds, written as text.',
      'zh-cn': '这个属性是以文本书写的整数，单位毫秒。',
    },
    enabledWhen: { en: 'The message has the property.', 'zh-cn': '消息带有该属性。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: BASIC,
  },
  {
    id: 'rabbitmq.queue.expires-at',
    name: { en: 'Compute when a message expires', 'zh-cn': '计算消息何时过期' },
    who: { en: 'the queue, when it takes a message in', 'zh-cn': '队列，收下消息时' },
    means: {
      en: 'The shorter of the queue’s and the message’s time to live, from now on; later returns do not prolong it.',
      'zh-cn': '取队列与消息两个存活时间中较短的，从此刻算起；之后退回也不会延长。',
    },
    enabledWhen: { en: 'One of the two is set.', 'zh-cn': '两者至少设了一个。' },
    changes: { en: 'When the message expires.', 'zh-cn': '消息的过期时刻。' },
    source: PROCESS,
  },
  {
    id: 'rabbitmq.queue.expire',
    name: { en: 'Expire messages', 'zh-cn': '消息过期' },
    who: {
      en: 'the queue, before it serves anybody, and by a timer',
      'zh-cn': '队列，在服务任何人之前，以及定时器到点时',
    },
    means: {
      en: 'A message expires only when it is at the head (of its priority, in a quorum queue since 4.3); behind a live one it stays, and still counts.',
      'zh-cn':
        '消息只有到了队首（4.3 起的仲裁队列：所在优先级的队首）才会过期；排在未过期消息之后的仍留在队列里，也仍计数。',
    },
    enabledWhen: { en: 'The head’s time is up.', 'zh-cn': '队首的时间已到。' },
    changes: { en: 'The ready messages.', 'zh-cn': '就绪消息。' },
    source: PROCESS,
  },
  {
    id: 'rabbitmq.queue.reject-publish',
    name: { en: 'Reject a publish, classic', 'zh-cn': '拒绝发布（经典队列）' },
    who: { en: 'a classic queue, before it takes a message in', 'zh-cn': '经典队列，收下消息之前' },
    means: {
      en: 'The message would go over a limit, so the publisher is told no.',
      'zh-cn': '收下就会超出限制，所以告诉发布者不收。',
    },
    enabledWhen: {
      en: 'Overflow is reject-publish or reject-publish-dlx.',
      'zh-cn': 'overflow 是 reject-publish 或 reject-publish-dlx。',
    },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: PROCESS,
  },
  {
    id: 'rabbitmq.queue.drop-head',
    name: { en: 'Drop from the head', 'zh-cn': '从队首丢弃' },
    who: {
      en: 'the queue, after every message that comes in or comes back',
      'zh-cn': '队列，每收下或收回一条消息之后',
    },
    means: {
      en: 'Room is made at the head, where the oldest message of the highest priority is; a message larger than the byte limit empties the queue and goes too.',
      'zh-cn': '从队首腾出位置，那里是最高优先级中最早的消息；比字节上限还大的消息会清空队列，自己也被丢弃。',
    },
    enabledWhen: {
      en: 'Overflow is drop-head and the queue is over a limit.',
      'zh-cn': 'overflow 是 drop-head，且队列超出限制。',
    },
    changes: { en: 'The ready messages.', 'zh-cn': '就绪消息。' },
    source: PROCESS,
  },
  {
    id: 'rabbitmq.dead-letter.death',
    name: { en: 'Record a death', 'zh-cn': '记录死亡' },
    who: { en: 'the queue that gives a message up', 'zh-cn': '放弃消息的队列' },
    means: {
      en: 'One entry for each queue and reason, the latest first; dying again there only adds to the count, and what happened first stays written. In 3.10 each death turns the order of the older entries round (observed).',
      'zh-cn':
        '每个队列加原因一条记录，最新的在最前；同样的死法再来一次只增加计数，首次的情况保留不变。3.10 中每次死亡都会把更早的记录顺序颠倒（实测）。',
    },
    enabledWhen: {
      en: 'A message dies and the queue has a dead letter exchange.',
      'zh-cn': '消息死亡，且队列设有死信交换机。',
    },
    changes: { en: 'The message’s history.', 'zh-cn': '消息的死亡历史。' },
    source: LETTERS,
  },
  {
    id: 'rabbitmq.dead-letter.publish',
    name: { en: 'Make a dead letter', 'zh-cn': '产生死信' },
    who: { en: 'the queue that gives a message up', 'zh-cn': '放弃消息的队列' },
    means: {
      en: 'It is published again, to the dead letter exchange, with the configured routing key or all keys that it had; its expiration is taken off, or it would expire at once again; CC goes when a key is configured.',
      'zh-cn':
        '消息被重新发布到死信交换机，路由键用配置的那个，或沿用它原有的全部；过期时间被去掉，否则马上又会过期；配置了路由键时 CC 也去掉。',
    },
    enabledWhen: {
      en: 'A message dies and the queue has a dead letter exchange.',
      'zh-cn': '消息死亡，且队列设有死信交换机。',
    },
    changes: { en: 'Nothing; a new message is routed.', 'zh-cn': '没有变化；一条新消息开始路由。' },
    source: LETTERS,
  },
  {
    id: 'rabbitmq.dead-letter.cycle',
    name: { en: 'Detect a dead letter cycle', 'zh-cn': '发现死信循环' },
    who: {
      en: 'the broker, for each queue to which a dead letter would go',
      'zh-cn': 'broker，对死信将要去往的每个队列',
    },
    means: {
      en: 'A message that comes to a queue where it has died is dropped, unless a consumer has rejected it on the way: a circle without anybody in it would go on for ever.',
      'zh-cn': '消息回到它死过的队列时会被丢弃，除非途中有消费者拒绝过它：没有人参与的循环永远不会停。',
    },
    enabledWhen: { en: 'The message did not die by rejection just now.', 'zh-cn': '消息这一次不是因被拒绝而死。' },
    changes: { en: 'Nothing; the queue is left out.', 'zh-cn': '没有变化；跳过这个队列。' },
    source: LETTERS,
  },
] as const satisfies readonly RuleText[];
