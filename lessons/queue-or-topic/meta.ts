import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'queue-or-topic',
  number: 'A5',
  track: 'A',
  order: 5,
  minutes: 15,
  title: { en: 'Queue or topic', 'zh-cn': '点对点与发布订阅' },
  question: {
    en: 'Does a second consumer share the messages or copy them?',
    'zh-cn': '再加一个消费者，是分走一部分消息，还是各得一份？',
  },
  outcomes: [
    {
      en: 'Say for any wiring who gets which order: one of several, or everybody.',
      'zh-cn': '看到一种接法，就说得出每个订单归谁：几个里的一个，还是人人一份。',
    },
    {
      en: 'Wire a shop so that each order is billed once and analysed once, also while one of its programs is away.',
      'zh-cn': '给店铺接线：每个订单只收一次款、只统计一次，哪怕有程序中途离线。',
    },
  ],
  requires: ['step', 'acknowledgement', 'queue', 'consumer'],
  introduces: ['work-queue', 'publish-subscribe'],
  concepts: ['work-queue', 'publish-subscribe', 'consumer-group'],
  misconceptions: [
    {
      id: 'consumer-gets-a-copy',
      text: {
        en: 'Add a consumer to the queue, and it gets a copy too.',
        'zh-cn': '给队列加一个消费者，它也会得到一份。',
      },
      killedBy: 'predict-share',
    },
    {
      id: 'own-queues-are-faster',
      text: {
        en: 'More queues are only more speed: give each worker its own.',
        'zh-cn': '队列多了，无非是更快：给每个工作进程配一个。',
      },
      killedBy: 'predict-threefold',
    },
    {
      id: 'offline-misses',
      text: {
        en: 'Who is offline while messages are published misses them.',
        'zh-cn': '发布消息时谁不在线，谁就错过。',
      },
      killedBy: 'predict-away',
    },
  ],
  tasks: [{ id: 'wire', kind: 'C' }],
  seeds: { public: 5, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
