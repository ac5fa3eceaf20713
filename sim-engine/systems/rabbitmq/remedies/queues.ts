/** What queues can do: be durable, be replicated, refuse instead of dropping, keep dead letters, have one active consumer. */
import type { Settings } from '../../../host/settings.ts';
import { faultOf } from '../references/queues.ts';
import { checkArguments } from '../rules/queue/arguments.ts';
import type { QueueSpec, RabbitScenario } from '../scenario.ts';
import { clusterSettings, queueSettings } from '../settings.ts';
import { both, given, onQueues, withSettings, type Candidate } from './candidate.ts';

/** What a queue has since 4.0 when nobody says otherwise. */
const DELIVERY_LIMIT = 20;
const DEAD_LETTERS = 'dead-letters';

export function queueRemedies(scenario: RabbitScenario): readonly Candidate[] {
  return [
    durable(scenario),
    quorum(scenario),
    rejectPublish(scenario),
    deliveryLimit(scenario),
    deadLetterExchange(scenario),
    singleActiveConsumer(scenario),
  ];
}

function durable(scenario: RabbitScenario): Candidate {
  return onQueues(scenario, {
    id: 'durable',
    applies: (queue) => queue.durable === false,
    to: (queue) => ({ ...queue, durable: true }),
    change: { en: 'a durable queue', 'zh-cn': '使用持久队列' },
    reason: {
      en: 'The queue is there again after a restart, with what is persistent in it.',
      'zh-cn': '重启之后队列还在，其中的持久消息也还在。',
    },
  });
}

/** A classic queue becomes a quorum queue where that accepts its arguments. A mirroring policy has no meaning there. */
function quorum(scenario: RabbitScenario): Candidate {
  const { version } = clusterSettings(scenario.settings);
  return onQueues(scenario, {
    id: 'quorum',
    applies: (queue) => {
      const declared = { queue: queue.name, type: 'quorum', given: argumentsOf(queue), version } as const;
      const isAccepted = faultOf(() => checkArguments(declared)) === null;
      return queue.type === 'classic' && queue.autoDelete !== true && isAccepted;
    },
    to: ({ durable: _durable, ...queue }) => ({ ...queue, type: 'quorum', settings: argumentsOf(queue) }),
    change: { en: 'a quorum queue instead of a classic one', 'zh-cn': '用仲裁队列代替经典队列' },
    reason: {
      en: 'Every message is on disk on a majority of its nodes before it is confirmed, persistent or not.',
      'zh-cn': '无论是否标为持久，消息都要在多数节点上落盘之后才确认。',
    },
  });
}

function argumentsOf({ settings = {} }: QueueSpec): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name.startsWith('x-')));
}

function rejectPublish(scenario: RabbitScenario): Candidate {
  return onQueues(scenario, {
    id: 'reject-publish',
    applies: (queue) => {
      const isLimited = given(queue, 'x-max-length') !== null || given(queue, 'x-max-length-bytes') !== null;
      return queue.type !== 'stream' && isLimited && (given(queue, 'x-overflow') ?? 'drop-head') === 'drop-head';
    },
    to: withSettings({ 'x-overflow': 'reject-publish' }),
    change: both('x-overflow = reject-publish'),
    reason: {
      en: 'A full queue refuses new messages, and publishers with confirms hear it, instead of dropping confirmed ones.',
      'zh-cn': '队列满了就拒绝新消息，开启确认的发布者会得知，而不是丢掉已确认的消息。',
    },
  });
}

function deliveryLimit(scenario: RabbitScenario): Candidate {
  const { version } = clusterSettings(scenario.settings);
  return onQueues(scenario, {
    id: 'delivery-limit',
    applies: (queue) => queue.type === 'quorum' && queueSettings(queue.settings ?? {}, version).deliveryLimit === null,
    to: withSettings({ 'x-delivery-limit': DELIVERY_LIMIT }),
    change: both(`x-delivery-limit = ${DELIVERY_LIMIT}`),
    reason: {
      en: 'A message that comes back too often leaves the queue: to the dead letters, or for good.',
      'zh-cn': '退回次数过多的消息会离开队列：进入死信，或者就此丢弃。',
    },
  });
}

function deadLetterExchange(scenario: RabbitScenario): Candidate {
  const { queues } = scenario.topology;
  const isTaken = queues.some(({ name }) => name === DEAD_LETTERS);
  const change = {
    id: 'dead-letters',
    applies: (queue: QueueSpec) =>
      queue.type !== 'stream' && queue.name !== DEAD_LETTERS && given(queue, 'x-dead-letter-exchange') === null,
    to: withSettings<QueueSpec>({ 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': DEAD_LETTERS }),
    change: { en: 'a queue for dead letters', 'zh-cn': '设置死信队列' },
    reason: {
      en: 'What the queue gives up is kept where somebody can look at it; nothing processes it by itself.',
      'zh-cn': '队列放弃的消息会留在死信队列里，等人来看；它不会自动被处理。',
    },
  };
  return onQueues(scenario, change, isTaken ? {} : { queues: [...queues, { name: DEAD_LETTERS, type: 'quorum' }] });
}

function singleActiveConsumer(scenario: RabbitScenario): Candidate {
  const { consumers } = scenario.topology;
  const isShared = ({ name }: QueueSpec): boolean => consumers.filter(({ queue }) => queue === name).length > 1;
  return onQueues(scenario, {
    id: 'single-active-consumer',
    applies: (queue) => queue.type !== 'stream' && isShared(queue) && given(queue, 'x-single-active-consumer') !== true,
    to: withSettings({ 'x-single-active-consumer': true }),
    change: both('x-single-active-consumer = true'),
    reason: {
      en: 'One consumer gets everything, and another one takes over when it is gone: order is kept, work is not shared.',
      'zh-cn': '全部消息交给一个消费者，它离开后由另一个接手：保住顺序，但不再分担工作。',
    },
  });
}
