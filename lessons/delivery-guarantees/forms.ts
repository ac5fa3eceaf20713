import type { Forms, Hints } from '../lesson.ts';

export const forms: Forms = {};

export const hints: Hints = {
  twice: [
    {
      en: 'payment may do its work in peace. What has to go wrong so that RabbitMQ does not hear of it?',
      'zh-cn': 'payment 尽管安心干活。要出什么岔子，RabbitMQ 才听不到它干完了？',
    },
    {
      en: 'RabbitMQ delivers again when a connection has ended with a delivery still open. A connection has two ends and a wire. Begin while an order is in hand, and give RabbitMQ some seconds to notice.',
      'zh-cn':
        '连接结束时还有投递没确认，RabbitMQ 就会再投一次。一条连接有两头和一根线。要趁订单正在处理时动手，再给 RabbitMQ 几秒钟去发现。',
    },
    {
      en: 'Go to 1.2 seconds: payment has a1 in hand. Crash rabbit-1, or cut the link between payment-in and rabbit-1, and let the run go on.',
      'zh-cn':
        '走到 1.2 秒，payment 手里正有 a1。让 rabbit-1 崩溃，或者切断 payment-in 与 rabbit-1 之间的连接，然后让运行继续。',
    },
  ],
  never: [
    {
      en: 'RabbitMQ forgets an order as soon as it hears “done”. Between which two moments is payment the only one who knows of it?',
      'zh-cn': 'RabbitMQ 一听到“做完了”就把订单忘掉。从哪一刻到哪一刻，只有 payment 知道有这个订单？',
    },
    {
      en: 'A cut wire makes nobody forget. The memory of payment has to go, and it has to go before the money is taken.',
      'zh-cn': '断线不会让谁失忆。要丢的是 payment 的内存，而且要赶在扣款之前。',
    },
    {
      en: 'Go to 1.2 seconds: a1 is acknowledged and not charged yet. Crash payment.',
      'zh-cn': '走到 1.2 秒：a1 已经确认，还没扣款。让 payment 崩溃。',
    },
  ],
};
