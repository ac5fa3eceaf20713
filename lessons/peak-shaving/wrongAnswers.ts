import type { WrongAnswers } from '../lesson.ts';

export const wrongAnswers: WrongAnswers = {
  small: {
    'nobody-pays': {
      message: {
        en: '25 × 3 is what comes in. All the while payment does 10 a second. Take off what goes out.',
        'zh-cn': '25 × 3 是进来的。可这段时间里，支付每秒也处理 10 个。把出去的减掉。',
      },
      example: () => ({ numbers: { depth: 75 } }),
    },
    'one-second': {
      message: {
        en: 'That is what one second leaves behind. How many seconds does the class keep coming?',
        'zh-cn': '这是一秒留下的。这群学生一连来了几秒？',
      },
      example: () => ({ numbers: { depth: 15 } }),
    },
    'depth-off': {
      message: {
        en: 'The depth is off by more than 20 %. First: how many more come than go, in one second? Then: for how many seconds?',
        'zh-cn': '深度差了 20% 以上。先想：一秒里，进来的比出去的多几个？再想：一连几秒？',
      },
      example: () => ({ numbers: { depth: 200 } }),
    },
    'waits-for-later-ones': {
      message: {
        en: 'The depth is right. But you divided by 10 − 5. Those five a second come later, so they stand behind the last pupil. How fast do those before the last pupil go?',
        'zh-cn': '深度对了。可你除的是 10 − 5。那每秒五个是后来的，排在最后一个学生后面。他前面的人，走得多快？',
      },
      example: () => ({ numbers: { wait: 9 } }),
    },
    'wait-off': {
      message: {
        en: 'The depth is right, the wait is not. Look back: which number did the second division of the example use?',
        'zh-cn': '深度对了，等待不对。回头看看例子：算等待时，除以的是哪个数？',
      },
      example: () => ({ numbers: { wait: 1 } }),
    },
  },
  estimate: {
    'nobody-pays': {
      message: {
        en: 'That is how many orders the rush brings. But payment does not stand by while they come in. How many has it done by the end of the rush?',
        'zh-cn': '这是高峰一共带来的订单数。可是订单涌进来的时候，支付并没有闲着。到高峰结束时，它已经处理了多少？',
      },
      example: () => ({ numbers: { depth: 150 } }),
    },
    'depth-off': {
      message: {
        en: 'The depth is off by more than 20 %. Take one second of the rush: how many orders come, how many go, and what is left over?',
        'zh-cn': '深度差了 20% 以上。只看高峰里的一秒：进来多少个，出去多少个，剩下多少？',
      },
      example: () => ({ numbers: { depth: 30 } }),
    },
    'waits-for-later-ones': {
      message: {
        en: 'The depth is right. The wait is too long: you have the last order of the rush wait for those that come after it. Who is before it in the queue?',
        'zh-cn': '深度对了。等待时间长了：你让这个订单去等排在它后面的人了。队列里，谁在它前面？',
      },
      example: () => ({ numbers: { wait: 7.5 } }),
    },
    'wait-off': {
      message: {
        en: 'The depth is right, the wait is off by more than 20 %. The order is at the end of the queue. How many are before it, and how fast do they go?',
        'zh-cn': '深度对了，等待时间差了 20% 以上。这个订单排在队尾。它前面有多少个，前面的走得多快？',
      },
      example: () => ({ numbers: { wait: 1 } }),
    },
    'nobody-comes': {
      message: {
        en: 'Depth and wait are right. But at that time only the orders of the rush are paid, and the shop has not closed: customers keep coming, and they are in the queue now.',
        'zh-cn':
          '深度和等待都对了。可是到那个时刻，付完款的只是高峰里的订单。店没有关门，顾客还在陆续来，新的订单正排在队列里。',
      },
      example: () => ({ numbers: { empty: 4.5 } }),
    },
    'empty-off': {
      message: {
        en: 'Depth and wait are right; when the queue is empty is off by more than 20 %. After the rush some orders still come in each second, and some go out. How many does the queue lose?',
        'zh-cn':
          '深度和等待都对了，清空的时间差了 20% 以上。高峰过后，每秒仍有订单进来，也有订单出去。队列每秒减少多少个？',
      },
      example: () => ({ numbers: { empty: 30 } }),
    },
  },
  repair: {
    unbounded: {
      message: {
        en: 'In the second run the shop holds up to {count} {count|order|orders}, and {most} is all that it has room for. As long as more comes in than goes out, and nobody is told no, this number only knows one direction.',
        'zh-cn':
          '第二种运行里，店里最多积了 {count} 个订单，而地方只够放 {most} 个。进来的比出去的多，又谁也不拒绝，这个数字就只会涨。',
      },
      example: () => ({ settings: { 'x-max-length': 'none', 'x-overflow': 'drop-head', prefetch: '0' } }),
    },
    'more-consumers': {
      message: {
        en: 'Eight consumers, and still {count} {count|order piles|orders pile} up (room: {most}). They all stand in line for the same payment service, and it does ten a second, however many ask it. Find the narrowest place first.',
        'zh-cn':
          '八个消费者，还是积了 {count} 个（地方只够放 {most} 个）。它们都在等同一个支付服务，而它一秒只能处理十个，多少人来催都一样。先找到最窄的地方。',
      },
      example: () => ({ settings: { 'x-max-length': 'none', consumers: '8' } }),
    },
    'in-hand': {
      message: {
        en: 'Still {count} {count|order|orders} at once, and {most} {most|is|are} allowed. And yet the queue never reached its limit: look how short it is! RabbitMQ counts only what lies in the queue. Where have all the orders gone?',
        'zh-cn':
          '同时积下的订单还是有 {count} 个，只允许 {most} 个。可是队列从来没到过上限，看看它有多短！RabbitMQ 只数躺在队列里的。那些订单都到哪儿去了？',
      },
      example: () => ({ settings: { prefetch: '0' } }),
    },
    drops: {
      message: {
        en: 'Bounded, but how? {lost} {lost|order|orders} had been confirmed, and {lost|its customer was|their customers were} told “got it”; then the full queue threw {lost|it|them} away to make room. Turning somebody away is allowed. Breaking a promise is not.',
        'zh-cn':
          '积压是不涨了，可代价呢？有 {lost} 个订单已经确认，顾客也听到了“收到”，后来队列满了，为了腾地方就把它们扔了。可以拒绝，不可以食言。',
      },
      example: () => ({ settings: { 'x-overflow': 'drop-head' } }),
    },
    'sheds-the-sale': {
      message: {
        en: 'In the sale {refused} {refused|customer is|customers are} turned away, although payment would have caught up within seconds. This limit cannot tell a burst from an overload. How deep does the sale go?',
        'zh-cn':
          '秒杀时有 {refused} 位顾客被拒绝，其实再过几秒支付就能赶上。这个上限分不清突发和过载。秒杀时队列会积到多深？',
      },
      example: () => ({ settings: { 'x-max-length': '40' } }),
    },
    'too-long': {
      message: {
        en: 'There is a limit, but in the second run {count} {count|order piles|orders pile} up before it is felt, and there is room for {most}. A limit that is never reached in time is a decoration.',
        'zh-cn':
          '上限是有了，可第二种运行里已经积了 {count} 个，还没碰到它，而地方只够放 {most} 个。碰不到的上限只是摆设。',
      },
      example: () => ({ settings: { 'x-max-length': '160' } }),
    },
    'no-number': {
      message: {
        en: 'The settings hold in both runs. Now say what a customer gets for it: how long does the unluckiest order wait that was let in?',
        'zh-cn': '设置在两种运行里都成立。现在说说顾客得到了什么：放进来的订单里，最倒霉的一个要等多久？',
      },
      example: () => ({ numbers: { wait: null } }),
    },
    'number-off': {
      message: {
        en: 'The settings hold, but {number} {number|second|seconds} is off by more than 10 %. Whoever is let in last has a full shop before them. How many is that, and how many are paid in a second?',
        'zh-cn':
          '设置可以，但 {number} 秒差了 10% 以上。刚好挤进来的那一个，前面是满满一店的订单。那是多少个？一秒付多少个？',
      },
      example: () => ({ numbers: { wait: 8 } }),
    },
  },
};
