import type { FormPart, WrongAnswers } from '../lesson.ts';

const said =
  (settings: Readonly<Record<string, string>>): (() => FormPart) =>
  () => ({ settings });
const listing =
  (lists: Readonly<Record<string, readonly string[]>>): (() => FormPart) =>
  () => ({ lists });

export const wrongAnswers: WrongAnswers = {
  matrix: {
    'refused-row': {
      message: {
        en: 'Look again at “row, then message” when the cups are gone. The database refuses, and checkout is told so before it has sent anything. Does it still send?',
        'zh-cn': '再看先写订单行、又卖完了的那种。数据库拒绝了，而收银台在发消息之前就知道了。它还会发吗？',
      },
      example: said({ 'row-refused': 'orphan' }),
    },
    'only-crashes': {
      message: {
        en: 'Look again at “message, then row” when the cups are gone. Nothing crashes, but the second write fails all the same. Where is the message by then?',
        'zh-cn': '再看先发消息、又卖完了的那种。什么都没崩溃，可第二次写照样失败了。这时消息在哪里？',
      },
      example: said({ 'send-refused': 'none' }),
    },
    'catch-after-crash': {
      message: {
        en: 'Look again at try/catch and the crash. The catch block is in the process that crashes. Who carries it out?',
        'zh-cn': '再看 try/catch 碰上崩溃的那种。catch 块就在崩溃的那个进程里。谁来执行它？',
      },
      example: said({ 'catch-crash': 'none' }),
    },
    'lost-confirm': {
      message: {
        en: 'Look again at try/catch and the lost confirm. This time the catch block is carried out, and deletes the row. It has heard no confirm. Does that mean that there is no message?',
        'zh-cn':
          '再看 try/catch 碰上确认丢失的那种。这次 catch 块执行了，也删掉了订单行。它没等到确认，就等于没有消息吗？',
      },
      example: said({ 'catch-confirm': 'none' }),
    },
  },
  build: {
    'no-row': {
      message: {
        en: 'Checkout writes no order into the table orders. The kitchen may be busy, but the shop does not know what it has sold.',
        'zh-cn': '收银台没有往 orders 表写订单。厨房也许忙着，店里却不知道自己卖了什么。',
      },
      example: listing({ checkout: ['outbox'] }),
    },
    'nobody-sends': {
      message: {
        en: 'The orders are in the database, and there they stay: nobody sends a message about them.',
        'zh-cn': '订单都在数据库里，也就一直躺在那里：没有人为它们发消息。',
      },
      example: listing({ relay: [] }),
    },
    'never-deleted': {
      message: {
        en: 'The relay sent {sent} {sent|message|messages} for a handful of orders, and it would never have stopped: the next round finds the same rows.',
        'zh-cn': '就这么几个订单，转发任务发了 {sent} 条消息，而且永远停不下来：下一轮找到的还是那些行。',
      },
      example: listing({ relay: ['send'] }),
    },
    refused: {
      message: {
        en: '{orders} {orders|order is|orders are} in the database, but customers were told “no”: checkout writes the same row a second time, and the unique key refuses it.',
        'zh-cn': '数据库里有 {orders} 个订单，顾客听到的却是“失败”：收银台把同一行写了两次，第二次被唯一键拒绝了。',
      },
      example: listing({ checkout: ['both', 'row'] }),
    },
    orphan: {
      message: {
        en: 'An orphan: {orders} is in the database, and nobody will ever hear of it. Checkout died after the first write and before the second. When it starts again, who could still know?',
        'zh-cn':
          '孤儿订单：{orders} 在数据库里，却永远没有人知道。收银台死在第一次写之后、第二次写之前。等它再启动，还有谁记得？',
      },
      example: listing({ checkout: ['row', 'send'], relay: [] }),
    },
    phantom: {
      message: {
        en: 'A phantom: the kitchen has made {orders}, and there is no such order. The message was out before the database had agreed.',
        'zh-cn': '幽灵消息：厨房做了 {orders}，可根本没有这个订单。数据库还没答应，消息就出去了。',
      },
      example: listing({ checkout: ['send', 'row'], relay: [] }),
    },
    'two-commits': {
      message: {
        en: 'There is an outbox, and still {orders} went wrong. The order’s row and the row of the outbox are in the same database now. But how many commits are there, and what can come between?',
        'zh-cn':
          '有了本地消息表，{orders} 还是出了错。订单行和消息行现在确实在同一个数据库里，可一共提交了几次？中间能插进什么？',
      },
      example: listing({ checkout: ['row', 'outbox'] }),
    },
    'deleted-first': {
      message: {
        en: 'Checkout is well now, but the relay is not: it crashed with {orders} in hand, and when it came back, nothing reminded it. The relay writes to two machines as well.',
        'zh-cn':
          '收银台没有问题了，转发任务却有：它处理 {orders} 时崩溃，回来以后，再没有什么能提醒它。转发任务也是往两台机器上写。',
      },
      example: listing({ relay: ['delete', 'send'] }),
    },
    'two-senders': {
      message: {
        en: 'No orphan and no phantom, but {orders} were made twice, and nothing had to crash for that. How many programs send the message of an order?',
        'zh-cn':
          '没有孤儿订单，也没有幽灵消息，可 {orders} 都做了两杯，而且不用谁崩溃。一个订单的消息，有几个程序在发？',
      },
      example: () => ({ lists: { checkout: ['both', 'send'] }, settings: { kitchen: 'each' } }),
    },
    twice: {
      message: {
        en: 'No orphan and no phantom. But the relay crashed after it had sent {orders}, and sent it again: the kitchen made two teas. Can the relay avoid this? If not, who must?',
        'zh-cn':
          '没有孤儿订单，也没有幽灵消息。可转发任务发完 {orders} 就崩溃了，回来又发了一次：厨房做了两杯。转发任务避免得了吗？避免不了，那该由谁来管？',
      },
      example: said({ kitchen: 'each' }),
    },
  },
};
