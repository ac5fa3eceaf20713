/** What a verdict about a queue says, in English and Chinese. Numbers of messages are the observer's and stay unsaid. */
import { get, listZh, messages, type SentenceValues, type VerdictSentence } from './sentenceParts.ts';

/** A loss that a queue can explain: the reason in both languages. */
function dropped(reason: { readonly en: string; readonly 'zh-cn': string }): VerdictSentence {
  return {
    en: (v: SentenceValues) =>
      `Confirmed message ${get(v, 'value')} is gone: ${get(v, 'log')} dropped it ${reason.en}.`,
    'zh-cn': (v: SentenceValues) =>
      `已确认的消息 ${get(v, 'value')} 丢了：${reason['zh-cn']}，${get(v, 'log')} 把它丢弃了。`,
  };
}

/** The verb that goes with `count`. */
function wasWere(values: SentenceValues): string {
  return get(values, 'count') === 1 ? 'was' : 'were';
}

export const queueSentences = {
  'lost-write.queue-nowhere': {
    en: (v) =>
      `Confirmed message ${get(v, 'value')}, sent to ${get(v, 'target')}, is in no queue, and no consumer was ever given it.`,
    'zh-cn': (v) =>
      `发往 ${get(v, 'target')} 的消息 ${get(v, 'value')} 已确认，却不在任何队列里，也从未交给任何消费者。`,
  },
  'lost-write.queue-expired': dropped({ en: 'when its time to live was over', 'zh-cn': '存活时间已到' }),
  'lost-write.queue-maxlen': dropped({ en: 'because the queue was full', 'zh-cn': '队列已满' }),
  'lost-write.queue-rejected': dropped({
    en: 'because a consumer rejected it and no dead letter exchange is set',
    'zh-cn': '消费者拒收了它，又没有设置死信交换机',
  }),
  'lost-write.queue-delivery_limit': dropped({
    en: 'because it had been delivered too often and no dead letter exchange is set',
    'zh-cn': '投递次数超过上限，又没有设置死信交换机',
  }),
  'lost-write.queue-unroutable-dead-letter': dropped({
    en: 'as a dead letter that no queue took',
    'zh-cn': '它成了死信，却没有队列接收',
  }),
  'lost-write.queue-auto-ack': {
    en: (v) =>
      `Confirmed message ${get(v, 'value')} is gone: ${get(v, 'log')} forgot it when it sent it to a consumer (automatic acknowledgement), and no application was given it.`,
    'zh-cn': (v) =>
      `已确认的消息 ${get(v, 'value')} 丢了：${get(v, 'log')} 一发给消费者就把它忘了（自动确认），而没有任何应用收到它。`,
  },
  'lost-write.queue-purged': dropped({ en: 'when an operator emptied it', 'zh-cn': '运维人员清空了队列' }),
  'lost-write.queue-abandoned': {
    en: (v) =>
      `${get(v, 'log')} delivered confirmed message ${get(v, 'value')} to ${get(v, 'process')}, which never acknowledged it; now it is in no queue, and nobody has processed it.`,
    'zh-cn': (v) =>
      `${get(v, 'log')} 把已确认的消息 ${get(v, 'value')} 投递给 ${get(v, 'process')}，后者从未确认它；现在它不在任何队列里，也没有人处理过它。`,
  },
  'lost-write.queue-undelivered': {
    en: (v) =>
      `Confirmed message ${get(v, 'value')}, sent to ${get(v, 'target')}, was never delivered, although the queues were read to the end.`,
    'zh-cn': (v) => `发往 ${get(v, 'target')} 的消息 ${get(v, 'value')} 已确认，队列也都读到了末尾，它却从未被投递。`,
  },
  'lost-write.queue-unconfirmed': {
    en: (v) => `Message ${get(v, 'value')} is gone. Without publisher confirms nobody had promised to keep it.`,
    'zh-cn': (v) => `消息 ${get(v, 'value')} 丢了。没有开启发布确认，本来就没有人承诺保存它。`,
  },
  'lost-write.queue-unsettled': {
    en: (v) =>
      `Only ${get(v, 'holders')} still holds confirmed message ${get(v, 'value')} of ${get(v, 'log')}, and cannot serve it now. It is decided when the cluster is healed and at rest.`,
    'zh-cn': (v) =>
      `${get(v, 'log')} 的消息 ${get(v, 'value')} 已确认，如今只有 ${listZh(v, 'holders')} 上还有，而且暂时无法提供。要等集群恢复并静止后才能定论。`,
  },
  'unseen.queue-drained': {
    en: (v) =>
      `The consumers of ${get(v, 'log')} read it to the end and never got ${messages(v)} that had been confirmed: ${get(v, 'values')}.`,
    'zh-cn': (v) =>
      `${get(v, 'log')} 的消费者已经读到末尾，却从未拿到 ${get(v, 'count')} 条已确认的消息：${listZh(v, 'values')}。`,
  },
  'unseen.queue-open': {
    en: (v) =>
      `${messages(v)} of ${get(v, 'log')} went to no consumer so far: ${get(v, 'values')}. Late or never, it is too early to tell.`,
    'zh-cn': (v) =>
      `${get(v, 'log')} 有 ${get(v, 'count')} 条消息还没有交给任何消费者：${listZh(v, 'values')}。会不会投递，现在还看不出来。`,
  },
  'duplicate.queue-log': {
    en: (v) => `${get(v, 'log')} took in message ${get(v, 'value')} more than once.`,
    'zh-cn': (v) => `${get(v, 'log')} 不止一次收下了消息 ${get(v, 'value')}。`,
  },
  'duplicate.queue-applied': {
    en: (v) =>
      `${get(v, 'log')} took in message ${get(v, 'value')} more than once, and its effect was carried out more than once.`,
    'zh-cn': (v) => `${get(v, 'log')} 不止一次收下了消息 ${get(v, 'value')}，而且重复生效。`,
  },
  'duplicate.queue-effect': {
    en: (v) =>
      `${get(v, 'log')} delivered message ${get(v, 'value')} once, and its effect was carried out more than once.`,
    'zh-cn': (v) => `${get(v, 'log')} 只投递了一次消息 ${get(v, 'value')}，它却生效了不止一次。`,
  },
  'redelivered.queue-again': {
    en: (v) =>
      `${get(v, 'log')} delivered ${messages(v)} again, to ${get(v, 'process')}: ${get(v, 'values')}. At-least-once permits it.`,
    'zh-cn': (v) =>
      `${get(v, 'log')} 再次投递了 ${get(v, 'count')} 条消息给 ${get(v, 'process')}：${listZh(v, 'values')}。“至少一次”允许这样。`,
  },
  'redelivered.queue-applied': {
    en: (v) =>
      `${get(v, 'log')} delivered ${messages(v)} again, to ${get(v, 'process')}, and the effect was carried out twice: ${get(v, 'values')}.`,
    'zh-cn': (v) =>
      `${get(v, 'log')} 再次投递了 ${get(v, 'count')} 条消息给 ${get(v, 'process')}，而且重复生效：${listZh(v, 'values')}。`,
  },
  'G1a.queue': {
    en: (v) =>
      `${get(v, 'log')} delivered message ${get(v, 'value')}, although ${get(v, 'producer')} had been told that no queue has it.`,
    'zh-cn': (v) =>
      `${get(v, 'log')} 投递了消息 ${get(v, 'value')}，而 ${get(v, 'producer')} 得到的应答是没有队列收下它。`,
  },
  'unexpected.queue': {
    en: (v) => `${get(v, 'log')} delivered message ${get(v, 'value')}, and nobody ever sent it.`,
    'zh-cn': (v) => `${get(v, 'log')} 投递了消息 ${get(v, 'value')}，但从来没有人发送过它。`,
  },
  'recovered.queue': {
    en: (v) =>
      `${get(v, 'producer')} got no confirm for message ${get(v, 'value')}, yet ${get(v, 'log')} had it and delivered it.`,
    'zh-cn': (v) =>
      `${get(v, 'producer')} 没有得到消息 ${get(v, 'value')} 的确认，其实 ${get(v, 'log')} 收下了它，还投递了。`,
  },
  'nonmonotonic-poll.queue-processed': {
    en: (v) =>
      `${get(v, 'log')} took in ${get(v, 'earlier')} before ${get(v, 'later')} of the same key, but ${get(v, 'later')} was processed first.`,
    'zh-cn': (v) =>
      `${get(v, 'earlier')} 和 ${get(v, 'later')} 的 key 相同，${get(v, 'log')} 先收下前者，先处理完的却是 ${get(v, 'later')}。`,
  },
  'nonmonotonic-poll.queue-delivered': {
    en: (v) =>
      `${get(v, 'log')} took in ${get(v, 'earlier')} before ${get(v, 'later')} of the same key, but delivered ${get(v, 'later')} first.`,
    'zh-cn': (v) =>
      `${get(v, 'earlier')} 和 ${get(v, 'later')} 的 key 相同，${get(v, 'log')} 先收下前者，先投递的却是 ${get(v, 'later')}。`,
  },
  'nonmonotonic-poll.two-queues': {
    en: (v) =>
      `${get(v, 'earlier')} was sent before ${get(v, 'later')} of the same key. They lie in two queues, ${get(v, 'other')} and ${get(v, 'log')}, and ${get(v, 'later')} was processed first.`,
    'zh-cn': (v) =>
      `${get(v, 'earlier')} 和 ${get(v, 'later')} 的 key 相同，前者先发送。它们分别在 ${get(v, 'other')} 和 ${get(v, 'log')} 两个队列里，先处理完的却是 ${get(v, 'later')}。`,
  },
  'nonmonotonic-send.queue-same-key': {
    en: (v) =>
      `${get(v, 'process')} sent ${get(v, 'earlier')} before ${get(v, 'later')}, same key, but ${get(v, 'log')} took in ${get(v, 'later')} first.`,
    'zh-cn': (v) =>
      `${get(v, 'process')} 先发送 ${get(v, 'earlier')}，后发送 ${get(v, 'later')}，key 相同，${get(v, 'log')} 却先收下了 ${get(v, 'later')}。`,
  },
  'nonmonotonic-send.queue-other-key': {
    en: (v) =>
      `${get(v, 'process')} sent ${get(v, 'earlier')} before ${get(v, 'later')}, and ${get(v, 'log')} took in ${get(v, 'later')} first. Their keys differ, so no promise covers it.`,
    'zh-cn': (v) =>
      `${get(v, 'process')} 先发送 ${get(v, 'earlier')}，后发送 ${get(v, 'later')}，${get(v, 'log')} 却先收下了 ${get(v, 'later')}。两者的 key 不同，没有承诺涉及它们的先后。`,
  },
  'divergent-replicas.queue': {
    en: (v) =>
      `${get(v, 'left')} and ${get(v, 'right')} both believe that they lead ${get(v, 'log')}, and each has confirmed messages of its own: where one has ${get(v, 'leftValue')}, the other has ${get(v, 'rightValue')}.`,
    'zh-cn': (v) =>
      `${get(v, 'left')} 和 ${get(v, 'right')} 都认为自己是 ${get(v, 'log')} 的 leader，并且各自确认了不同的消息：同一个位置上，一边是 ${get(v, 'leftValue')}，另一边是 ${get(v, 'rightValue')}。`,
  },
  'mutual-exclusion.two-holders': {
    en: (v) =>
      `${get(v, 'log')} delivered message ${get(v, 'value')} to ${get(v, 'process')} while ${get(v, 'holders')} ${wasWere(v)} still at work on it.`,
    'zh-cn': (v) =>
      `${listZh(v, 'holders')} 还在处理消息 ${get(v, 'value')}，${get(v, 'log')} 又把它投递给了 ${get(v, 'process')}。`,
  },
  'committed-too-far.queue-late': {
    en: (v) =>
      `${messages(v)} of ${get(v, 'log')} left the queue as acknowledged before the work was done: ${get(v, 'values')}. It went well this time; a crash in between would have lost them.`,
    'zh-cn': (v) =>
      `${get(v, 'log')} 有 ${get(v, 'count')} 条消息还没处理完就已确认出队：${listZh(v, 'values')}。这次没出事；若在这中间崩溃，它们就丢了。`,
  },
  'committed-too-far.queue-never': {
    en: (v) =>
      `${messages(v)} of ${get(v, 'log')} left the queue as acknowledged by ${get(v, 'process')} and ${wasWere(v)} never processed: ${get(v, 'values')}.`,
    'zh-cn': (v) =>
      `${get(v, 'process')} 从 ${get(v, 'log')} 收到的 ${get(v, 'count')} 条消息已确认出队，却从未被处理：${listZh(v, 'values')}。`,
  },
  'committed-too-far.queue-open': {
    en: (v) =>
      `${messages(v)} of ${get(v, 'log')} left the queue as acknowledged by ${get(v, 'process')} and ${wasWere(v)} not processed so far: ${get(v, 'values')}.`,
    'zh-cn': (v) =>
      `${get(v, 'process')} 从 ${get(v, 'log')} 收到的 ${get(v, 'count')} 条消息已确认出队，到现在还没有处理：${listZh(v, 'values')}。`,
  },
  'unavailable.queue-leaderless': {
    en: (v) =>
      `No running node serves ${get(v, 'log')}, although all faults are healed: nobody can write to it or consume from it.`,
    'zh-cn': (v) => `故障都已恢复，却没有运行中的节点提供 ${get(v, 'log')}：谁也不能向它写入或消费。`,
  },
  'unavailable.queue-electing': {
    en: (v) => `No running node serves ${get(v, 'log')} at this moment.`,
    'zh-cn': (v) => `此刻没有运行中的节点提供 ${get(v, 'log')}。`,
  },
} satisfies Record<string, VerdictSentence>;
