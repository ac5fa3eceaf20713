import type { FormPart, WrongAnswers } from '../lesson.ts';
import { startOf } from '../forms.ts';
import { choices } from './forms.ts';
import { rightSettings } from './solution.ts';

/** The right settings, but for some. */
const but =
  (settings: NonNullable<FormPart['settings']>, number: number | null = null): (() => FormPart) =>
  () => ({ settings: { ...rightSettings, ...settings }, numbers: { deliveries: number } });

export const wrongAnswers: WrongAnswers = {
  counts: {
    'limit-is-not-all': {
      message: {
        en: 'Three failures are still allowed. x1 is dead when its count is above three. What has to happen once more for that?',
        'zh-cn': '失败三次还在允许范围之内。计数超过三，x1 才成死信。那还得再发生一次什么？',
      },
      example: () => ({ numbers: { deliveries: 3 } }),
    },
    'count-off': {
      message: {
        en: 'Not so many. Count along: a delivery, a failure, count one; a delivery, a failure, count two … When is the count above three?',
        'zh-cn': '不是这个数。一步步数：投递，失败，计数一；投递，失败，计数二……到第几次，计数才超过三？',
      },
      example: () => ({ numbers: { deliveries: 21 } }),
    },
    'nack-counts': {
      message: {
        en: 'The number is right. But for a nack the count stands still: it does not say “failed”. What good is a limit to a count that does not move?',
        'zh-cn': '次数对了。可是 nack 不会让计数往上走：它没有说“失败”。计数不动，上限又有什么用？',
      },
      example: () => ({ settings: { nack: 'dropped' } }),
    },
    spared: {
      message: {
        en: 'Two are right. Now a4: nobody has begun with it. But when the cook is gone, what comes back to the queue, and for which of it is a failure counted?',
        'zh-cn': '前两个对了。再看 a4：确实没有人动过它。可厨师一断开，退回队列的有哪些？哪些要记一次失败？',
      },
      example: () => ({ settings: { bystander: 'made' } }),
    },
  },
  repair: {
    nothing: {
      message: {
        en: 'Orders that are nowhere: {lost}. The queue counts, and what it has counted out it deletes, because it knows no other place for it. Confirms do not help: they end where the queue begins.',
        'zh-cn':
          '下落不明的订单：{lost} 个。队列一直在计数，数满了就删，因为它不知道还能往哪里放。发布确认帮不上忙：它只管到进队列为止。',
      },
      example: () => ({ settings: startOf({ choices }).settings }),
    },
    automatic: {
      message: {
        en: 'Orders that are nowhere: {lost}. With automatic acknowledgement the queue forgets an order when it sends it. All that the cook had in hand when its program died is gone, and there is nothing left that could come back.',
        'zh-cn':
          '下落不明的订单：{lost} 个。自动确认时，订单一发出，队列就把它忘了。程序死掉时厨师手里的订单全没了，再也没有东西可以退回。',
      },
      example: but({ acknowledges: 'automatic', prefetch: '0' }),
    },
    before: {
      message: {
        en: 'Orders that are nowhere: {lost}. The cook acknowledges first and works then. So the queue has already forgotten the order on which the program dies. An acknowledgement means “done”; say it when it is true.',
        'zh-cn':
          '下落不明的订单：{lost} 个。厨师先确认，再动手。程序死在哪个订单上，那个订单早就被队列忘了。确认的意思是“做完了”，等做完了再说。',
      },
      example: but({ acknowledges: 'before-processing' }),
    },
    classic: {
      message: {
        en: 'Orders that are nowhere: {lost}. A classic queue lies on one node; while rabbit-1 is away there is no such queue, and what is sent to it vanishes. And it has no delivery limit: x1 has been handed out {rounds} {rounds|time|times} and will go on for ever.',
        'zh-cn':
          '下落不明的订单：{lost} 个。经典队列只在一个节点上；rabbit-1 不在时，就等于没有这个队列，发给它的都没了。它也没有投递上限：x1 已经投递了 {rounds} 次，还会一直转下去。',
      },
      example: but({ 'x-queue-type': 'classic' }),
    },
    unconfirmed: {
      message: {
        en: 'Orders that are nowhere: {lost}. It was on the wire when rabbit-1 crashed. No queue can keep what never reached it, and without confirms the shop does not know that it should send it again.',
        'zh-cn':
          '下落不明的订单：{lost} 个。rabbit-1 崩溃时，它还在路上。没有到的东西，哪个队列也保不住；不用发布确认，店铺就不知道应该重发。',
      },
      example: but({ 'publisher-confirms': 'none' }),
    },
    'at-most-once': {
      message: {
        en: 'Orders that are nowhere: {lost}. The queue threw x1 in the direction of the graveyard and looked away. Just then rabbit-3, where the graveyard lies, was down. A dead letter that nobody confirms can be lost like any other message.',
        'zh-cn':
          '下落不明的订单：{lost} 个。队列把 x1 往 graveyard 那边一扔，就不再管了。偏偏那时 graveyard 所在的 rabbit-3 不在。没有人确认的死信，和别的消息一样会丢。',
      },
      example: but({ 'x-dead-letter-strategy': 'at-most-once' }),
    },
    'drop-head': {
      message: {
        en: 'Orders that are nowhere: {lost}. You asked for at-least-once and got at-most-once, without a word: a queue that may drop its oldest message when it is full cannot promise to keep a dead one. at-least-once needs another overflow.',
        'zh-cn':
          '下落不明的订单：{lost} 个。你选的是 at-least-once，得到的却是 at-most-once，而且没有任何提示：一个满了就丢最旧消息的队列，没法保证留住死信。at-least-once 需要另一种 x-overflow。',
      },
      example: but({ 'x-overflow': 'drop-head' }),
    },
    'no-limit': {
      message: {
        en: 'Nothing is lost, and nothing rests: x1 has been handed out {rounds} {rounds|time|times}, and it will keep the cook busy for the rest of its life. -1 takes the shredder away and leaves the loop.',
        'zh-cn':
          '什么也没丢，可是也没完没了：x1 已经投递了 {rounds} 次，厨师一辈子都得陪着它。-1 拿走了碎纸机，却留下了死循环。',
      },
      example: but({ 'x-delivery-limit': '-1' }),
    },
    nack: {
      message: {
        en: 'Nothing is lost, but x1 has been handed out {rounds} {rounds|time|times} and is still in the queue. There is a limit, and it does not apply: since 4.3 what comes back by basic.nack does not count as failed.',
        'zh-cn':
          '什么也没丢，可是 x1 已经投递了 {rounds} 次，还在队列里。上限是有的，却管不着它：4.3 起，用 basic.nack 退回的不算失败。',
      },
      example: but({ 'gives back by': 'basic.nack' }),
    },
    'higher-limit': {
      message: {
        en: 'x1 has been handed out {rounds} {rounds|time|times}, and the end of the run finds it still in the queue. What has failed 20 times fails 200 times, too; it only takes ten times as long.',
        'zh-cn':
          'x1 已经投递了 {rounds} 次，运行结束时还在队列里。失败 20 次的，也会失败 200 次，只不过要花十倍的时间。',
      },
      example: but({ 'x-delivery-limit': '200' }),
    },
    innocents: {
      message: {
        en: 'Nothing is lost, but there are good orders in the graveyard: {innocents}. The cook’s program had them in hand each time it died on x1, and they were counted along. Hand out less at a time.',
        'zh-cn':
          '什么也没丢，但 graveyard 里有好订单：{innocents} 个。程序每次死在 x1 上，它们都在厨师手里，也就跟着计了数。一次少给一点。',
      },
      example: but({ prefetch: '0' }),
    },
    'head-of-line': {
      message: {
        en: 'Everything ends where it should, but some good orders waited {seconds} {seconds|second|seconds}. A returned message goes to the front of the queue, so x1 was first in line 21 times, one time right after the other. Let it wait in between.',
        'zh-cn':
          '该去哪里的都去了，但有的好订单等了 {seconds} 秒。退回的消息排到队列最前面，于是 x1 一次接一次，连着 21 次都排在第一个。让它每次先等一等。',
      },
      example: but({ 'x-delayed-retry-type': 'disabled' }),
    },
    'not-delayed': {
      message: {
        en: 'Some good orders waited {seconds} {seconds|second|seconds}. There is a delay, but not for x1: “returned” means messages that came back without a failure. x1 fails each time.',
        'zh-cn':
          '有的好订单等了 {seconds} 秒。延迟是有的，却轮不到 x1：returned 指的是没有失败就退回的消息，而 x1 每次都是失败。',
      },
      example: but({ 'x-delayed-retry-type': 'returned' }),
    },
    'no-number': {
      message: {
        en: 'This holds. Now the count: in the first run, how many times is x1 handed to the cook before it lies in the graveyard?',
        'zh-cn': '这样改经得起考验。现在数一数：第一次运行里，x1 进 graveyard 之前，一共投递给厨师几次？',
      },
      example: but({}),
    },
    'off-by-one': {
      message: {
        en: 'This holds, but {number} is the limit, and a limit counts returns. How many deliveries does it take until a message comes back once too often?',
        'zh-cn': '这样改经得起考验，但 {number} 是上限，而上限数的是退回。要投递几次，才会多退回一次？',
      },
      example: but({}, 20),
    },
    'number-off': {
      message: {
        en: 'This holds, but the count does not: it is not {number}. Watch the first run, or work it out from the limit.',
        'zh-cn': '这样改经得起考验，但次数不对：不是 {number}。请看第一次运行，或者由上限推算。',
      },
      example: but({}, 40),
    },
  },
};
