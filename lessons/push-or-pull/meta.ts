import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'push-or-pull',
  number: 'A6',
  track: 'A',
  order: 6,
  minutes: 16,
  title: { en: 'Push or pull', 'zh-cn': '推与拉' },
  question: { en: 'Who decides the pace?', 'zh-cn': '快慢由谁决定？' },
  outcomes: [
    {
      en: 'Say who decides how many messages a consumer holds: with push, with a limit on push, and with pull.',
      'zh-cn': '说得出消费者手里有多少消息由谁决定：推的时候、推而有上限的时候、拉的时候。',
    },
    {
      en: 'Tune prefetch so that no order is stuck with a slow or sleeping worker, and no quick worker is idle.',
      'zh-cn': '调好预取数：订单不会卡在慢的或打盹的工作进程手里，快的工作进程也不会闲着。',
    },
    {
      en: 'Set up long polling so that an order is there at once and hardly any question is asked for nothing.',
      'zh-cn': '设好长轮询：订单一来就到手，也几乎不白问。',
    },
  ],
  requires: ['step', 'acknowledgement', 'queue', 'consumer'],
  introduces: ['push-vs-pull', 'prefetch'],
  misconceptions: [
    {
      id: 'broker-sees-who-is-busy',
      text: {
        en: 'The broker gives the next message to whoever is free.',
        'zh-cn': '谁闲着，broker 就把下一条消息给谁。',
      },
      killedBy: 'predict-gets',
    },
    {
      id: 'one-is-always-best',
      text: { en: 'A prefetch of 1 is always the best.', 'zh-cn': '预取数设成 1 总是最好。' },
      killedBy: 'predict-one',
    },
    {
      id: 'pull-is-slow',
      text: {
        en: 'Pull means slow polling; only push has low latency.',
        'zh-cn': '拉就是慢吞吞地轮询，只有推延迟才低。',
      },
      killedBy: 'predict-pull',
    },
  ],
  tasks: [
    { id: 'tune', kind: 'T' },
    { id: 'ask', kind: 'T' },
  ],
  seeds: { public: 5, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
