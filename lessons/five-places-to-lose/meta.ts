import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'five-places-to-lose',
  number: 'B1',
  track: 'B',
  order: 1,
  minutes: 15,
  title: { en: 'Five places to lose a message', 'zh-cn': '消息会丢在哪' },
  question: { en: 'Where can a message vanish?', 'zh-cn': '一条消息可能在哪里消失？' },
  outcomes: [
    {
      en: 'Name the five places where a message waits, and what each of them forgets.',
      'zh-cn': '说得出消息停留的五个地方，以及每个地方在什么时候会失忆。',
    },
    {
      en: 'Say for a given design and a given crash whether something is lost, repeated, both or neither.',
      'zh-cn': '给出一套设计和一次故障，判断是丢、是重复、两样都有，还是都没有。',
    },
    {
      en: 'Build a way from button to cup on which a single failure loses nothing, and name its price.',
      'zh-cn': '搭出一条从下单到出杯的路，任何单一故障都不丢单，并说出代价。',
    },
  ],
  requires: ['step', 'acknowledgement', 'replica'],
  introduces: ['send-buffer', 'publisher-confirm', 'durability', 'flush', 'redelivery'],
  misconceptions: [
    {
      id: 'send-returned-is-safe',
      text: { en: 'send() returned, so the message is safe.', 'zh-cn': 'send() 返回了，消息就安全了。' },
      killedBy: 'predict-told',
    },
    {
      id: 'persistent-is-on-disk',
      text: {
        en: 'A persistent, confirmed message is on the disk.',
        'zh-cn': '持久消息一经确认，就已经在磁盘上了。',
      },
      killedBy: 'predict-power',
    },
    {
      id: 'crash-means-loss',
      text: {
        en: 'A crash either loses a message or does nothing to it.',
        'zh-cn': '崩溃要么弄丢消息，要么毫无影响。',
      },
      killedBy: 'task-matrix',
    },
  ],
  tasks: [
    { id: 'matrix', kind: 'P' },
    { id: 'repair', kind: 'R' },
  ],
  seeds: { public: 3, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
