/** What nodes say of each other. */
import type { Bilingual } from '../../door.ts';

export const clusterSentences = {
  'start.cluster': {
    en: 'The cluster has just started: {brokers} {brokers|node|nodes}, and every exchange, queue and binding is declared. No client is connected yet.',
    'zh-cn': '集群刚刚启动：{brokers} 个节点，交换机、队列和绑定都已声明。还没有客户端连接。',
  },
  'rabbit.cluster.node-down': {
    en: '{by} does not see {node} any more. It may be dead or only cut off: from here they look alike.',
    'zh-cn': '{by} 看不到 {node} 了。它可能死了，也可能只是断网：从这里看都一样。',
  },
  'rabbit.cluster.node-up': { en: '{by} sees {node} again.', 'zh-cn': '{by} 又看到 {node} 了。' },
  'rabbit.cluster.partition': {
    en: '{by} finds that it was partitioned from {nodes}: each has seen the other go, and neither has restarted. What happened on the two sides does not fit together any more.',
    'zh-cn': '{by} 发现自己曾与 {nodes} 网络分区：各自都看到对方离开，又都没有重启。两侧发生的事已经对不上了。',
  },
  'rabbit.cluster.paused': {
    en: '{node} sees {visible} of {size} {size|node|nodes}, no majority, and pauses: its connections are closed, so that only the other side goes on.',
    'zh-cn': '{node} 只看到 {size} 个节点中的 {visible} 个，不是多数，于是暂停：关闭所有连接，只让另一侧继续。',
  },
  'rabbit.cluster.paused-all-down': {
    en: '{node} reaches none of {nodes} and pauses: its connections are closed.',
    'zh-cn': '{node} 联系不上 {nodes} 中的任何一个，于是暂停：关闭所有连接。',
  },
  'rabbit.cluster.resumed': {
    en: '{node} sees enough of the cluster again and serves clients. It takes over what the others did meanwhile.',
    'zh-cn': '{node} 重新看到足够的集群成员，恢复服务。这期间别人做的事，它全部接受。',
  },
  'rabbit.cluster.autoheal': {
    en: 'The partition is over, and autoheal decides for {winners}: the side with the most client connections wins, then the one with the most nodes. {losers} must restart, and messages that only that side had are lost, although they were confirmed.',
    'zh-cn':
      '网络分区结束，自动愈合（autoheal）判 {winners} 获胜：先比客户端连接数，再比节点数。{losers} 必须重启，只有这一侧拥有的消息就此丢失，尽管已经确认过。',
  },
  'rabbit.cluster.autoheal-restarts': {
    en: '{node} restarts as the loser of the autoheal: it gives up its copies of mirrored queues.',
    'zh-cn': '{node} 作为自动愈合的输家重启：放弃自己的镜像队列副本。',
  },
  'rabbit.cluster.split-stays': {
    en: 'The nodes see each other again, but with cluster_partition_handling={handling} nothing repairs this: {nodes} go on as separate clusters until somebody restarts one side, and loses what that side had.',
    'zh-cn':
      '节点又能看到彼此，但在 cluster_partition_handling={handling} 下没有什么会修复它：{nodes} 继续像几个集群一样各行其是，直到有人重启其中一侧，而那一侧独有的内容就丢了。',
  },
  'rabbit.cluster.queue-down': {
    en: '{queue} lives on {node}, which is down: nobody can read it, and what is published to it finds no queue. With mandatory it comes back; without, it is lost, although confirmed.',
    'zh-cn':
      '{queue} 在 {node} 上，而它停机了：没有人能读取，发往它的消息找不到队列。带 mandatory 的会退回；不带的就丢了，却照样得到确认。',
  },
  'rabbit.node.started': { en: '{node} is up and accepts connections.', 'zh-cn': '{node} 已启动，接受连接。' },
  'rabbit.node.blank': {
    en: '{node} starts without its disk, and no longer knows that it was in a cluster: it is an empty broker of its own that has no queues and none of the users. The others take it for down until somebody joins it to the cluster again.',
    'zh-cn':
      '{node} 启动时磁盘是空的，不再知道自己属于哪个集群：它成了一个独立的空 broker，没有队列，也没有原来的用户。在有人把它重新加入集群之前，其他节点一直当它停机。',
  },
  'rabbit.node.stopped': {
    en: '{node} is stopped in order: its clients are told, and it writes down what is durable.',
    'zh-cn': '{node} 正常停止：客户端得到通知，它把持久的内容写盘。',
  },
  'rabbit.node.recovered': {
    en: '{node} reads back what is durable: {queues} {queues|queue|queues} with {messages} {messages|message|messages}.',
    'zh-cn': '{node} 读回持久的内容：{queues} 个队列，{messages} 条消息。',
  },
  'rabbit.node.transient-gone': {
    en: '{messages} {messages|message|messages} of {node} {messages|was|were} not persistent, or not in a durable queue: a confirm for {messages|it|them} never promised more than memory.',
    'zh-cn': '{node} 上有 {messages} 条消息丢失，它们不是持久消息，或不在持久队列里：对它们的确认从来只保证到内存。',
  },
  'rabbit.node.unflushed-gone': {
    en: '{node} had not written {messages} {messages|message|messages} to disk yet: {messages|it is|they are} lost. Before 4.0 none of them was confirmed; since then a confirm of a classic queue does not wait for the disk.',
    'zh-cn':
      '{node} 还有 {messages} 条消息没有写盘，就此丢失。4.0 之前，它们都没有确认过；4.0 起，经典队列的确认不等落盘。',
  },
  'rabbit.alarm.raised': {
    en: '{node} raises an alarm for {resource}: too little is left. All nodes of the cluster stop reading from connections that publish.',
    'zh-cn': '{node} 发出 {resource} 告警：资源不足。集群的所有节点都停止读取发布消息的连接。',
  },
  'rabbit.alarm.cleared': {
    en: 'The alarm for {resource} on {node} is over. Publishers go on when no other alarm is left.',
    'zh-cn': '{node} 的 {resource} 告警解除。没有其他告警时，发布者就可以继续。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
