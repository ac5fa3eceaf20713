/** Kafka's words: what a scenario or an action may name beyond what every system understands. */
import type { Topology } from '../../scenario/types.ts';
import type { SettingScope } from '../settingsCatalogue.ts';
import type { SystemVocabulary } from '../vocabulary.ts';
import { GUARD_NAMES } from './guards.ts';
import { brokerNames, CONTROLLER_NAME, machineNames } from './machineNames.ts';
import { kafkaSettings } from './settings.ts';

export const kafkaVocabulary: SystemVocabulary = {
  system: 'kafka',
  settings: kafkaSettings,
  guards: GUARD_NAMES,
  promises: [
    'no-lost-write',
    'no-duplicate',
    'order-per-key',
    'every-record-read',
    'no-divergence',
    'available',
    'comes-to-rest',
  ],
  operations: [
    {
      name: 'electPreferred',
      kind: 'admin',
      label: { en: 'Elect the preferred leader', 'zh-cn': '选举首选 leader' },
      arguments: { topic: { kind: 'topic' }, partition: { kind: 'partition' } },
    },
    {
      name: 'electLeader',
      kind: 'admin',
      label: { en: 'Move leadership', 'zh-cn': '迁移 leader' },
      arguments: { topic: { kind: 'topic' }, partition: { kind: 'partition' }, node: { kind: 'broker' } },
    },
    {
      name: 'cleanShutdown',
      kind: 'admin',
      label: { en: 'Shut down cleanly', 'zh-cn': '正常关闭' },
      arguments: { node: { kind: 'broker' } },
    },
    {
      name: 'send',
      kind: 'admin',
      label: { en: 'Send a record', 'zh-cn': '发送一条记录' },
      arguments: { producer: { kind: 'producer' }, key: { kind: 'key' } },
    },
  ],
  brokerNames,
  nodeNames: machineNames,
  scopeOfNode,
};

/** The controller reads the cluster's settings, like the brokers. */
function scopeOfNode(topology: Topology, node: string): SettingScope | null {
  if (node === CONTROLLER_NAME || brokerNames(topology).includes(node)) return 'broker';
  if (topology.producers.some((producer) => producer.name === node)) return 'producer';
  return topology.consumers.some((consumer) => consumer.name === node) ? 'consumer' : null;
}
