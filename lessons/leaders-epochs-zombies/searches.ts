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
          en: 'A follower cuts its log where its leader’s epochs say',
          'zh-cn': 'follower 按 leader 的任期记录来决定从哪里截断',
        },
        starts: 'off',
      },
    ],
    predictions: [
      {
        outcome: 'counter-example',
        text: { en: 'It finds a way to lose a confirmed order.', 'zh-cn': '能找到弄丢已确认订单的办法。' },
      },
      { outcome: 'exhausted', text: { en: 'There is no such way.', 'zh-cn': '没有这样的办法。' } },
    ],
  },
};
