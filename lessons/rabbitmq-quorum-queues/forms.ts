import type { Choice, Completions, Forms, Hints } from '../lesson.ts';

const QUEUE = { en: 'queue kitchen', 'zh-cn': '队列 kitchen' };
const PROGRAM = { en: 'the cook’s program', 'zh-cn': '厨师的程序' };
const SHOP = { en: 'publisher shop', 'zh-cn': '发布者 shop' };

/** What a learner may change in the repair, and how the shop comes. */
export const choices: readonly Choice[] = [
  {
    name: 'gives back by',
    of: PROGRAM,
    values: ['basic.nack', 'basic.reject'],
    start: 'basic.nack',
  },
  {
    name: 'acknowledges',
    of: PROGRAM,
    values: ['automatic', 'before-processing', 'after-processing'],
    start: 'after-processing',
    labels: {
      automatic: { en: 'never: automatic', 'zh-cn': '不确认：自动' },
      'before-processing': { en: 'before it works', 'zh-cn': '动手之前' },
      'after-processing': { en: 'when the work is done', 'zh-cn': '做完之后' },
    },
  },
  {
    name: 'prefetch',
    of: PROGRAM,
    values: ['0', '1'],
    start: '0',
    labels: { '0': { en: 'no limit', 'zh-cn': '不限' } },
  },
  { name: 'x-queue-type', of: QUEUE, values: ['classic', 'quorum'], start: 'quorum' },
  {
    name: 'x-delivery-limit',
    of: QUEUE,
    values: ['20', '200', '-1'],
    start: '20',
    labels: { '-1': { en: '-1: no limit', 'zh-cn': '-1：不限' } },
  },
  {
    name: 'x-delayed-retry-type',
    of: QUEUE,
    values: ['disabled', 'returned', 'failed', 'all'],
    start: 'disabled',
  },
  {
    name: 'x-dead-letter-exchange',
    of: QUEUE,
    values: ['none', 'dead'],
    start: 'none',
    labels: { none: { en: 'none', 'zh-cn': '无' } },
  },
  { name: 'x-dead-letter-strategy', of: QUEUE, values: ['at-most-once', 'at-least-once'], start: 'at-most-once' },
  { name: 'x-overflow', of: QUEUE, values: ['drop-head', 'reject-publish'], start: 'drop-head' },
  {
    name: 'publisher-confirms',
    of: SHOP,
    values: ['none', 'individual'],
    start: 'individual',
    labels: { none: { en: 'none', 'zh-cn': '无' } },
  },
];

export const forms: Forms = {
  repair: {
    choices,
    watch: [
      { en: 'x1 is given back, and rabbit-3 is away', 'zh-cn': 'x1 被退回，而 rabbit-3 不在' },
      { en: 'A rush, and the program crashes on x1', 'zh-cn': '订单高峰，程序被 x1 弄崩溃' },
      { en: 'rabbit-1 crashes, later the cook', 'zh-cn': '先是 rabbit-1 崩溃，后来是厨师' },
    ],
    numbers: [
      {
        name: 'deliveries',
        label: {
          en: 'In the first run: how many times is x1 handed to the cook?',
          'zh-cn': '第一次运行里，x1 一共投递给厨师几次？',
        },
        unit: { en: 'times', 'zh-cn': '次' },
        max: 1000,
        step: 1,
      },
    ],
  },
};

export const completions: Completions = {
  'limit-of-three': {
    judgedBy: 'counts',
    given: {},
    numbers: [
      {
        name: 'deliveries',
        label: {
          en: 'The program rejects and requeues: how many times is x1 handed to the cook?',
          'zh-cn': '程序用 reject 重新入队：x1 一共投递给厨师几次？',
        },
        unit: { en: 'times', 'zh-cn': '次' },
        max: 100,
      },
    ],
    choices: [
      {
        name: 'nack',
        label: { en: 'The program says nack and requeues: x1', 'zh-cn': '程序用 nack 重新入队：x1' },
        values: ['dropped', 'forever'],
        labels: {
          dropped: { en: 'is deleted', 'zh-cn': '被删掉' },
          forever: { en: 'goes round', 'zh-cn': '一直转圈' },
        },
      },
      {
        name: 'bystander',
        label: {
          en: 'The program crashes on x1, with a4 waiting in its hands: a4',
          'zh-cn': '程序被 x1 弄崩溃，a4 正在它手里等着：a4',
        },
        values: ['made', 'dropped'],
        labels: {
          made: { en: 'is made', 'zh-cn': '做好了' },
          dropped: { en: 'is deleted', 'zh-cn': '被删掉' },
        },
      },
    ],
    watch: [
      { en: 'reject and requeue', 'zh-cn': 'reject 重新入队' },
      { en: 'nack and requeue', 'zh-cn': 'nack 重新入队' },
      { en: 'A crash on x1', 'zh-cn': '被 x1 弄崩溃' },
    ],
  },
};

export const hints: Hints = {
  repair: [
    {
      en: 'Watch the first run: where does x1 go in the end, and which of its settings decides that?',
      'zh-cn': '看看第一次运行：x1 最后去了哪里？是哪个设置决定的？',
    },
    {
      en: 'Four things go wrong, one after the other: x1 has nowhere to go, it never dies, its letter gets lost on the way, and the others wait behind it.',
      'zh-cn': '前后有四处不对：x1 没有地方可去；它老是死不了；死信在路上会丢；别的订单排在它后面干等。',
    },
    {
      en: 'Dead letters go to dead, by basic.reject, at least once, which needs reject-publish. A prefetch of 1 spares the bystanders, and delayed retries let the others go first. Then count the deliveries of x1.',
      'zh-cn':
        '死信送到 dead，用 basic.reject 退回，策略选 at-least-once，而它又需要 reject-publish。prefetch 设为 1，免得连累旁人；延迟重试，让别的先走。最后数一数 x1 的投递次数。',
    },
  ],
};
