/** What an administrator or a hand at the keyboard does to Kafka. */
import type { Bilingual } from '../../door.ts';

export const actionSentences = {
  'action.electPreferred': {
    en: 'An administrator asks for the preferred leader of {topic}-{partition}.',
    'zh-cn': '管理员要求 {topic}-{partition} 选回首选 leader。',
  },
  'action.electLeader': {
    en: 'An administrator moves the leadership of {topic}-{partition} to {node}.',
    'zh-cn': '管理员把 {topic}-{partition} 的 leader 换成 {node}。',
  },
  'action.cleanShutdown': { en: '{node} is asked to shut down cleanly.', 'zh-cn': '要求 {node} 正常关闭。' },
  'action.send': {
    en: 'The application on {producer} sends one more record.',
    'zh-cn': '{producer} 上的应用再发送一条记录。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
