import type { FormPart, WrongAnswers } from '../lesson.ts';
import { rightSettings } from './solution.ts';

/** The right settings, but for some. */
const but =
  (settings: NonNullable<FormPart['settings']>): (() => FormPart) =>
  () => ({ settings: { ...rightSettings, ...settings } });

const seconds = (number: number) => (): FormPart => ({ numbers: { seconds: number } });
const said = (jitter: string) => (): FormPart => ({ settings: { jitter } });

export const wrongAnswers: WrongAnswers = {
  fourth: {
    'not-doubled': {
      message: {
        en: '{number} {number|second|seconds}: that would be three equal waits. Each wait is twice as long as the one before.',
        'zh-cn': '{number} 秒：那是三次一样长的等待。每次等待都是上一次的两倍。',
      },
      example: seconds(3),
    },
    'last-wait': {
      message: {
        en: '{number} {number|second|seconds}: that is one wait alone. Before the fourth attempt there were other waits. Add them up.',
        'zh-cn': '{number} 秒：那只是其中一次等待。第四次之前还等过几次，把它们加起来。',
      },
      example: seconds(4),
    },
    'one-too-many': {
      message: {
        en: '{number} {number|second|seconds}: one wait too many. How many waits lie between four attempts?',
        'zh-cn': '{number} 秒：多加了一次。四次尝试之间，一共等几次？',
      },
      example: seconds(15),
    },
    'seconds-off': {
      message: {
        en: 'Not {number} {number|second|seconds}. Write the waits down one after the other: the first is one second, each next one is twice as long.',
        'zh-cn': '不是 {number} 秒。把每次等待依次写下来：第一次一秒，之后每次翻倍。',
      },
      example: seconds(20),
    },
    'jitter-same': {
      message: {
        en: 'The seconds are right. But each wait is now only a random part of what it was. What becomes of their sum?',
        'zh-cn': '秒数对了。可每次等待现在只剩原来的随机一部分，加起来会怎样？',
      },
      example: said('same'),
    },
    'jitter-later': {
      message: {
        en: 'The seconds are right. But this jitter adds nothing to a wait: it takes a random part of it.',
        'zh-cn': '秒数对了。可这里的抖动不是往等待上加，而是只取其中随机的一部分。',
      },
      example: said('later'),
    },
  },
  tune: {
    deleted: {
      message: {
        en: 'Orders that are nowhere: {lost}. The workers give them up, and the queue knows no place for what is given up. So it deletes them, and tells nobody.',
        'zh-cn': '下落不明的订单：{lost} 个。工作进程放弃了它们，而队列不知道放弃的消息该送去哪里，于是悄悄删掉了。',
      },
      example: but({ 'x-dead-letter-exchange': 'none' }),
    },
    'for-ever': {
      message: {
        en: 'x1 has been handed to a worker {rounds} {rounds|time|times}, and it is still in the queue. What is given back comes again at once, and nobody will ever be able to read it.',
        'zh-cn': 'x1 已经交给工作进程 {rounds} 次，现在还在队列里。退回的消息马上又来，可谁也读不懂它，永远也读不懂。',
      },
      example: but({ 'given up': 'requeue' }),
    },
    impatient: {
      message: {
        en: 'On the first evening some good orders waited far longer than two seconds. The bank was away for a tenth of a second, and whoever had bad luck just then was given up like an odd order. Once is too few.',
        'zh-cn':
          '第一晚有些好订单等了远不止两秒。银行只断了十分之一秒，碰巧赶上的订单就被当成怪订单放弃了。只问一次，太少了。',
      },
      example: but({ attempts: '1' }),
    },
    'too-quick': {
      message: {
        en: 'On the first evening some good orders waited far longer than two seconds. The workers did try again, but so quickly that all attempts were over before the hiccup was. Compare the waits, added up, with a tenth of a second.',
        'zh-cn':
          '第一晚有些好订单等了远不止两秒。工作进程的确又试了，可是试得太急，闪断还没结束，几次机会已经用完了。把各次等待加起来，和十分之一秒比一比。',
      },
      example: but({ 'first wait': '20' }),
    },
    'long-waits': {
      message: {
        en: 'On the first evening some good orders waited longer than two seconds. The bank was away for a tenth of a second, and the workers slept on long after it was back. How long is a wait worth its while?',
        'zh-cn': '第一晚有些好订单等了两秒以上。银行只断了十分之一秒，早就回来了，工作进程却还在睡。等多久才算值得？',
      },
      example: but({ 'first wait': '2000', 'back-off': 'fixed' }),
    },
    hammering: {
      message: {
        en: 'While the bank was away it was asked {calls} {calls|time|times}, all in vain. This is what a bank hears that is trying to get up. More attempts at shorter distances do not make it come back sooner.',
        'zh-cn':
          '银行不在的时候被问了 {calls} 次，全是白问。它正想爬起来，听到的就是这些。问得再多、再急，它也不会早一点回来。',
      },
      example: but({ attempts: 'no end', 'first wait': '20', 'back-off': 'fixed' }),
    },
    stampede: {
      message: {
        en: 'When the bank was back it was asked {calls} {calls|time|times} in two seconds; at most {most} {most|is|are} allowed. The workers had held on to their orders all the time, and behind them the queue had grown. Then all six went through it as fast as they could.',
        'zh-cn':
          '银行一恢复，两秒之内被问了 {calls} 次，上限是 {most} 次。工作进程一直攥着手里的订单不放，后面的队列越积越长；等银行回来，六个一起全速往前冲。',
      },
      example: but({ attempts: 'no end' }),
    },
    'redriven-at-once': {
      message: {
        en: 'All was well until the redrive began. Then the bank was asked {calls} {calls|time|times} in two seconds; at most {most} {most|is|are} allowed. The letters came back as a crowd, on top of the usual customers.',
        'zh-cn':
          '回灌之前一切都好。一开始回灌，银行两秒之内就被问了 {calls} 次，上限是 {most} 次。死信一窝蜂地回来，平常的客人也一个没少。',
      },
      example: but({ redrive: 'all at once' }),
    },
    bin: {
      message: {
        en: 'In the dead letter queue lie {innocents} good {innocents|order|orders}. The bank is back, and nobody has told them. Their customers have been waiting for their tea all evening.',
        'zh-cn': '死信队列里还躺着 {innocents} 个好订单。银行回来了，却没有人管它们。那些客人等奶茶，等了一整晚。',
      },
      example: but({ redrive: 'never' }),
    },
  },
};
