import type { FormPart, WrongAnswers } from '../lesson.ts';

const chosen = (settings: NonNullable<FormPart['settings']>) => (): FormPart => ({ settings });

export const wrongAnswers: WrongAnswers = {
  oneWire: {
    waits: {
      message: {
        en: '{refused} {refused|customer was|customers were} told no. This wire makes checkout wait for an answer, and for half a minute nobody answers.',
        'zh-cn': '有 {refused} 位顾客听到“不行”。这条线让 checkout 等着答复，可整整半分钟，没有人答复。',
      },
      example: chosen({ points: 'call' }),
    },
    'asks-again': {
      message: {
        en: '{refused} {refused|customer was|customers were} told no. Three questions within a second or so all meet the same closed door: points is away for thirty.',
        'zh-cn': '有 {refused} 位顾客听到“不行”。一秒上下连问三次，碰上的是同一扇关着的门：积分服务要停三十秒。',
      },
      example: chosen({ points: 'again' }),
    },
    'nobody-remembers': {
      message: {
        en: 'All were told yes, and {forgotten} {forgotten|customer|customers} will never see their points. In the example something kept what could not be done yet. What keeps it here?',
        'zh-cn':
          '人人都听到“好的”，可是有 {forgotten} 位顾客永远等不到积分。例子里，暂时做不了的事有地方留着。这里靠什么留着？',
      },
      example: chosen({ points: 'ignore' }),
    },
    'one-reader': {
      message: {
        en: 'The wire is right. But {behind} {behind|order gets|orders get} the points too late. One reader needs 0.8 seconds for an order: how many does it do in a second, and how many come?',
        'zh-cn':
          '线接对了。可是有 {behind} 个订单的积分到得太晚。一个读者做一个订单要 0.8 秒：它每秒做几个，又来了几个？',
      },
      example: chosen({ readers: '1' }),
    },
  },
  wire: {
    'still-chained': {
      message: {
        en: '{refused} of {all} customers were told no. While email is down, checkout still waits for its answer, and gets none.',
        'zh-cn': '{all} 位顾客里，有 {refused} 位听到“不行”。邮件停着，checkout 却还在等它答复，当然等不到。',
      },
      example: chosen({ email: 'call' }),
    },
    again: {
      message: {
        en: '{refused} of {all} customers were told no, each of them after three attempts instead of one. Asking again helps against a hiccup. This takes half a minute.',
        'zh-cn':
          '{all} 位顾客里，还是有 {refused} 位听到“不行”，而且是问了三次才听到。再问一次，能对付一瞬间的抖动；这次要停半分钟。',
      },
      example: chosen({ email: 'again' }),
    },
    forgotten: {
      message: {
        en: 'Everybody is told yes, and {forgotten} {forgotten|customer|customers} never got a receipt. Checkout went on, as you told it to. But who remembers what was left out?',
        'zh-cn':
          '人人都听到“好的”，可是有 {forgotten} 位顾客一直没收到收据。checkout 照你说的跳了过去。跳过的这些，谁还记得？',
      },
      example: chosen({ email: 'ignore' }),
    },
    unpaid: {
      message: {
        en: '{unpaid} {unpaid|customer was|customers were} told yes before the card was charged. If the bank then says no, the tea is already in the customer’s hand. A question whose answer you need is not a message.',
        'zh-cn':
          '有 {unpaid} 位顾客，卡还没扣款就听到了“好的”。万一银行说不行，奶茶已经到手了。要等答案的是“问”，不是“留个话”。',
      },
      example: chosen({ payment: 'queue' }),
    },
    oversold: {
      message: {
        en: 'Look at the second run: there were 12 cups, and {sold} {sold|customer|customers} more were told yes. The queue kept their orders faithfully. It cannot know that the tea is gone.',
        'zh-cn':
          '看第二种运行：一共 12 杯，却多答应了 {sold} 位顾客。他们的订单，队列一个不落地留着。但奶茶卖没卖完，队列可不知道。',
      },
      example: chosen({ stock: 'queue' }),
    },
    'few-readers': {
      message: {
        en: 'Everybody is told yes, and nothing is forgotten. But {behind} {behind|receipt comes|receipts come} too late or not at all. A queue keeps the work; it does not do it. How many orders come in every second, and how many e-mails go out?',
        'zh-cn':
          '人人都听到“好的”，也一封没忘。可是有 {behind} 封收据来晚了，或者根本没来。队列只管存着，并不干活。每秒进来几个订单，又发得出几封邮件？',
      },
      example: chosen({ readers: '1' }),
    },
  },
};
