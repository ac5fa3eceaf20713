/** What is said of connections and channels. */
import type { Bilingual } from '../../door.ts';

export const channelSentences = {
  'rabbit.connection.opened': {
    en: '{client} has a connection to {node}. It begins with nothing: no channel, no consumer, no memory of what was unconfirmed.',
    'zh-cn': '{client} 与 {node} 建立连接。一切从头开始：没有通道、没有消费者，也不记得哪些未确认。',
  },
  'rabbit.connection.refused': {
    en: '{node} does not take the connection of {client}: {reason}.',
    'zh-cn': '{node} 不接受 {client} 的连接：{reason}。',
  },
  'rabbit.connection.closed': {
    en: 'The connection of {client} to {node} is closed ({reason}). Its channels end: what they held goes back to the queues, and confirms that were still to come never will.',
    'zh-cn': '{client} 与 {node} 的连接关闭（{reason}）。通道随之结束：持有的消息回到队列，尚未到来的确认永远不会来。',
  },
  'rabbit.connection.lost': {
    en: 'Nothing has come from {client} for two checks, {heartbeat} s apart: its connection is given up. It may be dead, slow or cut off; from here they look alike, and what it holds goes to others.',
    'zh-cn':
      '每 {heartbeat} 秒检查一次，连续两次都没有 {client} 的任何数据：放弃它的连接。它可能死了、慢了或断网了，从这里看都一样，而它持有的消息会交给别人。',
  },
  'rabbit.connection.blocked': {
    en: '{node} reads nothing more from {client}, because there is an alarm ({reason}) somewhere in the cluster. Consumers go on, so that the queues become shorter.',
    'zh-cn': '{node} 不再读取 {client}，因为集群里有告警（{reason}）。消费者照常工作，这样队列才会变短。',
  },
  'rabbit.connection.unblocked': {
    en: 'No alarm is left: {node} reads from {client} again. What was sent meanwhile is carried out now, late.',
    'zh-cn': '告警全部解除：{node} 恢复读取 {client}。这期间发出的内容现在才执行。',
  },
  'rabbit.channel.opened': { en: '{client} has a channel on {node}.', 'zh-cn': '{client} 在 {node} 上打开一个通道。' },
  'rabbit.channel.closed': {
    en: 'The channel of {client} is closed: {code} {text}. Everything that it held goes back to the queues.',
    'zh-cn': '{client} 的通道关闭：{code} {text}。它持有的消息全部回到队列。',
  },
  'rabbit.channel.connection-closed': {
    en: 'The fault is a hard one, so the whole connection of {client} is closed, with all its channels: {code} {text}.',
    'zh-cn': '这是严重错误，{client} 的整个连接连同所有通道一起关闭：{code} {text}。',
  },
  'rabbit.channel.timeout': {
    en: '{consumer} has not acknowledged {value} for {seconds} s (consumer_timeout): it is taken for stuck, and its channel is closed. If it only works slowly, somebody else now does the same work.',
    'zh-cn':
      '{consumer} 已有 {seconds} 秒没有确认 {value}（consumer_timeout）：被认为卡住了，通道关闭。如果它只是慢，现在就有别人在做同样的工作。',
  },
  'rabbit.channel.consumer-timeout': {
    en: '{consumer} has not acknowledged {value} for {seconds} s: since 4.3 a quorum queue cancels only this consumer, and its channel stays open.',
    'zh-cn': '{consumer} 已有 {seconds} 秒没有确认 {value}：4.3 起，仲裁队列只取消这个消费者，通道仍然打开。',
  },
  'rabbit.channel.stale-answer': {
    en: 'The channel to which {node} would answer is gone: nobody hears it.',
    'zh-cn': '{node} 要应答的通道已不存在：没有人听得到。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
