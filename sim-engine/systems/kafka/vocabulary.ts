/** Kafka's words: what a scenario or an action may name beyond what every system understands. */
import type { Topology } from '../../scenario/types.ts';
import type { SettingScope } from '../settingsCatalogue.ts';
import type { SystemVocabulary } from '../vocabulary.ts';
import { KAFKA_LIMITS, kafkaForm } from './form.ts';
import { GUARD_NAMES } from './guards.ts';
import { brokerNames, CONTROLLER_NAME, machineNames } from './machineNames.ts';
import { kafkaReductions } from './reductions.ts';
import { checkKafka, topicNames } from './references.ts';
import type { KafkaTopologySpec } from './scenario.ts';
import { kafkaSettings } from './settings.ts';

const TOPIC = { kind: 'place', what: 'topic', label: { en: 'Topic', 'zh-cn': '主题' } } as const;
const PARTITION = {
  kind: 'place',
  what: 'partition',
  within: 'topic',
  label: { en: 'Partition', 'zh-cn': '分区' },
  numbered: { max: KAFKA_LIMITS.partitions - 1 },
} as const;

export const kafkaVocabulary: SystemVocabulary & { readonly settings: typeof kafkaSettings } = {
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
    'effect-once',
    'every-order-done',
    'database-and-events-agree',
  ],
  operations: [
    {
      name: 'electPreferred',
      kind: 'admin',
      label: { en: 'Elect the preferred leader', 'zh-cn': '选举首选 leader' },
      arguments: { topic: TOPIC, partition: PARTITION },
    },
    {
      name: 'electLeader',
      kind: 'admin',
      label: { en: 'Move leadership', 'zh-cn': '迁移 leader' },
      arguments: { topic: TOPIC, partition: PARTITION, node: { kind: 'broker' } },
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
  searchable: [
    {
      name: 'electPreferred',
      words: { one: 'preferred election', more: 'preferred elections', chinese: '次首选 leader 选举' },
    },
    { name: 'electLeader', words: { one: 'election', more: 'elections', chinese: '次选举' } },
    {
      name: 'cleanShutdown',
      words: { one: 'clean shutdown', more: 'clean shutdowns', chinese: '次正常关闭' },
      repairedBy: 'restart',
    },
  ],
  usualFaults: { crash: 1, hold: 1 },
  form: kafkaForm,
  references: (findings, { topology }) => checkKafka(findings, topology as KafkaTopologySpec),
  places: (topology, what, within) => places(topology as KafkaTopologySpec, what, within),
  reductions: kafkaReductions,
  brokerNames,
  nodeNames: machineNames,
  scopeOfNode,
};

function places(
  topology: KafkaTopologySpec,
  what: string,
  within: string | undefined,
): readonly (string | number)[] | null {
  if (what === TOPIC.what) return topicNames(topology);
  const topic = topology.topics.find((each) => each.name === within);
  return topic === undefined ? null : Array.from({ length: topic.partitions }, (_, index) => index);
}

/** The controller reads the cluster's settings, like the brokers. */
function scopeOfNode(topology: Topology, node: string): SettingScope | null {
  if (node === CONTROLLER_NAME || brokerNames(topology).includes(node)) return 'broker';
  if (topology.producers.some((producer) => producer.name === node)) return 'producer';
  return topology.consumers.some((consumer) => consumer.name === node) ? 'consumer' : null;
}
