/** What clients asked for and were told, one sentence for each kind of operation in the history. */
import type { Bilingual } from '../../systems/door.ts';

export const operationSentences = {
  'operation.send.invoke': { en: '{process} sends {value}.', 'zh-cn': '{process} 发送 {value}。' },
  'operation.send.ok': {
    en: '{process} is told: {value} is written, at offset {offset}.',
    'zh-cn': '{process} 收到确认：{value} 已写入，偏移量 {offset}。',
  },
  'operation.send.unanswered': {
    en: '{process} takes {value} as sent, without waiting for an answer (acks=0).',
    'zh-cn': '{process} 不等应答，就当 {value} 已发出（acks=0）。',
  },
  'operation.send.fail': {
    en: '{process} is told: {value} was not written ({error}).',
    'zh-cn': '{process} 收到应答：{value} 没有写入（{error}）。',
  },
  'operation.send.info': {
    en: '{process} gives up on {value} and will never know what became of it ({error}).',
    'zh-cn': '{process} 放弃了 {value}，永远不会知道它的下落（{error}）。',
  },
  'operation.publish.invoke': {
    en: '{process} publishes {value} to {target}.',
    'zh-cn': '{process} 向 {target} 发布 {value}。',
  },
  'operation.publish.ok': { en: '{process} is told: {value} is confirmed.', 'zh-cn': '{process} 收到确认：{value}。' },
  'operation.publish.unconfirmed': {
    en: '{process} takes {value} as published; it asked for no confirm.',
    'zh-cn': '{process} 没有要求确认，就当 {value} 已发布。',
  },
  'operation.publish.fail': {
    en: '{process} is told: no queue has {value} ({error}).',
    'zh-cn': '{process} 收到应答：没有队列收下 {value}（{error}）。',
  },
  'operation.publish.info': {
    en: '{process} gets no confirm for {value} and cannot know what became of it ({error}).',
    'zh-cn': '{process} 没有得到 {value} 的确认，无法知道它的下落（{error}）。',
  },
  'operation.delivery.ok': { en: '{process} is given {values}.', 'zh-cn': '{process} 收到投递的 {values}。' },
  'operation.settle.ack': { en: '{process} acknowledges {value}.', 'zh-cn': '{process} 确认 {value}。' },
  'operation.settle.requeue': {
    en: '{process} gives {value} back to the queue.',
    'zh-cn': '{process} 把 {value} 退回队列。',
  },
  'operation.settle.discard': {
    en: '{process} rejects {value} for good.',
    'zh-cn': '{process} 拒收 {value}，不再重新入队。',
  },
  'operation.consume.assigned': {
    en: '{process} begins to consume from {queues}.',
    'zh-cn': '{process} 开始消费 {queues}。',
  },
  'operation.consume.revoked': {
    en: '{process} ceases to consume from {queues}.',
    'zh-cn': '{process} 停止消费 {queues}。',
  },
  'operation.consume.lost': {
    en: '{process} is no longer a consumer of {queues}: the broker ended it.',
    'zh-cn': '{process} 不再是 {queues} 的消费者：broker 结束了它的消费。',
  },
  'operation.poll.ok': {
    en: '{process} reads {values}.',
    'zh-cn': '{process} 读到 {values}。',
  },
  'operation.commit.invoke': {
    en: '{process} asks to commit {positions}.',
    'zh-cn': '{process} 请求提交 {positions}。',
  },
  'operation.commit.ok': { en: '{process} has committed {positions}.', 'zh-cn': '{process} 已提交 {positions}。' },
  'operation.commit.fail': {
    en: 'The commit of {positions} by {process} is refused ({error}).',
    'zh-cn': '{process} 提交 {positions} 被拒绝（{error}）。',
  },
  'operation.commit.info': {
    en: '{process} will never know whether {positions} was committed ({error}).',
    'zh-cn': '{process} 永远不会知道 {positions} 是否提交成功（{error}）。',
  },
  'operation.assign.assigned': {
    en: '{process} is given {partitions} (generation {generation}).',
    'zh-cn': '{process} 分到 {partitions}（第 {generation} 代）。',
  },
  'operation.assign.revoked': {
    en: '{process} gives up {partitions} (generation {generation}).',
    'zh-cn': '{process} 交出 {partitions}（第 {generation} 代）。',
  },
  'operation.assign.lost': {
    en: '{process} has lost {partitions}, without a chance to commit (generation {generation}).',
    'zh-cn': '{process} 失去了 {partitions}，来不及提交（第 {generation} 代）。',
  },
  'operation.apply.ok': {
    en: '{process} stores the effect of {value}.',
    'zh-cn': '{process} 写入了 {value} 的处理结果。',
  },
  'operation.apply.fail': {
    en: '{process} refuses the effect of {value}: it is there already.',
    'zh-cn': '{process} 拒绝了 {value} 的处理结果：它已经存在。',
  },
  'operation.apply.given-up': {
    en: '{process} gives {value} up and goes on: its work is not done.',
    'zh-cn': '{process} 放弃 {value}，继续后面的：它的工作没有完成。',
  },
  'operation.call.invoke': {
    en: '{process} calls {service}/{endpoint} for {order}.',
    'zh-cn': '{process} 为 {order} 调用 {service}/{endpoint}。',
  },
  'operation.call.again': {
    en: '{process} calls {service}/{endpoint} for {order} again, attempt {attempt}.',
    'zh-cn': '{process} 为 {order} 再次调用 {service}/{endpoint}，第 {attempt} 次。',
  },
  'operation.call.ok': {
    en: '{process} is told by {service}: {order} is done.',
    'zh-cn': '{process} 得到 {service} 的应答：{order} 已完成。',
  },
  'operation.call.fail': {
    en: '{process} is told by {service}: {order} failed ({error}).',
    'zh-cn': '{process} 得到 {service} 的应答：{order} 失败（{error}）。',
  },
  'operation.call.info': {
    en: '{process} gets no answer from {service} for {order} ({error}) and cannot know what became of it.',
    'zh-cn': '{process} 没有等到 {service} 关于 {order} 的应答（{error}），无法知道结果。',
  },
  'operation.serve.invoke': {
    en: 'A worker of {process} begins {endpoint} for {order}.',
    'zh-cn': '{process} 的一个工作进程开始为 {order} 执行 {endpoint}。',
  },
  'operation.serve.ok': {
    en: '{process} has ended {endpoint} for {order}.',
    'zh-cn': '{process} 为 {order} 执行完 {endpoint}。',
  },
  'operation.serve.fail': {
    en: '{process} has failed at {endpoint} for {order} ({error}).',
    'zh-cn': '{process} 为 {order} 执行 {endpoint} 失败（{error}）。',
  },
  'operation.write.ok': {
    en: '{process} commits {table}/{key}: {state}, for {by}.',
    'zh-cn': '{process} 为 {by} 提交 {table}/{key}：{state}。',
  },
  'operation.write.gone': {
    en: '{process} deletes {table}/{key}, for {by}.',
    'zh-cn': '{process} 为 {by} 删除 {table}/{key}。',
  },
  'operation.write.fail': {
    en: '{process} refuses a transaction of {by} at {table}/{key} ({error}).',
    'zh-cn': '{process} 在 {table}/{key} 处拒绝了 {by} 的事务（{error}）。',
  },
  'operation.effect.ok': {
    en: '{process} makes the effect {name} for {order}.',
    'zh-cn': '{process} 为 {order} 产生效果 {name}。',
  },
  'operation.effect.fail': {
    en: '{process} asks for {name} for {order} again, and the provider does nothing.',
    'zh-cn': '{process} 再次为 {order} 请求 {name}，对方没有重复。',
  },
  'operation.crash.info': {
    en: '{process} dies; what it had asked for stays unanswered.',
    'zh-cn': '{process} 进程终止，未完成的请求不会再有应答。',
  },
} satisfies Readonly<Record<string, Bilingual>>;

export type OperationSentenceKey = keyof typeof operationSentences;
