/** What is still awaited before a run is at rest. */
import type { Bilingual } from '../../door.ts';

export const pendingSentences = {
  'pending.process': { en: '{node} is not running ({state}).', 'zh-cn': '{node} 没有运行（{state}）。' },
  'pending.publisher': {
    en: '{publisher} still has {count} {count|message|messages} to publish or without a confirm.',
    'zh-cn': '{publisher} 还有 {count} 条消息未发布或未得到确认。',
  },
  'pending.queue': {
    en: '{queue} still has {count} {count|message|messages} that {count|is|are} not acknowledged.',
    'zh-cn': '{queue} 还有 {count} 条消息没有被确认。',
  },
  'pending.dead-letter': {
    en: '{queue} keeps {count} dead {count|letter|letters} that no queue has confirmed.',
    'zh-cn': '{queue} 还留着 {count} 条没有任何队列确认的死信。',
  },
  'pending.consumer-work': {
    en: '{consumer} still works on {count} {count|message|messages}.',
    'zh-cn': '{consumer} 还在处理 {count} 条消息。',
  },
  'pending.consumer': {
    en: '{consumer} does not consume from {queue} yet.',
    'zh-cn': '{consumer} 还没有开始消费 {queue}。',
  },
  'pending.member': {
    en: 'The member of {queue} on {node} has not caught up with the leader.',
    'zh-cn': '{node} 上的 {queue} 成员还没有追上 leader。',
  },
  'pending.queue-leader': { en: '{queue} has no leader.', 'zh-cn': '{queue} 没有 leader。' },
  'pending.partition': {
    en: '{nodes} still take each other for gone, or are not healed.',
    'zh-cn': '{nodes} 之间的网络分区尚未愈合。',
  },
  'pending.paused': { en: '{node} is paused.', 'zh-cn': '{node} 处于暂停状态。' },
  'pending.alarm': { en: '{node} still has an alarm ({resource}).', 'zh-cn': '{node} 仍有告警（{resource}）。' },
  'pending.mirror': {
    en: 'The mirror of {queue} on {node} is not synchronised.',
    'zh-cn': '{node} 上的 {queue} 镜像尚未同步。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
