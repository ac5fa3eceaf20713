import type { LessonSearches } from '../search.ts';

export const searches: LessonSearches = {
  /** Three disturbances at most, in every order and at every moment of one order's life. */
  cut: {
    run: 'one-order',
    faults: { electLeader: 2, hold: 1 },
    healsMax: 0,
    fromMillis: 990,
    untilMillis: 1_500,
    statesMax: 40_000,
    guards: [
      {
        name: 'truncateByEpoch',
        label: {
          en: 'Newer rule: a follower asks where the epoch ended, and cuts there',
          'zh-cn': '新规则：follower 先问那一任到哪里为止，再从那里截断',
        },
        starts: 'off',
      },
    ],
    predictions: [
      {
        outcome: 'counter-example',
        text: { en: 'It finds a way to lose a confirmed order.', 'zh-cn': '能找到弄丢已确认订单的办法。' },
      },
      {
        outcome: 'exhausted',
        text: { en: 'It finds none within its bounds.', 'zh-cn': '在这些上限之内找不到。' },
        missed: {
          en: 'Not what you predicted. With the newer rule it found none. The next section shows why.',
          'zh-cn': '和你预测的不一样。用新规则没有找到。下一节会说明原因。',
        },
      },
    ],
    found: {
      en: 'a1 is gone: the leader does not hold it, and every follower has cut it away. How that comes about, the next run shows step by step.',
      'zh-cn': 'a1 没了：leader 上没有它，follower 也都把它截掉了。这是怎么发生的，下一次运行会一步步演示。',
    },
  },
};
