import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'delay-and-schedule',
  number: 'B8',
  track: 'B',
  order: 8,
  minutes: 14,
  title: { en: 'Delay and schedule', 'zh-cn': '延迟与定时消息' },
  question: { en: 'How do you wait without losing the wait?', 'zh-cn': '怎样才能等下去，又不会把“等”弄丢？' },
  outcomes: [
    {
      en: 'Say which messages leave a queue late when each has a time to live of its own.',
      'zh-cn': '每条消息各有存活时间时，说出哪些会迟迟离不开队列。',
    },
    {
      en: 'Say where a timer is kept, and which restart it does not survive.',
      'zh-cn': '说出定时存在哪里，经不起哪一种重启。',
    },
    {
      en: 'Build a delay that is on time and loses no timer.',
      'zh-cn': '搭出一种延迟机制：准时，而且一个定时都不丢。',
    },
  ],
  requires: ['step', 'acknowledgement'],
  introduces: ['delayed-message', 'message-ttl', 'head-of-line-blocking'],
  misconceptions: [
    {
      id: 'ttl-gives-any-delay',
      text: { en: 'TTL + DLX gives any delay.', 'zh-cn': 'TTL 加死信，想延迟多久就延迟多久。' },
      killedBy: 'predict-when',
    },
    {
      id: 'every-message-behind-is-late',
      text: {
        en: 'Whoever stands behind somebody is late.',
        'zh-cn': '只要前面有人，就一定会晚。',
      },
      killedBy: 'task-which-late',
    },
    {
      id: 'sleep-in-the-consumer',
      text: {
        en: 'To wait, a consumer can simply sleep().',
        'zh-cn': '要等，在消费者里 sleep() 就行。',
      },
      killedBy: 'task-construct',
    },
  ],
  tasks: [
    { id: 'which-late', kind: 'P' },
    { id: 'construct', kind: 'C' },
  ],
  seeds: { public: 7, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
