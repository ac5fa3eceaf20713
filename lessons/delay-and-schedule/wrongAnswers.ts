import { startOf } from '../forms.ts';
import type { FormPart, WrongAnswers } from '../lesson.ts';
import { choices } from './forms.ts';

/** The shop as it comes, but for some settings. */
const AS_IT_COMES = startOf({ choices }).settings;

const chosen = (settings: NonNullable<FormPart['settings']>) => (): FormPart => ({
  settings: { ...AS_IT_COMES, ...settings },
});

export const wrongAnswers: WrongAnswers = {
  'out-of-queue': {
    alone: {
      message: {
        en: 's1: at {number} {number|second|seconds} its time is over, true. But is it at the head of the queue then?',
        'zh-cn': 's1：第 {number} 秒它的时间确实到了。可那时它排在队首吗？',
      },
      example: () => ({ numbers: { s1: 6 } }),
    },
    'first-off': {
      message: {
        en: 's1: not at {number} {number|second|seconds}. It goes when n1 goes. When is that? And once it is at the head with its time over, how long does it stay?',
        'zh-cn': 's1：不是第 {number} 秒。n1 走了它才走，那是什么时候？到了队首、时间又早已过了，还会再等多久？',
      },
      example: () => ({ numbers: { s1: 15 } }),
    },
    'second-off': {
      message: {
        en: 's2: not at {number} {number|second|seconds}. When it is due, is n1 still in front of it?',
        'zh-cn': 's2：不是第 {number} 秒。它到期的时候，n1 还在前面吗？',
      },
      example: () => ({ numbers: { s2: 13 } }),
    },
  },
  'which-late': {
    'own-clock': {
      message: {
        en: 'It is not as if every message had a clock that rings by itself. One of the orders that you call in time has somebody in front of it who stays longer. Watch the run at the time when it is due.',
        'zh-cn':
          '并不是每条消息都自带一个会响的闹钟。你说准时的订单里，有一个前面站着一个要等更久的。看看它到期的那一刻。',
      },
      example: () => ({ settings: { s3: 'in-time' } }),
    },
    'nobody-in-front': {
      message: {
        en: 'When {order} is due, who stands in front of it? Orders that are placed later stand behind it and cannot hold it up.',
        'zh-cn': '{order} 到期时，谁排在它前面？比它晚下单的都在它后面，挡不住它。',
      },
      example: () => ({ settings: { s2: 'late' } }),
    },
    'all-behind': {
      message: {
        en: '{order} does have somebody in front of it. But everybody in front of it is due before it, and is gone when its own time comes.',
        'zh-cn': '{order} 前面确实有人。可是前面的都比它先到期，轮到它到期时早就走了。',
      },
      example: () => ({ settings: { n2: 'late' } }),
    },
    'number-off': {
      message: {
        en: 'The orders are right, but the latest is not late by {number} {number|second|seconds}. It gets out when the one in front of it gets out. When is that, and when was it due itself?',
        'zh-cn':
          '订单都说对了，但最晚的那个不是晚 {number} 秒。它前面的走了，它才能走。那是什么时候？它自己本该什么时候走？',
      },
      example: () => ({ numbers: { seconds: 2 } }),
    },
  },
  construct: {
    'head-of-line': {
      message: {
        en: '{late} {late|order is|orders are} closed late although nothing fails, the worst by {seconds} {seconds|second|seconds}. Messages with different times stand in one line, and the line looks only at its head.',
        'zh-cn':
          '什么故障也没有，却有 {late} 个订单关得晚，最晚的晚了 {seconds} 秒。要等的时间不同，却站在一条队伍里，而队伍只看队首。',
      },
      example: chosen({ persistent: 'true' }),
    },
    asleep: {
      message: {
        en: '{late} {late|order is|orders are} closed late or not at all although nothing fails. A consumer that sleeps for one order sleeps for all behind it as well: the waits add up.',
        'zh-cn':
          '什么故障也没有，却有 {late} 个订单关得晚，甚至没关。消费者为一个订单睡着，后面的也都陪着等：一个一个加起来。',
      },
      example: chosen({ mechanism: 'sleep', persistent: 'true' }),
    },
    'in-memory': {
      message: {
        en: 'In time to the millisecond, until the shop’s own program restarts: then {lost} {lost|order is|orders are} never closed. Where were their timers?',
        'zh-cn': '分毫不差，直到店铺自己的程序重启：有 {lost} 个订单再也没有关闭。它们的定时原来存在哪里？',
      },
      example: chosen({ mechanism: 'memory' }),
    },
    transient: {
      message: {
        en: 'In time, as long as the broker runs. When it restarts, {lost} {lost|order is|orders are} never closed: the queues are there again, and what waited in them is not.',
        'zh-cn': 'broker 不停，就都准时。它一重启，有 {lost} 个订单再也没有关闭：队列还在，里面等着的却没了。',
      },
      example: chosen({ mechanism: 'queue-per-delay' }),
    },
    seldom: {
      message: {
        en: 'No timer is lost, for they are rows. But {late} {late|order is|orders are} closed late, the worst by about {seconds} {seconds|second|seconds}. How late does the program look?',
        'zh-cn':
          '定时一个也没丢，因为它们就是表里的行。但有 {late} 个订单关得晚，最晚的晚了大约 {seconds} 秒。程序隔多久才来看一次？',
      },
      example: chosen({ mechanism: 'table' }),
    },
  },
};
