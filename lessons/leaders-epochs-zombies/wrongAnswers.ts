import type { FormPart, WrongAnswers } from '../lesson.ts';
import { sentStep, stepOf } from '../reading.ts';
import { cutStep, electionStep, learnedStep, successorStep } from './checks.ts';

const chosen = (acks: string, session: string, request: string, number: number | null): (() => FormPart) => {
  const settings = { acks, 'broker.session.timeout.ms': session, 'request.timeout.ms': request };
  return () => ({ settings, numbers: { silence: number } });
};

const inOrder =
  (...moments: readonly string[]) =>
  (): FormPart => ({ lists: { moments } });

export const wrongAnswers: WrongAnswers = {
  order: {
    'before-the-sleep': {
      message: {
        en: 'Begin with the times that you have: broker-1 falls asleep at 4.7, and a5 leaves the till at 5.',
        'zh-cn': '先看给出的时间：broker-1 在 4.7 秒睡着，a5 在第 5 秒才离开收银台。',
      },
      example: inOrder('sent', 'asleep', 'appointed', 'written', 'learned', 'succeeds'),
    },
    'no-patience': {
      message: {
        en: 'The controller is too quick in your order. It appoints somebody only when it has heard no heartbeat for three seconds.',
        'zh-cn': '在你的排列里，控制器太心急了。它要三秒收不到心跳，才会任命别人。',
      },
      example: inOrder('asleep', 'appointed', 'sent', 'written', 'learned', 'succeeds'),
    },
    'writes-asleep': {
      message: {
        en: 'You let broker-1 write a5 before the controller has appointed anybody. At that time broker-1 is fast asleep. Where is a5 meanwhile?',
        'zh-cn': '在你的排列里，控制器还没任命谁，broker-1 就写下了 a5。可那时它睡得正沉。a5 那会儿在哪里？',
      },
      example: inOrder('asleep', 'sent', 'written', 'appointed', 'learned', 'succeeds'),
    },
    'mail-in-order': {
      message: {
        en: 'You let broker-1 give up before it has written a5. It reads its mail in the order in which it came. Which came first, a5 or the letter of the controller?',
        'zh-cn': '在你的排列里，broker-1 还没写 a5 就知道自己下台了。它按到达的先后拆信：a5 和控制器的信，哪个先到？',
      },
      example: inOrder('asleep', 'sent', 'appointed', 'learned', 'written', 'succeeds'),
    },
    'late-letter': {
      message: {
        en: 'You let broker-2 know too soon. That the controller has appointed it does not tell it anything. Only the letter does, and that comes at 9.5.',
        'zh-cn': '在你的排列里，broker-2 知道得太早了。控制器任命了它，它并不会因此知道。要等信来，而信 9.5 秒才到。',
      },
      example: inOrder('asleep', 'sent', 'appointed', 'succeeds', 'written', 'learned'),
    },
  },
  learns: {
    'still-leads': {
      message: {
        en: 'At step {step} broker-1 still leads, by right. There is nothing yet that it could learn. Look later.',
        'zh-cn': '在第 {step} 步，broker-1 仍是名正言顺的 leader，还没有什么可知道的。请往后看。',
      },
      example: () => ({ step: 1 }),
    },
    'cable-cut': {
      message: {
        en: 'Here the cable to the controller is cut. That is no message; it is the end of messages. A broker that hears nothing cannot tell bad news from no news, and nobody has replaced it yet.',
        'zh-cn':
          '这一步只是通往控制器的网线断了。断线不是消息，而是从此没有消息。什么都听不到的 broker，分不清是坏消息还是没消息；而且这时还没有人取代它。',
      },
      example: (run) => ({ step: cutStep(run) }),
    },
    'controller-knows': {
      message: {
        en: 'At step {step} the controller decides: epoch 1, broker-2. At this moment the controller is the only one who knows. The new leader does not know it yet, and the old one confirms {confirmed} more {confirmed|order|orders}.',
        'zh-cn':
          '在第 {step} 步，控制器作出决定：任期 1，由 broker-2 当 leader。此刻知道的只有控制器自己。新 leader 还不知道，旧 leader 之后还会确认 {confirmed} 个订单。',
      },
      example: (run) => ({ step: electionStep(run) }),
    },
    'successor-knows': {
      message: {
        en: 'Around step {step} the news reaches the other brokers. Who believes now that it leads: {believers}. broker-1 has not heard a word.',
        'zh-cn':
          '在第 {step} 步前后，消息传到了其他 broker。此刻认为自己是 leader 的有：{believers}。broker-1 什么也没听到。',
      },
      example: (run) => ({ step: successorStep(run) }),
    },
    'nobody-told-it': {
      message: {
        en: 'At step {step} these believe that they lead: {believers}. broker-1 works on as if nothing had happened. Who could tell it, and over which cable?',
        'zh-cn':
          '在第 {step} 步，认为自己是 leader 的有：{believers}。broker-1 照常干活，好像什么也没发生。谁能告诉它？要走哪根网线？',
      },
      example: (run) => ({ step: sentStep(run, 'a10') }),
    },
    'cable-back': {
      message: {
        en: 'At step {step} the cable is whole again. But a whole cable is not yet a message: broker-1 still believes that it leads. A few steps more.',
        'zh-cn':
          '在第 {step} 步，网线接好了。可是网线通了不等于消息到了：broker-1 仍然认为自己是 leader。再往后走几步。',
      },
      example: (run) => ({ step: stepOf(run, 'heal') }),
    },
    truncation: {
      message: {
        en: 'Here broker-1 cuts its log. Only a broker that already follows somebody else does that. So it learned the news before step {step}.',
        'zh-cn':
          '这一步 broker-1 截断了自己的日志。只有已经在跟随别人的 broker 才会这么做。所以它在第 {step} 步之前就知道了。',
      },
      example: (run) => ({ step: stepOf(run, 'truncation') }),
    },
    'too-late': {
      message: {
        en: 'By step {step} broker-1 knows it already; only {believers} believes that it leads. Find the first step for which that is true.',
        'zh-cn': '到第 {step} 步，broker-1 早已知道：认为自己是 leader 的只有 {believers}。请找出最早成立的那一步。',
      },
      example: (run) => ({ step: learnedStep(run) + 1 }),
    },
  },
  repair: {
    'alone-is-enough': {
      message: {
        en: '{asleep} confirmed orders were lost after the long sleep, and {cutOff} when broker-1 was cut off. With acks=1 the leader answers for itself alone, so a zombie can do so too.',
        'zh-cn':
          '长时间卡住之后丢了 {asleep} 个已确认的订单，断开控制器那次丢了 {cutOff} 个。acks=1 时 leader 只代表自己答复，僵尸当然也能答复。',
      },
      example: chosen('1', '9000', '30000', null),
    },
    'shorter-session': {
      message: {
        en: 'A shorter session does not stop the old leader. It only brings the new one sooner, and then the two lead side by side for longer: {cutOff} confirmed orders are lost when broker-1 is cut off. With 9 seconds it was fewer.',
        'zh-cn':
          '缩短会话并不能让旧 leader 停下来，只会让新 leader 来得更早，于是两个 leader 并存得更久：断开控制器那次丢了 {cutOff} 个已确认的订单。9 秒时反而丢得少些。',
      },
      example: chosen('1', '1000', '30000', null),
    },
    'walked-away': {
      message: {
        en: 'The sleep is survived: the till gave up waiting, so no order lay at the door when broker-1 woke up. But cut off from the controller broker-1 is wide awake and answers at once. {cutOff} confirmed orders are lost.',
        'zh-cn':
          '卡住那一关过了：收银台不再干等，broker-1 醒来时门口没有订单。可是断开控制器的 broker-1 是清醒的，它会马上答复。丢了 {cutOff} 个已确认的订单。',
      },
      example: chosen('1', '9000', '1000', null),
    },
    'waits-at-the-door': {
      message: {
        en: 'Nothing is lost. But for {seconds} {seconds|second|seconds} no order was confirmed. A new leader was there long before; the till just kept waiting for an answer from the old one. Which setting says how long it waits?',
        'zh-cn':
          '什么也没丢。可是有 {seconds} 秒没有任何订单得到确认。新 leader 早就在了，是收银台一直在等旧 leader 的答复。它等多久，由哪个设置决定？',
      },
      example: chosen('all', '3000', '30000', null),
    },
    'asks-the-sleeper': {
      message: {
        en: 'Nothing is lost. But for {seconds} {seconds|second|seconds} no order was confirmed. A new leader was there long before; but the till waited {request} s, then asked the same silent broker who leads, and waited again.',
        'zh-cn':
          '什么也没丢。可是有 {seconds} 秒没有任何订单得到确认。新 leader 早就在了；可是收银台等了 {request} 秒，又去问同一台没有声音的 broker，再等一次。',
      },
      example: chosen('all', '3000', '5000', null),
    },
    'slow-to-replace': {
      message: {
        en: 'Nothing is lost, and the till does not wait for ever. But for {seconds} {seconds|second|seconds} no order was confirmed, because the controller waited so long before it appointed somebody else.',
        'zh-cn':
          '什么也没丢，收银台也没有一直傻等。可是有 {seconds} 秒没有任何订单得到确认，因为控制器等了太久才另选 leader。',
      },
      example: chosen('all', '9000', '1000', null),
    },
    nervous: {
      message: {
        en: 'Nothing is lost, and the long sleep costs little. But with a session of {session} second, broker-1 was deposed for a nap of two seconds. Healthy brokers pause that long now and then; every time the shop would change its leader.',
        'zh-cn':
          '什么也没丢，长时间卡住的代价也不大。可是会话只有 {session} 秒，broker-1 打个两秒的盹就被换掉了。健康的 broker 偶尔也会停这么久，每次都要换 leader。',
      },
      example: chosen('all', '1000', '1000', null),
    },
    'no-number': {
      message: {
        en: 'The settings hold. Now say what they cost: while broker-1 slept, what was the longest time in which no order was confirmed?',
        'zh-cn': '设置经得起考验。现在说说代价：broker-1 卡住期间，最长有多久没有任何订单得到确认？',
      },
      example: chosen('all', '3000', '1000', null),
    },
    'only-session': {
      message: {
        en: 'The settings hold. But {number} {number|second|seconds} is only what the controller waits. The clock of the customers began with the last order before the sleep, and the till has to find the new leader. Look at the history.',
        'zh-cn':
          '设置经得起考验。不过 {number} 秒只是控制器等待的时间。对顾客来说，要从卡住之前最后一个确认的订单算起，收银台还得找到新 leader。请看历史。',
      },
      example: chosen('all', '3000', '1000', 3),
    },
    'number-off': {
      message: {
        en: 'The settings hold, but not the number: {number} {number|second|seconds} is off by more than a fifth. Show the run of the first accident: its history lists every “ok” with its time.',
        'zh-cn':
          '设置经得起考验，但数字不对：{number} 秒的误差超过了五分之一。请用这些设置运行第一种事故，历史里列出了每个 ok 的时间。',
      },
      example: chosen('all', '3000', '1000', 13),
    },
  },
};
