import type { Choice, Completions, Forms, Hints } from '../lesson.ts';

const SHOP = { en: 'publisher shop', 'zh-cn': '发布者 shop' };
const QUEUES = { en: 'all queues', 'zh-cn': '所有队列' };
const WORKERS = { en: 'all workers', 'zh-cn': '所有工作进程' };

/** What a learner may change in the repair, and how the shop comes. */
export const choices: readonly Choice[] = [
  {
    name: 'route',
    of: SHOP,
    label: { en: 'Which queue gets a message?', 'zh-cn': '消息进哪个队列？' },
    values: ['one', 'in-turn', 'by-order', 'by-kind'],
    start: 'one',
    labels: {
      one: { en: 'there is only one queue', 'zh-cn': '只有一个队列' },
      'in-turn': { en: 'two queues, in turn', 'zh-cn': '两个队列，轮流进' },
      'by-kind': {
        en: 'two queues, by kind of message',
        'zh-cn': '两个队列，按消息种类',
      },
      'by-order': {
        en: 'two queues, by hash of the order',
        'zh-cn': '两个队列，按订单号哈希',
      },
    },
  },
  {
    name: 'readers',
    of: QUEUES,
    label: { en: 'workers of each queue', 'zh-cn': '每个队列的工作进程数' },
    values: ['1', '2'],
    start: '2',
  },
  { name: 'x-single-active-consumer', of: QUEUES, values: ['false', 'true'], start: 'false' },
  { name: 'prefetch', of: WORKERS, values: ['1', '10'], start: '10' },
];

export const forms: Forms = {
  repair: {
    choices,
    watch: [
      { en: 'worker-1 stands still for three seconds', 'zh-cn': 'worker-1 卡住三秒' },
      { en: 'A rush, and worker-1 dies for good', 'zh-cn': '高峰中 worker-1 崩溃，再没有回来' },
      { en: 'A rush, and nothing fails', 'zh-cn': '高峰，一切正常' },
    ],
    plots: ['by-worker'],
  },
};

const given = (name: string, en: string, chinese: string): Choice => ({
  name,
  label: { en, 'zh-cn': chinese },
  values: ['worker-1-now', 'worker-2-later', 'worker-1-later'],
  labels: {
    'worker-1-now': { en: 'worker-1, meanwhile', 'zh-cn': 'worker-1，这期间就拿到' },
    'worker-2-later': { en: 'worker-2, once it goes on', 'zh-cn': 'worker-2，等它恢复以后' },
    'worker-1-later': { en: 'worker-1, once worker-2 goes on', 'zh-cn': 'worker-1，等 worker-2 恢复以后' },
  },
});

export const completions: Completions = {
  'who-gets-it': {
    judgedBy: 'affinity',
    given: {},
    choices: [given('c2', 'Who gets c2, and when?', '谁拿到 c2，什么时候？'), given('d2', 'And d2?', 'd2 呢？')],
  },
};

export const hints: Hints = {
  'turn-one': [
    {
      en: 'To be overtaken, a message has to be out of the queue and not done. Where is it then?',
      'zh-cn': '一条消息要被超过，就得已经离开队列、却还没处理完。这时它在哪里？',
    },
    {
      en: 'A crash gives the message back, and it is first in line again. What keeps a message and does not give it back?',
      'zh-cn': '崩溃会把消息退回去，它又排在最前面。什么样的故障会攥着消息不放？',
    },
    {
      en: 'Walk until worker-1 has just been given a message that ends in 1 or 2, and pause worker-1 then.',
      'zh-cn': '走到 worker-1 刚拿到一条编号为 1 或 2 的消息时，暂停 worker-1。',
    },
  ],
  repair: [
    {
      en: 'Two messages of one order must never be in two pairs of hands. Who decides where they go: the shop, or the queue?',
      'zh-cn': '同一个订单的两条消息，绝不能同时在两个工作进程手里。由谁来定它们去哪儿：店铺，还是队列？',
    },
    {
      en: 'Both. The shop has to send all messages of an order into the same queue, and that queue has to hand them to one worker at a time.',
      'zh-cn': '两个都要管。店铺要把一个订单的消息都发进同一个队列，这个队列又只能交给一个工作进程。',
    },
    {
      en: 'Two queues by hash, two workers each, and x-single-active-consumer: of the two, one works and the other is ready to take over.',
      'zh-cn': '按哈希分两个队列，每个队列两个工作进程，再打开 x-single-active-consumer：一个干活，另一个随时接手。',
    },
  ],
};
