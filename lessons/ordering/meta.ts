import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'ordering',
  number: 'B5',
  track: 'B',
  order: 5,
  minutes: 14,
  title: { en: 'Ordering', 'zh-cn': '顺序消息' },
  question: { en: 'When is a FIFO queue out of order?', 'zh-cn': '先进先出的队列，什么时候会乱序？' },
  outcomes: [
    {
      en: 'Say why messages of one queue are worked on in another order, with and without a failure.',
      'zh-cn': '说出同一个队列里的消息为什么会乱序处理，不管有没有出故障。',
    },
    { en: 'Turn an order around with a single fault.', 'zh-cn': '只用一个故障，让一个订单的先后颠倒。' },
    {
      en: 'Keep every order in its order, and go on working on many orders at once.',
      'zh-cn': '让每个订单都按先后处理，同时照样并行处理许多订单。',
    },
  ],
  requires: ['step', 'acknowledgement'],
  introduces: ['ordering', 'single-active-consumer'],
  misconceptions: [
    {
      id: 'fifo-means-ordered',
      text: {
        en: 'A FIFO queue means ordered processing.',
        'zh-cn': '队列先进先出，处理起来就一定有序。',
      },
      killedBy: 'predict-slow',
    },
    {
      id: 'requeue-at-the-head',
      text: {
        en: 'What a crash gives back comes first again, so nothing is overtaken.',
        'zh-cn': '崩溃时退回的消息又排到最前面，所以不会被超过。',
      },
      killedBy: 'predict-requeue',
    },
    {
      id: 'same-queue-same-worker',
      text: {
        en: 'Messages of the same order in the same queue: that is enough.',
        'zh-cn': '同一个订单的消息进同一个队列，就够了。',
      },
      killedBy: 'task-repair',
    },
  ],
  tasks: [
    { id: 'turn-one', kind: 'B' },
    { id: 'repair', kind: 'R' },
  ],
  seeds: { public: 7, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
