/**
 * What may be changed in a Kafka scenario so that a failure becomes impossible. Each change is one that operators make;
 * whether it helps, and what it costs, a search finds out.
 */
import type { Settings, SettingValue } from '../../host/settings.ts';
import type { KafkaConsumerSpec, KafkaProducerSpec, KafkaScenario, TopicSpec } from './scenario.ts';
import type { Bilingual } from '../door.ts';
import type { Remedy } from '../remedy.ts';
import { ALL_GUARDS, GUARD_NAMES } from './guards.ts';
import { kafkaSettings } from './settings.ts';

interface KafkaRemedy extends Remedy {
  readonly scenario: KafkaScenario;
}

type Candidate = KafkaRemedy | null;

/** All changes that would change something. */
export function kafkaRemedies(scenario: KafkaScenario): readonly Remedy[] {
  const candidates: Candidate[] = [
    ...guardsBackOn(scenario),
    acksAll(scenario),
    idempotence(scenario),
    oneInFlight(scenario),
    minInsync(scenario),
    cleanElections(scenario),
    eligibleReplicas(scenario),
    flushEveryMessage(scenario),
    oneMoreBroker(scenario),
    commitAfterProcessing(scenario),
    idempotentEffects(scenario),
    ...longerTimeouts(scenario),
  ];
  return candidates.filter((candidate) => candidate !== null);
}

function guardsBackOn(scenario: KafkaScenario): KafkaRemedy[] {
  return GUARD_NAMES.filter((name) => scenario.guards[name] === false && ALL_GUARDS[name]).map((name) => {
    const guards = Object.fromEntries(Object.entries(scenario.guards).filter(([other]) => other !== name));
    return {
      id: `guard.${name}`,
      change: { en: `rule ${name}: on`, 'zh-cn': `规则 ${name}：启用` },
      reason: {
        en: 'Kafka has this rule today; the scenario switches it off.',
        'zh-cn': '今天的 Kafka 有这条规则，是场景把它关掉了。',
      },
      scenario: { ...scenario, guards },
    };
  });
}

function acksAll(scenario: KafkaScenario): Candidate {
  return onProducers(scenario, {
    id: 'acks',
    applies: (producer) => settingOf(producer.settings, 'producer', 'acks') !== 'all',
    settings: { acks: 'all' },
    change: both('acks = all'),
    reason: {
      en: 'A record is confirmed only when every in-sync replica has it; the producer waits for the slowest of them.',
      'zh-cn': '所有同步副本都有了这条记录才算确认；生产者要等其中最慢的一个。',
    },
  });
}

function idempotence(scenario: KafkaScenario): Candidate {
  return onProducers(scenario, {
    id: 'idempotence',
    applies: (producer) =>
      settingOf(producer.settings, 'producer', 'enable.idempotence') !== true ||
      settingOf(producer.settings, 'producer', 'acks') !== 'all',
    // An idempotent producer keeps five requests in flight at most.
    settings: { 'enable.idempotence': true, acks: 'all', 'max.in.flight.requests.per.connection': 5 },
    change: {
      en: 'enable.idempotence = true (with acks = all)',
      'zh-cn': 'enable.idempotence = true（同时 acks = all）',
    },
    reason: {
      en: 'The leader recognises a retry by its sequence number, and refuses what comes out of order.',
      'zh-cn': 'leader 凭序列号认出重试，并拒绝乱序到达的批次。',
    },
  });
}

function oneInFlight(scenario: KafkaScenario): Candidate {
  return onProducers(scenario, {
    id: 'one-in-flight',
    applies: (producer) => settingOf(producer.settings, 'producer', 'max.in.flight.requests.per.connection') !== 1,
    settings: { 'max.in.flight.requests.per.connection': 1 },
    change: both('max.in.flight.requests.per.connection = 1'),
    reason: {
      en: 'Nothing overtakes a retry, because nothing else is under way; throughput falls to one request per round trip.',
      'zh-cn': '同一时间只有一个请求在途，重试不会被超越；吞吐降为每个往返一个请求。',
    },
  });
}

function minInsync(scenario: KafkaScenario): Candidate {
  const name = 'min.insync.replicas';
  const applies = scenario.topology.topics.some(
    (topic) => topic.replicationFactor >= 2 && Number(topicSetting(scenario, topic, name)) < 2,
  );
  if (!applies) return null;
  return onTopics(scenario, {
    id: 'min-insync',
    settings: { [name]: 2 },
    change: both(`${name} = 2`),
    reason: {
      en: 'With acks=all a write is refused while fewer than two replicas are in sync, instead of being confirmed by one.',
      'zh-cn': '同步副本不足两个时，acks=all 的写入会被拒绝，而不是由一个副本确认。',
    },
  });
}

function cleanElections(scenario: KafkaScenario): Candidate {
  const name = 'unclean.leader.election.enable';
  if (!scenario.topology.topics.some((topic) => topicSetting(scenario, topic, name) === true)) return null;
  return onTopics(scenario, {
    id: 'clean-elections',
    settings: { [name]: false },
    change: both(`${name} = false`),
    reason: {
      en: 'Only a replica that has every confirmed record may lead; until one is back, the partition stands still.',
      'zh-cn': '只有拥有全部已确认记录的副本才能担任 leader；在它回来之前，分区不可用。',
    },
  });
}

function eligibleReplicas(scenario: KafkaScenario): Candidate {
  const name = 'eligible.leader.replicas.version';
  if (settingOf(scenario.settings, 'broker', name) === 1) return null;
  return {
    id: 'eligible-leader-replicas',
    change: both(`${name} = 1`),
    reason: {
      en: 'The controller remembers who still has every confirmed record, and prefers it to one that lost its tail (KIP-966).',
      'zh-cn': 'controller 记得谁还拥有全部已确认的记录，优先选它，而不是丢了尾部的那个（KIP-966）。',
    },
    scenario: { ...scenario, settings: { ...scenario.settings, [name]: 1 } },
  };
}

function flushEveryMessage(scenario: KafkaScenario): Candidate {
  const name = 'flush.messages';
  if (scenario.topology.topics.every((topic) => topicSetting(scenario, topic, name) === 1)) return null;
  return onTopics(scenario, {
    id: 'flush',
    settings: { [name]: 1 },
    change: both(`${name} = 1`),
    reason: {
      en: 'Every batch is on the platter before it counts, so a power loss takes nothing; each append waits for an fsync.',
      'zh-cn': '每个批次落盘之后才算数，断电不会丢数据；每次追加都要等一次 fsync。',
    },
  });
}

function oneMoreBroker(scenario: KafkaScenario): Candidate {
  const { topology } = scenario;
  if (topology.brokers >= 3) return null;
  const brokers = topology.brokers + 1;
  const added = `broker-${brokers}`;
  const topics = topology.topics.map((topic): TopicSpec => {
    const replicationFactor = topic.replicationFactor + 1;
    if (topic.replicas === undefined) return { ...topic, replicationFactor };
    return { ...topic, replicationFactor, replicas: topic.replicas.map((names) => [...names, added]) };
  });
  return {
    id: 'one-more-broker',
    change: { en: `a ${brokers === 2 ? 'second' : 'third'} replica`, 'zh-cn': `增加到 ${brokers} 个副本` },
    reason: {
      en: 'One more machine has to fail before the last copy is gone.',
      'zh-cn': '要多坏一台机器，最后一份副本才会消失。',
    },
    scenario: { ...scenario, topology: { ...topology, brokers, topics } },
  };
}

function commitAfterProcessing(scenario: KafkaScenario): Candidate {
  return onConsumers(scenario, {
    id: 'commit-after',
    applies: ({ processing }) => processing.commit !== 'after-processing' || processing.thread !== 'poll',
    change: (consumer) => ({
      ...consumer,
      processing: { ...consumer.processing, commit: 'after-processing', thread: 'poll' },
    }),
    words: { en: 'commit after processing, on the polling thread', 'zh-cn': '在 poll 线程上处理完再提交' },
    reason: {
      en: 'What was not processed is not committed; after a crash some work is done again.',
      'zh-cn': '没处理完的不会提交；崩溃之后会有一些工作重做。',
    },
  });
}

function idempotentEffects(scenario: KafkaScenario): Candidate {
  return onConsumers(scenario, {
    id: 'idempotent-effects',
    applies: ({ processing }) => !processing.idempotent,
    change: (consumer) => ({ ...consumer, processing: { ...consumer.processing, idempotent: true } }),
    words: { en: 'a unique key in the database', 'zh-cn': '数据库使用唯一键' },
    reason: {
      en: 'The database refuses a second effect for the same record, so doing work again is harmless.',
      'zh-cn': '数据库拒绝同一条记录的第二次生效，重做也就无害。',
    },
  });
}

function longerTimeouts(scenario: KafkaScenario): Candidate[] {
  return ['session.timeout.ms', 'max.poll.interval.ms'].map((name) =>
    onConsumers(scenario, {
      id: name,
      applies: () => true,
      change: (consumer) => {
        const value = 2 * Number(settingOf(consumer.settings, 'consumer', name));
        return { ...consumer, settings: { ...consumer.settings, [name]: value } };
      },
      words: { en: `${name} × 2`, 'zh-cn': `${name} × 2` },
      reason: {
        en: 'The group waits longer before it gives a silent member’s partitions away; a dead one is replaced later.',
        'zh-cn': '消费者组多等一会儿才把沉默成员的分区交给别人；成员真死了，也要更久才有人接替。',
      },
    }),
  );
}

function both(text: string): Bilingual {
  return { en: text, 'zh-cn': text };
}

/** A setting as it is given, or its default. */
function settingOf(
  given: Settings | undefined,
  scope: 'broker' | 'topic' | 'producer' | 'consumer',
  name: string,
): SettingValue | null {
  const definition = kafkaSettings.definitions[scope].find((each) => each.name === name);
  return given?.[name] ?? definition?.default ?? null;
}

/** A topic's own setting, or the cluster's, or the default. */
function topicSetting(scenario: KafkaScenario, topic: TopicSpec, name: string): SettingValue | null {
  return topic.settings?.[name] ?? settingOf(scenario.settings, 'topic', name);
}

function onProducers(
  scenario: KafkaScenario,
  options: {
    readonly id: string;
    readonly applies: (producer: KafkaProducerSpec) => boolean;
    readonly settings: Settings;
    readonly change: Bilingual;
    readonly reason: Bilingual;
  },
): Candidate {
  const { topology } = scenario;
  if (!topology.producers.some(options.applies)) return null;
  const producers = topology.producers.map((producer): KafkaProducerSpec =>
    options.applies(producer) ? { ...producer, settings: { ...producer.settings, ...options.settings } } : producer,
  );
  const { id, change, reason } = options;
  return { id, change, reason, scenario: { ...scenario, topology: { ...topology, producers } } };
}

/** Sets it for the cluster, and takes away what a topic says otherwise. */
function onTopics(
  scenario: KafkaScenario,
  options: { readonly id: string; readonly settings: Settings; readonly change: Bilingual; readonly reason: Bilingual },
): KafkaRemedy {
  const { topology } = scenario;
  const topics = topology.topics.map((topic): TopicSpec => {
    if (topic.settings === undefined) return topic;
    const kept = Object.entries(topic.settings).filter(([name]) => !Object.hasOwn(options.settings, name));
    return { ...topic, settings: Object.fromEntries(kept) };
  });
  const { id, change, reason } = options;
  const settings = { ...scenario.settings, ...options.settings };
  return { id, change, reason, scenario: { ...scenario, settings, topology: { ...topology, topics } } };
}

function onConsumers(
  scenario: KafkaScenario,
  options: {
    readonly id: string;
    readonly applies: (consumer: KafkaConsumerSpec) => boolean;
    readonly change: (consumer: KafkaConsumerSpec) => KafkaConsumerSpec;
    readonly words: Bilingual;
    readonly reason: Bilingual;
  },
): Candidate {
  const { topology } = scenario;
  if (!topology.consumers.some(options.applies)) return null;
  const consumers = topology.consumers.map((consumer) =>
    options.applies(consumer) ? options.change(consumer) : consumer,
  );
  const { id, words, reason } = options;
  return { id, change: words, reason, scenario: { ...scenario, topology: { ...topology, consumers } } };
}
