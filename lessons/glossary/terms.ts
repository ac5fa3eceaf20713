/**
 * The glossary: every term with its English and its Chinese name, other names, one line of definition, and the word of each
 * system where it is another one. Sorted by theme; the page sorts by name as well.
 *
 * MetaQ means the 1.x that Taobao published as Metamorphosis; from 3.0 on it is RocketMQ. ActiveMQ means ActiveMQ Classic.
 */
import type { Term } from './schema.ts';

export const TERMS: readonly Term[] = [
  // Basics
  {
    id: 'message',
    theme: 'basics',
    name: { en: 'Message', 'zh-cn': '消息' },
    also: { en: ['record', 'event'], 'zh-cn': ['记录', '事件'] },
    definition: {
      en: 'A piece of data that one program hands on to others, with a few fields beside it.',
      'zh-cn': '一个程序交给其他程序的一份数据，外带若干属性。',
    },
    words: {
      kafka: { en: 'record', 'zh-cn': 'record（记录）' },
      zeromq: { en: 'message of one or more frames', 'zh-cn': '由一帧或多帧组成的消息' },
      redis: { en: 'entry of a stream', 'zh-cn': 'stream 中的条目（entry）' },
      mysql: { en: 'row of a table', 'zh-cn': '表中的一行' },
    },
  },
  {
    id: 'message-queue',
    theme: 'basics',
    name: { en: 'Message queue (MQ)', 'zh-cn': '消息队列（MQ）' },
    also: { en: ['message-oriented middleware'], 'zh-cn': ['消息中间件'] },
    definition: {
      en: 'Software that takes messages from some programs and keeps them until others are ready for them.',
      'zh-cn': '从一些程序接收消息，保存到另一些程序来取为止的软件。',
    },
    careful: {
      en: 'The word means the whole product as well as a single queue in it.',
      'zh-cn': '既指整个产品，也指其中的某一个队列。',
    },
  },
  {
    id: 'message-broker',
    theme: 'basics',
    name: { en: 'Message broker', 'zh-cn': '消息代理（Broker）' },
    also: { en: ['broker', 'server', 'node'], 'zh-cn': ['服务端', '节点'] },
    definition: {
      en: 'A server that accepts, stores and hands out messages on behalf of both sides.',
      'zh-cn': '替双方接收、保存并分发消息的服务器。',
    },
    words: {
      rabbitmq: { en: 'node; several form one broker', 'zh-cn': '节点（node），若干节点组成一个 broker' },
      zeromq: { en: 'none: programs talk to each other', 'zh-cn': '没有，程序之间直接通信' },
      redis: 'server',
      mysql: 'server',
    },
  },
  {
    id: 'producer',
    theme: 'basics',
    name: { en: 'Producer', 'zh-cn': '生产者' },
    also: { en: ['publisher', 'sender'], 'zh-cn': ['发布者', '发送方'] },
    definition: { en: 'A program that sends messages.', 'zh-cn': '发送消息的程序。' },
    words: {
      rabbitmq: 'publisher',
      zeromq: { en: 'PUSH or PUB socket', 'zh-cn': 'PUSH 或 PUB 套接字' },
      redis: { en: 'whoever says XADD', 'zh-cn': '执行 XADD 的一方' },
    },
  },
  {
    id: 'consumer',
    theme: 'basics',
    name: { en: 'Consumer', 'zh-cn': '消费者' },
    also: { en: ['subscriber', 'receiver', 'worker'], 'zh-cn': ['订阅者', '接收方'] },
    definition: {
      en: 'A program that gets messages and works on them.',
      'zh-cn': '取得消息并加以处理的程序。',
    },
    careful: {
      en: 'In RabbitMQ a consumer is a subscription on a channel: one process can be many consumers.',
      'zh-cn': '在 RabbitMQ 中，消费者是通道上的一个订阅，一个进程可以有许多个消费者。',
    },
    words: { zeromq: { en: 'PULL or SUB socket', 'zh-cn': 'PULL 或 SUB 套接字' } },
  },
  {
    id: 'topic',
    theme: 'basics',
    name: { en: 'Topic', 'zh-cn': '主题' },
    definition: {
      en: 'A name under which messages are published, for everybody who is interested in it.',
      'zh-cn': '发布消息时所用的名称，凡是关心它的人都能收到。',
    },
    careful: {
      en: 'A Kafka topic stores its records. A topic exchange of RabbitMQ stores nothing: it is a way to choose queues.',
      'zh-cn': 'Kafka 的主题会保存记录；RabbitMQ 的 topic 交换机什么也不存，只是挑选队列的一种方式。',
    },
    words: {
      rabbitmq: { en: 'topic exchange: a kind of routing', 'zh-cn': 'topic 交换机：一种路由方式' },
      activemq: { en: 'topic: the destination that is not a queue', 'zh-cn': 'topic：与队列相对的另一种目的地' },
      zeromq: { en: 'first bytes of a message', 'zh-cn': '消息开头的字节' },
      redis: { en: 'channel, or the key of a stream', 'zh-cn': 'channel，或 stream 的键' },
    },
  },
  {
    id: 'queue',
    theme: 'basics',
    name: { en: 'Queue', 'zh-cn': '队列' },
    definition: {
      en: 'A line of messages, each of which goes to one consumer and is then removed.',
      'zh-cn': '排成一行的消息，每一条交给一个消费者，之后就移除。',
    },
    careful: {
      en: 'A queue of RocketMQ is what Kafka calls a partition: reading does not empty it.',
      'zh-cn': 'RocketMQ 的队列相当于 Kafka 的分区：读过之后消息还在。',
    },
    words: {
      kafka: { en: 'none; nearest: a partition, or a share group', 'zh-cn': '没有；最接近的是分区，或共享组' },
      rocketmq: { en: 'MessageQueue, a partition', 'zh-cn': 'MessageQueue，即分区' },
      redis: { en: 'list, or stream with a group', 'zh-cn': 'list，或带消费者组的 stream' },
      mysql: { en: 'table read with SKIP LOCKED', 'zh-cn': '用 SKIP LOCKED 读取的表' },
    },
  },
  {
    id: 'publish-subscribe',
    theme: 'basics',
    name: { en: 'Publish/subscribe', 'zh-cn': '发布/订阅' },
    also: { en: ['pub/sub', 'broadcast'], 'zh-cn': ['广播'] },
    definition: {
      en: 'Each message reaches every interested subscription.',
      'zh-cn': '每条消息送达所有感兴趣的订阅。',
    },
    words: {
      kafka: { en: 'several consumer groups', 'zh-cn': '多个消费者组' },
      rabbitmq: { en: 'fanout exchange, one queue for each', 'zh-cn': 'fanout 交换机，每个订阅各有一个队列' },
      rocketmq: { en: 'several groups, or broadcasting consumption', 'zh-cn': '多个消费者分组，或广播消费' },
      activemq: { en: 'topic, virtual topic', 'zh-cn': 'topic、虚拟主题（virtual topic）' },
      zeromq: 'PUB/SUB',
      redis: 'Pub/Sub',
    },
  },
  {
    id: 'work-queue',
    theme: 'basics',
    name: { en: 'Work queue', 'zh-cn': '工作队列' },
    also: { en: ['point-to-point', 'competing consumers'], 'zh-cn': ['点对点', '竞争消费者'] },
    definition: {
      en: 'Each message goes to one of several workers that share a queue.',
      'zh-cn': '多个消费者共享一个队列，每条消息只交给其中一个。',
    },
    words: {
      kafka: { en: 'one consumer group', 'zh-cn': '一个消费者组' },
      rocketmq: { en: 'clustering consumption', 'zh-cn': '集群消费' },
      zeromq: 'PUSH/PULL',
      redis: { en: 'consumer group, or BLPOP on a list', 'zh-cn': '消费者组，或对 list 用 BLPOP' },
      mysql: 'SELECT … FOR UPDATE SKIP LOCKED',
    },
  },
  {
    id: 'brokerless-messaging',
    theme: 'basics',
    name: { en: 'Brokerless messaging', 'zh-cn': '无代理消息' },
    definition: {
      en: 'Programs exchange messages directly through a library, without a server in the middle.',
      'zh-cn': '各程序通过库直接收发消息，中间没有服务器。',
    },
  },
  {
    id: 'request-reply',
    theme: 'basics',
    name: { en: 'Request/reply', 'zh-cn': '请求/应答' },
    also: { en: ['RPC over messages'], 'zh-cn': ['请求/响应'] },
    definition: {
      en: 'A message that expects an answer, which says to which request it belongs.',
      'zh-cn': '期待答复的消息，答复中写明它对应哪个请求。',
    },
    words: {
      rabbitmq: 'reply-to, correlation-id',
      activemq: 'JMSReplyTo, JMSCorrelationID',
      zeromq: 'REQ/REP',
    },
  },
  {
    id: 'push-vs-pull',
    theme: 'basics',
    name: { en: 'Push and pull', 'zh-cn': '推与拉' },
    definition: {
      en: 'Whether the broker sends messages on its own or the consumer asks for them.',
      'zh-cn': '是代理主动发给消费者，还是消费者自己来取。',
    },
    careful: {
      en: 'The push consumer of RocketMQ 4 pulls, by long polling. A PULL socket of ZeroMQ asks for nothing.',
      'zh-cn': 'RocketMQ 4 的 PushConsumer 底层是长轮询拉取；ZeroMQ 的 PULL 套接字并不发出请求。',
    },
    words: {
      kafka: { en: 'pull: poll()', 'zh-cn': '拉：poll()' },
      rabbitmq: { en: 'push: basic.consume; pull: basic.get', 'zh-cn': '推：basic.consume；拉：basic.get' },
      redis: { en: 'pull: XREADGROUP; push: Pub/Sub', 'zh-cn': '拉：XREADGROUP；推：Pub/Sub' },
    },
  },
  {
    id: 'channel',
    theme: 'basics',
    name: { en: 'Channel', 'zh-cn': '通道' },
    also: { 'zh-cn': ['信道'] },
    definition: {
      en: 'In AMQP 0-9-1: one of many conversations that share a connection, with delivery tags of its own.',
      'zh-cn': 'AMQP 0-9-1 中共用一条连接的多个会话之一，各有自己的投递标签。',
    },
    careful: {
      en: 'A channel of Redis is something else: a name to which one publishes.',
      'zh-cn': 'Redis 的 channel 是另一回事：发布消息时所用的名称。',
    },
  },
  {
    id: 'wire-protocol',
    theme: 'basics',
    name: { en: 'Wire protocol', 'zh-cn': '线协议' },
    also: { 'zh-cn': ['通信协议'] },
    definition: {
      en: 'What clients and brokers have agreed on, byte by byte.',
      'zh-cn': '客户端与代理之间字节层面的约定。',
    },
    words: {
      rabbitmq: 'AMQP 0-9-1, AMQP 1.0, MQTT, STOMP',
      rocketmq: 'Remoting, gRPC',
      activemq: 'OpenWire, AMQP 1.0, MQTT, STOMP',
      zeromq: 'ZMTP',
      redis: 'RESP',
    },
  },

  // Routing
  {
    id: 'message-routing',
    theme: 'routing',
    name: { en: 'Message routing', 'zh-cn': '消息路由' },
    definition: {
      en: 'Rules, keys or bindings that decide which queues receive a message.',
      'zh-cn': '由规则、键或绑定决定消息进入哪些队列。',
    },
  },
  {
    id: 'exchange',
    theme: 'routing',
    name: { en: 'Exchange', 'zh-cn': '交换机' },
    also: { 'zh-cn': ['交换器'] },
    definition: {
      en: 'Where publishers of RabbitMQ send to. It keeps nothing: it copies a message into the queues that its bindings choose.',
      'zh-cn': 'RabbitMQ 的发布者发往的地方。它不保存消息，只按绑定把消息复制到相应的队列。',
    },
    careful: {
      en: 'Not a network switch, although Chinese has one word for both.',
      'zh-cn': '与网络设备“交换机”（switch）同名，但毫无关系。',
    },
    words: { kafka: { en: 'none: producers name a topic', 'zh-cn': '没有，生产者直接指定主题' } },
  },
  {
    id: 'binding',
    theme: 'routing',
    name: { en: 'Binding', 'zh-cn': '绑定' },
    definition: {
      en: 'A line of configuration: messages with such a key go from this exchange into that queue.',
      'zh-cn': '一行配置：带某种路由键的消息，从这个交换机进入那个队列。',
    },
    careful: {
      en: 'In ZeroMQ to bind is to listen at an address.',
      'zh-cn': 'ZeroMQ 的 bind 是在某个地址上监听。',
    },
    words: {
      kafka: { en: 'none; nearest: subscription to a topic', 'zh-cn': '没有；最接近的是对主题的订阅' },
      rocketmq: { en: 'subscription', 'zh-cn': '订阅关系' },
    },
  },
  {
    id: 'routing-key',
    theme: 'routing',
    name: { en: 'Routing key', 'zh-cn': '路由键' },
    definition: {
      en: 'A word on a message that an exchange compares with its bindings.',
      'zh-cn': '写在消息上的词，交换机拿它与绑定比较。',
    },
    careful: {
      en: 'A record key of Kafka does not decide who gets a record, only in which partition it lies.',
      'zh-cn': 'Kafka 的 key 不决定谁收到记录，只决定它在哪个分区。',
    },
  },
  {
    id: 'record-key',
    theme: 'routing',
    name: { en: 'Record key', 'zh-cn': '消息键（Key）' },
    also: { en: ['message key', 'partition key'], 'zh-cn': ['分区键'] },
    definition: {
      en: 'Records with the same key lie in the same partition, and so stay in order.',
      'zh-cn': '键相同的记录落在同一分区，因而保持顺序。',
    },
    careful: {
      en: 'Keys of RocketMQ are an index by which people find a message; order comes from the message group.',
      'zh-cn': 'RocketMQ 的 Keys 只是供查询的索引；保证顺序的是消息组（旧称 sharding key）。',
    },
    words: {
      rocketmq: { en: 'message group, sharding key', 'zh-cn': '消息组、sharding key' },
      activemq: 'JMSXGroupID',
    },
  },
  {
    id: 'message-filter',
    theme: 'routing',
    name: { en: 'Message filter', 'zh-cn': '消息过滤' },
    also: { en: ['selector'], 'zh-cn': ['选择器'] },
    definition: {
      en: 'A condition under which a subscription wants a message.',
      'zh-cn': '订阅方只要满足某种条件的消息。',
    },
    words: {
      kafka: { en: 'none at the broker', 'zh-cn': 'broker 端没有' },
      rabbitmq: { en: 'bindings', 'zh-cn': '绑定' },
      rocketmq: 'Tag, SQL92',
      activemq: 'selector',
      zeromq: { en: 'prefix of the message', 'zh-cn': '消息前缀' },
    },
  },
  {
    id: 'unroutable',
    theme: 'routing',
    name: { en: 'Unroutable', 'zh-cn': '无法路由' },
    definition: {
      en: 'Said of a message that no binding matches. The exchange drops it, and confirms it all the same.',
      'zh-cn': '没有任何绑定匹配的消息。交换机会丢掉它，却照样确认。',
    },
  },
  {
    id: 'mandatory',
    theme: 'routing',
    name: { en: 'mandatory', 'zh-cn': 'mandatory 标志' },
    also: { en: ['mandatory flag', 'basic.return'], 'zh-cn': ['消息退回'] },
    definition: {
      en: 'A flag of a publish to RabbitMQ: if no queue gets the message, send it back to me, before its confirm.',
      'zh-cn': 'RabbitMQ 发布消息时的标志：没有队列收下，就先把消息退还给我，再确认。',
    },
  },
  {
    id: 'alternate-exchange',
    theme: 'routing',
    name: { en: 'Alternate exchange', 'zh-cn': '备用交换机' },
    also: { 'zh-cn': ['备份交换器'] },
    definition: {
      en: 'The exchange to which another one hands on what it cannot route itself.',
      'zh-cn': '交换机自己无法路由的消息，转交给它。',
    },
    careful: {
      en: 'It takes what was never in a queue; a dead letter exchange takes what has left one.',
      'zh-cn': '它接的是从没进过队列的消息；死信交换机接的是离开了队列的消息。',
    },
  },

  // Consuming
  {
    id: 'partitioning',
    theme: 'consuming',
    name: { en: 'Partition', 'zh-cn': '分区' },
    also: { en: ['shard'], 'zh-cn': ['分片'] },
    definition: {
      en: 'One of the independent logs of which a topic consists; order holds within it only.',
      'zh-cn': '主题由若干独立的日志组成，其中之一就是分区；顺序只在分区内保证。',
    },
    careful: {
      en: 'A network partition is something else: nodes that cannot reach each other.',
      'zh-cn': '网络分区是另一回事：节点之间互相联系不上。',
    },
    words: {
      rocketmq: 'MessageQueue',
      metaq: { en: 'partition', 'zh-cn': '分区' },
      rabbitmq: { en: 'none; nearest: super stream', 'zh-cn': '没有；最接近的是超级流（super stream）' },
    },
  },
  {
    id: 'consumer-group',
    theme: 'consuming',
    name: { en: 'Consumer group', 'zh-cn': '消费者组' },
    also: { en: ['subscription group'], 'zh-cn': ['消费组', '订阅组'] },
    definition: {
      en: 'Consumers under one name that share the work of one subscription.',
      'zh-cn': '同名的一组消费者，共同分担一份订阅。',
    },
    words: {
      rabbitmq: { en: 'consumers of the same queue', 'zh-cn': '同一队列的消费者' },
      rocketmq: { en: 'consumer group', 'zh-cn': '消费者分组' },
      metaq: { en: 'group', 'zh-cn': 'group（消费分组）' },
      redis: { en: 'group of a stream', 'zh-cn': 'stream 的消费者组' },
    },
  },
  {
    id: 'rebalancing',
    theme: 'consuming',
    name: { en: 'Rebalance', 'zh-cn': '再均衡' },
    also: { 'zh-cn': ['重平衡', '重均衡'] },
    definition: {
      en: 'Partitions are given out anew when members of a group come or go.',
      'zh-cn': '组成员有进有出时，重新分配分区。',
    },
    words: { rabbitmq: { en: 'none: messages are given out one by one', 'zh-cn': '没有，消息逐条分发' } },
  },
  {
    id: 'offset',
    theme: 'consuming',
    name: { en: 'Offset', 'zh-cn': '偏移量' },
    also: { en: ['position'], 'zh-cn': ['位点', '消费位点', '位移'] },
    definition: {
      en: 'The number of a record in its log; also the place up to which a reader has come.',
      'zh-cn': '记录在日志中的编号，也指读者读到的位置。',
    },
    careful: {
      en: 'Kafka commits the next offset to read, not the last one that was read.',
      'zh-cn': '同一个 offset，Kafka 多译“偏移量、位移”，RocketMQ 译“位点”。Kafka 提交的是下一条要读的偏移量。',
    },
    words: {
      rabbitmq: { en: 'offset of a stream; queues have none', 'zh-cn': '流有 offset，队列没有' },
      rocketmq: { en: 'offset', 'zh-cn': '位点' },
      redis: { en: 'entry ID', 'zh-cn': '条目 ID' },
      mysql: { en: 'binlog position, GTID', 'zh-cn': 'binlog 位置、GTID' },
    },
  },
  {
    id: 'offset-commit',
    theme: 'consuming',
    name: { en: 'Offset commit', 'zh-cn': '提交偏移量' },
    also: { 'zh-cn': ['提交位点', '提交位移'] },
    definition: {
      en: 'A group saves how far it has come, so that it can go on from there.',
      'zh-cn': '消费者组保存读到哪里，以便从那里继续。',
    },
    careful: {
      en: 'A committed record is one that every replica in sync has. The two have nothing to do with each other.',
      'zh-cn': '“已提交的记录”是指同步副本都有了的记录，与提交偏移量是两回事。',
    },
    words: {
      rabbitmq: { en: 'acknowledgement, message by message', 'zh-cn': '逐条消息的确认' },
      redis: 'XACK',
    },
  },
  {
    id: 'acknowledgement',
    theme: 'consuming',
    name: { en: 'Acknowledgement (ack)', 'zh-cn': '确认（ACK）' },
    also: { 'zh-cn': ['消费确认', '应答'] },
    definition: {
      en: 'The statement “I have it”: of a consumer that has handled a message, or of a broker that has taken one.',
      'zh-cn': '表示“我收下了”：消费者处理完一条消息，或者 broker 收下一条消息。',
    },
    careful: {
      en: 'acks of Kafka is what a producer waits for; ack of RabbitMQ is what a consumer says. On its wire a confirm is a basic.ack too.',
      'zh-cn': 'Kafka 的 acks 是生产者等的；RabbitMQ 的 ack 是消费者发的。而 RabbitMQ 发布确认在线路上也叫 basic.ack。',
    },
    words: {
      kafka: { en: 'offset commit', 'zh-cn': '提交偏移量' },
      rabbitmq: 'basic.ack',
      rocketmq: 'CONSUME_SUCCESS, ack()',
      activemq: { en: 'acknowledgement mode of a session', 'zh-cn': '会话的确认模式' },
      redis: 'XACK',
      mysql: { en: 'COMMIT of the row’s deletion', 'zh-cn': '删除该行并 COMMIT' },
    },
  },
  {
    id: 'publisher-confirm',
    theme: 'consuming',
    name: { en: 'Publisher confirm', 'zh-cn': '发布确认' },
    also: { en: ['send receipt'], 'zh-cn': ['发送确认', '生产者确认'] },
    definition: {
      en: 'The broker’s statement that it has taken a message into its care.',
      'zh-cn': 'broker 表示已对某条消息负责。',
    },
    careful: {
      en: 'It does not say that a queue has the message: unroutable is confirmed as well.',
      'zh-cn': '它不表示消息已在某个队列里：无法路由的消息照样确认。',
    },
    words: { kafka: 'acks', rocketmq: 'SendResult (SEND_OK)' },
  },
  {
    id: 'negative-acknowledgement',
    theme: 'consuming',
    name: { en: 'Nack, reject', 'zh-cn': '否定确认（nack、reject）' },
    also: { en: ['requeue'], 'zh-cn': ['退回', '重新入队'] },
    definition: {
      en: 'A consumer gives a message back: to be delivered again, or to become a dead letter.',
      'zh-cn': '消费者退回一条消息：要么再次投递，要么成为死信。',
    },
    careful: {
      en: 'In a quorum queue since RabbitMQ 4.3 reject counts as a failure, and nack does not.',
      'zh-cn': 'RabbitMQ 4.3 起，在仲裁队列中 reject 计为失败，nack 不计。',
    },
    words: {
      kafka: { en: 'none: seek back', 'zh-cn': '没有，只能 seek 回去' },
      rocketmq: 'RECONSUME_LATER',
      activemq: { en: 'rollback, Session.recover()', 'zh-cn': '回滚、Session.recover()' },
    },
  },
  {
    id: 'prefetch',
    theme: 'consuming',
    name: { en: 'Prefetch', 'zh-cn': '预取数' },
    also: { en: ['QoS', 'credit'], 'zh-cn': ['预取'] },
    definition: {
      en: 'How many messages a consumer may hold that it has not acknowledged.',
      'zh-cn': '消费者最多可以持有多少条尚未确认的消息。',
    },
    words: {
      kafka: {
        en: 'none; max.poll.records is the size of one poll',
        'zh-cn': '没有；max.poll.records 只是一次 poll 的条数',
      },
      rabbitmq: 'basic.qos',
      activemq: { en: 'prefetch limit', 'zh-cn': 'prefetch limit（预取上限）' },
    },
  },
  {
    id: 'acknowledgement-timeout',
    theme: 'consuming',
    name: { en: 'Acknowledgement timeout', 'zh-cn': '确认超时' },
    definition: {
      en: 'How long a consumer may keep a message without acknowledging it before the broker gives it to another.',
      'zh-cn': '消费者持有消息而不确认的最长时间，过了就交给别人。',
    },
    words: {
      kafka: { en: 'max.poll.interval.ms, for the member as a whole', 'zh-cn': 'max.poll.interval.ms，针对整个成员' },
      rabbitmq: 'consumer_timeout',
      rocketmq: { en: 'invisible duration', 'zh-cn': '消息不可见时间' },
      redis: { en: 'none; others take it with XAUTOCLAIM', 'zh-cn': '没有；由其他消费者用 XAUTOCLAIM 认领' },
    },
  },
  {
    id: 'visibility-timeout',
    theme: 'consuming',
    name: { en: 'Visibility timeout', 'zh-cn': '可见性超时' },
    also: { en: ['message lease'], 'zh-cn': ['消息租约', '不可见时间'] },
    definition: {
      en: 'A message that was taken is hidden for a while, and comes back if nobody has confirmed it in time.',
      'zh-cn': '消息被取走后暂时隐藏，逾期未确认就重新可见。',
    },
    words: { rocketmq: { en: 'invisible duration', 'zh-cn': '不可见时间（invisible duration）' } },
  },
  {
    id: 'consumer-lag',
    theme: 'consuming',
    name: { en: 'Lag, backlog', 'zh-cn': '消息积压' },
    also: { en: ['consumer lag', 'queue depth'], 'zh-cn': ['堆积', '消费延迟', 'Lag'] },
    definition: {
      en: 'How far consumers are behind producers.',
      'zh-cn': '消费者落后生产者多少。',
    },
    careful: {
      en: 'It is a number of messages or a time. Say which.',
      'zh-cn': '可能指条数，也可能指时间（“延迟”），要说清楚。',
    },
    words: {
      kafka: 'lag',
      rabbitmq: { en: 'messages ready and unacknowledged', 'zh-cn': 'ready 与 unacknowledged 消息数' },
      rocketmq: { en: 'accumulation', 'zh-cn': '消息堆积' },
      redis: 'lag, pending',
    },
  },
  {
    id: 'ordering',
    theme: 'consuming',
    name: { en: 'Ordering', 'zh-cn': '消息顺序' },
    also: { en: ['FIFO'], 'zh-cn': ['顺序消息', '先进先出'] },
    definition: {
      en: 'The promise that messages are seen in a given order, within a stated scope.',
      'zh-cn': '在明确范围内，保证消息按某种次序被看到。',
    },
    words: {
      kafka: { en: 'within a partition', 'zh-cn': '分区内' },
      rabbitmq: { en: 'within a queue, without redelivery', 'zh-cn': '队列内，且没有重投' },
      rocketmq: { en: 'FIFO message, within a message group', 'zh-cn': '顺序消息，消息组内' },
      activemq: { en: 'message group, exclusive consumer', 'zh-cn': '消息组、独占消费者' },
    },
  },
  {
    id: 'single-active-consumer',
    theme: 'consuming',
    name: { en: 'Single active consumer', 'zh-cn': '单一活跃消费者' },
    also: { en: ['exclusive consumer'], 'zh-cn': ['独占消费者'] },
    definition: {
      en: 'Of several consumers of a queue one gets all messages; another takes over when it is gone.',
      'zh-cn': '一个队列有多个消费者，只有一个收消息；它离开了，才由另一个接手。',
    },
    words: {
      kafka: { en: 'one consumer of the group for each partition', 'zh-cn': '组内每个分区只归一个消费者' },
      rabbitmq: 'x-single-active-consumer',
      rocketmq: { en: 'lock of the queue, for FIFO messages', 'zh-cn': '顺序消息对队列加锁' },
      activemq: 'exclusive consumer',
    },
  },
  {
    id: 'replay',
    theme: 'consuming',
    name: { en: 'Replay', 'zh-cn': '消息回溯' },
    also: { en: ['rewind', 'reset of offsets'], 'zh-cn': ['回放', '重放', '重置位点'] },
    definition: {
      en: 'Old messages are read again, because somebody wants it so.',
      'zh-cn': '有意让消费者重新读取以前的消息。',
    },
    careful: {
      en: 'Three things: retry (again after a failure), redelivery (the broker hands it out again), replay (on purpose, from the log).',
      'zh-cn':
        '三件不同的事：重试（失败后再试）、重投（broker 再次投递）、回溯（有意从日志重读）。也别与“事务回查”混淆。',
    },
    words: {
      kafka: 'seek(), --reset-offsets',
      rabbitmq: { en: 'streams only', 'zh-cn': '仅流（stream）支持' },
      rocketmq: { en: 'reset of offsets by time', 'zh-cn': '按时间重置消费位点' },
      redis: 'XRANGE, XGROUP SETID',
    },
  },

  // Delivery
  {
    id: 'send-buffer',
    theme: 'delivery',
    name: { en: 'Send buffer', 'zh-cn': '发送缓冲区' },
    also: { en: ['producer buffer'], 'zh-cn': ['生产者缓冲区'] },
    definition: {
      en: 'Memory of the sending process in which messages wait until the network takes them. It dies with the process.',
      'zh-cn': '发送方进程里的一段内存，消息在这里等着上网络；进程一死，它也就没了。',
    },
    careful: {
      en: 'send() usually returns when the message lies here, not when a broker has it.',
      'zh-cn': 'send() 返回，通常只说明消息到了这里，不说明 broker 收到了。',
    },
    words: {
      kafka: { en: 'record accumulator (buffer.memory)', 'zh-cn': 'record accumulator（buffer.memory）' },
      rabbitmq: { en: 'socket buffer of the connection', 'zh-cn': '连接的套接字缓冲区' },
    },
  },
  {
    id: 'at-most-once',
    theme: 'delivery',
    name: { en: 'At most once', 'zh-cn': '至多一次' },
    also: { en: ['fire and forget'], 'zh-cn': ['最多一次'] },
    definition: {
      en: 'A message may be lost, but is never delivered twice.',
      'zh-cn': '消息可能丢失，但绝不重复投递。',
    },
    words: { redis: 'Pub/Sub', rabbitmq: { en: 'automatic acknowledgement', 'zh-cn': '自动确认' } },
  },
  {
    id: 'at-least-once',
    theme: 'delivery',
    name: { en: 'At least once', 'zh-cn': '至少一次' },
    also: { 'zh-cn': ['最少一次'] },
    definition: {
      en: 'A message is tried again until it is confirmed, so it may come twice.',
      'zh-cn': '未确认就再试，因此可能重复。',
    },
  },
  {
    id: 'exactly-once',
    theme: 'delivery',
    name: { en: 'Exactly once', 'zh-cn': '恰好一次' },
    also: { en: ['effectively once'], 'zh-cn': ['精确一次', '有且仅有一次'] },
    definition: {
      en: 'There are retries, and yet the effect that one can see happens once.',
      'zh-cn': '虽有重试，但看得到的效果只发生一次。',
    },
    careful: {
      en: 'It is about effects. No network delivers each message exactly once.',
      'zh-cn': '说的是效果，不是投递：没有哪个网络能保证恰好投递一次。Kafka 的 EOS 只管 Kafka 之内。',
    },
    words: { kafka: 'exactly-once semantics (EOS)' },
  },
  {
    id: 'idempotence',
    theme: 'delivery',
    name: { en: 'Idempotence', 'zh-cn': '幂等' },
    also: { 'zh-cn': ['幂等性'] },
    definition: {
      en: 'Doing it again changes nothing further.',
      'zh-cn': '再做一次，结果不变。',
    },
    careful: {
      en: 'An idempotent producer of Kafka protects the log from its own retries, not your database from a redelivery.',
      'zh-cn': 'Kafka 的幂等生产者只防自身重试造成的重复写入，不能让你的业务处理变得幂等。',
    },
  },
  {
    id: 'deduplication',
    theme: 'delivery',
    name: { en: 'Deduplication', 'zh-cn': '去重' },
    also: { 'zh-cn': ['消息去重'] },
    definition: {
      en: 'What has been seen is remembered by an identity, so that a second copy is dropped.',
      'zh-cn': '按标识记住见过的消息，第二份直接丢弃。',
    },
    words: { kafka: { en: 'producer ID and sequence number', 'zh-cn': 'producer ID 与序列号' } },
  },
  {
    id: 'idempotency-key',
    theme: 'delivery',
    name: { en: 'Idempotency key', 'zh-cn': '幂等键' },
    also: { en: ['deduplication key', 'business key'], 'zh-cn': ['去重键', '业务唯一键'] },
    definition: {
      en: 'A name that all attempts at one thing share, so that whoever does it can tell a repeat from something new.',
      'zh-cn': '同一件事的每次尝试都带着的名字，干活的人凭它分清：这是重复，还是新的一件。',
    },
    careful: {
      en: 'It has to be there before the first attempt. An id that every send makes anew tells deliveries apart, not orders.',
      'zh-cn': '第一次尝试之前就得有它。每次发送都新生成的 ID，只能区分投递，不能区分订单。',
    },
  },
  {
    id: 'transactional-message',
    theme: 'delivery',
    name: { en: 'Transactional message', 'zh-cn': '事务消息' },
    definition: {
      en: 'Sending is tied to a transaction: both happen, or neither.',
      'zh-cn': '把发送与某个事务绑在一起：要么都成，要么都不成。',
    },
    careful: {
      en: 'RocketMQ ties a message to a local database; Kafka ties reading and writing of Kafka together; tx of RabbitMQ groups publishes and acks of a channel.',
      'zh-cn':
        'RocketMQ 绑定的是本地数据库事务；Kafka 事务绑定的是 Kafka 内的读与写；RabbitMQ 的 tx 只是把通道上的发布与确认合在一起。',
    },
    words: { metaq: { en: 'local and XA transaction', 'zh-cn': '本地事务与 XA 事务' } },
  },
  {
    id: 'half-message',
    theme: 'delivery',
    name: { en: 'Half message', 'zh-cn': '半消息' },
    also: { en: ['prepared message'], 'zh-cn': ['半事务消息', '预备消息'] },
    definition: {
      en: 'A message of RocketMQ that the broker has, and that nobody may read until its producer says commit.',
      'zh-cn': 'RocketMQ 中 broker 已收到、但生产者提交之前谁也读不到的消息。',
    },
    careful: {
      en: 'It is a whole message; half of the deal is missing.',
      'zh-cn': '不是“半条消息”，消息是完整的，只差生产者的二次确认。',
    },
  },
  {
    id: 'transaction-check',
    theme: 'delivery',
    name: { en: 'Transaction check', 'zh-cn': '事务回查' },
    also: { en: ['check-back'], 'zh-cn': ['消息回查'] },
    definition: {
      en: 'The broker asks a producer of RocketMQ what has become of a half message that it has heard nothing more of.',
      'zh-cn': 'RocketMQ 的 broker 迟迟等不到半消息的结果时，主动询问生产者。',
    },
  },
  {
    id: 'dual-write',
    theme: 'delivery',
    name: { en: 'Dual write', 'zh-cn': '双写' },
    definition: {
      en: 'One thing is written to two systems, one after the other; a crash in between leaves them in disagreement.',
      'zh-cn': '同一件事先后写进两个系统；在中间崩溃，两边就对不上了。',
    },
    careful: {
      en: 'A try/catch around both does not help: in a crash it is gone, and a lost confirm does not say that nothing was written.',
      'zh-cn': '用 try/catch 包起来没有用：崩溃时它也没了；确认丢了，也不等于没写成。',
    },
  },
  {
    id: 'transactional-outbox',
    theme: 'delivery',
    name: { en: 'Transactional outbox', 'zh-cn': '本地消息表' },
    also: { en: ['outbox'], 'zh-cn': ['发件箱模式', '事务发件箱'] },
    definition: {
      en: 'The message is saved in the same database transaction as the data, and sent on later.',
      'zh-cn': '把消息与业务数据写进同一个数据库事务，之后再转发出去。',
    },
  },
  {
    id: 'saga',
    theme: 'delivery',
    name: { en: 'Saga', 'zh-cn': 'Saga' },
    also: { 'zh-cn': ['补偿式长事务'] },
    definition: {
      en: 'A chain of local transactions; when one fails, others undo what was done.',
      'zh-cn': '一串本地事务，其中一个失败，就用补偿动作撤销前面的。',
    },
  },
  {
    id: 'eventual-consistency',
    theme: 'delivery',
    name: { en: 'Eventual consistency', 'zh-cn': '最终一致性' },
    definition: {
      en: 'Copies may differ for a while, and agree once no more changes come.',
      'zh-cn': '副本可能暂时不同，停止更新后终会一致。',
    },
  },

  // When handling fails
  {
    id: 'retry',
    theme: 'failing',
    name: { en: 'Retry', 'zh-cn': '重试' },
    definition: {
      en: 'Somebody tries again after a failure; best with a limit, a pause and some chance in it.',
      'zh-cn': '失败后再试，最好有次数上限、间隔与随机抖动。',
    },
    words: {
      rocketmq: { en: '%RETRY% topic of the group', 'zh-cn': '消费者分组的 %RETRY% 主题' },
      activemq: 'RedeliveryPolicy',
    },
  },
  {
    id: 'redelivery',
    theme: 'failing',
    name: { en: 'Redelivery', 'zh-cn': '重投' },
    also: { 'zh-cn': ['重新投递', '重复投递'] },
    definition: {
      en: 'The broker hands out a message again that it has handed out before.',
      'zh-cn': 'broker 把投递过的消息再次投递。',
    },
    careful: {
      en: 'The flag redelivered of RabbitMQ says “perhaps”: after a crash also messages carry it that no consumer has seen.',
      'zh-cn': 'RabbitMQ 的 redelivered 标志只表示“也许”：崩溃之后，没人见过的消息也会带上它。',
    },
  },
  {
    id: 'delivery-limit',
    theme: 'failing',
    name: { en: 'Delivery limit', 'zh-cn': '投递上限' },
    also: { en: ['maximum of redeliveries'], 'zh-cn': ['最大重试次数'] },
    definition: {
      en: 'How often a message may come back before it becomes a dead letter.',
      'zh-cn': '消息最多可以退回多少次，超过就成为死信。',
    },
    words: {
      kafka: { en: 'none for consumer groups', 'zh-cn': '消费者组没有' },
      rabbitmq: 'x-delivery-limit',
      rocketmq: 'maxReconsumeTimes',
      activemq: 'maximumRedeliveries',
      redis: { en: 'none; XPENDING shows the count', 'zh-cn': '没有；XPENDING 会显示次数' },
    },
  },
  {
    id: 'dead-letter',
    theme: 'failing',
    name: { en: 'Dead letter', 'zh-cn': '死信' },
    also: { en: ['dead-letter queue', 'DLQ'], 'zh-cn': ['死信队列', 'DLQ'] },
    definition: {
      en: 'A message that its queue gives up: rejected, expired, pushed out, or returned too often.',
      'zh-cn': '队列放弃的消息：被拒绝、过期、被挤出，或退回次数过多。',
    },
    careful: {
      en: 'In RabbitMQ a dead letter is deleted unless the queue has a dead letter exchange.',
      'zh-cn': '在 RabbitMQ 中，队列没有设置死信交换机，死信就直接删除。',
    },
    words: {
      kafka: { en: 'none at the broker; Kafka Connect has a queue', 'zh-cn': 'broker 没有；Kafka Connect 有死信队列' },
      rabbitmq: 'dead letter exchange (DLX)',
      rocketmq: { en: '%DLQ% topic of the group', 'zh-cn': '消费者分组的 %DLQ% 主题' },
      activemq: 'ActiveMQ.DLQ',
    },
  },
  {
    id: 'poison-message',
    theme: 'failing',
    name: { en: 'Poison message', 'zh-cn': '毒消息' },
    also: { en: ['poison pill'], 'zh-cn': ['毒丸消息'] },
    definition: {
      en: 'A message at which its consumer fails every time.',
      'zh-cn': '消费者每次处理都会失败的消息。',
    },
  },
  {
    id: 'delayed-retry',
    theme: 'failing',
    name: { en: 'Delayed retry', 'zh-cn': '延迟重试' },
    also: { en: ['backoff'], 'zh-cn': ['延迟重投', '退避'] },
    definition: {
      en: 'A message that came back waits for a while before it is delivered again.',
      'zh-cn': '退回的消息先等一会儿，再次投递。',
    },
    words: {
      rabbitmq: { en: 'x-delayed-retry-type, since 4.3', 'zh-cn': 'x-delayed-retry-type，4.3 起' },
      activemq: 'redeliveryDelay',
    },
  },
  {
    id: 'back-off',
    theme: 'failing',
    name: { en: 'Back-off', 'zh-cn': '退避' },
    also: { en: ['exponential back-off'], 'zh-cn': ['指数退避'] },
    definition: {
      en: 'Whoever fails waits before trying again, and longer after each failure, often twice as long.',
      'zh-cn': '失败之后先等一等再试，每失败一次就等得更久，常常是翻倍。',
    },
  },
  {
    id: 'jitter',
    theme: 'failing',
    name: { en: 'Jitter', 'zh-cn': '抖动' },
    definition: {
      en: 'Chance in a wait, so that those who failed in the same instant do not come again in the same instant.',
      'zh-cn': '等待时间里的随机成分，让同时失败的各方不再同时重来。',
    },
    careful: {
      en: 'Of a network, jitter is an unwanted change of its delay; here it is wanted.',
      'zh-cn': '说网络抖动时，指的是延迟忽大忽小，那是坏事；这里的抖动是有意加的。',
    },
  },
  {
    id: 'redrive',
    theme: 'failing',
    name: { en: 'Redrive', 'zh-cn': '死信回灌' },
    also: { en: ['replay of dead letters'], 'zh-cn': ['重新投递死信'] },
    definition: {
      en: 'Dead letters are sent to their queue again, once the reason why they died is gone.',
      'zh-cn': '死因消除之后，把死信重新送回原来的队列。',
    },
    words: {
      rabbitmq: { en: 'no command; a shovel, or a program', 'zh-cn': '没有专门的命令；用 shovel 或自己写程序' },
    },
  },
  {
    id: 'delayed-message',
    theme: 'failing',
    name: { en: 'Delayed message', 'zh-cn': '延时消息' },
    also: { en: ['scheduled message'], 'zh-cn': ['定时消息', '延迟消息'] },
    definition: {
      en: 'A message that can be had only from a later moment on.',
      'zh-cn': '到了指定时间才能消费的消息。',
    },
    words: {
      kafka: { en: 'none', 'zh-cn': '没有' },
      rabbitmq: { en: 'TTL and a dead letter exchange, or a plugin', 'zh-cn': 'TTL 加死信交换机，或插件' },
      rocketmq: { en: '4: one of 18 levels; 5: any moment', 'zh-cn': '4.x 为 18 个延时级别，5.x 为任意时刻' },
      activemq: 'AMQ_SCHEDULED_DELAY',
      redis: { en: 'sorted set by time', 'zh-cn': '按时间排序的 sorted set' },
    },
  },
  {
    id: 'message-ttl',
    theme: 'failing',
    name: { en: 'Time to live (TTL)', 'zh-cn': '存活时间（TTL）' },
    also: { en: ['expiration'], 'zh-cn': ['过期时间'] },
    definition: {
      en: 'How long a message may wait in its queue before it expires.',
      'zh-cn': '消息在队列里最多等多久，过了就失效。',
    },
    words: {
      kafka: { en: 'none; see retention', 'zh-cn': '没有，见“保留”' },
      rabbitmq: 'x-message-ttl, expiration',
      activemq: 'JMSExpiration',
    },
  },
  {
    id: 'head-of-line-blocking',
    theme: 'failing',
    name: { en: 'Head-of-line blocking', 'zh-cn': '队头阻塞' },
    definition: {
      en: 'What could go on waits, because what stands in front of it cannot.',
      'zh-cn': '前面的走不了，后面本来能走的也只好等着。',
    },
  },
  {
    id: 'priority-queue',
    theme: 'failing',
    name: { en: 'Priority', 'zh-cn': '优先级' },
    definition: {
      en: 'Some messages may overtake others in the same queue.',
      'zh-cn': '某些消息可以在同一队列中插到前面。',
    },
    words: {
      kafka: { en: 'none', 'zh-cn': '没有' },
      rabbitmq: 'x-max-priority',
      activemq: 'JMSPriority',
    },
  },

  // Storage
  {
    id: 'log-abstraction',
    theme: 'storage',
    name: { en: 'Log', 'zh-cn': '日志' },
    also: { en: ['commit log', 'append-only log'], 'zh-cn': ['提交日志'] },
    definition: {
      en: 'A list of records to which one only appends; each reader goes through it at a place of its own.',
      'zh-cn': '只追加、有序的记录，读者各自按自己的位置往后读。',
    },
    careful: {
      en: 'Not the file in which a program writes what it is doing.',
      'zh-cn': '不是程序打印运行情况的那种日志。',
    },
    words: {
      rabbitmq: 'stream',
      rocketmq: 'CommitLog, ConsumeQueue',
      redis: 'stream, AOF',
      mysql: 'binlog',
    },
  },
  {
    id: 'append-only-storage',
    theme: 'storage',
    name: { en: 'Append-only storage', 'zh-cn': '追加写存储' },
    also: { en: ['segment'], 'zh-cn': ['顺序写', '日志段'] },
    definition: {
      en: 'One writes only at the end of segment files, and finds things by an index.',
      'zh-cn': '只在段文件末尾写入，另建索引用于查找。',
    },
  },
  {
    id: 'durability',
    theme: 'storage',
    name: { en: 'Durability', 'zh-cn': '持久性' },
    also: { en: ['persistence'], 'zh-cn': ['持久化'] },
    definition: {
      en: 'How surely a confirmed message survives crashes.',
      'zh-cn': '已确认的消息在崩溃后仍能保住的程度。',
    },
    careful: {
      en: 'Two words in RabbitMQ: a durable queue survives a restart, and of its messages those that are persistent.',
      'zh-cn': 'RabbitMQ 有两个词：durable 的队列在重启后还在，其中 persistent 的消息才还在。',
    },
    words: {
      rabbitmq: 'durable, persistent',
      activemq: { en: 'PERSISTENT delivery, durable subscription', 'zh-cn': 'PERSISTENT 投递模式、持久订阅' },
    },
  },
  {
    id: 'flush',
    theme: 'storage',
    name: { en: 'Flush (fsync)', 'zh-cn': '刷盘' },
    also: { 'zh-cn': ['落盘', 'fsync'] },
    definition: {
      en: 'What is written so far is forced from memory to the disk.',
      'zh-cn': '把已写入内存的数据强制写到磁盘。',
    },
    careful: {
      en: 'Confirmed does not mean flushed: by default Kafka leaves it to the operating system.',
      'zh-cn': '已确认不等于已刷盘：Kafka 默认把刷盘交给操作系统。',
    },
    words: {
      kafka: 'flush.messages, flush.ms',
      rocketmq: { en: 'SYNC_FLUSH, ASYNC_FLUSH', 'zh-cn': '同步刷盘、异步刷盘' },
      metaq: 'unflushThreshold, unflushInterval',
      redis: 'appendfsync',
      mysql: 'sync_binlog, innodb_flush_log_at_trx_commit',
    },
  },
  {
    id: 'zero-copy',
    theme: 'storage',
    name: { en: 'Page cache and zero copy', 'zh-cn': '页缓存与零拷贝' },
    also: { en: ['sendfile'], 'zh-cn': ['sendfile'] },
    definition: {
      en: 'The operating system keeps files in memory, and sends them to the network without copies in between.',
      'zh-cn': '操作系统把文件缓存在内存，并直接送往网络，省去多余拷贝。',
    },
  },
  {
    id: 'retention',
    theme: 'storage',
    name: { en: 'Retention', 'zh-cn': '保留' },
    also: { 'zh-cn': ['保留策略', '保存时间'] },
    definition: {
      en: 'How long, or how much, data is kept, read or not.',
      'zh-cn': '数据保留多久或多少，与是否被读过无关。',
    },
    words: {
      kafka: 'retention.ms, retention.bytes',
      rabbitmq: { en: 'x-max-age of a stream', 'zh-cn': '流的 x-max-age' },
      rocketmq: 'fileReservedTime',
      metaq: 'deletePolicy',
      redis: 'MAXLEN, MINID',
      mysql: 'binlog_expire_logs_seconds',
    },
  },
  {
    id: 'log-compaction',
    theme: 'storage',
    name: { en: 'Log compaction', 'zh-cn': '日志压实' },
    also: { 'zh-cn': ['日志压缩（易混）', '日志清理'] },
    definition: {
      en: 'Of each key at least the newest record is kept.',
      'zh-cn': '对每个键至少保留最新的一条记录。',
    },
    careful: {
      en: 'Not compression, which makes batches smaller and keeps every record.',
      'zh-cn': '不是压缩（compression）：压缩让批次变小，一条记录也不少。',
    },
  },
  {
    id: 'tombstone',
    theme: 'storage',
    name: { en: 'Tombstone', 'zh-cn': '墓碑' },
    also: { 'zh-cn': ['墓碑消息'] },
    definition: {
      en: 'A record without a value: compaction is to forget this key.',
      'zh-cn': '值为空的记录，表示压实时应删去这个键。',
    },
  },
  {
    id: 'batching',
    theme: 'storage',
    name: { en: 'Batch', 'zh-cn': '批次' },
    also: { en: ['batching', 'compression'], 'zh-cn': ['批处理', '攒批'] },
    definition: {
      en: 'Several messages travel as one, which costs less for each and lets the first one wait.',
      'zh-cn': '多条消息合成一批发送，分摊固定开销，代价是先到的要等。',
    },
    words: { kafka: 'batch.size, linger.ms' },
  },
  {
    id: 'tiered-storage',
    theme: 'storage',
    name: { en: 'Tiered storage', 'zh-cn': '分层存储' },
    also: { en: ['disaggregated storage'], 'zh-cn': ['存算分离'] },
    definition: {
      en: 'Old data, or all of it, lies in a storage of its own, apart from the brokers.',
      'zh-cn': '把历史或全部数据放在独立于 broker 的存储层。',
    },
  },

  // Replication
  {
    id: 'replication',
    theme: 'replication',
    name: { en: 'Replication', 'zh-cn': '复制' },
    also: { 'zh-cn': ['主从复制'] },
    definition: { en: 'Copies of the data are kept on several nodes.', 'zh-cn': '在多个节点上保存数据副本。' },
    words: {
      rocketmq: { en: 'SYNC_MASTER, ASYNC_MASTER', 'zh-cn': '同步复制、异步复制' },
      mysql: { en: 'asynchronous, semisynchronous, group replication', 'zh-cn': '异步复制、半同步复制、组复制' },
    },
  },
  {
    id: 'replica',
    theme: 'replication',
    name: { en: 'Replica', 'zh-cn': '副本' },
    also: { en: ['copy', 'mirror'], 'zh-cn': ['拷贝', '镜像'] },
    definition: { en: 'One of the copies of a log.', 'zh-cn': '一份日志的若干拷贝之一。' },
    careful: {
      en: 'In Kafka the leader is a replica too. In MySQL and Redis a replica is one that follows.',
      'zh-cn': '在 Kafka 中 leader 也是副本；在 MySQL 与 Redis 中，replica 只指从库。',
    },
    words: { rabbitmq: { en: 'member of a quorum queue', 'zh-cn': '仲裁队列的成员' }, rocketmq: 'slave' },
  },
  {
    id: 'leader',
    theme: 'replication',
    name: { en: 'Leader', 'zh-cn': 'leader（领导者）' },
    also: { en: ['master', 'primary', 'source'], 'zh-cn': ['主副本', '主节点'] },
    definition: {
      en: 'The replica to which one writes; the others copy from it.',
      'zh-cn': '负责接受写入的副本，其他副本向它复制。',
    },
    words: { rocketmq: 'master', redis: 'master', mysql: 'source' },
  },
  {
    id: 'follower',
    theme: 'replication',
    name: { en: 'Follower', 'zh-cn': 'follower（跟随者）' },
    also: { en: ['slave', 'secondary'], 'zh-cn': ['从副本', '从节点'] },
    definition: { en: 'A replica that copies from the leader.', 'zh-cn': '向 leader 复制数据的副本。' },
    words: { rocketmq: 'slave', redis: 'replica', mysql: 'replica' },
  },
  {
    id: 'in-sync-replica',
    theme: 'replication',
    name: { en: 'In sync', 'zh-cn': '同步（in sync）' },
    also: { en: ['in-sync replica'], 'zh-cn': ['同步副本'] },
    definition: {
      en: 'Said of a replica that keeps up with its leader, and is on the list of those that may lead.',
      'zh-cn': '跟得上 leader、在可以接任 leader 的名单上的副本。',
    },
  },
  {
    id: 'isr',
    theme: 'replication',
    name: { en: 'In-sync replicas (ISR)', 'zh-cn': '同步副本集合（ISR）' },
    definition: {
      en: 'The list of replicas in sync. A record is committed when all of them have it.',
      'zh-cn': '同步副本的名单。名单上的副本都有了某条记录，它才算已提交。',
    },
    careful: {
      en: 'acks=all waits for this list, not for all replicas, and not for a majority. It may hold only one.',
      'zh-cn': 'acks=all 等的是这份名单，不是全部副本，也不是多数派；名单上可能只有一个。',
    },
  },
  {
    id: 'high-watermark',
    theme: 'replication',
    name: { en: 'High watermark (HW)', 'zh-cn': '高水位（HW）' },
    definition: {
      en: 'The offset below which every replica in sync has everything. Consumers read no further.',
      'zh-cn': '在它之下的记录，所有同步副本都有；消费者只能读到这里。',
    },
    careful: {
      en: 'Elsewhere a high-water mark is a limit: of a socket’s queue in ZeroMQ, of memory in RabbitMQ.',
      'zh-cn': '别处的“高水位”是上限：ZeroMQ 的 HWM 是套接字队列长度，RabbitMQ 的是内存用量。',
    },
    words: { rabbitmq: { en: 'commit index of Raft', 'zh-cn': 'Raft 的 commit index' } },
  },
  {
    id: 'min-insync-replicas',
    theme: 'replication',
    name: { en: 'min.insync.replicas', 'zh-cn': '最小同步副本数' },
    definition: {
      en: 'With acks=all: refuse to write when fewer replicas than this are in sync.',
      'zh-cn': '在 acks=all 时，同步副本少于这个数就拒绝写入。',
    },
    words: {
      rabbitmq: { en: 'majority of a quorum queue, fixed', 'zh-cn': '仲裁队列固定为多数派' },
      redis: { en: 'min-replicas-to-write: how many are connected', 'zh-cn': 'min-replicas-to-write：只看连着几个' },
    },
  },
  {
    id: 'unclean-leader-election',
    theme: 'replication',
    name: { en: 'Unclean leader election', 'zh-cn': '不洁的 leader 选举（unclean）' },
    also: { 'zh-cn': ['unclean 选举', '脏选举'] },
    definition: {
      en: 'A replica leads that was not in sync, because nobody else is left. What it has missed is lost.',
      'zh-cn': '没有同步副本可选时，让缺了记录的副本当 leader，它缺的就丢了。',
    },
    words: {
      rabbitmq: {
        en: 'ha-promote-on-failure of mirrored queues, until 3.13',
        'zh-cn': '镜像队列的 ha-promote-on-failure，到 3.13 为止',
      },
    },
  },
  {
    id: 'leader-election',
    theme: 'replication',
    name: { en: 'Leader election', 'zh-cn': '选主' },
    also: { en: ['failover', 'promotion'], 'zh-cn': ['领导者选举', '主从切换'] },
    definition: {
      en: 'It is decided which replica leads from now on.',
      'zh-cn': '决定从现在起由哪个副本当 leader。',
    },
  },
  {
    id: 'controller',
    theme: 'replication',
    name: { en: 'Controller', 'zh-cn': '控制器' },
    definition: {
      en: 'In Kafka: who knows which brokers live, appoints leaders and keeps the lists of replicas in sync.',
      'zh-cn': 'Kafka 中掌握哪些 broker 存活、任命 leader、保管同步副本名单的角色。',
    },
  },
  {
    id: 'epoch',
    theme: 'replication',
    name: { en: 'Epoch', 'zh-cn': '任期' },
    also: { en: ['term', 'generation'], 'zh-cn': ['纪元', 'epoch'] },
    definition: {
      en: 'A number that grows with every new leader, so that one can tell the old from the new.',
      'zh-cn': '每换一任 leader 就加一的编号，用来分清新旧。',
    },
    careful: {
      en: 'Not the Unix epoch of clocks.',
      'zh-cn': '不是时间戳的“纪元”（Unix epoch）。',
    },
    words: { kafka: 'leader epoch', rabbitmq: { en: 'term of Raft', 'zh-cn': 'Raft 的 term' } },
  },
  {
    id: 'session',
    theme: 'replication',
    name: { en: 'Session', 'zh-cn': '会话' },
    definition: {
      en: 'The time for which somebody counts as alive without another heartbeat.',
      'zh-cn': '没有新的心跳时，仍算存活的一段时间。',
    },
    careful: {
      en: 'In JMS a session is something else: what AMQP calls a channel.',
      'zh-cn': 'JMS 的 session 是另一回事，类似 AMQP 的通道。',
    },
  },
  {
    id: 'lease',
    theme: 'replication',
    name: { en: 'Lease', 'zh-cn': '租约' },
    definition: {
      en: 'A right that ends by itself. It tells the others when they may go on; it does not stop its holder.',
      'zh-cn': '到期自动失效的权利。它告诉别人何时可以不再等，却拦不住持有者。',
    },
  },
  {
    id: 'zombie',
    theme: 'replication',
    name: { en: 'Zombie', 'zh-cn': '僵尸' },
    definition: {
      en: 'A leader, producer or consumer that has been replaced and does not know it.',
      'zh-cn': '已经被取代、自己却不知道的 leader、生产者或消费者。',
    },
  },
  {
    id: 'fencing',
    theme: 'replication',
    name: { en: 'Fencing', 'zh-cn': '隔离（fencing）' },
    also: { en: ['epoch fencing'], 'zh-cn': ['防护', '栅栏'] },
    definition: {
      en: 'Whoever has seen a higher epoch refuses what comes with a lower one.',
      'zh-cn': '见过更大任期的一方，拒绝带着更小任期的请求。',
    },
    careful: {
      en: 'Not the isolation of transactions.',
      'zh-cn': '不是数据库事务的“隔离性”（isolation）。',
    },
  },
  {
    id: 'truncation',
    theme: 'replication',
    name: { en: 'Truncation', 'zh-cn': '截断' },
    definition: {
      en: 'A follower cuts off the end of its log that its leader does not have.',
      'zh-cn': 'follower 砍掉自己日志末尾 leader 没有的部分。',
    },
  },
  {
    id: 'quorum',
    theme: 'replication',
    name: { en: 'Quorum', 'zh-cn': '法定人数' },
    also: { en: ['majority'], 'zh-cn': ['多数派', '仲裁'] },
    definition: {
      en: 'So many nodes that any two such sets have one in common.',
      'zh-cn': '达到这个数目的任意两组节点必有交集。',
    },
    careful: {
      en: 'Kafka’s ISR is not a quorum: all of it must have a record.',
      'zh-cn': 'Kafka 的 ISR 不是多数派：名单上的副本都必须有。“仲裁”在这里也没有仲裁者。',
    },
  },
  {
    id: 'quorum-queue',
    theme: 'replication',
    name: { en: 'Quorum queue', 'zh-cn': '仲裁队列' },
    also: { 'zh-cn': ['法定人数队列'] },
    definition: {
      en: 'A queue of RabbitMQ that keeps copies on several nodes by Raft, and confirms what a majority has.',
      'zh-cn': 'RabbitMQ 中用 Raft 在多个节点上保存副本的队列，多数派有了才确认。',
    },
  },
  {
    id: 'mirrored-queue',
    theme: 'replication',
    name: { en: 'Mirrored queue', 'zh-cn': '镜像队列' },
    definition: {
      en: 'A classic queue of RabbitMQ with copies, until 3.13. Removed in 4.0.',
      'zh-cn': 'RabbitMQ 3.13 及以前带副本的经典队列，4.0 已移除。',
    },
  },
  {
    id: 'consensus',
    theme: 'replication',
    name: { en: 'Consensus', 'zh-cn': '共识' },
    also: { en: ['Raft', 'Paxos'], 'zh-cn': ['Raft', 'Paxos', '一致性协议'] },
    definition: {
      en: 'Nodes agree on one sequence of decisions, although some fail.',
      'zh-cn': '在有故障的情况下，各节点对同一串决定达成一致。',
    },
    words: { kafka: 'KRaft', rabbitmq: 'Raft (Ra)', rocketmq: 'DLedger' },
  },
  {
    id: 'network-partition',
    theme: 'replication',
    name: { en: 'Network partition', 'zh-cn': '网络分区' },
    definition: {
      en: 'Nodes are alive, and cannot all reach each other.',
      'zh-cn': '节点都活着，却无法全部互通。',
    },
    careful: {
      en: 'A partition of a topic is something else.',
      'zh-cn': '与主题的分区（partition）同词不同义。',
    },
  },
  {
    id: 'split-brain',
    theme: 'replication',
    name: { en: 'Split brain', 'zh-cn': '脑裂' },
    definition: {
      en: 'Two sides of a cut go on by themselves, and each believes that it is the only one.',
      'zh-cn': '断开的两边各自继续工作，都以为只有自己。',
    },
  },
  {
    id: 'high-availability',
    theme: 'replication',
    name: { en: 'High availability', 'zh-cn': '高可用' },
    also: { en: ['HA'], 'zh-cn': ['HA'] },
    definition: { en: 'The service goes on when some parts fail.', 'zh-cn': '部分组件失效时仍能继续服务。' },
  },
  {
    id: 'logical-clock',
    theme: 'replication',
    name: { en: 'Logical clock', 'zh-cn': '逻辑时钟' },
    also: { en: ['Lamport clock'], 'zh-cn': ['Lamport 时钟'] },
    definition: {
      en: 'Counters that say what may have caused what, without the time of day.',
      'zh-cn': '不依赖墙上时间、用计数刻画因果的时钟。',
    },
  },
  {
    id: 'distributed-snapshot',
    theme: 'replication',
    name: { en: 'Distributed snapshot', 'zh-cn': '分布式快照' },
    definition: {
      en: 'A consistent picture of many nodes and of what is on its way between them.',
      'zh-cn': '多个节点与在途消息的一致画面。',
    },
  },

  // Load
  {
    id: 'load-leveling',
    theme: 'load',
    name: { en: 'Load leveling', 'zh-cn': '削峰填谷' },
    also: { en: ['peak shaving', 'buffering'], 'zh-cn': ['削峰', '缓冲'] },
    definition: {
      en: 'A queue takes in a burst, so that consumers can work at a steady rate.',
      'zh-cn': '用队列吸收突发流量，让消费者按平稳的速率处理。',
    },
    careful: {
      en: 'It helps against bursts, not against a load that stays above what consumers can do.',
      'zh-cn': '只对突发有用；负载长期超过处理能力，积压只会越来越多。',
    },
  },
  {
    id: 'backpressure',
    theme: 'load',
    name: { en: 'Backpressure', 'zh-cn': '背压' },
    also: { en: ['flow control'], 'zh-cn': ['反压', '流控'] },
    definition: {
      en: 'Senders are slowed down when receivers do not keep up.',
      'zh-cn': '接收方跟不上时，让发送方慢下来。',
    },
    words: {
      kafka: { en: 'none to consumers, which pull; quotas', 'zh-cn': '消费者自己拉取，无需；另有配额（quota）' },
      rabbitmq: { en: 'credit flow, connection.blocked', 'zh-cn': '信用流控、connection.blocked' },
      activemq: 'producer flow control',
      zeromq: 'high-water mark (HWM)',
    },
  },
  {
    id: 'throughput-latency',
    theme: 'load',
    name: { en: 'Throughput and latency', 'zh-cn': '吞吐与延迟' },
    also: { 'zh-cn': ['吞吐量', '时延'] },
    definition: {
      en: 'How much is done in a second, and how long one piece takes. More of the one often costs the other.',
      'zh-cn': '单位时间处理多少，以及单件耗时多久；二者常常此消彼长。',
    },
  },
  {
    id: 'queueing-theory',
    theme: 'load',
    name: { en: 'Queueing theory', 'zh-cn': '排队论' },
    definition: {
      en: 'What links the rate of arrivals, the rate of work, waiting and utilization.',
      'zh-cn': '研究到达率、服务率、等待与利用率关系的数学。',
    },
  },
  {
    id: 'overload',
    theme: 'load',
    name: { en: 'Overload', 'zh-cn': '过载' },
    also: { en: ['metastable failure', 'retry storm'], 'zh-cn': ['亚稳态故障', '重试风暴'] },
    definition: {
      en: 'More is asked than can be done; retries may keep it so when the cause is gone.',
      'zh-cn': '需求超过容量；诱因消失后，重试仍可能让它持续下去。',
    },
  },
  {
    id: 'utilisation',
    theme: 'load',
    name: { en: 'Utilisation', 'zh-cn': '利用率' },
    also: { en: ['ρ', 'load factor'], 'zh-cn': ['ρ', '繁忙程度'] },
    definition: {
      en: 'The share of their time in which workers are busy: what comes in a second, times what one takes, by how many there are.',
      'zh-cn': '工作进程在忙的时间所占的比例：每秒到来的数量 × 单件处理时间 ÷ 工作进程数。',
    },
    careful: {
      en: 'The rest is not a reserve that can be used up: near 100 % the wait grows without bound.',
      'zh-cn': '剩下的不是可以用满的余量：越接近 100%，等待越没有上限。',
    },
  },
  {
    id: 'littles-law',
    theme: 'load',
    name: { en: 'Little’s law', 'zh-cn': '利特尔法则' },
    also: { en: ['L = λ W'], 'zh-cn': ['Little 定律', '律特法则'] },
    definition: {
      en: 'How many are inside on average (L) is how many come in a second (λ) times how long each stays on average (W).',
      'zh-cn': '平均在里面的数量（L）= 每秒到来的数量（λ）× 平均停留时间（W）。',
    },
    careful: {
      en: 'It is about means in the long run, and only where what comes in also leaves.',
      'zh-cn': '说的是长期平均值，而且进来的最终都会离开才成立。',
    },
  },
  {
    id: 'tail-latency',
    theme: 'load',
    name: { en: 'Tail latency, p99', 'zh-cn': '尾延迟、p99' },
    also: { en: ['99th percentile'], 'zh-cn': ['长尾延迟', 'P99'] },
    definition: {
      en: 'How long the slow ones take: 99 of 100 are no slower than p99.',
      'zh-cn': '慢的那些要多久：100 个里有 99 个不超过 p99。',
    },
  },
  {
    id: 'load-shedding',
    theme: 'load',
    name: { en: 'Load shedding', 'zh-cn': '减载' },
    also: { en: ['rejecting early', 'admission control'], 'zh-cn': ['过载拒绝', '负载丢弃'] },
    definition: {
      en: 'Under overload, some work is refused at once, so that the rest is done in time.',
      'zh-cn': '过载时当场拒绝一部分请求，让其余的能及时完成。',
    },
    careful: {
      en: 'To refuse is not to lose: who is refused knows it and can act; who was told yes and is dropped does not.',
      'zh-cn': '拒绝不等于丢失：被拒绝的人知道结果，可以另作打算；答应之后再丢掉，对方却浑然不知。',
    },
  },
  {
    id: 'queue-length-limit',
    theme: 'load',
    name: { en: 'Queue length limit', 'zh-cn': '队列长度上限' },
    also: { en: ['bounded queue'], 'zh-cn': ['有界队列'] },
    definition: {
      en: 'How many messages a queue may hold, and what it does with the next one: refuse it, or drop an old one.',
      'zh-cn': '队列最多存放多少条消息，以及再来一条时怎么办：拒绝它，还是丢掉旧的。',
    },
    careful: {
      en: 'In RabbitMQ only messages that are ready count, not those that consumers have in hand.',
      'zh-cn': '在 RabbitMQ 中只计算就绪的消息，已经交给消费者、还没确认的不算。',
    },
    words: { rabbitmq: 'x-max-length, x-overflow' },
  },
  {
    id: 'scalability',
    theme: 'load',
    name: { en: 'Scalability', 'zh-cn': '可扩展性' },
    also: { 'zh-cn': ['伸缩性', '水平扩展'] },
    definition: { en: 'More machines can do more work.', 'zh-cn': '增加机器就能提升处理能力。' },
  },
  {
    id: 'noisy-neighbour',
    theme: 'load',
    name: { en: 'Noisy neighbour', 'zh-cn': '吵闹邻居' },
    definition: {
      en: 'One tenant uses so much that others, who share the machine, suffer.',
      'zh-cn': '同一台机器上，一个租户用得太多，拖累了别人。',
    },
  },
  {
    id: 'flash-sale',
    theme: 'load',
    name: { en: 'Flash sale', 'zh-cn': '秒杀' },
    definition: {
      en: 'Very many orders for few goods within seconds: the usual example of a burst.',
      'zh-cn': '几秒之内大量请求抢购少量商品，是突发流量的典型例子。',
    },
  },

  // Architecture
  {
    id: 'decoupling',
    theme: 'architecture',
    name: { en: 'Decoupling', 'zh-cn': '解耦' },
    definition: {
      en: 'Producers and consumers need not know each other, wait for each other, or run at the same time.',
      'zh-cn': '生产者与消费者不必相互认识、等待或同时在线。',
    },
  },
  {
    id: 'asynchronous-messaging',
    theme: 'architecture',
    name: { en: 'Asynchronous messaging', 'zh-cn': '异步消息' },
    also: { 'zh-cn': ['异步解耦'] },
    definition: {
      en: 'The sender goes on without waiting until the receiver is done.',
      'zh-cn': '发送方发出后继续工作，不等接收方处理完。',
    },
  },
  {
    id: 'event-driven-architecture',
    theme: 'architecture',
    name: { en: 'Event-driven architecture', 'zh-cn': '事件驱动架构' },
    also: { en: ['EDA'], 'zh-cn': ['EDA'] },
    definition: {
      en: 'Parts react to facts that others have published, instead of being called.',
      'zh-cn': '组件对已发布的事实作出反应，而不是被直接调用。',
    },
  },
  {
    id: 'event-sourcing',
    theme: 'architecture',
    name: { en: 'Event sourcing', 'zh-cn': '事件溯源' },
    definition: {
      en: 'The state is computed from a stored sequence of events.',
      'zh-cn': '状态由保存下来的事件序列重建。',
    },
  },
  {
    id: 'change-data-capture',
    theme: 'architecture',
    name: { en: 'Change data capture (CDC)', 'zh-cn': '变更数据捕获（CDC）' },
    definition: {
      en: 'The changes of a database become a stream of messages.',
      'zh-cn': '把数据库的变更变成一条消息流。',
    },
  },
  {
    id: 'stream-processing',
    theme: 'architecture',
    name: { en: 'Stream processing', 'zh-cn': '流处理' },
    definition: {
      en: 'Computing without end over messages that keep coming, often with windows and state.',
      'zh-cn': '对源源不断的消息做持续计算，常带窗口与状态。',
    },
    careful: {
      en: 'Its watermarks are about time; Kafka’s high watermark is about copies.',
      'zh-cn': '流处理的水位线（watermark）说的是时间；Kafka 的高水位说的是副本。',
    },
  },

  // This simulator
  {
    id: 'step',
    theme: 'simulator',
    name: { en: 'Step', 'zh-cn': '步骤' },
    also: { 'zh-cn': ['步'] },
    definition: {
      en: 'One thing that happens in a run: a message arrives, a timer rings, a machine fails.',
      'zh-cn': '运行中发生的一件事：一条消息到达、一个定时器响起、一台机器出故障。',
    },
  },
  {
    id: 'seed',
    theme: 'simulator',
    name: { en: 'Seed', 'zh-cn': '种子' },
    also: { 'zh-cn': ['随机种子'] },
    definition: {
      en: 'The number from which all chance of a run is computed. Same scenario, same seed: same run.',
      'zh-cn': '一次运行的全部随机性都由它算出。场景相同、种子相同，运行就相同。',
    },
  },
  {
    id: 'promise',
    theme: 'simulator',
    name: { en: 'Promise', 'zh-cn': '承诺' },
    also: { en: ['property', 'guarantee'], 'zh-cn': ['保证'] },
    definition: {
      en: 'What a scenario is to keep, such as: no acknowledged record is lost. Checkers judge it by what clients saw.',
      'zh-cn': '场景应当守住的事，例如“已确认的记录不丢”。检查器根据客户端看到的来判断。',
    },
  },
  {
    id: 'counter-example',
    theme: 'simulator',
    name: { en: 'Counter-example', 'zh-cn': '反例' },
    definition: {
      en: 'A run that breaks a promise, found by a search and made as short as it gets.',
      'zh-cn': '由搜索找到、并尽量缩短的一次违背承诺的运行。',
    },
  },
  {
    id: 'fault-testing',
    theme: 'simulator',
    name: { en: 'Fault testing', 'zh-cn': '故障测试' },
    also: { en: ['fault injection', 'game day'], 'zh-cn': ['故障注入', '故障演练'] },
    definition: {
      en: 'One breaks something on purpose, and looks which promises still hold.',
      'zh-cn': '有意注入故障，看哪些承诺仍然成立。',
    },
  },
];
