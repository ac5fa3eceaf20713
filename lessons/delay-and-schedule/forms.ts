import type { Choice, Completions, Forms, Hints, NumberBlank } from '../lesson.ts';

const SHOP = { en: 'the shop', 'zh-cn': '店铺' };
const QUEUES = { en: 'messages in queues', 'zh-cn': '队列里的消息' };
const TABLE = { en: 'program with a table', 'zh-cn': '查表的程序' };

/** What a learner may choose, and how the shop comes. */
export const choices: readonly Choice[] = [
  {
    name: 'mechanism',
    of: SHOP,
    label: { en: 'How does it wait?', 'zh-cn': '用什么方式等？' },
    values: ['one-queue', 'sleep', 'memory', 'queue-per-delay', 'table'],
    start: 'one-queue',
    labels: {
      'one-queue': {
        en: 'one queue, a TTL per message',
        'zh-cn': '一个队列，消息各带 TTL',
      },
      sleep: { en: 'sleep() in the consumer', 'zh-cn': '消费者里 sleep()' },
      memory: { en: 'a timer in checkout’s memory', 'zh-cn': '下单程序内存里的定时器' },
      'queue-per-delay': {
        en: 'a queue with a TTL for each delay',
        'zh-cn': '一种延迟一个队列，各设 TTL',
      },
      table: {
        en: 'a program looks into the table',
        'zh-cn': '程序定期查订单表',
      },
    },
  },
  {
    name: 'persistent',
    of: QUEUES,
    label: { en: 'persistent', 'zh-cn': '持久（persistent）' },
    values: ['false', 'true'],
    start: 'false',
  },
  {
    name: 'look',
    of: TABLE,
    label: { en: 'looks every … seconds', 'zh-cn': '每隔几秒查一次' },
    values: ['0.5', '5'],
    start: '5',
  },
];

const fate = (order: string, en: string, chinese: string): Choice => ({
  name: order,
  label: { en: `${order}: ${en}`, 'zh-cn': `${order}：${chinese}` },
  values: ['in-time', 'late'],
  labels: { 'in-time': { en: 'in time', 'zh-cn': '准时' }, late: { en: 'late', 'zh-cn': '晚了' } },
});

export const forms: Forms = {
  'which-late': {
    choices: [
      fate('s1', 'sale, placed at 1.0 s', '秒杀，第 1.0 秒下单'),
      fate('s2', 'sale, placed at 2.0 s', '秒杀，第 2.0 秒下单'),
      fate('n1', 'ordinary, placed at 2.4 s', '普通，第 2.4 秒下单'),
      fate('s3', 'sale, placed at 3.0 s', '秒杀，第 3.0 秒下单'),
      fate('n2', 'ordinary, placed at 3.4 s', '普通，第 3.4 秒下单'),
      fate('n3', 'ordinary, placed at 4.4 s', '普通，第 4.4 秒下单'),
    ],
    numbers: [
      {
        name: 'seconds',
        label: { en: 'The latest of them is late by', 'zh-cn': '最晚的那个晚了' },
        unit: { en: 'seconds', 'zh-cn': '秒' },
        max: 60,
        step: 0.1,
      },
    ],
    watch: [{ en: 'Six orders, one waiting queue', 'zh-cn': '六个订单，一个等待队列' }],
  },
  construct: {
    choices,
    watch: [
      { en: 'Nothing fails', 'zh-cn': '一切正常' },
      { en: 'The broker restarts while orders wait', 'zh-cn': '订单还在等，broker 重启了' },
      { en: 'The shop’s own programs restart while orders wait', 'zh-cn': '订单还在等，店铺自己的程序重启了' },
    ],
    plots: ['lateness'],
  },
};

const secondOf = (name: string, en: string, chinese: string): NumberBlank => ({
  name,
  label: { en, 'zh-cn': chinese },
  unit: { en: 'seconds', 'zh-cn': '秒' },
  max: 40,
});

export const completions: Completions = {
  'behind-one': {
    judgedBy: 'out-of-queue',
    given: {},
    numbers: [
      secondOf('s1', 's1, sale, placed at 3.7 s: closed at', 's1，秒杀，第 3.7 秒下单，关闭于第'),
      secondOf('s2', 's2, sale, placed at 12 s: closed at', 's2，秒杀，第 12 秒下单，关闭于第'),
    ],
  },
};

export const hints: Hints = {
  'which-late': [
    {
      en: 'Write down for each order when it is due. Then look at who stands in front of it in the queue at that time.',
      'zh-cn': '先写下每个订单什么时候到期，再看那一刻，队列里排在它前面的是谁。',
    },
    {
      en: 'Somebody who is due later than you and stands in front of you holds you up. Somebody who is due earlier does not.',
      'zh-cn': '排在你前面、却比你晚到期的，会挡住你；比你早到期的，不会。',
    },
    {
      en: 'Only s3 has somebody in front who is due later: n1, placed at 2.4 s with twelve seconds. s3 itself was due at 5.0 s.',
      'zh-cn': '只有 s3 前面有人比它晚到期：n1，第 2.4 秒下单，要等十二秒。而 s3 自己第 5.0 秒就到期了。',
    },
  ],
  construct: [
    {
      en: 'Ask of each way to wait: where is the timer while the order waits, and can one wait hold up another?',
      'zh-cn': '对每一种等法都问一问：订单在等的时候，定时存在哪里？一个在等，会不会挡住另一个？',
    },
    {
      en: 'There are two ways out. Either all that wait in one line wait equally long, or there is no line and somebody looks often enough.',
      'zh-cn': '有两条路：要么同一条队伍里的都等一样久，要么根本不排队，而是有人常来看。',
    },
    {
      en: 'A waiting queue for each delay, with persistent messages. Or the table, looked at every half second.',
      'zh-cn': '一种延迟一个等待队列，消息设为持久；或者用表，每半秒查一次。',
    },
  ],
};
