/** Where RabbitMQ defines its defaults: read from a running 3.10.8 node, or in the sources named here. */
import type { SettingSource } from '../../settingsCatalogue.ts';
import type { RabbitVersion } from '../rules/version.ts';

const OBSERVED = 'RabbitMQ 3.10.8 (running node)';
const MAIN = 'RabbitMQ main, August 2026';

function both(file: string): SettingSource {
  return { version: `${OBSERVED}; ${MAIN}`, file };
}

const DOCUMENTED = 'RabbitMQ documentation, August 2026';
const JAVA_CLIENT = 'RabbitMQ Java client 5';
const TUTORIAL = 'RabbitMQ tutorials, main';

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
  release40: { version: 'RabbitMQ 4.0.1', file: 'release-notes/4.0.1.md' },
  release43: { version: 'RabbitMQ 4.3.0', file: 'release-notes/4.3.0.md' },
  mirrorPolicy: { version: 'RabbitMQ 3.13', file: 'deps/rabbit/src/rabbit_mirror_queue_misc.erl' },
  streamQueue: both('deps/rabbit/src/rabbit_stream_queue.erl'),
  exchanges: both('deps/rabbit/src/rabbit_exchange.erl'),
  headers: both('deps/rabbit/src/rabbit_exchange_type_headers.erl'),
  publishersDocs: { version: DOCUMENTED, file: 'docs/publishers.md' },
  confirmsDocs: { version: DOCUMENTED, file: 'docs/confirms.md' },
  consumersDocs: { version: DOCUMENTED, file: 'docs/consumers.md' },
  consumerPrefetchDocs: { version: DOCUMENTED, file: 'docs/consumer-prefetch.md' },
  consumerPriorityDocs: { version: DOCUMENTED, file: 'docs/consumer-priority.md' },
  timeToLiveDocs: { version: DOCUMENTED, file: 'docs/ttl.md' },
  lengthLimitDocs: { version: DOCUMENTED, file: 'docs/maxlength.md' },
  deadLetterDocs: { version: DOCUMENTED, file: 'docs/dlx.md' },
  priorityDocs: { version: DOCUMENTED, file: 'docs/priority.md' },
  streamDocs: { version: DOCUMENTED, file: 'docs/streams.md' },
  confirmsTutorial: { version: TUTORIAL, file: 'java/PublisherConfirms.java' },
  connectionFactory: { version: JAVA_CLIENT, file: 'src/main/java/com/rabbitmq/client/ConnectionFactory.java' },
} as const satisfies Readonly<Record<string, SettingSource>>;

/** A default that is not the same in every version; the definition itself carries that of 4.3. */
export type DefaultByVersion<Value> = Readonly<Record<RabbitVersion, Value>>;
