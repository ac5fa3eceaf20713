/**
 * Settings of a consumer: what it says when it subscribes, and what its application does.
 *
 * Leaves out: prefetch for a whole channel (a consumer has a channel of its own), cancelling.
 */
import type { SettingDefinition } from '../../settingsCatalogue.ts';
import { CONNECTION_SETTINGS } from './connection.ts';
import { SOURCE } from './source.ts';

const INT_MAX = 2_147_483_647;

export const CONSUMER_SETTINGS = {
  acknowledge: {
    name: 'acknowledge',
    type: 'choice',
    choices: ['automatic', 'before-processing', 'after-processing'],
    default: 'after-processing',
    source: SOURCE.confirmsDocs,
    description: {
      en: 'When a delivery counts as done: as soon as it is sent, when the work begins, or when it is done.',
      'zh-cn': '消息何时算处理完：一经发出、开始处理时，还是处理完之后。',
    },
  },
  prefetch: {
    name: 'prefetch',
    type: 'integer',
    unit: 'records',
    min: 0,
    max: 65_535,
    default: 0,
    source: SOURCE.consumerPrefetchDocs,
    description: {
      en: 'Deliveries that the consumer may hold without acknowledging them. 0: no limit.',
      'zh-cn': '消费者最多可持有多少条未确认的消息。0 表示不限。',
    },
  },
  onPoison: {
    name: 'on-poison',
    type: 'choice',
    choices: ['requeue', 'requeue-nack', 'discard', 'crash'],
    default: 'requeue',
    source: SOURCE.consumersDocs,
    description: {
      en: 'What the application does with a message that it cannot process: give it back with basic.reject, or with basic.nack (which no delivery limit counts since 4.3), discard it, or crash.',
      'zh-cn':
        '应用无法处理某条消息时怎么办：用 basic.reject 退回队列、用 basic.nack 退回（4.3 起投递上限不计这种退回）、丢弃，还是崩溃。',
    },
  },
  ackEvery: {
    name: 'ack-every',
    type: 'integer',
    unit: 'records',
    min: 1,
    max: 65_535,
    default: 1,
    source: SOURCE.confirmsDocs,
    description: {
      en: 'Acknowledge so many deliveries at once, with multiple.',
      'zh-cn': '每处理这么多条，用 multiple 一次确认。',
    },
  },
  priority: {
    name: 'x-priority',
    type: 'integer',
    unit: 'level',
    min: -2_147_483_648,
    max: INT_MAX,
    default: 0,
    source: SOURCE.consumerPriorityDocs,
    description: {
      en: 'Consumers of higher priority are served first, as long as they have room.',
      'zh-cn': '优先级高的消费者只要有余量就先得到消息。',
    },
  },
  exclusive: {
    name: 'exclusive',
    type: 'boolean',
    default: false,
    source: SOURCE.consumersDocs,
    description: { en: 'May only this consumer read the queue?', 'zh-cn': '是否只允许这个消费者读取该队列？' },
  },
  streamOffset: {
    name: 'x-stream-offset',
    type: 'text',
    minLength: 1,
    maxLength: 32,
    default: null,
    source: SOURCE.streamDocs,
    description: {
      en: 'Streams: where reading begins: first, last, next, an offset, or an age such as 1h.',
      'zh-cn': '流：从哪里开始读取：first、last、next、某个偏移量，或如 1h 的时长。',
    },
  },
  ...CONNECTION_SETTINGS,
  workAfterLoss: {
    name: 'work-after-loss',
    type: 'choice',
    choices: ['continue', 'abandon'],
    default: 'continue',
    source: SOURCE.consumersDocs,
    description: {
      en: 'What becomes of the message in hand when the connection is lost: the application finishes it, or drops it.',
      'zh-cn': '连接断开时手头的消息怎么办：应用继续处理完，还是放弃。',
    },
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;
