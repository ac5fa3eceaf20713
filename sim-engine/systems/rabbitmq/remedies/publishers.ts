/** What publishers can do: wait for confirms, publish again, ask for what cannot be routed, and keep it. */
import type { ExchangeSpec, RabbitProducerSpec, RabbitScenario } from '../scenario.ts';
import { producerSettings } from '../settings.ts';
import { both, onProducers, remedy, withSettings, type Candidate } from './candidate.ts';

export function publisherRemedies(scenario: RabbitScenario): readonly Candidate[] {
  return [
    confirms(scenario),
    republish(scenario),
    mandatory(scenario),
    persistent(scenario),
    alternateExchange(scenario),
  ];
}

function settingsOf({ settings = {} }: RabbitProducerSpec): ReturnType<typeof producerSettings> {
  return producerSettings(settings);
}

function confirms(scenario: RabbitScenario): Candidate {
  return onProducers(scenario, {
    id: 'confirms',
    applies: (producer) => settingsOf(producer).publisherConfirms === 'none',
    to: withSettings({ 'publisher-confirms': 'individual' }),
    change: both('publisher-confirms = individual'),
    reason: {
      en: 'The publisher hears which messages the queues have taken; what is not confirmed it does not count as sent.',
      'zh-cn': '发布者能知道哪些消息已被队列接收；没有确认的，就不算发送成功。',
    },
  });
}

function republish(scenario: RabbitScenario): Candidate {
  return onProducers(scenario, {
    id: 'republish',
    applies: (producer) => settingsOf(producer).republish !== 'unconfirmed',
    to: (producer) => {
      const listens = settingsOf(producer).publisherConfirms !== 'none';
      return withSettings<RabbitProducerSpec>({
        republish: 'unconfirmed',
        ...(listens ? {} : { 'publisher-confirms': 'individual' }),
      })(producer);
    },
    change: {
      en: 'publish again what is not confirmed',
      'zh-cn': '没有得到确认的消息重新发布',
    },
    reason: {
      en: 'Nothing stays unanswered, and some messages arrive twice.',
      'zh-cn': '不会有消息没有下文，但有些消息会到两次。',
    },
  });
}

function mandatory(scenario: RabbitScenario): Candidate {
  return onProducers(scenario, {
    id: 'mandatory',
    applies: (producer) => !settingsOf(producer).mandatory,
    to: withSettings({ mandatory: true }),
    change: both('mandatory = true'),
    reason: {
      en: 'A message that no queue gets comes back, instead of being confirmed and forgotten.',
      'zh-cn': '没有任何队列接收的消息会退回来，而不是确认之后就没了。',
    },
  });
}

function persistent(scenario: RabbitScenario): Candidate {
  return onProducers(scenario, {
    id: 'persistent',
    applies: (producer) => !settingsOf(producer).persistent,
    to: withSettings({ persistent: true }),
    change: both('persistent = true'),
    reason: {
      en: 'A durable queue has it again after a restart. Before 4.0 each confirm waits for an fsync; since then only a quorum queue stands a power cut.',
      'zh-cn': '持久队列重启后仍有这条消息。4.0 之前每次确认都要等一次 fsync；4.0 起，只有仲裁队列经得起断电。',
    },
  });
}

const UNROUTED = 'unrouted';

/** What the publishers' exchanges cannot route goes to a queue of its own. */
function alternateExchange(scenario: RabbitScenario): Candidate {
  const { exchanges, queues, bindings, producers } = scenario.topology;
  const isOpen = ({ name, alternate }: ExchangeSpec): boolean =>
    alternate === undefined && producers.some(({ exchange }) => exchange === name);
  const isTaken = [...exchanges, ...queues].some(({ name }) => name === UNROUTED);
  if (isTaken || !exchanges.some(isOpen)) return null;
  return remedy(
    scenario,
    {
      id: 'alternate-exchange',
      change: { en: 'an alternate exchange with a queue', 'zh-cn': '备用交换机，并接上一个队列' },
      reason: {
        en: 'What cannot be routed waits in a queue of its own, where somebody can look at it.',
        'zh-cn': '无法路由的消息会进入单独的队列，等人来处理。',
      },
    },
    {
      exchanges: [
        ...exchanges.map((exchange) => (isOpen(exchange) ? { ...exchange, alternate: UNROUTED } : exchange)),
        { name: UNROUTED, type: 'fanout' },
      ],
      queues: [...queues, { name: UNROUTED, type: 'quorum' }],
      bindings: [...bindings, { from: UNROUTED, to: UNROUTED }],
    },
  );
}
