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
    en: 'The connection {connection} is closed. Its channels end: what they held goes back to the queues, and confirms that were still to come never will.',
    'zh-cn': '连接 {connection} 关闭。通道随之结束：持有的消息回到队列，尚未到来的确认永远不会来。',
  },
  'rabbit.connection.lost': {
    en: 'Nothing has come over the connection between {client} and {node} for two heartbeat intervals of {seconds} s: it is given up. The other end may be dead, slow or cut off; from here they look alike.',
    'zh-cn':
      '{client} 与 {node} 之间的连接已有两个心跳间隔（每个 {seconds} 秒）没有任何数据：放弃它。另一端可能死了、慢了或断网了，从这里看都一样。',
  },
  'rabbit.connection.blocked': {
    en: 'Nothing more is read from the connection {connection}, because there is an alarm ({reason}) somewhere in the cluster. Consumers go on, so that the queues become shorter.',
    'zh-cn': '不再读取连接 {connection}，因为集群里有告警（{reason}）。消费者照常工作，这样队列才会变短。',
  },
  'rabbit.connection.unblocked': {
    en: 'No alarm is left: the connection {connection} is read again. What was sent meanwhile is carried out now, late.',
    'zh-cn': '告警全部解除：恢复读取连接 {connection}。这期间发出的内容现在才执行。',
  },
  'rabbit.channel.opened': { en: '{client} has a channel on {node}.', 'zh-cn': '{client} 在 {node} 上打开一个通道。' },
  'rabbit.channel.closed': {
    en: 'Channel {channel} of {connection} is closed: {code} {text}. Everything that it held goes back to the queues.',
    'zh-cn': '{connection} 的通道 {channel} 关闭：{code} {text}。它持有的消息全部回到队列。',
  },
  'rabbit.connection.closed-by-fault': {
    en: 'The node closes the connection {connection} with all its channels: {code} {text}. What they held goes back to the queues.',
    'zh-cn': '节点关闭连接 {connection} 连同所有通道：{code} {text}。它们持有的消息回到队列。',
  },
  'rabbit.channel.timeout': {
    en: 'On channel {channel} of {connection} a delivery was not acknowledged within consumer_timeout: its consumer is taken for stuck, and the channel is closed. If it only works slowly, somebody else now does the same work.',
    'zh-cn':
      '{connection} 的通道 {channel} 上，有投递超过 consumer_timeout 仍未确认：消费者被认为卡住了，通道关闭。如果它只是慢，现在就有别人在做同样的工作。',
  },
  'rabbit.consumer.timeout': {
    en: '{consumer} has not acknowledged a delivery of {queue} within the timeout: since 4.3 a quorum queue cancels only this consumer, and its channel stays open.',
    'zh-cn': '{consumer} 没有在时限内确认 {queue} 的投递：4.3 起，仲裁队列只取消这个消费者，通道仍然打开。',
  },
  'rabbit.channel.sent-again': {
    en: '{queue} has a new leader: {connection} sends it {count} {count|request|requests} again that had no answer. They are late, not lost; what was carried out already is left out.',
    'zh-cn':
      '{queue} 有了新的 leader：{connection} 把没有得到答复的 {count} 个请求重发给它。只是迟到，没有丢；已执行过的会被略去。',
  },
  'rabbit.channel.stale-answer': {
    en: 'The channel to which {node} would answer is gone: nobody hears it.',
    'zh-cn': '{node} 要应答的通道已不存在：没有人听得到。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
