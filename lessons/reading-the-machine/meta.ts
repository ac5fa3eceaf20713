import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'reading-the-machine',
  number: '00',
  track: '0',
  order: 0,
  minutes: 12,
  title: { en: 'Reading the machine', 'zh-cn': '看懂模拟器' },
  question: {
    en: 'An order was confirmed, and then it was gone. At which step was it lost, and can you make it happen again?',
    'zh-cn': '一个订单明明确认过，后来却不见了。它是在哪一步丢的？能让它再丢一次吗？',
  },
  outcomes: [
    { en: 'Read a run step by step: who did what, and why.', 'zh-cn': '一步一步读懂一次运行：谁做了什么、为什么。' },
    {
      en: 'Tell the moment when a record is lost from the moment when you notice.',
      'zh-cn': '分清“记录丢失的时刻”和“发现丢失的时刻”。',
    },
    { en: 'Replay a failure exactly, and hand it to somebody else.', 'zh-cn': '把一次故障原样重放，并交给别人看。' },
  ],
  requires: [],
  introduces: ['step', 'seed', 'replica', 'leader', 'acknowledgement', 'in-sync-replica'],
  misconceptions: [
    {
      id: 'not-reproducible',
      text: {
        en: 'Failures of distributed systems cannot be reproduced.',
        'zh-cn': '分布式系统的故障无法复现。',
      },
      killedBy: 'predict-again',
    },
    {
      id: 'lost-in-the-crash',
      text: { en: 'A record is lost when the machine crashes.', 'zh-cn': '机器崩溃的那一刻，记录就丢了。' },
      killedBy: 'task-doomed',
    },
  ],
  tasks: [{ id: 'doomed', kind: 'D' }],
  seeds: { public: 7, unseen: 20 },
  system: { name: 'kafka', version: '4.3' },
};
