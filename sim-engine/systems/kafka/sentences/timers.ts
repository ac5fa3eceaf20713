/** What it means that a timer goes off, by the timer's name. */
import type { Bilingual } from '../../door.ts';

export const timerSentences = {
  'timer.application': {
    en: 'It is time for the application on {node} to send its next record.',
    'zh-cn': '{node} 上的应用该发送下一条记录了。',
  },
  'timer.sender': {
    en: 'The sender of {node} looks at what is due: a batch whose linger.ms is over, a retry, a deadline.',
    'zh-cn': '{node} 的发送线程检查该做的事：linger.ms 到期的批次、重试、截止时间。',
  },
  'timer.requests': {
    en: 'The client on {node} looks for requests that have waited too long for an answer.',
    'zh-cn': '{node} 上的客户端检查有没有等待应答过久的请求。',
  },
  'timer.timeouts': {
    en: 'The client on {node} looks for requests that have waited too long for an answer.',
    'zh-cn': '{node} 上的客户端检查有没有等待应答过久的请求。',
  },
  'timer.client': {
    en: 'The client on {node} looks at what is due: a heartbeat, a poll, a commit, a retry.',
    'zh-cn': '{node} 上的客户端检查该做的事：心跳、拉取、提交、重试。',
  },
  'timer.work': {
    en: 'The application on {node} has worked on a record for as long as that takes.',
    'zh-cn': '{node} 上的应用处理完一条记录所需的时间到了。',
  },
  'timer.heartbeat': {
    en: 'It is time for {node} to tell the controller that it is alive.',
    'zh-cn': '{node} 该告诉控制器自己还活着了。',
  },
  'timer.register': { en: '{node} asks again to be registered.', 'zh-cn': '{node} 再次请求注册。' },
  'timer.metadata-retry': {
    en: '{node} tries again to reach the controller.',
    'zh-cn': '{node} 再次尝试联系控制器。',
  },
  'timer.isr-check': {
    en: 'Every half replica.lag.time.max.ms {node} looks whether a replica has fallen behind for too long.',
    'zh-cn': '每隔半个 replica.lag.time.max.ms，{node} 检查一次有没有副本落后太久。',
  },
  'timer.checkpoint': {
    en: '{node} writes its high watermarks to disk, as it does every few seconds.',
    'zh-cn': '{node} 把高水位写到磁盘，每隔几秒一次。',
  },
  'timer.fetch-wait': {
    en: 'A fetch has waited on {node} for as long as it may: it is answered with what there is, however little.',
    'zh-cn': '一个拉取请求在 {node} 上等到了时限：有多少答多少，没有也要应答。',
  },
  'timer.fetch-backoff': {
    en: '{node} has waited after a failed fetch and may fetch again.',
    'zh-cn': '{node} 在拉取失败后等够了时间，可以再次拉取。',
  },
  'timer.produce-timeout': {
    en: 'A write with acks=all has waited on {node} for its whole request timeout.',
    'zh-cn': '一个 acks=all 的写入在 {node} 上等到了请求超时。',
  },
  'timer.alter-partition-retry': {
    en: '{node} asks the controller again for a change of an ISR.',
    'zh-cn': '{node} 再次向控制器请求修改 ISR。',
  },
  'timer.coordinator': {
    en: 'A deadline of a consumer group has come on its coordinator {node}.',
    'zh-cn': '协调者 {node} 上，某个消费者组的时限到了。',
  },
  'timer.session': {
    en: 'The controller looks whether a broker has been silent for broker.session.timeout.ms.',
    'zh-cn': '控制器检查有没有 broker 沉默超过 broker.session.timeout.ms。',
  },
  'timer.preferred-election': {
    en: 'The controller looks whether preferred leaders should lead again, as it does every few minutes.',
    'zh-cn': '控制器检查是否该让首选 leader 重新担任，每隔几分钟一次。',
  },
  'timer.unclean-election': {
    en: 'The controller looks for partitions without a leader that allow an unclean election.',
    'zh-cn': '控制器查找没有 leader 且允许 unclean 选举的分区。',
  },
} as const satisfies Record<string, Bilingual>;
