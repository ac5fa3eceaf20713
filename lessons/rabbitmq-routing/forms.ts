import type { Choice, Completions, Forms, Hints } from '../lesson.ts';

const QUEUES = { en: 'all queues', 'zh-cn': '所有队列' };
const CONSUMERS = { en: 'all consumers', 'zh-cn': '所有消费者' };
const EXCHANGE = { en: 'exchange orders', 'zh-cn': '交换机 orders' };
const SHOP = { en: 'publisher shop', 'zh-cn': '发布者 shop' };

/** What a learner may change in the repair, and how the shop comes. */
export const choices: readonly Choice[] = [
  { name: 'persistent', of: SHOP, values: ['false', 'true'], start: 'false' },
  { name: 'mandatory', of: SHOP, values: ['false', 'true'], start: 'false' },
  { name: 'republish', of: SHOP, values: ['never', 'unconfirmed'], start: 'never' },
  { name: 'type', of: EXCHANGE, values: ['topic', 'fanout'], start: 'topic' },
  {
    name: 'alternate-exchange',
    of: EXCHANGE,
    values: ['none', 'unbound', 'bound'],
    start: 'none',
    labels: {
      none: { en: 'none', 'zh-cn': '无' },
      unbound: { en: 'unrouted, with no queue', 'zh-cn': 'unrouted，没有绑定队列' },
      bound: { en: 'unrouted, with a queue unrouted', 'zh-cn': 'unrouted，绑定队列 unrouted' },
    },
  },
  { name: 'x-queue-type', of: QUEUES, values: ['classic', 'quorum'], start: 'classic' },
  { name: 'prefetch', of: CONSUMERS, values: ['1', '100'], start: '1' },
];

export const forms: Forms = {
  repair: {
    choices,
    watch: [
      { en: 'The deploy forgets the binding of refunds for six seconds', 'zh-cn': '上线时漏掉退款的绑定，持续六秒' },
      { en: 'The shop begins to publish order.refunded.partly', 'zh-cn': '店铺开始发布 order.refunded.partly' },
      { en: 'Nothing goes wrong', 'zh-cn': '一切正常' },
    ],
    numbers: [
      {
        name: 'waiting',
        label: {
          en: 'In the first run: orders that wait in the queue unrouted at the end',
          'zh-cn': '第一种运行：结束时在队列 unrouted 里等着的订单',
        },
        unit: { en: 'orders', 'zh-cn': '个订单' },
        max: 1000,
        step: 1,
      },
    ],
  },
};

export const completions: Completions = {
  'belt-and-braces': {
    judgedBy: 'both',
    given: {},
    choices: [
      {
        name: 'lies',
        label: { en: 'In the end r3', 'zh-cn': '最后，r3' },
        values: ['shop', 'net', 'gone'],
        labels: {
          shop: { en: 'is back at the shop, and in no queue', 'zh-cn': '退回店铺，不在任何队列里' },
          net: { en: 'lies in the queue unrouted', 'zh-cn': '在队列 unrouted 里' },
          gone: { en: 'is nowhere', 'zh-cn': '哪里都没有' },
        },
      },
      {
        name: 'hears',
        label: { en: 'The shop hears', 'zh-cn': '店铺听到' },
        values: ['return', 'confirm', 'nothing'],
        labels: {
          return: { en: 'a return, then the confirm', 'zh-cn': '先是退回，然后是确认' },
          confirm: { en: 'only the confirm', 'zh-cn': '只有确认' },
          nothing: { en: 'nothing', 'zh-cn': '什么也没有' },
        },
      },
    ],
    watch: [{ en: 'mandatory, and a net below', 'zh-cn': 'mandatory，下面还有网' }],
  },
};

export const hints: Hints = {
  silent: [
    {
      en: 'A binding that is deleted loses nothing by itself. Who has to come by afterwards?',
      'zh-cn': '光是删掉绑定，什么也不会丢。之后还得有谁来，才会丢？',
    },
    {
      en: 'Refunds had two bindings. Find the step at which the last one is gone, then the first refund that is published after it.',
      'zh-cn': '退款原有两个绑定。先找到最后一个绑定消失的那一步，再找之后发布的第一笔退款。',
    },
    {
      en: 'Follow that refund step by step: it is sent, it reaches the exchange, and there it falls through. The confirm comes later.',
      'zh-cn': '一步一步跟着那笔退款：发出，到达交换机，就在那里漏掉。确认要晚一些才来。',
    },
  ],
  repair: [
    {
      en: 'All the orders that are lost have one thing in common: they have never been in a queue. Which setting says something about those?',
      'zh-cn': '丢掉的订单都有一个共同点：从来没有进过队列。哪个设置管的是这样的消息？',
    },
    {
      en: 'It is not enough to learn that nobody wanted a message. Somebody has to keep it, also under a key that nobody has thought of.',
      'zh-cn': '光知道没有队列要它还不够，得有地方留住它，哪怕是谁也没想到的路由键。',
    },
    {
      en: 'Give orders an alternate exchange, and bind a queue to that. Then count what lies in this queue at the end of the first run.',
      'zh-cn': '给 orders 设一个备用交换机，再给它绑定一个队列。然后数一数第一种运行结束时，这个队列里有多少消息。',
    },
  ],
};
