/** Files of other tools that become a RabbitMQ topology. */
import type { ImportFormat } from '../importFormat.ts';
import { importDefinitions } from './definitions.ts';

const definitions: ImportFormat = {
  format: 'rabbitmq-definitions',
  system: 'rabbitmq',
  description: {
    en: 'definitions of a RabbitMQ broker, as rabbitmqctl export_definitions or the management API writes them; a part is a virtual host',
    'zh-cn': 'RabbitMQ 的定义文件，由 rabbitmqctl export_definitions 或管理 API 导出；其中一个部分即一个虚拟主机',
  },
  read(json, { part }) {
    const { exchanges, queues, bindings, unknown, renamed } = importDefinitions(json, { vhost: part });
    return { topology: { exchanges, queues, bindings }, unknown, renamed };
  },
};

export const rabbitmqImports: readonly ImportFormat[] = [definitions];
