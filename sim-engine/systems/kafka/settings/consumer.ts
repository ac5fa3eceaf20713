/**
 * Settings of a consumer (classic group protocol, the client's default in 4.3).
 *
 * Leaves out: isolation.level, upper limits on the size of a fetch, rack awareness, interceptors; the sticky assignors.
 */
import type { SettingDefinition } from '../../settingsCatalogue.ts';
import { INT_MAX, SOURCE } from './source.ts';

export const CONSUMER_SETTINGS = {
  autoOffsetReset: {
    name: 'auto.offset.reset',
    type: 'choice',
    choices: ['latest', 'earliest', 'none'],
    default: 'latest',
    source: SOURCE.consumer,
    description: {
      en: 'Where to read when there is no committed offset, or it no longer exists.',
      'zh-cn': '没有已提交偏移量、或该偏移量已不存在时，从哪里开始读。',
    },
  },
  enableAutoCommit: {
    name: 'enable.auto.commit',
    type: 'boolean',
    default: true,
    source: SOURCE.consumer,
    description: {
      en: 'Commit in poll() what earlier polls returned, processed or not.',
      'zh-cn': '在 poll() 中提交之前各次 poll 返回的偏移量，不管是否处理完。',
    },
  },
  autoCommitIntervalMicros: {
    name: 'auto.commit.interval.ms',
    type: 'integer',
    unit: 'ms',
    min: 0,
    max: INT_MAX,
    default: 5_000,
    source: SOURCE.consumer,
    description: {
      en: 'Shortest time between two automatic commits.',
      'zh-cn': '两次自动提交之间的最短间隔。',
    },
  },
  maxPollRecords: {
    name: 'max.poll.records',
    type: 'integer',
    unit: 'records',
    min: 1,
    max: INT_MAX,
    default: 500,
    source: SOURCE.consumer,
    description: {
      en: 'Most records that one poll() returns.',
      'zh-cn': '一次 poll() 最多返回的记录数。',
    },
  },
  maxPollIntervalMicros: {
    name: 'max.poll.interval.ms',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 300_000,
    source: SOURCE.consumer,
    description: {
      en: 'A consumer that does not poll for this long leaves the group.',
      'zh-cn': '消费者这么久没有调用 poll()，就会离开消费者组。',
    },
  },
  sessionTimeoutMicros: {
    name: 'session.timeout.ms',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 45_000,
    source: SOURCE.consumer,
    description: {
      en: 'A consumer without heartbeat for this long is removed from the group.',
      'zh-cn': '消费者这么久没有心跳，就会被移出消费者组。',
    },
  },
  heartbeatIntervalMicros: {
    name: 'heartbeat.interval.ms',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 3_000,
    source: SOURCE.consumer,
    description: {
      en: 'How often a consumer tells the coordinator that it is alive.',
      'zh-cn': '消费者每隔多久向协调者发送心跳。',
    },
  },
  fetchMinBytes: {
    name: 'fetch.min.bytes',
    type: 'integer',
    unit: 'bytes',
    min: 0,
    max: INT_MAX,
    default: 1,
    source: SOURCE.consumer,
    description: {
      en: 'A fetch is answered as soon as this many bytes are there, at the latest after fetch.max.wait.ms.',
      'zh-cn': '凑够这么多字节就应答消费者的拉取，最迟等到 fetch.max.wait.ms。',
    },
  },
  fetchMaxWaitMicros: {
    name: 'fetch.max.wait.ms',
    type: 'integer',
    unit: 'ms',
    min: 0,
    max: INT_MAX,
    default: 500,
    source: SOURCE.consumer,
    description: {
      en: 'How long a broker holds a fetch when there are not fetch.min.bytes to answer with.',
      'zh-cn': '不够 fetch.min.bytes 时，broker 把拉取请求最多挂起多久。',
    },
  },
  /** Kafka's default is the list [range, cooperative-sticky]: range, until it is removed from the list. */
  partitionAssignmentStrategy: {
    name: 'partition.assignment.strategy',
    type: 'choice',
    choices: ['range', 'roundrobin'],
    default: 'range',
    source: SOURCE.consumer,
    description: {
      en: "How the group's leader deals partitions to members.",
      'zh-cn': '组长用什么方式把分区分给成员。',
    },
  },
  groupInstanceId: {
    name: 'group.instance.id',
    type: 'text',
    minLength: 1,
    maxLength: 32,
    default: null,
    source: SOURCE.consumer,
    description: {
      en: 'Static membership: with the same name, a restarted consumer gets its partitions back without a rebalance.',
      'zh-cn': '静态成员：名字不变，重启的消费者不经再均衡就拿回原来的分区。',
    },
  },
  requestTimeoutMicros: {
    name: 'request.timeout.ms',
    type: 'integer',
    unit: 'ms',
    min: 0,
    max: INT_MAX,
    default: 30_000,
    source: SOURCE.consumer,
    description: {
      en: 'How long the consumer waits for the answer to one request.',
      'zh-cn': '消费者等待单个请求应答的时间。',
    },
  },
  retryBackoffMicros: {
    name: 'retry.backoff.ms',
    type: 'integer',
    unit: 'ms',
    min: 0,
    max: INT_MAX,
    default: 100,
    source: SOURCE.client,
    description: {
      en: 'Pause before the first retry; it doubles with every further one.',
      'zh-cn': '第一次重试前的停顿，之后逐次翻倍。',
    },
  },
  retryBackoffMaxMicros: {
    name: 'retry.backoff.max.ms',
    type: 'integer',
    unit: 'ms',
    min: 0,
    max: INT_MAX,
    default: 1_000,
    source: SOURCE.client,
    description: {
      en: 'Longest pause between retries.',
      'zh-cn': '两次重试之间的最长停顿。',
    },
  },
  metadataMaxAgeMicros: {
    name: 'metadata.max.age.ms',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 300_000,
    source: SOURCE.consumer,
    description: {
      en: 'Ask for leaders and partitions again after this time, even without an error.',
      'zh-cn': '即使没有出错，过了这么久也重新查询 leader 与分区。',
    },
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;
