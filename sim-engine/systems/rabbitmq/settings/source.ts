/** Where RabbitMQ defines its defaults: read from a running 3.10.8 node, or in the sources named here. */
import type { SettingSource } from '../../settingsCatalogue.ts';
import type { RabbitVersion } from '../rules/version.ts';

const OBSERVED = 'RabbitMQ 3.10.8 (running node)';
const MAIN = 'RabbitMQ main, August 2026';

function both(file: string): SettingSource {
  return { version: `${OBSERVED}; ${MAIN}`, file };
}

export const SOURCE = {
  environment: both('deps/rabbit/Makefile'),
  creditFlow: both('deps/rabbit_common/src/credit_flow.erl'),
  quorum: both('deps/rabbit/src/rabbit_quorum_queue.erl'),
  quorumClient: both('deps/rabbit/src/rabbit_fifo_client.erl'),
  queueArguments: both('deps/rabbit/src/rabbit_amqqueue.erl'),
  quorumDocs: both('docs/quorum-queues'),
  partitions: { version: OBSERVED, file: 'versioned_docs/version-3.13/partitions.md' },
  mirrors: { version: OBSERVED, file: 'versioned_docs/version-3.13/ha/index.md' },
  failureDetector: { version: OBSERVED, file: 'aten (environment of the running node)' },
} as const satisfies Readonly<Record<string, SettingSource>>;

/** A default that is not the same in every version; the definition itself carries that of 4.3. */
export type DefaultByVersion<Value> = Readonly<Record<RabbitVersion, Value>>;
