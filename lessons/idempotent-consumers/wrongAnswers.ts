import type { FormPart, WrongAnswers } from '../lesson.ts';

const chosen =
  (settings: Readonly<Record<string, string>>): (() => FormPart) =>
  () => ({ settings });

export const wrongAnswers: WrongAnswers = {
  'same-key': {
    'printing-order': {
      message: {
        en: 'After the crash nobody has written a new message. The queue hands out the very one that it kept. Which id does it have?',
        'zh-cn': '崩溃之后，没有人写过新消息。队列发出来的，就是它一直留着的那一条。它的 ID 是哪个？',
      },
      example: chosen({ printing: 'order' }),
    },
    'printing-nothing': {
      message: {
        en: 'The queue hands out again what was not acknowledged. It invents nothing, so what can be new about it?',
        'zh-cn': '队列只是把没确认的再发一次。它不会编造什么，那还能有什么是新的？',
      },
      example: chosen({ printing: 'nothing' }),
    },
    'again-both': {
      message: {
        en: 'The button runs the whole program of checkout once more, and that writes a message of its own. Where would it get the id of the first one from?',
        'zh-cn': '按一下按钮，结账程序就从头再跑一遍，写出一条自己的消息。它上哪儿去拿第一条的 ID？',
      },
      example: chosen({ again: 'both' }),
    },
    'again-nothing': {
      message: {
        en: 'The message is a new one, true. But the customer still sees the same page. What did the page already know before the first press?',
        'zh-cn': '消息确实是新的。可顾客面前还是同一个页面。第一次按下之前，页面就已经知道什么？',
      },
      example: chosen({ again: 'nothing' }),
    },
  },
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
    grows: {
      message: {
        en: 'Everybody is charged once. But when the first run is over, {kept} {kept|key stands|keys stand} in the table seen, one for each order, and none will ever go. With a flash sale every week, what is that in a year? No copy comes that late.',
        'zh-cn':
          '每个订单都只扣了一次。可第一种运行结束时，{kept} 个订单就在 seen 表里留下 {kept} 个键，一个也不会走。每周一场秒杀，一年下来是多少？没有哪一份会来得那么晚。',
      },
      example: chosen({ ttl: 'ever' }),
    },
  },
};
