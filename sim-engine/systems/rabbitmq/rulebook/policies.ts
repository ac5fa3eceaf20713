/** The rules of policies in five fields each: the text of the step inspector. */
import type { RuleText } from '../../door.ts';

const POLICY = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_policy.erl';
const PROCESS = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_amqqueue_process.erl';

export const policyRules = [
  {
    id: 'rabbitmq.policy.match',
    name: { en: 'Match a policy', 'zh-cn': '匹配策略' },
    who: { en: 'the broker', 'zh-cn': 'broker 自身，对每个队列与交换机' },
    means: {
      en: 'Of the policies whose pattern fits, that are for this kind of thing, and whose keys the type of the queue takes all, the one of the highest priority is in force, alone.',
      'zh-cn': '在名字匹配、适用于这类对象、且其中的键全都为该队列类型所接受的策略里，只有优先级最高的那一个生效。',
    },
    enabledWhen: {
      en: 'A queue or an exchange is declared, or a policy changes.',
      'zh-cn': '声明队列或交换机，或策略有变化。',
    },
    changes: { en: 'What holds for the queue or the exchange.', 'zh-cn': '对该队列或交换机有效的设置。' },
    source: POLICY,
  },
  {
    id: 'rabbitmq.policy.combine',
    name: { en: 'Combine a policy with an argument', 'zh-cn': '合并策略与参数' },
    who: { en: 'a queue', 'zh-cn': '队列' },
    means: {
      en: 'Of two limits the lower one holds; otherwise it depends on the key and the type of the queue whether the argument or the policy is right.',
      'zh-cn': '两个限制取较低的一个；其余情况由键和队列类型决定听参数的还是听策略的。',
    },
    enabledWhen: { en: 'Both say something.', 'zh-cn': '两者都有规定。' },
    changes: { en: 'What holds for the queue.', 'zh-cn': '对该队列有效的设置。' },
    source: PROCESS,
  },
] as const satisfies readonly RuleText[];
