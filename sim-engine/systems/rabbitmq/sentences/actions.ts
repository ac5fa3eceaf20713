/** What an operator or a hand at the keyboard does to RabbitMQ. */
import type { Bilingual } from '../../door.ts';

export const actionSentences = {
  'action.publish': {
    en: 'The application on {producer} publishes one more message.',
    'zh-cn': '{producer} 上的应用再发布一条消息。',
  },
  'action.stopNode': { en: '{node} is asked to stop in order.', 'zh-cn': '要求 {node} 正常停止。' },
  'action.purgeQueue': {
    en: 'An operator purges {queue}: all ready messages go, what consumers hold stays.',
    'zh-cn': '运维清空 {queue}：就绪的消息全部删除，消费者手里的不动。',
  },
  'action.addBinding': {
    en: 'Binding {binding} of the scenario is made again.',
    'zh-cn': '重新建立场景中的绑定 {binding}。',
  },
  'action.deleteBinding': {
    en: 'Binding {binding} of the scenario is taken away. Whoever publishes is not told.',
    'zh-cn': '删除场景中的绑定 {binding}。发布者不会得到通知。',
  },
  'action.setMemoryAlarm': {
    en: '{node} runs short of memory.',
    'zh-cn': '{node} 内存不足。',
  },
  'action.clearMemoryAlarm': { en: '{node} has enough memory again.', 'zh-cn': '{node} 内存恢复充足。' },
  'action.setDiskAlarm': { en: '{node} runs short of disk space.', 'zh-cn': '{node} 磁盘空间不足。' },
  'action.clearDiskAlarm': { en: '{node} has enough disk space again.', 'zh-cn': '{node} 磁盘空间恢复充足。' },
  'action.transferLeader': {
    en: 'An operator asks for the leader of {queue} to move to {node}.',
    'zh-cn': '运维要求把 {queue} 的 leader 迁到 {node}。',
  },
  'action.syncMirror': {
    en: 'An operator has the mirrors of {queue} synchronised.',
    'zh-cn': '运维让 {queue} 的镜像同步。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
