/** What brokers and the controller say of their steps. */
import type { Bilingual } from '../../door.ts';

export const brokerSentences = {
  'kafka.broker.appended': {
    en: '{broker} appends {values} to {partition} at offset {offset}. The record is in its log, but not yet committed: that takes every in-sync replica.',
    'zh-cn':
      '{broker} 把 {values} 追加到 {partition} 的偏移量 {offset}。记录已在它的日志里，但尚未提交：要等所有同步副本都有它。',
  },
  'kafka.broker.refused-append': {
    en: '{broker} refuses the batch for {partition}: {error}. Nothing was appended.',
    'zh-cn': '{broker} 拒绝写入 {partition}：{error}。没有追加任何记录。',
  },
  'kafka.broker.duplicate-sequence': {
    en: '{broker} has this batch of {partition} already, at offset {offset}: the producer id and sequence say so. It answers as before and appends nothing.',
    'zh-cn':
      '{broker} 的 {partition} 里已有这一批（偏移量 {offset}）：生产者 ID 与序号说明了这一点。它照旧应答，不再追加。',
  },
  'kafka.broker.high-watermark': {
    en: 'Every replica that counts has offset {to} of {partition}, so the high watermark on {broker} moves from {from} to {to}: what lies below is committed and consumers may read it.',
    'zh-cn':
      '需要等待的副本都已到达 {partition} 的偏移量 {to}，{broker} 上的高水位从 {from} 升到 {to}：它之前的记录已提交，消费者可以读取。',
  },
  'kafka.broker.replicated': {
    en: '{broker} copies {values} from {leader} into {partition}; its log now ends at {endOffset}.',
    'zh-cn': '{broker} 从 {leader} 复制 {values} 到 {partition}；它的日志末端现在是 {endOffset}。',
  },
  'kafka.broker.became-leader': {
    en: '{broker} takes over as leader of {partition} in epoch {epoch}. Its log ends at {offset}; its high watermark is {highWatermark} until the in-sync replicas have fetched from it.',
    'zh-cn':
      '{broker} 成为 {partition} 的 leader，epoch 为 {epoch}。它的日志末端是 {offset}；同步副本还没来拉取时，高水位停在 {highWatermark}。',
  },
  'kafka.broker.became-follower': {
    en: '{broker} follows {leader} for {partition} from now on (epoch {epoch}). It asks where their logs part before it takes new records.',
    'zh-cn':
      '{broker} 从现在起跟随 {leader} 复制 {partition}（epoch {epoch}）。接收新记录前，它先问清两份日志从哪里开始不同。',
  },
  'kafka.broker.became-follower-by-mark': {
    en: '{broker} follows {leader} for {partition} from now on (epoch {epoch}). It does not ask where their logs part: it goes by its own high watermark.',
    'zh-cn':
      '{broker} 从现在起跟随 {leader} 复制 {partition}（epoch {epoch}）。它不问两份日志从哪里开始不同，只看自己的高水位。',
  },
  'kafka.broker.leaderless': {
    en: '{broker} learns that {partition} has no leader (epoch {epoch}): nobody can write to it or read from it.',
    'zh-cn': '{broker} 得知 {partition} 没有 leader（epoch {epoch}）：谁都不能读写它。',
  },
  'kafka.broker.truncated': {
    en: '{broker} cuts its copy of {partition} from {from} back to {to}: {count} {count|record|records} that its leader does not have {count|is|are} gone from it.',
    'zh-cn': '{broker} 把 {partition} 的副本从 {from} 截断到 {to}：leader 没有的 {count} 条记录从它这里消失了。',
  },
  'kafka.broker.truncated-to-mark': {
    en: '{broker} cuts its copy of {partition} from {from} back to {to}, its own high watermark, whatever its leader has.',
    'zh-cn': '{broker} 不管 leader 有什么，把 {partition} 的副本从 {from} 截断到自己的高水位 {to}。',
  },
  'kafka.broker.diverging': {
    en: '{leader} answers that its log and the one of {broker} part ways after epoch {divergingEpoch}, which ends at {endOffset} there; {broker} cuts {partition} back to {to}.',
    'zh-cn':
      '{leader} 回答：两份日志在 epoch {divergingEpoch} 之后分叉，该 epoch 在它那里止于 {endOffset}；{broker} 把 {partition} 截断到 {to}。',
  },
  'kafka.broker.fetch-fenced': {
    en: '{leader} refuses the fetch of {broker} for {partition}: its epoch {epoch} is over. {broker} waits for newer metadata.',
    'zh-cn': '{leader} 拒绝 {broker} 对 {partition} 的拉取：epoch {epoch} 已经过时。{broker} 等待新的元数据。',
  },
  'kafka.broker.fetch-held': {
    en: '{broker} has {bytes} {bytes|byte|bytes} for {reader}, which asks for at least {minBytes}: it holds the fetch until there are as many, or until the wait is over.',
    'zh-cn':
      '{broker} 手头有 {bytes} 字节可以给 {reader}，而它要求至少 {minBytes} 字节：请求先挂起，直到凑够，或等到时限。',
  },
  'kafka.broker.fetch-failed': {
    en: 'The fetch of {broker} for {partition} fails at {leader}: {error}. It tries again after replica.fetch.backoff.ms.',
    'zh-cn': '{broker} 向 {leader} 拉取 {partition} 失败：{error}。等待 replica.fetch.backoff.ms 后重试。',
  },
  'kafka.broker.isr-expand': {
    en: '{follower} has reached offset {offset} of {partition}, not below the high watermark {highWatermark}: {broker} asks the controller to let it into the ISR.',
    'zh-cn':
      '{follower} 已追到 {partition} 的偏移量 {offset}，不低于高水位 {highWatermark}：{broker} 请求控制器把它加入 ISR。',
  },
  'kafka.broker.isr-shrink': {
    en: '{followers} has not caught up with {partition} for replica.lag.time.max.ms: {broker} asks the controller to take it out of the ISR, so that acks=all need not wait for it.',
    'zh-cn':
      '{followers} 超过 replica.lag.time.max.ms 没有追上 {partition}：{broker} 请求控制器把它移出 ISR，这样 acks=all 不必再等它。',
  },
  'kafka.broker.isr-refused': {
    en: 'The controller refuses the new ISR of {partition}: {error}. The old one stays.',
    'zh-cn': '控制器拒绝 {partition} 的新 ISR：{error}。保持原样。',
  },
  'kafka.broker.registered': {
    en: '{broker} is registered under broker epoch {epoch}. It stays fenced until it has caught up with the metadata log.',
    'zh-cn': '{broker} 已注册，broker epoch 为 {epoch}。追上元数据日志之前，它一直处于隔离（fenced）状态。',
  },
  'kafka.broker.registration-refused': {
    en: 'The controller does not register {broker} yet: {error}. The session of its earlier life has to run out first.',
    'zh-cn': '控制器暂不接受 {broker} 的注册：{error}。它上一次运行的会话必须先过期。',
  },
  'kafka.broker.recovered': {
    en: '{broker} reads {partition} back from its disk: the log ends at {endOffset}, the high watermark was last written down as {highWatermark}.',
    'zh-cn': '{broker} 从磁盘读回 {partition}：日志末端是 {endOffset}，最近一次记下的高水位是 {highWatermark}。',
  },
  'kafka.broker.shut-down': {
    en: '{broker} leads nothing any more: it flushes its logs, leaves the mark of a clean shutdown, and stops.',
    'zh-cn': '{broker} 不再是任何分区的 leader：它刷盘、留下正常关闭的标记，然后停止。',
  },
  'kafka.coordinator.loaded': {
    en: '{broker} leads __consumer_offsets now: it reads {count} {count|record|records} back and coordinates the groups from here on.',
    'zh-cn': '{broker} 现在是 __consumer_offsets 的 leader：它读回 {count} 条记录，从此协调各消费者组。',
  },
  'kafka.controller.registered': {
    en: 'The controller registers {broker} under broker epoch {epoch} (its last run ended {shutdown}). Until it catches up it may not lead.',
    'zh-cn': '控制器注册 {broker}，broker epoch 为 {epoch}（上次结束方式：{shutdown}）。追上之前它不能当 leader。',
  },
  'kafka.controller.duplicate-registration': {
    en: 'The controller still has a live session of the earlier life of {broker} and refuses a second one.',
    'zh-cn': '控制器仍保有 {broker} 上一次运行的有效会话，拒绝第二个。',
  },
  'kafka.controller.fenced': {
    en: 'The controller has heard nothing from {broker} for {seconds} s: its session is over, it is fenced and may neither lead nor count as in sync.',
    'zh-cn':
      '控制器已 {seconds} 秒没有收到 {broker} 的心跳：会话过期，它被隔离（fenced），不能当 leader，也不算同步副本。',
  },
  'kafka.controller.unfenced': {
    en: '{broker} has caught up with the metadata log: the controller lifts its fence, it may lead and join in-sync sets again.',
    'zh-cn': '{broker} 已追上元数据日志：控制器解除隔离，它又可以当 leader、加入 ISR。',
  },
  'kafka.controller.elected': {
    en: '{leader} is elected leader of {partition} in epoch {epoch} (before: {before}). It is in the in-sync set, so it is taken to have every committed record (what acks=1 confirmed on one machine alone is not committed).',
    'zh-cn':
      '{leader} 当选 {partition} 的 leader，epoch {epoch}（之前是 {before}）。它在同步副本集合里，因此被认为拥有全部已提交的记录（acks=1 时只在一台机器上确认的记录并不算已提交）。',
  },
  'kafka.controller.elected-unclean': {
    en: '{leader} is elected leader of {partition} in epoch {epoch} although it was not in sync: nobody else can lead, and unclean election is allowed. Committed records that it lacks are lost.',
    'zh-cn':
      '{leader} 不在同步副本集合（ISR）里，仍当选 {partition} 的 leader，epoch {epoch}：没有别人可选，而且允许 unclean 选举。它缺少的已提交记录就此丢失。',
  },
  'kafka.controller.elected-eligible': {
    en: '{leader} is elected leader of {partition} in epoch {epoch}. It had left the in-sync set while that was smaller than min.insync.replicas, so nothing could be committed without it: it is an eligible leader replica and has every committed record (KIP-966).',
    'zh-cn':
      '{leader} 当选 {partition} 的 leader，epoch {epoch}。它离开 ISR 时 ISR 已小于 min.insync.replicas，此后没有它就无法提交任何记录：它是有资格的 leader 副本（ELR），拥有所有已提交的记录（KIP-966）。',
  },
  'kafka.controller.elected-last-known': {
    en: '{leader} is elected leader of {partition} in epoch {epoch}: nobody is in sync or eligible, and it was the last leader that is known (KIP-966). If it lost records with its page cache, they are lost for good.',
    'zh-cn':
      '{leader} 当选 {partition} 的 leader，epoch {epoch}：没有同步或有资格的副本，而它是最后一个已知的 leader（KIP-966）。如果它随页缓存丢了记录，这些记录就永远丢了。',
  },
  'kafka.controller.leaderless': {
    en: '{partition} has no leader any more (epoch {epoch}): {before} may not lead, and no replica that is known to have every committed record is alive. Eligible when they return: {elr}.',
    'zh-cn':
      '{partition} 失去 leader（epoch {epoch}）：{before} 不能再当 leader，而确知拥有全部已提交记录的副本都不在线。回来后有资格当选的是：{elr}。',
  },
  'kafka.controller.isr': {
    en: 'The in-sync set of {partition} changes from {before} to {after}.',
    'zh-cn': '{partition} 的同步副本集合（ISR）由 {before} 变为 {after}。',
  },
  'kafka.controller.alter-refused': {
    en: 'The controller refuses the ISR that {broker} proposes for {partition}: {error}.',
    'zh-cn': '控制器拒绝 {broker} 为 {partition} 提议的 ISR：{error}。',
  },
  'kafka.controller.election-refused': {
    en: '{broker} cannot be made leader of {partition}: it is not in sync or not alive.',
    'zh-cn': '{broker} 不能成为 {partition} 的 leader：它不同步或不在线。',
  },
} as const satisfies Record<string, Bilingual>;
