import type { FormPart, WrongAnswers } from '../lesson.ts';

const chosen =
  (settings: Readonly<Record<string, string>>): (() => FormPart) =>
  () => ({ settings });

export const wrongAnswers: WrongAnswers = {
  repair: {
    nothing: {
      message: {
        en: 'In {runs} of the four runs somebody pays twice. Payment remembers nothing, so to it every delivery is news.',
        'zh-cn': '四种运行里有 {runs} 种扣了两次款。支付服务什么都不记，每次投递对它来说都是头一回。',
      },
      example: chosen({ store: 'none' }),
    },
    memory: {
      message: {
        en: 'When payment crashes while it prints, a3 pays twice. The charge survives the crash, because it is in the database. Does what payment knows about it survive, too?',
        'zh-cn':
          '支付服务打印时崩溃，a3 就被扣了两次。扣款在数据库里，崩溃之后还在。可支付服务记下的东西呢，也还在吗？',
      },
      example: chosen({ store: 'memory' }),
    },
    'message-id': {
      message: {
        en: 'When the customer presses again, a3 pays twice: {messages}. To whoever remembers ids of messages, these are two different things. What do they have in common?',
        'zh-cn':
          '顾客又按了一次，a3 就被扣了两次：{messages}。只认消息 ID 的话，这是两件不同的事。它们有什么是相同的？',
      },
      example: chosen({ key: 'message' }),
    },
    apart: {
      message: {
        en: 'When payment crashes while it adds up, a3 does not pay at all: it is remembered as done, and nothing was done. The customer was told “ok”. What may not come between the two?',
        'zh-cn':
          '支付服务算价钱时崩溃，a3 就一次也没扣：记的是“做过了”，其实什么也没做，顾客却已经听到了“成功”。这两件事之间，不能让什么插进来？',
      },
      example: chosen({ store: 'own' }),
    },
    'too-short': {
      message: {
        en: 'Payment remembers a key for {ttl} {ttl|second|seconds}. In the last run the second copy of a3 comes {seconds} {seconds|second|seconds} after the charge, and by then the key is forgotten.',
        'zh-cn':
          '支付服务把键记 {ttl} 秒。可在最后一种运行里，a3 的第二份在扣款之后 {seconds} 秒才来，那时键已经忘掉了。',
      },
      example: chosen({ ttl: '10' }),
    },
  },
};
