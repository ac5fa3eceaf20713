/**
 * A batch of records in a producer, from the first record to its outcome.
 *
 * Models: batching, retries, the two ways of giving up. Leaves out: transactions; splitting a batch that is too large.
 * Faults that reach it: lost responses, cut links and crashed brokers (`retriableError`, `deliveryTimeout`). A crash of the
 * producer takes the batch with it.
 * Source: clients/src/main/java/org/apache/kafka/clients/producer/internals/{RecordAccumulator,ProducerBatch,Sender}.java, Kafka 4.3.
 */
import { setup } from 'xstate';
import { actionNames, fact, type ChartEvent, type ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events =
  | 'due'
  | 'sent'
  | 'acknowledged'
  | 'retriableError'
  | 'fatalError'
  | 'backoffElapsed'
  | 'newLeaderKnown'
  | 'deliveryTimeout';

type Fact = 'acksNone' | 'canRetry' | 'mayBeWritten';

const WAITED_TOO_LONG = [
  {
    guard: 'mayBeWritten',
    target: 'unknown',
    meta: {
      en: 'delivery.timeout.ms is over. An earlier attempt may have reached the log.',
      'zh-cn': '超过 delivery.timeout.ms。之前的尝试可能已写入日志。',
    },
  },
  {
    target: 'failed',
    meta: {
      en: 'delivery.timeout.ms is over, and no attempt can have reached the log.',
      'zh-cn': '超过 delivery.timeout.ms，而且没有任何一次尝试可能写入日志。',
    },
  },
] as const;

const SENT = [
  {
    guard: 'acksNone',
    target: 'acknowledged',
    meta: {
      en: 'With acks=0 nobody answers: it counts as done when it has left, whatever becomes of it.',
      'zh-cn': 'acks=0 时没有应答：只要发出就算完成，不管之后如何。',
    },
  },
  {
    target: 'inFlight',
    meta: {
      en: 'It leaves in a produce request to the leader of its partition.',
      'zh-cn': '随生产请求发往所属分区的 leader。',
    },
  },
] as const;

export const producerBatchMachine = setup({
  types: { events: {} as ChartEvent<Events, Fact>, meta: {} as ChartWords },
  actions: actionNames('requeue', 'reportOffset', 'reportFailure', 'reportUnknown'),
  guards: { acksNone: fact('acksNone'), canRetry: fact('canRetry'), mayBeWritten: fact('mayBeWritten') },
}).createMachine({
  id: 'producerBatch',
  initial: 'accumulating',
  meta: { en: 'Life of a batch', 'zh-cn': '批次的一生' },
  states: {
    accumulating: {
      meta: { en: 'In the accumulator, open for more records.', 'zh-cn': '在累加器中，还可以加入更多记录。' },
      on: {
        due: {
          target: 'ready',
          meta: {
            en: 'batch.size is reached, a second batch has begun behind it, or linger.ms has passed.',
            'zh-cn': '达到 batch.size，后面已开始新的批次，或者 linger.ms 已过。',
          },
        },
        sent: {
          target: 'inFlight',
          meta: {
            en: 'A request to this leader leaves anyway, and takes it along.',
            'zh-cn': '正好有请求要发往该 leader，顺便带上它。',
          },
        },
        deliveryTimeout: WAITED_TOO_LONG,
      },
    },
    ready: {
      meta: {
        en: 'Waits for a known leader and for room: max.in.flight.requests.per.connection.',
        'zh-cn': '等待已知的 leader 和空位：max.in.flight.requests.per.connection。',
      },
      on: { sent: SENT, deliveryTimeout: WAITED_TOO_LONG },
    },
    inFlight: {
      meta: { en: 'Sent; the answer is not there yet.', 'zh-cn': '已发出，尚未得到应答。' },
      on: {
        acknowledged: {
          target: 'acknowledged',
          meta: { en: 'The leader has answered, as acks asks for.', 'zh-cn': 'leader 已按 acks 的要求应答。' },
        },
        retriableError: [
          {
            guard: 'canRetry',
            target: 'retrying',
            meta: {
              en: 'An error that may pass, or the connection broke. If the records had reached the log, they may be in it twice.',
              'zh-cn': '可能恢复的错误，或者连接中断。如果记录其实已写入日志，就可能出现两份。',
            },
          },
          {
            guard: 'mayBeWritten',
            target: 'unknown',
            meta: {
              en: 'No attempts left, and nobody knows whether the records are in the log.',
              'zh-cn': '不能再重试，而且没人知道记录是否已写入日志。',
            },
          },
          {
            target: 'failed',
            meta: { en: 'No attempts left, and nothing was written.', 'zh-cn': '不能再重试，也没有写入任何记录。' },
          },
        ],
        fatalError: [
          {
            guard: 'mayBeWritten',
            target: 'unknown',
            meta: {
              en: 'An error that will not pass, but an earlier attempt may have been written.',
              'zh-cn': '无法恢复的错误，但之前的尝试可能已写入。',
            },
          },
          {
            target: 'failed',
            meta: {
              en: 'An error that will not pass; nothing was written.',
              'zh-cn': '无法恢复的错误，没有写入任何记录。',
            },
          },
        ],
        deliveryTimeout: {
          target: 'unknown',
          meta: {
            en: 'delivery.timeout.ms is over while the answer is missing.',
            'zh-cn': '超过 delivery.timeout.ms 仍无应答。',
          },
        },
      },
    },
    retrying: {
      entry: 'requeue',
      meta: {
        en: 'Back at the head of its queue: waits for its backoff before it is sent again.',
        'zh-cn': '回到队列头部：等待退避时间结束后再次发送。',
      },
      on: {
        backoffElapsed: {
          target: 'ready',
          meta: {
            en: 'retry.backoff.ms, doubled with each attempt, has passed.',
            'zh-cn': 'retry.backoff.ms（每次尝试翻倍）已过。',
          },
        },
        newLeaderKnown: {
          target: 'ready',
          meta: {
            en: 'The partition has a leader of a newer epoch: no reason to wait (KIP-951).',
            'zh-cn': '分区有了更新 epoch 的 leader：不必再等（KIP-951）。',
          },
        },
        deliveryTimeout: WAITED_TOO_LONG,
      },
    },
    acknowledged: { type: 'final', entry: 'reportOffset', meta: { en: 'send() succeeded.', 'zh-cn': 'send() 成功。' } },
    failed: {
      type: 'final',
      entry: 'reportFailure',
      meta: {
        en: 'send() failed, and no log holds these records.',
        'zh-cn': 'send() 失败，任何日志中都没有这些记录。',
      },
    },
    unknown: {
      type: 'final',
      entry: 'reportUnknown',
      meta: {
        en: 'send() failed, but the records may be in the log. Whoever sends them again may write them twice.',
        'zh-cn': 'send() 失败，但记录可能已在日志中。此时重新发送可能造成重复。',
      },
    },
  },
});

export type ProducerBatchState = ChartStateOf<typeof producerBatchMachine>;
export type ProducerBatchEvent = ChartEventOf<typeof producerBatchMachine>;
export const producerBatch = compileChart(producerBatchMachine);
