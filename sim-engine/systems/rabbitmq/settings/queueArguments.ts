/**
 * What a queue of a scenario may set for itself: arguments of its declaration (`x-…`), and the keys of a mirroring policy
 * (`ha-…`). Null: not given, which is not the same as any value.
 *
 * Leaves out: leader locators (a scenario names the node), lazy mode, in-memory limits, mirrors on named nodes.
 */
import type { SettingDefinition } from '../../settingsCatalogue.ts';
import { QUEUE_SETTINGS } from './queue.ts';
import { SOURCE } from './source.ts';

const INT_MAX = 2_147_483_647;
const EXPIRY_MAX = 4_294_967_295;

export const QUEUE_ARGUMENTS = {
  messageTtlMicros: {
    name: 'x-message-ttl',
    type: 'integer',
    unit: 'ms',
    min: 0,
    max: EXPIRY_MAX,
    default: null,
    source: SOURCE.timeToLiveDocs,
    description: {
      en: 'A message that waits in the queue for longer than this is dead. Unset: never.',
      'zh-cn': '消息在队列中等待超过此时间就成为死信。未设置则永不过期。',
    },
  },
  expiresMicros: {
    name: 'x-expires',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: EXPIRY_MAX,
    default: null,
    source: SOURCE.timeToLiveDocs,
    description: {
      en: 'A queue that nobody uses for so long is deleted. Unset: never.',
      'zh-cn': '队列这么久无人使用就会被删除。未设置则永不删除。',
    },
  },
  maxLength: {
    name: 'x-max-length',
    type: 'integer',
    unit: 'records',
    min: 0,
    max: INT_MAX,
    default: null,
    source: SOURCE.lengthLimitDocs,
    description: {
      en: 'Messages that may wait in the queue. Unset: no limit.',
      'zh-cn': '队列中最多等待的消息数。未设置则不限。',
    },
  },
  maxLengthBytes: {
    name: 'x-max-length-bytes',
    type: 'integer',
    unit: 'bytes',
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    default: null,
    source: SOURCE.lengthLimitDocs,
    description: {
      en: 'Bytes of messages that may wait in the queue; of a stream: that it keeps. Unset: no limit.',
      'zh-cn': '队列中等待消息的总字节上限；对流则是保留的字节数。未设置则不限。',
    },
  },
  overflow: QUEUE_SETTINGS.overflow,
  deadLetterExchange: {
    name: 'x-dead-letter-exchange',
    type: 'text',
    minLength: 0,
    maxLength: 255,
    default: null,
    source: SOURCE.deadLetterDocs,
    description: {
      en: 'Exchange that gets dead messages; empty: the default exchange. Unset: they are gone.',
      'zh-cn': '接收死信的交换机；空字符串表示默认交换机。未设置则死信直接丢弃。',
    },
  },
  deadLetterRoutingKey: {
    name: 'x-dead-letter-routing-key',
    type: 'text',
    minLength: 0,
    maxLength: 255,
    default: null,
    source: SOURCE.deadLetterDocs,
    description: {
      en: 'Routing key of dead messages. Unset: the one that they had.',
      'zh-cn': '死信使用的路由键。未设置则沿用原来的路由键。',
    },
  },
  deadLetterStrategy: QUEUE_SETTINGS.deadLetterStrategy,
  maxPriority: {
    name: 'x-max-priority',
    type: 'integer',
    unit: 'level',
    min: 0,
    max: 255,
    default: null,
    source: SOURCE.priorityDocs,
    description: {
      en: 'Classic queues: highest priority that counts. Unset: messages come in order.',
      'zh-cn': '经典队列：有效的最高优先级。未设置则按先后顺序投递。',
    },
  },
  singleActiveConsumer: {
    name: 'x-single-active-consumer',
    type: 'boolean',
    default: false,
    source: SOURCE.consumersDocs,
    description: {
      en: 'Does one consumer get everything, until it goes and the next one takes over?',
      'zh-cn': '是否只由一个消费者接收全部消息，直到它离开才由下一个接手？',
    },
  },
  deliveryLimit: QUEUE_SETTINGS.deliveryLimit,
  delayedRetryType: {
    name: 'x-delayed-retry-type',
    type: 'choice',
    choices: ['disabled', 'all', 'failed', 'returned'],
    default: 'disabled',
    source: SOURCE.quorumDocs,
    description: {
      en: 'Quorum queues since 4.3: which returned messages wait before they are delivered again.',
      'zh-cn': '仲裁队列（4.3 起）：哪些被退回的消息要等待一段时间再投递。',
    },
  },
  delayedRetryMinMicros: {
    name: 'x-delayed-retry-min',
    type: 'integer',
    unit: 'ms',
    min: 0,
    max: EXPIRY_MAX,
    default: null,
    source: SOURCE.quorumDocs,
    description: {
      en: 'The shortest wait; it grows with every failed delivery.',
      'zh-cn': '最短等待时间；每失败一次就随之增长。',
    },
  },
  delayedRetryMaxMicros: {
    name: 'x-delayed-retry-max',
    type: 'integer',
    unit: 'ms',
    min: 0,
    max: EXPIRY_MAX,
    default: null,
    source: SOURCE.quorumDocs,
    description: {
      en: 'The longest wait. Unset: the shortest one, always.',
      'zh-cn': '最长等待时间。未设置则始终等于最短时间。',
    },
  },
  quorumInitialGroupSize: {
    name: 'x-quorum-initial-group-size',
    type: 'integer',
    unit: 'replicas',
    min: 1,
    max: 9,
    default: null,
    source: SOURCE.quorumDocs,
    description: {
      en: 'Quorum queues: members. Unset: quorum_cluster_size.',
      'zh-cn': '仲裁队列：成员数。未设置则取 quorum_cluster_size。',
    },
  },
  maxAge: {
    name: 'x-max-age',
    type: 'text',
    minLength: 1,
    maxLength: 16,
    default: null,
    source: SOURCE.streamDocs,
    description: {
      en: 'Streams: older messages may be deleted, e.g. 7D. Unset: kept.',
      'zh-cn': '流：更老的消息可被删除，例如 7D。未设置则保留。',
    },
  },
  maxSegmentBytes: {
    name: 'x-stream-max-segment-size-bytes',
    type: 'integer',
    unit: 'bytes',
    min: 1,
    max: 3_000_000_000,
    default: 500_000_000,
    source: SOURCE.streamDocs,
    description: {
      en: 'Streams: size of a segment; only whole segments are deleted.',
      'zh-cn': '流：一个段的大小；只会整段删除。',
    },
  },
  mirrorMode: {
    name: 'ha-mode',
    type: 'choice',
    choices: ['none', 'all', 'exactly'],
    default: 'none',
    source: SOURCE.mirrors,
    description: {
      en: 'Classic queues up to 3.13: which nodes have a mirror.',
      'zh-cn': '经典队列（3.13 及以前）：哪些节点有镜像。',
    },
  },
  mirrorCount: {
    name: 'ha-params',
    type: 'integer',
    unit: 'replicas',
    min: 1,
    max: 9,
    default: null,
    source: SOURCE.mirrors,
    description: {
      en: 'With ha-mode exactly: copies, the leader included.',
      'zh-cn': 'ha-mode 为 exactly 时：包括 leader 在内的副本数。',
    },
  },
  mirrorSynchronisation: QUEUE_SETTINGS.mirrorSynchronisation,
  mirrorPromoteOnFailure: QUEUE_SETTINGS.mirrorPromoteOnFailure,
  mirrorPromoteOnShutdown: QUEUE_SETTINGS.mirrorPromoteOnShutdown,
} as const satisfies Readonly<Record<string, SettingDefinition>>;
