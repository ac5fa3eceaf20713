/** The rules of producers and consumers in five fields each: the text of the step inspector. */
import type { RuleText } from '../../door.ts';

const CLIENTS = 'Apache Kafka 4.3, clients/src/main/java/org/apache/kafka/clients';
const PRODUCER = `${CLIENTS}/producer/KafkaProducer.java`;
const ACCUMULATOR = `${CLIENTS}/producer/internals/RecordAccumulator.java`;
const SENDER = `${CLIENTS}/producer/internals/Sender.java`;
const TRANSACTIONS = `${CLIENTS}/producer/internals/TransactionManager.java`;
const PARTITIONER = `${CLIENTS}/producer/internals/BuiltInPartitioner.java`;
const NETWORK = `${CLIENTS}/NetworkClient.java`;
const MEMBERSHIP = `${CLIENTS}/consumer/internals/AbstractCoordinator.java`;
const COORDINATOR = `${CLIENTS}/consumer/internals/ConsumerCoordinator.java`;
const FETCH = `${CLIENTS}/consumer/internals/AbstractFetch.java`;
const COLLECTOR = `${CLIENTS}/consumer/internals/FetchCollector.java`;
const OFFSETS = `${CLIENTS}/consumer/internals/OffsetFetcherUtils.java`;
const SUBSCRIPTIONS = `${CLIENTS}/consumer/internals/SubscriptionState.java`;
const APPLICATION = 'The application of this simulator; nothing in Kafka prescribes it.';

const producerWho = { en: 'the producer', 'zh-cn': '生产者' } as const;
const consumerWho = { en: 'the consumer, inside poll()', 'zh-cn': '消费者，在 poll() 里' } as const;
const heartbeatWho = { en: 'the heartbeat thread of a consumer', 'zh-cn': '消费者的心跳线程' } as const;

const producerRules: readonly RuleText[] = [
  {
    id: 'kafka.producer.send',
    name: { en: 'send()', 'zh-cn': 'send()' },
    who: { en: 'the application of a producer', 'zh-cn': '生产者的应用' },
    means: {
      en: 'The application hands a record over. The call returns before anything has left the machine.',
      'zh-cn': '应用交出一条记录。调用返回时，还没有任何东西离开这台机器。',
    },
    enabledWhen: {
      en: 'The application wants to send; without metadata the call blocks for max.block.ms at most.',
      'zh-cn': '应用要发送时；没有元数据则阻塞，最多 max.block.ms。',
    },
    changes: {
      en: 'A record is added to the open batch of its partition, or opens a new one.',
      'zh-cn': '记录加入该分区的当前批次，或开启一个新批次。',
    },
    source: PRODUCER,
  },
  {
    id: 'kafka.producer.partition-by-key',
    name: { en: 'Partition by key', 'zh-cn': '按 key 选分区' },
    who: producerWho,
    means: {
      en: 'The same key always goes to the same partition: that is what keeps its records in order.',
      'zh-cn': '相同的 key 总去同一个分区：同一 key 的顺序由此而来。',
    },
    enabledWhen: {
      en: 'The record has a key, names no partition, and partitioner.ignore.keys is off.',
      'zh-cn': '记录有 key、没有指定分区，且 partitioner.ignore.keys 关闭。',
    },
    changes: {
      en: 'Nothing; murmur2 of the key, modulo the number of partitions, with or without a leader.',
      'zh-cn': '没有；用 key 的 murmur2 哈希对分区数取模，不管分区有没有 leader。',
    },
    source: PARTITIONER,
  },
  {
    id: 'kafka.producer.partition-sticky',
    name: { en: 'Sticky partition', 'zh-cn': '粘性分区' },
    who: producerWho,
    means: {
      en: 'Records without a key fill one partition after the other, so that batches are large.',
      'zh-cn': '没有 key 的记录先填满一个分区再换下一个，使批次更大。',
    },
    enabledWhen: { en: 'The record has no key and names no partition.', 'zh-cn': '记录没有 key，也没有指定分区。' },
    changes: {
      en: 'After batch.size bytes another partition is drawn; the longer its queue, the less likely.',
      'zh-cn': '写满 batch.size 字节后抽取另一个分区；队列越长，抽中的机会越小。',
    },
    source: PARTITIONER,
  },
  {
    id: 'kafka.producer.produce',
    name: { en: 'Produce', 'zh-cn': '发送批次' },
    who: { en: 'the sender thread of a producer', 'zh-cn': '生产者的发送线程' },
    means: {
      en: 'Whatever waits for the partitions of one broker leaves together, at most one batch for each.',
      'zh-cn': '等待同一 broker 各分区的批次一起出发，每个分区最多一批。',
    },
    enabledWhen: {
      en: 'A batch is full, has waited for linger.ms, or is due for a retry, and fewer than max.in.flight requests are out.',
      'zh-cn': '某批次已满、已等够 linger.ms 或到了重试时间，且在途请求少于 max.in.flight。',
    },
    changes: {
      en: 'Batches move from the accumulator into a request that waits for its answer.',
      'zh-cn': '批次从累加器移入一个等待应答的请求。',
    },
    source: SENDER,
  },
  {
    id: 'kafka.producer.acks-none',
    name: { en: 'Send with acks=0', 'zh-cn': 'acks=0 的发送' },
    who: producerWho,
    means: {
      en: 'The send counts as done as soon as it is handed to the network. Nobody says whether it arrived.',
      'zh-cn': '一交给网络就算发送完成。到没到，没有人告诉它。',
    },
    enabledWhen: { en: 'acks=0.', 'zh-cn': 'acks=0。' },
    changes: { en: 'The application is told of success, with offset -1.', 'zh-cn': '应用得知成功，偏移量为 -1。' },
    source: SENDER,
  },
  {
    id: 'kafka.producer.acknowledged',
    name: { en: 'Acknowledged', 'zh-cn': '得到确认' },
    who: producerWho,
    means: {
      en: 'The broker says that the batch is written, as far as acks asks for.',
      'zh-cn': 'broker 说批次已写入（达到 acks 要求的程度）。',
    },
    enabledWhen: { en: 'The answer to a produce request has no error.', 'zh-cn': '生产请求的应答没有错误。' },
    changes: {
      en: 'The application gets the offsets; the producer forgets the batch.',
      'zh-cn': '应用得到偏移量；生产者丢弃该批次。',
    },
    source: SENDER,
  },
  {
    id: 'kafka.producer.retry',
    name: { en: 'Retry', 'zh-cn': '重试' },
    who: producerWho,
    means: {
      en: 'After an error that may pass, the batch is sent again. If it had been written and carries no sequence number, it is in the log twice.',
      'zh-cn': '遇到暂时性的错误就重发。如果之前其实已写入，批次又没有序号，日志里就有两份。',
    },
    enabledWhen: {
      en: 'The error is retriable, delivery.timeout.ms has not passed, and fewer than `retries` attempts were made.',
      'zh-cn': '错误可重试、delivery.timeout.ms 未到、重试次数少于 retries。',
    },
    changes: {
      en: 'The batch goes back to the front of its queue and waits for its backoff; later batches may overtake it on the wire.',
      'zh-cn': '批次回到队首等待退避；其间已发出的后续批次可能先到。',
    },
    source: SENDER,
  },
  {
    id: 'kafka.producer.request-timeout',
    name: { en: 'request.timeout.ms', 'zh-cn': 'request.timeout.ms' },
    who: producerWho,
    means: {
      en: 'A broker that does not answer in time is given up. Nobody knows whether it did what was asked.',
      'zh-cn': '不再等待没有按时应答的 broker。没有人知道它是否执行了请求。',
    },
    enabledWhen: {
      en: 'The oldest request to a broker has waited for request.timeout.ms.',
      'zh-cn': '发往某 broker 的最早请求已等了 request.timeout.ms。',
    },
    changes: {
      en: 'The connection is closed; every request on it fails with NETWORK_EXCEPTION.',
      'zh-cn': '连接被关闭；其上所有请求以 NETWORK_EXCEPTION 失败。',
    },
    source: NETWORK,
  },
  {
    id: 'kafka.producer.delivery-timeout',
    name: { en: 'delivery.timeout.ms', 'zh-cn': 'delivery.timeout.ms' },
    who: producerWho,
    means: {
      en: 'A record is given up for good, so that the application gets an answer in bounded time.',
      'zh-cn': '彻底放弃一条记录，使应用在限定时间内得到结果。',
    },
    enabledWhen: {
      en: 'delivery.timeout.ms has passed since the batch was opened: queueing, waiting and retries included.',
      'zh-cn': '从批次开启算起已过 delivery.timeout.ms，包含排队、等待与重试。',
    },
    changes: {
      en: 'The application gets an error. If any attempt may have been written, the records may be in the log all the same.',
      'zh-cn': '应用得到错误。只要有一次可能已写入，记录就仍可能在日志里。',
    },
    source: ACCUMULATOR,
  },
  {
    id: 'kafka.producer.sequence',
    name: { en: 'Sequence numbers', 'zh-cn': '序号' },
    who: { en: 'an idempotent producer', 'zh-cn': '幂等生产者' },
    means: {
      en: 'Batches of a partition are numbered, so that the leader can tell a repeated batch and a gap.',
      'zh-cn': '同一分区的批次带有序号，leader 因此能认出重复与缺口。',
    },
    enabledWhen: {
      en: 'A batch leaves for the first time; a batch that is sent again keeps its number.',
      'zh-cn': '批次第一次发出时；重发的批次保留原序号。',
    },
    changes: { en: 'The next sequence number of the partition.', 'zh-cn': '该分区的下一个序号。' },
    source: TRANSACTIONS,
  },
  {
    id: 'kafka.producer.bump-epoch',
    name: { en: 'Bump the producer epoch (KIP-360)', 'zh-cn': '提升生产者 epoch（KIP-360）' },
    who: { en: 'an idempotent producer', 'zh-cn': '幂等生产者' },
    means: {
      en: 'A batch was given up, so its number will never come. A new epoch begins at 0 and closes the gap.',
      'zh-cn': '有批次被放弃，它的序号永远不会到达。新的 epoch 从 0 开始，消除缺口。',
    },
    enabledWhen: {
      en: 'The leader found a gap where the producer expected none, or a numbered batch failed for good.',
      'zh-cn': 'leader 在不该有缺口处发现缺口，或带序号的批次彻底失败。',
    },
    changes: {
      en: 'The epoch of the producer; outstanding batches of the partition are numbered again.',
      'zh-cn': '生产者的 epoch；该分区未完成的批次重新编号。',
    },
    source: TRANSACTIONS,
  },
];

const memberRules: readonly RuleText[] = [
  {
    id: 'kafka.consumer.find-coordinator',
    name: { en: 'FindCoordinator', 'zh-cn': 'FindCoordinator' },
    who: { en: 'the consumer', 'zh-cn': '消费者' },
    means: {
      en: 'A group lives on one broker, the leader of its partition of __consumer_offsets. Any broker knows which.',
      'zh-cn': '一个消费者组由一个 broker 管理，即它在 __consumer_offsets 中的分区的 leader。任何 broker 都知道是谁。',
    },
    enabledWhen: {
      en: 'The coordinator is unknown, says that it is none, or its connection broke.',
      'zh-cn': '协调者未知、自称不是协调者，或连接断开。',
    },
    changes: {
      en: 'Whom the consumer asks about membership and offsets.',
      'zh-cn': '消费者向谁查询成员与偏移量。',
    },
    source: MEMBERSHIP,
  },
  {
    id: 'kafka.consumer.join',
    name: { en: 'JoinGroup', 'zh-cn': 'JoinGroup' },
    who: consumerWho,
    means: {
      en: 'The member asks to be part of the next generation. The answer comes when everybody has asked, or time is up.',
      'zh-cn': '成员申请加入下一代。所有人都申请了，或时间到了，才有应答。',
    },
    enabledWhen: {
      en: 'It is not a member, or the group rebalances; and it owns nothing any more.',
      'zh-cn': '它不是成员，或组正在再均衡；并且它已不拥有任何分区。',
    },
    changes: { en: 'The group prepares a rebalance.', 'zh-cn': '消费者组准备再均衡。' },
    source: MEMBERSHIP,
  },
  {
    id: 'kafka.consumer.sync',
    name: { en: 'SyncGroup', 'zh-cn': 'SyncGroup' },
    who: {
      en: 'every member; the leader of the group brings the assignment, the others ask for theirs',
      'zh-cn': '每个成员；组长带来分配方案，其他成员来取自己的份额',
    },
    means: {
      en: 'Partitions are dealt by a member, not by the broker.',
      'zh-cn': '分区由一个成员来分，而不是由 broker。',
    },
    enabledWhen: { en: 'The member has joined the new generation.', 'zh-cn': '成员已加入新的一代。' },
    changes: {
      en: 'When the assignment is stored, every member gets its partitions.',
      'zh-cn': '分配方案保存之后，每个成员得到自己的分区。',
    },
    source: COORDINATOR,
  },
  {
    id: 'kafka.consumer.assigned',
    name: { en: 'Partitions assigned', 'zh-cn': '分到分区' },
    who: consumerWho,
    means: {
      en: 'The member owns these partitions in this generation. Their positions are unknown until it has asked.',
      'zh-cn': '在这一代里，这些分区归该成员。询问之前，它不知道从哪里读。',
    },
    enabledWhen: { en: 'The answer to SyncGroup has no error.', 'zh-cn': 'SyncGroup 的应答没有错误。' },
    changes: { en: 'What the consumer reads.', 'zh-cn': '消费者读取的分区。' },
    source: COORDINATOR,
  },
  {
    id: 'kafka.consumer.revoke',
    name: { en: 'Partitions revoked or lost', 'zh-cn': '交还或失去分区' },
    who: consumerWho,
    means: {
      en: 'Eager protocol: everything is given back before joining again. A member that was removed loses it without a chance to commit.',
      'zh-cn': 'eager 协议：重新加入之前交还一切。被移除的成员则直接失去分区，没有机会提交。',
    },
    enabledWhen: {
      en: 'The group rebalances, or the member was removed from it.',
      'zh-cn': '组在再均衡，或成员已被移除。',
    },
    changes: {
      en: 'Positions and fetched records are dropped; with automatic commits a last one comes first.',
      'zh-cn': '丢弃位置与已拉取的记录；若自动提交，则先做最后一次提交。',
    },
    source: COORDINATOR,
  },
  {
    id: 'kafka.consumer.heartbeat',
    name: { en: 'Heartbeat', 'zh-cn': '心跳' },
    who: heartbeatWho,
    means: {
      en: '"I am alive." The answer is how a member learns of a rebalance.',
      'zh-cn': '“我还活着。”成员也从应答中得知再均衡。',
    },
    enabledWhen: {
      en: 'heartbeat.interval.ms has passed, however busy the application is.',
      'zh-cn': '已过 heartbeat.interval.ms，不管应用多忙。',
    },
    changes: {
      en: 'The coordinator starts the member’s session anew.',
      'zh-cn': '协调者重新开始该成员的会话计时。',
    },
    source: MEMBERSHIP,
  },
  {
    id: 'kafka.consumer.poll-timeout',
    name: { en: 'max.poll.interval.ms', 'zh-cn': 'max.poll.interval.ms' },
    who: heartbeatWho,
    means: {
      en: 'A consumer that does not poll makes no progress: others shall have its partitions.',
      'zh-cn': '不调用 poll() 的消费者没有进展：分区应交给别人。',
    },
    enabledWhen: {
      en: 'The application has not called poll() for max.poll.interval.ms.',
      'zh-cn': '应用已有 max.poll.interval.ms 没有调用 poll()。',
    },
    changes: {
      en: 'The member leaves the group. The application goes on with its work and learns of it at its next poll().',
      'zh-cn': '成员离开消费者组。应用继续手头的工作，下一次 poll() 才知道。',
    },
    source: MEMBERSHIP,
  },
  {
    id: 'kafka.consumer.request-timeout',
    name: { en: 'request.timeout.ms', 'zh-cn': 'request.timeout.ms' },
    who: { en: 'the consumer', 'zh-cn': '消费者' },
    means: { en: 'Whoever does not answer in time is given up.', 'zh-cn': '不再等待没有按时应答的一方。' },
    enabledWhen: {
      en: 'A request has waited for request.timeout.ms (JoinGroup: for the rebalance timeout and 5 s).',
      'zh-cn': '请求已等了 request.timeout.ms（JoinGroup：再均衡超时再加 5 秒）。',
    },
    changes: {
      en: 'The connection is closed and everything on it fails.',
      'zh-cn': '连接被关闭，其上的一切请求失败。',
    },
    source: NETWORK,
  },
];

const readerRules: readonly RuleText[] = [
  {
    id: 'kafka.consumer.offset-fetch',
    name: { en: 'Fetch committed offsets', 'zh-cn': '查询已提交偏移量' },
    who: consumerWho,
    means: {
      en: 'Where the group has come to is where reading begins, whoever read before.',
      'zh-cn': '不管之前是谁在读，都从消费者组已提交的偏移量开始。',
    },
    enabledWhen: { en: 'Partitions were assigned.', 'zh-cn': '刚分到分区。' },
    changes: { en: 'Positions of the assigned partitions.', 'zh-cn': '所分到分区的位置。' },
    source: COORDINATOR,
  },
  {
    id: 'kafka.consumer.offset-reset',
    name: { en: 'auto.offset.reset', 'zh-cn': 'auto.offset.reset' },
    who: consumerWho,
    means: {
      en: 'There is no usable position: begin at the earliest record, at the end, or stop.',
      'zh-cn': '没有可用的位置：从最早的记录开始、从末尾开始，或者停下。',
    },
    enabledWhen: {
      en: 'The group never committed for the partition, or the position is not in the log any more.',
      'zh-cn': '该组从未为此分区提交过，或位置已不在日志里。',
    },
    changes: {
      en: 'The position. With `latest`, records that nobody read may be skipped.',
      'zh-cn': '位置。若为 latest，可能跳过没有人读过的记录。',
    },
    source: OFFSETS,
  },
  {
    id: 'kafka.consumer.truncation-check',
    name: { en: 'Truncation check (KIP-320)', 'zh-cn': '截断检查（KIP-320）' },
    who: { en: 'the consumer', 'zh-cn': '消费者' },
    means: {
      en: 'A new leader may have lost records that were read already. Without the check the consumer would skip, without a word, what is written in their place.',
      'zh-cn': '新 leader 可能丢了已经读过的记录。如果不检查，消费者就会不声不响地跳过写在原处的新记录。',
    },
    enabledWhen: {
      en: 'Metadata shows a newer leader epoch, and the epoch of the last record read is known.',
      'zh-cn': '元数据显示了更新的 leader epoch，且已知最后读到的记录的 epoch。',
    },
    changes: {
      en: 'Fetching waits until the leader has said where that epoch ends in its log.',
      'zh-cn': '暂停拉取，直到 leader 说明该 epoch 在它的日志里到哪里为止。',
    },
    source: SUBSCRIPTIONS,
  },
  {
    id: 'kafka.consumer.fetch',
    name: { en: 'Fetch', 'zh-cn': '拉取' },
    who: consumerWho,
    means: {
      en: 'Ask each leader for what comes after the positions; one request per broker at a time.',
      'zh-cn': '向各 leader 请求当前位置之后的记录；每个 broker 同时只有一个请求。',
    },
    enabledWhen: {
      en: 'A partition has a valid position, a known leader, and nothing in the buffer.',
      'zh-cn': '分区有有效位置、已知 leader，且缓冲区为空。',
    },
    changes: { en: 'Later, what is in the buffer.', 'zh-cn': '稍后，缓冲区的内容。' },
    source: FETCH,
  },
  {
    id: 'kafka.consumer.poll',
    name: { en: 'poll() returns', 'zh-cn': 'poll() 返回' },
    who: { en: 'the consumer', 'zh-cn': '消费者' },
    means: {
      en: 'The application gets at most max.poll.records, and the position moves past them at once.',
      'zh-cn': '应用得到最多 max.poll.records 条记录，位置立即越过它们。',
    },
    enabledWhen: {
      en: 'The application is inside poll() and something is in the buffer.',
      'zh-cn': '应用在 poll() 里，且缓冲区有记录。',
    },
    changes: {
      en: 'The position, which is not the committed offset; the clock of max.poll.interval.ms starts.',
      'zh-cn': '位置（它不是已提交偏移量）；max.poll.interval.ms 开始计时。',
    },
    source: COLLECTOR,
  },
  {
    id: 'kafka.consumer.auto-commit',
    name: { en: 'Automatic commit', 'zh-cn': '自动提交' },
    who: consumerWho,
    means: {
      en: 'What earlier polls returned is taken for processed. That is true only if the application finishes before it polls again.',
      'zh-cn': '把之前各次 poll() 返回的记录都当作已处理。只有应用在下一次 poll() 之前处理完，才真是这样。',
    },
    enabledWhen: {
      en: 'enable.auto.commit is on and auto.commit.interval.ms has passed.',
      'zh-cn': 'enable.auto.commit 打开，且已过 auto.commit.interval.ms。',
    },
    changes: { en: 'The committed offsets of the group.', 'zh-cn': '消费者组的已提交偏移量。' },
    source: COORDINATOR,
  },
  {
    id: 'kafka.consumer.commit-sync',
    name: { en: 'commitSync()', 'zh-cn': 'commitSync()' },
    who: { en: 'the application of a consumer', 'zh-cn': '消费者的应用' },
    means: {
      en: 'The application says how far it has come, and waits until that is stored. Before or after processing: that is the choice between loss and repetition.',
      'zh-cn': '应用说明处理到哪里，并等待保存完成。先提交还是先处理，就是在丢失与重复之间选择。',
    },
    enabledWhen: {
      en: 'The application calls it. Errors that may pass are retried for 60 s (default.api.timeout.ms).',
      'zh-cn': '应用调用时。暂时性的错误会重试，最多 60 秒（default.api.timeout.ms）。',
    },
    changes: { en: 'The committed offsets of the group.', 'zh-cn': '消费者组的已提交偏移量。' },
    source: COORDINATOR,
  },
  {
    id: 'kafka.consumer.apply',
    name: { en: 'Make the effect durable', 'zh-cn': '让处理结果落库' },
    who: { en: 'the application of a consumer', 'zh-cn': '消费者的应用' },
    means: {
      en: 'Processing a record has an effect outside of Kafka. Only what is in the database counts as processed.',
      'zh-cn': '处理一条记录会在 Kafka 之外留下结果。结果进了数据库才算处理完。',
    },
    enabledWhen: { en: 'The processing time of the record is over.', 'zh-cn': '该记录的处理时间已到。' },
    changes: {
      en: 'A row in the database; if the answer is lost, the application writes it again.',
      'zh-cn': '数据库中的一行；应答丢失时，应用会再写一次。',
    },
    source: APPLICATION,
  },
  {
    id: 'kafka.consumer.hand-over',
    name: { en: 'Hand a record to a service', 'zh-cn': '把记录交给服务' },
    who: { en: 'a consumer whose work a service does', 'zh-cn': '由服务代为处理的消费者' },
    means: {
      en: 'The consumer goes on only when the service says ok. A record that it refuses holds up all that come after it in the partition, unless the consumer gives it up.',
      'zh-cn': '服务说成功，消费者才继续。被拒绝的记录会挡住分区里后面的所有记录，除非消费者放弃它。',
    },
    enabledWhen: {
      en: 'The processing time of the record is over, or the wait after a refusal.',
      'zh-cn': '该记录的处理时间已到，或被拒绝后的等待已过。',
    },
    changes: { en: 'The consumer waits for the answer.', 'zh-cn': '消费者等待应答。' },
    source: APPLICATION,
  },
];

export const clientRules: readonly RuleText[] = [...producerRules, ...memberRules, ...readerRules];
