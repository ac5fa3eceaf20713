import type { FormPart, WrongAnswer, WrongAnswers } from '../lesson.ts';

const chosen =
  (settings: NonNullable<FormPart['settings']>): (() => FormPart) =>
  () => ({ settings });

const oversold: WrongAnswer = {
  message: {
    en: 'More teas were sold than there are cups: {names} ({count} too many). The books say that a cup came back, and the shelf has never seen it. Had every cancelled order really taken one?',
    'zh-cn':
      '卖出去的比杯子还多：{names}（多卖了 {count} 个）。账上说有杯子退回来了，货架上却从没见过。取消的订单，个个都真的拿走过杯子吗？',
  },
  example: chosen({ early: 'cup' }),
};

const fromNowhere: WrongAnswer = {
  message: {
    en: '{names} ({count}) got money back that nobody had paid. An undo is only right for an action that happened.',
    'zh-cn': '{names}（共 {count} 个）拿到了退款，可谁也没有付过这笔钱。没发生过的操作，不该撤销。',
  },
  example: chosen({ early: 'money' }),
};

const held: WrongAnswer = {
  message: {
    en: 'Cancelled, and a cup still stands reserved: {names} ({count}). The undo came, found nothing, and went home. Then the reservation came. Who was there to stop it?',
    'zh-cn':
      '订单取消了，杯子还占着：{names}（共 {count} 个）。补偿来过，什么也没找到就走了；接着，预留才到。那时有谁拦着它？',
  },
  example: chosen({ early: 'nothing' }),
};

export const wrongAnswers: WrongAnswers = {
  early: { oversold, 'from-nowhere': fromNowhere, held },
  repair: {
    waits: {
      message: {
        en: 'At the end {names} ({count}) are still pending. No message is on its way for them, and no program will ever look at these rows again. Who ends an order whose answer never comes?',
        'zh-cn':
          '直到最后，{names}（共 {count} 个）还是 pending。路上没有它们的消息，也没有哪个程序会再去看这些行。答复一直不来的订单，由谁来了结？',
      },
      example: chosen({ timeout: 'none' }),
    },
    'too-eager': {
      message: {
        en: 'Everything is consistent, and not one tea is sold: {count} customers paid and all were cancelled ({names}). How long does the bank take on a good day?',
        'zh-cn':
          '账全对上了，可是一杯也没卖出去：{count} 位顾客付了款，订单全被取消（{names}）。平常银行要多久才有结果？',
      },
      example: chosen({ timeout: '0.5' }),
    },
    oversold,
    'from-nowhere': fromNowhere,
    held,
    unasked: {
      message: {
        en: '{names} ({count}) paid, and payment does not know it: the row still says asked. The bank spoke once, into the void. Nobody has asked it again.',
        'zh-cn':
          '{names}（共 {count} 个）付了钱，支付服务却不知道：那一行还是 asked。银行说过一次，没有人听见；之后也没有人再去问。',
      },
      example: chosen({ asked: 'no' }),
    },
    unrefunded: {
      message: {
        en: 'Payment knows that {names} ({count}) paid, checkout knows that the order is cancelled. Each of the two is right, and nobody compares them.',
        'zh-cn':
          '支付服务知道 {names}（共 {count} 个）付了钱，收银台知道订单取消了。两边各自都没错，只是没有人把两边对一对。',
      },
      example: chosen({ paid: 'no' }),
    },
    'no-number': {
      message: {
        en: 'The design holds in all three runs. Now say what it costs: how many customers of the first run get money instead of tea?',
        'zh-cn': '三种事故都扛住了。再说说代价：第一种事故里，有多少顾客拿到的是钱，不是奶茶？',
      },
      example: () => ({ numbers: { refunds: null } }),
    },
    'number-off': {
      message: {
        en: 'The design holds, but {number} is not the number of refunds. Watch the first run, and count at its end.',
        'zh-cn': '设计没问题，但退款的不是 {number} 人。请看第一种事故，到结尾数一数。',
      },
      example: () => ({ numbers: { refunds: 12 } }),
    },
  },
};
