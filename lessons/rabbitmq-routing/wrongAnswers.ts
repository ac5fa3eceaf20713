import type { FormPart, WrongAnswers } from '../lesson.ts';
import { acknowledgedStep, lost, sentStep } from '../reading.ts';
import { startOf } from '../forms.ts';
import { choices } from './forms.ts';
import { bindingStep, vanishedSteps } from './checks.ts';

/** The shop as it comes, but for some settings. */
const AS_IT_COMES = startOf({ choices }).settings;

const chosen =
  (settings: NonNullable<FormPart['settings']>, number: number | null = null): (() => FormPart) =>
  () => ({ settings: { ...AS_IT_COMES, ...settings }, numbers: { waiting: number } });

const said = (settings: NonNullable<FormPart['settings']>) => (): FormPart => ({ settings });

export const wrongAnswers: WrongAnswers = {
  both: {
    'falls-through': {
      message: {
        en: 'No binding of orders matches, but that is not the end of it any more. Where does orders hand on what it cannot route?',
        'zh-cn': 'orders 上确实没有绑定对得上，可这回还没完：自己无法路由的，orders 会转给谁？',
      },
      example: said({ lies: 'gone' }),
    },
    'sent-back': {
      message: {
        en: 'mandatory asks for a message back if no queue gets it. Go on after orders: does a queue get r3?',
        'zh-cn': 'mandatory 说的是：没有队列收，才退回来。从 orders 再往后看：有队列收下 r3 吗？',
      },
      example: said({ lies: 'shop' }),
    },
    'return-too': {
      message: {
        en: 'r3 lies where you say. But then a queue has it. What would there be to return?',
        'zh-cn': 'r3 在哪里，你说对了。可既然有队列收下了它，还有什么可退的？',
      },
      example: said({ hears: 'return' }),
    },
    silence: {
      message: {
        en: 'r3 lies where you say. But the shop always gets an answer here: even for messages that were dropped it got one.',
        'zh-cn': 'r3 在哪里，你说对了。可店铺在这里总能等到答复：连丢掉的消息，当初也有。',
      },
      example: said({ hears: 'nothing' }),
    },
  },
  silent: {
    'still-bound': {
      message: {
        en: 'At step {step} every kind of order still has a binding to its queue. Nothing can fall through yet. Look later.',
        'zh-cn': '在第 {step} 步，每一种订单都还有通向自己队列的绑定，什么也漏不掉。请往后看。',
      },
      example: () => ({ step: 1 }),
    },
    spare: {
      message: {
        en: 'Here a binding of refunds is deleted, but it was a spare one: the key order.refunded matched two bindings of this queue, and one is enough. Refunds still arrive.',
        'zh-cn':
          '这一步确实删掉了 refunds 的一个绑定，不过它是多余的：order.refunded 原本和这个队列的两个绑定都匹配，有一个就够了。退款照样送到。',
      },
      example: (run) => ({ step: bindingStep(run, 'deleteBinding', 3) }),
    },
    cause: {
      message: {
        en: 'Here the last binding of refunds goes. That is the mistake, but at this step no message is lost: all that were sent before are safe in their queue, and the next refund has not been sent. Who is the first to pay for it?',
        'zh-cn':
          '这一步，refunds 的最后一个绑定没了。错误在这里犯下，可是这一步还没有丢任何消息：之前发出的都好好地进了队列，下一笔退款还没有发出。第一个吃亏的是谁？',
      },
      example: (run) => ({ step: bindingStep(run, 'deleteBinding', 2) }),
    },
    'nothing-to-route': {
      message: {
        en: 'At step {step} the binding is missing, but no refund has been published since. A hole hurts nobody until somebody steps into it. A little later.',
        'zh-cn': '在第 {step} 步，绑定已经没了，但还没有人发布退款。有了坑，也要有人踩进去才会出事。再往后一点。',
      },
      example: (run) => ({ step: bindingStep(run, 'deleteBinding', 2) + 1 }),
    },
    'on-its-way': {
      message: {
        en: 'At step {step} the shop publishes {value}. It is on the wire, so it still exists. What will the exchange do with it?',
        'zh-cn': '在第 {step} 步，店铺发布了 {value}。它还在路上，还没有消失。到了交换机那里会怎样？',
      },
      example: (run) => ({ step: sentStep(run, lost(run)[0] ?? '') }),
    },
    promised: {
      message: {
        en: 'At step {step} the shop hears the confirm for {value}. But {value} was gone before this confirm was on its way. The step that loses a message and the step that promises its safety are here two steps, in that order.',
        'zh-cn':
          '在第 {step} 步，店铺听到了 {value} 的确认。可是这个确认还没上路，{value} 就已经没了。丢掉它是一步，保证它安全是另一步，而且丢在前面。',
      },
      example: (run) => ({ step: acknowledgedStep(run, lost(run)[0] ?? '') }),
    },
    'bound-again': {
      message: {
        en: 'At step {step} the binding is back. By then {lost} {lost|refund is|refunds are} gone, and none of them returns: an exchange keeps nothing that it could deliver later. Go back to the first one.',
        'zh-cn':
          '在第 {step} 步，绑定补上了。这时已经丢了 {lost} 笔退款，一笔也回不来：交换机什么都不存，没有东西可以补送。请回到第一笔。',
      },
      example: (run) => ({ step: bindingStep(run, 'addBinding', 2) }),
    },
    'not-the-first': {
      message: {
        en: 'At step {step} a refund does vanish, but not the first. {lost} vanish in this run, one after the other, and {value} was before this one.',
        'zh-cn':
          '在第 {step} 步，确实有一笔退款消失了，但不是第一笔。这次运行里先后消失了 {lost} 笔，{value} 比它更早。',
      },
      example: (run) => ({ step: vanishedSteps(run)[1] ?? -1 }),
    },
    'too-late': {
      message: {
        en: 'By step {step} {value} is already gone: no queue holds it, and it is on no wire. Find the step after which that is first true.',
        'zh-cn': '到第 {step} 步，{value} 早就没了：哪个队列里都没有它，路上也没有。请找出最早成立的那一步。',
      },
      example: (run) => ({ step: run.steps }),
    },
  },
  repair: {
    nothing: {
      message: {
        en: '{lost} confirmed orders are lost when the deploy forgets the binding. Nothing that you changed says what becomes of a message that no binding matches.',
        'zh-cn':
          '上线漏掉绑定之后，丢了 {lost} 个已确认的订单。你改的设置里，没有一项规定：没有绑定匹配的消息该怎么办。',
      },
      example: chosen({}),
    },
    persistent: {
      message: {
        en: '{lost} confirmed orders are lost. A persistent message is written to disk by the queue that has it. These never reached a queue.',
        'zh-cn': '丢了 {lost} 个已确认的订单。持久消息由收下它的队列写到磁盘。可这些消息根本没有进过队列。',
      },
      example: chosen({ persistent: 'true' }),
    },
    quorum: {
      message: {
        en: '{lost} confirmed orders are lost. A quorum queue keeps what it is given better than any other queue. It was not given these: the exchange looks at bindings, not at how good a queue is.',
        'zh-cn':
          '丢了 {lost} 个已确认的订单。仲裁队列保管消息最牢靠，可这些消息没有交到它手里：交换机看的是绑定，不看队列有多好。',
      },
      example: chosen({ 'x-queue-type': 'quorum' }),
    },
    again: {
      message: {
        en: '{lost} confirmed orders are lost. The shop publishes again what is not confirmed. But every one of these was confirmed, so there was no reason to try again.',
        'zh-cn': '丢了 {lost} 个已确认的订单。店铺会重发没有得到确认的消息，可这些消息全都得到了确认，没有理由重发。',
      },
      example: chosen({ republish: 'unconfirmed' }),
    },
    prefetch: {
      message: {
        en: '{lost} confirmed orders are lost. Prefetch says how much a consumer may take from its queue at once. These orders vanish at the other end, before any queue.',
        'zh-cn':
          '丢了 {lost} 个已确认的订单。prefetch 规定消费者一次能从队列里取多少。这些订单却是在另一头、还没进队列时就没了。',
      },
      example: chosen({ prefetch: '100' }),
    },
    nowhere: {
      message: {
        en: '{lost} confirmed orders are lost. The exchange orders hands them on to unrouted, and that is an exchange, too: without a queue bound to it, it keeps nothing either.',
        'zh-cn':
          '丢了 {lost} 个已确认的订单。交换机 orders 把它们转给了 unrouted，可 unrouted 也是交换机：没有绑定队列，它同样什么都存不下。',
      },
      example: chosen({ 'alternate-exchange': 'unbound' }),
    },
    'to-everybody': {
      message: {
        en: 'No order vanishes, but now every order goes to every bound queue, whatever its key: {strayed} {strayed|time|times} somebody worked on an order that was none of their business. The kitchen makes tea for refunds, and with the binding gone the accountant still gets nothing.',
        'zh-cn':
          '没有订单消失，可是现在不管路由键是什么，每个订单都会进所有绑定的队列：一共有 {strayed} 次，有人处理了不归自己管的订单。厨房照着退款单做奶茶，而绑定没了，会计照样什么也收不到。',
      },
      example: chosen({ type: 'fanout' }),
    },
    returned: {
      message: {
        en: 'Nothing confirmed is lost: the shop now knows. But {returned} {returned|order|orders} came back, and its program has no place for them. They lie in no queue, and when the shop forgets them, nobody has them. A return helps only whoever does something with it.',
        'zh-cn':
          '已确认的一个也没丢：店铺这下知道了。可是退回来的 {returned} 个订单，它的程序没有地方放。它们不在任何队列里，店铺一忘，就谁也没有了。退回的消息，要有人接着处理才有用。',
      },
      example: chosen({ mandatory: 'true' }),
    },
    'no-number': {
      message: {
        en: 'This holds. Now name the price: when the run of the first accident is over, how many orders wait in the queue unrouted for somebody to look after them?',
        'zh-cn': '这样改经得起考验。现在说说代价：第一种事故的运行结束时，队列 unrouted 里有多少个订单等着人来处理？',
      },
      example: chosen({ 'alternate-exchange': 'bound' }),
    },
    'number-off': {
      message: {
        en: 'This holds, but the number does not: it is not {number}. Show the run of the first accident to its end and count what lies in the queue unrouted.',
        'zh-cn': '这样改经得起考验，但数字不对：不是 {number}。请把第一种事故运行到底，数一数队列 unrouted 里的消息。',
      },
      example: chosen({ 'alternate-exchange': 'bound' }, 12),
    },
  },
};
