import type { WrongAnswer, WrongAnswers } from '../lesson.ts';
import { CAUSES, crashSteps, handedStep, madeSteps, overtaker, pausedStep, rowStep, VICTIM } from './checks.ts';

/** A ticket that is read wrongly. */
const misread = (name: string, value: string, en: string, zh: string): WrongAnswer => ({
  message: { en, 'zh-cn': zh },
  example: () => ({ settings: { [name]: value } }),
});

export const wrongAnswers: WrongAnswers = {
  tickets: {
    vanish: misread(
      'vanish',
      'agree',
      'Ticket 1: look again. There is a row, and there was a message; RabbitMQ even confirmed it. Both agree. And yet this customer was told something that did not come true.',
      '工单 1：再看看。行是有的，消息也有过，RabbitMQ 还确认了，两边是一致的。可是答应这位顾客的事，没有兑现。',
    ),
    orphan: misread(
      'orphan',
      'loss',
      'Ticket 2: lost would mean that somebody had been told “accepted”. This customer was told nothing. But two places in the shop contradict each other.',
      '工单 2：说“丢了”，得先有人听到过“已接受”。这位顾客什么也没听到。不过，店里有两个地方互相矛盾。',
    ),
    overload: misread(
      'overload',
      'loss',
      'Ticket 3: unpleasant, but was anything promised? Compare what these customers were told with what was done.',
      '工单 3：是不愉快，可是答应过什么吗？把对他们说的和实际做的比一比。',
    ),
    twice: misread(
      'twice',
      'none',
      'Ticket 4: at-least-once allows two deliveries. It does not make two teas right for one order. Which guarantee had this customer counted on?',
      '工单 4：至少一次，允许投递两次，但一个订单做两杯就不对了。这位顾客指望的是哪条保证？',
    ),
    inverted: misread(
      'inverted',
      'none',
      'Ticket 5: everything came, everything once. What is left that a queue is believed to keep?',
      '工单 5：都到了，也都只到一次。大家以为队列还守着的，是哪一条？',
    ),
  },
  inverted: {
    trigger: {
      message: {
        en: 'At step {step} kitchen-1 stands still. That is the trigger, and alone it does no harm: with one consumer everybody would now wait, in order. Who makes overtaking possible?',
        'zh-cn':
          '第 {step} 步，kitchen-1 停住了。这是诱因，单凭它还不会乱：只有一个消费者的话，大家会按顺序等着。是谁让超车成为可能？',
      },
      example: (run) => ({ step: pausedStep(run) }),
    },
    symptom: {
      message: {
        en: 'At step {step} the tea is made too early. Here one sees it. But the kitchen only works on what it has been given. When did it get this order?',
        'zh-cn': '第 {step} 步，这杯做早了，问题在这里露出来。可厨房只是照手里的单做。它是什么时候拿到这张单的？',
      },
      example: (run) => ({ step: madeSteps(run, overtaker(run))[0] ?? -1 }),
    },
    'too-early': {
      message: {
        en: 'At step {step} no order is in the wrong hands yet. If the rest went well from here, the order would be kept.',
        'zh-cn': '第 {step} 步，还没有哪个订单到了不该到的手里。如果从这里起一切顺利，顺序还保得住。',
      },
      example: () => ({ step: 1 }),
    },
    'too-late': {
      message: {
        en: 'At step {step} the race has been on for a while. Go back to where it began.',
        'zh-cn': '到第 {step} 步，抢跑早就开始了。请往回找起点。',
      },
      example: (run) => ({ step: CAUSES.inverted(run) + 1 }),
    },
  },
  vanish: {
    'idle-crash': {
      message: {
        en: 'At step {step} the kitchen crashes as well, but with empty hands: the orders before it are made, the next ones wait. A crash takes only what is in memory.',
        'zh-cn':
          '第 {step} 步，厨房也崩溃了，不过手里是空的：前面的做完了，后面的还在等。崩溃带走的，只是内存里的东西。',
      },
      example: (run) => ({ step: crashSteps(run, 'kitchen')[0] ?? -1 }),
    },
    'in-hand': {
      message: {
        en: 'At step {step} RabbitMQ has already forgotten a3, and that is the careless setting. But the kitchen still has it: if all went well from here, the tea would come. When is the last copy gone?',
        'zh-cn':
          '到第 {step} 步，RabbitMQ 已经忘掉了 a3，这正是大意的设置。可是厨房手里还有：从这里起一切顺利，奶茶还会来。最后一份是什么时候没的？',
      },
      example: (run) => ({ step: handedStep(run, VICTIM) }),
    },
    'too-early': {
      message: {
        en: 'At step {step} the kitchen has not got a3 yet. Nothing is in danger.',
        'zh-cn': '第 {step} 步，厨房还没拿到 a3，没有什么处在危险之中。',
      },
      example: () => ({ step: 1 }),
    },
    'too-late': {
      message: {
        en: 'At step {step} a3 is gone already, from the queue and from the kitchen. Look earlier.',
        'zh-cn': '到第 {step} 步，队列里、厨房里都已经没有 a3 了。请往前找。',
      },
      example: (run) => ({ step: CAUSES.vanish(run) + 1 }),
    },
  },
  orphan: {
    'clean-crash': {
      message: {
        en: 'At step {step} checkout crashes as well, but before it has committed anything: no row, no message, both agree. A crash is harmless before the first write.',
        'zh-cn':
          '第 {step} 步，收银台也崩溃了，但它还什么都没提交：没有行，也没有消息，两边一致。第一次写之前崩溃，没有害处。',
      },
      example: (run) => ({ step: crashSteps(run, 'checkout')[0] ?? -1 }),
    },
    'half-done': {
      message: {
        en: 'At step {step} the row of a3 is there and the message is not. That alone is no harm yet: checkout is about to send it. What stops it?',
        'zh-cn': '第 {step} 步，a3 的行有了，消息还没有。光这样还不算坏：收银台正要发。是什么打断了它？',
      },
      example: (run) => ({ step: rowStep(run, 'orders', VICTIM) }),
    },
    'too-early': {
      message: {
        en: 'At step {step} a3 has no row yet. Nothing is half done.',
        'zh-cn': '第 {step} 步，a3 还没有行，没有什么做了一半。',
      },
      example: () => ({ step: 1 }),
    },
    'too-late': {
      message: {
        en: 'At step {step} nobody remembers any more that a3 was to be sent. Look for the moment at which that was forgotten.',
        'zh-cn': '到第 {step} 步，已经没有谁记得 a3 还要发送。请找到忘掉它的那一刻。',
      },
      example: (run) => ({ step: CAUSES.orphan(run) + 1 }),
    },
  },
  twice: {
    symptom: {
      message: {
        en: 'At step {step} the second tea is made. That is what the customer sees. But from the kitchen’s point of view this is the first time: it remembers nothing. Why does it get a3 again?',
        'zh-cn':
          '第 {step} 步，做出了第二杯，这是顾客看到的。可在厨房看来，这是第一次：它什么都不记得了。它为什么又拿到 a3？',
      },
      example: (run) => ({ step: madeSteps(run, VICTIM)[1] ?? -1 }),
    },
    'harmless-crash': {
      message: {
        en: 'At step {step} the kitchen crashes with an order in hand, but before it has made the tea. The message comes again, and one tea is made. That is what redelivery is for.',
        'zh-cn': '第 {step} 步，厨房拿着订单崩溃了，但奶茶还没做。消息再来一次，做了一杯。重新投递就是为了这个。',
      },
      example: (run) => ({ step: crashSteps(run, 'kitchen')[0] ?? -1 }),
    },
    'still-in-time': {
      message: {
        en: 'At step {step} the tea of a3 is made and not acknowledged yet. Still all may end well: the acknowledgement is only half a second away.',
        'zh-cn': '第 {step} 步，a3 的奶茶做好了，还没确认。这时还可以好好收场：再过不到半秒就确认了。',
      },
      example: (run) => ({ step: madeSteps(run, VICTIM)[0] ?? -1 }),
    },
    unavoidable: {
      message: {
        en: 'At step {step} the second tea cannot be avoided any more. It was decided earlier.',
        'zh-cn': '到第 {step} 步，第二杯已经避免不了了。事情在更早的时候就定了。',
      },
      example: (run) => ({ step: CAUSES.twice(run) + 1 }),
    },
    'too-early': {
      message: {
        en: 'At step {step} not even the first tea of a3 is made.',
        'zh-cn': '第 {step} 步，a3 的第一杯都还没做。',
      },
      example: () => ({ step: 1 }),
    },
  },
  sums: {
    'too-few-refused': {
      message: {
        en: 'Ticket 3: {given} is too few. Compare how many come in six seconds with how many one worker serves in that time. Two places to wait do not change much.',
        'zh-cn': '工单 3：{given} 人太少。比一比：六秒里来多少人，一个人手这段时间能办多少。两个等位，差不了多少。',
      },
      example: () => ({ numbers: { refused: 4 } }),
    },
    'too-many-refused': {
      message: {
        en: 'Ticket 3: {given} is too many. Checkout is never idle here: how many does it serve, at 0.4 seconds each?',
        'zh-cn': '工单 3：{given} 人太多。收银台一刻也没闲着：每位 0.4 秒，能办多少？',
      },
      example: () => ({ numbers: { refused: 25 } }),
    },
    behind: {
      message: {
        en: 'The stubborn kitchen: not {given}. Count the orders that came after a3. a3 itself does not stand behind a3.',
        'zh-cn': '固执的厨房：不是 {given} 个。数一数 a3 之后来的订单，a3 自己不算在 a3 后面。',
      },
      example: () => ({ numbers: { behind: 4 } }),
    },
  },
};
