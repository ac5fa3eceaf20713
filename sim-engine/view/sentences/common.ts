/** Sentences that no system owns: events, faults, facts on cards, what is still awaited. */
import type { Bilingual } from '../../systems/door.ts';

export const commonSentences = {
  'event.start': {
    en: 'The cluster has just started: {brokers} {brokers|broker|brokers}, every partition has a leader, every replica is in sync.',
    'zh-cn': '集群刚刚启动：{brokers} 个 broker，每个分区都有 leader，所有副本都在同步副本集合里。',
  },
  'event.deliver': { en: '{message} from {from} reaches {to}.', 'zh-cn': '{from} 的 {message} 到达 {to}。' },
  'event.disconnect': {
    en: '{to} learns that its connection with {from} is gone.',
    'zh-cn': '{to} 得知与 {from} 的连接断开了。',
  },
  'event.timer': { en: 'On {node} the timer “{timer}” goes off.', 'zh-cn': '{node} 上的定时器“{timer}”到点。' },
  'event.disk': { en: 'On {node} a flush to disk has finished.', 'zh-cn': '{node} 上的一次刷盘完成。' },
  'network.connection-refused': {
    en: 'Nobody listens on {to}: the message from {from} is lost and the connection is refused.',
    'zh-cn': '{to} 上没有进程在监听：{from} 的消息丢失，连接被拒绝。',
  },
  'fault.response-lost': {
    en: 'The {message} of {from} is lost with its connection: {to} will never know what became of its request.',
    'zh-cn': '{from} 的 {message} 随连接一起丢失：{to} 永远无法知道请求的结果。',
  },
  'fault.over-budget': {
    en: 'The fault budget allows {limit} × {operation}: this one is refused.',
    'zh-cn': '故障预算只允许 {limit} 次 {operation}：这次被拒绝。',
  },
  'fault.does-not-apply': {
    en: 'Nothing changes: {operation} does not apply in this state.',
    'zh-cn': '没有变化：当前状态下 {operation} 不适用。',
  },
  'action.crash': {
    en: '{node} crashes: its process is gone with its memory. What it wrote stays in the page cache, and its peers see the connections close.',
    'zh-cn': '{node} 崩溃：进程连同内存一起消失。已写入的内容还在页缓存里，对端会看到连接关闭。',
  },
  'action.powerLoss': {
    en: '{node} loses power: its memory and everything that was not flushed to disk are gone, and nobody is told.',
    'zh-cn': '{node} 断电：内存和所有未刷盘的内容都没了，而且没有人会收到通知。',
  },
  'action.diskLoss': {
    en: 'The disk of {node} is lost and replaced by an empty one.',
    'zh-cn': '{node} 的磁盘损坏，换上一块空盘。',
  },
  'action.restart': {
    en: '{node} starts again with what is on its disk.',
    'zh-cn': '{node} 带着磁盘上的内容重新启动。',
  },
  'action.pause': {
    en: '{node} stands still (a long garbage collection, a suspended machine). Clocks and the network run on without it.',
    'zh-cn': '{node} 停住了（长时间 GC 或虚拟机挂起）。时钟和网络照常前进。',
  },
  'action.resume': {
    en: '{node} continues where it stood, and does not know how long it was away.',
    'zh-cn': '{node} 从停住的地方继续，并不知道自己离开了多久。',
  },
  'action.slowNode': {
    en: '{node} becomes slow: every event now takes it {micros|time}.',
    'zh-cn': '{node} 变慢：处理每个事件要 {micros|time}。',
  },
  'action.isolate': { en: '{node} is cut off from everybody.', 'zh-cn': '{node} 与所有节点断开。' },
  'action.cut': { en: 'The link between {a} and {b} is cut.', 'zh-cn': '{a} 与 {b} 之间的连接被切断。' },
  'action.cutOneWay': {
    en: 'Nothing gets from {from} to {to} any more; the other way still works.',
    'zh-cn': '{from} 到 {to} 的方向不通了，反方向仍然正常。',
  },
  'action.hold': { en: 'What {from} sends to {to} is held in flight.', 'zh-cn': '{from} 发给 {to} 的消息被扣在途中。' },
  'action.release': {
    en: 'What was held between {from} and {to} may arrive.',
    'zh-cn': '{from} 与 {to} 之间被扣住的消息可以到达了。',
  },
  'action.healLink': { en: 'The link between {a} and {b} works again.', 'zh-cn': '{a} 与 {b} 之间的连接恢复。' },
  'action.slowLink': {
    en: 'The link between {a} and {b} becomes slow: {micros|time} more each way.',
    'zh-cn': '{a} 与 {b} 之间的连接变慢：每个方向多 {micros|time}。',
  },
  'action.loseResponse': {
    en: 'The next answer from {from} to {to} will be lost, after the request has been carried out.',
    'zh-cn': '{from} 给 {to} 的下一个应答将会丢失，而请求那时已经执行。',
  },
  'action.healAll': {
    en: 'Everything is healed: links work, paused machines continue, stopped ones start.',
    'zh-cn': '全部恢复：连接接通，暂停的继续，停止的重启。',
  },
  'action.configure': { en: '{setting} on {node} is set to {value}.', 'zh-cn': '{node} 的 {setting} 改为 {value}。' },
  'phase.chaos': { en: 'chaos', 'zh-cn': '混乱' },
  'phase.quiet': { en: 'quiet', 'zh-cn': '平静' },
  'phase.drain': { en: 'drain', 'zh-cn': '排空' },
  'phase.rest': { en: 'rest', 'zh-cn': '静止' },
  'pending.process': { en: '{node} is not running ({state}).', 'zh-cn': '{node} 没有运行（{state}）。' },
  'pending.broker': {
    en: '{broker} has started but is not back in service yet ({state}).',
    'zh-cn': '{broker} 已启动，但尚未恢复服务（{state}）。',
  },
  'pending.leader': { en: '{partition} has no working leader.', 'zh-cn': '{partition} 没有可用的 leader。' },
  'pending.isr': {
    en: '{broker} is not back in the ISR of {partition}.',
    'zh-cn': '{broker} 还没有回到 {partition} 的 ISR。',
  },
  'pending.copy': {
    en: '{broker} has another end of {partition} than its leader, which ends at {offset}.',
    'zh-cn': '{broker} 的 {partition} 日志末尾与 leader（末尾为 {offset}）不同。',
  },
  'pending.producer': {
    en: '{producer} still has {count} {count|record|records} without an answer or to send.',
    'zh-cn': '{producer} 还有 {count} 条记录未得到结果或未发送。',
  },
  'pending.group': {
    en: 'Group {group} has not committed offset {offset} of {partition}.',
    'zh-cn': '消费者组 {group} 还没有提交 {partition} 的偏移量 {offset}。',
  },
  'pending.work': {
    en: '{consumer} still works on {count} {count|record|records} that it polled.',
    'zh-cn': '{consumer} 还在处理已拉取的 {count} 条记录。',
  },
  'fact.broker-leads': { en: 'leads {count}', 'zh-cn': '{count} 个分区的 leader' },
  'fact.broker-listed': { en: 'still listed as leader of {count}', 'zh-cn': '元数据里仍是 {count} 个分区的 leader' },
  'fact.coordinator': { en: 'coordinates groups', 'zh-cn': '消费者组协调者' },
  'fact.partition': {
    en: '{partition}: {leader}, epoch {epoch}, ISR {isr}',
    'zh-cn': '{partition}：{leader}，epoch {epoch}，ISR {isr}',
  },
  'fact.partition-leaderless': {
    en: '{partition}: no leader, epoch {epoch}, eligible {elr}',
    'zh-cn': '{partition}：无 leader，epoch {epoch}，ELR {elr}',
  },
  'fact.producer-acks': { en: 'acks = {acks}', 'zh-cn': 'acks = {acks}' },
  'fact.producer-sent': { en: '{sent} of {records} sent', 'zh-cn': '已发 {sent}/{records}' },
  'fact.consumer-group': { en: 'group {group}', 'zh-cn': '消费者组 {group}' },
  'fact.consumer-owns': { en: 'owns {partitions}', 'zh-cn': '负责 {partitions}' },
  'fact.consumer-idle': { en: 'owns nothing', 'zh-cn': '未分到分区' },
  'fact.database-rows': { en: '{count} {count|effect|effects}', 'zh-cn': '{count} 条结果' },
} as const satisfies Record<string, Bilingual>;
