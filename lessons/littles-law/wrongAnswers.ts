import type { WrongAnswers } from '../lesson.ts';

export const wrongAnswers: WrongAnswers = {
  count: {
    'upside-down': {
      message: {
        en: 'You divided the wrong way round. Try it with round numbers: if 10 come in a second and 1 is there on average, how long does each stay?',
        'zh-cn': '除反了。换个整数试试：每秒来 10 张，店里平均有 1 张，每张待多久？',
      },
      example: () => ({ numbers: { time: 2864 } }),
    },
    seconds: {
      message: {
        en: 'The right number in the wrong unit: the time is asked for in milliseconds.',
        'zh-cn': '数字对了，单位不对：这里要的是毫秒。',
      },
      example: () => ({ numbers: { time: 0.35 } }),
    },
    'time-off': {
      message: {
        en: 'The time in the shop is off by more than 5 %. You know how many are there, and how many come in a second. Is the two minutes in your number?',
        'zh-cn': '在店里的时间差了 5% 以上。你知道店里平均有多少张、每秒来多少张。两分钟算进去了吗？',
      },
      example: () => ({ numbers: { time: 150 } }),
    },
    'a-share': {
      message: {
        en: 'That is how busy they are as a share. Asked for is how many of the two are busy on average: a number between 0 and 2.',
        'zh-cn': '这是利用率，是个比例。要的是两个人里平均有几个在忙：0 到 2 之间的一个数。',
      },
      example: () => ({ numbers: { busy: 74 } }),
    },
    everybody: {
      message: {
        en: 'That is how many orders are in the whole shop. Some of them only wait. Draw the box around the two workers alone: how many come in a second, and how long does each stay in the box?',
        'zh-cn': '这是整家店里的订单数，其中有些只是在等。把框只画在两个工人身上：每秒进来多少张，每张在框里待多久？',
      },
      example: () => ({ numbers: { busy: 3.51 } }),
    },
    'busy-off': {
      message: {
        en: 'The time is right, the busy workers are off by more than 5 %. The law holds for the box around them, too: all orders pass through it, and each stays as long as the work takes.',
        'zh-cn':
          '时间对了，在忙的工人数差了 5% 以上。这条法则对他们那个框同样成立：所有订单都从里面经过，每张待的就是处理时间。',
      },
      example: () => ({ numbers: { busy: 2 } }),
    },
    'work-is-no-wait': {
      message: {
        en: 'That is the whole time in the shop. In part of it the order is being worked on; that is no waiting.',
        'zh-cn': '这是在店里的全部时间。其中有一段是在处理，那不算等。',
      },
      example: () => ({ numbers: { wait: 350 } }),
    },
    'wait-off': {
      message: {
        en: 'Time and workers are right, the wait is not. An order in the shop does one of two things. How long does it do the other?',
        'zh-cn': '时间和工人数都对了，等待不对。订单在店里只做两件事，另一件花了多久？',
      },
      example: () => ({ numbers: { wait: 30 } }),
    },
  },
  tune: {
    overload: {
      message: {
        en: 'Two do 20 orders a second, and 24 come. That is an overload: the line only grows. One of a hundred takes {millis} ms or more, and it gets worse with every minute.',
        'zh-cn':
          '两个人每秒处理 20 张，却来了 24 张。这是过载，队伍只会越排越长。每一百张里就有一张要 {millis} 毫秒以上，而且一分钟比一分钟糟。',
      },
      example: () => ({ settings: { consumers: '2' } }),
    },
    'no-headroom': {
      message: {
        en: 'The mean looks fine: {mean} ms. But one order of a hundred takes {millis} ms or more. Three are enough on average; they are not enough whenever customers happen to come in a bunch.',
        'zh-cn':
          '平均值挺好看：{mean} 毫秒。可每一百张里，就有一张要 {millis} 毫秒以上。三个人平均来看够用，客人偶然扎堆来的时候就不够了。',
      },
      example: () => ({ settings: { consumers: '3' }, numbers: { busy: 80 } }),
    },
    'separate-lines': {
      message: {
        en: 'There are enough of them, and yet one order of a hundred takes {millis} ms or more. Step through the run: while one consumer has several orders in hand, its neighbour stands idle. Who dealt out the orders, and when?',
        'zh-cn':
          '人手够了，可每一百张里还是有一张要 {millis} 毫秒以上。一步步看这次运行：一个消费者手里压着好几张，旁边的却闲着。订单是谁分的，什么时候分的？',
      },
      example: () => ({ settings: { prefetch: '20' } }),
    },
    'too-many': {
      message: {
        en: 'With {consumers} the slowest are fast enough. But every one of them wants wages, and fewer would do.',
        'zh-cn': '用 {consumers} 个，最慢的也够快了。可是每个人都要发工资，其实更少就够。',
      },
      example: () => ({ settings: { consumers: '8' } }),
    },
    'no-number': {
      message: {
        en: 'On the evening that one can watch, the slowest are fast enough. Now say how busy your people are: what share of their time do they work?',
        'zh-cn': '看得到的这个晚高峰，最慢的也够快了。现在说说你的人有多忙：有多少时间在干活？',
      },
      example: () => ({ numbers: { busy: null } }),
    },
    'number-off': {
      message: {
        en: '{busy} % is not how busy so many are in the long run. How many seconds of work come in each second, and among how many is it shared?',
        'zh-cn': '这么多人，长期来看利用率不是 {busy}%。每秒进来的活儿一共要干多少秒，由几个人分担？',
      },
      example: () => ({ numbers: { busy: 80 } }),
    },
  },
};
