/** The rules of a queue's life and of classic queues in five fields each: the text of the step inspector. */
import type { RuleText } from '../../door.ts';

const QUEUES = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_amqqueue.erl';
const QUORUM = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_quorum_queue.erl';
const PROCESS = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_amqqueue_process.erl';
const CONSUMERS = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_queue_consumers.erl';
const STORE = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_variable_queue.erl';
const STORE_SINCE_4 = 'RabbitMQ 4.3.0, deps/rabbit/src/rabbit_msg_store.erl';
const PRIORITY = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_priority_queue.erl';

export const queueRules = [
  {
    id: 'rabbitmq.queue.declare',
    name: { en: 'Declare a queue', 'zh-cn': '声明队列' },
    who: { en: 'a client', 'zh-cn': '客户端' },
    means: {
      en: 'It is there afterwards, as described; declaring it again the same way changes nothing.',
      'zh-cn': '声明之后它就存在，且与描述一致；用同样的描述再声明一次，什么都不变。',
    },
    enabledWhen: {
      en: 'The name is free, or the description is the same, and no other connection owns it.',
      'zh-cn': '名字还没被占用，或描述相同，且不归别的连接独占。',
    },
    changes: { en: 'The queues of the broker.', 'zh-cn': 'broker 的队列。' },
    source: QUEUES,
  },
  {
    id: 'rabbitmq.queue.check-arguments',
    name: { en: 'Check the arguments of a queue', 'zh-cn': '检查队列参数' },
    who: { en: 'the broker, when a queue is declared', 'zh-cn': 'broker，声明队列时' },
    means: {
      en: 'Every argument that the broker knows has a fitting value and belongs to the type of the queue; others mean nothing.',
      'zh-cn': 'broker 认识的每个参数都要取值合适、且适用于这种队列；不认识的参数没有意义。',
    },
    enabledWhen: { en: 'queue.declare.', 'zh-cn': '收到 queue.declare。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: QUEUES,
  },
  {
    id: 'rabbitmq.queue.check-properties',
    name: { en: 'Check the properties of a replicated queue', 'zh-cn': '检查复制队列的属性' },
    who: { en: 'the broker', 'zh-cn': '收到声明的 broker' },
    means: {
      en: 'Quorum queues and streams outlive connections and nodes, so they are neither transient, nor exclusive, nor deleted by themselves.',
      'zh-cn': '仲裁队列与流比连接和节点活得更久，所以不能是非持久的、独占的或自动删除的。',
    },
    enabledWhen: { en: 'queue.declare with such a type.', 'zh-cn': '用这类队列类型 queue.declare。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: QUORUM,
  },
  {
    id: 'rabbitmq.queue.delete',
    name: { en: 'Delete a queue', 'zh-cn': '删除队列' },
    who: {
      en: 'the node: a client asked, nobody used it (x-expires), its last consumer is gone (auto-delete), or its connection (exclusive)',
      'zh-cn': '节点：客户端要求、长期无人使用（x-expires）、最后一个消费者离开（auto-delete），或所属连接没了（独占）',
    },
    means: {
      en: 'Its messages are gone, none of them as a dead letter; its consumers are cancelled, and channels stay open.',
      'zh-cn': '它的消息都没了，没有一条成为死信；它的消费者被取消，通道仍然打开。',
    },
    enabledWhen: { en: 'One of these reasons is there.', 'zh-cn': '出现上述原因之一。' },
    changes: { en: 'Queues, bindings, consumers.', 'zh-cn': '队列、绑定、消费者。' },
    source: QUEUES,
  },
  {
    id: 'rabbitmq.queue.auto-delete',
    name: { en: 'Delete a queue automatically', 'zh-cn': '自动删除队列' },
    who: { en: 'the node, when a consumer is gone', 'zh-cn': '节点，有消费者离开时' },
    means: {
      en: 'An auto-delete queue goes with its last consumer, and stays as long as it never had one; x-expires begins to count.',
      'zh-cn': '自动删除的队列随最后一个消费者消失；从未有过消费者就一直保留；x-expires 从此开始计时。',
    },
    enabledWhen: { en: 'Nobody consumes any more.', 'zh-cn': '已没有任何消费者。' },
    changes: { en: 'The queue.', 'zh-cn': '队列。' },
    source: PROCESS,
  },
  {
    id: 'rabbitmq.queue.enqueue',
    name: { en: 'Enqueue', 'zh-cn': '入队' },
    who: { en: 'a classic queue, for a message that was routed to it', 'zh-cn': '经典队列，对路由到它的消息' },
    means: {
      en: 'A waiting consumer gets it at once, even when it lives for no time; otherwise it stands at the end, and the limits are looked at.',
      'zh-cn': '有消费者在等就立即交给它，哪怕消息的存活时间为零；否则排到队尾，再检查长度限制。',
    },
    enabledWhen: {
      en: 'Always; a queue that rejects tells the publisher.',
      'zh-cn': '任何时候；拒收的队列会告诉发布者。',
    },
    changes: { en: 'Ready messages, deliveries.', 'zh-cn': '就绪消息、投递。' },
    source: PROCESS,
  },
  {
    id: 'rabbitmq.queue.sync',
    name: { en: 'Write to disk and confirm', 'zh-cn': '写盘并确认' },
    who: { en: 'a durable classic queue before 4.0', 'zh-cn': '持久的经典队列（4.0 之前）' },
    means: {
      en: 'A persistent message is confirmed when it is on disk (fsync). Several together make that cheap, and a confirm late. Since 4.0 classic queues do not fsync any more: the confirm follows the write, which a killed process survives and a power cut does not.',
      'zh-cn':
        '持久消息落盘（fsync）之后才确认。攒几条一起更省，代价是确认来得晚。4.0 起经典队列不再 fsync：写入之后就确认，进程被杀也不丢，断电则可能丢。',
    },
    enabledWhen: { en: 'Persistent messages wait for the disk.', 'zh-cn': '有持久消息在等待写盘。' },
    changes: { en: 'The disk; then the confirms that waited for it.', 'zh-cn': '磁盘；随后是等待它的确认。' },
    source: STORE_SINCE_4,
  },
  {
    id: 'rabbitmq.node.write-back',
    name: { en: 'Write back', 'zh-cn': '写回' },
    who: { en: 'the operating system of a node, since 4.0', 'zh-cn': '节点的操作系统（4.0 起）' },
    means: {
      en: 'What was written goes to disk about every half minute without anybody asking for it. No confirm waits for this; power loss takes what came since.',
      'zh-cn': '写入的内容大约每半分钟由操作系统自行落盘。没有确认在等它；断电会丢掉此后写入的内容。',
    },
    enabledWhen: {
      en: 'The last time is half a minute ago, and no log of a quorum queue is just on its way to disk.',
      'zh-cn': '距上次已有半分钟，且没有仲裁队列的日志正在落盘。',
    },
    changes: { en: 'The disk.', 'zh-cn': '磁盘。' },
    source: STORE_SINCE_4,
  },
  {
    id: 'rabbitmq.queue.get',
    name: { en: 'Get', 'zh-cn': '拉取一条' },
    who: { en: 'a queue, for basic.get', 'zh-cn': '队列，处理 basic.get 时' },
    means: {
      en: 'The head is handed out, whatever prefetch says. In a classic queue expired messages behind it die at once, so that the answer does not count them.',
      'zh-cn': '交出队首，不管预取数。经典队列会同时清掉其后已过期的消息，免得应答里的数目把它们算进去。',
    },
    enabledWhen: { en: 'There is a ready message.', 'zh-cn': '有就绪消息。' },
    changes: {
      en: 'Ready messages, and those that are held unless they are acknowledged automatically.',
      'zh-cn': '就绪消息；若非自动确认，则还有被持有的消息。',
    },
    source: PROCESS,
  },
  {
    id: 'rabbitmq.queue.deliver',
    name: { en: 'Deliver', 'zh-cn': '投递' },
    who: { en: 'the queue, whenever a message or credit has come', 'zh-cn': '队列，有新消息或新额度时' },
    means: {
      en: 'The head goes to the first consumer of the highest priority that has credit; that consumer then stands at the end of its priority, so that consumers take turns. One without credit is set aside. What comes to the head and has expired dies, also in the middle of a step.',
      'zh-cn':
        '队首交给有额度的消费者中优先级最高的第一个；它随后排到同级末尾，于是消费者轮流得到消息。没有额度的先放到一边。到了队首却已过期的消息当即死亡，哪怕在同一步之中。',
    },
    enabledWhen: {
      en: 'There is a ready message and a consumer with credit.',
      'zh-cn': '有就绪消息，且有消费者还有额度。',
    },
    changes: {
      en: 'The messages that are ready and those that are held; the order of the consumers.',
      'zh-cn': '就绪与被持有的消息；消费者的次序。',
    },
    source: CONSUMERS,
  },
  {
    id: 'rabbitmq.queue.prefetch',
    name: { en: 'Prefetch of a consumer', 'zh-cn': '消费者的预取' },
    who: { en: 'the queue, before it delivers', 'zh-cn': '队列，投递之前' },
    means: {
      en: 'A consumer that acknowledges has at most `prefetch` deliveries in hand; one that does not is never held back.',
      'zh-cn': '需要确认的消费者手里最多有 `prefetch` 条投递；不需要确认的从不受限。',
    },
    enabledWhen: { en: 'A message is ready.', 'zh-cn': '有消息就绪。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: CONSUMERS,
  },
  {
    id: 'rabbitmq.queue.active',
    name: { en: 'Choose the single active consumer', 'zh-cn': '选出单一活跃消费者' },
    who: {
      en: 'a queue with x-single-active-consumer, when consumers come or go or have settled',
      'zh-cn': '设了 x-single-active-consumer 的队列，消费者来去或了结消息时',
    },
    means: {
      en: 'One consumer gets everything, the others wait; the first that registered begins. Priorities count when the next one is chosen, but not in a quorum queue before 4.0. Since 4.0 it changes over to one of higher priority as soon as the active one holds nothing.',
      'zh-cn':
        '一个消费者得到全部消息，其余等待；先注册的先来。选下一个时看优先级，但 4.0 之前的仲裁队列不看。4.0 起的仲裁队列，会在活跃者手里没有消息时换成优先级更高的消费者。',
    },
    enabledWhen: { en: 'The queue has the argument.', 'zh-cn': '队列有这个参数。' },
    changes: { en: 'Who is active.', 'zh-cn': '谁是活跃消费者。' },
    source: PROCESS,
  },
  {
    id: 'rabbitmq.queue.acknowledge',
    name: { en: 'Acknowledge', 'zh-cn': '消费确认' },
    who: { en: 'a queue', 'zh-cn': '队列' },
    means: { en: 'The messages are gone for good.', 'zh-cn': '这些消息彻底删除。' },
    enabledWhen: { en: 'The channel holds them.', 'zh-cn': '通道持有它们。' },
    changes: {
      en: 'The messages that are held; the credit of their consumers.',
      'zh-cn': '被持有的消息；消费者的额度。',
    },
    source: PROCESS,
  },
  {
    id: 'rabbitmq.queue.discard',
    name: { en: 'Discard', 'zh-cn': '丢弃' },
    who: {
      en: 'a queue, for basic.reject and basic.nack without requeue',
      'zh-cn': '队列，处理不带 requeue 的 basic.reject 与 basic.nack 时',
    },
    means: { en: 'The messages die, reason “rejected”.', 'zh-cn': '这些消息成为死信，原因是“rejected”。' },
    enabledWhen: { en: 'The channel holds them.', 'zh-cn': '通道持有它们。' },
    changes: {
      en: 'The messages that are held; the credit of their consumers.',
      'zh-cn': '被持有的消息；消费者的额度。',
    },
    source: PROCESS,
  },
  {
    id: 'rabbitmq.queue.requeue',
    name: { en: 'Requeue, classic', 'zh-cn': '重新入队（经典队列）' },
    who: { en: 'a classic queue, for each message that comes back', 'zh-cn': '经典队列，对每条退回的消息' },
    means: {
      en: 'The message returns to where it was, also when several come back out of order.',
      'zh-cn': '消息回到原来的位置，几条消息乱序退回时也一样。',
    },
    enabledWhen: { en: 'A consumer gives it back, or its channel is gone.', 'zh-cn': '消费者退回它，或它的通道没了。' },
    changes: { en: 'The ready messages.', 'zh-cn': '就绪消息。' },
    source: STORE,
  },
  {
    id: 'rabbitmq.queue.cancel',
    name: { en: 'Cancel a consumer', 'zh-cn': '取消消费者' },
    who: { en: 'a queue', 'zh-cn': '队列' },
    means: {
      en: 'No more deliveries; what the consumer holds stays with its channel and may still be acknowledged. In 3.10, when the active one of several goes while messages are ready, the queue forgets to serve the next (issue 5460).',
      'zh-cn':
        '不再投递；它持有的消息留在通道上，仍可确认。3.10 中，多个消费者里的活跃者在有就绪消息时离开，队列会忘记服务下一个（issue 5460）。',
    },
    enabledWhen: { en: 'The consumer is registered.', 'zh-cn': '消费者已注册。' },
    changes: { en: 'Consumers, who is active.', 'zh-cn': '消费者，以及谁是活跃者。' },
    source: CONSUMERS,
  },
  {
    id: 'rabbitmq.queue.channel-gone',
    name: { en: 'A channel is gone', 'zh-cn': '通道消失' },
    who: { en: 'a queue', 'zh-cn': '队列' },
    means: {
      en: 'Its consumers are gone, and all that it holds comes back.',
      'zh-cn': '该通道的消费者没有了，它持有的全部消息回到队列。',
    },
    enabledWhen: { en: 'The channel or its connection has closed.', 'zh-cn': '通道或它的连接已关闭。' },
    changes: {
      en: 'Consumers; the messages that are held are ready again.',
      'zh-cn': '消费者；被持有的消息重新就绪。',
    },
    source: PROCESS,
  },
  {
    id: 'rabbitmq.queue.crash',
    name: { en: 'Crash of a stalled queue (3.10, issue 5460)', 'zh-cn': '停滞队列的崩溃（3.10，issue 5460）' },
    who: {
      en: 'a classic queue with a single active consumer, at the next publish after it forgot to serve',
      'zh-cn': '设了单一活跃消费者的经典队列，在忘记服务之后的下一次发布时',
    },
    means: {
      en: 'The process crashes and starts again: the message is lost and its publisher told so, the consumers are cancelled, and what was not written to disk is lost.',
      'zh-cn': '队列进程崩溃并重启：这条消息丢失、发布者得到 nack，消费者被取消，没有写盘的内容也丢了。',
    },
    enabledWhen: { en: 'The queue is stalled.', 'zh-cn': '队列已停滞。' },
    changes: {
      en: 'Everything but persistent messages of a durable queue.',
      'zh-cn': '除持久队列的持久消息外，一切都会变。',
    },
    source: PROCESS,
  },
  {
    id: 'rabbitmq.queue.restart',
    name: { en: 'Restart a classic queue', 'zh-cn': '重启经典队列' },
    who: {
      en: 'the node, after the queue’s process or the node itself has gone down',
      'zh-cn': '节点，队列进程或节点自身停掉之后',
    },
    means: {
      en: 'Persistent messages of a durable queue are there again, in order, those that somebody held as redelivered; after a crash all of them, because the queue does not know any more what it had handed out.',
      'zh-cn':
        '持久队列的持久消息按原顺序恢复，其中被人持有过的带 redelivered 标记；崩溃之后则全部都带，因为队列已不知道哪些投递过。',
    },
    enabledWhen: { en: 'The node is up.', 'zh-cn': '节点重新运行。' },
    changes: { en: 'Everything else is forgotten.', 'zh-cn': '其余一切都被遗忘。' },
    source: STORE,
  },
  {
    id: 'rabbitmq.queue.priority',
    name: { en: 'The priority of a message in a queue', 'zh-cn': '消息在队列中的优先级' },
    who: { en: 'the queue, when it takes a message in', 'zh-cn': '队列，收下消息时' },
    means: {
      en: 'Classic queues have 0 to x-max-priority, above is the highest, none is 0. Quorum queues have no priorities in 3.x, two levels from 4.0 on (above 4 is high), and 32 from 4.3 on, none being 4.',
      'zh-cn':
        '经典队列的优先级为 0 到 x-max-priority，超出算最高，没写算 0。仲裁队列在 3.x 没有优先级；4.0 起分两级（大于 4 为高）；4.3 起有 32 级，没写算 4。',
    },
    enabledWhen: { en: 'Always.', 'zh-cn': '任何时候。' },
    changes: { en: 'The level at which the message stands.', 'zh-cn': '消息所在的级别。' },
    source: PRIORITY,
  },
] as const satisfies readonly RuleText[];
