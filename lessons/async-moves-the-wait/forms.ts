import type { Choice, Completions, Forms, Hints } from '../lesson.ts';

/** What a learner may tune, and how the shop comes. */
export const choices: readonly Choice[] = [
  {
    name: 'answered',
    label: { en: 'Checkout answers the customer', 'zh-cn': 'checkout 什么时候答复顾客' },
    values: ['made', 'at-once', 'stored'],
    start: 'made',
    labels: {
      made: { en: 'when the kitchen has made the tea', 'zh-cn': '等厨房做好奶茶之后' },
      'at-once': {
        en: 'at once; then it asks the kitchen itself, without a queue',
        'zh-cn': '马上；然后自己去找厨房，不用队列',
      },
      stored: { en: 'when the queue has confirmed the order', 'zh-cn': '等队列确认收到订单之后' },
    },
  },
  {
    name: 'cooks',
    label: { en: 'Cooks', 'zh-cn': '厨师人数' },
    values: ['1', '2', '4', '8'],
    start: '2',
  },
  {
    name: 'says',
    label: { en: 'The reply says', 'zh-cn': '答复怎么说' },
    values: ['ready', 'five', 'thanks', 'accepted'],
    start: 'ready',
    labels: {
      ready: { en: '“200. Your tea is ready.”', 'zh-cn': '“200。您的奶茶好了。”' },
      five: { en: '“200. Your tea will be ready in 5 seconds.”', 'zh-cn': '“200。您的奶茶 5 秒内做好。”' },
      thanks: { en: '“202. Thank you, goodbye.”', 'zh-cn': '“202。谢谢光临，再见。”' },
      accepted: {
        en: '“202. We have your order. See here whether it is ready.”',
        'zh-cn': '“202。订单已收到，做没做好请看这里。”',
      },
    },
  },
];

export const forms: Forms = {
  tune: {
    choices,
    watch: [
      { en: 'The rush', 'zh-cn': '高峰' },
      { en: 'The rush, and the kitchen is down for four seconds', 'zh-cn': '高峰，厨房还停了四秒' },
    ],
  },
};

const CHANGES: Pick<Choice, 'values' | 'labels'> = {
  values: ['shorter', 'same', 'longer'],
  labels: {
    shorter: { en: 'shorter', 'zh-cn': '变短' },
    same: { en: 'the same', 'zh-cn': '不变' },
    longer: { en: 'longer', 'zh-cn': '变长' },
  },
};

export const completions: Completions = {
  'cook-goes-home': {
    judgedBy: 'twoClocks',
    given: {},
    choices: [
      { name: 'reply', label: { en: 'From the button to the reply', 'zh-cn': '从按下按钮到听见答复' }, ...CHANGES },
      { name: 'tea', label: { en: 'From the button to the tea', 'zh-cn': '从按下按钮到奶茶做好' }, ...CHANGES },
    ],
    watch: [
      { en: 'Two cooks', 'zh-cn': '两位厨师' },
      { en: 'One cook', 'zh-cn': '一位厨师' },
    ],
    plots: ['waits'],
  },
};

export const hints: Hints = {
  told: [
    {
      en: 'Look at the box of the customers. What has to reach it, so that a customer goes away?',
      'zh-cn': '看顾客的方框。什么东西到了那里，顾客才会走开？',
    },
    {
      en: 'RabbitMQ answers checkout, and checkout answers the customer. These are two answers.',
      'zh-cn': 'RabbitMQ 答复 checkout，checkout 再答复顾客。这是两个答复。',
    },
    {
      en: 'Follow a9 from its first step: to checkout, to the queue, the confirm back to checkout, and one more message back to the customers.',
      'zh-cn': '从头跟着 a9：先到 checkout，再到队列，确认回到 checkout，然后还有一条消息回到顾客那里。',
    },
  ],
  done: [
    {
      en: 'What did the customer come for? Find the step at which this exists.',
      'zh-cn': '顾客是为什么来的？找到它真正出现的那一步。',
    },
    {
      en: 'The order first waits in the queue. Go on until a cook takes a9, and then until this cook is finished.',
      'zh-cn': '订单先在队列里等。往后走，直到有厨师接过 a9，再走到这位厨师做完。',
    },
    {
      en: 'About 0.6 seconds after a cook has begun a9, the kitchen says that it has made it. The messages that follow only tell others.',
      'zh-cn': '厨师开始做 a9 之后大约 0.6 秒，厨房会说做好了。再后面的消息，只是告诉别人。',
    },
  ],
  tune: [
    {
      en: 'There are two times, and two different things decide them. What does the customer wait for before the reply? What does the order wait for in the queue?',
      'zh-cn': '这里有两个时间，各由一件事决定。顾客听到答复之前在等什么？订单在队列里又在等什么？',
    },
    {
      en: 'A reply that comes before the tea may only say what is known by then. And somebody has to remember the order, also when a machine fails.',
      'zh-cn': '比奶茶先到的答复，只能说那时已经知道的事。还有，就算机器出了故障，订单也得有人记着。',
    },
    {
      en: 'Answer when the queue has confirmed. With two cooks the tea comes too late, with eight most of them stand around. And “202” alone is not enough: where can the customer look?',
      'zh-cn': '等队列确认后再答复。两位厨师来不及，八位又大多闲着。光说“202”也不够：顾客到哪里去看结果？',
    },
  ],
};
