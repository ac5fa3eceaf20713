/**
 * Settings of brokers and topics. A topic's own value wins over the cluster's.
 *
 * Models: replication, ISR, elections, checkpoints, and the bounds that the group coordinator sets.
 * Leaves out: num.partitions and default.replication.factor (a scenario states both for every topic), retention,
 * compaction, quotas, the timers of the controller quorum.
 */
import type { SettingDefinition } from '../../settingsCatalogue.ts';
import { INT_MAX, SOURCE } from './source.ts';

/** Settings that a topic may set for itself. */
export const TOPIC_SETTINGS = {
  minInsyncReplicas: {
    name: 'min.insync.replicas',
    type: 'integer',
    unit: 'replicas',
    min: 1,
    max: 9,
    default: 1,
    source: SOURCE.log,
    description: {
      en: 'A write with acks=all is refused while the ISR is smaller than this.',
      'zh-cn': 'ISR 小于此值时，acks=all 的写入会被拒绝。',
    },
  },
  uncleanLeaderElectionEnable: {
    name: 'unclean.leader.election.enable',
    type: 'boolean',
    default: false,
    source: SOURCE.topic,
    description: {
      en: 'May a replica outside the ISR become leader when nobody else can? It trades committed records for availability.',
      'zh-cn': '没有其他候选时，允许 ISR 之外的副本成为 leader 吗？这是用已提交的记录换可用性。',
    },
  },
  /**
   * Kafka's default is Long.MAX_VALUE: never. A number here is exact only up to 2^53 - 1, so that stands for never;
   * no run appends as many records.
   */
  flushMessages: {
    name: 'flush.messages',
    type: 'integer',
    unit: 'records',
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    default: Number.MAX_SAFE_INTEGER,
    source: SOURCE.log,
    description: {
      en: 'Force the log to disk after so many records (brokers call it log.flush.interval.messages). Default: never; durability comes from replicas.',
      'zh-cn': '每写入这么多条记录就强制刷盘（broker 级名称为 log.flush.interval.messages）。默认从不：持久性靠副本。',
    },
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;

/** Settings of the whole cluster; those of topics are their defaults here. */
export const BROKER_SETTINGS = {
  ...TOPIC_SETTINGS,
  replicaLagTimeMaxMicros: {
    name: 'replica.lag.time.max.ms',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 30_000,
    source: SOURCE.replication,
    description: {
      en: 'A follower that has not caught up with the leader for this long leaves the ISR.',
      'zh-cn': 'follower 超过这么久没有追上 leader，就会被移出 ISR。',
    },
  },
  replicaFetchWaitMaxMicros: {
    name: 'replica.fetch.wait.max.ms',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 500,
    source: SOURCE.replication,
    description: {
      en: "How long a leader holds a follower's fetch when there are not replica.fetch.min.bytes to answer with.",
      'zh-cn': '不够 replica.fetch.min.bytes 时，leader 把 follower 的拉取请求最多挂起多久。',
    },
  },
  replicaFetchMinBytes: {
    name: 'replica.fetch.min.bytes',
    type: 'integer',
    unit: 'bytes',
    min: 0,
    max: INT_MAX,
    default: 1,
    source: SOURCE.replication,
    description: {
      en: "A follower's fetch is answered as soon as this many bytes are there, at the latest after replica.fetch.wait.max.ms.",
      'zh-cn': '凑够这么多字节就应答 follower 的拉取，最迟等到 replica.fetch.wait.max.ms。',
    },
  },
  replicaFetchBackoffMicros: {
    name: 'replica.fetch.backoff.ms',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 1_000,
    source: SOURCE.replication,
    description: {
      en: 'How long a follower waits after a failed fetch.',
      'zh-cn': 'follower 拉取失败后等待多久再试。',
    },
  },
  replicaHighWatermarkCheckpointIntervalMicros: {
    name: 'replica.high.watermark.checkpoint.interval.ms',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 5_000,
    source: SOURCE.replication,
    description: {
      en: 'How often a broker saves its high watermarks to disk.',
      'zh-cn': 'broker 每隔多久把高水位保存到磁盘。',
    },
  },
  brokerHeartbeatIntervalMicros: {
    name: 'broker.heartbeat.interval.ms',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 2_000,
    source: SOURCE.kraft,
    description: {
      en: 'How often a broker tells the controller that it is alive.',
      'zh-cn': 'broker 每隔多久向控制器报告自己还活着。',
    },
  },
  brokerSessionTimeoutMicros: {
    name: 'broker.session.timeout.ms',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 9_000,
    source: SOURCE.kraft,
    description: {
      en: 'A broker silent for this long is fenced: it leaves every ISR and may not lead.',
      'zh-cn': 'broker 沉默超过这么久就被隔离（fenced）：退出所有 ISR，不能再当 leader。',
    },
  },
  autoLeaderRebalanceEnable: {
    name: 'auto.leader.rebalance.enable',
    type: 'boolean',
    default: true,
    source: SOURCE.replication,
    description: {
      en: 'Does the controller move leadership back to preferred replicas by itself?',
      'zh-cn': 'controller 会自动把 leader 迁回首选副本吗？',
    },
  },
  leaderImbalanceCheckIntervalMicros: {
    name: 'leader.imbalance.check.interval.seconds',
    type: 'integer',
    unit: 's',
    min: 1,
    max: INT_MAX,
    default: 300,
    source: SOURCE.replication,
    description: {
      en: 'How often the controller looks for partitions that are not led by their preferred replica.',
      'zh-cn': 'controller 每隔多久检查有没有分区的 leader 不是首选副本。',
    },
  },
  uncleanLeaderElectionIntervalMicros: {
    name: 'unclean.leader.election.interval.ms',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 300_000,
    source: SOURCE.replication,
    description: {
      en: 'How often the controller looks for leaderless partitions that allow unclean election.',
      'zh-cn': 'controller 每隔多久检查有没有允许 unclean 选举的无 leader 分区。',
    },
  },
  eligibleLeaderReplicasVersion: {
    name: 'eligible.leader.replicas.version',
    type: 'integer',
    unit: 'level',
    min: 0,
    max: 1,
    default: 1,
    source: SOURCE.feature,
    description: {
      en: 'Feature level: 1 keeps eligible leader replicas (KIP-966), 0 does not.',
      'zh-cn': '特性级别：1 维护有资格的 leader 副本（ELR，KIP-966），0 不维护。',
    },
  },
  offsetsTopicReplicationFactor: {
    name: 'offsets.topic.replication.factor',
    type: 'integer',
    unit: 'replicas',
    min: 1,
    max: 9,
    default: 3,
    source: SOURCE.group,
    description: {
      en: 'Copies of the topic that holds groups and committed offsets.',
      'zh-cn': '保存消费者组与已提交偏移量的主题有几个副本。',
    },
  },
  groupInitialRebalanceDelayMicros: {
    name: 'group.initial.rebalance.delay.ms',
    type: 'integer',
    unit: 'ms',
    min: 0,
    max: INT_MAX,
    default: 3_000,
    source: SOURCE.group,
    description: {
      en: 'How long an empty group waits for more members before its first assignment.',
      'zh-cn': '空消费者组在第一次分配之前等待更多成员的时间。',
    },
  },
  groupMinSessionTimeoutMicros: {
    name: 'group.min.session.timeout.ms',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 6_000,
    source: SOURCE.group,
    description: {
      en: 'Shortest session timeout that a consumer may ask for.',
      'zh-cn': '消费者可以要求的最短会话超时。',
    },
  },
  groupMaxSessionTimeoutMicros: {
    name: 'group.max.session.timeout.ms',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 1_800_000,
    source: SOURCE.group,
    description: {
      en: 'Longest session timeout that a consumer may ask for.',
      'zh-cn': '消费者可以要求的最长会话超时。',
    },
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;
