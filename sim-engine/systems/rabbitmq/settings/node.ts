/**
 * Settings of a node and of the whole cluster.
 *
 * Leaves out: credentials, listeners, paths, and everything of plugins.
 */
import type { SettingDefinition } from '../../settingsCatalogue.ts';
import type { RabbitVersion } from '../rules/version.ts';
import type { NodeConfig } from '../node/value.ts';
import { QUEUE_SETTINGS } from './queue.ts';
import { SOURCE, type DefaultByVersion } from './source.ts';

const INT_MAX = 2_147_483_647;
const MICROS_PER_MILLI = 1_000;

export const NODE_SETTINGS = {
  memoryHighWatermarkPerMille: {
    name: 'vm_memory_high_watermark',
    type: 'integer',
    unit: 'level',
    min: 0,
    max: 1_000,
    default: 600,
    source: SOURCE.environment,
    description: {
      en: 'Publishers of the whole cluster are blocked while a node uses more than this part of its memory, in thousandths.',
      'zh-cn': '节点内存用量超过此比例（千分之几）时，整个集群的发布者都会被阻塞。',
    },
  },
  diskFreeLimitBytes: {
    name: 'disk_free_limit',
    type: 'integer',
    unit: 'bytes',
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    default: 50_000_000,
    source: SOURCE.environment,
    description: {
      en: 'Publishers of the whole cluster are blocked while a node has less free disk than this.',
      'zh-cn': '节点剩余磁盘少于此值时，整个集群的发布者都会被阻塞。',
    },
  },
  heartbeatMicros: {
    name: 'heartbeat',
    type: 'integer',
    unit: 's',
    min: 0,
    max: INT_MAX,
    default: 60,
    source: SOURCE.environment,
    description: {
      en: 'A client that is silent for about twice this long is taken for gone, and its channels with it.',
      'zh-cn': '客户端沉默约两倍于此的时间，就被视为已断开，其通道也随之关闭。',
    },
  },
  netTickTimeMicros: {
    name: 'net_ticktime',
    type: 'integer',
    unit: 's',
    min: 1,
    max: INT_MAX,
    default: 60,
    source: SOURCE.environment,
    description: {
      en: 'Nodes that hear nothing from each other for about this long consider each other down.',
      'zh-cn': '节点之间约这么久没有任何消息，就互相视为宕机。',
    },
  },
  consumerTimeoutMicros: {
    name: 'consumer_timeout',
    type: 'integer',
    unit: 'ms',
    min: 0,
    max: INT_MAX,
    default: 1_800_000,
    source: SOURCE.environment,
    description: {
      en: 'A delivery that is not acknowledged for this long closes its channel (since 4.3: cancels its consumer, quorum queues only).',
      'zh-cn': '消息这么久没有被确认，其通道会被关闭（4.3 起：仅限仲裁队列，且只取消该消费者）。',
    },
  },
  channelTickIntervalMicros: {
    name: 'channel_tick_interval',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 60_000,
    source: SOURCE.environment,
    description: {
      en: 'How often a channel looks for deliveries that were not acknowledged in time.',
      'zh-cn': '通道每隔多久检查一次超时未确认的消息。',
    },
  },
  defaultConsumerPrefetch: {
    name: 'default_consumer_prefetch',
    type: 'integer',
    unit: 'records',
    min: 0,
    max: 65_535,
    default: 0,
    source: SOURCE.environment,
    description: {
      en: 'Prefetch of channels that never call basic.qos. 0: no limit.',
      'zh-cn': '从未调用 basic.qos 的通道的预取数。0 表示不限。',
    },
  },
  channelMax: {
    name: 'channel_max',
    type: 'integer',
    unit: 'records',
    min: 0,
    max: 65_535,
    default: 2_047,
    source: SOURCE.environment,
    description: { en: 'Channels that one connection may open.', 'zh-cn': '一个连接最多可打开的通道数。' },
  },
  frameMaxBytes: {
    name: 'frame_max',
    type: 'integer',
    unit: 'bytes',
    min: 0,
    max: INT_MAX,
    default: 131_072,
    source: SOURCE.environment,
    description: { en: 'The largest frame on a connection.', 'zh-cn': '连接上单个帧的最大字节数。' },
  },
  maxMessageBytes: {
    name: 'max_message_size',
    type: 'integer',
    unit: 'bytes',
    min: 1,
    max: 536_870_912,
    default: 16_777_216,
    source: SOURCE.environment,
    description: {
      en: 'A larger message is refused, and its channel closed.',
      'zh-cn': '超过此大小的消息会被拒绝，其通道会被关闭。',
    },
  },
  creditFlowInitial: {
    name: 'credit_flow_default_credit (initial)',
    type: 'integer',
    unit: 'records',
    min: 0,
    max: INT_MAX,
    default: 400,
    source: SOURCE.creditFlow,
    description: {
      en: 'Messages that one part of a node may send to the next before it has to wait.',
      'zh-cn': '节点内部一个环节在必须等待之前，可以发给下一环节的消息数。',
    },
  },
  creditFlowMore: {
    name: 'credit_flow_default_credit (more after)',
    type: 'integer',
    unit: 'records',
    min: 0,
    max: INT_MAX,
    default: 200,
    source: SOURCE.creditFlow,
    description: {
      en: 'After so many processed messages, as much credit is given back.',
      'zh-cn': '每处理这么多条消息，就归还同样多的额度。',
    },
  },
  clusterPartitionHandling: {
    name: 'cluster_partition_handling',
    type: 'choice',
    choices: ['ignore', 'pause_minority', 'pause_if_all_down', 'autoheal'],
    default: 'ignore',
    source: SOURCE.partitions,
    description: {
      en: 'What nodes do when they cannot see each other. Without effect since 4.3, which has Khepri only.',
      'zh-cn': '节点互相看不见时怎么办。4.3 起只有 Khepri，此设置不再起作用。',
    },
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;

const MIB_16 = 16_777_216;
const MIB_128 = 134_217_728;

/** Largest message, by version. */
export const MAX_MESSAGE_BYTES: DefaultByVersion<number> = {
  '3.10': MIB_128,
  '3.13': MIB_128,
  '4.0': MIB_16,
  '4.3': MIB_16,
};

/** A node as it is out of the box; its queues commit and write at once. */
export function nodeDefaults(version: RabbitVersion): NodeConfig {
  return {
    name: 'rabbit@localhost',
    version,
    consumerTimeoutMicros: NODE_SETTINGS.consumerTimeoutMicros.default * MICROS_PER_MILLI,
    channelTickMicros: NODE_SETTINGS.channelTickIntervalMicros.default * MICROS_PER_MILLI,
    maxMessageBytes: MAX_MESSAGE_BYTES[version],
    deadLetterTimeoutMicros: QUEUE_SETTINGS.deadLetterConfirmTimeoutMicros.default * MICROS_PER_MILLI,
    persistence: 'at-once',
    quorum: 'local',
  };
}
