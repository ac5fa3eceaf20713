import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'decoupling',
  number: 'A1',
  track: 'A',
  order: 0,
  minutes: 14,
  title: { en: 'Decoupling', 'zh-cn': '解耦' },
  question: { en: 'Why put anything between two services?', 'zh-cn': '两个服务之间为什么要隔一层？' },
  outcomes: [
    {
      en: 'Say what a failing service does to everybody who waits for it.',
      'zh-cn': '说出一个服务出故障，会拖累哪些正在等它的人。',
    },
    {
      en: 'Put a queue where nobody has to wait for the answer, and nowhere else.',
      'zh-cn': '把队列放在不必等结果的地方，别处不放。',
    },
    {
      en: 'Tell what a queue gives (time) from what it does not give (speed).',
      'zh-cn': '分清队列给了什么（时间），没给什么（速度）。',
    },
  ],
  requires: ['step', 'message', 'queue', 'message-broker', 'acknowledgement'],
  introduces: ['decoupling'],
  misconceptions: [
    {
      id: 'the-least-harms-least',
      text: {
        en: 'When an unimportant service fails, little is lost.',
        'zh-cn': '不重要的服务坏了，影响也不大。',
      },
      killedBy: 'predict-share',
    },
    {
      id: 'a-queue-is-faster',
      text: { en: 'A queue makes things faster.', 'zh-cn': '加了队列就更快。' },
      killedBy: 'predict-faster',
    },
    {
      id: 'queue-everything',
      text: { en: 'What is good for one call is good for all of them.', 'zh-cn': '队列既然好，每个调用都该换成队列。' },
      killedBy: 'task-wire',
    },
  ],
  tasks: [{ id: 'wire', kind: 'C' }],
  seeds: { public: 7, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
