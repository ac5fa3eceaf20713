import type { Choice, Completions, Forms, Hints } from '../lesson.ts';

const QUEUES = { en: 'queues', 'zh-cn': '队列' };
const COUPONS = { en: 'the queue with the coupons', 'zh-cn': '放优惠券的队列' };
const SENDERS = { en: 'senders', 'zh-cn': '发送员' };
const CAMPAIGN = { en: 'the campaign', 'zh-cn': '活动程序' };

/** What a learner may change, and how the shop comes. */
export const choices: readonly Choice[] = [
  {
    name: 'queues',
    of: QUEUES,
    label: { en: 'codes and coupons', 'zh-cn': '取餐码和优惠券' },
    values: ['one', 'priorities', 'two'],
    start: 'one',
    labels: {
      one: { en: 'in one queue', 'zh-cn': '同一个队列' },
      priorities: { en: 'in one queue, codes first', 'zh-cn': '同一个队列，取餐码优先' },
      two: { en: 'in two queues', 'zh-cn': '两个队列' },
    },
  },
  {
    name: 'prefetch',
    of: SENDERS,
    values: ['1', '20'],
    start: '20',
  },
  {
    name: 'x-max-length',
    of: COUPONS,
    values: ['none', '10', '100', '2000'],
    start: 'none',
    labels: { none: { en: 'no limit', 'zh-cn': '不限' } },
  },
  { name: 'x-overflow', of: COUPONS, values: ['drop-head', 'reject-publish'], start: 'drop-head' },
  {
    name: 'refused',
    of: CAMPAIGN,
    label: { en: 'when a coupon is refused', 'zh-cn': '优惠券被拒绝时' },
    values: ['drop', 'pause'],
    start: 'drop',
    labels: {
      drop: { en: 'forget it, go on', 'zh-cn': '不管它，继续发' },
      pause: { en: 'stand still for 0.1 s, then again', 'zh-cn': '停 0.1 秒再发' },
    },
  },
];

export const forms: Forms = {
  tune: {
    choices,
    watch: [{ en: 'The campaign, and two frozen senders', 'zh-cn': '活动高峰，两个发送员卡住' }],
    plots: ['house', 'codes'],
  },
};

export const completions: Completions = {
  'until-full': {
    judgedBy: 'fill',
    given: {},
    numbers: [
      {
        name: 'full',
        label: { en: 'It says no for the first time after about', 'zh-cn': '第一次说“不”，大约在几秒之后' },
        unit: { en: 'seconds', 'zh-cn': '秒' },
        max: 30,
      },
      {
        name: 'wait',
        label: { en: 'A code that comes just then waits for about', 'zh-cn': '那时进来的取餐码，大约要等几秒' },
        unit: { en: 'seconds', 'zh-cn': '秒' },
        max: 30,
      },
    ],
  },
};

export const hints: Hints = {
  tune: [
    {
      en: 'Who can wait, and who cannot? Look at the curve of what is in the house, then at the waits of the codes.',
      'zh-cn': '谁等得起，谁等不起？先看店里积压的曲线，再看取餐码的等待。',
    },
    {
      en: 'What stands in one queue shares its fate: its place, its limit, what is pushed out. And a frozen sender keeps what it holds.',
      'zh-cn': '站在同一个队列里，就共担命运：位置、上限、谁被挤出去。还有，卡住的发送员不会松手。',
    },
    {
      en: 'Two queues, prefetch 1. The queue of the coupons gets a limit, and says no when it is full; the campaign stands still for a moment and tries again.',
      'zh-cn': '两个队列，prefetch 设为 1。放优惠券的队列设一个上限，满了就拒绝；活动程序停一下再发。',
    },
  ],
};
