import type { WrongAnswers } from '../lesson.ts';

export const wrongAnswers: WrongAnswers = {
  stay: {
    multiplied: {
      message: {
        en: 'You multiplied L and λ. The law says that L is a product already. Of which two?',
        'zh-cn': '你把 L 和 λ 乘起来了。可法则里，L 本身就是乘积。是哪两个的乘积？',
      },
      example: () => ({ numbers: { time: 34 } }),
    },
    'upside-down': {
      message: {
        en: 'You divided λ by L. Then a fuller shop would mean a shorter stay. Turn it round.',
        'zh-cn': '你用 λ 除以了 L。照这样算，店里越满，反而待得越短。倒过来。',
      },
      example: () => ({ numbers: { time: 1900 } }),
    },
    seconds: {
      message: {
        en: 'Right, but in seconds: λ counts orders in a second, so W comes out in seconds. Asked for are milliseconds.',
        'zh-cn': '对了，只是单位是秒：λ 是每秒几个，算出来的 W 就是秒。这里要的是毫秒。',
      },
      example: () => ({ numbers: { time: 0.52 } }),
    },
    'only-work': {
      message: {
        en: '100 ms is how long payment works on it. If orders only stayed for that long, how many would be there, with 8 coming in a second?',
        'zh-cn': '100 毫秒只是支付处理它的时间。要是只待这么久，每秒来 8 个，店里平均会有几个？',
      },
      example: () => ({ numbers: { time: 100 } }),
    },
    'time-off': {
      message: {
        en: 'Off by more than 5 %. Write the law down, L = λ × W, and put in the two numbers that you have.',
        'zh-cn': '差了 5% 以上。先把法则写下来：L = λ × W，再把已知的两个数填进去。',
      },
      example: () => ({ numbers: { time: 5000 } }),
    },
  },
  count: {
    'upside-down': {
      message: {
        en: 'You divided the wrong way round. Try it with round numbers: if 10 come in a second and 1 is there on average, how long does each stay?',
        'zh-cn': '除反了。换个整数试试：每秒来 10 个，店里平均有 1 个，每个待多久？',
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
        'zh-cn': '在店里的时间差了 5% 以上。你知道店里平均有多少个、每秒来多少个。两分钟算进去了吗？',
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
        'zh-cn':
          '这是整家店里的订单数，其中有些只是在等。把框只画在两个工作进程身上：每秒进来多少个，每个在框里待多久？',
      },
      example: () => ({ numbers: { busy: 3.51 } }),
    },
    'busy-off': {
      message: {
        en: 'The time is right, the busy workers are off by more than 5 %. The law holds for the box around them, too: all orders pass through it, and each stays as long as the work takes.',
        'zh-cn':
          '时间对了，在忙的工作进程数差了 5% 以上。这条法则对他们那个框同样成立：所有订单都从里面经过，每个待的就是处理时间。',
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
        'zh-cn': '时间和工作进程数都对了，等待不对。订单在店里只做两件事，另一件花了多久？',
      },
      example: () => ({ numbers: { wait: 30 } }),
    },
  },
  tune: {
    overload: {
      message: {
        en: 'Two do 20 orders a second, and 24 come. That is an overload: the line only grows. One of a hundred takes {millis} ms or more, and it gets worse with every minute.',
        'zh-cn':
          '两个人每秒处理 20 个，却来了 24 个。这是过载，队伍只会越排越长。每一百个里就有一个要 {millis} 毫秒以上，而且一分钟比一分钟糟。',
      },
      example: () => ({ settings: { consumers: '2' } }),
    },
    'no-headroom': {
      message: {
        en: 'The mean looks fine: {mean} ms. But one order of a hundred takes {millis} ms or more. Three are enough on average; they are not enough whenever customers happen to come in a bunch.',
        'zh-cn':
          '平均值挺好看：{mean} 毫秒。可每一百个里，就有一个要 {millis} 毫秒以上。三个人平均来看够用，客人偶然扎堆来的时候就不够了。',
      },
      example: () => ({ settings: { consumers: '3' }, numbers: { busy: 80 } }),
    },
    'separate-lines': {
      message: {
        en: 'There are enough of them, and yet one order of a hundred takes {millis} ms or more. Step through the run: while one consumer has several orders in hand, its neighbour stands idle. Who dealt out the orders, and when?',
        'zh-cn':
          '人手够了，可每一百个里还是有一个要 {millis} 毫秒以上。一步步看这次运行：一个消费者手里压着好几个，旁边的却闲着。订单是谁分的，什么时候分的？',
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
