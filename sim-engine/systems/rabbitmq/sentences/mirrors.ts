/** What is said of classic mirrored queues. */
import type { Bilingual } from '../../door.ts';

export const mirrorSentences = {
  'rabbit.mirror.replicated': {
    en: 'The mirror of {queue} on {node} has {value}.',
    'zh-cn': '{node} 上的 {queue} 镜像已有 {value}。',
  },
  'rabbit.mirror.promoted': {
    en: '{node} leads {queue} now: of the mirrors that have every message ({synchronised}) it is the oldest. What was unacknowledged is ready again, marked redelivered.',
    'zh-cn':
      '{node} 现在是 {queue} 的 leader：在拥有全部消息的镜像（{synchronised}）中，它加入得最早。未确认的消息重新就绪，带 redelivered 标记。',
  },
  'rabbit.mirror.promoted-unsynchronised': {
    en: '{node} leads {queue} now although it is not synchronised ({policy} is always): {missing} {missing|message|messages} that it never got {missing|is|are} lost, confirmed or not.',
    'zh-cn':
      '{node} 尚未同步，却成为 {queue} 的 leader（{policy} 为 always）：它从未收到的 {missing} 条消息就此丢失，不管有没有确认过。',
  },
  'rabbit.mirror.unavailable': {
    en: '{queue} has no synchronised mirror and waits for {node}, its old leader ({policy} is when-synced): nobody can use it meanwhile, but what was confirmed is not lost.',
    'zh-cn':
      '{queue} 没有已同步的镜像，只能等旧 leader {node} 回来（{policy} 为 when-synced）：这期间谁都用不了它，但已确认的消息不会丢。',
  },
  'rabbit.mirror.threw-away': {
    en: '{node} comes back and throws its copy of {queue} away ({count} {count|message|messages}): another node leads by now. What only this copy had is gone.',
    'zh-cn':
      '{node} 回来后扔掉自己的 {queue} 副本（{count} 条消息）：如今的 leader 是别的节点。只有这份副本拥有的消息就此消失。',
  },
  'rabbit.mirror.joined': {
    en: '{node} has an empty mirror of {queue} and gets what is published from now on. It is synchronised when the older messages are consumed, or when somebody synchronises it.',
    'zh-cn':
      '{node} 有了 {queue} 的空镜像，此后发布的消息它都会得到。等更早的消息被消费完，或有人执行同步，它才算已同步。',
  },
  'rabbit.mirror.synchronised': {
    en: 'The mirror of {queue} on {node} is synchronised: it has all {count} {count|message|messages}.',
    'zh-cn': '{node} 上的 {queue} 镜像已同步：全部 {count} 条消息都有了。',
  },
  'rabbit.mirror.confirmed-without': {
    en: '{leader} leads {queue}, gives up its mirror on {node} and confirms without it from now on: a mirror that is not seen does not count. If this is a partition, the other side does the same, and only one of the two will keep its word.',
    'zh-cn':
      '{leader} 是 {queue} 的 leader，它放弃 {node} 上的镜像，此后不等它就确认：看不到的镜像不算。如果这是网络分区，另一侧也会这样做，而最终只有一侧的确认算数。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
