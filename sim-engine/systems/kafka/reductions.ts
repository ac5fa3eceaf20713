/** Ways to make a Kafka scenario smaller: fewer topics, partitions and replicas. */
import type { Action } from '../../host/action.ts';
import type { Scenario } from '../../scenario/types.ts';
import type { Reduction, SystemReductions } from '../reduction.ts';
import { brokerNames } from './machineNames.ts';
import type { KafkaScenario, TopicSpec } from './scenario.ts';
import { kafkaSettings } from './settings.ts';

/** Without a topic that nobody needs. */
const dropTopics: Reduction = function* ({ scenario, actions }) {
  const { topology } = scenario as KafkaScenario;
  const isUsed = (name: string): boolean =>
    topology.producers.some((producer) => producer.topic === name) ||
    topology.consumers.some((consumer) => consumer.topics.includes(name));
  for (const topic of topology.topics) {
    if (isUsed(topic.name) || topology.topics.length === 1) continue;
    const topics = topology.topics.filter((each) => each !== topic);
    const keeps = (action: Action): boolean => action.arguments['topic'] !== topic.name;
    const smaller = { ...topology, topics };
    yield {
      scenario: { ...scenario, faults: scenario.faults.filter(keeps), topology: smaller },
      actions: actions.filter(keeps),
    };
  }
};

/** One partition instead of several. */
const dropPartitions: Reduction = function* ({ scenario, actions }) {
  const { topology } = scenario as KafkaScenario;
  for (const topic of topology.topics) {
    if (topic.partitions === 1) continue;
    const topics = topology.topics.map((each): TopicSpec => {
      if (each !== topic) return each;
      return {
        ...each,
        partitions: 1,
        ...(each.replicas === undefined ? {} : { replicas: each.replicas.slice(0, 1) }),
      };
    });
    const smaller = { ...topology, topics };
    yield { scenario: { ...scenario, topology: smaller }, actions };
  }
};

/**
 * Its name goes from replica lists. What was replicated stays replicated, and a number of replicas that the scenario
 * insists on stays a part of them: otherwise the small one would be another design.
 */
function withoutLastBroker(scenario: Scenario): Scenario | null {
  const { topology } = scenario as KafkaScenario;
  const gone = brokerNames(topology).at(-1);
  const brokers = topology.brokers - 1;
  const topics = topology.topics.map((topic): TopicSpec => {
    const replicationFactor = Math.min(topic.replicationFactor, brokers);
    if (topic.replicas === undefined) return { ...topic, replicationFactor };
    const replicas = topic.replicas.map((names) => names.filter((name) => name !== gone));
    return {
      ...topic,
      replicationFactor: Math.min(replicationFactor, ...replicas.map((names) => names.length)),
      replicas,
    };
  });
  const isSameDesign = topics.every((topic, index) => {
    const before = topology.topics[index]?.replicationFactor ?? 0;
    return topic.replicationFactor >= Math.min(before, 1 + Math.max(1, replicasInsistedOn(scenario, topic)));
  });
  const smaller = { ...topology, brokers, topics };
  return isSameDesign ? { ...scenario, topology: smaller } : null;
}

/** The largest number that the scenario gives to a topic's setting that counts replicas; 0: none. */
function replicasInsistedOn(scenario: Scenario, topic: TopicSpec): number {
  const counts = kafkaSettings.definitions.topic.flatMap((definition) => {
    const counted = definition.type === 'integer' && definition.unit === 'replicas';
    return counted ? [Number(topic.settings?.[definition.name] ?? scenario.settings[definition.name] ?? 0)] : [];
  });
  return Math.max(0, ...counts);
}

export const kafkaReductions: SystemReductions = { parts: [dropTopics, dropPartitions], withoutLastBroker };
