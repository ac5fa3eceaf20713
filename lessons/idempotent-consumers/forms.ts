import type { Choice, Completions, Forms, Hints } from '../lesson.ts';

const PAYMENT = { en: 'payment', 'zh-cn': '支付服务' };

/** What a learner may change in the repair, and how payment comes. */
export const choices: readonly Choice[] = [
  {
    name: 'key',
    label: { en: 'What payment remembers', 'zh-cn': '记住什么' },
    of: PAYMENT,
    values: ['message', 'order'],
    start: 'message',
    labels: {
      message: { en: 'the id of the message', 'zh-cn': '消息的 ID' },
      order: { en: 'the name of the order', 'zh-cn': '订单号' },
    },
  },
  {
    name: 'store',
    label: { en: 'Where, and when', 'zh-cn': '记在哪里、什么时候记' },
    of: PAYMENT,
    values: ['none', 'memory', 'own', 'same'],
    start: 'none',
    labels: {
      none: { en: 'nowhere', 'zh-cn': '不记' },
      memory: { en: 'in memory, at the start', 'zh-cn': '内存里，一开始就记' },
      own: { en: 'in the database, at the start', 'zh-cn': '数据库里，一开始就记' },
      same: { en: 'in the database, with the charge', 'zh-cn': '数据库里，和扣款同一个事务' },
    },
  },
  {
    name: 'ttl',
    label: { en: 'For how long', 'zh-cn': '记多久' },
    of: PAYMENT,
    values: ['3', '10', '30', 'ever'],
    start: '3',
    labels: {
      '3': { en: '3 seconds', 'zh-cn': '3 秒' },
      '10': { en: '10 seconds', 'zh-cn': '10 秒' },
      '30': { en: '30 seconds', 'zh-cn': '30 秒' },
      ever: { en: 'for ever', 'zh-cn': '永远' },
    },
  },
];

export const forms: Forms = {
  repair: {
    choices,
    watch: [
      { en: 'The customer of a3 presses the button again', 'zh-cn': 'a3 的顾客又按了一次按钮' },
      { en: 'Payment crashes while it prints the label of a3', 'zh-cn': '支付服务打印 a3 的杯贴时崩溃' },
      { en: 'Payment crashes while it adds up a3', 'zh-cn': '支付服务算 a3 的价钱时崩溃' },
      { en: 'It crashes while it prints, and is down for twelve seconds', 'zh-cn': '打印时崩溃，十二秒后才有人重启' },
    ],
  },
};

const common = (name: string, en: string, chinese: string): Choice => ({
  name,
  label: { en, 'zh-cn': chinese },
  values: ['both', 'order', 'nothing'],
  labels: {
    both: { en: 'message id and order', 'zh-cn': '消息 ID 和订单号' },
    order: { en: 'only the order', 'zh-cn': '只有订单号' },
    nothing: { en: 'neither', 'zh-cn': '都不同' },
  },
});

export const completions: Completions = {
  'second-try': {
    judgedBy: 'same-key',
    given: {},
    choices: [
      common(
        'printing',
        'Payment crashes before the acknowledgement, and a3 comes again',
        '支付服务在确认之前崩溃，a3 又来了',
      ),
      common('again', 'The customer presses the button again, and a3 comes again', '顾客又按了一次按钮，a3 又来了'),
    ],
  },
};

export const hints: Hints = {
  repair: [
    {
      en: 'Take the runs one after the other, and look at a3 in each: is it charged twice, or not at all? The two need different cures.',
      'zh-cn': '把几次运行挨个看一遍，每次都只盯着 a3：是扣了两次，还是一次也没扣？这两种毛病要用不同的药。',
    },
    {
      en: 'Key and charge must never part: either both survive a crash, or neither does. And the key must be one that the second press of the button brings along.',
      'zh-cn': '键和扣款绝不能分家：崩溃之后，要么都在，要么都不在。而且这个键，顾客第二次按按钮时也得带着。',
    },
    {
      en: 'Remember the name of the order, in the transaction of the charge. Then see how late the last copy of a3 comes, and remember it for longer than that, but not for ever.',
      'zh-cn':
        '记订单号，和扣款放在同一个事务里。然后看看 a3 的最后一份来得有多晚，记的时间要比这更长，但不要永远记着。',
    },
  ],
};
