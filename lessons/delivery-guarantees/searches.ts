import type { LessonSearch, LessonSearches } from '../search.ts';

/** A crash of either end, at every moment of one order's life. */
const anyCrash = {
  anomalies: ['missing-effect', 'repeated-effect'],
  targets: ['payment', 'rabbit-1'],
  fromMillis: 990,
  untilMillis: 2_500,
  statesMax: 20_000,
} as const satisfies Omit<LessonSearch, 'run' | 'faults'>;

export const searches: LessonSearches = {
  instant: {
    ...anyCrash,
    run: 'instant',
    faults: { crash: 1 },
    predictions: [
      {
        outcome: 'exhausted',
        text: {
          en: 'It finds nothing. There is no time between the two, so nothing can come between them.',
          'zh-cn': '什么也找不到。两件事之间没有空隙，也就没有什么能插进来。',
        },
      },
      {
        outcome: 'counter-example',
        text: {
          en: 'It finds a way to charge nothing or to charge twice.',
          'zh-cn': '能找到办法：要么一次没扣，要么扣了两次。',
        },
        missed: {
          en: 'Not what you predicted. The search has tried every moment within its bounds.',
          'zh-cn': '和你预测的不一样。在给定的上限之内，每个时刻它都试过了。',
        },
      },
    ],
    found: {
      en: 'One crash was enough. RabbitMQ was away when payment took the money, so nobody heard the acknowledgement. To charge and to say so may happen in one step here; over there the word still has to arrive.',
      'zh-cn':
        '一次崩溃就够了。payment 扣款时，RabbitMQ 不在，没人听到确认。扣款和开口在这边可以是同一步，可那句话还得传到对面。',
    },
  },
  keyed: {
    ...anyCrash,
    run: 'keyed',
    faults: { crash: 2 },
    untilMillis: 1_800,
    predictions: [
      {
        outcome: 'counter-example',
        text: {
          en: 'It finds a way to charge nothing or to charge twice. Two crashes are a lot.',
          'zh-cn': '能找到办法：要么一次没扣，要么扣了两次。毕竟能崩溃两次。',
        },
      },
      {
        outcome: 'exhausted',
        text: {
          en: 'It finds nothing within its bounds.',
          'zh-cn': '在这些上限之内，什么也找不到。',
        },
        missed: {
          en: 'Not what you predicted. Orders do come twice here; the second charge is refused.',
          'zh-cn': '和你预测的不一样。这里订单照样会来两次，只是第二次扣款被拒绝了。',
        },
      },
    ],
  },
};
