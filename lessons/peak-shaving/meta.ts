import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'peak-shaving',
  number: 'A3',
  track: 'A',
  order: 3,
  minutes: 16,
  title: { en: 'Peak shaving', 'zh-cn': '削峰填谷' },
  question: {
    en: 'How deep will the queue get, and when is it empty again?',
    'zh-cn': '队列会积到多深，什么时候才能清空？',
  },
  outcomes: [
    {
      en: 'Estimate how deep a queue gets in a burst, how long an order waits, and when the queue is empty again.',
      'zh-cn': '估算突发流量下队列会积到多深、订单要等多久、队列何时清空。',
    },
    {
      en: 'Tell a burst, which a queue absorbs, from an overload, which it only hides.',
      'zh-cn': '分清突发与过载：突发，队列能吸收；过载，队列只能掩盖一时。',
    },
    {
      en: 'Bound a queue so that it turns away an overload early, and lets every burst through.',
      'zh-cn': '给队列设好上限：过载时尽早拒绝，突发时一个不丢。',
    },
  ],
  requires: ['queue', 'producer', 'consumer', 'acknowledgement'],
  introduces: ['flash-sale', 'load-leveling', 'overload', 'load-shedding', 'queue-length-limit'],
  misconceptions: [
    {
      id: 'depth-by-rate-is-the-end',
      text: {
        en: 'A queue of 60 with 10 done a second is empty after 6 seconds.',
        'zh-cn': '队列里有 60 条，每秒处理 10 条，6 秒就清空。',
      },
      killedBy: 'predict-empty',
    },
    {
      id: 'absorbs-any-overload',
      text: { en: 'A queue absorbs any overload.', 'zh-cn': '有了队列，多大的负载都扛得住。' },
      killedBy: 'predict-overload',
    },
    {
      id: 'short-queue-small-memory',
      text: {
        en: 'A limit on the length of the queue limits what is waiting.',
        'zh-cn': '限制了队列长度，就限制了积压。',
      },
      killedBy: 'task-repair',
    },
  ],
  tasks: [
    { id: 'estimate', kind: 'E' },
    { id: 'repair', kind: 'R' },
  ],
  seeds: { public: 9, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
