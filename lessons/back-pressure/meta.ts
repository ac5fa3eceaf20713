import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'back-pressure',
  number: 'B9',
  track: 'B',
  order: 9,
  minutes: 15,
  title: { en: 'Back-pressure', 'zh-cn': '背压与流控' },
  question: { en: 'Who must slow down?', 'zh-cn': '该慢下来的是谁？' },
  outcomes: [
    {
      en: 'Say what a longer queue changes in an overload, and what it does not.',
      'zh-cn': '说得出过载时队列加长能改变什么，又改变不了什么。',
    },
    {
      en: 'Follow the pressure from a slow consumer back to the source, and find where it gets lost.',
      'zh-cn': '从慢消费者一路追到源头，看压力在哪一环断掉了。',
    },
    {
      en: 'Decide who waits, who slows down and what is thrown away, before the queue decides.',
      'zh-cn': '在队列替你决定之前，先想好谁等、谁慢下来、丢掉什么。',
    },
  ],
  requires: ['step', 'acknowledgement', 'queue', 'consumer', 'producer'],
  introduces: ['overload', 'backpressure', 'priority-queue', 'load-shedding'],
  concepts: ['backpressure', 'overload', 'priority-queue'],
  misconceptions: [
    {
      id: 'bigger-buffer',
      text: { en: 'A bigger buffer fixes overload.', 'zh-cn': '缓冲区加大，过载就解决了。' },
      killedBy: 'predict-roomy',
    },
    {
      id: 'confirms-follow-the-consumer',
      text: {
        en: 'A publisher that waits for confirms keeps pace with the consumers.',
        'zh-cn': '发布者只要等确认，就会和消费者步调一致。',
      },
      killedBy: 'predict-confirmed',
    },
    {
      id: 'urgent-is-safe',
      text: {
        en: 'What has the highest priority is pushed out last.',
        'zh-cn': '优先级最高的，最后才会被挤出去。',
      },
      killedBy: 'predict-head',
    },
  ],
  tasks: [{ id: 'tune', kind: 'T' }],
  seeds: { public: 9, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
