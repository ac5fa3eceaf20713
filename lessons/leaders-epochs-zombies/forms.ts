import type { Choice, Completions, Forms, Hints } from '../lesson.ts';

/** What a learner may change in the repair, and how the shop comes. */
export const choices: readonly Choice[] = [
  { name: 'acks', values: ['1', 'all'], start: '1' },
  { name: 'broker.session.timeout.ms', values: ['1000', '3000', '9000'], start: '9000' },
  { name: 'request.timeout.ms', values: ['1000', '5000', '30000'], start: '30000' },
];

export const forms: Forms = {
  repair: {
    choices,
    watch: [
      { en: 'broker-1 stands still for 13 seconds', 'zh-cn': 'broker-1 停住 13 秒' },
      { en: 'broker-1 is cut off from the controller for 13 seconds', 'zh-cn': 'broker-1 与控制器断开 13 秒' },
      { en: 'broker-1 stands still for 2 seconds', 'zh-cn': 'broker-1 停住 2 秒' },
    ],
    numbers: [
      {
        name: 'silence',
        label: {
          en: 'While broker-1 stands still for 13 seconds: the longest time in which no order is confirmed',
          'zh-cn': 'broker-1 停住 13 秒期间，最长有多久没有任何订单得到确认',
        },
        unit: { en: 'seconds', 'zh-cn': '秒' },
        max: 1000,
        step: 0.1,
      },
    ],
  },
};

export const completions: Completions = {
  'six-moments': {
    judgedBy: 'order',
    given: {},
    lists: [
      {
        name: 'moments',
        label: { en: 'First to last', 'zh-cn': '从最早到最晚' },
        items: [
          { id: 'asleep', text: { en: 'broker-1 falls asleep', 'zh-cn': 'broker-1 睡着了' } },
          { id: 'sent', text: { en: 'the till sends a5 to broker-1', 'zh-cn': '收银台把 a5 发给 broker-1' } },
          {
            id: 'appointed',
            text: { en: 'the controller appoints broker-2', 'zh-cn': '控制器任命 broker-2' },
          },
          {
            id: 'written',
            text: { en: 'broker-1 writes a5 into its log', 'zh-cn': 'broker-1 把 a5 写进日志' },
          },
          {
            id: 'learned',
            text: { en: 'broker-1 no longer believes that it leads', 'zh-cn': 'broker-1 不再认为自己是 leader' },
          },
          {
            id: 'succeeds',
            text: { en: 'broker-2 believes that it leads', 'zh-cn': 'broker-2 认为自己是 leader' },
          },
        ],
        from: 'all',
        start: ['succeeds', 'asleep', 'learned', 'appointed', 'sent', 'written'],
      },
    ],
    watch: [{ en: 'The letter to broker-2 is late', 'zh-cn': '给 broker-2 的信迟到了' }],
  },
};

export const hints: Hints = {
  learns: [
    {
      en: 'Nobody knows what no message has told it. Which messages can reach broker-1 while its cable to the controller is cut?',
      'zh-cn': '没有消息告诉它，它就不会知道。通往控制器的网线断着的时候，哪些消息到得了 broker-1？',
    },
    {
      en: 'It is not the election, and not yet the moment when the cable is whole again.',
      'zh-cn': '不是选举那一步，网线刚接好的那一步也还不是。',
    },
    {
      en: 'Jump to the healing of the cable, then go on step by step, and watch which machines say that they lead.',
      'zh-cn': '先跳到网线恢复的那一步，再一步一步往后走，留意有哪些机器还说自己是 leader。',
    },
  ],
  repair: [
    {
      en: 'A zombie may say “stored” as long as it needs nobody else for that. Which setting makes it need the others?',
      'zh-cn': '只要答复“已存好”不需要别人点头，僵尸就能答复。哪个设置让它离不开别人？',
    },
    {
      en: 'Two clocks run one after the other: the controller’s until there is a new leader, and the till’s until it looks for it.',
      'zh-cn': '有两只钟一前一后地走：控制器的那只走完才有新 leader，收银台的那只走完才去找它。',
    },
    {
      en: 'acks=all. A session that is longer than a pause of 2 seconds and shorter than the 6 that you may take, and a till that gives up sooner than that.',
      'zh-cn': 'acks=all；会话要长过 2 秒的停顿，又短于允许的 6 秒；收银台要比它更早放弃等待。',
    },
  ],
};
