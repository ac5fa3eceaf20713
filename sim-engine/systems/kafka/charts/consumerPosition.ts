/**
 * A consumer's position in one assigned partition: is it known, and may it be fetched from?
 *
 * Models: the fetch states of SubscriptionState, with the truncation check of KIP-320. The offsets are data.
 * Faults that reach it: leader changes (`newLeaderEpoch`), lost records (`truncationFound`, `offsetOutOfRange`).
 * Leaves out: pause and resume; a policy of `none`, which ends the consumer instead.
 * Source: clients/src/main/java/org/apache/kafka/clients/consumer/internals/SubscriptionState.java (FetchStates), Kafka 4.3.
 */
import { setup } from 'xstate';
import { actionNames, type ChartEvent, type ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events =
  | 'committedOffsetFound'
  | 'noCommittedOffset'
  | 'offsetReset'
  | 'offsetOutOfRange'
  | 'newLeaderEpoch'
  | 'positionValid'
  | 'truncationFound'
  | 'truncationPointUnknown'
  | 'seek';

export const consumerPositionMachine = setup({
  types: { events: {} as ChartEvent<Events>, meta: {} as ChartWords },
  actions: actionNames('fetchCommittedOffset', 'listOffsets', 'askEpochEnd', 'startAt', 'discardBuffer'),
}).createMachine({
  id: 'consumerPosition',
  initial: 'initializing',
  meta: { en: 'Position in a partition', 'zh-cn': '分区中的位置' },
  on: {
    seek: {
      target: '.fetching',
      actions: ['discardBuffer', 'startAt'],
      meta: { en: 'The application chooses an offset itself.', 'zh-cn': '应用自己指定偏移量。' },
    },
  },
  states: {
    initializing: {
      meta: {
        en: 'Newly assigned: asks the coordinator for the committed offset.',
        'zh-cn': '刚分配到：向协调者询问已提交的偏移量。',
      },
      entry: 'fetchCommittedOffset',
      on: {
        committedOffsetFound: {
          target: 'fetching',
          actions: 'startAt',
          meta: { en: 'Reading goes on at the committed offset.', 'zh-cn': '从已提交的偏移量继续读。' },
        },
        noCommittedOffset: {
          target: 'awaitReset',
          meta: {
            en: 'The group has never committed here: auto.offset.reset decides.',
            'zh-cn': '该组从未提交过：由 auto.offset.reset 决定。',
          },
        },
      },
    },
    awaitReset: {
      meta: {
        en: 'Asks the leader for the offset that auto.offset.reset names.',
        'zh-cn': '向 leader 询问 auto.offset.reset 所指的偏移量。',
      },
      entry: 'listOffsets',
      on: {
        offsetReset: {
          target: 'fetching',
          actions: 'startAt',
          meta: { en: 'The leader has answered.', 'zh-cn': 'leader 已应答。' },
        },
      },
    },
    fetching: {
      meta: { en: 'Fetches, and hands records to poll().', 'zh-cn': '拉取记录，并交给 poll()。' },
      on: {
        offsetOutOfRange: {
          target: 'awaitReset',
          actions: 'discardBuffer',
          meta: {
            en: 'OFFSET_OUT_OF_RANGE: the position is not in the log (any more).',
            'zh-cn': 'OFFSET_OUT_OF_RANGE：该位置不在日志中（或已不在）。',
          },
        },
        newLeaderEpoch: {
          target: 'awaitValidation',
          meta: {
            en: 'A new leader: its log may end before this position (KIP-320).',
            'zh-cn': '有了新的 leader：它的日志可能在此位置之前就结束（KIP-320）。',
          },
        },
      },
    },
    awaitValidation: {
      meta: {
        en: 'Asks the leader where the epoch of the last record read ends in its log.',
        'zh-cn': '询问 leader：最后读到的记录所属的 epoch 在它的日志中到哪里结束。',
      },
      entry: 'askEpochEnd',
      on: {
        positionValid: {
          target: 'fetching',
          meta: { en: 'The new log holds everything read so far.', 'zh-cn': '新日志包含到目前为止读过的全部记录。' },
        },
        truncationFound: {
          target: 'fetching',
          actions: ['discardBuffer', 'startAt'],
          meta: {
            en: 'Records already read are gone: it goes back to where the logs part.',
            'zh-cn': '已读过的记录不在了：退回到日志分叉处。',
          },
        },
        truncationPointUnknown: {
          target: 'awaitReset',
          actions: 'discardBuffer',
          meta: { en: 'The leader cannot say where the logs part.', 'zh-cn': 'leader 无法说明日志从哪里分叉。' },
        },
        newLeaderEpoch: {
          target: 'awaitValidation',
          reenter: true,
          meta: { en: 'The leader changed again: ask the new one.', 'zh-cn': 'leader 又变了：询问新的 leader。' },
        },
      },
    },
  },
});

export type ConsumerPositionState = ChartStateOf<typeof consumerPositionMachine>;
export type ConsumerPositionEvent = ChartEventOf<typeof consumerPositionMachine>;
export const consumerPosition = compileChart(consumerPositionMachine);
