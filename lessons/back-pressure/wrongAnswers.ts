import type { FormPart, WrongAnswers } from '../lesson.ts';
import { rightSettings } from './solution.ts';

/** The right settings, but for some. */
const but =
  (settings: NonNullable<FormPart['settings']>): (() => FormPart) =>
  () => ({ settings: { ...rightSettings, ...settings } });

export const wrongAnswers: WrongAnswers = {
  fill: {
    'only-inflow': {
      message: {
        en: 'Not {number}. You have counted what comes in. Meanwhile the senders take texts out as well. By how much does the queue grow in a second?',
        'zh-cn': '不是 {number} 秒。你只算了进来的。发送员同时也在往外取。队列每秒净增多少？',
      },
      example: () => ({ numbers: { full: 2 } }),
    },
    'full-off': {
      message: {
        en: 'Not {number}. Every second 80 texts come in and 40 go out. How long until 120 of them are left over?',
        'zh-cn': '不是 {number} 秒。每秒进来 80 条，出去 40 条。多久才会剩下 120 条？',
      },
      example: () => ({ numbers: { full: 9 } }),
    },
    'wait-off': {
      message: {
        en: 'The queue is right, the wait is not {number}. The code stands at the end of 120 texts. How many are sent in a second?',
        'zh-cn': '队列算对了，可要等的不是 {number} 秒。取餐码排在 120 条短信的末尾，而每秒能发几条？',
      },
      example: () => ({ numbers: { wait: 1 } }),
    },
  },
  tune: {
    'pushed-out': {
      message: {
        en: 'Pickup codes that were thrown away: {codes}. A full queue that drops its head drops whoever stands there, and in this one codes and coupons stand in one line.',
        'zh-cn': '被扔掉的取餐码：{codes} 个。队列满了就丢队首，谁站在那里就丢谁；而这里取餐码和优惠券排的是同一条队。',
      },
      example: but({ queues: 'one', 'x-overflow': 'drop-head' }),
    },
    'most-urgent-first': {
      message: {
        en: 'Pickup codes that were thrown away: {codes}. With priorities the codes stand at the head, and the head is what a full queue drops. You have moved them to the front of the queue for the exit.',
        'zh-cn':
          '被扔掉的取餐码：{codes} 个。有了优先级，取餐码就排在队首，而队列满了丢的正是队首。等于把它们请到了出口的第一位。',
      },
      example: but({ queues: 'priorities', 'x-overflow': 'drop-head' }),
    },
    'bigger-buffer': {
      message: {
        en: 'At one time there were {most} texts in the house. Nothing told the campaign that the senders were behind, so the queue took everything, and grew. A limit that is never reached is none.',
        'zh-cn':
          '店里最多积了 {most} 条短信。没有谁告诉活动程序发送员跟不上，于是队列来者不拒，越积越长。永远碰不到的上限，等于没有上限。',
      },
      example: but({ 'x-max-length': '2000' }),
    },
    'in-hand': {
      message: {
        en: 'Count what the senders hold. Each takes up to 20 texts at once, and when one freezes, they freeze with it: no other sender can have them, and no limit of a queue counts them.',
        'zh-cn':
          '数数发送员手里有多少。每人一次最多拿 20 条，人一卡住，手里的也跟着卡住：别的发送员拿不到，队列的上限也不算它们。',
      },
      example: but({ prefetch: '20' }),
    },
    'same-line': {
      message: {
        en: '99 of 100 codes took up to {seconds} {seconds|second|seconds}. The campaign is slowed down now, but the line is still as long as its limit, and each code stands at its end.',
        'zh-cn':
          '100 个取餐码里有 99 个花了不超过 {seconds} 秒，太久了。活动程序是慢下来了，可队伍还是有上限那么长，每个取餐码都得排到队尾。',
      },
      example: but({ queues: 'one' }),
    },
    'refused-too': {
      message: {
        en: '99 of 100 codes took up to {seconds} {seconds|second|seconds}. They overtake every coupon once they are in the queue. But it is full of coupons, so the till is told no as well, and has to come back.',
        'zh-cn':
          '100 个取餐码里有 99 个花了不超过 {seconds} 秒，太久了。只要进了队列，它们就能赶到所有优惠券前面；可队列被优惠券塞满了，收银台也被拒之门外，只好回头再来。',
      },
      example: but({ queues: 'priorities', 'x-max-length': '10', refused: 'drop' }),
    },
    'thrown-away': {
      message: {
        en: 'Of 100 coupons {percent} were thrown away. The queue confirms the new ones and quietly drops the oldest, so the campaign has no reason to slow down. It could have waited.',
        'zh-cn':
          '100 张优惠券扔掉了 {percent} 张。队列照样确认新来的，悄悄丢掉最旧的，活动程序自然没有理由慢下来。其实它等得起。',
      },
      example: but({ 'x-overflow': 'drop-head' }),
    },
    'not-listening': {
      message: {
        en: 'Of 100 coupons {percent} were thrown away. The queue said no {refusals} {refusals|time|times}, and the campaign went on as if nothing had been said. Pressure needs somebody who gives way.',
        'zh-cn':
          '100 张优惠券扔掉了 {percent} 张。队列说了 {refusals} 次“不”，活动程序却当作没听见。光有压力不够，还得有人肯让。',
      },
      example: but({ refused: 'drop' }),
    },
  },
};
