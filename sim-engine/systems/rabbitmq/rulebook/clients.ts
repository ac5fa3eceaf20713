/** The rules of publishers and consumers in five fields each: the text of the step inspector. */
import type { RuleText } from '../../door.ts';

const PUBLISHERS = 'RabbitMQ documentation, docs/publishers/index.md';
const CONFIRMS = 'RabbitMQ documentation, docs/confirms.md';
const RELIABILITY = 'RabbitMQ documentation, docs/reliability.md';
const ALARMS = 'RabbitMQ documentation, docs/alarms.md';
const CONNECTIONS = 'RabbitMQ documentation, docs/connections/index.md';
const APPLICATION = 'The application of this simulator; nothing in RabbitMQ prescribes it.';
const CONSUMING = 'RabbitMQ documentation, docs/consumers.md';

export const clientRules = [
  {
    id: 'rabbitmq.publisher.publish',
    name: { en: 'Publish a message', 'zh-cn': '发布一条消息' },
    who: { en: 'the application of a publisher', 'zh-cn': '发布者的应用' },
    means: {
      en: 'basic.publish has no answer of its own. Only confirms tell what became of the message; without them nobody does.',
      'zh-cn': 'basic.publish 本身没有应答。只有发布确认能说明消息的下落；不用它，就没有人告诉你。',
    },
    enabledWhen: {
      en: 'The application wants to send, is connected and not blocked, and has fewer publishes outstanding than it allows itself.',
      'zh-cn': '应用要发送，已连接且没有被阻塞，未确认的发布少于它给自己定的上限。',
    },
    changes: { en: 'The publishes that wait for a confirm.', 'zh-cn': '等待确认的发布。' },
    source: PUBLISHERS,
  },
  {
    id: 'rabbitmq.publisher.confirm',
    name: { en: 'Hear a confirm', 'zh-cn': '得到确认' },
    who: { en: 'a publisher', 'zh-cn': '发布者' },
    means: {
      en: 'The broker is responsible now. How much that is worth depends on the queue: one node (its disk before 4.0, its page cache since), all mirrors in sight, or a majority; or no queue at all, if the message was unroutable.',
      'zh-cn':
        '责任转到 broker。这个确认值多少，取决于队列：一个节点（4.0 之前是它的磁盘，4.0 起只是它的页缓存）、看得到的全部镜像，或多数派；如果消息无法路由，就是没有任何队列。',
    },
    enabledWhen: {
      en: 'basic.ack arrives for a publish that still waits.',
      'zh-cn': '收到 basic.ack，对应的发布还在等。',
    },
    changes: { en: 'The publish is done.', 'zh-cn': '这次发布完成。' },
    source: CONFIRMS,
  },
  {
    id: 'rabbitmq.publisher.returned',
    name: { en: 'Hear a return', 'zh-cn': '得到退回' },
    who: { en: 'a publisher', 'zh-cn': '发布者' },
    means: {
      en: 'No queue took the message. The confirm that follows says only that the broker has dealt with it, so a publisher must look at returns too.',
      'zh-cn': '没有队列收下消息。随后的确认只表示 broker 处理完了它，所以发布者也必须看退回。',
    },
    enabledWhen: { en: 'basic.return arrives.', 'zh-cn': '收到 basic.return。' },
    changes: { en: 'The message is known as unroutable.', 'zh-cn': '这条消息被记为无法路由。' },
    source: PUBLISHERS,
  },
  {
    id: 'rabbitmq.publisher.republish',
    name: { en: 'Publish again', 'zh-cn': '重新发布' },
    who: { en: 'a publisher', 'zh-cn': '发布者' },
    means: {
      en: 'What is not confirmed may or may not be in a queue. Sending it again makes sure that it is there at least once, and perhaps twice: AMQP 0-9-1 has no numbers by which a broker could tell.',
      'zh-cn':
        '没有确认的消息，可能在队列里，也可能不在。重新发布能保证至少有一份，也许有两份：AMQP 0-9-1 没有编号，broker 认不出重复。',
    },
    enabledWhen: {
      en: 'A nack, a confirm that is overdue, or a connection that was lost before the confirm.',
      'zh-cn': '收到 nack、确认迟迟不来，或在确认之前连接断了。',
    },
    changes: {
      en: 'The message is sent once more, under a new sequence number.',
      'zh-cn': '消息再发一次，用新的序号。',
    },
    source: RELIABILITY,
  },
  {
    id: 'rabbitmq.publisher.blocked',
    name: { en: 'Wait while blocked', 'zh-cn': '被阻塞时等待' },
    who: { en: 'a publisher', 'zh-cn': '发布者' },
    means: {
      en: 'The broker does not read the connection until the alarm is over. What was sent meanwhile waits on the way and is carried out late; a timeout of the application’s own then sends it twice.',
      'zh-cn':
        '告警解除前，broker 不读取这个连接。这期间发出的内容停在途中，稍后才执行；应用自己的超时会因此让它发两遍。',
    },
    enabledWhen: {
      en: 'connection.blocked has arrived, and connection.unblocked has not.',
      'zh-cn': '收到了 connection.blocked，还没收到 connection.unblocked。',
    },
    changes: { en: 'Nothing; the publisher holds back.', 'zh-cn': '没有变化；发布者先不发送。' },
    source: ALARMS,
  },
  {
    id: 'rabbitmq.publisher.pause',
    name: { en: 'Stand still after a refusal', 'zh-cn': '被拒绝后停一停' },
    who: { en: 'a publisher', 'zh-cn': '发布者' },
    means: {
      en: 'Whoever was refused slows down, and with it whoever feeds it: this is how a full queue reaches back to the source.',
      'zh-cn': '被拒绝的一方慢下来，给它供货的也跟着慢下来：队列满了的消息就这样一路传回源头。',
    },
    enabledWhen: {
      en: 'The application publishes refused messages again, and gives the queue time (republish-pause-ms).',
      'zh-cn': '应用会重发被拒绝的消息，并且给队列留出时间（republish-pause-ms）。',
    },
    changes: { en: 'Nothing is published until the pause is over.', 'zh-cn': '停顿结束之前什么也不发布。' },
    source: APPLICATION,
  },
  {
    id: 'rabbitmq.publisher.reconnect',
    name: { en: 'Reconnect', 'zh-cn': '重新连接' },
    who: { en: 'a client', 'zh-cn': '客户端' },
    means: {
      en: 'A new connection to some node that listens. It begins with nothing: channels are opened, confirms chosen and consumers registered again.',
      'zh-cn': '换一个在监听的节点建立新连接。一切从头开始：重开通道、重选确认模式、重新注册消费者。',
    },
    enabledWhen: { en: 'The connection is gone and the waiting time is over.', 'zh-cn': '连接没了，等待时间已过。' },
    changes: { en: 'The connection of the client.', 'zh-cn': '客户端的连接。' },
    source: CONNECTIONS,
  },
  {
    id: 'rabbitmq.publisher.give-up',
    name: { en: 'Give a message up', 'zh-cn': '放弃消息' },
    who: { en: 'the application of a publisher', 'zh-cn': '发布者的应用' },
    means: {
      en: 'Some attempts are enough. Whether one of them arrived is not known.',
      'zh-cn': '试过几次就够了。其中有没有哪次送到，不得而知。',
    },
    enabledWhen: {
      en: 'The message was published as often as the application allows.',
      'zh-cn': '发布次数已达应用的上限。',
    },
    changes: { en: 'The message counts as failed.', 'zh-cn': '消息记为失败。' },
    source: APPLICATION,
  },
  {
    id: 'rabbitmq.consumer.subscribe',
    name: { en: 'Subscribe', 'zh-cn': '订阅' },
    who: { en: 'a consumer', 'zh-cn': '消费者' },
    means: {
      en: 'The queue pushes messages from now on, as many as the prefetch allows without an acknowledgement.',
      'zh-cn': '从现在起由队列推送消息，未确认的条数以预取数为限。',
    },
    enabledWhen: { en: 'The channel is open and the queue is there.', 'zh-cn': '通道已打开，队列存在。' },
    changes: { en: 'The consumers of the queue.', 'zh-cn': '队列的消费者。' },
    source: CONSUMING,
  },
  {
    id: 'rabbitmq.consumer.receive',
    name: { en: 'Receive a delivery', 'zh-cn': '收到投递' },
    who: { en: 'a consumer', 'zh-cn': '消费者' },
    means: {
      en: 'The message is in the consumer’s hands and still in the queue, unacknowledged; with automatic acknowledgement it is gone from the queue already. `redelivered` says only that it may have been delivered before.',
      'zh-cn':
        '消息在消费者手里，也还在队列里，等待确认；如果是自动确认，它此刻已从队列消失。`redelivered` 只说明以前可能投递过。',
    },
    enabledWhen: { en: 'basic.deliver arrives.', 'zh-cn': '收到 basic.deliver。' },
    changes: { en: 'What the consumer has in hand.', 'zh-cn': '消费者手里的消息。' },
    source: CONFIRMS,
  },
  {
    id: 'rabbitmq.consumer.work',
    name: { en: 'Work on a message', 'zh-cn': '处理消息' },
    who: { en: 'the application of a consumer', 'zh-cn': '消费者的应用' },
    means: {
      en: 'Work takes time, and the broker does not see it: a slow consumer and a dead one look alike until the connection tells.',
      'zh-cn': '处理需要时间，而 broker 看不见：在连接断开之前，慢的消费者和死的没有区别。',
    },
    enabledWhen: { en: 'A message is in hand and the application is free.', 'zh-cn': '手里有消息，且应用空闲。' },
    changes: { en: 'The application is busy.', 'zh-cn': '应用进入忙碌。' },
    source: APPLICATION,
  },
  {
    id: 'rabbitmq.consumer.effect',
    name: { en: 'Cause an effect', 'zh-cn': '产生效果' },
    who: { en: 'the application of a consumer', 'zh-cn': '消费者的应用' },
    means: {
      en: 'The effect happens outside the broker, so effect and acknowledgement cannot happen together: one of them comes first, and a crash may come between.',
      'zh-cn': '效果发生在 broker 之外，所以它和消费确认不可能同时发生：总有一个在先，而崩溃可能正好落在中间。',
    },
    enabledWhen: { en: 'The work on a message is done.', 'zh-cn': '消息处理完毕。' },
    changes: { en: 'What the application has done outside.', 'zh-cn': '应用在外部做过的事。' },
    source: APPLICATION,
  },
  {
    id: 'rabbitmq.consumer.hand-over',
    name: { en: 'Hand a message to a service', 'zh-cn': '把消息交给服务' },
    who: { en: 'a consumer whose work a service does', 'zh-cn': '由服务代为处理的消费者' },
    means: {
      en: 'The consumer only carries messages: it acknowledges when the service says ok, asks again when no answer comes, and gives a refused message up like a poison one.',
      'zh-cn': '消费者只负责传递：服务说成功才确认；没有应答就再问；被拒绝的消息按毒消息处理。',
    },
    enabledWhen: {
      en: 'A message is next, and processing.handler names a service.',
      'zh-cn': '轮到一条消息，且 processing.handler 指定了服务。',
    },
    changes: { en: 'The consumer waits for the answer.', 'zh-cn': '消费者等待应答。' },
    source: APPLICATION,
  },
  {
    id: 'rabbitmq.consumer.effect-known',
    name: { en: 'Recognise an effect', 'zh-cn': '认出做过的效果' },
    who: { en: 'the application of an idempotent consumer', 'zh-cn': '幂等消费者的应用' },
    means: {
      en: 'The application remembers which messages had their effect, and skips one that comes again. That is what makes “at least once” harmless.',
      'zh-cn': '应用记得哪些消息已产生过效果，再来就跳过。正是它让“至少一次”变得无害。',
    },
    enabledWhen: { en: 'The message’s id is among those that are done.', 'zh-cn': '消息的 ID 已在完成之列。' },
    changes: { en: 'Nothing; the message is acknowledged.', 'zh-cn': '没有变化；消息照常确认。' },
    source: APPLICATION,
  },
  {
    id: 'rabbitmq.consumer.acknowledge',
    name: { en: 'Acknowledge a delivery', 'zh-cn': '确认一次投递' },
    who: { en: 'a consumer', 'zh-cn': '消费者' },
    means: {
      en: 'The queue may forget the message. It holds only on the channel that delivered it, and has no answer: whether it arrived is never known.',
      'zh-cn': '队列可以忘掉这条消息。它只在投递它的通道上有效，而且没有应答：到没到，永远不知道。',
    },
    enabledWhen: {
      en: 'The application is done with it, or, if it acknowledges first, has just received it.',
      'zh-cn': '应用处理完了；如果是先确认后处理，就是刚刚收到。',
    },
    changes: { en: 'The consumer has a place free in its prefetch.', 'zh-cn': '消费者的预取空出一个位置。' },
    source: CONFIRMS,
  },
  {
    id: 'rabbitmq.consumer.poison',
    name: { en: 'Fail on a poison message', 'zh-cn': '处理毒消息失败' },
    who: { en: 'the application of a consumer', 'zh-cn': '消费者的应用' },
    means: {
      en: 'No consumer can process this message. Requeued, it comes back for ever, unless the queue has a delivery limit; discarded, it is a dead letter or gone. An application that crashes on it gives back everything that it had prefetched, and in a quorum queue each of these messages counts one delivery more, although only one was to blame.',
      'zh-cn':
        '没有消费者能处理这条消息。重新入队，它会一直回来，除非队列设了投递上限；丢弃，它就成为死信或消失。被它弄崩的应用会退回预取的一切，在仲裁队列里每条都多计一次投递，尽管只有一条该负责。',
    },
    enabledWhen: { en: 'Work on the message fails.', 'zh-cn': '处理消息失败。' },
    changes: { en: 'The message, or the whole connection.', 'zh-cn': '这条消息，或整个连接。' },
    source: APPLICATION,
  },
  {
    id: 'rabbitmq.consumer.stale-ack',
    name: { en: 'Acknowledge on a channel that is gone', 'zh-cn': '在已消失的通道上确认' },
    who: { en: 'a consumer', 'zh-cn': '消费者' },
    means: {
      en: 'A delivery belongs to its channel. When that is gone, the message is back in the queue already, and nobody hears the acknowledgement: the work will be done twice.',
      'zh-cn': '投递属于它的通道。通道没了，消息早已回到队列，没有人听得到这个确认：同样的工作会做两遍。',
    },
    enabledWhen: { en: 'The connection was lost while the application worked.', 'zh-cn': '应用处理期间连接断了。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: CONFIRMS,
  },
] as const satisfies readonly RuleText[];
