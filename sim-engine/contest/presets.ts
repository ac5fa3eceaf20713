/**
 * Contests that the site starts from: data only. A new one is one more entry here, with scenarios from the presets of two
 * rooms; nothing else has to know which systems meet.
 */
import type { Action } from '../host/action.ts';
import type { PromiseName, Scenario } from '../scenario/types.ts';
import type { Bilingual } from '../systems/door.ts';
import kafkaBroker from './scenarios/kafka-broker.json' with { type: 'json' };
import kafkaCluster from './scenarios/kafka-cluster.json' with { type: 'json' };
import rabbitCluster from './scenarios/rabbitmq-cluster.json' with { type: 'json' };
import rabbitNode from './scenarios/rabbitmq-node.json' with { type: 'json' };
import { KAFKA_PRESETS } from '../systems/kafka/presets/index.ts';
import type { Contest, Side } from './contest.ts';

export interface ContestPreset {
  readonly name: string;
  readonly title: Bilingual;
  /** To think about before anything runs. */
  readonly question: Bilingual;
  /** What each side is, in a few words. */
  readonly sides: Readonly<Record<Side, Bilingual>>;
  readonly contest: Contest;
}

const LEADER_ALONE: Bilingual = { en: 'acks=1', 'zh-cn': 'acks=1' };
const ALL_IN_SYNC: Bilingual = {
  en: 'acks=all, min.insync.replicas=1',
  'zh-cn': 'acks=all，min.insync.replicas=1',
};

const PROMISES: readonly PromiseName[] = ['no-lost-write', 'no-duplicate', 'order-per-key', 'every-record-read'];

function strike(atMillis: number, operation: string, given: Action['arguments'] = {}): Action {
  return { at: atMillis * 1_000, operation, arguments: given };
}

type Told = Pick<ContestPreset, 'name' | 'title' | 'question'> & { readonly script: readonly Action[] };
type Pair = Pick<ContestPreset, 'sides'> & { readonly scenarios: Readonly<Record<Side, unknown>> };

function between({ sides, scenarios }: Pair, { script, ...told }: Told): ContestPreset {
  const { left, right } = scenarios as Readonly<Record<Side, Scenario>>;
  return { ...told, sides, contest: { left, right, promises: PROMISES, script, horizonMillis: 60_000, seed: 1 } };
}

/** Three brokers each: acks=1 on the left, acks=all on the right. */
const ACKS: Pair = {
  sides: { left: LEADER_ALONE, right: ALL_IN_SYNC },
  scenarios: { left: KAFKA_PRESETS['acks-one'], right: KAFKA_PRESETS['last-replica'] },
};

/** One machine each, so that only what clients and broker agreed on differs. */
const KAFKA_AND_RABBITMQ: Pair = {
  sides: {
    left: {
      en: 'Kafka: acks=all, idempotent producer, automatic commits',
      'zh-cn': 'Kafka：acks=all，幂等生产者，自动提交',
    },
    right: {
      en: 'RabbitMQ: quorum queue, confirms, acknowledged by hand',
      'zh-cn': 'RabbitMQ：仲裁队列，发布确认，手动 ack',
    },
  },
  scenarios: { left: kafkaBroker, right: rabbitNode },
};

/** Three machines each, with three copies of everything. */
const CLUSTERS: Pair = {
  sides: {
    left: {
      en: 'Kafka: 3 replicas, acks=all, min.insync.replicas=2',
      'zh-cn': 'Kafka：3 副本，acks=all，min.insync.replicas=2',
    },
    right: {
      en: 'RabbitMQ: a quorum queue on 3 nodes, confirms',
      'zh-cn': 'RabbitMQ：3 节点仲裁队列，发布确认',
    },
  },
  scenarios: { left: kafkaCluster, right: rabbitCluster },
};

export const CONTESTS: readonly ContestPreset[] = [
  between(CLUSTERS, {
    name: 'clusters-leader-dies',
    title: { en: 'Kafka and RabbitMQ: the leader dies', 'zh-cn': 'Kafka 与 RabbitMQ：leader 崩溃' },
    question: {
      en: 'The machine that leads crashes after two and a half seconds. Both sides have two copies left and a majority. Who notices first, who stays silent longer, and is anything lost or doubled?',
      'zh-cn':
        '担任 leader 的机器在两秒半时崩溃。两边都还有两个副本，也都有多数派。谁先发现？谁沉默得更久？有没有丢失或重复？',
    },
    script: [strike(2_500, 'crash', { node: 'broker:1' }), strike(20_000, 'healAll')],
  }),
  between(CLUSTERS, {
    name: 'clusters-majority-gone',
    title: { en: 'Kafka and RabbitMQ: one of three is left', 'zh-cn': 'Kafka 与 RabbitMQ：三台只剩一台' },
    question: {
      en: 'Machines 2 and 3 lose the network. The leader runs on alone. What does each side tell the producer until the network is back?',
      'zh-cn': '机器 2 和 3 断网，leader 独自运行。在网络恢复之前，两边各自如何答复生产者？',
    },
    script: [
      strike(2_500, 'isolate', { node: 'broker:2' }),
      strike(2_500, 'isolate', { node: 'broker:3' }),
      strike(14_000, 'healAll'),
    ],
  }),
  between(KAFKA_AND_RABBITMQ, {
    name: 'silent-line',
    title: { en: 'Kafka and RabbitMQ: the producer hears nothing', 'zh-cn': 'Kafka 与 RabbitMQ：生产者收不到答复' },
    question: {
      en: 'For nine and a half seconds nothing passes between the producer and its broker. Both producers try again until they get an answer. Which side writes records twice, and why not the other?',
      'zh-cn':
        '生产者与 broker 之间有九秒半完全不通。两边的生产者都会一直重试，直到得到答复。哪一边会把记录写两次？另一边为什么不会？',
    },
    script: [strike(2_500, 'cut', { a: 'producer:a', b: 'broker:1' }), strike(12_000, 'healAll')],
  }),
  between(KAFKA_AND_RABBITMQ, {
    name: 'consumer-at-work',
    title: { en: 'Kafka and RabbitMQ: the consumer dies at work', 'zh-cn': 'Kafka 与 RabbitMQ：消费者处理到一半崩溃' },
    question: {
      en: 'The consumer crashes while it works on a record, and comes back two seconds later. One side notes what is done once a second, the other after each message. How many records does each side deliver again?',
      'zh-cn':
        '消费者正在处理一条记录时崩溃，两秒后恢复。一边每秒记录一次进度，另一边每处理完一条就确认一条。两边各会重复投递多少条？',
    },
    script: [strike(3_415, 'crash', { node: 'consumer:billing-1' }), strike(5_500, 'healAll')],
  }),
  between(ACKS, {
    name: 'leader-dies',
    title: { en: 'The leader dies with what only it has', 'zh-cn': 'leader 带着独有的数据崩溃' },
    question: {
      en: 'For half a second, broker 1 cannot send to the other brokers. Then it crashes. Which side loses records that it had acknowledged, and what does the other side pay for keeping them?',
      'zh-cn':
        'broker 1 有半秒钟无法向其他 broker 发送数据，随后崩溃。哪一边会丢失已经确认的记录？另一边为了不丢，付出了什么代价？',
    },
    script: [
      strike(2_000, 'hold', { from: 'broker:1', to: 'broker:2' }),
      strike(2_000, 'hold', { from: 'broker:1', to: 'broker:3' }),
      strike(2_500, 'crash', { node: 'broker:1' }),
      strike(10_000, 'healAll'),
    ],
  }),
  between(ACKS, {
    name: 'last-replica',
    title: { en: 'Two brokers cut off, then the third loses power', 'zh-cn': '两台 broker 断网，第三台断电' },
    question: {
      en: 'Brokers 2 and 3 lose the network. Seven seconds later broker 1, now alone, loses power. Does waiting for all in-sync replicas help the right side?',
      'zh-cn': 'broker 2 和 3 断网。七秒后，只剩自己的 broker 1 断电。右边等待所有同步副本，这有用吗？',
    },
    script: [
      strike(2_000, 'isolate', { node: 'broker:2' }),
      strike(2_000, 'isolate', { node: 'broker:3' }),
      strike(9_000, 'powerLoss', { node: 'broker:1' }),
      strike(20_000, 'healAll'),
    ],
  }),
  between(ACKS, {
    name: 'consumer-dies',
    title: { en: 'The consumer dies before it commits', 'zh-cn': '消费者在提交偏移量之前崩溃' },
    question: {
      en: 'The consumer crashes after three and a half seconds and comes back two seconds later. Producers wait for different answers on the two sides. Does the number of repeated effects differ?',
      'zh-cn': '消费者在三秒半时崩溃，两秒后恢复。两边的生产者等待的确认不同。重复生效的次数会不同吗？',
    },
    script: [strike(3_500, 'crash', { node: 'consumer:billing-1' }), strike(5_500, 'healAll')],
  }),
  between(ACKS, {
    name: 'calm',
    title: { en: 'Nothing goes wrong', 'zh-cn': '一切正常' },
    question: {
      en: 'No fault at all. How much longer does a producer wait when all in-sync replicas must have its record?',
      'zh-cn': '没有任何故障。如果要等所有同步副本都写入，生产者要多等多久？',
    },
    script: [],
  }),
];
