/** Scripts whose history on simulated nodes is not the recorded one, each with the reason. */
import type { Bilingual } from '../../../sim-engine/systems/door.ts';

export interface Difference {
  readonly script: string;
  readonly why: Bilingual;
}

const HANGS: Bilingual = {
  en: 'After a publish that found no majority, the real channel hangs for good: it does not send again when the partition has healed, and its socket is closed without a word; the simulated channel recovers.',
  'zh-cn': '发布没有找到多数成员之后，真实的通道永远卡住：分区愈合后不再重发，套接字被无声地关闭；模拟的通道会恢复。',
};

export const differences: readonly Difference[] = [
  {
    script: 'single-active-consumer-cancel-classic',
    why: {
      en: 'After the crash of the queue (issue 5460) the real broker has the two acknowledged messages again, because their acknowledgements were not on disk; the simulated queue does not forget an acknowledgement.',
      'zh-cn':
        '队列崩溃（issue 5460）之后，真实 broker 中两条已确认的消息又出现了，因为确认尚未落盘；模拟的队列不会忘记确认。',
    },
  },
  {
    script: 'cluster-quorum-leader-killed',
    why: {
      en: 'A real quorum queue still counts as a consumer whoever fetched a message with basic.get on a node that is gone; the simulated queue counts subscriptions only.',
      'zh-cn': '真实的仲裁队列仍把失效节点上用 basic.get 取过消息的一方算作消费者；模拟的队列只数订阅。',
    },
  },
  {
    script: 'cluster-mirror-unsynchronised-when-synced',
    why: {
      en: 'While a mirrored queue waits for its old leader, the real broker lets whoever asks for it wait; the simulated node answers at once that the home node is down.',
      'zh-cn': '镜像队列等待旧 leader 期间，真实 broker 让请求方一直等待；模拟的节点立即答复归属节点不可用。',
    },
  },
  {
    script: 'cluster-partition-ignore',
    why: HANGS,
  },
  {
    script: 'cluster-partition-autoheal',
    why: HANGS,
  },
  {
    script: 'cluster-partition-autoheal-minority-wins',
    why: HANGS,
  },
  {
    script: 'quorum-delivery-limit-credit',
    why: {
      en: 'In 3.10 a message that dies of the delivery limit frees two places of its consumer, so that it holds more than its prefetch; the simulated queue frees one.',
      'zh-cn': '3.10 中，因投递上限而死的消息会让消费者空出两个位置，于是它持有的超过预取数；模拟的队列只空出一个。',
    },
  },
];
