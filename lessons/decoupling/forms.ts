import type { Choice, Completions, Forms, Hints, Text } from '../lesson.ts';

const WAYS: Readonly<Record<string, Text>> = {
  call: { en: 'ask, and wait for the answer', 'zh-cn': '直接问，等它答复' },
  again: { en: 'ask up to three times', 'zh-cn': '直接问，最多问三次' },
  ignore: { en: 'ask; if it fails, go on', 'zh-cn': '直接问，失败就跳过' },
  queue: { en: 'leave a message in a queue', 'zh-cn': '往队列里留一条消息' },
};

const wayTo = (name: string, label: Text, values: readonly string[] = ['call', 'queue']): Choice => ({
  name,
  label,
  values,
  start: 'call',
  labels: Object.fromEntries(values.map((value) => [value, WAYS[value] as Text])),
});

/** How checkout reaches its services, and who reads the queues. */
export const choices: readonly Choice[] = [
  wayTo('stock', { en: '1. stock: is there a cup?', 'zh-cn': '1. stock（库存）：还有没有奶茶？' }),
  wayTo('payment', { en: '2. payment: charge the card', 'zh-cn': '2. payment（支付）：扣款' }),
  wayTo('points', { en: '3. points: credit the points', 'zh-cn': '3. points（积分）：记积分' }),
  wayTo('email', { en: '4. email: send the receipt', 'zh-cn': '4. email（邮件）：发收据' }, [
    'call',
    'again',
    'ignore',
    'queue',
  ]),
  {
    name: 'readers',
    label: { en: 'Readers of each queue, one message at a time', 'zh-cn': '每个队列的读者（一次处理一条）' },
    values: ['1', '2', '4'],
    start: '1',
  },
];

export const forms: Forms = {
  wire: {
    choices,
    watch: [
      { en: 'Email is down for 30 seconds', 'zh-cn': '邮件停 30 秒' },
      { en: 'The tea runs out after 12 cups', 'zh-cn': '只有 12 杯，卖完为止' },
    ],
  },
};

export const completions: Completions = {
  'one-wire': {
    judgedBy: 'oneWire',
    given: { settings: { stock: 'call', payment: 'call', email: 'call' } },
    choices: [
      {
        name: 'points',
        label: { en: 'From checkout to points', 'zh-cn': '从 checkout 到 points（积分）' },
        values: ['call', 'again', 'ignore', 'queue'],
        labels: WAYS,
      },
      {
        name: 'readers',
        label: {
          en: 'Readers at the queue of points, if there is one',
          'zh-cn': '积分队列（如果有）的读者',
        },
        values: ['1', '2'],
      },
    ],
    watch: [{ en: 'Points is down for 30 seconds', 'zh-cn': '积分服务停 30 秒' }],
  },
};

export const hints: Hints = {
  wire: [
    {
      en: 'Ask of each service: does the customer’s yes depend on its answer?',
      'zh-cn': '对每个服务问一句：要不要对顾客说“好的”，得看它怎么答吗？',
    },
    {
      en: 'Whether there is a cup and whether it is paid decide about the yes. The receipt does not: it only must not be forgotten.',
      'zh-cn': '有没有奶茶、钱收没收到，决定能不能说“好的”。收据不决定这个，但也不能忘了发。',
    },
    {
      en: 'Leave a message for email, and ask stock and payment directly. Then count: two orders come in every second, and one reader sends one e-mail a second.',
      'zh-cn': '给 email 留消息，stock 和 payment 直接问。再算一算：每秒来两个订单，一个读者每秒发一封邮件。',
    },
  ],
};
