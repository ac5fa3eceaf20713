/** What it means that a timer goes off, by the timer's name. */
import type { Bilingual } from '../../door.ts';

export const timerSentences = {
  'timer.heartbeat': {
    en: 'It is time for {node} to show that it is alive, and to look whether its peers do.',
    'zh-cn': '{node} 该表明自己还活着，并查看对端有没有动静。',
  },
  'timer.publish': {
    en: 'It is time for the application on {node} to publish its next message.',
    'zh-cn': '{node} 上的应用该发布下一条消息了。',
  },
  'timer.republish-pause': {
    en: '{node} has stood still long enough after a refusal and publishes again.',
    'zh-cn': '{node} 被拒绝后停够了时间，重新开始发布。',
  },
  'timer.confirm-timeout': {
    en: '{node} looks for publishes whose confirm is overdue.',
    'zh-cn': '{node} 检查有没有迟迟得不到确认的发布。',
  },
  'timer.handshake': {
    en: '{node} has waited long enough for an answer to its wish for a connection.',
    'zh-cn': '{node} 请求建立连接，等应答已等够时间。',
  },
  'timer.reconnect': {
    en: '{node} has waited after it lost its connection and tries again.',
    'zh-cn': '{node} 断线后等够了时间，再次连接。',
  },
  'timer.work': {
    en: 'The application on {node} has worked for as long as that takes.',
    'zh-cn': '{node} 上的应用处理完一条消息所需的时间到了。',
  },
  'timer.election': {
    en: '{node} has heard of no leader for as long as it waits, and asks for votes.',
    'zh-cn': '{node} 等到了时限，仍没有 leader 的消息，于是请求投票。',
  },
  'timer.net-tick': {
    en: '{node} looks which other nodes it still hears of (net_ticktime).',
    'zh-cn': '{node} 检查还有哪些节点有消息（net_ticktime）。',
  },
  'timer.queue-tick': {
    en: '{node} looks at what is due in its queues: messages that expire, queues that nobody uses, acknowledgements that are overdue.',
    'zh-cn': '{node} 检查队列里该做的事：过期的消息、无人使用的队列、迟迟不来的确认。',
  },
  'timer.failure-detector': {
    en: '{node} asks itself which other nodes have been silent for too long (aten.poll_interval).',
    'zh-cn': '{node} 检查有哪些节点沉默得太久（aten.poll_interval）。',
  },
  'timer.ping': {
    en: '{node} tries to reach the nodes that it has lost.',
    'zh-cn': '{node} 尝试联系失联的节点。',
  },
  'timer.raft-tick': {
    en: '{node} leads a quorum queue and looks whether its followers have everything.',
    'zh-cn': '{node} 是仲裁队列的 leader，检查 follower 是否都已跟上。',
  },
  'timer.restart': {
    en: '{node} has let go of what it had, and begins again with the data of the winning side.',
    'zh-cn': '{node} 已放弃自己的数据，以获胜一方的数据重新开始。',
  },
  'timer.pause-check': {
    en: '{node} is paused and looks whether it sees enough of the cluster again, as it does every second.',
    'zh-cn': '{node} 正在暂停，每秒检查一次是否又看到足够的集群成员。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
