import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'replicas-isr-quorum',
  number: 'C6',
  track: 'C',
  order: 6,
  minutes: 15,
  title: { en: 'Replicas, ISR and quorum', 'zh-cn': '副本、ISR 与多数派' },
  question: { en: 'What does acks=all wait for?', 'zh-cn': 'acks=all 到底在等谁？' },
  outcomes: [
    {
      en: 'Say whom the leader waits for at any moment, and why that number changes.',
      'zh-cn': '说得出 leader 在任一时刻等的是谁，以及这个人数为什么会变。',
    },
    {
      en: 'Lose a confirmed record on three replicas, and make that impossible.',
      'zh-cn': '在三副本上弄丢一条已确认的记录，再让它不可能发生。',
    },
    { en: 'Name the price of safety in seconds of unavailability.', 'zh-cn': '用不可用的秒数说出安全的代价。' },
  ],
  requires: ['step', 'replica', 'leader', 'acknowledgement'],
  introduces: ['isr', 'high-watermark', 'min-insync-replicas', 'unclean-leader-election'],
  misconceptions: [
    {
      id: 'all-means-all',
      text: { en: 'acks=all waits for all replicas.', 'zh-cn': 'acks=all 等的是全部副本。' },
      killedBy: 'predict-fate',
    },
    {
      id: 'three-survive-two',
      text: { en: 'Three replicas survive any two failures.', 'zh-cn': '三副本经得起任意两次故障。' },
      killedBy: 'task-lose-one',
    },
  ],
  tasks: [
    { id: 'lose-one', kind: 'B' },
    { id: 'repair', kind: 'R' },
  ],
  seeds: { public: 6, unseen: 20 },
  system: { name: 'kafka', version: '4.3' },
};
