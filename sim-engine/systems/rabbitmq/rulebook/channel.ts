/** The rules of connections and channels in five fields each: the text of the step inspector. */
import type { RuleText } from '../../door.ts';

const READER = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_reader.erl';
const HEARTBEAT = 'RabbitMQ 3.10.8, deps/rabbit_common/src/rabbit_heartbeat.erl';
const ALARM = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_alarm.erl';
const CHANNEL = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_channel.erl';
const LIMITER = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_limiter.erl';
const QUEUES = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_amqqueue.erl';
const PROCESS = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_amqqueue_process.erl';

export const channelRules = [
  {
    id: 'rabbitmq.connection.open',
    name: { en: 'Open a connection', 'zh-cn': '建立连接' },
    who: { en: 'a client, and the node that it reaches', 'zh-cn': '客户端，以及它连上的节点' },
    means: {
      en: 'Both agree on the heartbeat; the shorter of two wishes counts. A new connection knows nothing of an earlier one: its channels, tags and confirms begin anew.',
      'zh-cn': '双方商定心跳间隔，以较短的为准。新连接不记得旧连接：通道、投递标签与确认都重新开始。',
    },
    enabledWhen: { en: 'The node is up and not paused.', 'zh-cn': '节点在运行，且没有被暂停。' },
    changes: { en: 'The connections of the node.', 'zh-cn': '节点的连接。' },
    source: READER,
  },
  {
    id: 'rabbitmq.connection.close',
    name: { en: 'Close a connection', 'zh-cn': '关闭连接' },
    who: { en: 'either side, or the operating system', 'zh-cn': '任意一方，或操作系统' },
    means: {
      en: 'With the connection all its channels end, and its exclusive queues are deleted. What was published on it without an answer stays in doubt.',
      'zh-cn': '连接关闭，上面的通道全部结束，独占队列被删除。在它上面发布而还没得到答复的消息，结果就此不明。',
    },
    enabledWhen: {
      en: 'Somebody closes it, the node stops, or the peer’s process is gone.',
      'zh-cn': '有人关闭它、节点停止，或对端进程消失。',
    },
    changes: {
      en: 'The connection, its channels, and the queues that get their messages back.',
      'zh-cn': '连接、它的通道，以及收回消息的各队列。',
    },
    source: READER,
  },
  {
    id: 'rabbitmq.connection.heartbeat',
    name: { en: 'Heartbeat', 'zh-cn': '心跳' },
    who: { en: 'both ends of a connection', 'zh-cn': '连接的两端' },
    means: {
      en: 'A peer that sends nothing at all is taken for dead. It may only be slow or cut off: then it goes on working with messages that are already given to others.',
      'zh-cn': '完全没有动静的对端会被当作已死。它也可能只是变慢或断网：那样它会继续处理早已交给别人的消息。',
    },
    enabledWhen: {
      en: 'Every half interval something is sent; an end that has heard nothing at two checks in a row, one interval apart, gives the connection up.',
      'zh-cn': '每半个间隔发送一次；每个间隔检查一次，连续两次都没有收到任何数据，就放弃连接。',
    },
    changes: {
      en: 'The connection closes; everything that its channels hold goes back to the queues.',
      'zh-cn': '连接关闭；它的通道持有的消息全部回到队列。',
    },
    source: HEARTBEAT,
  },
  {
    id: 'rabbitmq.connection.blocked',
    name: { en: 'Block a publisher', 'zh-cn': '阻塞发布者' },
    who: { en: 'a node, for each of its connections', 'zh-cn': '节点，对它的每个连接' },
    means: {
      en: 'A connection that publishes while an alarm is up is told once, and is not read any more; connections that only consume go on, or the queues would never become shorter.',
      'zh-cn': '告警期间发布消息的连接会收到一次通知，然后节点不再读取它；只消费的连接照常工作，否则队列永远不会变短。',
    },
    enabledWhen: { en: 'Any node of the cluster has an alarm.', 'zh-cn': '集群中任何一个节点有告警。' },
    changes: { en: 'The connection is blocked until no alarm is left.', 'zh-cn': '连接一直被阻塞，直到没有任何告警。' },
    source: ALARM,
  },
  {
    id: 'rabbitmq.channel.mode',
    name: { en: 'Choose confirms or transactions', 'zh-cn': '选择确认或事务' },
    who: { en: 'the channel', 'zh-cn': '通道' },
    means: { en: 'A channel is one or the other for good.', 'zh-cn': '一个通道只能二选一，选定后不能更改。' },
    enabledWhen: { en: 'confirm.select or tx.select.', 'zh-cn': 'confirm.select 或 tx.select。' },
    changes: { en: 'The channel’s mode.', 'zh-cn': '通道的模式。' },
    source: CHANNEL,
  },
  {
    id: 'rabbitmq.channel.prefetch-set',
    name: { en: 'Set prefetch', 'zh-cn': '设置预取' },
    who: { en: 'a client', 'zh-cn': '客户端' },
    means: {
      en: 'How many unacknowledged deliveries a consumer may have: for consumers that register from now on, and a limit of the whole channel is lifted; or, with `global`, for all of the channel together, at once. Since 4.3 `global` is not permitted, and means the same as without it.',
      'zh-cn':
        '一个消费者最多可以有多少条未确认的投递：对此后注册的消费者生效，同时取消整个通道的上限；带 `global` 时，限制整个通道的总数，立即生效。4.3 起不允许 `global`，带不带都一样。',
    },
    enabledWhen: { en: 'Always.', 'zh-cn': '任何时候。' },
    changes: { en: 'The channel.', 'zh-cn': '通道。' },
    source: CHANNEL,
  },
  {
    id: 'rabbitmq.channel.prefetch',
    name: { en: 'Prefetch of a channel', 'zh-cn': '通道的预取' },
    who: {
      en: 'classic queues, before they deliver to one of the channel’s consumers',
      'zh-cn': '经典队列，向该通道的消费者投递之前',
    },
    means: {
      en: 'All consumers of the channel together have at most so many deliveries in hand; basic.get does not count.',
      'zh-cn': '通道上所有消费者手里的投递加起来不超过这个数；basic.get 不计入。',
    },
    enabledWhen: { en: 'basic.qos was called with global.', 'zh-cn': '调用 basic.qos 时带了 global。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: LIMITER,
  },
  {
    id: 'rabbitmq.channel.collect',
    name: { en: 'Collect what an acknowledgement settles', 'zh-cn': '找出一次确认涵盖的投递' },
    who: { en: 'the channel, for ack, nack and reject', 'zh-cn': '通道，处理 ack、nack 与 reject 时' },
    means: {
      en: 'One delivery; or, with multiple, all up to it, and with tag 0 all there are.',
      'zh-cn': '一条投递；带 multiple 时是到它为止的全部，标签为 0 则是所有未确认的。',
    },
    enabledWhen: {
      en: 'The channel has handed out the tag, and it is not settled.',
      'zh-cn': '通道发出过这个标签，且尚未了结。',
    },
    changes: { en: 'The channel’s unacknowledged deliveries.', 'zh-cn': '通道上未确认的投递。' },
    source: CHANNEL,
  },
  {
    id: 'rabbitmq.channel.confirm',
    name: { en: 'Confirm a publish', 'zh-cn': '确认一次发布' },
    who: { en: 'the channel', 'zh-cn': '通道' },
    means: {
      en: 'One answer when every queue that the message was routed to has spoken; a single refusal makes it a nack, although the other queues keep the message.',
      'zh-cn':
        '消息路由到的每个队列都表态之后，才给出一个答复；只要有一个队列拒绝，答复就是 nack，尽管其他队列已收下消息。',
    },
    enabledWhen: { en: 'The channel is in confirm mode.', 'zh-cn': '通道处于确认模式。' },
    changes: { en: 'The publishes of the channel that wait for a verdict.', 'zh-cn': '通道上等待结果的发布。' },
    source: CHANNEL,
  },
  {
    id: 'rabbitmq.channel.timeout',
    name: { en: 'Acknowledgement timeout', 'zh-cn': '确认超时' },
    who: { en: 'the channel, at its regular check', 'zh-cn': '通道，在定期检查时' },
    means: {
      en: 'A consumer that keeps a delivery for too long is taken for stuck: the channel closes and everything comes back.',
      'zh-cn': '长时间不确认的消费者被认为卡住了：通道关闭，它持有的消息全部回到队列。',
    },
    enabledWhen: {
      en: 'The oldest delivery to a consumer is older than consumer_timeout.',
      'zh-cn': '给消费者的投递中，最早的一条已超过 consumer_timeout。',
    },
    changes: { en: 'Nothing; the channel closes with 406.', 'zh-cn': '没有变化；通道以 406 关闭。' },
    source: CHANNEL,
  },
  {
    id: 'rabbitmq.channel.end',
    name: { en: 'A channel ends', 'zh-cn': '通道结束' },
    who: { en: 'the node', 'zh-cn': '节点' },
    means: {
      en: 'Its consumers are gone, what it holds goes back to its queues as redelivered, open transactions are rolled back, and confirms that were still to come never will.',
      'zh-cn':
        '它的消费者没有了，它持有的消息带着 redelivered 标记回到队列，未提交的事务回滚，尚未发出的确认永远不会来。',
    },
    enabledWhen: {
      en: 'It was closed by either side, or its connection is gone.',
      'zh-cn': '任意一方关闭了它，或它的连接没了。',
    },
    changes: {
      en: 'The channel, and the queues that get their messages back.',
      'zh-cn': '通道，以及收回消息的各队列。',
    },
    source: CHANNEL,
  },
  {
    id: 'rabbitmq.channel.fault',
    name: { en: 'Answer a fault', 'zh-cn': '应答错误' },
    who: { en: 'the node', 'zh-cn': '节点' },
    means: {
      en: 'A fault ends the channel, and a hard one the whole connection; the client is told why.',
      'zh-cn': '出错会结束通道，严重的会结束整个连接；客户端会得知原因。',
    },
    enabledWhen: { en: 'A method is refused.', 'zh-cn': '某个方法被拒绝。' },
    changes: { en: 'The channel or the connection.', 'zh-cn': '通道或连接。' },
    source: CHANNEL,
  },
  {
    id: 'rabbitmq.channel.settle-by-consumer',
    name: { en: 'Settle consumer by consumer', 'zh-cn': '按消费者分批了结' },
    who: { en: 'the channel', 'zh-cn': '通道' },
    means: {
      en: 'What one method settles goes to the queues in parts, by the name of the queue, then by the tag of the consumer; what basic.get fetched comes first, each message alone. A queue serves between two parts.',
      'zh-cn':
        '一个方法了结的多条投递分批交给队列：先按队列名，再按消费者标签；用 basic.get 取走的排在最前，每条单独一批。两批之间队列会照常投递。',
    },
    enabledWhen: { en: 'A method settles deliveries.', 'zh-cn': '某个方法了结投递时。' },
    changes: {
      en: 'Queues; consumers of the channel may go on.',
      'zh-cn': '队列；通道上的消费者可以继续。',
    },
    source: CHANNEL,
  },
  {
    id: 'rabbitmq.channel.recover',
    name: { en: 'Recover', 'zh-cn': '全部重投' },
    who: { en: 'a client', 'zh-cn': '客户端' },
    means: {
      en: 'Everything that the channel holds goes back to its queues, and is delivered again, also to others.',
      'zh-cn': '通道持有的全部消息回到队列，重新投递，也可能给别人。',
    },
    enabledWhen: {
      en: 'Requeue is set; the other form is not implemented.',
      'zh-cn': '带有 requeue；另一种形式没有实现。',
    },
    changes: { en: 'The channel’s unacknowledged deliveries.', 'zh-cn': '通道上未确认的投递。' },
    source: CHANNEL,
  },
  {
    id: 'rabbitmq.channel.commit',
    name: { en: 'Commit a transaction', 'zh-cn': '提交事务' },
    who: { en: 'a client', 'zh-cn': '客户端' },
    means: {
      en: 'What the channel has published and settled since the last commit happens now, publishes first; one after the other, so it is atomic only where one queue is involved.',
      'zh-cn': '上次提交以来发布与确认的内容现在才生效，先发布后确认；它们逐条执行，所以只有涉及单个队列时才是原子的。',
    },
    enabledWhen: { en: 'The channel is transactional.', 'zh-cn': '通道处于事务模式。' },
    changes: { en: 'Queues.', 'zh-cn': '各队列。' },
    source: CHANNEL,
  },
  {
    id: 'rabbitmq.queue.consume',
    name: { en: 'Consume', 'zh-cn': '消费' },
    who: { en: 'a client', 'zh-cn': '客户端' },
    means: {
      en: 'The queue hands messages to this consumer from now on, with the prefetch that the channel has at this moment.',
      'zh-cn': '从现在起，队列把消息交给这个消费者；它的预取数是通道此刻的设置。',
    },
    enabledWhen: {
      en: 'The queue may be used, the tag is new on the channel, nobody is exclusive.',
      'zh-cn': '队列可用，标签在通道上是新的，没有独占的消费者。',
    },
    changes: { en: 'Consumers; deliveries begin.', 'zh-cn': '队列的消费者；投递开始。' },
    source: QUEUES,
  },
  {
    id: 'rabbitmq.queue.exclusive-consumer',
    name: { en: 'Exclusive consumer', 'zh-cn': '独占消费者' },
    who: { en: 'the queue', 'zh-cn': '队列' },
    means: {
      en: 'One consumer that wants to be alone is alone. A classic queue with a single active consumer has no exclusive ones; a quorum queue with one does not look at the flag (observed on 3.10.8).',
      'zh-cn':
        '要求独占的消费者就独自消费。设了单一活跃消费者的经典队列不接受独占；设了它的仲裁队列根本不看这个标志（3.10.8 实测）。',
    },
    enabledWhen: { en: 'basic.consume.', 'zh-cn': '收到 basic.consume。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: PROCESS,
  },
] as const satisfies readonly RuleText[];
