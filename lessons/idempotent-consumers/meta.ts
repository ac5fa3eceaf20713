import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'idempotent-consumers',
  number: 'B3',
  track: 'B',
  order: 3,
  minutes: 14,
  title: { en: 'Idempotent consumers', 'zh-cn': '幂等消费' },
  question: { en: 'What key makes a repeat harmless?', 'zh-cn': '用什么键去重，重复才没有害处？' },
  outcomes: [
    {
      en: 'Choose a key that all attempts at one thing have in common.',
      'zh-cn': '选出一个键，让同一件事的每次尝试都带着它。',
    },
    {
      en: 'Say what a crash between any two steps of a consumer repeats, and what it loses.',
      'zh-cn': '说出消费者在任意两步之间崩溃，会重复什么、丢掉什么。',
    },
    {
      en: 'Build a consumer whose effect happens once, however often its message comes.',
      'zh-cn': '做出一个消费者：消息来几次都行，效果只发生一次。',
    },
  ],
  requires: ['message', 'queue', 'producer', 'consumer', 'acknowledgement'],
  introduces: ['idempotence', 'deduplication', 'idempotency-key'],
  misconceptions: [
    {
      id: 'dedupe-on-message-id',
      text: {
        en: 'Whoever drops messages whose id was there before is safe from repeats.',
        'zh-cn': '按消息 ID 去重，就不怕重复了。',
      },
      killedBy: 'predict-again',
    },
    {
      id: 'check-then-act',
      text: {
        en: 'It is enough to note the key first and to work afterwards.',
        'zh-cn': '先把键记下来，再干活，就够了。',
      },
      killedBy: 'predict-apart',
    },
  ],
  tasks: [{ id: 'repair', kind: 'R' }],
  seeds: { public: 7, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
