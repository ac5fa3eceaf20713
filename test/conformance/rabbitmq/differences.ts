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
    script: 'requeue-two-consumers-quorum',
    why: {
      en: 'The channel gives back to the queue consumer by consumer, one command each; the simulated channel gives all back at once, in the order of the deliveries.',
      'zh-cn': '通道按消费者逐个退回，每个消费者一条命令；模拟的通道按投递顺序一次全部退回。',
    },
  },
  {
    script: 'recover-two-consumers-classic',
    why: {
      en: 'The channel gives back consumer by consumer, and the queue may serve in between; the simulated channel gives all back at once.',
      'zh-cn': '通道按消费者逐个退回，队列可能在其间投递；模拟的通道一次全部退回。',
    },
  },
  {
    script: 'recover-two-consumers-quorum',
    why: {
      en: 'The channel gives back consumer by consumer, and the queue may serve in between; the simulated channel gives all back at once.',
      'zh-cn': '通道按消费者逐个退回，队列可能在其间投递；模拟的通道一次全部退回。',
    },
  },
  {
    script: 'get-between-deliveries-quorum',
    why: {
      en: 'What basic.get fetched is given back before what consumers hold; the simulated channel goes by the order of the deliveries.',
      'zh-cn': 'basic.get 取走的先于消费者持有的退回；模拟的通道按投递顺序退回。',
    },
  },
  {
    script: 'expired-behind-a-head-classic',
    why: {
      en: 'A message that has expired dies as soon as it is at the head, also in the middle of a step; the simulated queue hands it out when a live head is delivered in the same step.',
      'zh-cn':
        '过期消息一到队首就会死亡，哪怕在同一步之中；模拟的队列在同一步内投递完未过期的队首后，会把它也投递出去。',
    },
  },
  {
    script: 'expired-behind-a-head-quorum',
    why: {
      en: 'A message that has expired dies as soon as it is at the head, also in the middle of a step; the simulated queue hands it out when a live head is delivered in the same step.',
      'zh-cn':
        '过期消息一到队首就会死亡，哪怕在同一步之中；模拟的队列在同一步内投递完未过期的队首后，会把它也投递出去。',
    },
  },
  {
    script: 'single-active-get-quorum',
    why: {
      en: 'The real broker answers 405 to every basic.get on such a queue; the simulated one hands a message out.',
      'zh-cn': '真实 broker 对这种队列的 basic.get 一律回以 405；模拟的队列会交出消息。',
    },
  },
  {
    script: 'single-active-consumer-priority-quorum',
    why: {
      en: 'Before 4.0 the next active consumer of a quorum queue is the one that registered next; the simulated queue looks at priorities.',
      'zh-cn': '4.0 之前，仲裁队列的下一个活跃消费者是其次注册的那个；模拟的队列却看优先级。',
    },
  },
  {
    script: 'blind-copy-of-the-own-key',
    why: {
      en: 'The simulated x-death leaves out a routing key that is also in BCC.',
      'zh-cn': '模拟的 x-death 会漏掉同时出现在 BCC 中的路由键。',
    },
  },
  {
    script: 'overflow-quorum-soft-limit-5',
    why: {
      en: 'Publishers may go on at four fifths of the limit; the simulated queue lets them go on only below.',
      'zh-cn': '降到上限的五分之四时发布者就可以继续；模拟的队列要再低一条才允许。',
    },
  },
  {
    script: 'overflow-quorum-soft-limit-10',
    why: {
      en: 'Publishers may go on at four fifths of the limit; the simulated queue lets them go on only below.',
      'zh-cn': '降到上限的五分之四时发布者就可以继续；模拟的队列要再低一条才允许。',
    },
  },
  {
    script: 'dead-letter-meets-its-original',
    why: {
      en: 'A message reaches all its classic queues before one of them makes a dead letter of it; in the simulation the dead letter can overtake the original.',
      'zh-cn': '消息先到达它的全部经典队列，然后才有队列把它变成死信；模拟中死信可能赶在原消息之前。',
    },
  },
  {
    script: 'dead-letter-into-a-full-quorum-queue',
    why: {
      en: 'Nobody may publish to a full quorum queue with reject-publish, but dead letters (at-most-once) are taken; the simulated queue refuses them, and they are lost.',
      'zh-cn':
        '设为 reject-publish 的仲裁队列满了之后拒绝发布，但 at-most-once 的死信照收；模拟的队列会拒收，死信因此丢失。',
    },
  },
  {
    script: 'quorum-delivery-limit-credit',
    why: {
      en: 'In 3.10 a message that dies of the delivery limit frees two places of its consumer, so that it holds more than its prefetch; the simulated queue frees one.',
      'zh-cn': '3.10 中，因投递上限而死的消息会让消费者空出两个位置，于是它持有的超过预取数；模拟的队列只空出一个。',
    },
  },
  {
    script: 'prefetch-channel-taken-back',
    why: {
      en: 'basic.qos without global takes the limit of the whole channel away; the simulated channel keeps it.',
      'zh-cn': '不带 global 的 basic.qos 会取消整个通道的上限；模拟的通道仍保留它。',
    },
  },
  {
    script: 'dead-letters-that-wait-count-in-bytes',
    why: {
      en: 'Dead letters that wait for their confirm count in bytes, too; the simulated queue counts only their number.',
      'zh-cn': '等待确认的死信也计入字节数；模拟的队列只计条数。',
    },
  },
  {
    script: 'turns-after-an-acknowledgement-quorum',
    why: {
      en: 'A consumer of a quorum queue whose prefetch is full stands at the end when it is free again; the simulated one keeps its place.',
      'zh-cn': '仲裁队列中预取已满的消费者，空出位置后排到末尾；模拟的消费者保留原来的位置。',
    },
  },
];
