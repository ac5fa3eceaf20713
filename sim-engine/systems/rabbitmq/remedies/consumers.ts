/** What consumers can do: acknowledge later, do work once, hold less, drop what they have lost, give poison up. */
import type { RabbitConsumerSpec, RabbitScenario } from '../scenario.ts';
import { consumerSettings } from '../settings.ts';
import { both, onConsumers, withSettings, type Candidate } from './candidate.ts';

const MICROS_PER_SECOND = 1_000_000;
const HEARTBEAT_SECONDS_MAX = 65_535;

export function consumerRemedies(scenario: RabbitScenario): readonly Candidate[] {
  return [
    afterProcessing(scenario),
    idempotentEffects(scenario),
    prefetchOne(scenario),
    discardPoison(scenario),
    abandonWork(scenario),
    longerHeartbeat(scenario),
  ];
}

function settingsOf({ settings = {} }: RabbitConsumerSpec): ReturnType<typeof consumerSettings> {
  return consumerSettings(settings);
}

function afterProcessing(scenario: RabbitScenario): Candidate {
  return onConsumers(scenario, {
    id: 'ack-after',
    applies: (consumer) => settingsOf(consumer).acknowledge !== 'after-processing',
    to: withSettings({ acknowledge: 'after-processing' }),
    change: { en: 'acknowledge after processing', 'zh-cn': '处理完再确认' },
    reason: {
      en: 'What was not processed comes again; after a crash some work is done twice.',
      'zh-cn': '没处理完的会重新投递；崩溃之后会有一些工作重做。',
    },
  });
}

function idempotentEffects(scenario: RabbitScenario): Candidate {
  return onConsumers(scenario, {
    id: 'idempotent-effects',
    applies: ({ processing }) => !processing.idempotent,
    to: (consumer) => ({ ...consumer, processing: { ...consumer.processing, idempotent: true } }),
    change: { en: 'a unique key in the database', 'zh-cn': '数据库使用唯一键' },
    reason: {
      en: 'The database refuses a second effect for the same message, so doing work again is harmless.',
      'zh-cn': '数据库拒绝同一条消息的第二次生效，重做也就无害。',
    },
  });
}

function prefetchOne(scenario: RabbitScenario): Candidate {
  return onConsumers(scenario, {
    id: 'prefetch-one',
    applies: (consumer) => settingsOf(consumer).prefetch !== 1,
    to: withSettings({ prefetch: 1 }),
    change: both('prefetch = 1'),
    reason: {
      en: 'A consumer that dies takes one message along at most; each next one waits for a round trip.',
      'zh-cn': '消费者死掉时最多牵连一条消息；但每取下一条都要等一个往返。',
    },
  });
}

function discardPoison(scenario: RabbitScenario): Candidate {
  if (!scenario.topology.producers.some(({ poisonEvery }) => poisonEvery !== undefined)) return null;
  return onConsumers(scenario, {
    id: 'discard-poison',
    applies: (consumer) => settingsOf(consumer).onPoison !== 'discard',
    to: withSettings({ 'on-poison': 'discard' }),
    change: both('on-poison = discard'),
    reason: {
      en: 'A message that cannot be processed is rejected at once: dead-lettered, or gone where there is no such queue.',
      'zh-cn': '无法处理的消息立即被拒绝：进入死信队列；没有死信队列就丢弃。',
    },
  });
}

function abandonWork(scenario: RabbitScenario): Candidate {
  return onConsumers(scenario, {
    id: 'abandon-work',
    applies: (consumer) => settingsOf(consumer).workAfterLoss === 'continue',
    to: withSettings({ 'work-after-loss': 'abandon' }),
    change: both('work-after-loss = abandon'),
    reason: {
      en: 'A consumer that notices that its connection is gone drops what it has in hand; until it notices, two may work on it.',
      'zh-cn': '消费者发现连接断开就放弃手头的消息；在它发现之前，仍可能有两个消费者同时处理。',
    },
  });
}

function longerHeartbeat(scenario: RabbitScenario): Candidate {
  const seconds = (consumer: RabbitConsumerSpec): number =>
    settingsOf(consumer).requestedHeartbeatMicros / MICROS_PER_SECOND;
  return onConsumers(scenario, {
    id: 'heartbeat',
    applies: (consumer) => seconds(consumer) > 0 && seconds(consumer) < HEARTBEAT_SECONDS_MAX,
    to: (consumer) =>
      withSettings<RabbitConsumerSpec>({
        'requested-heartbeat': Math.min(HEARTBEAT_SECONDS_MAX, 2 * seconds(consumer)),
      })(consumer),
    change: both('requested-heartbeat × 2'),
    reason: {
      en: 'The node waits longer before it takes back what a silent consumer holds; what a dead one held waits longer too.',
      'zh-cn': '节点多等一会儿才收回沉默消费者手里的消息；消费者真的死了，这些消息也要多等。',
    },
  });
}
