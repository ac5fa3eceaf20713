import type { Choice, Completions, Forms, Hints, Text } from '../lesson.ts';

const CHECKOUT = { en: 'checkout', 'zh-cn': '收银程序 checkout' };
const QUEUE = { en: 'queue orders', 'zh-cn': '队列 orders' };
const KITCHEN = { en: 'kitchen', 'zh-cn': '厨房 kitchen' };

/** What a learner may change in the repair, and how the shop comes. */
export const choices: readonly Choice[] = [
  {
    name: 'told',
    of: CHECKOUT,
    label: { en: 'says “your tea is coming”', 'zh-cn': '什么时候说“马上就好”' },
    values: ['sent', 'unawaited', 'confirmed'],
    start: 'sent',
    labels: {
      sent: { en: 'when send() has returned', 'zh-cn': 'send() 一返回就说' },
      unawaited: { en: 'when send() has returned; confirms are switched on', 'zh-cn': 'send() 一返回就说；确认已打开' },
      confirmed: { en: 'when the confirm has come', 'zh-cn': '收到确认才说' },
    },
  },
  {
    name: 'queue',
    of: QUEUE,
    label: { en: 'keeps its messages', 'zh-cn': '消息存在哪里' },
    values: ['transient', 'persistent', 'quorum-1', 'quorum-3', 'quorum-far'],
    start: 'transient',
    labels: {
      transient: { en: 'in memory (classic, transient)', 'zh-cn': '内存（classic，非持久消息）' },
      persistent: { en: 'in a file (classic, persistent)', 'zh-cn': '文件（classic，持久消息）' },
      'quorum-1': { en: 'flushed, on one machine (quorum, one member)', 'zh-cn': '刷盘，一台机器（quorum，一个成员）' },
      'quorum-3': {
        en: 'flushed, on three machines (quorum, three members)',
        'zh-cn': '刷盘，三台机器（quorum，三个成员）',
      },
      'quorum-far': {
        en: 'flushed, on three machines on three continents (quorum)',
        'zh-cn': '刷盘，三台机器分布在三大洲（quorum）',
      },
    },
  },
  {
    name: 'acknowledge',
    of: KITCHEN,
    label: { en: 'acknowledges', 'zh-cn': '什么时候确认' },
    values: ['automatic', 'before-processing', 'after-processing'],
    start: 'automatic',
    labels: {
      automatic: { en: 'never: it is done once it is sent', 'zh-cn': '不确认：一发出就算完成' },
      'before-processing': { en: 'when it begins a tea', 'zh-cn': '开始做的时候' },
      'after-processing': { en: 'when the tea is handed out', 'zh-cn': '茶递出去之后' },
    },
  },
];

const price: Choice = {
  name: 'price',
  label: { en: 'What it costs, over all five accidents', 'zh-cn': '五次事故下来，代价是什么' },
  values: ['nothing', 'refused', 'twice'],
  labels: {
    nothing: { en: 'nothing: every tea is made exactly once', 'zh-cn': '没有代价：每杯都恰好做一次' },
    refused: { en: 'some customers never get through', 'zh-cn': '有的顾客始终下不了单' },
    twice: { en: 'some teas are made twice', 'zh-cn': '有的茶做了两杯' },
  },
};

/** The accidents, in the order of a message's way. */
const accidents: readonly Text[] = [
  {
    en: '1. The network stalls, then checkout crashes',
    'zh-cn': '1. 网络卡住，接着 checkout 崩溃',
  },
  { en: '2. The broker process crashes', 'zh-cn': '2. broker 进程崩溃' },
  { en: '3. The broker’s machine loses power', 'zh-cn': '3. broker 的机器断电' },
  { en: '4. The broker’s machine is gone for good', 'zh-cn': '4. broker 的机器彻底报废' },
  { en: '5. The kitchen crashes, twice', 'zh-cn': '5. 厨房崩溃，两次' },
];

const outcome = (name: string, place: number): Choice => ({
  name,
  label: accidents[place] as Text,
  values: ['none', 'twice', 'lost', 'both'],
  labels: {
    none: { en: 'all well', 'zh-cn': '都没事' },
    twice: { en: 'some twice', 'zh-cn': '有重复' },
    lost: { en: 'some lost', 'zh-cn': '有丢失' },
    both: { en: 'lost and twice', 'zh-cn': '有丢也有重' },
  },
});

export const forms: Forms = {
  matrix: {
    choices: ['buffer', 'memory', 'disk', 'replica', 'consumer'].map(outcome),
    watch: accidents,
  },
  repair: { choices: [...choices, price], watch: accidents },
};

const fateOf = (name: string, en: string, chinese: string): Choice => ({
  name,
  label: { en, 'zh-cn': chinese },
  values: ['once', 'twice', 'never'],
  labels: {
    once: { en: 'made once', 'zh-cn': '做一杯' },
    twice: { en: 'made twice', 'zh-cn': '做两杯' },
    never: { en: 'never made', 'zh-cn': '没人做' },
  },
});

export const completions: Completions = {
  begin: {
    judgedBy: 'hasty',
    given: {},
    choices: [
      fateOf('a5', 'a5: its cup stands on the counter when the kitchen crashes', 'a5：厨房崩溃时，茶已经摆上柜台'),
      fateOf(
        'a6',
        'a6: handed to the kitchen, and not begun when it crashes',
        'a6：厨房崩溃时，单子到了手里，还没开始做',
      ),
      fateOf('a8', 'a8: in the shaker when the kitchen crashes', 'a8：厨房崩溃时，茶还在雪克杯里'),
    ],
  },
};

export const hints: Hints = {
  matrix: [
    {
      en: 'For each accident ask two questions. Who had been told “it is done”? And did the one who knows that still exist afterwards?',
      'zh-cn': '每次事故都问两个问题：谁已经被告知“好了”？事后，知道这件事的那一方还在吗？',
    },
    {
      en: 'Lost needs two things: the customer was told, and the last copy is gone. Twice needs something else: the work was done, and the one who waits for the news did not get it.',
      'zh-cn':
        '丢失要两样凑齐：顾客已被告知，最后一份拷贝也没了。重复则是另一回事：活干完了，等消息的一方却没收到消息。',
    },
    {
      en: 'Accident 1: the customers were not told yet, so they press again. 2: a file outlives its process; but the kitchen was just making a tea. 4: how many machines have a copy? 5: once it crashes after the cup and before the acknowledgement.',
      'zh-cn':
        '事故 1：顾客还没被告知，会再按一次。事故 2：进程死了，文件还在；可是厨房手里正做着一杯。事故 4：有几台机器存着拷贝？事故 5：有一次崩溃，恰好在出杯之后、确认之前。',
    },
  ],
  repair: [
    {
      en: 'Walk along the way with one order in your hand. At each place: who has already promised something, and who else still has the order?',
      'zh-cn': '手里拿着一个订单，沿路走一遍。每到一处就问：谁已经许了诺？除了这里，还有谁手上有这个订单？',
    },
    {
      en: 'A promise is safe if it is made after the next one down the way has the order for sure. That holds at the counter, and it holds in the kitchen.',
      'zh-cn': '要等下一站确实接住了订单，才能许诺。柜台如此，厨房也如此。',
    },
    {
      en: 'Checkout waits for the confirm. The queue has to survive a power failure and the loss of a whole machine, but none of the accidents takes a continent. The kitchen says “done” only when it is done. For the price, watch accident 5 and count the cups of a5.',
      'zh-cn':
        'checkout 要等确认。队列既要扛得住断电，也要扛得住整台机器报废，但没有哪次事故会毁掉一整个洲。厨房做完了才说“做完了”。至于代价，看看事故 5，数数 a5 做了几杯。',
    },
  ],
};
