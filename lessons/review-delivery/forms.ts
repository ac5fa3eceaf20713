import type { Choice, Completions, Forms, Hints } from '../lesson.ts';

const GUARANTEES = {
  loss: { en: 'accepted, so not lost', 'zh-cn': '答应了就不丢' },
  twice: { en: 'not twice', 'zh-cn': '不重复' },
  order: { en: 'in order', 'zh-cn': '有顺序' },
  agree: { en: 'database and queue agree', 'zh-cn': '数据库和队列一致' },
  none: { en: 'none was broken', 'zh-cn': '哪条也没打破' },
};

const ticket = (name: string, en: string, zh: string): Choice => ({
  name,
  label: { en, 'zh-cn': zh },
  values: ['loss', 'twice', 'order', 'agree', 'none'],
  labels: GUARANTEES,
});

export const forms: Forms = {
  tickets: {
    choices: [
      ticket(
        'vanish',
        '1. “My app says: order accepted. No tea came.” RabbitMQ had confirmed the message.',
        '1. “App 上写着：订单已接受。奶茶一直没来。”RabbitMQ 确认过这条消息。',
      ),
      ticket(
        'orphan',
        '2. “My app says: no connection. I went home.” The shop’s report lists the order as placed. No message about it exists.',
        '2. “App 上写着：连接中断。我就回家了。”店里的报表却列着这张单：已下单。关于它的消息一条也没有。',
      ),
      ticket(
        'overload',
        '3. “My app says: too busy, please try later. No tea came.” Many customers write the same.',
        '3. “App 上写着：人太多，请稍后再试。奶茶没来。”好多顾客都这么写。',
      ),
      ticket(
        'twice',
        '4. “Why are there two teas for me?” He pressed the button once.',
        '4. “怎么给我做了两杯？”他只按过一次按钮。',
      ),
      ticket(
        'inverted',
        '5. “All my teas came, one each. The cup that I ordered first came last.”',
        '5. “每单一杯，都到了。只是我先点的那杯，最后才来。”',
      ),
    ],
    watch: [
      { en: 'Ticket 1', 'zh-cn': '工单 1' },
      { en: 'Ticket 2', 'zh-cn': '工单 2' },
      { en: 'Ticket 3', 'zh-cn': '工单 3' },
      { en: 'Ticket 4', 'zh-cn': '工单 4' },
      { en: 'Ticket 5', 'zh-cn': '工单 5' },
    ],
  },
  sums: {
    numbers: [
      {
        name: 'refused',
        label: { en: 'Ticket 3: how many customers are refused?', 'zh-cn': '工单 3：有多少顾客被拒绝？' },
        unit: { en: 'customers', 'zh-cn': '人' },
        max: 30,
      },
      {
        name: 'behind',
        label: {
          en: 'The stubborn kitchen: how many orders wait behind a3 at the end?',
          'zh-cn': '那间固执的厨房：最后有多少个订单堵在 a3 后面？',
        },
        unit: { en: 'orders', 'zh-cn': '个' },
        max: 30,
      },
    ],
    watch: [
      { en: 'Too many customers', 'zh-cn': '人太多' },
      { en: 'The stubborn kitchen', 'zh-cn': '固执的厨房' },
    ],
  },
};

export const completions: Completions = {};

export const hints: Hints = {
  tickets: [
    {
      en: 'Ask of every ticket: what had the shop promised this customer, and what happened instead?',
      'zh-cn': '对每张工单都问：店里答应过这位顾客什么？结果呢？',
    },
    {
      en: 'A promise begins when somebody is told “accepted”. Who was told “no” or nothing at all was promised nothing.',
      'zh-cn': '告诉对方“已接受”，承诺才成立。听到“不行”，或者什么也没听到，就还没有承诺。',
    },
    {
      en: 'One was promised and not delivered, one delivered twice, one in the wrong order. One was never promised. And in one, two systems tell different stories.',
      'zh-cn': '一张是答应了没送到，一张送了两次，一张顺序反了；有一张根本没答应过；还有一张，是两个系统各说各话。',
    },
  ],
  inverted: [
    {
      en: 'First find out who overtook whom: in which order are the teas made?',
      'zh-cn': '先弄清谁超过了谁：奶茶是按什么先后做出来的？',
    },
    {
      en: 'A kitchen that stands still only makes people wait. For overtaking somebody else must get a later order.',
      'zh-cn': '一间厨房停住，只会让人等。要超车，还得另有人拿到后面的订单。',
    },
    {
      en: 'Take the first order that was made too early, and find the step at which the other kitchen gets it in hand.',
      'zh-cn': '找到第一个做得太早的订单，再找另一间厨房拿到它的那一步。',
    },
  ],
  vanish: [
    { en: 'Which order was never made? Follow only that one.', 'zh-cn': '哪个订单没做出来？只跟着它走。' },
    {
      en: 'With automatic acknowledgement RabbitMQ forgets a message once it is sent. Where is the only copy after that?',
      'zh-cn': '自动确认时，RabbitMQ 一发出就忘掉。之后唯一的一份在哪里？',
    },
    {
      en: 'The kitchen crashes three times. Once it has a3 in hand.',
      'zh-cn': '厨房崩溃了三次，其中一次手里有 a3。',
    },
  ],
  orphan: [
    {
      en: 'Which order has a row and no message? Others had a crash as well, and left nothing behind.',
      'zh-cn': '哪个订单有行却没有消息？别的订单也碰上过崩溃，但什么都没留下。',
    },
    {
      en: 'Between the commit and the send there is a moment in which only checkout knows what is still to be done.',
      'zh-cn': '提交之后、发送之前，有一小段时间，只有收银台知道还有什么没做。',
    },
    {
      en: 'Find the row of a3. The next crash of checkout is it.',
      'zh-cn': '找到 a3 的那一行，之后收银台的第一次崩溃就是。',
    },
  ],
  twice: [
    {
      en: 'The second tea is where one sees it. When did it become certain that it would come?',
      'zh-cn': '第二杯做出来，是看得见的地方。从什么时候起，它就一定会来了？',
    },
    {
      en: 'The kitchen crashes twice with an order in hand. Only one of the two makes a tea too many. What had been done by then?',
      'zh-cn': '厨房两次拿着订单崩溃，只有一次多做了一杯。那时已经做到哪一步了？',
    },
    {
      en: 'It is the crash after the first tea of a3 and before its acknowledgement.',
      'zh-cn': '就是 a3 第一杯做完之后、确认之前的那次崩溃。',
    },
  ],
  sums: [
    {
      en: 'In, minus out, minus what fits: that is what is too much.',
      'zh-cn': '来的，减去办完的，再减去放得下的，就是多出来的。',
    },
    {
      en: 'Five a second for six seconds come in. One every 0.4 seconds goes out.',
      'zh-cn': '每秒来五位，来六秒。每 0.4 秒办完一位。',
    },
    {
      en: 'Thirty come, fifteen are served in these six seconds, about two wait inside. In the kitchen a1 and a2 are done, a3 never will be, and six were ordered.',
      'zh-cn':
        '来三十位，这六秒里办完十五位，还有大约两位在里面等。厨房那边：a1、a2 做好了，a3 永远做不完，一共下了六单。',
    },
  ],
};
