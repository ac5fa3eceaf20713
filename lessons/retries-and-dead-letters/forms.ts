import type { Choice, Completions, Forms, Hints } from '../lesson.ts';

const WORKERS = { en: 'workers', 'zh-cn': '工作进程' };
const QUEUE = { en: 'queue payments', 'zh-cn': '队列 payments' };
const OFFICE = { en: 'the office', 'zh-cn': '办公室' };

/** What a learner may change, and how the shop comes. */
export const choices: readonly Choice[] = [
  {
    name: 'attempts',
    of: WORKERS,
    label: { en: 'attempts at the bank, for one order', 'zh-cn': '一个订单最多问银行几次' },
    values: ['1', '3', '8', 'no end'],
    start: '1',
    labels: { 'no end': { en: 'until it works', 'zh-cn': '直到成功' } },
  },
  {
    name: 'first wait',
    of: WORKERS,
    label: { en: 'wait after the first attempt', 'zh-cn': '第一次失败后等多久' },
    values: ['1', '20', '200', '2000'],
    start: '1',
    labels: {
      '1': { en: '1 ms', 'zh-cn': '1 毫秒' },
      '20': { en: '20 ms', 'zh-cn': '20 毫秒' },
      '200': { en: '200 ms', 'zh-cn': '200 毫秒' },
      '2000': { en: '2 s', 'zh-cn': '2 秒' },
    },
  },
  {
    name: 'back-off',
    of: WORKERS,
    label: { en: 'the waits after that', 'zh-cn': '之后每次等多久' },
    values: ['fixed', 'exponential', 'jitter'],
    start: 'fixed',
    labels: {
      fixed: { en: 'always the same', 'zh-cn': '每次都一样' },
      exponential: { en: 'doubled each time', 'zh-cn': '每次翻倍' },
      jitter: { en: 'doubled, with jitter', 'zh-cn': '翻倍，再加抖动' },
    },
  },
  {
    name: 'given up',
    of: WORKERS,
    label: { en: 'an order that cannot be done', 'zh-cn': '办不成的订单' },
    values: ['requeue', 'discard'],
    start: 'requeue',
    labels: {
      requeue: { en: 'back into the queue', 'zh-cn': '退回队列' },
      discard: { en: 'rejected for good', 'zh-cn': '拒绝，不再退回' },
    },
  },
  {
    name: 'x-dead-letter-exchange',
    of: QUEUE,
    values: ['none', 'dead'],
    start: 'none',
    labels: { none: { en: 'none', 'zh-cn': '无' } },
  },
  {
    name: 'redrive',
    of: OFFICE,
    label: { en: 'redrive, when the bank is back', 'zh-cn': '银行恢复之后，回灌死信' },
    values: ['never', 'all at once', 'one a second'],
    start: 'never',
    labels: {
      never: { en: 'never', 'zh-cn': '不回灌' },
      'all at once': { en: 'all at once', 'zh-cn': '一次全部' },
      'one a second': { en: 'one a second', 'zh-cn': '每秒一个' },
    },
  },
];

export const forms: Forms = {
  tune: {
    choices,
    watch: [
      { en: 'An evening with hiccups', 'zh-cn': '银行偶尔闪断的一晚' },
      { en: 'The bank is away for four seconds', 'zh-cn': '银行掉线四秒' },
    ],
    plots: ['load'],
  },
};

export const completions: Completions = {
  'fourth-attempt': {
    judgedBy: 'fourth',
    given: {},
    numbers: [
      {
        name: 'seconds',
        label: { en: 'The fourth attempt comes after the first by', 'zh-cn': '第四次比第一次晚' },
        unit: { en: 'seconds', 'zh-cn': '秒' },
        max: 30,
      },
    ],
    choices: [
      {
        name: 'jitter',
        label: { en: 'With jitter the fourth attempt comes', 'zh-cn': '加上抖动，第四次' },
        values: ['earlier', 'same', 'later'],
        labels: {
          earlier: { en: 'earlier than without', 'zh-cn': '比不加时来得早' },
          same: { en: 'at the same time', 'zh-cn': '和不加时一样' },
          later: { en: 'later than without', 'zh-cn': '比不加时来得晚' },
        },
      },
    ],
  },
};

export const hints: Hints = {
  tune: [
    {
      en: 'Begin with the odd orders: where do they have to end up, and which two settings decide that? Then watch the bank’s curve on the second evening.',
      'zh-cn': '先看怪订单：它们最后该去哪里？由哪两个设置决定？然后看第二晚银行的那条曲线。',
    },
    {
      en: 'Two errors, two cures. A hiccup lasts a tenth of a second: all attempts together must last longer. The outage lasts four: no worker should hold an order that long. What is put aside meanwhile has to come back, without a crowd.',
      'zh-cn':
        '两种错误，两种治法。闪断只有十分之一秒：几次尝试加起来要比它长。掉线有四秒：工作进程不该把订单攥那么久。这期间放到一边的，要送回来，但不能一窝蜂。',
    },
    {
      en: 'Three attempts, 200 ms before the second one, then reject for good, to the exchange dead. Redrive one a second. With jitter, as the workers were told before.',
      'zh-cn':
        '试三次，第二次之前等 200 毫秒，还不成就拒绝、送到 dead 交换机，再以每秒一个回灌。前面说过的抖动也加上。',
    },
  ],
};
