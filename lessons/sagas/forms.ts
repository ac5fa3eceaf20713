import type { Choice, Completions, Forms, Hints } from '../lesson.ts';

const YES_NO = { no: { en: 'no', 'zh-cn': '不加' }, yes: { en: 'every 5 seconds', 'zh-cn': '每 5 秒一次' } };

const timeout: Choice = {
  name: 'timeout',
  label: { en: 'Checkout cancels an order that is still pending after', 'zh-cn': '订单多久还没结果，就由收银台取消' },
  values: ['none', '0.5', '10'],
  start: 'none',
  labels: {
    none: { en: 'never', 'zh-cn': '不取消' },
    '0.5': { en: '0.5 seconds', 'zh-cn': '0.5 秒' },
    '10': { en: '10 seconds', 'zh-cn': '10 秒' },
  },
};

const early: Choice = {
  name: 'early',
  label: { en: 'An undo that finds nothing to undo', 'zh-cn': '补偿到了，却没有可撤销的操作' },
  values: ['nothing', 'cup', 'money', 'note'],
  start: 'nothing',
  labels: {
    nothing: { en: 'does nothing', 'zh-cn': '什么也不做' },
    cup: { en: 'puts a cup back on the shelf all the same', 'zh-cn': '照样放回一个杯子' },
    money: { en: 'gives the money back all the same', 'zh-cn': '照样退钱' },
    note: { en: 'leaves a row: this order is off', 'zh-cn': '留下一行：此单作废' },
  },
};

const reconcile: readonly Choice[] = [
  {
    name: 'asked',
    label: {
      en: 'For each payment without an answer: ask the bank whether it has charged',
      'zh-cn': '对每笔没有回音的付款，去问银行扣了没有',
    },
    values: ['no', 'yes'],
    start: 'no',
    labels: YES_NO,
  },
  {
    name: 'paid',
    label: {
      en: 'For each paid payment: ask checkout whether the order is cancelled; if so, refund',
      'zh-cn': '对每笔已付的款，去问收银台订单取消了没有，取消了就退款',
    },
    values: ['no', 'yes'],
    start: 'no',
    labels: YES_NO,
  },
];

export const forms: Forms = {
  repair: {
    choices: [timeout, early, ...reconcile],
    numbers: [
      {
        name: 'refunds',
        label: {
          en: 'In the first run: customers who get their money back',
          'zh-cn': '第一种事故里，拿回钱的顾客',
        },
        unit: { en: 'customers', 'zh-cn': '人' },
        max: 12,
      },
    ],
    watch: [
      { en: 'The bank stands still for 30 seconds', 'zh-cn': '银行停顿 30 秒' },
      { en: 'The bank dies between charging and telling', 'zh-cn': '银行扣了款，还没通知就崩溃' },
      { en: 'Two queues get stuck, one after the other', 'zh-cn': '两个队列先后卡住' },
    ],
    plots: ['unsettled'],
  },
};

const { start: _start, ...open } = early;

export const completions: Completions = {
  'early-undo': {
    judgedBy: 'early',
    given: { settings: { timeout: '10', asked: 'yes', paid: 'yes' } },
    choices: [open],
  },
};

export const hints: Hints = {
  repair: [
    {
      en: 'Look at one order that ends badly, and ask: which program will ever look at its row again?',
      'zh-cn': '挑一个下场不好的订单，问一句：它那一行，以后还有哪个程序会去看？',
    },
    {
      en: 'A timeout ends the order, not the payment. The bank may still charge, or may have charged without a word. Two questions have to be asked again and again: one to the bank, one to checkout.',
      'zh-cn':
        '超时了结的是订单，不是付款。银行之后可能还会扣，也可能早就扣了没吭声。有两个问题得反复去问：一个问银行，一个问收银台。',
    },
    {
      en: 'Ten seconds, because the bank usually takes one. Both questions, every five seconds. And an undo that comes first must leave something that stops the action behind it.',
      'zh-cn': '银行通常一秒就够，所以超时取十秒。两个问题都要每五秒问一次。补偿先到时，要留下点什么，挡住后到的操作。',
    },
  ],
};
