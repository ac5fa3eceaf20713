/** Where Kafka defines its settings. Every default in this folder was read in these files on the 4.3 branch. */
import type { SettingSource } from '../../settingsCatalogue.ts';

const VERSION = 'Apache Kafka 4.3';
const CLIENTS = 'clients/src/main/java/org/apache/kafka/clients';

function inFile(file: string): SettingSource {
  return { version: VERSION, file };
}

export const SOURCE = {
  replication: inFile('server/src/main/java/org/apache/kafka/server/config/ReplicationConfigs.java'),
  kraft: inFile('raft/src/main/java/org/apache/kafka/raft/KRaftConfigs.java'),
  log: inFile('server-common/src/main/java/org/apache/kafka/server/config/ServerLogConfigs.java'),
  topic: inFile('storage/src/main/java/org/apache/kafka/storage/internals/log/LogConfig.java'),
  group: inFile('group-coordinator/src/main/java/org/apache/kafka/coordinator/group/GroupCoordinatorConfig.java'),
  feature: inFile('server-common/src/main/java/org/apache/kafka/server/common/EligibleLeaderReplicasVersion.java'),
  brokerChecks: inFile('core/src/main/scala/kafka/server/KafkaConfig.scala'),
  groupChecks: inFile(
    'group-coordinator/src/main/java/org/apache/kafka/coordinator/group/GroupCoordinatorService.java',
  ),
  producer: inFile(`${CLIENTS}/producer/ProducerConfig.java`),
  producerChecks: inFile(`${CLIENTS}/producer/KafkaProducer.java`),
  consumer: inFile(`${CLIENTS}/consumer/ConsumerConfig.java`),
  consumerChecks: inFile(`${CLIENTS}/consumer/internals/Heartbeat.java`),
  client: inFile(`${CLIENTS}/CommonClientConfigs.java`),
} as const satisfies Readonly<Record<string, SettingSource>>;

/** The largest 32-bit integer: Kafka's bound of most numbers, and "as often as it takes" for `retries`. */
export const INT_MAX = 2_147_483_647;
