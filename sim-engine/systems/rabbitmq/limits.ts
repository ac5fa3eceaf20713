/** What this room does not model, one sentence each. The evidence page and the lessons' "model limits" box read it. */
import { applicationLimits } from '../applicationLimits.ts';
import type { Bilingual } from '../door.ts';

export const limits: readonly Bilingual[] = [
  {
    en: 'One virtual host; users, permissions, plugins, frames and credit flow (a fast publisher is never slowed down by its queue) are not modelled; policies only where definitions are imported.',
    'zh-cn':
      '只有一个虚拟主机；没有模拟用户、权限、插件、帧与信用流控（队列不会让过快的发布者慢下来）；策略只在导入定义时使用。',
  },
  {
    en: 'Only AMQP 0-9-1; of AMQP 1.0, only what its outcomes mean for the delivery count of a quorum queue.',
    'zh-cn': '只有 AMQP 0-9-1；AMQP 1.0 只涉及其处理结果如何影响仲裁队列的投递计数。',
  },
  {
    en: 'What differs by version follows 3.10, 3.13, 4.0 and 4.3; versions between them behave as the one before.',
    'zh-cn': '版本差异按 3.10、3.13、4.0、4.3 区分；介于其间的版本等同于前一个。',
  },
  {
    en: 'In 4.0 the cluster uses Mnesia, the default up to 4.1; Khepri, the default since 4.2, comes with 4.3.',
    'zh-cn': '4.0 的集群使用 Mnesia（4.1 及以前的默认值）；4.2 起默认的 Khepri，这里从 4.3 开始。',
  },
  {
    en: 'Clients of a scenario declare nothing: everything is there when the run begins, and exclusive queues exist only in scripts.',
    'zh-cn': '场景中的客户端不声明任何东西：运行开始时一切都已存在；独占队列只出现在脚本里。',
  },
  {
    en: 'Since 4.0 a classic queue confirms in the step in which it writes; the real one gathers writes for up to a fifth of a second. What was written reaches the disk about every half minute, as with the defaults of Linux. Before 4.0 every persistent message is fsynced; 3.13 really does so only with its default queue version and for messages below 4 KiB.',
    'zh-cn':
      '4.0 起经典队列写入的同一步就确认，真实的队列会攒最多五分之一秒；写入的内容大约每半分钟落盘一次，与 Linux 的默认值相同。4.0 之前每条持久消息都会 fsync；真实的 3.13 只在默认队列版本且消息小于 4 KiB 时如此。',
  },
  {
    en: 'Nothing measures memory and disk: alarms are raised and cleared by command only, whatever vm_memory_high_watermark and disk_free_limit say.',
    'zh-cn': '不测量内存与磁盘：告警只能由命令发出和解除，与 vm_memory_high_watermark、disk_free_limit 无关。',
  },
  {
    en: 'The heartbeat of a connection is what its client asks for; a node has no value of its own to negotiate with, and no default prefetch for clients that set none.',
    'zh-cn': '连接的心跳以客户端的要求为准；节点没有可供协商的取值，也不为未设置预取数的客户端提供默认值。',
  },
  {
    en: 'Confirms are sent one by one, never several at once with "multiple".',
    'zh-cn': '确认总是逐条发送，不会用 multiple 一次确认多条。',
  },
  {
    en: 'Which deliveries of a quorum queue a client still sees while it closes channels one after the other is a race; the vector dispatch-05 shows one outcome and is not answered.',
    'zh-cn':
      '客户端逐个关闭通道时，还能看到仲裁队列的哪些投递取决于竞态；向量 dispatch-05 只是其中一种结果，因此不作答。',
  },
  {
    en: 'A dead letter leaves its queue and arrives in the next one in the same step, except where at-least-once makes it wait for confirms.',
    'zh-cn': '死信在同一步内离开原队列并到达目标队列；只有 at-least-once 时才会等待确认。',
  },
  {
    en: 'A message that a client publishes with an x-death header begins a new history in every version, as it does since 4.0; before, brokers went on counting.',
    'zh-cn':
      '客户端带着 x-death 头重新发布的消息，在所有版本中都从头计数，与 4.0 起的行为一致；此前的 broker 会接着计数。',
  },
  {
    en: 'At-least-once dead lettering does not limit how many letters are on their way at once.',
    'zh-cn': 'at-least-once 死信不限制同时在途的数量。',
  },
  {
    en: 'Quorum queues have no snapshots and no soft limit of commands; a consumer without a prefetch count has no limit, not 2,000.',
    'zh-cn': '仲裁队列没有快照与命令软上限；未设置预取数的消费者没有上限，而不是 2,000。',
  },
  {
    en: 'A publish that a full quorum queue (reject-publish) may have taken before it changed its leader is refused when the channel sends it again, although the queue may have it.',
    'zh-cn':
      '设为 reject-publish 的仲裁队列更换领导者后，通道重发的消息若可能已处理过，就回以 nack，即使队列其实已经收下它。',
  },
  {
    en: 'The prefetch limit of a whole channel (basic.qos with global) holds only for queues on the node of the channel; queues on other nodes do not know it.',
    'zh-cn': '整个通道共用的预取上限（带 global 的 basic.qos）只对通道所在节点上的队列有效，其他节点上的队列不知道它。',
  },
  {
    en: 'A channel does not stop while it waits for a queue on another node: what its client asks next is answered before an answer that is late.',
    'zh-cn': '通道等待其他节点上的队列答复时不会停下：客户端接下来的请求可能先得到答复。',
  },
  {
    en: 'A stream has one copy, whatever x-initial-cluster-size would say; when its node is gone, unconfirmed publishes are refused, and its readers are cancelled, or go on at a new node.',
    'zh-cn':
      '流只有一个副本，不支持 x-initial-cluster-size；所在节点失效时，未确认的发布会收到 nack，读取方随之被取消，或改由新节点继续。',
  },
  {
    en: 'Streams have no filters, no deduplication, no single active consumer and no super streams; each publish makes a chunk of its own.',
    'zh-cn': '流没有过滤、去重、单一活跃消费者与超级流；每次发布各成一个 chunk。',
  },
  {
    en: 'The single active consumer of a classic queue crashes in 3.10 as observed (issue 5460); for lack of observations, later versions never do.',
    'zh-cn': '经典队列的单一活跃消费者在 3.10 中会如实测那样崩溃（issue 5460）；后续版本缺少观测，视为不会。',
  },
  {
    en: 'When that queue has crashed, messages acknowledged shortly before come again in the real broker, because the acknowledgements were not on disk; here they stay acknowledged.',
    'zh-cn': '该队列崩溃后，真实 broker 中刚被确认的消息会再次出现，因为确认尚未落盘；这里它们保持已确认。',
  },
  {
    en: 'After a publish that found no majority, the real channel hangs for good: it does not send again when the partition has healed, and its socket is closed without a word; the simulated channel recovers.',
    'zh-cn': '发布没有找到多数成员之后，真实的通道永远卡住：分区愈合后不再重发，套接字被无声地关闭；模拟的通道会恢复。',
  },
  {
    en: 'A quorum queue counts subscriptions as consumers, and not whoever fetched a message with basic.get on a node that is gone, as the real one does.',
    'zh-cn': '仲裁队列只把订阅算作消费者；真实的队列还会算上在失效节点上用 basic.get 取过消息的一方。',
  },
  {
    en: 'A quorum queue takes back at once what consumers on an unreachable node hold; since 4.3 the real one waits for consumer-disconnected-timeout (60 s), and lets them go on when the node comes back within it.',
    'zh-cn':
      '节点失联时，仲裁队列立即收回其消费者持有的消息；4.3 起真实的队列要等到 consumer-disconnected-timeout（60 秒）之后才收回，节点在此之前恢复，消费者就接着处理。',
  },
  {
    en: 'While a mirrored queue waits for its old leader, whoever asks for it is told at once that the home node is down; the real broker lets it wait.',
    'zh-cn': '镜像队列等待旧 leader 期间，请求方会立即得知归属节点不可用；真实 broker 则让它等待。',
  },
  {
    en: 'Mirrors are synchronised in one step, autoheal losers restart after one second, and a node that starts again meets the others within a second; the real times depend on the amount of data.',
    'zh-cn': '镜像一步完成同步，autoheal 的败方一秒后重启，重新启动的节点一秒内与其他节点会合；真实用时取决于数据量。',
  },
  {
    en: 'A node of a cluster that starts without its disk stays outside: nobody joins it again, nor adds members to queues. Real nodes do so when peer discovery is configured and the cluster takes them back, with Khepri, or with Mnesia since 4.0.8; before, the cluster refuses (inconsistent_cluster).',
    'zh-cn':
      '集群节点丢了磁盘再启动，就一直留在集群之外：没有人把它重新加入，也没有人给队列补成员。真实的节点若配置了节点发现，而集群又肯收回它，就会自己加入：Khepri 肯，Mnesia 从 4.0.8 起肯；在此之前集群会拒绝（inconsistent_cluster）。',
  },
  {
    en: 'A partial partition (two nodes that miss each other and both see a third) is not noticed as one. Up to 3.13 real nodes ask the third: with pause_minority they pause until the whole cluster is back, otherwise they part from it as well.',
    'zh-cn':
      '部分网络分区（两个节点互相看不见，却都看得见第三个）不会被单独识别。3.13 及以前的真实节点会询问第三个节点：pause_minority 下暂停到整个集群恢复，否则连第三个节点也断开。',
  },
  ...applicationLimits,
];
