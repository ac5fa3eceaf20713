/**
 * What a consumer's application does with one delivered message after the other.
 *
 * Models: processing, the effect in the database and the wait for it, poison messages, loss of the connection meanwhile.
 * Leaves out: several messages at once; when the message is acknowledged (a setting, before or after processing).
 * Faults that reach it: loss of the connection (`deliveriesLost`), of the answer (`databaseLost`), a service that says no (`refused`).
 * Run by client/work.ts and client/consumerContext.ts.
 * Source: docs/consumers.md, docs/confirms.md (consumer acknowledgements).
 */
import { setup } from 'xstate';
import { actionNames, fact, type ChartEvent, type ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events = 'begun' | 'processed' | 'applied' | 'refused' | 'databaseLost' | 'retryDue' | 'deliveriesLost';

type Fact = 'isPoison' | 'goesOn';

const LOST = [
  {
    guard: 'goesOn',
    meta: {
      en: 'The connection is gone. The application finishes what it has in hand, although it cannot acknowledge it any more: the message will be processed twice.',
      'zh-cn': '连接断开。应用仍把手头的消息做完，却无法再确认：这条消息会被处理两次。',
    },
  },
  {
    target: 'idle',
    meta: {
      en: 'The connection is gone, and the application drops what it has in hand. Its effect may be there already.',
      'zh-cn': '连接断开，应用丢下手头的消息。它的效果可能已经产生。',
    },
  },
] as const;

export const consumerWorkMachine = setup({
  types: { events: {} as ChartEvent<Events, Fact>, meta: {} as ChartWords },
  actions: actionNames('askDatabase', 'failOnPoison', 'acknowledgeAfterProcessing'),
  guards: { isPoison: fact('isPoison'), goesOn: fact('goesOn') },
}).createMachine({
  id: 'consumerWork',
  initial: 'idle',
  meta: { en: 'A consumer’s work', 'zh-cn': '消费者的工作' },
  states: {
    idle: {
      meta: { en: 'Has nothing in hand.', 'zh-cn': '手头没有消息。' },
      on: {
        begun: {
          target: 'working',
          meta: { en: 'Takes the next message that was delivered.', 'zh-cn': '取出下一条已投递的消息。' },
        },
        deliveriesLost: {
          meta: {
            en: 'The connection is gone, and with it what was delivered and not begun.',
            'zh-cn': '连接断开，已投递但还没开始的消息也随之失去。',
          },
        },
      },
    },
    working: {
      meta: { en: 'Processes the message.', 'zh-cn': '正在处理消息。' },
      on: {
        processed: [
          {
            guard: 'isPoison',
            target: 'idle',
            actions: 'failOnPoison',
            meta: {
              en: 'Nobody can process this message: the application gives it back, discards it, or crashes on it.',
              'zh-cn': '这条消息谁也处理不了：应用把它退回、丢弃，或因它崩溃。',
            },
          },
          {
            target: 'applying',
            actions: 'askDatabase',
            meta: {
              en: 'The processing time is over: the effect goes to the database.',
              'zh-cn': '处理时间结束：把效果写入数据库。',
            },
          },
        ],
        deliveriesLost: LOST,
      },
    },
    applying: {
      meta: {
        en: 'Waits for the database, or for the service that does the work.',
        'zh-cn': '等待数据库，或等待代为处理的服务。',
      },
      on: {
        applied: {
          target: 'idle',
          actions: 'acknowledgeAfterProcessing',
          meta: {
            en: 'The effect is durable. Now the message may be acknowledged.',
            'zh-cn': '效果已持久化。现在可以确认消息。',
          },
        },
        refused: {
          target: 'idle',
          actions: 'failOnPoison',
          meta: {
            en: 'The service that does the work says no, and the application gives the message up like a poison one.',
            'zh-cn': '代为处理的服务拒绝了，应用像对待毒消息一样放弃它。',
          },
        },
        databaseLost: {
          target: 'waiting-for-database',
          meta: {
            en: 'No answer came from the database or the service, or one that asks for patience: nobody knows whether the effect is there.',
            'zh-cn': '数据库或服务没有应答，或要求稍后再来：没人知道效果是否已产生。',
          },
        },
        deliveriesLost: LOST,
      },
    },
    'waiting-for-database': {
      meta: { en: 'Pauses before it asks again.', 'zh-cn': '停顿一下，再次请求。' },
      on: {
        retryDue: {
          target: 'applying',
          actions: 'askDatabase',
          meta: {
            en: 'It asks again. Without an idempotent effect there may be two.',
            'zh-cn': '再次请求。如果效果不是幂等的，可能出现两份。',
          },
        },
        deliveriesLost: LOST,
      },
    },
  },
});

export type ConsumerWorkState = ChartStateOf<typeof consumerWorkMachine>;
export type ConsumerWorkEvent = ChartEventOf<typeof consumerWorkMachine>;
export const consumerWork = compileChart(consumerWorkMachine);
