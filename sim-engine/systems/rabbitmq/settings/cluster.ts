/** Settings that a scenario gives to the whole cluster: the version, and what every node's configuration says. */
import type { SettingDefinition } from '../../settingsCatalogue.ts';
import { RABBIT_VERSIONS } from '../rules/version.ts';
import { NODE_SETTINGS } from './node.ts';
import { QUEUE_SETTINGS } from './queue.ts';
import { SOURCE } from './source.ts';

export const CLUSTER_SETTINGS = {
  version: {
    name: 'version',
    type: 'choice',
    choices: RABBIT_VERSIONS,
    default: '4.3',
    source: SOURCE.release43,
    description: {
      en: 'RabbitMQ that all nodes run. Some defaults differ by version.',
      'zh-cn': '所有节点运行的 RabbitMQ 版本。部分默认值因版本而异。',
    },
  },
  // Without a list of nodes, pause_if_all_down means nothing, and a scenario has none.
  clusterPartitionHandling: {
    ...NODE_SETTINGS.clusterPartitionHandling,
    choices: ['ignore', 'pause_minority', 'autoheal'],
  },
  netTickTimeMicros: NODE_SETTINGS.netTickTimeMicros,
  consumerTimeoutMicros: NODE_SETTINGS.consumerTimeoutMicros,
  channelTickIntervalMicros: NODE_SETTINGS.channelTickIntervalMicros,
  maxMessageBytes: NODE_SETTINGS.maxMessageBytes,
  quorumGroupSize: QUEUE_SETTINGS.quorumGroupSize,
  deadLetterConfirmTimeoutMicros: QUEUE_SETTINGS.deadLetterConfirmTimeoutMicros,
  failureDetectorPollMicros: QUEUE_SETTINGS.failureDetectorPollMicros,
  failureDetectorHeartbeatMicros: QUEUE_SETTINGS.failureDetectorHeartbeatMicros,
} as const satisfies Readonly<Record<string, SettingDefinition>>;
