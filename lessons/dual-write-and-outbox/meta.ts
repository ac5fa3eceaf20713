import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'dual-write-and-outbox',
  number: 'B6',
  track: 'B',
  order: 6,
  minutes: 15,
  title: { en: 'Dual write and outbox', 'zh-cn': '双写与本地消息表' },
  question: { en: 'How do the database and the queue agree?', 'zh-cn': '数据库和消息队列怎样保持一致？' },
  outcomes: [
    {
      en: 'Say what a crash between two writes leaves behind, for each order of the two.',
      'zh-cn': '说出两次写之间崩溃会留下什么，两种先后各是什么。',
    },
    {
      en: 'Explain why a catch block does not make two writes one.',
      'zh-cn': '解释为什么 catch 块不能把两次写变成一次。',
    },
    {
      en: 'Build an outbox and a relay that leave no order without its message, and no message without its order.',
      'zh-cn': '搭出本地消息表和转发任务：没有缺消息的订单，也没有缺订单的消息。',
    },
  ],
  requires: ['message', 'queue', 'producer', 'consumer', 'acknowledgement', 'idempotence'],
  introduces: ['dual-write', 'transactional-outbox'],
  misconceptions: [
    {
      id: 'try-catch-is-atomic',
      text: {
        en: 'A try/catch around both writes makes them one.',
        'zh-cn': '用 try/catch 把两次写包起来，就是原子的了。',
      },
      killedBy: 'task-matrix',
    },
    {
      id: 'the-right-order-suffices',
      text: {
        en: 'There is a right order of the two writes, and with it nothing can go wrong.',
        'zh-cn': '只要先后顺序选对了，两次写就不会出错。',
      },
      killedBy: 'predict-turned',
    },
    {
      id: 'outbox-sends-once',
      text: { en: 'With an outbox every message is sent once.', 'zh-cn': '有了本地消息表，每条消息就只发一次。' },
      killedBy: 'predict-relay',
    },
  ],
  tasks: [
    { id: 'matrix', kind: 'P' },
    { id: 'build', kind: 'C' },
  ],
  seeds: { public: 7, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
