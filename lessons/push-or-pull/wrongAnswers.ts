import type { FormPart, WrongAnswers } from '../lesson.ts';

const chosen =
  (settings: FormPart['settings'] = {}) =>
  (): FormPart => ({ settings });

export const wrongAnswers: WrongAnswers = {
  reserve: {
    'no-journey': {
      message: {
        en: 'So many it could do without a break. With one in hand there is a break after each order: the acknowledgement travels, and then the next order.',
        'zh-cn': '一刻不停才做得了这么多。手里只有一个时，每做完一个都要停一停：先等确认走过去，再等下一个走过来。',
      },
      example: () => ({ numbers: { rate: 8.3 } }),
    },
    'one-way': {
      message: {
        en: 'You counted the journey once. The acknowledgement goes there, the next order comes back.',
        'zh-cn': '路程你只算了一趟。确认要走过去，下一个订单还要走回来。',
      },
      example: () => ({ numbers: { rate: 6.9 } }),
    },
    'rate-off': {
      message: {
        en: 'Not so many. How long is it from the beginning of one order to the beginning of the next: work, and both ways? How often does that fit into a second?',
        'zh-cn': '不是这个数。从动手做一个，到动手做下一个，一共多久：干活，再加来回两趟？一秒里放得下几次？',
      },
      example: () => ({ numbers: { rate: 40 } }),
    },
    'waits-for-mail': {
      message: {
        en: 'The rate is right, and it is less than the 7 that come: orders wait up to {wait} ms, while the worker waits for its next one. How many must it hold, so that one is there when the other is done?',
        'zh-cn':
          '每秒的个数对了，可它比来的 7 个少：订单最久要等 {wait} 毫秒，工作进程却在等下一个。手里要有几个，做完一个时另一个才已经在了？',
      },
      example: chosen({ prefetch: '1' }),
    },
    'more-than-needed': {
      message: {
        en: 'The rate is right, and it is never idle. But one fewer would do as well. The journeys take less time than the order before: how many orders must be on their way meanwhile?',
        'zh-cn': '每秒的个数对了，它也不闲着。不过少一个也够：来回一趟比做一个还快，干活的工夫，路上要有几个？',
      },
      example: chosen({ prefetch: '10' }),
    },
  },
  tune: {
    'slow-hoards': {
      message: {
        en: 'Whoever is served by slow waits up to {slow} ms, the others at most {quick} ms. Orders lie in the hands of slow that it has not begun with, and nobody can take them away from it.',
        'zh-cn':
          '轮到 slow 的订单最久要等 {slow} 毫秒，别的最多 {quick} 毫秒。slow 手里压着还没动手的订单，别人拿不走。',
      },
      example: chosen({ slow: '3' }),
    },
    'too-careful': {
      message: {
        en: 'It is fair now: everybody waits, up to {wait} ms. Look at a quick worker between two orders: it is done, and has nothing in its hands until the next one has travelled to it.',
        'zh-cn':
          '倒是公平：大家都等，最久 {wait} 毫秒。看看快的工作进程在两个订单之间的样子：手里的做完了，下一个还在路上，只能干等。',
      },
      example: chosen({ quick: '1' }),
    },
    'stuck-with-the-sleeper': {
      message: {
        en: 'The rush is fine. But when quick-2 dozes off, {stuck} {stuck|order|orders} wait longer than a second. It had taken, or still took, far more than it needed for the next moment.',
        'zh-cn':
          '高峰本身没问题。可是 quick-2 一打盹，就有 {stuck} 个订单等了一秒以上。它手里拿的，远远超过眼前要用的。',
      },
      example: chosen({ quick: '50' }),
    },
  },
  ask: {
    'asks-for-nothing': {
      message: {
        en: 'Every order is there at once, but {idle} {idle|time|times} a second the worker hears “nothing new” and asks again. The broker may keep a question for too short a time.',
        'zh-cn':
          '每个订单都马上到手，可是工作进程每秒有 {idle} 次听到“没有新的”，然后再问一遍。broker 把问题留得太短了。',
      },
      example: chosen({ 'fetch.max.wait.ms': '10' }),
    },
    'waits-for-more': {
      message: {
        en: 'An order takes up to {longest} ms to reach the worker: the broker has it already, and holds the question until there is more, or until the time is over.',
        'zh-cn': '一个订单最久要 {longest} 毫秒才到手：它早就在 broker 那里，问题却还挂着，要等凑够，或者等到时限。',
      },
      example: chosen({ 'fetch.min.bytes': '500' }),
    },
  },
};
