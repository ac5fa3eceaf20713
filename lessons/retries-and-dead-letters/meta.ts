import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'retries-and-dead-letters',
  number: 'B4',
  track: 'B',
  order: 4,
  minutes: 15,
  title: { en: 'Retries and dead letters', 'zh-cn': '重试与死信' },
  question: { en: 'When is retrying harmful?', 'zh-cn': '什么时候重试反而有害？' },
  outcomes: [
    {
      en: 'Tell errors that time heals from errors that it does not, and treat each in its own way.',
      'zh-cn': '分清哪些错误等一等就好、哪些永远不会好，并分别对待。',
    },
    {
      en: 'Choose attempts and waits so that a hiccup is survived and an outage is not made worse.',
      'zh-cn': '选好次数和间隔：小毛病扛得过去，大故障也不会雪上加霜。',
    },
    {
      en: 'Bring good orders back from the dead letter queue without knocking the bank over again.',
      'zh-cn': '把死信队列里的好订单送回来，又不再次压垮银行。',
    },
  ],
  requires: ['step', 'acknowledgement', 'queue', 'consumer'],
  introduces: ['poison-message', 'dead-letter', 'back-off', 'redrive', 'jitter'],
  concepts: ['retry', 'dead-letter-queue', 'overload'],
  misconceptions: [
    {
      id: 'retry-until-it-works',
      text: { en: 'Retry until it works.', 'zh-cn': '一直重试，总会成功。' },
      killedBy: 'predict-poison',
    },
    {
      id: 'dlq-is-a-bin',
      text: { en: 'A dead letter queue is a bin.', 'zh-cn': '死信队列就是垃圾桶。' },
      killedBy: 'predict-buried',
    },
    {
      id: 'back-off-is-enough',
      text: {
        en: 'If everybody waits longer each time, they no longer come all at once.',
        'zh-cn': '只要每次都等得更久，大家就不会一起涌来。',
      },
      killedBy: 'predict-herd',
    },
  ],
  tasks: [{ id: 'tune', kind: 'T' }],
  seeds: { public: 4, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
