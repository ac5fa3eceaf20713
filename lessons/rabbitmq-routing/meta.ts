import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'rabbitmq-routing',
  number: 'R1',
  track: 'D',
  order: 4,
  minutes: 18,
  title: { en: 'RabbitMQ routing', 'zh-cn': 'RabbitMQ 的路由' },
  question: {
    en: 'Where does a message go that no queue wants?',
    'zh-cn': '一条没有队列要的消息，会去哪里？',
  },
  outcomes: [
    {
      en: 'Say which queues a message reaches, from its routing key and the bindings.',
      'zh-cn': '根据路由键和绑定，说出一条消息会到达哪些队列。',
    },
    {
      en: 'Find the step at which a confirmed message vanishes without an error.',
      'zh-cn': '找出一条已确认的消息在哪一步无声无息地消失。',
    },
    {
      en: 'Build a topology in which no message is dropped because nobody bound a queue for it.',
      'zh-cn': '搭出一套拓扑：没有人为某条消息绑定队列，它也不会被丢掉。',
    },
  ],
  requires: ['step', 'acknowledgement'],
  introduces: ['exchange', 'binding', 'routing-key', 'unroutable', 'mandatory', 'alternate-exchange'],
  misconceptions: [
    {
      id: 'producers-send-to-queues',
      text: { en: 'Producers send to queues.', 'zh-cn': '生产者把消息发到队列里。' },
      killedBy: 'predict-hears',
    },
    {
      id: 'confirmed-is-stored',
      text: {
        en: 'A confirmed message lies in a queue.',
        'zh-cn': '确认过的消息，一定在某个队列里。',
      },
      killedBy: 'task-silent',
    },
  ],
  tasks: [
    { id: 'silent', kind: 'D' },
    { id: 'repair', kind: 'R' },
  ],
  seeds: { public: 7, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
