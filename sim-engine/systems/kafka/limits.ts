/** What this room does not model, one sentence each. The evidence page and the lessons' "model limits" box read it. */
import { applicationLimits } from '../applicationLimits.ts';
import type { Bilingual } from '../door.ts';

export const limits: readonly Bilingual[] = [
  {
    en: 'The controller is one reliable process with a durable log, not a KRaft quorum: it can crash, pause and be cut off, but never disagrees with itself.',
    'zh-cn': '控制器是一个日志持久化的单进程，而不是 KRaft 仲裁组：它会崩溃、暂停、断网，但不会自相矛盾。',
  },
  {
    en: 'Transactions, and with them read_committed, are not modelled; idempotent producers are.',
    'zh-cn': '没有模拟事务（因而也没有 read_committed）；幂等生产者已模拟。',
  },
  {
    en: 'Consumer groups use the classic protocol, eager, with the range and round-robin assignors; KIP-848, cooperative rebalancing and share groups are not modelled.',
    'zh-cn': '消费者组只有经典协议（eager）与 range、round-robin 分配器；没有 KIP-848、协作式再均衡与共享组。',
  },
  {
    en: '__consumer_offsets has one partition instead of 50, so one broker coordinates every group.',
    'zh-cn': '__consumer_offsets 只有 1 个分区而不是 50 个，因此所有消费者组由同一个 broker 协调。',
  },
  {
    en: 'Logs have no segments: nothing is deleted by retention or compaction, and the log start offset stays at zero.',
    'zh-cn': '日志没有分段：不会因保留策略或压实而删除数据，日志起始偏移量始终为 0。',
  },
  {
    en: 'The operating system never writes page cache back by itself: losing power loses everything that was not flushed, the worst case that is allowed.',
    'zh-cn': '操作系统不会自行回写页缓存：断电会丢失所有未刷盘的数据，即允许范围内的最坏情况。',
  },
  {
    en: 'A follower uses one fetcher per leader and full fetches; fetch sessions, throttling and fetch from followers (KIP-392) are not modelled.',
    'zh-cn': '每个 leader 只有一个拉取线程，且总是完整拉取；没有 fetch session、限流与从 follower 读取（KIP-392）。',
  },
  {
    en: 'A fetch has no upper limit in bytes: an answer is full at 64 batches per partition. A consumer that is ahead of the high watermark, as after a change of leader, has its fetch held; a real leader answers it at once, with nothing, until the watermark has passed it.',
    'zh-cn':
      '拉取没有字节上限：每个分区一次最多应答 64 个批次。消费位置超过高水位时（比如刚换过 leader），拉取请求在这里会挂起；真实的 leader 则立刻以空结果应答，如此反复，直到高水位追上来。',
  },
  {
    en: 'Reassignment of replicas, adding partitions and creating topics during a run are not modelled; leadership can be moved by hand.',
    'zh-cn': '运行中不能迁移副本、增加分区或新建主题；可以手动切换 leader。',
  },
  {
    en: 'Messages take time to travel but no bandwidth: size decides batching, not speed.',
    'zh-cn': '消息传输只有时延、不占带宽：大小只影响攒批，不影响速度。',
  },
  {
    en: 'Two machines share one connection: whoever closes it after a timeout gives up everything that is on its way between them.',
    'zh-cn': '两台机器之间只有一条连接：一方因超时关闭它，就放弃了两者之间所有在途的消息。',
  },
  {
    en: 'A broker waits for an answer of the controller until its connection ends, without a timeout of its own; meanwhile it sends no heartbeat and is fenced.',
    'zh-cn': 'broker 等待控制器应答时没有自己的超时，一直等到连接断开；这期间它不发心跳，因而会被隔离。',
  },
  {
    en: 'A controlled shutdown ends as soon as the broker leads nothing, without waiting until every other broker has learned of the new leaders.',
    'zh-cn': '受控关闭在 broker 不再领导任何分区时立即结束，不会等到其他 broker 都得知新的 leader。',
  },
  {
    en: 'A new group coordinator tells the offsets at the end of its log at once, even those that are not committed there yet.',
    'zh-cn': '新的组协调器会立即使用其日志末尾的偏移量记录，即使这些记录在那里尚未提交。',
  },
  ...applicationLimits,
];
