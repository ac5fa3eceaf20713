import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'leaders-epochs-zombies',
  number: 'C7',
  track: 'C',
  order: 7,
  minutes: 20,
  title: { en: 'Leaders, epochs and zombies', 'zh-cn': '选主、任期与僵尸' },
  question: { en: 'Does the old leader know it is dead?', 'zh-cn': '旧的 leader 知道自己已经死了吗？' },
  outcomes: [
    {
      en: 'Say, for any moment after an election, who knows of the new leader and who does not.',
      'zh-cn': '说得出选举之后的任一时刻，谁已经知道新 leader，谁还不知道。',
    },
    {
      en: 'Make a zombie leader harmless, and bound the time that it costs.',
      'zh-cn': '让僵尸 leader 造不成损失，并把它耽误的时间控制住。',
    },
    {
      en: 'Explain what an epoch on every record is good for.',
      'zh-cn': '解释每条记录都带上任期有什么用。',
    },
  ],
  requires: ['step', 'replica', 'leader', 'acknowledgement', 'isr', 'high-watermark'],
  introduces: ['session', 'epoch', 'zombie', 'fencing', 'truncation'],
  misconceptions: [
    {
      id: 'notices-at-once',
      text: {
        en: 'The old leader notices at once that it has been replaced.',
        'zh-cn': '旧的 leader 一被换掉，马上就会知道。',
      },
      killedBy: 'task-learns',
    },
    {
      id: 'lease-is-enough',
      text: {
        en: 'A lock or a lease is enough: when it has run out, its holder stops.',
        'zh-cn': '有一把锁或一份租约就够了：到期之后，持有者自然就停了。',
      },
      killedBy: 'predict-door',
    },
    {
      id: 'follow-the-newest',
      text: {
        en: 'If each broker follows the newest leader, the logs agree and nothing is lost.',
        'zh-cn': '只要每台 broker 都跟随最新的 leader，日志就会一致，什么也不会丢。',
      },
      killedBy: 'find-cut',
    },
  ],
  tasks: [
    { id: 'learns', kind: 'D' },
    { id: 'repair', kind: 'R' },
  ],
  seeds: { public: 7, unseen: 20 },
  system: { name: 'kafka', version: '4.3' },
};
