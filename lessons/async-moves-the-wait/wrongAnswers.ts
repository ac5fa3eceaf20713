import type { FormPart, WrongAnswers } from '../lesson.ts';
import { acknowledgedStep, sentStep } from '../reading.ts';
import { begunStep, madeStep, ORDER, pressedStep, settledStep, toldStep } from './checks.ts';

const chosen = (settings: NonNullable<FormPart['settings']>) => (): FormPart => ({ settings });

export const wrongAnswers: WrongAnswers = {
  twoClocks: {
    'reply-grows': {
      message: {
        en: 'What has to happen before the reply? Go through it: checkout, the queue, the confirm, back to the customer. Where in this line is a cook?',
        'zh-cn': '答复之前要做哪些事？一样样数：checkout、队列、确认、回到顾客。这里面哪一步要用厨师？',
      },
      example: chosen({ reply: 'longer' }),
    },
    'reply-shrinks': {
      message: {
        en: 'Nothing has been taken out of the way to the reply. Whom did it wait for with two cooks?',
        'zh-cn': '通往答复的路上，什么也没少。有两位厨师的时候，它等的是谁？',
      },
      example: chosen({ reply: 'shorter' }),
    },
    'tea-stays': {
      message: {
        en: 'The reply is right. But an order is done by a cook, and one of them is gone. Three orders a second, 0.6 seconds each: how many can one cook do?',
        'zh-cn': '答复说对了。可订单要厨师来做，而厨师少了一位。每秒三个订单，每个 0.6 秒：一位厨师做得了几个？',
      },
      example: chosen({ tea: 'same' }),
    },
    'tea-shrinks': {
      message: {
        en: 'The reply is right. But fewer hands for the same orders: what becomes of the line in front of the cook?',
        'zh-cn': '答复说对了。可订单一样多，人手少了：厨师前面的队会怎样？',
      },
      example: chosen({ tea: 'shorter' }),
    },
  },
  told: {
    'not-begun': {
      message: {
        en: 'At step {step} nobody has waited for {order} yet: its customer has only just pressed the button, or is still to come.',
        'zh-cn': '在第 {step} 步，还没有人为 {order} 等过：它的顾客刚按下按钮，或者根本还没来。',
      },
      example: (run) => ({ step: pressedStep(run, ORDER) }),
    },
    sent: {
      message: {
        en: 'At step {step} checkout hands {order} to RabbitMQ. The customer knows nothing of this, and waits on.',
        'zh-cn': '在第 {step} 步，checkout 把 {order} 交给 RabbitMQ。顾客并不知道，还在等。',
      },
      example: (run) => ({ step: sentStep(run, ORDER) }),
    },
    stored: {
      message: {
        en: 'At step {step} RabbitMQ’s confirm reaches checkout. Now checkout knows that {order} is kept. The customer does not know it yet.',
        'zh-cn': '在第 {step} 步，RabbitMQ 的确认到了 checkout。checkout 这才知道 {order} 有人保管，顾客还不知道。',
      },
      example: (run) => ({ step: acknowledgedStep(run, ORDER) }),
    },
    'still-waits': {
      message: {
        en: 'At step {step} the customer of {order} still stands at the till: no answer has arrived there. A little later.',
        'zh-cn': '在第 {step} 步，{order} 的顾客还站在收银台前，答复还没有到。再往后一点。',
      },
      example: (run) => ({ step: toldStep(run, ORDER) - 1 }),
    },
    tea: {
      message: {
        en: 'At step {step} the tea for {order} is made. But its customer left the till long before. That is another wait, and it has another end.',
        'zh-cn': '在第 {step} 步，{order} 的奶茶做好了。可是它的顾客早就离开收银台了。那是另一段等待，终点也不一样。',
      },
      example: (run) => ({ step: madeStep(run, ORDER) }),
    },
    'too-late': {
      message: {
        en: 'By step {step} the customer of {order} already has the reply. Go back to the step at which it arrives.',
        'zh-cn': '到第 {step} 步，{order} 的顾客已经听到答复了。回到答复送到的那一步。',
      },
      example: (run) => ({ step: toldStep(run, ORDER) + 1 }),
    },
  },
  done: {
    accepted: {
      message: {
        en: 'At step {step} the customer hears “accepted”. Nobody has touched the tea for {order} yet. Accepted says that somebody has promised to do it.',
        'zh-cn': '在第 {step} 步，顾客听到的是“已接受”。{order} 的奶茶，还没有人动过手。“已接受”只是说，有人答应去做。',
      },
      example: (run) => ({ step: toldStep(run, ORDER) }),
    },
    stored: {
      message: {
        en: 'At step {step} it is certain that {order} will not be forgotten: the queue has it. A kept order is not a cup of tea.',
        'zh-cn': '在第 {step} 步，可以放心 {order} 不会忘了：队列已经收下。不过，收下订单不等于做好奶茶。',
      },
      example: (run) => ({ step: acknowledgedStep(run, ORDER) }),
    },
    'in-the-queue': {
      message: {
        en: 'At step {step} no cook has {order} yet. Go on until its turn comes and somebody takes it.',
        'zh-cn': '在第 {step} 步，还没有厨师接过 {order}。往后走，直到轮到它，有人动手。',
      },
      example: (run) => ({ step: toldStep(run, ORDER) + 1 }),
    },
    begun: {
      message: {
        en: 'At step {step} a cook has {order}, and is at work on it. The customer cannot drink that.',
        'zh-cn': '在第 {step} 步，厨师已经接过 {order}，正在做。这时候还喝不上。',
      },
      example: (run) => ({ step: begunStep(run, ORDER) }),
    },
    settled: {
      message: {
        en: 'At step {step} the tea for {order} is already made; one machine is only telling another that it is. The queue may now forget the order. Which step is the news about?',
        'zh-cn':
          '在第 {step} 步，{order} 的奶茶已经做好了，这里只是一台机器在通知另一台，好让队列忘掉这个订单。通知里说的，是哪一步的事？',
      },
      example: (run) => ({ step: settledStep(run, ORDER) }),
    },
    'too-late': {
      message: {
        en: 'By step {step} all about {order} is over, the queue has forgotten it. Go back: when was the tea made?',
        'zh-cn': '到第 {step} 步，{order} 的事全办完了，队列也忘掉了它。往回走：奶茶是哪一步做好的？',
      },
      example: (run) => ({ step: settledStep(run, ORDER) + 1 }),
    },
  },
  tune: {
    'customer-waits': {
      message: {
        en: 'Of 100 customers, the slowest one waits {seconds} s or longer for the reply. As long as the reply comes after the tea, no reply is sooner than a tea.',
        'zh-cn': '100 位顾客里，最慢的那位等答复要等 {seconds} 秒以上。只要先做奶茶后答复，答复就不可能比做奶茶还快。',
      },
      example: chosen({ answered: 'made' }),
    },
    'tea-waits': {
      message: {
        en: 'The replies are quick. But the tea takes {seconds} s for the slowest of 100 customers: the wait has not gone, it has moved behind the till. Who could shorten it there?',
        'zh-cn':
          '答复很快。可是 100 位顾客里最慢的那位，奶茶要等 {seconds} 秒：等待没有消失，只是挪到了收银台后面。在那里，谁能让它变短？',
      },
      example: chosen({ cooks: '2' }),
    },
    idle: {
      message: {
        en: 'Everything is in time. But the cooks work only {busy} % of their time. The shop cannot pay for that.',
        'zh-cn': '样样都来得及。可是厨师只有 {busy}% 的时间在干活，店里付不起这份工钱。',
      },
      example: chosen({ cooks: '8' }),
    },
    forgotten: {
      message: {
        en: 'Look at the second run: {lost} {lost|customer was|customers were} told yes and will never get a tea. When the kitchen crashed, their orders were nowhere but in it. Who has kept them?',
        'zh-cn':
          '看第二种运行：有 {lost} 位顾客听到了“好的”，却永远等不到奶茶。厨房崩溃时，他们的订单只在厨房里，别处都没有。谁替他们留着订单？',
      },
      example: chosen({ answered: 'at-once' }),
    },
    'not-ready': {
      message: {
        en: 'Times and cooks are right. But {early} {early|customer was|customers were} told “your tea is ready” before it was. They stretch out a hand, and there is nothing.',
        'zh-cn': '时间和人手都对。可是有 {early} 位顾客，奶茶没好就听到“好了”。手都伸出来了，却什么也没有。',
      },
      example: chosen({ says: 'ready' }),
    },
    promised: {
      message: {
        en: 'Times and cooks are right. But when the reply is sent, nobody knows how long it will take. In the second run the slowest tea took {seconds} s. A percentile is a goal of the shop, not a promise to one customer.',
        'zh-cn':
          '时间和人手都对。可是答复的那一刻，谁也不知道要等多久：第二种运行里，最慢的一杯花了 {seconds} 秒。百分位是店里的目标，不是对某一位顾客的承诺。',
      },
      example: chosen({ says: 'five' }),
    },
    'says-nothing': {
      message: {
        en: 'Not a lie. But how does the customer find out that the tea is ready, or that something went wrong? Whoever is sent away has to know where to look.',
        'zh-cn': '这不算骗人。可是奶茶好了，或者出了岔子，顾客怎么知道？让人先走，就得告诉他到哪里看结果。',
      },
      example: chosen({ says: 'thanks' }),
    },
  },
};
