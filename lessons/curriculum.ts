/**
 * The curriculum: every lesson that there is or will be, in the order in which they are to be taken, and what each builds on. Of
 * a lesson that is written, its number, its marks and what comes before it count here; its words are in its `meta`.
 */
import type { Track } from './curriculumSchema.ts';

export const CURRICULUM: readonly Track[] = [
  {
    id: '0',
    title: { en: 'Orientation', 'zh-cn': '入门' },
    question: { en: 'How do you read a run?', 'zh-cn': '一次运行该怎么读？' },
    lessons: [{ number: '00', after: [] }],
  },
  {
    id: 'A',
    title: { en: 'Why queues', 'zh-cn': '为什么要用队列' },
    question: { en: 'What does a queue between two services change?', 'zh-cn': '两个服务之间放一个队列，会改变什么？' },
    lessons: [
      {
        number: 'A1',
        after: ['00'],
        marks: ['team'],
        planned: {
          id: 'decoupling',
          title: { en: 'Decoupling', 'zh-cn': '解耦' },
          question: { en: 'Why put anything between two services?', 'zh-cn': '两个服务之间为什么要隔一层？' },
        },
      },
      {
        number: 'A2',
        after: ['A1'],
        planned: {
          id: 'async-moves-the-wait',
          title: { en: 'Async moves the wait', 'zh-cn': '异步：等待去了哪里' },
          question: { en: 'Who waits, and for what?', 'zh-cn': '谁在等，等的是什么？' },
        },
      },
      {
        number: 'A3',
        after: ['A2'],
        marks: ['team'],
        planned: {
          id: 'peak-shaving',
          title: { en: 'Peak shaving', 'zh-cn': '削峰填谷' },
          question: {
            en: 'How deep will the queue get, and when is it empty again?',
            'zh-cn': '队列会积到多深，什么时候才能清空？',
          },
        },
      },
      {
        number: 'A4',
        after: ['A3'],
        planned: {
          id: 'littles-law',
          title: { en: 'Little’s law and utilisation', 'zh-cn': '利特尔法则与利用率' },
          question: { en: 'Why does latency explode near 100 %?', 'zh-cn': '利用率接近 100% 时，延迟为什么会飙升？' },
        },
      },
      {
        number: 'A5',
        after: ['A1'],
        planned: {
          id: 'queue-or-topic',
          title: { en: 'Queue or topic', 'zh-cn': '点对点与发布订阅' },
          question: {
            en: 'Does a second consumer share the messages or copy them?',
            'zh-cn': '再加一个消费者，是分走一部分消息，还是各得一份？',
          },
        },
      },
      {
        number: 'A6',
        after: ['A5'],
        planned: {
          id: 'push-or-pull',
          title: { en: 'Push or pull', 'zh-cn': '推与拉' },
          question: { en: 'Who decides the pace?', 'zh-cn': '快慢由谁决定？' },
        },
      },
    ],
  },
  {
    id: 'B',
    title: { en: 'Delivery and correctness', 'zh-cn': '投递语义与正确性' },
    question: {
      en: 'What can happen to a message on its way, and who makes up for it?',
      'zh-cn': '消息在路上会出什么事，由谁来补救？',
    },
    lessons: [
      {
        number: 'B1',
        after: ['A2'],
        marks: ['team'],
        planned: {
          id: 'five-places-to-lose',
          title: { en: 'Five places to lose a message', 'zh-cn': '消息会丢在哪' },
          question: { en: 'Where can a message vanish?', 'zh-cn': '一条消息可能在哪里消失？' },
        },
      },
      {
        number: 'B2',
        after: ['B1'],
        marks: ['team'],
        planned: {
          id: 'delivery-guarantees',
          title: { en: 'At most once, at least once, exactly once', 'zh-cn': '至多一次、至少一次、恰好一次' },
          question: { en: 'Why can’t the network give exactly-once?', 'zh-cn': '网络为什么给不了“恰好一次”？' },
        },
      },
      {
        number: 'B3',
        after: ['B2'],
        planned: {
          id: 'idempotent-consumers',
          title: { en: 'Idempotent consumers', 'zh-cn': '幂等消费' },
          question: { en: 'What key makes a repeat harmless?', 'zh-cn': '用什么键去重，重复才没有害处？' },
        },
      },
      {
        number: 'B4',
        after: ['B3'],
        marks: ['team'],
        planned: {
          id: 'retries-and-dead-letters',
          title: { en: 'Retries and dead letters', 'zh-cn': '重试与死信' },
          question: { en: 'When is retrying harmful?', 'zh-cn': '什么时候重试反而有害？' },
        },
      },
      {
        number: 'B5',
        after: ['A5', 'B2'],
        marks: ['team'],
        planned: {
          id: 'ordering',
          title: { en: 'Ordering', 'zh-cn': '顺序消息' },
          question: { en: 'When is a FIFO queue out of order?', 'zh-cn': '先进先出的队列，什么时候会乱序？' },
        },
      },
      {
        number: 'B6',
        after: ['B3'],
        marks: ['team'],
        planned: {
          id: 'dual-write-and-outbox',
          title: { en: 'Dual write and outbox', 'zh-cn': '双写与本地消息表' },
          question: { en: 'How do the database and the queue agree?', 'zh-cn': '数据库和消息队列怎样保持一致？' },
        },
      },
      {
        number: 'B7',
        after: ['B6'],
        planned: {
          id: 'sagas',
          title: { en: 'Sagas and compensation', 'zh-cn': 'Saga 与补偿' },
          question: { en: 'What makes it consistent in the end?', 'zh-cn': '“最终一致”是靠什么做到的？' },
        },
      },
      {
        number: 'B8',
        after: ['B4'],
        planned: {
          id: 'delay-and-schedule',
          title: { en: 'Delay and schedule', 'zh-cn': '延迟与定时消息' },
          question: { en: 'How do you wait without losing the wait?', 'zh-cn': '怎样才能等下去，又不会把“等”弄丢？' },
        },
      },
      {
        number: 'B9',
        after: ['A3', 'A6'],
        marks: ['team'],
        planned: {
          id: 'back-pressure',
          title: { en: 'Back-pressure', 'zh-cn': '背压与流控' },
          question: { en: 'Who must slow down?', 'zh-cn': '该慢下来的是谁？' },
        },
      },
      {
        number: 'B-review',
        after: ['B5', 'B7', 'B8', 'B9'],
        marks: ['optional'],
        planned: {
          id: 'review-delivery',
          title: { en: 'Mixed review: delivery', 'zh-cn': '综合复习：投递' },
          question: {
            en: 'Which guarantee was broken, and by which step?',
            'zh-cn': '被打破的是哪一条保证，是哪一步打破的？',
          },
        },
      },
    ],
  },
  {
    id: 'C',
    title: { en: 'Inside a replicated log', 'zh-cn': '深入复制日志' },
    question: { en: 'How does a cluster keep what it has confirmed?', 'zh-cn': '集群怎样守住它确认过的东西？' },
    lessons: [
      {
        number: 'C1',
        after: ['A5'],
        planned: {
          id: 'log-or-queue',
          title: { en: 'Log or queue', 'zh-cn': '日志与队列' },
          question: { en: 'Does reading remove a message?', 'zh-cn': '读过的消息会消失吗？' },
        },
      },
      {
        number: 'C2',
        after: ['B5', 'C1'],
        marks: ['team'],
        planned: {
          id: 'partitions-and-keys',
          title: { en: 'Partitions and keys', 'zh-cn': '分区与键' },
          question: { en: 'What does one more partition cost?', 'zh-cn': '多一个分区要付出什么代价？' },
        },
      },
      {
        number: 'C3',
        after: ['A6', 'C2'],
        marks: ['team'],
        planned: {
          id: 'groups-and-rebalance',
          title: { en: 'Consumer groups and rebalance', 'zh-cn': '消费者组与再均衡' },
          question: { en: 'Why did adding consumers slow us down?', 'zh-cn': '加了消费者，为什么反而变慢？' },
        },
      },
      {
        number: 'C4',
        after: ['B2', 'C1'],
        planned: {
          id: 'offsets',
          title: { en: 'Offsets', 'zh-cn': '位点提交' },
          question: { en: 'What does the committed offset promise?', 'zh-cn': '提交过的位点保证了什么？' },
        },
      },
      {
        number: 'C5',
        after: ['B1'],
        marks: ['team'],
        planned: {
          id: 'durable-against-what',
          title: { en: 'Durable against which failure?', 'zh-cn': '刷盘与持久化' },
          question: { en: 'What exactly survived?', 'zh-cn': '到底有什么幸存下来？' },
        },
      },
      { number: 'C6', after: ['C5'], marks: ['team'] },
      { number: 'C7', after: ['C6'], marks: ['team'] },
      {
        number: 'C8',
        after: ['C4'],
        marks: ['second-wave'],
        planned: {
          id: 'retention-and-compaction',
          title: { en: 'Retention and compaction', 'zh-cn': '保留与压实' },
          question: { en: 'When does data really go away?', 'zh-cn': '数据什么时候才真正消失？' },
        },
      },
      {
        number: 'C9',
        after: ['B9', 'C2'],
        planned: {
          id: 'noisy-neighbours',
          title: { en: 'Noisy neighbours', 'zh-cn': '吵闹的邻居' },
          question: { en: 'Who pays for somebody else’s burst?', 'zh-cn': '别人的突发流量由谁买单？' },
        },
      },
      {
        number: 'C10',
        after: ['A4', 'C3', 'C4'],
        marks: ['team'],
        planned: {
          id: 'seeing-lag',
          title: { en: 'Seeing it: lag and friends', 'zh-cn': '可观测性与积压' },
          question: {
            en: 'Is a lag of 0 healthy? Is a lag of 10,000 bad?',
            'zh-cn': '积压为 0 就健康吗？积压一万就糟糕吗？',
          },
        },
      },
    ],
  },
  {
    id: 'D',
    title: { en: 'Systems', 'zh-cn': '各个系统' },
    question: {
      en: 'The same work, the same faults: how does each system behave?',
      'zh-cn': '同样的业务、同样的故障，各个系统有什么表现？',
    },
    lessons: [
      {
        number: 'K1',
        after: ['B2', 'C6'],
        marks: ['team'],
        planned: {
          id: 'kafka-producer',
          title: { en: 'Kafka: the producer’s path', 'zh-cn': 'Kafka：生产者的发送之路' },
          question: {
            en: 'What do acks, idempotence and min.insync.replicas each buy?',
            'zh-cn': 'acks、幂等和 min.insync.replicas 各换来了什么？',
          },
        },
      },
      {
        number: 'K2',
        after: ['B6', 'C4', 'K1'],
        planned: {
          id: 'kafka-transactions',
          title: { en: 'Kafka: transactions', 'zh-cn': 'Kafka：事务' },
          question: { en: 'What does Kafka’s exactly-once cover?', 'zh-cn': 'Kafka 的“恰好一次”管到哪里为止？' },
        },
      },
      {
        number: 'K3',
        after: ['C3', 'K1'],
        marks: ['second-wave'],
        planned: {
          id: 'kafka-share-groups',
          title: { en: 'Kafka: rebalance and share groups', 'zh-cn': 'Kafka：再均衡与共享组' },
          question: {
            en: 'When is parallelism not capped by the number of partitions?',
            'zh-cn': '什么时候并行度不受分区数限制？',
          },
        },
      },
      { number: 'R1', after: ['A5', 'B1'], marks: ['second-wave'] },
      { number: 'R2', after: ['B4', 'R1'], marks: ['team'] },
      {
        number: 'M1',
        after: ['C6'],
        marks: ['second-wave'],
        planned: {
          id: 'rocketmq-flush',
          title: { en: 'RocketMQ: store and flush', 'zh-cn': 'RocketMQ：存储与刷盘' },
          question: {
            en: 'What do the four modes of flushing and replicating survive?',
            'zh-cn': '刷盘与复制的四种组合，各经得起什么故障？',
          },
        },
      },
      {
        number: 'M2',
        after: ['B6'],
        marks: ['team'],
        planned: {
          id: 'rocketmq-transactions',
          title: { en: 'RocketMQ: half messages', 'zh-cn': 'RocketMQ：半消息与回查' },
          question: { en: 'Who decides about an undecided half message?', 'zh-cn': '悬而未决的半消息由谁裁定？' },
        },
      },
      {
        number: 'M3',
        after: ['B8', 'C2'],
        marks: ['second-wave'],
        planned: {
          id: 'rocketmq-order-and-timers',
          title: { en: 'RocketMQ: order, retries, timers', 'zh-cn': 'RocketMQ：顺序、重试与定时' },
          question: {
            en: 'Why did one bad order block a queue, or jump it?',
            'zh-cn': '一张坏订单为什么会堵住队列，又为什么会插队？',
          },
        },
      },
      {
        number: 'AM1',
        after: ['A6', 'B4'],
        planned: {
          id: 'activemq-prefetch',
          title: { en: 'ActiveMQ: prefetch and acks', 'zh-cn': 'ActiveMQ：预取与确认' },
          question: {
            en: 'Why is one consumer idle and another drowning?',
            'zh-cn': '为什么一个消费者闲着，另一个却被淹没？',
          },
        },
      },
      {
        number: 'Z1',
        after: ['A6', 'B2'],
        planned: {
          id: 'zeromq',
          title: { en: 'ZeroMQ: no broker', 'zh-cn': 'ZeroMQ：没有 broker' },
          question: { en: 'What do you lose without a broker?', 'zh-cn': '没有 broker，会失去什么？' },
        },
      },
      {
        number: 'MQ1',
        after: ['C4', 'M1'],
        planned: {
          id: 'metaq-to-rocketmq',
          title: { en: 'From MetaQ to RocketMQ', 'zh-cn': '从 MetaQ 到 RocketMQ' },
          question: {
            en: 'What changed from MetaQ to RocketMQ, and why?',
            'zh-cn': '从 MetaQ 到 RocketMQ 改了什么，为什么改？',
          },
        },
      },
      {
        number: 'X1',
        after: ['A5', 'B2'],
        marks: ['team'],
        planned: {
          id: 'redis-lists-and-pubsub',
          title: { en: 'Redis: lists and Pub/Sub', 'zh-cn': 'Redis：列表与 Pub/Sub' },
          question: { en: 'Which Redis “queue” loses what?', 'zh-cn': 'Redis 的几种“队列”各会丢什么？' },
        },
      },
      {
        number: 'X2',
        after: ['C4', 'X1'],
        marks: ['second-wave'],
        planned: {
          id: 'redis-streams',
          title: { en: 'Redis: streams', 'zh-cn': 'Redis：Streams' },
          question: { en: 'Who takes over a dead consumer’s messages?', 'zh-cn': '消费者死了，它手里的消息由谁接管？' },
        },
      },
      {
        number: 'S1',
        after: ['B6'],
        marks: ['team'],
        planned: {
          id: 'mysql-queue-and-cdc',
          title: { en: 'MySQL as a queue, and CDC', 'zh-cn': 'MySQL 当队列，以及 CDC' },
          question: {
            en: 'When is a table the right queue, and how does polling miss rows?',
            'zh-cn': '什么时候该用一张表当队列？轮询又怎么会漏行？',
          },
        },
      },
      {
        number: 'D-review',
        after: ['AM1', 'K1', 'M2', 'MQ1', 'R2', 'S1', 'X2', 'Z1'],
        marks: ['optional'],
        planned: {
          id: 'eight-systems',
          title: { en: 'Eight systems, one design', 'zh-cn': '八系统对照' },
          question: { en: 'Same design, same faults: who behaves how?', 'zh-cn': '同样的设计、同样的故障，谁会怎样？' },
        },
      },
    ],
  },
  {
    id: 'E',
    title: { en: 'Operating and incidents', 'zh-cn': '运维与故障处理' },
    question: {
      en: 'How do you keep it running, and what do you do when it does not?',
      'zh-cn': '怎样让它一直跑下去，跑不下去时又该怎么办？',
    },
    lessons: [
      {
        number: 'E1',
        after: ['A4', 'C2'],
        planned: {
          id: 'capacity-plan',
          title: { en: 'Capacity plan', 'zh-cn': '容量规划' },
          question: { en: 'How many partitions, consumers and disks?', 'zh-cn': '要多少分区、多少消费者、多少磁盘？' },
        },
      },
      {
        number: 'E2',
        after: ['C10'],
        marks: ['team'],
        planned: {
          id: 'backlog-rescue',
          title: { en: 'Backlog rescue', 'zh-cn': '消息积压' },
          question: {
            en: 'How do you drain faster without breaking order or the database?',
            'zh-cn': '怎样更快清空积压，又不打乱顺序、不压垮数据库？',
          },
        },
      },
      {
        number: 'E3',
        after: ['B4', 'C3', 'C7'],
        marks: ['second-wave', 'team'],
        planned: {
          id: 'change-without-loss',
          title: { en: 'Change without loss', 'zh-cn': '滚动升级与缩容' },
          question: { en: 'What can a planned restart lose?', 'zh-cn': '计划内的重启会丢什么？' },
        },
      },
      {
        number: 'E4',
        after: ['C7', 'C8'],
        marks: ['second-wave'],
        planned: {
          id: 'disaster-and-geo',
          title: { en: 'Disaster and distance', 'zh-cn': '容灾与异地' },
          question: { en: 'What do RPO and RTO cost?', 'zh-cn': 'RPO 和 RTO 要花多少代价？' },
        },
      },
      {
        number: 'E5',
        after: ['E2', 'E3'],
        marks: ['team'],
        planned: {
          id: 'game-day',
          title: { en: 'Game day', 'zh-cn': '故障演练' },
          question: { en: 'Can the team find it in time?', 'zh-cn': '团队能及时找到问题吗？' },
        },
      },
    ],
  },
  {
    id: 'F',
    title: { en: 'Interview', 'zh-cn': '面试' },
    question: { en: 'Can you promise only what your design keeps?', 'zh-cn': '你能做到只承诺设计守得住的东西吗？' },
    lessons: [
      {
        number: 'F1',
        after: ['B6', 'C4'],
        planned: {
          id: 'forty-five-minutes',
          title: { en: 'The 45 minutes', 'zh-cn': '45 分钟答题框架' },
          question: { en: 'What earns points?', 'zh-cn': '什么才能得分？' },
        },
      },
      {
        number: 'F2',
        after: ['F1', 'K1', 'M2', 'R2'],
        marks: ['second-wave'],
        planned: {
          id: 'choosing-a-system',
          title: { en: 'Choosing a system', 'zh-cn': '选型' },
          question: {
            en: 'Which of the eight, and what would change your mind?',
            'zh-cn': '八个里选哪个？什么会让你改主意？',
          },
        },
      },
      {
        number: 'F3',
        after: ['B4', 'F1'],
        marks: ['team'],
        planned: {
          id: 'notification-system',
          title: { en: 'Worked design: notifications', 'zh-cn': '设计详解：通知系统' },
          question: { en: 'How do guarantees become components?', 'zh-cn': '一条条保证怎样变成一个个组件？' },
        },
      },
      {
        number: 'F4',
        after: ['E1', 'E2', 'F2', 'F3'],
        marks: ['team'],
        planned: {
          id: 'full-mock',
          title: { en: 'Full mock interview', 'zh-cn': '模拟面试' },
          question: { en: 'Can you declare only what you can keep?', 'zh-cn': '你能做到只声明守得住的保证吗？' },
        },
      },
    ],
  },
];
