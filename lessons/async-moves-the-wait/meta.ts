import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'async-moves-the-wait',
  number: 'A2',
  track: 'A',
  order: 1,
  minutes: 15,
  title: { en: 'Async moves the wait', 'zh-cn': '异步：等待去了哪里' },
  question: { en: 'Who waits, and for what?', 'zh-cn': '谁在等，等的是什么？' },
  outcomes: [
    {
      en: 'Point at where a customer’s wait ends, and at where the work is really done.',
      'zh-cn': '指出顾客的等待在哪里结束，活儿又在哪里才真正做完。',
    },
    {
      en: 'Tune the time of the reply and the time of the result, each by what decides it.',
      'zh-cn': '分别调好答复的时间和出结果的时间，知道各由什么决定。',
    },
    { en: 'Word a reply that promises no more than is known.', 'zh-cn': '写出一句答复：知道多少，答应多少。' },
  ],
  requires: ['step', 'message', 'queue', 'acknowledgement', 'decoupling'],
  introduces: ['asynchronous-messaging'],
  misconceptions: [
    {
      id: 'async-is-less-work',
      text: { en: 'Async reduces the work.', 'zh-cn': '改成异步，活儿就少了。' },
      killedBy: 'predict-who',
    },
    {
      id: 'accepted-is-done',
      text: { en: '202 means done.', 'zh-cn': '返回 202，就是办完了。' },
      killedBy: 'predict-where',
    },
    {
      id: 'at-once-is-enough',
      text: {
        en: 'To be asynchronous, it is enough to answer first and work afterwards.',
        'zh-cn': '先答复、后干活，就算异步了。',
      },
      killedBy: 'task-tune',
    },
  ],
  tasks: [
    { id: 'told', kind: 'D' },
    { id: 'done', kind: 'D' },
    { id: 'tune', kind: 'T' },
  ],
  seeds: { public: 7, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
