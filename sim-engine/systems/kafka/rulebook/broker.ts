/** The rules of brokers and the controller in five fields each: the text of the step inspector. */
import type { RuleText } from '../../door.ts';

const PARTITION = 'Apache Kafka 4.3, core/src/main/scala/kafka/cluster/Partition.scala';
const FETCHER = 'Apache Kafka 4.3, core/src/main/scala/kafka/server/AbstractFetcherThread.scala';
const REPLICAS = 'Apache Kafka 4.3, core/src/main/scala/kafka/server/ReplicaManager.scala';
const CONTROL = 'Apache Kafka 4.3, metadata/src/main/java/org/apache/kafka/controller/ReplicationControlManager.java';
const CLUSTER = 'Apache Kafka 4.3, metadata/src/main/java/org/apache/kafka/controller/ClusterControlManager.java';

export const brokerRules: readonly RuleText[] = [
  {
    id: 'kafka.leader-append',
    name: { en: 'Append at the leader', 'zh-cn': 'leader 追加' },
    who: { en: 'the leader of the partition', 'zh-cn': '分区的 leader' },
    means: {
      en: 'A batch gets the next offsets and the epoch of its leader.',
      'zh-cn': '给一批记录分配接下来的偏移量，并记上 leader 的 epoch。',
    },
    enabledWhen: {
      en: 'The broker leads the partition; with acks=all the ISR has at least min.insync.replicas members.',
      'zh-cn': '本机是该分区的 leader；若 acks=all，ISR 的成员数不少于 min.insync.replicas。',
    },
    changes: {
      en: 'The log end offset of the leader. Not the high watermark: nobody else has the records yet.',
      'zh-cn': 'leader 的日志末端偏移量。高水位不变：其他副本还没有这些记录。',
    },
    source: REPLICAS,
  },
  {
    id: 'kafka.acks-one',
    name: { en: 'Answer with acks=1', 'zh-cn': 'acks=1 的应答' },
    who: { en: 'the leader', 'zh-cn': 'leader' },
    means: {
      en: 'The producer is told that its records are safe as soon as one machine has them.',
      'zh-cn': '只要有一台机器写下了记录，就告诉生产者“已经安全”。',
    },
    enabledWhen: { en: 'The batch is in the log of the leader.', 'zh-cn': '批次已在 leader 的日志里。' },
    changes: {
      en: 'Nothing on the broker; the producer forgets its copy.',
      'zh-cn': 'broker 上没有变化；生产者会丢弃自己的副本。',
    },
    source: REPLICAS,
  },
  {
    id: 'kafka.acks-all',
    name: { en: 'Wait with acks=all', 'zh-cn': 'acks=all 的等待' },
    who: { en: 'the leader', 'zh-cn': 'leader' },
    means: {
      en: 'The answer waits until the records are committed: until all in-sync replicas, not all replicas, have them.',
      'zh-cn': '应答要等到记录提交：所有同步副本（不是所有副本）都有它。',
    },
    enabledWhen: {
      en: 'The batch has been appended; the wait ends with the high watermark, the loss of leadership, or the request’s timeout.',
      'zh-cn': '批次已追加；高水位到达、失去领导权或请求超时都会结束等待。',
    },
    changes: { en: 'A waiting request is added.', 'zh-cn': '增加一个等待中的请求。' },
    source: 'Apache Kafka 4.3, server/src/main/java/org/apache/kafka/server/purgatory/DelayedProduce.java',
  },
  {
    id: 'kafka.high-watermark',
    name: { en: 'Advance the high watermark', 'zh-cn': '推进高水位' },
    who: { en: 'the leader', 'zh-cn': 'leader' },
    means: {
      en: 'A record is committed when every replica that counts has it.',
      'zh-cn': '需要等待的副本都有了某条记录，它就算已提交。',
    },
    enabledWhen: {
      en: 'The ISR is not smaller than min.insync.replicas, and the smallest log end among the ISR is above the high watermark.',
      'zh-cn': 'ISR 的成员数不少于 min.insync.replicas，且 ISR 中最小的日志末端高于当前高水位。',
    },
    changes: {
      en: 'The high watermark, upwards; waiting produce requests and consumers’ fetches are answered.',
      'zh-cn': '高水位上升；等待中的生产请求和消费者拉取得到应答。',
    },
    source: PARTITION,
  },
  {
    id: 'kafka.replica-fetch',
    name: { en: 'Serve a follower', 'zh-cn': '为 follower 提供数据' },
    who: { en: 'the leader', 'zh-cn': 'leader' },
    means: {
      en: 'A fetch says two things: send me what follows, and I have everything below this offset.',
      'zh-cn': '一次拉取说了两件事：把后面的给我；这之前的我都有。',
    },
    enabledWhen: {
      en: 'Leader and follower are on the same leader epoch, and the follower’s last epoch ends no earlier at the leader.',
      'zh-cn': '双方处于同一 leader epoch，且 follower 的最后一个 epoch 在 leader 处没有更早结束。',
    },
    changes: {
      en: 'What the leader knows of the follower; then perhaps the ISR and the high watermark.',
      'zh-cn': 'leader 对该 follower 的了解；随后可能改变 ISR 与高水位。',
    },
    source: PARTITION,
  },
  {
    id: 'kafka.follower-append',
    name: { en: 'Append at a follower', 'zh-cn': 'follower 追加' },
    who: { en: 'a follower', 'zh-cn': 'follower' },
    means: {
      en: 'A copy keeps the offsets and epochs that the leader gave.',
      'zh-cn': '副本沿用 leader 给出的偏移量与 epoch。',
    },
    enabledWhen: {
      en: 'The answer belongs to the fetch in flight and starts at the follower’s log end.',
      'zh-cn': '应答对应当前在途的拉取，且从 follower 的日志末端开始。',
    },
    changes: {
      en: 'Log end and epochs of the follower, and its high watermark, which lags one fetch behind.',
      'zh-cn': 'follower 的日志末端与 epoch，以及晚一次拉取的高水位。',
    },
    source: FETCHER,
  },
  {
    id: 'kafka.truncate',
    name: { en: 'Truncate', 'zh-cn': '截断' },
    who: { en: 'a follower', 'zh-cn': 'follower' },
    means: {
      en: 'Records that the leader does not have are given up, so that the copies agree again.',
      'zh-cn': '放弃 leader 没有的记录，使各副本重新一致。',
    },
    enabledWhen: {
      en: 'The leader said where the logs part (KIP-101, KIP-279).',
      'zh-cn': 'leader 指出了两份日志从哪里分叉（KIP-101、KIP-279）。',
    },
    changes: {
      en: 'Log, epochs and high watermark of the follower, downwards.',
      'zh-cn': 'follower 的日志、epoch 与高水位都回退。',
    },
    source: FETCHER,
  },
  {
    id: 'kafka.become-leader',
    name: { en: 'Become leader', 'zh-cn': '成为 leader' },
    who: { en: 'a broker that the metadata names', 'zh-cn': '元数据指定的 broker' },
    means: { en: 'A new epoch begins at the end of its log.', 'zh-cn': '新的 epoch 从它的日志末端开始。' },
    enabledWhen: {
      en: 'The metadata log shows it as leader in a newer epoch.',
      'zh-cn': '元数据日志表明它在更新的 epoch 中是 leader。',
    },
    changes: {
      en: 'Role and epoch; what was known of the other replicas is forgotten.',
      'zh-cn': '角色与 epoch；对其他副本的了解清零。',
    },
    source: PARTITION,
  },
  {
    id: 'kafka.become-follower',
    name: { en: 'Become follower', 'zh-cn': '成为 follower' },
    who: { en: 'a broker that the metadata does not name as leader', 'zh-cn': '元数据未指定为 leader 的 broker' },
    means: {
      en: 'It fetches from the new leader; producers that wait here are told that it no longer leads.',
      'zh-cn': '它改从新 leader 拉取；在此等待的生产者会被告知它不再是 leader。',
    },
    enabledWhen: {
      en: 'The metadata log shows a newer epoch with another leader, or none.',
      'zh-cn': '元数据日志出现更新的 epoch，leader 是别人或没有。',
    },
    changes: { en: 'Role, epoch, whom it fetches from.', 'zh-cn': '角色、epoch、拉取对象。' },
    source: PARTITION,
  },
  {
    id: 'kafka.isr-expand',
    name: { en: 'Expand the ISR', 'zh-cn': '扩大 ISR' },
    who: { en: 'the leader, which asks the controller', 'zh-cn': 'leader（向控制器请求）' },
    means: {
      en: 'A follower that has all committed records may count again.',
      'zh-cn': '拥有全部已提交记录的 follower 可以重新进入 ISR。',
    },
    enabledWhen: {
      en: 'Its log end is not below the high watermark nor below the start of the leader’s epoch (KAFKA-7128), it is alive, and no other change is in flight.',
      'zh-cn':
        '它的日志末端不低于高水位，也不低于 leader 当前 epoch 的起点（KAFKA-7128）；它在线，且没有其他变更在途。',
    },
    changes: { en: 'From now on the high watermark waits for it too.', 'zh-cn': '从此高水位也要等它。' },
    source: PARTITION,
  },
  {
    id: 'kafka.isr-shrink',
    name: { en: 'Shrink the ISR', 'zh-cn': '缩小 ISR' },
    who: { en: 'the leader, which asks the controller', 'zh-cn': 'leader（向控制器请求）' },
    means: {
      en: 'A replica that lags too long no longer holds up acks=all.',
      'zh-cn': '落后太久的副本不再拖住 acks=all。',
    },
    enabledWhen: {
      en: 'It has not been at the leader’s end for replica.lag.time.max.ms; checked every half of that.',
      'zh-cn': '超过 replica.lag.time.max.ms 没有追到 leader 的日志末端；每隔这个时间的一半检查一次。',
    },
    changes: {
      en: 'The ISR, once the controller has agreed; until then the old members still count.',
      'zh-cn': '控制器同意后 ISR 才改变；在此之前，原来的成员仍然算数。',
    },
    source: PARTITION,
  },
  {
    id: 'kafka.consumer-fetch',
    name: { en: 'Serve a consumer', 'zh-cn': '为消费者提供数据' },
    who: { en: 'the leader', 'zh-cn': 'leader' },
    means: { en: 'Consumers see committed records only.', 'zh-cn': '消费者只能看到已提交的记录。' },
    enabledWhen: {
      en: 'fetch.min.bytes lie between the consumer’s positions and the high watermark, or fetch.max.wait.ms is over.',
      'zh-cn': '消费位置与高水位之间凑够了 fetch.min.bytes，或等满了 fetch.max.wait.ms。',
    },
    changes: { en: 'Nothing: reading does not remove anything.', 'zh-cn': '没有变化：读取不会删除任何东西。' },
    source: REPLICAS,
  },
  {
    id: 'kafka.metadata-replay',
    name: { en: 'Follow the metadata log', 'zh-cn': '跟随元数据日志' },
    who: { en: 'every broker', 'zh-cn': '每个 broker' },
    means: {
      en: 'All brokers see the same history of leaders and ISRs, each at its own pace.',
      'zh-cn': '所有 broker 看到的 leader 与 ISR 的历史都一样，只是进度各不相同。',
    },
    enabledWhen: {
      en: 'The controller has committed records that this broker lacks.',
      'zh-cn': '控制器提交了本机还没有的记录。',
    },
    changes: {
      en: 'The broker’s picture of the cluster, and the roles of its replicas.',
      'zh-cn': '本机对集群的认识，以及各副本的角色。',
    },
    source: 'Apache Kafka 4.3, core/src/main/scala/kafka/server/metadata/BrokerMetadataPublisher.scala',
  },
  {
    id: 'kafka.metadata-commit',
    name: { en: 'Write the metadata log', 'zh-cn': '写元数据日志' },
    who: { en: 'the controller', 'zh-cn': '控制器' },
    means: {
      en: 'A decision counts once it is in the log; brokers learn of it by reading on.',
      'zh-cn': '决定写入日志才算数；broker 通过继续读取得知。',
    },
    enabledWhen: { en: 'The controller has decided something.', 'zh-cn': '控制器作出了决定。' },
    changes: { en: 'The metadata log and the controller’s own picture.', 'zh-cn': '元数据日志与控制器自己的认识。' },
    source: 'Apache Kafka 4.3, metadata/src/main/java/org/apache/kafka/controller/QuorumController.java',
  },
  {
    id: 'kafka.elect',
    name: { en: 'Elect a leader', 'zh-cn': '选举 leader' },
    who: { en: 'the controller', 'zh-cn': '控制器' },
    means: {
      en: 'The first live replica in list order that is in sync or eligible; only with unclean election any live one.',
      'zh-cn': '按副本列表顺序，取第一个在线且同步（或有资格）的副本；允许 unclean 选举时才考虑其他在线副本。',
    },
    enabledWhen: {
      en: 'The present leader may not lead, or leadership is to be moved.',
      'zh-cn': '当前 leader 不能再当 leader，或者需要迁移领导权。',
    },
    changes: {
      en: 'Leader and leader epoch (+1); an unclean leader becomes the whole ISR.',
      'zh-cn': 'leader 与 leader epoch（+1）；unclean 选出的 leader 独占 ISR。',
    },
    source: CONTROL,
  },
  {
    id: 'kafka.alter-partition',
    name: { en: 'Change an ISR', 'zh-cn': '修改 ISR' },
    who: { en: 'the controller, asked by a leader', 'zh-cn': '控制器（应 leader 请求）' },
    means: {
      en: 'Only the controller changes an ISR, so that a leader that has been replaced cannot (KIP-497).',
      'zh-cn': '只有控制器能改 ISR，被取代的 leader 改不了（KIP-497）。',
    },
    enabledWhen: {
      en: 'Leader epoch, partition epoch and broker epochs in the request are current, and all members are alive.',
      'zh-cn': '请求中的 leader epoch、partition epoch 与 broker epoch 都是最新的，且成员都在线。',
    },
    changes: { en: 'The ISR and the partition epoch (+1).', 'zh-cn': 'ISR 与 partition epoch（+1）。' },
    source: CONTROL,
  },
  {
    id: 'kafka.fence',
    name: { en: 'Fence a broker', 'zh-cn': '隔离 broker' },
    who: { en: 'the controller', 'zh-cn': '控制器' },
    means: {
      en: 'A broker that is not heard of may not lead. It may still believe that it does.',
      'zh-cn': '没有音讯的 broker 不能再当 leader，但它自己可能还以为自己是。',
    },
    enabledWhen: {
      en: 'No heartbeat for broker.session.timeout.ms.',
      'zh-cn': '超过 broker.session.timeout.ms 没有心跳。',
    },
    changes: {
      en: 'The broker is fenced, leaves every ISR, and its partitions get other leaders.',
      'zh-cn': '它被隔离、移出所有 ISR，其分区另选 leader。',
    },
    source: CLUSTER,
  },
  {
    id: 'kafka.unfence',
    name: { en: 'Unfence a broker', 'zh-cn': '解除隔离' },
    who: { en: 'the controller', 'zh-cn': '控制器' },
    means: {
      en: 'A broker that has caught up with the metadata log may lead again.',
      'zh-cn': '追上元数据日志的 broker 可以再当 leader。',
    },
    enabledWhen: {
      en: 'A heartbeat shows that it has replayed its own registration.',
      'zh-cn': '心跳表明它已重放到自己的注册记录。',
    },
    changes: {
      en: 'Partitions without a leader may get one; nobody else’s leadership moves.',
      'zh-cn': '没有 leader 的分区可能选出 leader；其他分区的 leader 不变。',
    },
    source: CLUSTER,
  },
  {
    id: 'kafka.register',
    name: { en: 'Register a broker', 'zh-cn': '注册 broker' },
    who: { en: 'the controller', 'zh-cn': '控制器' },
    means: {
      en: 'Every start of a broker is a new life with its own broker epoch (KIP-903).',
      'zh-cn': 'broker 每次启动都从头来过，有自己的 broker epoch（KIP-903）。',
    },
    enabledWhen: { en: 'No session of an earlier life is still running.', 'zh-cn': '上一次运行的会话已不在。' },
    changes: {
      en: 'It starts fenced and leaves every ISR; after an unclean stop also the eligible replicas.',
      'zh-cn': '以隔离状态开始，退出所有 ISR；若非正常停止，还会退出有资格的 leader 副本（ELR）。',
    },
    source: CLUSTER,
  },
];
