import type { LessonMeta } from '../schema.ts';

export const meta: LessonMeta = {
  id: 'rabbitmq-quorum-queues',
  number: 'R2',
  track: 'D',
  order: 5,
  minutes: 18,
  title: { en: 'Quorum queues and acks', 'zh-cn': '仲裁队列与消费确认' },
  question: { en: 'What happens on the 21st redelivery?', 'zh-cn': '第 21 次重投时会发生什么？' },
  outcomes: [
    {
      en: 'Say what becomes of a message that no consumer can process, from how it comes back.',
      'zh-cn': '根据消息退回的方式，说出一条谁也处理不了的消息会有什么下场。',
    },
    {
      en: 'Keep a poison message from taking others along, and from holding them up.',
      'zh-cn': '让毒消息既不连累别的消息，也不耽误它们。',
    },
    {
      en: 'Tell what a quorum queue protects from lost nodes, and what it does not protect at all.',
      'zh-cn': '分清仲裁队列在节点故障时保得住什么，又有什么根本不归它保。',
    },
  ],
  requires: ['step', 'acknowledgement', 'exchange', 'binding'],
  introduces: ['quorum-queue', 'delivery-limit', 'prefetch', 'acknowledgement-timeout', 'dead-letter', 'delayed-retry'],
  misconceptions: [
    {
      id: 'requeue-is-a-safe-retry',
      text: {
        en: 'Giving a message back to its queue is a safe way to try again.',
        'zh-cn': '把消息退回队列，是一种安全的重试。',
      },
      killedBy: 'predict-fate',
    },
    {
      id: 'nack-is-reject',
      text: { en: 'nack and reject are two words for the same thing.', 'zh-cn': 'nack 和 reject 是一回事。' },
      killedBy: 'predict-nack',
    },
    {
      id: 'only-the-guilty',
      text: {
        en: 'Only the message on which a consumer dies is counted.',
        'zh-cn': '消费者死在哪条消息上，就只给哪条消息计数。',
      },
      killedBy: 'predict-innocents',
    },
  ],
  tasks: [{ id: 'repair', kind: 'R' }],
  seeds: { public: 4, unseen: 20 },
  system: { name: 'rabbitmq', version: '4.3' },
};
