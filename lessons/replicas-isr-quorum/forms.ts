import type { Choice, Completions, Forms, Hints } from '../lesson.ts';

/** What a learner may change in the repair, and how the shop comes. */
export const choices: readonly Choice[] = [
  { name: 'acks', values: ['1', 'all'], start: 'all' },
  { name: 'min.insync.replicas', values: ['1', '2', '3'], start: '1' },
  { name: 'unclean.leader.election.enable', values: ['false', 'true'], start: 'true' },
];

export const forms: Forms = {
  repair: {
    choices,
    watch: [
      { en: 'The rack is away, then the power fails', 'zh-cn': '机架失联，随后断电' },
      { en: 'One broker is away', 'zh-cn': '一台 broker 不在' },
      { en: 'Everybody crashes; one that missed orders comes back first', 'zh-cn': '全部崩溃，缺了订单的那台先回来' },
    ],
    numbers: [
      {
        name: 'silence',
        label: {
          en: 'With the rack away: the longest time in which no order is confirmed',
          'zh-cn': '机架失联时，最长有多久没有任何订单得到确认',
        },
        unit: { en: 'seconds', 'zh-cn': '秒' },
        max: 1000,
        step: 0.1,
      },
    ],
  },
};

export const completions: Completions = {
  'second-copy': {
    judgedBy: 'price',
    given: {},
    choices: [
      {
        name: 'a9',
        label: { en: 'The next order, a9, is', 'zh-cn': '下一个订单 a9' },
        values: ['alone', 'back', 'never'],
        labels: {
          alone: { en: 'confirmed after some seconds, with one copy', 'zh-cn': '等几秒，凭一份拷贝确认' },
          back: { en: 'confirmed when the rack is back', 'zh-cn': '等机架回来才确认' },
          never: { en: 'refused, and never confirmed', 'zh-cn': '被拒绝，再也没有确认' },
        },
      },
    ],
    numbers: [
      {
        name: 'silence',
        label: { en: 'The longest time in which no order is confirmed', 'zh-cn': '最长有多久没有任何订单得到确认' },
        unit: { en: 'seconds', 'zh-cn': '秒' },
        max: 100,
        step: 0.1,
      },
    ],
    watch: [{ en: 'The rack is away for six seconds', 'zh-cn': '机架失联六秒' }],
  },
};

export const hints: Hints = {
  'lose-one': [
    {
      en: 'A machine that is only silent comes back with everything it had. Who has to forget, and what has to be true of the others then?',
      'zh-cn': '只是没声音的机器，回来时东西都在。谁必须失忆？那时其他机器又该是什么状态？',
    },
    {
      en: 'Whoever is in sync has every confirmed order. Make the list of those in sync as short as it gets, and look at how long that takes.',
      'zh-cn': '在同步名单上的，都有全部已确认的订单。先让名单短到不能再短，看看这要等多久。',
    },
    {
      en: 'Isolate broker-2 and broker-3. Walk on until only broker-1 is in sync and some orders are confirmed. Then let its power fail.',
      'zh-cn': '先隔离 broker-2 和 broker-3，往后走到名单上只剩 broker-1、又确认了几个订单，再让它断电。',
    },
  ],
  repair: [
    {
      en: 'Watch the first accident to its end. How many machines had the last confirmed orders?',
      'zh-cn': '把第一种事故看到底：最后确认的那几个订单，当时有几台机器上有？',
    },
    {
      en: 'Three is one too many: then a single broker that is away stops the shop. And look at who leads after the third accident.',
      'zh-cn': '要求三个就太多了：只要一台不在，店里就停。再看看第三种事故之后，是谁当了 leader。',
    },
    {
      en: 'Leave acks at all, ask for two in sync, and let nobody lead who has missed orders. For the number, find the last ok before the gap and the first one after it.',
      'zh-cn':
        'acks 仍用 all，要求两个同步，不让缺了订单的副本当 leader。至于数字，找出中断前的最后一个 ok 和之后的第一个 ok。',
    },
  ],
};
