import type { FormPart, WrongAnswers } from '../lesson.ts';
import type { Action } from '../../sim-engine/scenario/types.ts';

const at = (seconds: number, operation: string, node: string): Action => ({
  at: seconds * 1_000_000,
  operation,
  arguments: { node },
});

const chosen = (acks: string, minInsync: string, unclean: string, number: number | null): (() => FormPart) => {
  const settings = { acks, 'min.insync.replicas': minInsync, 'unclean.leader.election.enable': unclean };
  return () => ({ settings, numbers: { silence: number } });
};

export const wrongAnswers: WrongAnswers = {
  price: {
    'like-before': {
      message: {
        en: 'So it was when one in sync was enough. Now two are asked for, and after three seconds the list holds broker-1 alone. May it say “stored”?',
        'zh-cn': '那是只要一个同步就够的时候。现在要求两个，而三秒之后名单上只剩 broker-1。它还能答复“已存好”吗？',
      },
      example: () => ({ settings: { a9: 'alone' } }),
    },
    'gives-up': {
      message: {
        en: 'It is refused, yes. But the till does not give up at the first no: it tries again and again, for two minutes by default. What changes at second 11?',
        'zh-cn':
          '拒绝是会拒绝的。可收银台不会听到一次“不行”就放弃：它会一试再试，默认试满两分钟。到第 11 秒，什么变了？',
      },
      example: () => ({ settings: { a9: 'never' } }),
    },
    noticing: {
      message: {
        en: '{number} {number|second|seconds} is what the controller needs to shorten the list. With one that was enough to go on. With two, who has to come back first?',
        'zh-cn': '{number} 秒只够控制器把名单缩短。只要求一个时，这就能接着卖了。要求两个呢？得先等谁回来？',
      },
      example: () => ({ numbers: { silence: 3.5 } }),
    },
    'price-off': {
      message: {
        en: 'a9 is right, {number} {number|second|seconds} is off by more than a fifth. The shop stands still from when to when? Take the two times from the text.',
        'zh-cn': 'a9 说对了，但 {number} 秒差了五分之一以上。店里从什么时候停到什么时候？两个时刻上面都写了。',
      },
      example: () => ({ numbers: { silence: 20 } }),
    },
  },
  'lose-one': {
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
      example: () => ({
        actions: [{ at: 5_000_000, operation: 'cleanShutdown', arguments: { node: 'broker-2' } }],
      }),
    },
    'too-many': {
      message: {
        en: 'That took {used} {used|fault|faults}. {most} are enough. Start over and be thrifty.',
        'zh-cn': '你用了 {used} 个故障，其实 {most} 个就够。重新开始，省着点用。',
      },
      example: () => ({
        actions: [
          at(5, 'isolate', 'broker-2'),
          at(5, 'isolate', 'broker-3'),
          at(9, 'pause', 'broker-1'),
          at(12, 'powerLoss', 'broker-1'),
        ],
      }),
    },
    'two-forget': {
      message: {
        en: 'You let {used} {used|machine|machines} forget. If all of them lose their memory no setting can help, so that would teach us nothing about acks=all. One machine may forget; the others must be kept out of the way.',
        'zh-cn':
          '你让 {used} 台机器失去了记忆。如果机器全都失忆，什么设置也救不了，那就学不到关于 acks=all 的东西。只许一台失忆，其他的要用别的办法让它们派不上用场。',
      },
      example: () => ({ actions: [1, 2, 3].map((number) => at(5, 'powerLoss', `broker-${number}`)) }),
    },
    'nobody-forgets': {
      message: {
        en: 'The shop stood still for a while, but no confirmed order is lost. A crash or a cut cable makes a machine silent; it does not make it forget. Somebody has to lose what it had written.',
        'zh-cn':
          '店里停了一阵，但确认过的订单一个没丢。崩溃或断网让机器沉默，却不会让它失忆。得有一台机器丢掉自己写过的东西才行。',
      },
      example: () => ({ actions: [1, 2, 3].map((number) => at(4 + number, 'crash', `broker-${number}`)) }),
    },
    'others-had-it': {
      message: {
        en: '{node} forgot, but no confirmed order is lost. Just before, these were in sync: {inSync}. Whoever is in sync has every confirmed order. How could {node} be the only one on that list?',
        'zh-cn':
          '{node} 失忆了，但确认过的订单一个没丢。就在那之前，同步的副本是：{inSync}。在名单上的，都有全部已确认的订单。怎样才能让名单上只剩 {node}？',
      },
      example: () => ({ actions: [at(5, 'powerLoss', 'broker-1')] }),
    },
  },
  repair: {
    'min-one': {
      message: {
        en: 'When the rack was away and the power failed, {lost} confirmed orders were lost. The leader was alone in sync, and with min.insync.replicas=1 one is enough to say “stored”.',
        'zh-cn':
          '机架失联又断电之后，丢了 {lost} 个已确认的订单。当时同步的只剩 leader，而 min.insync.replicas=1 允许一台机器就答复“已存好”。',
      },
      example: chosen('all', '1', 'false', 16),
    },
    'leader-only': {
      message: {
        en: '{lost} confirmed orders were lost. With acks=1 the leader answers for itself alone, and min.insync.replicas is not even looked at: that limit applies only to acks=all.',
        'zh-cn':
          '丢了 {lost} 个已确认的订单。acks=1 时 leader 只代表自己答复，根本不看 min.insync.replicas：那个限制只对 acks=all 生效。',
      },
      example: chosen('1', '2', 'false', 16),
    },
    unclean: {
      message: {
        en: 'The rack is survived, but when broker-3 came back first it was elected although it had missed orders, and {lost} confirmed orders were lost. One setting allowed that.',
        'zh-cn':
          '机架那一关过了；可是 broker-3 先回来时，它明明缺了订单却被选为 leader，于是丢了 {lost} 个已确认的订单。有一个设置允许了这件事。',
      },
      example: chosen('all', '2', 'true', 16),
    },
    'too-careful': {
      message: {
        en: 'Nothing is lost. But with a single broker away the shop took no order for {seconds} {seconds|second|seconds}: every replica has to be there, always. Ask for one fewer.',
        'zh-cn':
          '什么也没丢。可是只要有一台 broker 不在，店里就 {seconds} 秒接不了单：每个副本都必须时刻在场。少要求一个试试。',
      },
      example: chosen('all', '3', 'false', 16),
    },
    'no-number': {
      message: {
        en: 'The settings hold. Now say what they cost: for how many seconds was no order confirmed while the rack was away?',
        'zh-cn': '设置经得起考验。现在说说代价：机架失联时，有多少秒没有任何订单得到确认？',
      },
      example: chosen('all', '2', 'false', null),
    },
    'only-noticing': {
      message: {
        en: 'The settings hold. But {number} {number|second|seconds} is only the time it takes to notice that a broker is gone. Look at the run with the rack away: when is the next order confirmed?',
        'zh-cn':
          '设置经得起考验。不过 {number} 秒只是发现 broker 失联所需的时间。看看机架失联的那次运行：下一个订单什么时候才得到确认？',
      },
      example: chosen('all', '2', 'false', 3.5),
    },
    'number-off': {
      message: {
        en: 'The settings hold, but not the number: {number} {number|second|seconds} is off by more than a fifth. Show the run of the first accident: its history lists every “ok” with its time.',
        'zh-cn':
          '设置经得起考验，但数字不对：{number} 秒的误差超过了五分之一。请用这些设置运行第一种事故，历史里列出了每个 ok 的时间。',
      },
      example: chosen('all', '2', 'false', 60),
    },
  },
};
