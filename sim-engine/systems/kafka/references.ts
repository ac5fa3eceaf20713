/** What the form of a Kafka scenario cannot see: topics and brokers that are named, and numbers that depend on each other. */
import type { Findings, ScenarioPath } from '../findings.ts';
import { brokerNames } from './machineNames.ts';
import type { KafkaConsumerSpec, KafkaProducerSpec, KafkaTopologySpec, TopicSpec } from './scenario.ts';

/** Reports what is wrong with topics, and with what clients say of them. */
export function checkKafka(findings: Findings, topology: KafkaTopologySpec): void {
  findings.expectDistinct(topicNames(topology), (index) => ['topology', 'topics', index, 'name']);
  topology.topics.forEach((topic, index) =>
    checkTopic(findings, { topology, topic, path: ['topology', 'topics', index] }),
  );
  topology.producers.forEach((producer, index) =>
    checkProducer(findings, { topology, producer, path: ['topology', 'producers', index] }),
  );
  topology.consumers.forEach((consumer, index) =>
    checkConsumer(findings, { topology, consumer, path: ['topology', 'consumers', index] }),
  );
}

/** Names of the topics, in order. */
export function topicNames(topology: KafkaTopologySpec): readonly string[] {
  return topology.topics.map((topic) => topic.name);
}

interface Place {
  readonly topology: KafkaTopologySpec;
  readonly path: ScenarioPath;
}

function checkTopic(findings: Findings, { topology, topic, path }: Place & { readonly topic: TopicSpec }): void {
  const { brokers } = topology;
  if (topic.replicationFactor > brokers) {
    const expected = { en: `at most the number of brokers, ${brokers}`, 'zh-cn': `不超过 broker 数 ${brokers}` };
    findings.add([...path, 'replicationFactor'], expected, topic.replicationFactor);
  }
  if (topic.replicas === undefined) return;
  checkReplicas(findings, { topology, topic, replicas: topic.replicas, path: [...path, 'replicas'] });
}

function checkReplicas(
  findings: Findings,
  options: Place & { readonly topic: TopicSpec; readonly replicas: readonly (readonly string[])[] },
): void {
  const { topology, topic, replicas, path } = options;
  if (replicas.length !== topic.partitions) {
    const expected = {
      en: `one list per partition, ${topic.partitions}`,
      'zh-cn': `每个分区一个列表，共 ${topic.partitions} 个`,
    };
    findings.add(path, expected, replicas);
  }
  const names = brokerNames(topology);
  replicas.forEach((brokers, partition) => {
    if (brokers.length !== topic.replicationFactor) {
      const expected = {
        en: `as many brokers as the replication factor, ${topic.replicationFactor}`,
        'zh-cn': `与副本因子相同数量的 broker，共 ${topic.replicationFactor} 个`,
      };
      findings.add([...path, partition], expected, brokers);
    }
    brokers.forEach((broker, place) => findings.expectOneOf([...path, partition, place], names, broker));
    findings.expectDistinct(brokers, (place) => [...path, partition, place]);
  });
}

function checkProducer(
  findings: Findings,
  { topology, producer, path }: Place & { readonly producer: KafkaProducerSpec },
): void {
  findings.expectOneOf([...path, 'topic'], topicNames(topology), producer.topic);
  const topic = topology.topics.find((each) => each.name === producer.topic);
  const { partition } = producer;
  if (partition === undefined || topic === undefined || partition < topic.partitions) return;
  const last = topic.partitions - 1;
  const expected = {
    en: `a partition of topic ${topic.name}, 0 to ${last}`,
    'zh-cn': `主题 ${topic.name} 的分区，0 到 ${last}`,
  };
  findings.add([...path, 'partition'], expected, partition);
}

function checkConsumer(
  findings: Findings,
  { topology, consumer, path }: Place & { readonly consumer: KafkaConsumerSpec },
): void {
  const names = topicNames(topology);
  consumer.topics.forEach((topic, index) => findings.expectOneOf([...path, 'topics', index], names, topic));
  findings.expectDistinct(consumer.topics, (index) => [...path, 'topics', index]);
}
