/** What queues say of their messages and consumers. `number`: how often this message was handed out, this time included. */
import type { Bilingual } from '../../door.ts';

export const queueingSentences = {
  'rabbit.queue.declared': {
    en: '{queue} is there now, as a {type} queue on {node}. Declaring it again the same way would change nothing.',
    'zh-cn': '{queue} 现在存在了：{type} 队列，在 {node} 上。用同样的描述再声明一次不会有变化。',
  },
  'rabbit.queue.bound': {
    en: '{queue} is bound to {exchange} with key {key}: what fits goes there from now on, nothing of what came before.',
    'zh-cn': '{queue} 以键 {key} 绑定到 {exchange}：从现在起符合的消息会进来，之前的不会。',
  },
  'rabbit.queue.enqueued': {
    en: '{value} is in {queue} (ready: {count}).',
    'zh-cn': '{value} 进入 {queue}，现在有 {count} 条就绪。',
  },
  'rabbit.queue.consumer-added': {
    en: '{consumer} consumes from {queue} with prefetch {prefetch}: the queue may give it so many messages without an acknowledgement (0: any number).',
    'zh-cn': '{consumer} 开始消费 {queue}，预取数 {prefetch}：队列最多可以给它这么多条未确认的消息（0 表示不限）。',
  },
  'rabbit.queue.consumer-gone': {
    en: '{consumer} no longer consumes from {queue}. What it holds stays with its channel and may still be acknowledged.',
    'zh-cn': '{consumer} 不再消费 {queue}。它持有的消息留在通道上，仍可确认。',
  },
  'rabbit.queue.delivered': {
    en: '{queue} gives {value} to {consumer} (delivery {number} of this message). It stays in the queue, unacknowledged, until {consumer} says what became of it.',
    'zh-cn':
      '{queue} 把 {value} 投递给 {consumer}（这条消息的第 {number} 次投递）。在 {consumer} 说明结果之前，它仍在队列里，处于未确认状态。',
  },
  'rabbit.queue.redelivered': {
    en: '{queue} gives {value} to {consumer} with the mark redelivered (delivery {number}). The mark says that it may have been seen before, not that it was: after a crash a classic queue marks everything.',
    'zh-cn':
      '{queue} 把 {value} 投递给 {consumer}，带 redelivered 标记（第 {number} 次投递）。它只说明可能有人见过，不说明一定见过：崩溃之后，经典队列会给所有消息打上标记。',
  },
  'rabbit.queue.got': {
    en: '{client} asks {queue} for one message and gets {value}. Prefetch does not count here.',
    'zh-cn': '{client} 向 {queue} 拉取一条，得到 {value}。预取数在这里不起作用。',
  },
  'rabbit.queue.got-empty': {
    en: '{client} asks {queue} for one message: there is none that is ready.',
    'zh-cn': '{client} 向 {queue} 拉取一条：没有就绪的消息。',
  },
  'rabbit.queue.acknowledged': {
    en: '{value} is acknowledged: {queue} forgets it for good, and its consumer has a place free.',
    'zh-cn': '{value} 得到消费确认：{queue} 将它彻底删除，消费者空出一个位置。',
  },
  'rabbit.queue.requeued-front': {
    en: '{value} comes back and stands at the front of {queue}. A quorum queue does so when it has a delivery limit, or when the channel is gone; the order is that of the returns.',
    'zh-cn': '{value} 退回，排到 {queue} 的最前面。仲裁队列设了投递上限，或是因为通道没了，就会这样；先退回的在前。',
  },
  'rabbit.queue.requeued-tail': {
    en: '{value} comes back and stands at the end of {queue}, behind newer messages. Many believe that a returned message goes to the front; a quorum queue of 3.x without a delivery limit does not do that, so that its log can be shortened.',
    'zh-cn':
      '{value} 退回，排到 {queue} 的末尾，在更新的消息之后。很多人以为退回的消息排在最前；3.x 的仲裁队列没有投递上限时并非如此，这样它的日志才能截短。',
  },
  'rabbit.queue.requeued-place': {
    en: '{value} comes back to the place that it had in {queue}: a classic queue restores the order, as far as the others are still there.',
    'zh-cn': '{value} 回到它在 {queue} 中原来的位置：经典队列会恢复顺序，只要别的消息还在。',
  },
  'rabbit.queue.requeued-later': {
    en: '{value} comes back, and {queue} holds it for a while before it is ready again: since 4.3 a quorum queue can delay a retry, the longer the more often it failed.',
    'zh-cn': '{value} 退回，{queue} 先扣住它一会儿再让它就绪：4.3 起，仲裁队列可以延迟重试，失败越多等得越久。',
  },
  'rabbit.queue.discarded': {
    en: '{value} is rejected and does not go back to {queue}: it becomes a dead letter, or is gone if the queue has no dead letter exchange.',
    'zh-cn': '{value} 被拒绝，不再回到 {queue}：它成为死信；队列没有死信交换机的话，就此消失。',
  },
  'rabbit.queue.channel-gone': {
    en: '{client} is gone with its channel: {count} {count|message|messages} that it held {count|is|are} ready in {queue} again, for anybody. The queue cannot know how much of the work was done.',
    'zh-cn':
      '{client} 连同它的通道没了：它持有的 {count} 条消息在 {queue} 里重新就绪，谁都可能得到。队列无从知道其中的活干了多少。',
  },
  'rabbit.queue.all-redelivered': {
    en: 'After the crash {queue} marks all its {count} {count|message|messages} redelivered, also those that no consumer has seen: it does not know any more what it had handed out.',
    'zh-cn':
      '崩溃之后，{queue} 给全部 {count} 条消息打上 redelivered 标记，包括没有消费者见过的：它已不知道哪些投递过。',
  },
  'rabbit.queue.waits-consumer': {
    en: '{queue} has {count} {count|message|messages} ready and no consumer: a queue waits, it does not forget.',
    'zh-cn': '{queue} 有 {count} 条消息就绪，却没有消费者：队列会等着，不会忘记。',
  },
  'rabbit.queue.prefetch-full': {
    en: '{consumer} holds {prefetch} {prefetch|message|messages} without having acknowledged {prefetch|it|them}, as many as its prefetch allows: it gets nothing until it acknowledges.',
    'zh-cn': '{consumer} 手里已有 {prefetch} 条未确认的消息，达到预取上限：确认之前不会再得到消息。',
  },
  'rabbit.queue.active-changed': {
    en: '{consumer} is the single active consumer of {queue} now: it gets everything, the others wait. What the former one held may be worked on twice.',
    'zh-cn': '{consumer} 现在是 {queue} 的单一活跃消费者：消息全归它，其余等待。前一个手里的消息可能会被处理两遍。',
  },
  'rabbit.queue.purged': {
    en: '{queue} is emptied: {count} ready {count|message|messages} {count|is|are} gone. What consumers hold is not touched.',
    'zh-cn': '{queue} 被清空：{count} 条就绪消息没了。消费者手里的不受影响。',
  },
  'rabbit.queue.deleted': {
    en: '{queue} is deleted with all its messages. None of them becomes a dead letter: a queue that is deleted, or expires, takes its messages with it.',
    'zh-cn': '{queue} 连同全部消息被删除。没有一条成为死信：队列被删除或到期时，消息随之消失。',
  },
  'rabbit.queue.crashed': {
    en: 'The process of {queue} crashes at this publish: its active consumer had gone while messages were ready, and 3.10 forgets to serve the next (issue 5460). What was not on disk is lost.',
    'zh-cn':
      '{queue} 的进程在这次发布时崩溃：它的活跃消费者在有就绪消息时离开，而 3.10 会忘记服务下一个（issue 5460）。没有写盘的内容丢失。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
