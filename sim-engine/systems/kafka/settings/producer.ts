/**
 * Settings of a producer.
 *
 * Leaves out: compression, buffer memory, request sizes, transactions, interceptors, a partitioner of one's own.
 */
import type { SettingDefinition } from '../../settingsCatalogue.ts';
import { INT_MAX, SOURCE } from './source.ts';

export const PRODUCER_SETTINGS = {
  acks: {
    name: 'acks',
    type: 'choice',
    choices: ['all', '1', '0'],
    default: 'all',
    source: SOURCE.producer,
    description: {
      en: 'Who must have a record before the producer counts it as written: the whole ISR, the leader, nobody.',
      'zh-cn': '谁拿到记录之后生产者才算写入成功：整个 ISR、仅 leader、无需任何人。',
    },
  },
  enableIdempotence: {
    name: 'enable.idempotence',
    type: 'boolean',
    default: true,
    source: SOURCE.producer,
    description: {
      en: 'Number the batches, so that a retry is neither written twice nor out of order. Off by itself unless acks=all and retries > 0.',
      'zh-cn': '给批次编号，使重试不会重复写入、也不会乱序。若不是 acks=all 且 retries > 0，会自动关闭。',
    },
  },
  retries: {
    name: 'retries',
    type: 'integer',
    unit: 'attempts',
    min: 0,
    max: INT_MAX,
    default: INT_MAX,
    source: SOURCE.producer,
    description: {
      en: 'How often a failed batch is sent again, within delivery.timeout.ms.',
      'zh-cn': '在 delivery.timeout.ms 之内，失败的批次最多重发几次。',
    },
  },
  maxInFlightRequestsPerConnection: {
    name: 'max.in.flight.requests.per.connection',
    type: 'integer',
    unit: 'requests',
    min: 1,
    max: 1_000,
    default: 5,
    source: SOURCE.producer,
    description: {
      en: 'Unanswered requests per broker. Above 1 without idempotence, a retry can overtake.',
      'zh-cn': '每个 broker 连接上未应答的请求数。大于 1 且没有幂等时，重试可能造成乱序。',
    },
  },
  lingerMicros: {
    name: 'linger.ms',
    type: 'integer',
    unit: 'ms',
    min: 0,
    max: INT_MAX,
    default: 5,
    source: SOURCE.producer,
    description: {
      en: 'How long a batch waits for more records.',
      'zh-cn': '批次为等待更多记录而停留的时间。',
    },
  },
  batchSize: {
    name: 'batch.size',
    type: 'integer',
    unit: 'bytes',
    min: 0,
    max: INT_MAX,
    default: 16_384,
    source: SOURCE.producer,
    description: {
      en: 'A batch of this size is sent at once.',
      'zh-cn': '批次达到这个大小就立即发送。',
    },
  },
  deliveryTimeoutMicros: {
    name: 'delivery.timeout.ms',
    type: 'integer',
    unit: 'ms',
    min: 0,
    max: INT_MAX,
    default: 120_000,
    source: SOURCE.producer,
    description: {
      en: 'From send() to success or failure, retries included.',
      'zh-cn': '从 send() 到成功或失败的总时限，包含重试。',
    },
  },
  requestTimeoutMicros: {
    name: 'request.timeout.ms',
    type: 'integer',
    unit: 'ms',
    min: 0,
    max: INT_MAX,
    default: 30_000,
    source: SOURCE.producer,
    description: {
      en: 'How long the producer waits for the answer to one request.',
      'zh-cn': '生产者等待单个请求应答的时间。',
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
  partitionerAdaptivePartitioningEnable: {
    name: 'partitioner.adaptive.partitioning.enable',
    type: 'boolean',
    default: true,
    source: SOURCE.producer,
    description: {
      en: 'Send more records without key to brokers that answer faster.',
      'zh-cn': '把更多无 key 的记录发给应答更快的 broker。',
    },
  },
  partitionerIgnoreKeys: {
    name: 'partitioner.ignore.keys',
    type: 'boolean',
    default: false,
    source: SOURCE.producer,
    description: {
      en: 'Choose the partition as if records had no key.',
      'zh-cn': '选择分区时忽略记录的 key。',
    },
  },
  metadataMaxAgeMicros: {
    name: 'metadata.max.age.ms',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 300_000,
    source: SOURCE.producer,
    description: {
      en: 'Ask for leaders and partitions again after this time, even without an error.',
      'zh-cn': '即使没有出错，过了这么久也重新查询 leader 与分区。',
    },
  },
  maxBlockMicros: {
    name: 'max.block.ms',
    type: 'integer',
    unit: 'ms',
    min: 0,
    max: INT_MAX,
    default: 60_000,
    source: SOURCE.producer,
    description: {
      en: 'How long send() waits for metadata before it fails.',
      'zh-cn': 'send() 等待元数据的最长时间，超时即失败。',
    },
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;
