/**
 * A message in the hands of its publisher, from the call of publish() to what the application knows of it in the end.
 *
 * Models: publishing with and without confirms, returns, refusals, publishing again.
 * Leaves out: transactions; what the broker does with the message (queueMessage.ts).
 * Faults that reach it: lost confirms (`timedOut`), lost connections (`connectionLost`). A crash of the publisher takes it along.
 * Run by client/publisher.ts and client/confirms.ts.
 * Source: docs/confirms.md, docs/publishers.md.
 */
import { setup } from 'xstate';
import { actionNames, fact, type ChartEvent, type ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events = 'published' | 'returned' | 'acked' | 'nacked' | 'timedOut' | 'connectionLost';

type Fact = 'withConfirms' | 'publishesAgain';

const PUBLISHED = [
  {
    guard: 'withConfirms',
    target: 'outstanding',
    meta: {
      en: 'basic.publish, and the channel will answer. The publisher remembers it by its sequence number.',
      'zh-cn': 'basic.publish，通道会应答。发布者按序号记住它。',
    },
  },
  {
    target: 'unconfirmed',
    meta: {
      en: 'basic.publish without confirms: nobody answers, and it counts as done when it has left.',
      'zh-cn': '没有发布确认的 basic.publish：没有应答，发出就算完成。',
    },
  },
] as const;

const NACKED = [
  {
    guard: 'publishesAgain',
    target: 'again',
    meta: {
      en: 'basic.nack: a queue has refused it, and the application publishes it again.',
      'zh-cn': 'basic.nack：有队列拒绝了它，应用会重新发布。',
    },
  },
  {
    target: 'refused',
    meta: {
      en: 'basic.nack: a queue has refused it, and the application leaves it at that.',
      'zh-cn': 'basic.nack：有队列拒绝了它，应用不再处理。',
    },
  },
] as const;

const UNANSWERED = {
  timedOut: [
    {
      guard: 'publishesAgain',
      target: 'again',
      meta: {
        en: 'The confirm is late, and the application publishes again. If the first one was stored, there will be two.',
        'zh-cn': '发布确认迟迟不来，应用重新发布。如果第一次其实已存下，就会出现两份。',
      },
    },
    {
      target: 'unknown',
      meta: { en: 'The confirm is late, and the application gives up.', 'zh-cn': '发布确认迟迟不来，应用放弃。' },
    },
  ],
  connectionLost: [
    {
      guard: 'publishesAgain',
      target: 'again',
      meta: {
        en: 'The connection is gone, and its confirms with it; the application publishes again. If the first one was stored, there will be two.',
        'zh-cn': '连接断开，发布确认不会再来；应用重新发布。如果第一次其实已存下，就会出现两份。',
      },
    },
    {
      target: 'unknown',
      meta: {
        en: 'The connection is gone, and its confirms with it; the application gives up.',
        'zh-cn': '连接断开，发布确认不会再来；应用放弃。',
      },
    },
  ],
} as const;

export const publicationMachine = setup({
  types: { events: {} as ChartEvent<Events, Fact>, meta: {} as ChartWords },
  actions: actionNames('reportSuccess', 'reportFailure', 'reportUnknown'),
  guards: { withConfirms: fact('withConfirms'), publishesAgain: fact('publishesAgain') },
}).createMachine({
  id: 'publication',
  initial: 'waiting',
  meta: { en: 'A message of a publisher', 'zh-cn': '发布者的一条消息' },
  states: {
    waiting: {
      meta: {
        en: 'The application stands in publish(): no open connection, a blocked one, or too many confirms outstanding.',
        'zh-cn': '应用停在 publish() 中：没有打开的连接，连接被阻塞，或未确认的发布太多。',
      },
      on: { published: PUBLISHED },
    },
    again: {
      meta: {
        en: 'To be published once more, before anything new.',
        'zh-cn': '要重新发布，排在所有新消息之前。',
      },
      on: { published: PUBLISHED },
    },
    outstanding: {
      meta: { en: 'Published; the confirm is not there yet.', 'zh-cn': '已发布，还没有得到发布确认。' },
      on: {
        acked: {
          target: 'confirmed',
          meta: {
            en: 'basic.ack: every queue that it was routed to has taken responsibility. Without `mandatory` that may be no queue at all.',
            'zh-cn': 'basic.ack：路由到的每个队列都已负责。没有 mandatory 时，也可能一个队列都没有。',
          },
        },
        nacked: NACKED,
        returned: {
          target: 'returned',
          meta: {
            en: 'basic.return: it is mandatory, and no queue is bound for it.',
            'zh-cn': 'basic.return：设置了 mandatory，而没有队列接收它。',
          },
        },
        ...UNANSWERED,
      },
    },
    returned: {
      meta: { en: 'It came back; its confirm follows.', 'zh-cn': '消息被退回，随后还有发布确认。' },
      on: {
        acked: {
          target: 'unroutable',
          meta: {
            en: 'basic.ack: the broker has done what it could with a message that nobody wants.',
            'zh-cn': 'basic.ack：消息没有去处，broker 已尽其所能。',
          },
        },
        nacked: NACKED,
        ...UNANSWERED,
      },
    },
    confirmed: {
      type: 'final',
      entry: 'reportSuccess',
      meta: { en: 'The broker answers for it.', 'zh-cn': '由 broker 负责。' },
    },
    unconfirmed: {
      type: 'final',
      entry: 'reportSuccess',
      meta: {
        en: 'Taken for done, whatever became of it.',
        'zh-cn': '当作完成，不管之后如何。',
      },
    },
    unroutable: {
      type: 'final',
      entry: 'reportFailure',
      meta: { en: 'In no queue, and the application knows.', 'zh-cn': '不在任何队列中，应用也知道。' },
    },
    refused: {
      type: 'final',
      entry: 'reportUnknown',
      meta: {
        en: 'At least one queue has refused it. Others may have it.',
        'zh-cn': '至少一个队列拒绝了它，其他队列可能有。',
      },
    },
    unknown: {
      type: 'final',
      entry: 'reportUnknown',
      meta: {
        en: 'Nobody knows whether its queues have it.',
        'zh-cn': '没人知道队列里有没有它。',
      },
    },
  },
});

export type PublicationState = ChartStateOf<typeof publicationMachine>;
export type PublicationEvent = ChartEventOf<typeof publicationMachine>;
export const publication = compileChart(publicationMachine);
