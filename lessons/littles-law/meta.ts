import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'littles-law',
  number: 'A4',
  track: 'A',
  order: 4,
  minutes: 15,
  title: { en: 'Little’s law and utilisation', 'zh-cn': '利特尔法则与利用率' },
  question: { en: 'Why does latency explode near 100 %?', 'zh-cn': '利用率接近 100% 时，延迟为什么会飙升？' },
  outcomes: [
    {
      en: 'Predict roughly how long orders take at a given utilisation, and say what the spread of the work adds.',
      'zh-cn': '根据利用率大致预测订单要多久，并说出处理时间的波动会带来什么影响。',
    },
    {
      en: 'Work out one of L, λ and W from the two others, for the whole shop or for a part of it.',
      'zh-cn': '已知 L、λ、W 中的两个，求出第三个，对整家店和店里的某一部分都适用。',
    },
    {
      en: 'Choose the fewest consumers that keep the slowest orders within a bound.',
      'zh-cn': '选出最少的消费者个数，让最慢的那些订单也不超过限制。',
    },
  ],
  requires: ['queue', 'consumer', 'overload'],
  introduces: ['utilisation', 'littles-law', 'tail-latency'],
  concepts: ['queueing-theory', 'throughput-latency'],
  misconceptions: [
    {
      id: 'busy-leaves-headroom',
      text: { en: '80 % busy leaves 20 % headroom.', 'zh-cn': '利用率 80%，就还有 20% 的余量。' },
      killedBy: 'predict-saturday',
    },
    {
      id: 'the-mean-decides',
      text: {
        en: 'Only how long the work takes on average decides how long one waits.',
        'zh-cn': '要等多久，只取决于平均处理时间。',
      },
      killedBy: 'predict-even',
    },
    {
      id: 'a-good-mean-is-enough',
      text: { en: 'If the mean is good, customers are happy.', 'zh-cn': '平均值好看，客人就满意。' },
      killedBy: 'task-tune',
    },
  ],
  tasks: [
    { id: 'count', kind: 'E' },
    { id: 'tune', kind: 'T' },
  ],
  seeds: { public: 3037195, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
