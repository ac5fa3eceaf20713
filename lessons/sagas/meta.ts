import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'sagas',
  number: 'B7',
  track: 'B',
  order: 7,
  minutes: 15,
  title: { en: 'Sagas and compensation', 'zh-cn': 'Saga 与补偿' },
  question: { en: 'What makes it consistent in the end?', 'zh-cn': '“最终一致”是靠什么做到的？' },
  outcomes: [
    {
      en: 'Name the program that brings an unfinished order to an end, or find that there is none.',
      'zh-cn': '说得出是哪个程序让没办完的订单有个了结，或者发现根本没有。',
    },
    {
      en: 'Write a compensation that may arrive before the action that it undoes.',
      'zh-cn': '写出一个允许先于原操作到达的补偿。',
    },
    {
      en: 'Build a timeout and a reconciliation after which whoever paid has a tea or the money back.',
      'zh-cn': '加上超时和对账，让付了钱的人要么拿到奶茶，要么拿回钱。',
    },
  ],
  requires: ['message', 'queue', 'acknowledgement', 'idempotence', 'transactional-outbox'],
  introduces: ['saga', 'eventual-consistency'],
  misconceptions: [
    {
      id: 'fixes-itself',
      text: { en: 'Eventually consistent fixes itself.', 'zh-cn': '最终一致，就是放着自己会好。' },
      killedBy: 'predict-silent',
    },
    {
      id: 'undo-comes-after',
      text: { en: 'An undo comes after what it undoes.', 'zh-cn': '补偿总是在原操作之后到达。' },
      killedBy: 'predict-overtaken',
    },
    {
      id: 'timeout-settles-it',
      text: {
        en: 'After the timeout the order is cancelled, and with it the payment.',
        'zh-cn': '超时取消了订单，付款也就跟着取消了。',
      },
      killedBy: 'predict-late',
    },
  ],
  tasks: [{ id: 'repair', kind: 'R' }],
  seeds: { public: 7, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
