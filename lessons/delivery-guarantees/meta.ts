import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'delivery-guarantees',
  number: 'B2',
  track: 'B',
  order: 2,
  minutes: 15,
  title: { en: 'At most once, at least once, exactly once', 'zh-cn': '至多一次、至少一次、恰好一次' },
  question: { en: 'Why can’t the network give exactly-once?', 'zh-cn': '网络为什么给不了“恰好一次”？' },
  outcomes: [
    {
      en: 'Name two worlds that a broker cannot tell apart, and say what each rule does in both.',
      'zh-cn': '说出 broker 分辨不了的两个世界，以及每条规则在其中各会怎样。',
    },
    {
      en: 'Repeat an effect when the acknowledgement comes last, and lose one when it comes first.',
      'zh-cn': '最后确认时让效果重复，最先确认时让效果丢失。',
    },
    {
      en: 'Say exactly once of effects, and say what it takes.',
      'zh-cn': '把“恰好一次”说在效果上，并说得出它靠什么做到。',
    },
  ],
  requires: ['step', 'acknowledgement', 'redelivery'],
  introduces: ['at-least-once', 'at-most-once', 'exactly-once'],
  misconceptions: [
    {
      id: 'broker-knows-what-was-done',
      text: { en: 'The broker knows whether the work was done.', 'zh-cn': '活干没干完，broker 心里有数。' },
      killedBy: 'predict-answer',
    },
    {
      id: 'exactly-once-is-a-switch',
      text: {
        en: 'Exactly-once is a switch: somebody only has to acknowledge at the right moment.',
        'zh-cn': '“恰好一次”是个开关：只要在对的时刻确认就行。',
      },
      killedBy: 'find-instant',
    },
  ],
  tasks: [
    { id: 'twice', kind: 'B' },
    { id: 'never', kind: 'B' },
  ],
  seeds: { public: 5, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
