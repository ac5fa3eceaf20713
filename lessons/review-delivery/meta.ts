import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'review-delivery',
  number: 'B-review',
  track: 'B',
  order: 10,
  minutes: 20,
  title: { en: 'Mixed review: delivery', 'zh-cn': '综合复习：投递' },
  question: {
    en: 'Which guarantee was broken, and by which step?',
    'zh-cn': '被打破的是哪一条保证，是哪一步打破的？',
  },
  outcomes: [
    {
      en: 'Name the guarantee that an incident has broken, or say that none was.',
      'zh-cn': '说出一起事故打破了哪条保证，或者说明哪条也没打破。',
    },
    {
      en: 'Tell the event that caused it from those that only look like it.',
      'zh-cn': '分清哪个事件是原因，哪些只是看着像。',
    },
    {
      en: 'Work out how much waits and how much is refused, before you look.',
      'zh-cn': '不看结果，先算出有多少在等、多少被拒。',
    },
  ],
  requires: [
    'message',
    'queue',
    'acknowledgement',
    'at-most-once',
    'at-least-once',
    'redelivery',
    'idempotence',
    'deduplication',
    'poison-message',
    'dead-letter',
    'ordering',
    'dual-write',
    'transactional-outbox',
    'saga',
    'eventual-consistency',
    'delayed-message',
    'backpressure',
  ],
  introduces: [],
  concepts: ['exactly-once', 'idempotence', 'ordering', 'transactional-outbox', 'dead-letter-queue', 'overload'],
  misconceptions: [
    {
      id: 'key-is-enough',
      text: { en: 'A unique key makes repeats harmless.', 'zh-cn': '有了唯一键，重复就没有害处。' },
      killedBy: 'predict-repeat',
    },
    {
      id: 'refused-is-lost',
      text: { en: 'An order that was refused was lost.', 'zh-cn': '被拒绝的订单，就是丢了的订单。' },
      killedBy: 'task-tickets',
    },
    {
      id: 'fault-is-the-cause',
      text: { en: 'The fault that one sees is the cause.', 'zh-cn': '看得见的故障就是原因。' },
      killedBy: 'task-inverted',
    },
  ],
  tasks: [
    { id: 'tickets', kind: 'P' },
    { id: 'inverted', kind: 'D' },
    { id: 'vanish', kind: 'D' },
    { id: 'orphan', kind: 'D' },
    { id: 'twice', kind: 'D' },
    { id: 'sums', kind: 'E' },
  ],
  seeds: { public: 7, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
