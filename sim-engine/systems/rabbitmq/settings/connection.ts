/** Settings of a client's connection, the same for publishers and consumers. */
import type { SettingDefinition } from '../../settingsCatalogue.ts';
import { SOURCE } from './source.ts';

const INT_MAX = 2_147_483_647;

export const CONNECTION_SETTINGS = {
  requestedHeartbeatMicros: {
    name: 'requested-heartbeat',
    type: 'integer',
    unit: 's',
    min: 0,
    max: 65_535,
    default: 60,
    source: SOURCE.connectionFactory,
    description: {
      en: 'Heartbeat that the client asks for, and gets: nodes here have no value of their own. 0: none.',
      'zh-cn': '客户端请求的心跳间隔，照此执行：这里的节点没有自己的取值。0 表示不用心跳。',
    },
  },
  networkRecoveryIntervalMicros: {
    name: 'network-recovery-interval-ms',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 5_000,
    source: SOURCE.connectionFactory,
    description: {
      en: 'Pause before the client connects again after it has lost its connection.',
      'zh-cn': '连接断开后，客户端重新连接前的等待时间。',
    },
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;
