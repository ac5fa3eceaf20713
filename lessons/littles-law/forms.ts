import type { Choice, Completions, Forms, Hints, NumberBlank } from '../lesson.ts';

const PAYMENT = { en: 'payment', 'zh-cn': '支付' };
const MILLISECONDS = { en: 'ms', 'zh-cn': '毫秒' };

/** What a learner may change for the evening, and how the shop comes. */
export const choices: readonly Choice[] = [
  {
    name: 'consumers',
    of: PAYMENT,
    values: ['2', '3', '4', '5', '6', '8'],
    start: '3',
    label: { en: 'how many consumers', 'zh-cn': '消费者个数' },
  },
  {
    name: 'prefetch',
    of: PAYMENT,
    values: ['1', '20', '0'],
    start: '20',
    labels: { 0: { en: '0: no limit', 'zh-cn': '0：不限' } },
  },
];

const time: NumberBlank = {
  name: 'time',
  label: { en: 'How long an order is in the shop, on average', 'zh-cn': '一个订单平均在店里待多久' },
  unit: MILLISECONDS,
  max: 10_000,
  step: 0.01,
};

export const forms: Forms = {
  count: {
    numbers: [
      time,
      {
        name: 'busy',
        label: { en: 'How many of the two workers are busy, on average', 'zh-cn': '两个工作进程里，平均有几个在忙' },
        unit: { en: 'workers', 'zh-cn': '个' },
        max: 100,
        step: 0.01,
      },
      {
        name: 'wait',
        label: {
          en: 'How long an order waits before a worker takes it, on average',
          'zh-cn': '一个订单平均等多久才有工作进程来处理',
        },
        unit: MILLISECONDS,
        max: 10_000,
        step: 0.01,
      },
    ],
    watch: [{ en: 'Sunday', 'zh-cn': '星期天' }],
  },
  tune: {
    choices,
    numbers: [
      {
        name: 'busy',
        label: {
          en: 'How busy your payment workers are then, in the long run',
          'zh-cn': '这样一来，支付工作进程长期的利用率是多少',
        },
        unit: { en: '%', 'zh-cn': '%' },
        max: 200,
      },
    ],
    watch: [{ en: 'The evening', 'zh-cn': '晚高峰' }],
  },
};

export const completions: Completions = {
  'third-letter': {
    judgedBy: 'stay',
    given: {},
    numbers: [time],
    watch: [{ en: 'Thursday', 'zh-cn': '星期四' }],
  },
};

export const hints: Hints = {
  count: [
    {
      en: 'L = λ × W has three letters, and you know two. Which one is asked for? And in which unit is λ, when two minutes are 120 seconds?',
      'zh-cn': 'L = λ × W 有三个字母，你知道两个。要求的是哪一个？两分钟是 120 秒，λ 是多少？',
    },
    {
      en: 'The law holds for every box that orders enter and leave. Draw the box around the workers only: λ is the same, and W is now the time that the work takes.',
      'zh-cn': '只要有进有出，画个框就能用这条法则。把框画在工作进程身上：λ 不变，W 就成了处理一个订单的时间。',
    },
    {
      en: 'λ = 1207 ÷ 120. Time in the shop: 3.51 ÷ λ. Busy workers: λ × 0.148 seconds. And who is in the shop either waits or is being worked on.',
      'zh-cn':
        'λ = 1207 ÷ 120。在店里的时间：3.51 ÷ λ。在忙的工作进程：λ × 0.148 秒。而在店里的订单，不是在等，就是在处理。',
    },
  ],
  tune: [
    {
      en: 'Look at the slowest orders, not at the mean. How busy are the three, and what did the curve say about that?',
      'zh-cn': '要看最慢的那些订单，不要看平均值。三个消费者有多忙？那条曲线在这个位置是什么样？',
    },
    {
      en: 'One more may be enough, if nobody stands idle while orders wait. With prefetch 20, where do orders wait: in one line for all, or in front of each?',
      'zh-cn':
        '再多一个也许就够了，只要别有人闲着而订单在等。prefetch 是 20 时，订单在哪里排队：大家共排一条队，还是各排各的？',
    },
    {
      en: 'Four consumers that take one order at a time. Orders in a second × 0.1 seconds of work ÷ 4 is their utilisation.',
      'zh-cn': '四个消费者，每次只拿一个。每秒的订单数 × 0.1 秒 ÷ 4，就是利用率。',
    },
  ],
};
