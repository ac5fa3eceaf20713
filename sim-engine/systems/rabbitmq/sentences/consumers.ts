/** What consumers say. */
import type { Bilingual } from '../../door.ts';

export const consumerSentences = {
  'rabbit.consumer.subscribes': {
    en: '{consumer} asks to consume from {queue}, with prefetch {prefetch}.',
    'zh-cn': '{consumer} 请求消费 {queue}，预取数 {prefetch}。',
  },
  'rabbit.consumer.received': {
    en: '{consumer} receives {value} from {queue}. The queue keeps it as unacknowledged until {consumer} answers for it.',
    'zh-cn': '{consumer} 收到 {queue} 的 {value}。在 {consumer} 答复之前，队列把它保留为未确认。',
  },
  'rabbit.consumer.received-auto': {
    en: '{consumer} receives {value} from {queue} with automatic acknowledgement: it has left the queue before any work is done, so a crash now loses it.',
    'zh-cn': '{consumer} 收到 {queue} 的 {value}，采用自动确认：还没干活它就已离开队列，此刻崩溃就丢了。',
  },
  'rabbit.consumer.received-again': {
    en: '{consumer} receives {value} from {queue}, marked redelivered. The work may be done already, partly, or not at all.',
    'zh-cn': '{consumer} 收到 {queue} 的 {value}，带 redelivered 标记。活可能已干完、干了一半，或根本没干。',
  },
  'rabbit.consumer.works': {
    en: '{consumer} works on {value} for {micros|time}.',
    'zh-cn': '{consumer} 开始处理 {value}，需要 {micros|time}。',
  },
  'rabbit.consumer.effect': {
    en: '{consumer} carries {value} out. If it dies before it acknowledges, the message comes again.',
    'zh-cn': '{consumer} 执行了 {value}。如果在确认之前崩溃，消息会再来。',
  },
  'rabbit.consumer.asks': {
    en: '{consumer} hands {value} to {service}, which does the work, and waits for its answer.',
    'zh-cn': '{consumer} 把 {value} 交给 {service} 处理，等待它的应答。',
  },
  'rabbit.consumer.asks-again': {
    en: '{consumer} was not told ok by {service} for {value} ({error}): it asks again after {micros|time}.',
    'zh-cn': '{consumer} 没有从 {service} 得到 {value} 成功的应答（{error}），{micros|time}后再次请求。',
  },
  'rabbit.consumer.effect-known': {
    en: '{consumer} knows that {value} was carried out before: it does nothing and acknowledges. So the message came twice, and its effect only once.',
    'zh-cn': '{consumer} 认出 {value} 已执行过：什么都不做，直接确认。消息来了两次，效果只有一次。',
  },
  'rabbit.consumer.effect-again': {
    en: '{consumer} got no answer about the effect of {value}. Nobody knows whether it is there, so the application tries again.',
    'zh-cn': '{consumer} 没有得到 {value} 执行结果的答复。执行了没有，谁也不知道，于是应用再试一次。',
  },
  'rabbit.consumer.acknowledged': {
    en: '{consumer} has done with {value} and acknowledges it. There is no answer: whether the queue hears it is never known.',
    'zh-cn': '{consumer} 处理完 {value}，发出确认。确认没有应答：队列收没收到，永远不知道。',
  },
  'rabbit.consumer.acknowledged-before': {
    en: '{consumer} acknowledges {value} before it works on it. A crash after this point means that nobody will.',
    'zh-cn': '{consumer} 在处理之前先确认 {value}。如果在此之后崩溃，就再没有人处理它。',
  },
  'rabbit.consumer.requeued-poison': {
    en: '{consumer} cannot process {value} and gives it back. Nothing has changed, so it will fail again: for ever, unless the queue has a delivery limit.',
    'zh-cn': '{consumer} 处理不了 {value}，将它退回。什么都没有变，下次还会失败：永无止境，除非队列设了投递上限。',
  },
  'rabbit.consumer.nacked-poison': {
    en: '{consumer} cannot process {value} and gives it back with basic.nack. Nothing has changed, so it will fail again. Since 4.3 no delivery limit counts this: basic.nack says nothing of the work, only basic.reject says that it has failed.',
    'zh-cn':
      '{consumer} 处理不了 {value}，用 basic.nack 将它退回。什么都没有变，下次还会失败。4.3 起，投递上限不计这种退回：basic.nack 没有说处理失败，basic.reject 才说。',
  },
  'rabbit.consumer.discarded-poison': {
    en: '{consumer} cannot process {value} and rejects it without requeue: it becomes a dead letter, if the queue has a dead letter exchange, and is lost otherwise.',
    'zh-cn': '{consumer} 处理不了 {value}，拒绝且不重新入队：队列有死信交换机就成为死信，否则就丢了。',
  },
  'rabbit.consumer.crashed-poison': {
    en: '{consumer} crashes on {value}. Everything that it had prefetched goes back with it, although only this one did harm; in a quorum queue each of them counts one delivery more.',
    'zh-cn':
      '{consumer} 被 {value} 弄崩了。它预取的一切跟着退回，尽管闯祸的只有这一条；在仲裁队列里，每一条都多计一次投递。',
  },
  'rabbit.consumer.stale-ack': {
    en: '{consumer} acknowledges {value}, but the channel that delivered it is gone: nobody hears it. The message is back in its queue, and the work will be done twice.',
    'zh-cn': '{consumer} 确认 {value}，但投递它的通道已不存在：没有人听得到。消息早已回到队列，同样的工作会做两遍。',
  },
  'rabbit.consumer.cancelled': {
    en: '{consumer} is told that {queue} no longer serves it: the queue was deleted, failed, or moved. It must subscribe again.',
    'zh-cn': '{consumer} 得知 {queue} 不再为它服务：队列被删除、出了故障或换了地方。它必须重新订阅。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
