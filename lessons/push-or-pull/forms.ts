import type { Choice, Forms, FormSpec, Hints } from '../lesson.ts';

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

export const forms: Forms = {
  tune: {
    ...tuning,
    watch: [{ en: 'The rush, and quick-2 dozes off for two seconds', 'zh-cn': '高峰，quick-2 中途打盹两秒' }],
    plots: ['waiting'],
  },
};

export const hints: Hints = {
  tune: [
    {
      en: 'An order that a worker holds can be done by nobody else. For which worker is even one order in reserve too many?',
      'zh-cn': '订单到了一个工人手里，别人就做不了它。对哪个工人来说，哪怕多备一张都嫌多？',
    },
    {
      en: 'The reserve of a quick worker has to last just as long as the next order is on its way. More than that is only at risk when the worker dozes off.',
      'zh-cn': '快的工人手里的存货，够撑到下一张订单送来就行。再多，它一打盹就全卡住了。',
    },
    {
      en: 'One at a time for slow. For the quick ones a few: more than one, fewer than ten.',
      'zh-cn': 'slow 一次一张。快的几个给几张：比一张多，比十张少。',
    },
  ],
};
