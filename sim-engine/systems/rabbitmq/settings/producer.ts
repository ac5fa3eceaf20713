/**
 * Settings of a publisher: what its client library takes, and what its application does about confirms.
 *
 * Leaves out: handlers of blocked connections (the client just waits), transactions.
 */
import type { SettingDefinition } from '../../settingsCatalogue.ts';
import { CONNECTION_SETTINGS } from './connection.ts';
import { SOURCE } from './source.ts';

const INT_MAX = 2_147_483_647;
const EXPIRY_MAX = 4_294_967_295;

export const PRODUCER_SETTINGS = {
  publisherConfirms: {
    name: 'publisher-confirms',
    type: 'choice',
    choices: ['none', 'individual', 'batch'],
    default: 'none',
    source: SOURCE.confirmsDocs,
    description: {
      en: 'Does the publisher wait for confirms, and for how many messages at once?',
      'zh-cn': '发布者是否等待确认，一次等待多少条？',
    },
  },
  confirmBatchSize: {
    name: 'confirm-batch-size',
    type: 'integer',
    unit: 'records',
    min: 1,
    max: 1_000_000,
    default: 100,
    source: SOURCE.confirmsTutorial,
    description: {
      en: 'With batch: messages that are published before the publisher waits for all of their confirms.',
      'zh-cn': 'batch 模式下，发布这么多条后再等待它们全部得到确认。',
    },
  },
  confirmTimeoutMicros: {
    name: 'confirm-timeout-ms',
    type: 'integer',
    unit: 'ms',
    min: 1,
    max: INT_MAX,
    default: 5_000,
    source: SOURCE.confirmsTutorial,
    description: {
      en: 'How long the publisher waits for a confirm before it takes the outcome for unknown.',
      'zh-cn': '发布者等待确认的最长时间，超过则视为结果未知。',
    },
  },
  maxUnconfirmed: {
    name: 'max-unconfirmed',
    type: 'integer',
    unit: 'records',
    min: 0,
    max: 1_000_000,
    default: 0,
    source: SOURCE.confirmsDocs,
    description: {
      en: 'Messages that may be unconfirmed at once; then the publisher waits. 0: no limit.',
      'zh-cn': '最多允许多少条未确认的消息，达到后发布者等待。0 表示不限。',
    },
  },
  republish: {
    name: 'republish',
    type: 'choice',
    choices: ['never', 'nacked', 'unconfirmed'],
    default: 'never',
    source: SOURCE.confirmsDocs,
    description: {
      en: 'Which messages are published again: none, those that were refused, or also those without an answer.',
      'zh-cn': '哪些消息会重新发布：都不、被拒绝的，还是连同没有答复的。',
    },
  },
  republishPauseMicros: {
    name: 'republish-pause-ms',
    type: 'integer',
    unit: 'ms',
    min: 0,
    max: INT_MAX,
    default: 0,
    source: SOURCE.confirmsDocs,
    description: {
      en: 'With republish: how long the publisher stands still after a refusal before it publishes anything. 0: not at all.',
      'zh-cn': '重新发布时，被拒绝之后停多久才再发布任何消息。0 表示不停。',
    },
  },
  mandatory: {
    name: 'mandatory',
    type: 'boolean',
    default: false,
    source: SOURCE.publishersDocs,
    description: {
      en: 'Does a message that reaches no queue come back to its publisher?',
      'zh-cn': '无法路由到任何队列的消息是否退回给发布者？',
    },
  },
  persistent: {
    name: 'persistent',
    type: 'boolean',
    default: false,
    source: SOURCE.publishersDocs,
    description: {
      en: 'Delivery mode 2: does the message survive a restart of its node, in a durable queue?',
      'zh-cn': 'delivery_mode 为 2：在持久队列中，消息能否在节点重启后保留？',
    },
  },
  priority: {
    name: 'priority',
    type: 'integer',
    unit: 'level',
    min: 0,
    max: 255,
    default: null,
    source: SOURCE.priorityDocs,
    description: {
      en: 'Priority of each message. Unset: lowest; in a quorum queue since 4.3: 4.',
      'zh-cn': '每条消息的优先级。未设置则为最低；在 4.3 起的仲裁队列中为 4。',
    },
  },
  expirationMicros: {
    name: 'expiration',
    type: 'integer',
    unit: 'ms',
    min: 0,
    max: EXPIRY_MAX,
    default: null,
    source: SOURCE.timeToLiveDocs,
    description: {
      en: 'Each message lives in a queue for so long. Unset: no limit of its own.',
      'zh-cn': '每条消息在队列中的存活时间。未设置则自身没有期限。',
    },
  },
  ...CONNECTION_SETTINGS,
} as const satisfies Readonly<Record<string, SettingDefinition>>;
