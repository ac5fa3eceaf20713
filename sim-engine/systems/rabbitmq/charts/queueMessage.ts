/**
 * A message in one queue, from its arrival until the queue has nothing to do with it any more.
 *
 * Models: both types of queue, automatic acknowledgement, delayed retry, dead letters that are kept until they are confirmed,
 * a restart of the queue's process. Leaves out: streams, which keep what was read; deletion of the queue, which takes all with
 * it; what happens beyond the dead letter exchange, where a message without a route is gone.
 * Faults that reach it: loss of channels and nodes (`channelGone`), of the queue's process (`restarted`), time (`expired`).
 * The queue's rules move lists, not messages, so nobody runs this chart: rules/queue/lifeCycle.ts compares a queue before and
 * after each step, and says what the chart does not allow.
 * Source: docs/queues.md, docs/confirms.md, docs/dlx.md, docs/quorum-queues; 3.10.8 observed.
 */
import { setup } from 'xstate';
import { actionNames, fact, type ChartEvent, type ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events =
  | 'enqueued'
  | 'refused'
  | 'delivered'
  | 'acked'
  | 'rejected'
  | 'requeued'
  | 'channelGone'
  | 'deliveryLimitReached'
  | 'delayOver'
  | 'expired'
  | 'overflowed'
  | 'purged'
  | 'deadLetterConfirmed'
  | 'restarted';

type Fact = 'automaticAck' | 'mustWait' | 'isKept' | 'hasDeadLetterExchange' | 'isOnDisk';

/** The ends of a message that nobody keeps once it has died. */
function diesAtOnce(why: ChartWords) {
  return [
    {
      guard: 'hasDeadLetterExchange',
      target: 'dead-lettered',
      meta: {
        en: `${why.en} It is published again, to the dead letter exchange.`,
        'zh-cn': `${why['zh-cn']}它被重新发布到死信交换机。`,
      },
    },
    {
      target: 'dropped',
      meta: {
        en: `${why.en} There is no dead letter exchange, so it is gone.`,
        'zh-cn': `${why['zh-cn']}没有死信交换机，消息就此消失。`,
      },
    },
  ] as const;
}

/** The ends of a message that dies. A queue that keeps its dead refuses what is too much, so it never overflows. */
function dies(why: ChartWords) {
  return [
    {
      guard: 'isKept',
      target: 'kept-dead',
      meta: {
        en: `${why.en} With at-least-once dead lettering it stays until its new queues have confirmed it.`,
        'zh-cn': `${why['zh-cn']}采用 at-least-once 死信策略时，它会留到新队列确认为止。`,
      },
    },
    ...diesAtOnce(why),
  ] as const;
}

/** Where a message that comes back stands. */
function comesBack(why: ChartWords) {
  return [
    {
      guard: 'mustWait',
      target: 'delayed',
      meta: {
        en: `${why.en} With delayed retry it has to wait before it may be delivered again.`,
        'zh-cn': `${why['zh-cn']}启用延迟重试时，要等一段时间才能再次投递。`,
      },
    },
    {
      target: 'ready',
      meta: {
        en: `${why.en} It is ready again, marked as redelivered.`,
        'zh-cn': `${why['zh-cn']}它重新就绪，并带上 redelivered 标记。`,
      },
    },
  ] as const;
}

const PURGED = {
  target: 'purged',
  meta: {
    en: 'queue.purge empties the queue of what nobody holds.',
    'zh-cn': 'queue.purge 清空队列中没人持有的消息。',
  },
} as const;

const RESTARTED = [
  {
    guard: 'isOnDisk',
    target: 'ready',
    meta: {
      en: 'The queue’s process has begun anew with what it or its copy still has: the message is ready.',
      'zh-cn': '队列进程重新开始，用磁盘或副本中仍有的内容：消息就绪。',
    },
  },
  {
    target: 'lost',
    meta: {
      en: 'The queue’s process is gone, and the message was only in its memory.',
      'zh-cn': '队列进程消失，而消息只在它的内存里。',
    },
  },
] as const;

export const queueMessageMachine = setup({
  types: { events: {} as ChartEvent<Events, Fact>, meta: {} as ChartWords },
  actions: actionNames('publishDeadLetter'),
  guards: {
    automaticAck: fact('automaticAck'),
    mustWait: fact('mustWait'),
    isKept: fact('isKept'),
    hasDeadLetterExchange: fact('hasDeadLetterExchange'),
    isOnDisk: fact('isOnDisk'),
  },
}).createMachine({
  id: 'queueMessage',
  initial: 'arriving',
  meta: { en: 'A message in a queue', 'zh-cn': '队列中的一条消息' },
  states: {
    arriving: {
      meta: { en: 'Routed to the queue, not yet in it.', 'zh-cn': '已路由到队列，还没有进入。' },
      on: {
        enqueued: {
          target: 'ready',
          meta: {
            en: 'The queue takes it in, at the end of its priority.',
            'zh-cn': '队列收下它，排在同优先级的末尾。',
          },
        },
        refused: [
          {
            guard: 'hasDeadLetterExchange',
            target: 'dead-lettered',
            meta: {
              en: 'The queue is full and overflow is reject-publish-dlx: the publisher is told no, and the message is dead-lettered.',
              'zh-cn': '队列已满且 overflow 为 reject-publish-dlx：通知发布者被拒绝，消息成为死信。',
            },
          },
          {
            target: 'refused',
            meta: {
              en: 'The queue is full, and overflow rejects: the publisher is told no.',
              'zh-cn': '队列已满且 overflow 为拒绝：通知发布者被拒绝。',
            },
          },
        ],
      },
    },
    ready: {
      meta: {
        en: 'Stands in the queue, and can be delivered when those before it are gone and a consumer has credit.',
        'zh-cn': '排在队列中；前面的消息离开且消费者有额度时，就可以投递。',
      },
      on: {
        delivered: [
          {
            guard: 'automaticAck',
            target: 'acknowledged',
            meta: {
              en: 'Handed out with automatic acknowledgement: the queue forgets it at once, whatever becomes of it.',
              'zh-cn': '以自动确认方式交出：队列立刻忘记它，不管之后如何。',
            },
          },
          {
            target: 'unacked',
            meta: {
              en: 'Handed to a consumer, or fetched with basic.get.',
              'zh-cn': '交给消费者，或由 basic.get 取走。',
            },
          },
        ],
        expired: dies({ en: 'It is next, and its time to live is over.', 'zh-cn': '它排在最前面，而存活时间已过。' }),
        overflowed: diesAtOnce({
          en: 'The queue is over its limit, and this is its head.',
          'zh-cn': '队列超过上限，而它排在最前面。',
        }),
        purged: PURGED,
        restarted: RESTARTED,
      },
    },
    unacked: {
      meta: {
        en: 'In the hands of a channel. The queue keeps it until that channel has settled it.',
        'zh-cn': '在某个通道手中。通道作出答复之前，队列一直保留它。',
      },
      on: {
        acked: {
          target: 'acknowledged',
          meta: { en: 'basic.ack by the channel that holds it.', 'zh-cn': '持有它的通道发来 basic.ack。' },
        },
        rejected: dies({
          en: 'basic.reject or basic.nack without requeue.',
          'zh-cn': '不带 requeue 的 basic.reject 或 basic.nack。',
        }),
        requeued: comesBack({
          en: 'basic.reject or basic.nack with requeue.',
          'zh-cn': '带 requeue 的 basic.reject 或 basic.nack。',
        }),
        channelGone: comesBack({
          en: 'The channel that held it, its connection or its node is gone.',
          'zh-cn': '持有它的通道、连接或节点消失。',
        }),
        deliveryLimitReached: dies({
          en: 'It comes back, once more than the delivery limit allows.',
          'zh-cn': '它又被退回，次数超过投递上限。',
        }),
        restarted: RESTARTED,
      },
    },
    delayed: {
      meta: {
        en: 'It failed, and waits until it may be tried again (quorum queues since 4.3).',
        'zh-cn': '处理失败，等到可以重试为止（仲裁队列，4.3 起）。',
      },
      on: {
        delayOver: {
          target: 'ready',
          meta: { en: 'Its delay is over: it stands before fresh messages.', 'zh-cn': '延迟结束：排在新消息之前。' },
        },
        purged: PURGED,
      },
    },
    'kept-dead': {
      entry: 'publishDeadLetter',
      meta: {
        en: 'Dead, and still counted: its dead letter is on its way, and is sent again until it is confirmed.',
        'zh-cn': '已死亡但仍计入队列：死信正在途中，会重发到被确认为止。',
      },
      on: {
        deadLetterConfirmed: {
          target: 'dead-lettered',
          meta: { en: 'All its new queues have confirmed it.', 'zh-cn': '所有新队列都已确认。' },
        },
        purged: {
          target: 'purged',
          meta: {
            en: 'Since 4.3 queue.purge takes dead letters that wait for their confirms as well.',
            'zh-cn': '4.3 起，queue.purge 也会清除等待确认的死信。',
          },
        },
      },
    },
    acknowledged: {
      type: 'final',
      meta: { en: 'Settled: the queue has forgotten it.', 'zh-cn': '已了结：队列忘记了它。' },
    },
    'dead-lettered': {
      type: 'final',
      meta: {
        en: 'Left to the dead letter exchange: another message now, with its history.',
        'zh-cn': '交给死信交换机：从此是另一条消息，并带着自己的经历。',
      },
    },
    dropped: {
      type: 'final',
      meta: { en: 'Gone for good, and nobody is told.', 'zh-cn': '彻底消失，也没有人得到通知。' },
    },
    purged: { type: 'final', meta: { en: 'Gone because somebody wanted it.', 'zh-cn': '按要求清除。' } },
    refused: {
      type: 'final',
      meta: { en: 'Never in the queue; its publisher knows.', 'zh-cn': '从未进入队列，发布者知道。' },
    },
    lost: {
      type: 'final',
      meta: { en: 'Gone with the process that had it.', 'zh-cn': '随持有它的进程一起消失。' },
    },
  },
});

export type QueueMessageState = ChartStateOf<typeof queueMessageMachine>;
export type QueueMessageEvent = ChartEventOf<typeof queueMessageMachine>;
export type QueueMessageFact = Fact;
export const queueMessage = compileChart(queueMessageMachine);
