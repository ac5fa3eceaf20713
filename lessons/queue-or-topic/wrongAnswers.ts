import type { FormPart, WrongAnswers } from '../lesson.ts';

const answered =
  (settings: FormPart['settings'] = {}, bound?: readonly string[]) =>
  (): FormPart => ({ settings, ...(bound === undefined ? {} : { lists: { bound } }) });

export const wrongAnswers: WrongAnswers = {
  helper: {
    'from-billing': {
      message: {
        en: '{free} {free|order is|orders are} not billed: the helper took them from the queue of the billing workers. Whose work is it to share?',
        'zh-cn': '有 {free} 个订单没收款：帮手从收款的队列里把它们拿走了。它该分担的是谁的活？',
      },
      example: answered({ reads: 'billing' }),
    },
    'counted-twice': {
      message: {
        en: '{done} {done|analysis|analyses} for {sent} {sent|order|orders}: each of the two queues got a copy of everything. That is twice the work, not half of it for each.',
        'zh-cn': '{sent} 个订单，统计了 {done} 次：两个队列都各得一份。这是把活翻了一倍，不是一人一半。',
      },
      example: answered({ reads: 'analytics-2' }),
    },
    'does-all': {
      message: {
        en: 'The plug is right. But then analytics does not do all forty any more: who else takes from its queue?',
        'zh-cn': '接对了。可这样一来，analytics 就不用做满四十个了：还有谁在从它的队列里拿？',
      },
      example: () => ({ numbers: { own: 40 } }),
    },
    'share-off': {
      message: {
        en: 'The plug is right, the number is not. Two equally quick programs share forty orders.',
        'zh-cn': '接对了，数字不对。两个一样快的程序，分四十个订单。',
      },
      example: () => ({ numbers: { own: 5 } }),
    },
  },
  wire: {
    'nothing-billed': {
      message: {
        en: 'No order is billed at all. The workers stand at a shelf that nobody fills: look where the exchange puts its copies.',
        'zh-cn': '一个订单也没收款。工作进程守着的架子，根本没人往上放东西：看看交换机把消息放到了哪里。',
      },
      example: answered({}, ['queue-2']),
    },
    shared: {
      message: {
        en: '{free} {free|order|orders} were never billed, and analytics has exactly what is missing. It did not look over the workers’ shoulders: it took those orders away from them.',
        'zh-cn':
          '有 {free} 个订单从没收款，少的正好在 analytics 手里。它不是在旁边看着，而是把订单从工作进程手里拿走了。',
      },
      example: answered({ analytics: 'queue-1' }),
    },
    'billed-again': {
      message: {
        en: 'A customer paid {times} {times|time|times} for one tea. More than one billing worker had a copy of the same order, and each did its duty.',
        'zh-cn': '有位顾客一杯奶茶付了 {times} 次钱。同一个订单，不止一个收款进程拿到了，而且个个尽职尽责。',
      },
      example: answered({ 'billing-2': 'queue-3', 'billing-3': 'queue-4' }, [
        'queue-1',
        'queue-2',
        'queue-3',
        'queue-4',
      ]),
    },
    'idle-worker': {
      message: {
        en: 'The money is right, but {worker} has not had a single order all day. All three are paid to work.',
        'zh-cn': '钱没算错，可是 {worker} 一整天连一个订单也没等到。三台机器的钱可都照付。',
      },
      example: answered({ 'billing-3': 'queue-3' }),
    },
    'not-analysed': {
      message: {
        en: 'Billing is right. Analytics has its own place now, and has seen nothing at all: its reports are empty. A queue is filled only if something leads to it.',
        'zh-cn':
          '收款没问题。analytics 也有了自己的位置，却什么也没看到，报表一片空白。得有路通过去，队列里才会有消息。',
      },
      example: answered({}, ['queue-1']),
    },
    'gone-while-away': {
      message: {
        en: 'On the good day all is right. On the other one analytics misses {missing} {missing|order|orders}, and even after it is back it gets none: look what happened to its queue in the very moment in which it left.',
        'zh-cn':
          '正常的那天没问题。另一天，analytics 少了 {missing} 个订单，回来以后也一个都收不到：看看它离开的那一刻，它的队列怎么了。',
      },
      example: answered({ 'auto-delete': 'true' }),
    },
    'nobody-reads': {
      message: {
        en: 'Everybody gets the right orders. But {queue} gets a copy of each as well, and nobody reads it: {waiting} lie there, and tomorrow it will be more, until the disk is full.',
        'zh-cn':
          '该得的都得到了。可是 {queue} 也每个收一份，却没有人读：已经躺着 {waiting} 个，明天还会更多，直到磁盘写满。',
      },
      example: answered({}, ['queue-1', 'queue-2', 'queue-3']),
    },
  },
};
