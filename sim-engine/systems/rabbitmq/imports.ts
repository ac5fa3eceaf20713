/** Files of other tools that become a RabbitMQ topology, or a whole scenario. */
import type { ImportFormat } from '../importFormat.ts';
import { importDefinitions, vhostsIn } from './definitions.ts';
import { NODES_USUAL, playableDefinitions } from './definitions/playable.ts';
import { KINDS } from './definitions/playable/words.ts';

const definitions: ImportFormat = {
  format: 'rabbitmq-definitions',
  label: { en: 'RabbitMQ definitions', 'zh-cn': 'RabbitMQ 定义文件' },
  system: 'rabbitmq',
  description: {
    en: 'definitions of a RabbitMQ broker, as rabbitmqctl export_definitions or the management API writes them; a part is a virtual host',
    'zh-cn': 'RabbitMQ 的定义文件，由 rabbitmqctl export_definitions 或管理 API 导出；其中一个部分即一个虚拟主机',
  },
  command: 'rabbitmqctl export_definitions definitions.json',
  kinds: KINDS,
  partLabel: { en: 'Virtual host', 'zh-cn': '虚拟主机' },
  brokers: [NODES_USUAL, 1],
  partsOf: vhostsIn,
  read(json, { part }) {
    const { exchanges, queues, bindings, unknown, renamed } = importDefinitions(json, { vhost: part });
    return { topology: { exchanges, queues, bindings }, unknown, renamed };
  },
  readScenario(json, { part, brokers }) {
    const { scenario, vhost, unknown, renamed } = playableDefinitions(json, { vhost: part, brokers });
    const { exchanges, queues, bindings, producers, consumers } = scenario.topology;
    return {
      scenario,
      part: vhost,
      taken: [
        { kind: 'exchange', count: exchanges.length },
        { kind: 'queue', count: queues.length },
        { kind: 'binding', count: bindings.length },
      ],
      added: [
        { kind: 'publisher', count: producers.length },
        { kind: 'consumer', count: consumers.length },
      ],
      unknown,
      renamed,
    };
  },
};

export const rabbitmqImports: readonly ImportFormat[] = [definitions];
