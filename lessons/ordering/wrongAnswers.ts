import { startOf } from '../forms.ts';
import type { FormPart, WrongAnswers } from '../lesson.ts';
import { choices } from './forms.ts';
import { faultAt } from './solution.ts';

/** The shop as it comes, but for some settings. */
const AS_IT_COMES = startOf({ choices }).settings;

const chosen = (settings: NonNullable<FormPart['settings']>) => (): FormPart => ({
  settings: { ...AS_IT_COMES, ...settings },
});

export const wrongAnswers: WrongAnswers = {
  affinity: {
    'c2-worker-1-now': {
      message: {
        en: 'c2: worker-1 is free, true. But from which queue does worker-1 take, and into which one does order c go?',
        'zh-cn': 'c2：worker-1 确实闲着。可 worker-1 从哪个队列取？订单 c 又进哪个队列？',
      },
      example: () => ({ settings: { c2: 'worker-1-now' } }),
    },
    'c2-worker-1-later': {
      message: {
        en: 'c2: it does have to wait for c1. But who reads the queue in which it waits?',
        'zh-cn': 'c2：它确实得等 c1。可它等着的那个队列，是谁在读？',
      },
      example: () => ({ settings: { c2: 'worker-1-later' } }),
    },
    'd2-worker-2-later': {
      message: {
        en: 'd2: what has order d to do with order c? Look at its queue, and at who reads it.',
        'zh-cn': 'd2：订单 d 和订单 c 有什么关系？看看它进哪个队列，由谁来读。',
      },
      example: () => ({ settings: { d2: 'worker-2-later' } }),
    },
    'd2-worker-1-later': {
      message: {
        en: 'd2: the right worker. But is there anything that it has to wait for?',
        'zh-cn': 'd2：工作进程说对了。可它有什么要等的吗？',
      },
      example: () => ({ settings: { d2: 'worker-1-later' } }),
    },
  },
  'turn-one': {
    nothing: {
      message: {
        en: 'No fault was carried out, and both workers are equally fast. Then even two workers keep the order, more or less by luck. Disturb one.',
        'zh-cn': '还没有注入故障，两个工作进程又一样快。这样就算有两个工作进程，先后也碰巧不乱。去打扰其中一个吧。',
      },
      example: () => ({ actions: [] }),
    },
    'too-many': {
      message: {
        en: 'That makes {used} {used|fault|faults}. One is enough.',
        'zh-cn': '用了 {used} 个故障。一个就够。',
      },
      example: (run) => ({ actions: [faultAt(run, 'c1', 'pause'), faultAt(run, 'd1', 'pause')] }),
    },
    operator: {
      message: {
        en: '“{operation}” is something that an operator does on purpose. Find an accident that does it.',
        'zh-cn': '“{operation}”是人故意做的操作。请找一个能造成乱序的意外。',
      },
      example: () => ({ actions: [{ at: 3_000_000, operation: 'purgeQueue', arguments: { queue: 'orders' } }] }),
    },
    'given-back': {
      message: {
        en: '{node} died, and its connection with it. RabbitMQ noticed at once and put its message back where it had been: at the head of the queue. The other worker got it next. With one message in hand, a crash overtakes nobody.',
        'zh-cn':
          '{node} 崩溃，连接也断了。RabbitMQ 马上察觉，把它手里的消息放回原来的位置，也就是队首；接着就给了另一个工作进程。手里只有一条消息时，崩溃不会让谁被超过。',
      },
      example: (run) => ({ actions: [faultAt(run, 'd1', 'crash')] }),
    },
    'nobody-in-front': {
      message: {
        en: 'When {node} is in trouble, the whole line stands still, and later it moves on as it stood. To overtake, somebody has to go on while somebody else does not.',
        'zh-cn': '{node} 出事时，整条队伍一起停下，之后又按原样往前走。要有人被超过，就得有人停着、有人还在走。',
      },
      example: () => ({ actions: [{ at: 3_000_000, operation: 'crash', arguments: { node: 'rabbit-1' } }] }),
    },
    'done-all-the-same': {
      message: {
        en: '{node} did its work all the same, and in time: what you hit hid from RabbitMQ, at most, that it was done. An order is turned around when a message is taken and its work is not done.',
        'zh-cn':
          '{node} 照样干完了活，也没有晚：你这一下，顶多让 RabbitMQ 不知道活干完了。要颠倒，就得有一条消息被拿走了，活却迟迟没干。',
      },
      example: (run) => {
        const { at, arguments: given } = faultAt(run, 'd1', 'cutOneWay');
        return { actions: [{ at, operation: 'cutOneWay', arguments: { from: given['node'] ?? '', to: 'rabbit-1' } }] };
      },
    },
    'nothing-behind': {
      message: {
        en: 'Your fault did hold up {node}, and nothing got past it. Either it had nothing in hand, or the last message of an order, a cancellation, or it was soon back at work. Which message must it have in hand, and for how long?',
        'zh-cn':
          '你的故障确实拖住了 {node}，可没有谁超过它：要么它手里是空的，要么是一个订单的最后一条“已取消”，要么它很快又干起活来。它手里得是哪一条，又得攥多久？',
      },
      example: (run) => ({ actions: [faultAt(run, 'd3', 'pause')] }),
    },
  },
  repair: {
    competing: {
      message: {
        en: '{turned} {turned|order was|orders were} turned around, first by {value}. There is one queue, and it is in order. But two workers take from it, and how fast they are is their own affair.',
        'zh-cn':
          '有 {turned} 个订单的先后颠倒了，最先是 {value} 抢了先。队列只有一个，队列里也没乱；可是有两个工作进程从里面取，各干各的，快慢不一。',
      },
      example: chosen({}),
    },
    prefetch: {
      message: {
        en: 'With one message in hand, less can be overtaken: only {turned} {turned|order was|orders were} turned around. Less is not none. {value} still ran past a message that stood still in another hand.',
        'zh-cn':
          '手里只拿一条，能被超过的就少了：只有 {turned} 个订单的先后颠倒。可少了不等于没有。{value} 还是超过了卡在另一个工作进程手里的那条消息。',
      },
      example: chosen({ prefetch: '1' }),
    },
    'in-turn': {
      message: {
        en: '{turned} {turned|order was|orders were} turned around, first by {value}. Messages of one order now lie in different queues, and two queues know nothing of each other: each is in order, both together are not.',
        'zh-cn':
          '有 {turned} 个订单的先后颠倒了，最先是 {value} 抢了先。同一个订单的消息现在分在两个队列里，而两个队列互不相干：各自都有序，合起来就没有先后。',
      },
      example: chosen({ route: 'in-turn', 'x-single-active-consumer': 'true' }),
    },
    'by-kind': {
      message: {
        en: '{turned} {turned|order was|orders were} turned around, first by {value}. A queue for each kind of message looks tidy, but created and paid of the same order now wait in two lines, and the second may be the quicker one.',
        'zh-cn':
          '有 {turned} 个订单的先后颠倒了，最先是 {value} 抢了先。一种消息一个队列，看着整齐，可同一个订单的“已创建”和“已付款”就排在了两条队伍里，后面那条说不定走得更快。',
      },
      example: chosen({ route: 'by-kind', 'x-single-active-consumer': 'true' }),
    },
    shared: {
      message: {
        en: 'All messages of an order are now in one queue. That is half of it: {turned} {turned|order was|orders were} turned around all the same, first by {value}, because two workers take from that queue.',
        'zh-cn':
          '同一个订单的消息现在都在一个队列里了，可这只做对了一半：照样有 {turned} 个订单的先后颠倒，最先是 {value} 抢了先，因为从这个队列里取的有两个工作进程。',
      },
      example: chosen({ route: 'by-order' }),
    },
    'no-heir': {
      message: {
        en: 'Nothing is turned around while all are well. But when worker-1 dies, nobody takes over its queue: {left} {left|message is|messages are} never worked on.',
        'zh-cn': '大家都在的时候没有乱。可是 worker-1 一死，它的队列没有人接手：有 {left} 条消息始终没人处理。',
      },
      example: chosen({ route: 'by-order', readers: '1' }),
    },
    'one-at-a-time': {
      message: {
        en: 'Nothing is turned around, because only one worker works at all: the rush is done at {percent} % of the speed that the shop had. Orders that have nothing to do with each other now wait for each other.',
        'zh-cn':
          '没有颠倒，因为从头到尾只有一个工作进程在干活：高峰时的速度只剩原来的 {percent}%。互不相干的订单，现在也得互相等。',
      },
      example: chosen({ 'x-single-active-consumer': 'true' }),
    },
  },
};
