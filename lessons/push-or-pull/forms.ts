import type { Choice, Completions, Forms, FormSpec, Hints } from '../lesson.ts';

const VALUES = ['0', '1', '3', '10', '50'];

const prefetch = (name: string, of: Choice['of']): Choice => ({
  name,
  ...(of === undefined ? {} : { of }),
  values: VALUES,
  start: '0',
  label: { en: 'prefetch', 'zh-cn': 'prefetch' },
  labels: { '0': { en: '0: without limit', 'zh-cn': '0：没有上限' } },
});

export const tuning: FormSpec = {
  choices: [
    prefetch('quick', { en: 'quick-1, quick-2, quick-3', 'zh-cn': 'quick-1、quick-2、quick-3' }),
    prefetch('slow', { en: 'slow', 'zh-cn': 'slow' }),
  ],
};

export const asking: FormSpec = {
  choices: [
    {
      name: 'fetch.max.wait.ms',
      values: ['0', '10', '100', '500', '2000'],
      start: '0',
      labels: { '0': { en: '0: answer at once', 'zh-cn': '0：马上答复' } },
    },
    {
      name: 'fetch.min.bytes',
      values: ['1', '500', '5000'],
      start: '1',
      labels: {
        '1': { en: '1: any order is enough', 'zh-cn': '1：有一个就答' },
        '500': { en: '500: about three orders', 'zh-cn': '500：大约三个订单' },
        '5000': { en: '5000: about thirty orders', 'zh-cn': '5000：大约三十个订单' },
      },
    },
  ],
};

export const forms: Forms = {
  tune: {
    ...tuning,
    watch: [{ en: 'The rush, and quick-2 dozes off for two seconds', 'zh-cn': '高峰，quick-2 中途打盹两秒' }],
    plots: ['waiting'],
  },
  ask: { ...asking, watch: [{ en: 'One order a second', 'zh-cn': '每秒一个订单' }] },
};

export const completions: Completions = {
  'small-reserve': {
    judgedBy: 'reserve',
    given: {},
    numbers: [
      {
        name: 'rate',
        label: { en: 'With a prefetch of 1 it does, in a second', 'zh-cn': '预取数是 1 时，它每秒做完' },
        unit: { en: 'orders', 'zh-cn': '个' },
        max: 100,
        step: 0.1,
      },
    ],
    choices: [
      {
        name: 'prefetch',
        label: {
          en: 'The smallest prefetch with which it is hardly ever idle',
          'zh-cn': '要让它几乎不闲着，预取数至少要设成',
        },
        values: ['1', '2', '3', '10'],
      },
    ],
    watch: [
      { en: 'Your prefetch', 'zh-cn': '你设的预取数' },
      { en: 'A prefetch of 1', 'zh-cn': '预取数为 1' },
      { en: 'One fewer than yours', 'zh-cn': '比你设的少一个' },
    ],
  },
};

export const hints: Hints = {
  tune: [
    {
      en: 'An order that a worker holds can be done by nobody else. For which worker is even one order in reserve too many?',
      'zh-cn': '订单到了一个工作进程手里，别人就做不了它。对哪个工作进程来说，哪怕多备一个都嫌多？',
    },
    {
      en: 'The reserve of a quick worker has to last just as long as the next order is on its way. More than that is only at risk when the worker dozes off.',
      'zh-cn': '快的工作进程手里的存货，够撑到下一个订单送来就行。再多，它一打盹就全卡住了。',
    },
    {
      en: 'One at a time for slow. For the quick ones a few: more than one, fewer than ten.',
      'zh-cn': 'slow 一次只给一个。快的多给几个：比一个多，比十个少。',
    },
  ],
  ask: [
    {
      en: 'The worker always asks again as soon as it has an answer. What decides how soon an answer for nothing comes?',
      'zh-cn': '工作进程一拿到答复，马上就再问。没有订单时，答复来得早还是晚，由什么决定？',
    },
    {
      en: 'One of the two numbers is how long the broker may hold a question that it has nothing for. Does an order that comes meanwhile wait for that time to be over?',
      'zh-cn': '两个数里，有一个是没有东西可答时 broker 最多把问题留多久。这期间来了订单，它要等这段时间过完吗？',
    },
    {
      en: 'Let the broker wait long for nothing, half a second or more, and let it answer as soon as there is one order.',
      'zh-cn': '没有东西时让 broker 多等一会儿，半秒或更久；只要有一个订单，就让它马上答复。',
    },
  ],
};
