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
  | 'batchFull'
  | 'lingerElapsed'
  | 'sent'
  | 'acknowledged'
  | 'retriableError'
  | 'fatalError'
  | 'backoffElapsed'
  | 'newLeaderKnown'
  | 'deliveryTimeout';

type Fact = 'canRetry' | 'mayBeWritten';

export const producerBatchMachine = setup({
  types: { events: {} as ChartEvent<Events, Fact>, meta: {} as ChartWords },
  actions: actionNames('requeue', 'reportOffset', 'reportFailure', 'reportUnknown'),
  guards: { canRetry: fact('canRetry'), mayBeWritten: fact('mayBeWritten') },
}).createMachine({
  id: 'producerBatch',
  initial: 'waiting',
  meta: { en: 'Life of a batch', 'zh-cn': '批次的一生' },
  states: {
    waiting: {
      initial: 'accumulating',
      meta: { en: 'In the accumulator.', 'zh-cn': '在累加器中。' },
      on: {
        deliveryTimeout: [
          {
            guard: 'mayBeWritten',
            target: 'expired',
            actions: 'reportUnknown',
            meta: {
              en: 'delivery.timeout.ms is over. An earlier attempt may have reached the log: the outcome is unknown.',
              'zh-cn': '超过 delivery.timeout.ms。之前的尝试可能已写入日志：结果未知。',
            },
          },
          {
            target: 'expired',
            actions: 'reportFailure',
            meta: {
              en: 'delivery.timeout.ms is over, and no attempt can have reached the log.',
              'zh-cn': '超过 delivery.timeout.ms，而且没有任何一次尝试可能写入日志。',
            },
          },
        ],
      },
      states: {
        accumulating: {
          meta: { en: 'Open for more records.', 'zh-cn': '还可以加入更多记录。' },
          on: {
            batchFull: {
              target: 'ready',
              meta: {
                en: 'batch.size is reached, or a second batch has begun behind it.',
                'zh-cn': '达到 batch.size，或者后面已开始新的批次。',
              },
            },
            lingerElapsed: {
              target: 'ready',
              meta: { en: 'linger.ms has passed.', 'zh-cn': 'linger.ms 已过。' },
            },
            sent: {
              target: '#producerBatch.inFlight',
              meta: {
                en: 'A request to this leader leaves anyway, and takes it along.',
                'zh-cn': '正好有请求要发往该 leader，顺便带上它。',
              },
            },
          },
        },
        ready: {
          meta: {
            en: 'Waits for a known leader and for room: max.in.flight.requests.per.connection.',
            'zh-cn': '等待已知的 leader 和空位：max.in.flight.requests.per.connection。',
          },
          on: {
            sent: {
              target: '#producerBatch.inFlight',
              meta: { en: 'It leaves in a Produce request.', 'zh-cn': '随 Produce 请求发出。' },
            },
          },
        },
        retrying: {
          meta: { en: 'Waits for its backoff before it is sent again.', 'zh-cn': '等待退避时间结束后再次发送。' },
          entry: 'requeue',
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
          },
        },
      },
    },
    inFlight: {
      meta: { en: 'Sent; the answer is not there yet.', 'zh-cn': '已发出，尚未得到回应。' },
      on: {
        acknowledged: {
          target: 'acknowledged',
          actions: 'reportOffset',
          meta: {
            en: 'The leader has answered. With acks=0 nobody answers: it counts as soon as it is sent.',
            'zh-cn': 'leader 已回应。acks=0 时没有回应：发出即算成功。',
          },
        },
        retriableError: [
          {
            guard: 'canRetry',
            target: 'waiting.retrying',
            meta: {
              en: 'An error that may pass, or the connection broke. If the records had reached the log, they may be in it twice.',
              'zh-cn': '可能恢复的错误，或者连接中断。如果记录其实已写入日志，就可能出现两份。',
            },
          },
          {
            guard: 'mayBeWritten',
            target: 'failed',
            actions: 'reportUnknown',
            meta: {
              en: 'No attempts left, and nobody knows whether the records are in the log.',
              'zh-cn': '不能再重试，而且没人知道记录是否已写入日志。',
            },
          },
          {
            target: 'failed',
            actions: 'reportFailure',
            meta: { en: 'No attempts left, and nothing was written.', 'zh-cn': '不能再重试，也没有写入任何记录。' },
          },
        ],
        fatalError: [
          {
            guard: 'mayBeWritten',
            target: 'failed',
            actions: 'reportUnknown',
            meta: {
              en: 'An error that will not pass, but an earlier attempt may have been written.',
              'zh-cn': '无法恢复的错误，但之前的尝试可能已写入。',
            },
          },
          {
            target: 'failed',
            actions: 'reportFailure',
            meta: {
              en: 'An error that will not pass; nothing was written.',
              'zh-cn': '无法恢复的错误，没有写入任何记录。',
            },
          },
        ],
        deliveryTimeout: {
          target: 'expired',
          actions: 'reportUnknown',
          meta: {
            en: 'delivery.timeout.ms is over while the answer is missing: the outcome is unknown.',
            'zh-cn': '超过 delivery.timeout.ms 仍无回应：结果未知。',
          },
        },
      },
    },
    acknowledged: { type: 'final', meta: { en: 'The application has its offset.', 'zh-cn': '应用得到了位移。' } },
    failed: { type: 'final', meta: { en: 'The application gets an error.', 'zh-cn': '应用收到错误。' } },
    expired: {
      type: 'final',
      meta: { en: 'Given up: the application gets a TimeoutException.', 'zh-cn': '放弃：应用收到 TimeoutException。' },
    },
  },
});

export type ProducerBatchState = ChartStateOf<typeof producerBatchMachine>;
export type ProducerBatchEvent = ChartEventOf<typeof producerBatchMachine>;
export const producerBatch = compileChart(producerBatchMachine);
