import type { WrongAnswers } from '../lesson.ts';
import type { Action } from '../../sim-engine/scenario/types.ts';

const at = (seconds: number, operation: string, args: Action['arguments']): Action => ({
  at: Math.round(seconds * 1_000_000),
  operation,
  arguments: args,
});

const on = (seconds: number, operation: string, node: string): Action => at(seconds, operation, { node });
const TO_BROKER = { a: 'payment-in', b: 'rabbit-1' };

export const wrongAnswers: WrongAnswers = {
  twice: {
    nothing: {
      message: {
        en: 'Nothing is broken yet. Go to a moment, choose a fault under the picture, and carry it out.',
        'zh-cn': '还没有破坏任何东西。先走到某个时刻，在图的下方选一个故障，再执行它。',
      },
      example: () => ({ actions: [] }),
    },
    operator: {
      message: {
        en: '“{operation}” is something that an operator does on purpose. Here only accidents count, and repairs.',
        'zh-cn': '“{operation}”是运维人员有意做的事。这里只算意外故障和恢复。',
      },
      example: () => ({ actions: [at(1.2, 'purgeQueue', { queue: 'orders' })] }),
    },
    'too-many': {
      message: {
        en: 'That took {used} {used|fault|faults}. {most} are enough, even one is.',
        'zh-cn': '你用了 {used} 个故障。{most} 个就够，其实一个也行。',
      },
      example: () => ({
        actions: [on(1.2, 'crash', 'rabbit-1'), on(2.2, 'crash', 'checkout'), on(3.2, 'pause', 'customers')],
      }),
    },
    'payment-is-a-rock': {
      message: {
        en: 'You used “{operation}” on payment. That would be the easy way; this server is made of granite. It does all its work, every time. How can a customer be charged twice all the same?',
        'zh-cn':
          '你对 payment 用了“{operation}”。那样就太容易了：这台服务器坚如磐石，每次都把活干完。怎样照样让顾客被扣两次款？',
      },
      example: () => ({ actions: [on(1.45, 'crash', 'payment')] }),
    },
    'nobody-in-hand': {
      message: {
        en: 'Everybody was charged once. When your fault struck, payment had nothing in hand: what it had done was acknowledged, and the rest was delivered later. Strike between a delivery and its acknowledgement.',
        'zh-cn':
          '每个人都只扣了一次款。故障发生时，payment 手里没有订单：做完的已经确认，其余的后来才投递。要在投递和确认之间动手。',
      },
      example: () => ({ actions: [on(1.8, 'crash', 'rabbit-1')] }),
    },
    'not-noticed': {
      message: {
        en: 'The moment is right: payment had an order in hand. But the acknowledgement arrived after all. Either your fault did not touch its way, or the wire was whole again before RabbitMQ had noticed anything.',
        'zh-cn':
          '时机对了：payment 手里正有一个订单。可确认最后还是送到了：要么故障没有碰到它的路，要么 RabbitMQ 还没察觉，线路就恢复了。',
      },
      example: () => ({ actions: [at(1.2, 'cut', TO_BROKER), at(1.3, 'healLink', TO_BROKER)] }),
    },
  },
  never: {
    nothing: {
      message: {
        en: 'No fault, no loss: three orders, three charges. Begin at a moment when payment has said “done” and has not done it.',
        'zh-cn': '没有故障，也没有丢失：三个订单，扣了三次款。从 payment 说了“做完了”却还没做的那一刻下手。',
      },
      example: () => ({ actions: [] }),
    },
    operator: {
      message: {
        en: 'An operator who uses “{operation}” can lose anything. Find an accident that does it.',
        'zh-cn': '运维人员用“{operation}”，当然什么都能弄丢。请找一个意外故障来做到。',
      },
      example: () => ({ actions: [at(1.2, 'purgeQueue', { queue: 'orders' })] }),
    },
    'too-many': {
      message: {
        en: '{used} {used|fault is|faults are} more than it takes: {most} at most. Which of yours did the harm?',
        'zh-cn': '{used} 个故障太多了，最多 {most} 个。真正造成损失的是哪一个？',
      },
      example: () => ({
        actions: [on(1.2, 'crash', 'payment'), on(2.2, 'crash', 'checkout'), on(3.2, 'pause', 'customers')],
      }),
    },
    disk: {
      message: {
        en: 'Without a disk anything is lost, wherever the acknowledgement stands. That was the last lesson. Leave the disks alone.',
        'zh-cn': '磁盘没了，确认放在哪里都会丢，那是上一课的内容。这次别动磁盘。',
      },
      example: () => ({ actions: [on(1.2, 'diskLoss', 'checkout')] }),
    },
    'twice-instead': {
      message: {
        en: 'Look at that: {order} was charged twice, although payment acknowledges first! The early acknowledgement got lost as well. A fine find, but you are to make one that is never charged.',
        'zh-cn':
          '你看：payment 明明先确认，{order} 还是扣了两次款！提前发出的确认也丢在了路上。找得好，不过这里要的是一次也没扣的订单。',
      },
      example: () => ({ actions: [at(1.45, 'cutOneWay', { from: 'payment-in', to: 'rabbit-1' })] }),
    },
    'nobody-forgets': {
      message: {
        en: 'Everybody was charged once. What you broke was slow or silent for a while, but it forgot nothing that counts. After the acknowledgement only one machine still knows of the order.',
        'zh-cn':
          '每个人都扣了一次款。你弄坏的东西只是慢了一阵、哑了一阵，要紧的一样没忘。确认之后，只有一台机器还知道这个订单。',
      },
      example: () => ({ actions: [on(1.2, 'crash', 'rabbit-1')] }),
    },
    'after-the-charge': {
      message: {
        en: 'payment crashed with an order in hand, but the money was already taken; only the receipt is missing. Be quicker.',
        'zh-cn': 'payment 崩溃时手里有订单，可钱已经扣了，只差一张小票。动作再快一点。',
      },
      example: () => ({ actions: [on(1.45, 'crash', 'payment'), on(1.7, 'restart', 'payment')] }),
    },
    'empty-handed': {
      message: {
        en: 'payment crashed between two orders, with nothing in hand. Whoever holds nothing can lose nothing.',
        'zh-cn': 'payment 在两个订单之间崩溃，手里什么也没有。手里没有，就没得丢。',
      },
      example: () => ({ actions: [on(1.8, 'crash', 'payment')] }),
    },
  },
};
