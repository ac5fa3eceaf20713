import type { Choice, Completions, Forms, Hints, ItemList } from '../lesson.ts';

const FATES = {
  orphan: { en: 'an orphan', 'zh-cn': '孤儿订单' },
  phantom: { en: 'a phantom', 'zh-cn': '幽灵消息' },
  none: { en: 'neither', 'zh-cn': '都没有' },
};

const cell = (name: string, en: string, zh: string): Choice => ({
  name,
  label: { en, 'zh-cn': zh },
  values: ['orphan', 'phantom', 'none'],
  labels: FATES,
});

const cells: readonly Choice[] = [
  cell(
    'row-refused',
    'Row, then message. The database refuses the row of a6: sold out.',
    '先写订单行，再发消息。杯子没了，数据库拒绝 a6 的订单行。',
  ),
  cell(
    'send-refused',
    'Message, then row. The database refuses the row of a6: sold out.',
    '先发消息，再写订单行。杯子没了，数据库拒绝 a6 的订单行。',
  ),
  cell(
    'catch-crash',
    'Row, then message, in a try; catch deletes the row. Checkout crashes in between.',
    'try 里先写订单行、再发消息，catch 里删掉订单行。收银台在中间崩溃。',
  ),
  cell(
    'catch-confirm',
    'The same try/catch. RabbitMQ has the message, but its confirm is lost with the connection.',
    '同样的 try/catch。RabbitMQ 已经收到消息，可是连接断了，确认丢了。',
  ),
];

const checkout: ItemList = {
  name: 'checkout',
  label: { en: 'Checkout, for each order', 'zh-cn': '收银台：每来一个订单' },
  items: [
    { id: 'row', text: { en: 'write the order’s row; commit', 'zh-cn': '写订单行，提交' } },
    { id: 'outbox', text: { en: 'write a row of the outbox; commit', 'zh-cn': '写消息行，提交' } },
    {
      id: 'both',
      text: {
        en: 'write the order’s row and a row of the outbox; one commit',
        'zh-cn': '订单行和消息行一起写，一次提交',
      },
    },
    { id: 'send', text: { en: 'send the message; wait for the confirm', 'zh-cn': '发消息，等确认' } },
  ],
  from: 'some',
  start: ['row', 'send'],
};

const relayItems = [
  { id: 'send', text: { en: 'send the message; wait for the confirm', 'zh-cn': '发消息，等确认' } },
  { id: 'delete', text: { en: 'delete the row; commit', 'zh-cn': '删掉这一行，提交' } },
];
const RELAY = { en: 'The relay, for each row of the outbox', 'zh-cn': '转发任务：本地消息表里的每一行' };

const relay: ItemList = { name: 'relay', label: RELAY, items: relayItems, from: 'some', start: [] };

const kitchen: Choice = {
  name: 'kitchen',
  label: { en: 'The kitchen makes a tea', 'zh-cn': '厨房做奶茶' },
  values: ['each', 'once'],
  start: 'each',
  labels: {
    each: { en: 'for each message', 'zh-cn': '来一条消息做一杯' },
    once: { en: 'once per order (unique key)', 'zh-cn': '每个订单只做一杯（唯一键）' },
  },
};

export const forms: Forms = {
  matrix: {
    choices: cells,
    watch: [
      { en: 'Row, then message; sold out', 'zh-cn': '先写订单行，再发消息；卖完了' },
      { en: 'Message, then row; sold out', 'zh-cn': '先发消息，再写订单行；卖完了' },
      { en: 'try/catch; checkout crashes in between', 'zh-cn': 'try/catch；收银台在中间崩溃' },
      { en: 'try/catch; the confirm is lost', 'zh-cn': 'try/catch；确认丢了' },
    ],
  },
  build: {
    lists: [checkout, relay],
    choices: [kitchen],
    plots: ['agreement'],
    watch: [
      {
        en: 'Checkout crashes twice: 0.2 seconds after a3 has come, and 0.6 seconds after a5',
        'zh-cn': '收银台崩溃两次：a3 到来 0.2 秒后，a5 到来 0.6 秒后',
      },
      {
        en: 'A power cut with a3 in hand: checkout crashes, and the relay, if there is one',
        'zh-cn': '处理 a3 时停电：收银台崩溃，转发任务（如果有）也崩溃',
      },
      { en: 'The cups are gone when a6 comes', 'zh-cn': 'a6 来的时候杯子没了' },
    ],
  },
};

export const completions: Completions = {
  'relay-order': {
    judgedBy: 'build',
    given: { lists: { checkout: ['both'], relay: [] }, settings: { kitchen: 'once' } },
    lists: [{ name: 'relay', label: RELAY, items: relayItems, from: 'all', start: ['delete', 'send'] }],
  },
};

export const hints: Hints = {
  matrix: [
    {
      en: 'For each case ask two questions: is there a row in the end? Is there a message in the end?',
      'zh-cn': '每种情况都问两个问题：最后有没有订单行？最后有没有消息？',
    },
    {
      en: 'A catch block is a piece of the program. When the process is gone, who runs it? And what it is told is “no confirm”, not “no message”.',
      'zh-cn': 'catch 块也是程序的一部分。进程都没了，谁来执行它？再说，它得知的是“没有确认”，不是“没有消息”。',
    },
    {
      en: 'What was sent cannot be taken back: whoever sends first and is refused afterwards has a message without a row. Whoever deletes the row of a message that did arrive has one, too.',
      'zh-cn': '发出去的收不回来：先发消息、后被拒绝，就有了没有订单行的消息；消息其实到了，却删掉订单行，也是一样。',
    },
  ],
  build: [
    {
      en: 'Two writes to two machines can always be parted. Which two writes go to the same machine?',
      'zh-cn': '写到两台机器上的两次写，总能被拆开。哪两次写在同一台机器上？',
    },
    {
      en: 'Checkout only writes to the database, and everything in one commit. The relay does the sending. When may it forget a row?',
      'zh-cn': '收银台只写数据库，而且一次提交。发消息的事交给转发任务。它什么时候才可以忘掉一行？',
    },
    {
      en: 'Checkout: both rows, one commit. Relay: send, then delete. A crash between the two sends twice, so the kitchen must make each order once.',
      'zh-cn': '收银台：两行，一次提交。转发任务：先发，后删。它在中间崩溃就会发两次，所以厨房对每个订单只能做一杯。',
    },
  ],
};
