import type { Term } from '../glossary/schema.ts';

export const terms: readonly Term[] = [
  {
    id: 'load-shedding',
    theme: 'load',
    name: { en: 'Load shedding', 'zh-cn': '减载' },
    also: { en: ['rejecting early', 'admission control'], 'zh-cn': ['过载拒绝', '负载丢弃'] },
    definition: {
      en: 'Under overload, some work is refused at once, so that the rest is done in time.',
      'zh-cn': '过载时当场拒绝一部分请求，让其余的能及时完成。',
    },
    careful: {
      en: 'To refuse is not to lose: who is refused knows it and can act; who was told yes and is dropped does not.',
      'zh-cn': '拒绝不等于丢失：被拒绝的人知道结果，可以另作打算；答应之后再丢掉，对方却浑然不知。',
    },
  },
  {
    id: 'queue-length-limit',
    theme: 'load',
    name: { en: 'Queue length limit', 'zh-cn': '队列长度上限' },
    also: { en: ['bounded queue'], 'zh-cn': ['有界队列'] },
    definition: {
      en: 'How many messages a queue may hold, and what it does with the next one: refuse it, or drop an old one.',
      'zh-cn': '队列最多存放多少条消息，以及再来一条时怎么办：拒绝它，还是丢掉旧的。',
    },
    careful: {
      en: 'In RabbitMQ only messages that are ready count, not those that consumers have in hand.',
      'zh-cn': '在 RabbitMQ 中只计算就绪的消息，已经交给消费者、还没确认的不算。',
    },
    words: { rabbitmq: 'x-max-length, x-overflow' },
  },
];
