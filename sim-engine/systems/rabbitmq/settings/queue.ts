/** Settings of queues: arguments that a queue may set for itself, and what stands in the node for all of them. */
import type { SettingDefinition } from '../../settingsCatalogue.ts';
import { SOURCE } from './source.ts';

const INT_MAX = 2_147_483_647;

export const QUEUE_SETTINGS = {
  deliveryLimit: {
    name: 'x-delivery-limit',
    type: 'integer',
    unit: 'attempts',
    min: -1,
    max: INT_MAX,
    default: 20,
    source: SOURCE.quorumDocs,
    description: {
      en: 'Quorum queues: a message that has come back more often than this is dead. -1: never. None before 4.0.',
      'zh-cn': '仲裁队列：退回次数超过此值的消息会成为死信。-1 表示不限；4.0 之前默认不限。',
    },
  },
  overflow: {
    name: 'x-overflow',
    type: 'choice',
    choices: ['drop-head', 'reject-publish', 'reject-publish-dlx'],
    default: 'drop-head',
    source: SOURCE.queueArguments,
    description: {
      en: 'What a full queue does: drop its oldest message, or refuse the new one.',
      'zh-cn': '队列满时怎么办：丢弃最老的消息，还是拒绝新消息。',
    },
  },
  deadLetterStrategy: {
    name: 'x-dead-letter-strategy',
    type: 'choice',
    choices: ['at-most-once', 'at-least-once'],
    default: 'at-most-once',
    source: SOURCE.quorumDocs,
    description: {
      en: 'Quorum queues: does a dead letter stay in its queue until the next ones have confirmed it? Needs reject-publish.',
      'zh-cn': '仲裁队列：死信是否留在原队列中，直到目标队列确认？需要 reject-publish。',
    },
  },
  quorumGroupSize: {
    name: 'quorum_cluster_size',
    type: 'integer',
    unit: 'replicas',
    min: 1,
    max: 9,
    default: 3,
    source: SOURCE.environment,
    description: { en: 'Members of a new quorum queue.', 'zh-cn': '新建仲裁队列的成员数。' },
  },
  quorumCommandsSoftLimit: {
    name: 'quorum_commands_soft_limit',
    type: 'integer',
    unit: 'requests',
    min: 1,
    max: INT_MAX,
    default: 32,
    source: SOURCE.environment,
    description: {
      en: 'Commands that a channel may have under way to a quorum queue before it is slowed down.',
      'zh-cn': '通道发往一个仲裁队列、尚未完成的命令达到此数时会被限速。',
    },
  },
  quorumUnlimitedPrefetch: {
    name: 'consumer prefetch of a quorum queue without basic.qos',
    type: 'integer',
    unit: 'records',
    min: 1,
    max: INT_MAX,
    default: 2_000,
    source: SOURCE.quorumClient,
    description: {
      en: 'Credit that a quorum queue gives a consumer without a prefetch count.',
      'zh-cn': '仲裁队列给没有设置预取数的消费者的额度。',
    },
  },
  snapshotIntervalEntries: {
    name: 'raft snapshot interval',
    type: 'integer',
    unit: 'records',
    min: 1,
    max: INT_MAX,
    default: 8_192,
    source: SOURCE.quorum,
    description: {
      en: 'Log entries after which a quorum queue takes a snapshot.',
      'zh-cn': '仲裁队列每隔多少条日志做一次快照。',
    },
  },
  deadLetterWorkerPrefetch: {
    name: 'dead_letter_worker_consumer_prefetch',
    type: 'integer',
    unit: 'records',
    min: 1,
    max: INT_MAX,
    default: 32,
    source: SOURCE.environment,
    description: {
      en: 'Dead letters that an at-least-once queue has on their way at once.',
      'zh-cn': 'at-least-once 队列同时在途的死信数。',
    },
  },
  deadLetterConfirmTimeoutMicros: {
    name: 'dead_letter_worker_publisher_confirm_timeout',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 180_000,
    source: SOURCE.environment,
    description: {
      en: 'A dead letter that is not confirmed for this long is sent again.',
      'zh-cn': '死信这么久没有被确认就会重发。',
    },
  },
  failureDetectorPollMicros: {
    name: 'aten.poll_interval',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 5_000,
    source: SOURCE.failureDetector,
    description: {
      en: 'How often a node asks itself which others it suspects to be down.',
      'zh-cn': '节点每隔多久判断一次哪些其他节点可能已宕机。',
    },
  },
  failureDetectorHeartbeatMicros: {
    name: 'aten.heartbeat_interval',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 100,
    source: SOURCE.failureDetector,
    description: { en: 'How often nodes say that they are alive.', 'zh-cn': '节点每隔多久表明自己存活。' },
  },
  mirrorSynchronisation: {
    name: 'ha-sync-mode',
    type: 'choice',
    choices: ['manual', 'automatic'],
    default: 'manual',
    source: SOURCE.mirrors,
    description: {
      en: 'Mirrored queues (to 3.13): does a new mirror get the messages that are already there?',
      'zh-cn': '镜像队列（3.13 及以前）：新镜像是否会得到已有的消息？',
    },
  },
  mirrorPromoteOnFailure: {
    name: 'ha-promote-on-failure',
    type: 'choice',
    choices: ['always', 'when-synced'],
    default: 'always',
    source: SOURCE.mirrors,
    description: {
      en: 'Mirrored queues: may a mirror that lacks messages lead when the leader has crashed?',
      'zh-cn': '镜像队列：leader 崩溃后，缺少消息的镜像可以成为 leader 吗？',
    },
  },
  mirrorPromoteOnShutdown: {
    name: 'ha-promote-on-shutdown',
    type: 'choice',
    choices: ['always', 'when-synced'],
    default: 'when-synced',
    source: SOURCE.mirrors,
    description: {
      en: 'Mirrored queues: the same, when the leader was shut down on purpose.',
      'zh-cn': '镜像队列：同上，但 leader 是被有意关闭的。',
    },
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;
