import type { Choice, Completions, Forms, Hints, NumberBlank } from '../lesson.ts';

const QUEUE = { en: 'queue orders', 'zh-cn': '队列 orders' };
const PAYMENT = { en: 'payment', 'zh-cn': '支付' };
const ORDERS = { en: 'orders', 'zh-cn': '个' };
const SECONDS = { en: 'seconds', 'zh-cn': '秒' };

/** What a learner may change in the repair, and how the shop comes. */
export const choices: readonly Choice[] = [
  {
    name: 'x-max-length',
    of: QUEUE,
    values: ['none', '20', '40', '80', '160'],
    start: 'none',
    labels: { none: { en: 'no limit', 'zh-cn': '不限' } },
  },
  { name: 'x-overflow', of: QUEUE, values: ['drop-head', 'reject-publish'], start: 'drop-head' },
  {
    name: 'prefetch',
    of: PAYMENT,
    values: ['0', '10'],
    start: '0',
    labels: { 0: { en: '0: no limit', 'zh-cn': '0：不限' } },
  },
  {
    name: 'consumers',
    of: PAYMENT,
    values: ['1', '8'],
    start: '1',
    label: { en: 'how many consumers', 'zh-cn': '消费者个数' },
  },
];

const depth: NumberBlank = {
  name: 'depth',
  label: { en: 'At the deepest: orders waiting or in hand', 'zh-cn': '最深时：等待中和处理中的订单' },
  unit: ORDERS,
  max: 1000,
};

const wait: NumberBlank = {
  name: 'wait',
  label: {
    en: 'The last order of the rush is paid so long after it came',
    'zh-cn': '高峰里的最后一个订单，从来到到付完款要多久',
  },
  unit: SECONDS,
  max: 120,
  step: 0.1,
};

export const forms: Forms = {
  estimate: {
    numbers: [
      depth,
      wait,
      {
        name: 'empty',
        label: {
          en: 'From the end of the rush until the queue is empty',
          'zh-cn': '从高峰结束到队列清空要多久',
        },
        unit: SECONDS,
        max: 120,
        step: 0.1,
      },
    ],
    watch: [{ en: 'The anniversary', 'zh-cn': '周年庆' }],
  },
  repair: {
    choices,
    numbers: [
      {
        name: 'wait',
        label: {
          en: 'In the second run: the longest that an order waits until it is paid',
          'zh-cn': '第二种运行：从下单到付完款，最长要等多久',
        },
        unit: SECONDS,
        max: 120,
        step: 0.1,
      },
    ],
    watch: [
      { en: 'The sale: 40 orders a second, for two seconds', 'zh-cn': '秒杀：每秒 40 个，持续两秒' },
      { en: 'A fifth too much: 12 orders a second, for a minute', 'zh-cn': '多出两成：每秒 12 个，持续一分钟' },
    ],
  },
};

export const completions: Completions = {
  'school-class': {
    judgedBy: 'small',
    given: {},
    numbers: [depth, wait],
    watch: [{ en: 'The school class', 'zh-cn': '小学生来了' }],
  },
};

export const hints: Hints = {
  estimate: [
    {
      en: 'A queue gains what comes in minus what goes out. What is that each second of the rush, and how many seconds does it last?',
      'zh-cn': '队列每秒增加的，是进来的减去出去的。高峰里每秒增加多少？高峰有几秒？',
    },
    {
      en: 'Two divisions, two divisors. Before an order come only those that are already there. Before the end come also those that are still to arrive.',
      'zh-cn': '两次除法，除数不同。排在一个订单前面的，只有已经在队列里的；而要清空队列，还得算上之后陆续到来的。',
    },
    {
      en: 'Depth: (50 − 20) for each of 3 seconds. Wait: depth divided by what payment does in a second. Empty: depth divided by what payment has left over in a second, when 8 new orders keep coming.',
      'zh-cn':
        '深度：(50 − 20)，乘以 3 秒。等待：深度除以支付每秒处理的个数。清空：深度除以支付每秒的余力，因为每秒还有 8 个新订单进来。',
    },
  ],
  repair: [
    {
      en: 'More comes in than goes out, for a minute. Something has to be told no. Who is told, and how early?',
      'zh-cn': '整整一分钟，进来的比出去的多，总得有人听到“不”。谁来听，什么时候听到？',
    },
    {
      en: 'The limit must let the whole sale in, so it is larger than its depth. And a limit of the queue counts only what is in the queue: where else can orders pile up?',
      'zh-cn': '上限要容得下整场秒杀，所以得比秒杀时的深度大。另外，队列的上限只数队列里的：订单还可能堆在哪里？',
    },
    {
      en: 'Let the queue refuse new orders instead of dropping old ones, let it hold 80, and let the consumer hold only 10. Then divide the 90 by what payment does in a second.',
      'zh-cn':
        '队列最多存 80 个，满了就拒绝新订单，不要丢旧的；消费者手里最多 10 个。再用这 90 个除以支付每秒处理的个数。',
    },
  ],
};
