import type { FormPart, WrongAnswers } from '../lesson.ts';

const chosen = (settings: NonNullable<FormPart['settings']>) => (): FormPart => ({ settings });

export const wrongAnswers: WrongAnswers = {
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
          '看第二种运行：一共 12 杯，却多答应了 {sold} 位顾客。他们的订单，队列一张不落地留着。但奶茶卖没卖完，队列可不知道。',
      },
      example: chosen({ stock: 'queue' }),
    },
    'few-readers': {
      message: {
        en: 'Everybody is told yes, and nothing is forgotten. But {behind} {behind|receipt comes|receipts come} too late or not at all. A queue keeps the work; it does not do it. How many orders come in every second, and how many e-mails go out?',
        'zh-cn':
          '人人都听到“好的”，也一封没忘。可是有 {behind} 封收据来晚了，或者根本没来。队列只管存着，并不干活。每秒进来几张订单，又发得出几封邮件？',
      },
      example: chosen({ readers: '1' }),
    },
  },
};
