import type { Choice, Completions, Forms, FormSpec, Hints } from '../lesson.ts';

const CONSUMERS = { en: 'reads', 'zh-cn': '读的队列' };
const QUEUES = ['queue-1', 'queue-2', 'queue-3', 'queue-4'];

const reader = (name: string): Choice => ({ name, of: CONSUMERS, values: QUEUES, start: 'queue-1' });

/** The shop as it comes: one queue, and everybody reads it. */
export const wiringForm: FormSpec = {
  choices: [
    reader('billing-1'),
    reader('billing-2'),
    reader('billing-3'),
    reader('analytics'),
    {
      name: 'auto-delete',
      of: { en: 'all queues', 'zh-cn': '所有队列' },
      values: ['true', 'false'],
      start: 'true',
      labels: {
        true: { en: 'true: deleted when the last consumer leaves', 'zh-cn': 'true：最后一个消费者离开就删除' },
        false: { en: 'false: stays', 'zh-cn': 'false：一直在' },
      },
    },
  ],
  lists: [
    {
      name: 'bound',
      label: {
        en: 'Queues bound to the exchange orders (their order does not matter)',
        'zh-cn': '绑定到交换机 orders 的队列（先后无所谓）',
      },
      items: QUEUES.map((id) => ({ id, text: { en: id, 'zh-cn': id } })),
      from: 'some',
      start: ['queue-1'],
    },
  ],
};

export const forms: Forms = {
  wire: {
    ...wiringForm,
    watch: [
      { en: 'A day on which all goes well', 'zh-cn': '一切正常的一天' },
      { en: 'Analytics is away for six seconds', 'zh-cn': 'analytics 离线六秒' },
    ],
  },
};

export const completions: Completions = {
  'second-analytics': {
    judgedBy: 'helper',
    given: {},
    choices: [
      {
        name: 'reads',
        label: { en: 'analytics-2 reads', 'zh-cn': 'analytics-2 读哪个队列' },
        values: ['billing', 'analytics', 'analytics-2'],
        labels: {
          billing: { en: 'the queue billing', 'zh-cn': '队列 billing' },
          analytics: { en: 'the queue analytics', 'zh-cn': '队列 analytics' },
          'analytics-2': { en: 'a queue of its own, bound as well', 'zh-cn': '自己的新队列，也绑定好' },
        },
      },
    ],
    numbers: [
      {
        name: 'own',
        label: {
          en: 'Of the forty orders, analytics itself then does',
          'zh-cn': '这样一来，四十个订单里 analytics 自己还做',
        },
        unit: { en: 'orders', 'zh-cn': '个' },
        max: 80,
      },
    ],
    watch: [{ en: 'A day with analytics-2', 'zh-cn': '有 analytics-2 的一天' }],
  },
};

export const hints: Hints = {
  wire: [
    {
      en: 'Take one order and ask twice: how many copies of it are there to be, and who competes for each?',
      'zh-cn': '拿一个订单，问两个问题：它应该有几份？每一份由谁来抢？',
    },
    {
      en: 'One copy for each purpose, not for each program. And a purpose whose only program is away still needs a place where its copies wait.',
      'zh-cn': '一种用途一份，不是一个程序一份。某种用途唯一的程序不在时，它那几份也得有地方等着。',
    },
    {
      en: 'Two bound queues: the three workers read one of them, analytics alone the other. Then look at the setting that decides what becomes of a queue that nobody reads for a while.',
      'zh-cn':
        '绑定两个队列：三个工作进程读其中一个，analytics 独自读另一个。再看看哪个设置决定暂时没人读的队列会怎样。',
    },
  ],
};
