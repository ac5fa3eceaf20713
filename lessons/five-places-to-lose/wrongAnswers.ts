import type { FormPart, WrongAnswers } from '../lesson.ts';

const predicted = (place: string, outcome: string): (() => FormPart) => {
  return () => ({ settings: { [place]: outcome } });
};

const chosen = (settings: Readonly<Record<string, string>>): (() => FormPart) => {
  return () => ({ settings });
};

const AGAIN = {
  en: 'Twice? RabbitMQ delivers again only what is not acknowledged. When was this tea acknowledged?',
  'zh-cn': '做两杯？RabbitMQ 只重投没有确认过的。这杯茶是什么时候确认的？',
};

export const wrongAnswers: WrongAnswers = {
  hasty: {
    'a5-twice': {
      message: { en: `a5: ${AGAIN.en}`, 'zh-cn': `a5：${AGAIN['zh-cn']}` },
      example: predicted('a5', 'twice'),
    },
    'a5-never': {
      message: {
        en: 'a5: nobody will deliver it again, true. But where is its cup when the kitchen crashes?',
        'zh-cn': 'a5：确实没人会再投递它。可厨房崩溃的时候，那杯茶在哪里？',
      },
      example: predicted('a5', 'never'),
    },
    'a6-twice': {
      message: {
        en: 'a6: it is delivered twice, true. But how far had the kitchen come with it the first time?',
        'zh-cn': 'a6：它确实投递了两次。可第一次的时候，厨房做到哪一步了？',
      },
      example: predicted('a6', 'twice'),
    },
    'a6-never': {
      message: {
        en: 'a6: the kitchen says “done” when it begins. It had not begun a6. What does RabbitMQ do with a delivery of which it has heard nothing?',
        'zh-cn': 'a6：厨房是开始做的时候才说“做完了”，而 a6 还没开始。投递出去却毫无回音的，RabbitMQ 会怎么办？',
      },
      example: predicted('a6', 'never'),
    },
    'a8-once': {
      message: {
        en: 'a8: half a tea lies on the floor. To make it again, somebody must still have the order. The kitchen has lost its memory. Does the queue have it?',
        'zh-cn': 'a8：做到一半的茶洒了一地。要重做，总得有谁还留着这个订单。厨房失忆了，队列里还有吗？',
      },
      example: predicted('a8', 'once'),
    },
    'a8-twice': {
      message: { en: `a8: ${AGAIN.en}`, 'zh-cn': `a8：${AGAIN['zh-cn']}` },
      example: predicted('a8', 'twice'),
    },
  },
  matrix: {
    'nobody-was-told': {
      message: {
        en: 'Accident {row}: orders do vanish from the buffer. But “lost” means that somebody was told “your tea is coming” and gets none. What had these customers heard, and what does a customer do who hears nothing?',
        'zh-cn':
          '事故 {row}：缓冲区里的订单确实没了。可“丢失”是指有人听到了“马上就好”却没等到茶。这几位顾客听到了什么？什么也没听到的顾客，接下来会怎么做？',
      },
      example: predicted('buffer', 'lost'),
    },
    'file-outlives-process': {
      message: {
        en: 'Accident {row}: you expect a loss. A process that crashes loses its memory. But what it has already written to a file belongs to the operating system, and that is still running.',
        'zh-cn':
          '事故 {row}：你认为会丢。进程崩溃，丢的是它自己的内存；已经写进文件的内容归操作系统管，而操作系统还好好的。',
      },
      example: predicted('memory', 'lost'),
    },
    'tea-in-hand': {
      message: {
        en: 'Accident {row}: right, nothing is lost. But the kitchen had a tea in hand when the broker crashed, and went on with it. To whom could it say “done”?',
        'zh-cn':
          '事故 {row}：没错，什么也没丢。但 broker 崩溃时，厨房手里正做着一杯，并且接着做完了。这句“做完了”，它能对谁说？',
      },
      example: predicted('memory', 'none'),
    },
    'written-not-flushed': {
      message: {
        en: 'Accident {row}: you expect the orders to be back after the power failure. You have seen this accident above. What does “written” mean while the operating system still has the data in memory?',
        'zh-cn':
          '事故 {row}：你认为来电之后订单还在。这次事故你在上面看过。数据还在操作系统的内存里时，“写了”到底算什么？',
      },
      example: predicted('disk', 'none'),
    },
    'nobody-else-has-it': {
      message: {
        en: 'Accident {row}: the machine does not come back, and neither does its file. For nothing to be lost, somebody else must have the orders. Who?',
        'zh-cn': '事故 {row}：机器回不来，它的文件也回不来。要想不丢，总得别处还有这些订单。谁有？',
      },
      example: predicted('replica', 'none'),
    },
    'not-told-in-time': {
      message: {
        en: 'Accident {row}: nothing is lost, true. But the kitchen crashes twice, and the first time the cup is already on the counter. What does RabbitMQ know of that cup?',
        'zh-cn':
          '事故 {row}：确实没丢。但厨房崩溃了两次，第一次的时候，那杯茶已经摆上柜台了。RabbitMQ 知道有这杯茶吗？',
      },
      example: predicted('consumer', 'none'),
    },
    'still-in-the-queue': {
      message: {
        en: 'Accident {row}: you expect a loss in the kitchen. The kitchen acknowledges when a tea is handed out. Where is an order that has been delivered and not acknowledged?',
        'zh-cn': '事故 {row}：你认为厨房会丢单。厨房在茶递出去之后才确认。已经投递、还没确认的订单，此刻在哪里？',
      },
      example: predicted('consumer', 'lost'),
    },
    'row-off': {
      message: {
        en: 'Accident {row} is not right yet. Watch it below, and compare two lists: who was told “your tea is coming”, and which teas were made how often.',
        'zh-cn': '事故 {row} 还不对。在下面看一遍，对照两份名单：谁听到了“马上就好”，哪杯茶做了几次。',
      },
      example: predicted('buffer', 'twice'),
    },
  },
  repair: {
    'told-too-early': {
      message: {
        en: 'Accident 1: {lost} customers were told “your tea is coming” and get none. Their orders had never left the process that died. What did checkout know when it spoke?',
        'zh-cn':
          '事故 1：{lost} 位顾客听到“马上就好”，却没等到茶。他们的订单从没离开那个已经死掉的进程。checkout 开口的时候，知道些什么？',
      },
      example: chosen({ told: 'sent' }),
    },
    unawaited: {
      message: {
        en: 'Accident 1: {lost} customers get no tea. Confirms were switched on, and they would have come. But checkout had promised the tea before anybody looked at one.',
        'zh-cn': '事故 1：{lost} 位顾客没等到茶。确认打开了，本来也会来；可是还没人看一眼确认，checkout 就已经许诺了。',
      },
      example: chosen({ told: 'unawaited' }),
    },
    automatic: {
      message: {
        en: 'Accident 5: {lost} {lost|order is|orders are} gone. RabbitMQ had sent them to the kitchen, took that for “done”, and forgot them. They were lying in the memory of a process that crashed.',
        'zh-cn':
          '事故 5：丢了 {lost} 个订单。RabbitMQ 把它们发给厨房，就当作“做完了”，随即忘掉。而它们正躺在一个崩溃了的进程的内存里。',
      },
      example: chosen({ acknowledge: 'automatic' }),
    },
    before: {
      message: {
        en: 'Accident 5: {lost} {lost|order is|orders are} gone. It is less than with no acknowledgement at all. But the kitchen said “done” with the shaker still in its hand, and then it crashed.',
        'zh-cn': '事故 5：丢了 {lost} 个订单。比完全不确认要少，可是雪克杯还在手里，厨房就说“做完了”，然后崩溃了。',
      },
      example: chosen({ acknowledge: 'before-processing' }),
    },
    'in-memory': {
      message: {
        en: 'Accident 2: {lost} confirmed orders are gone. A confirm for a transient message says: I have it in my memory. It said no more than that.',
        'zh-cn': '事故 2：丢了 {lost} 个确认过的订单。对非持久消息来说，确认的意思只是“在我内存里了”，仅此而已。',
      },
      example: chosen({ queue: 'transient' }),
    },
    'not-flushed': {
      message: {
        en: 'Accident 2 is survived, accident 3 is not: {lost} confirmed orders are gone. They had been written to a file, and the file was still in the memory of the operating system.',
        'zh-cn':
          '事故 2 扛住了，事故 3 没有：丢了 {lost} 个确认过的订单。它们写进了文件，但文件的内容还在操作系统的内存里。',
      },
      example: chosen({ queue: 'persistent' }),
    },
    'one-machine': {
      message: {
        en: 'Everything is on the disk, and the power failure is survived. But in accident 4 the disk itself does not come back, and with it {lost} confirmed orders are gone.',
        'zh-cn': '数据都落了盘，断电扛住了。可是事故 4 里连磁盘也回不来，{lost} 个确认过的订单跟着没了。',
      },
      example: chosen({ queue: 'quorum-1' }),
    },
    'too-far': {
      message: {
        en: 'Nothing is lost, not even if a continent sinks; nobody asked for that. The bill is at the counter: even where nothing is wrong with the brokers, a customer waits {millis} ms for an answer. What does each confirm have to wait for?',
        'zh-cn':
          '一单没丢，就算沉掉一个洲也不会丢，可没有人要求这个。账算在柜台上：broker 一切正常，顾客也要等 {millis} 毫秒才有答复。每次确认，都在等什么？',
      },
      example: chosen({ queue: 'quorum-far' }),
    },
    'price-nothing': {
      message: {
        en: 'Nothing is lost. But “not lost” is not “exactly once”. Watch accident 5 and count how often a5 is made.',
        'zh-cn': '确实没丢。但“没丢”不等于“恰好一次”。看看事故 5，数一数 a5 做了几次。',
      },
      example: chosen({ price: 'nothing' }),
    },
    'price-refused': {
      message: {
        en: 'Nothing is lost, and in the end every customer got through: whoever heard nothing pressed the button again. Look for the price in the kitchen.',
        'zh-cn': '没丢单，而且每位顾客最后都下成了单：没听到答复的，又按了一次。代价要到厨房里去找。',
      },
      example: chosen({ price: 'refused' }),
    },
  },
};
