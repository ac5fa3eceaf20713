/**
 * The in-sync replica set as its leader sees it: committed by the controller, or a change of it under way (KIP-497).
 *
 * Models: one AlterPartition at a time, and what each answer does. Which replicas are in the set is data.
 * Faults that reach it: a cut link to the controller (`retriableError`, again and again), losing the leadership (`resigned`).
 * Source: core/src/main/scala/kafka/cluster/Partition.scala (CommittedPartitionState, PendingExpandIsr, PendingShrinkIsr,
 * handleAlterPartitionError), Kafka 4.3.
 */
import { setup } from 'xstate';
import { actionNames, type ChartEvent, type ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events =
  'expand' | 'shrink' | 'accepted' | 'ineligible' | 'superseded' | 'retriableError' | 'metadataApplied' | 'resigned';

const answers = {
  accepted: {
    target: 'committed',
    actions: 'adoptIsr',
    meta: { en: 'The controller has written the new set.', 'zh-cn': '控制器已写入新的集合。' },
  },
  ineligible: {
    target: 'committed',
    actions: 'rollBack',
    meta: {
      en: 'INELIGIBLE_REPLICA: a member is fenced, stopping or restarted (KIP-903). Back to the old set; perhaps later.',
      'zh-cn': 'INELIGIBLE_REPLICA：有成员被隔离、正在停止或已重启（KIP-903）。退回原来的集合，以后再试。',
    },
  },
  superseded: {
    meta: {
      en: 'The request was stale. The metadata log will soon show the newer state; until then nothing is sent.',
      'zh-cn': '请求已过时。元数据日志很快会给出更新的状态，在此之前不再发送。',
    },
  },
  retriableError: {
    actions: 'resend',
    meta: {
      en: 'No answer, or another controller: the request is sent again.',
      'zh-cn': '没有应答，或者控制器已更换：重新发送请求。',
    },
  },
  metadataApplied: {
    target: 'committed',
    actions: 'adoptIsr',
    meta: { en: 'The metadata log shows a newer state of the partition.', 'zh-cn': '元数据日志给出了分区的更新状态。' },
  },
  resigned: {
    target: 'committed',
    meta: { en: 'It leads no longer: the request is void.', 'zh-cn': '不再是 leader：请求作废。' },
  },
} as const;

export const isrStateMachine = setup({
  types: { events: {} as ChartEvent<Events>, meta: {} as ChartWords },
  actions: actionNames('sendAlterPartition', 'adoptIsr', 'rollBack', 'resend'),
}).createMachine({
  id: 'isrState',
  initial: 'committed',
  meta: { en: 'In-sync replicas at the leader', 'zh-cn': 'leader 眼中的同步副本集合' },
  states: {
    committed: {
      meta: {
        en: 'The set is the one in the metadata log.',
        'zh-cn': '集合与元数据日志一致。',
      },
      on: {
        expand: {
          target: 'pendingExpand',
          meta: {
            en: 'A follower has caught up with the high watermark and this epoch.',
            'zh-cn': '有 follower 追上了高水位和当前 epoch。',
          },
        },
        shrink: {
          target: 'pendingShrink',
          meta: {
            en: 'A member has not caught up for replica.lag.time.max.ms.',
            'zh-cn': '有成员超过 replica.lag.time.max.ms 没有追上。',
          },
        },
        metadataApplied: {
          actions: 'adoptIsr',
          meta: {
            en: 'The controller changed the set, for example when it fenced a broker.',
            'zh-cn': '控制器修改了集合，例如隔离某个 broker 时。',
          },
        },
      },
    },
    pendingExpand: {
      meta: {
        en: 'Asked the controller to add a member. Until it answers, the high watermark waits for that member too.',
        'zh-cn': '已请求控制器增加成员。在得到应答之前，高水位也要等待该成员。',
      },
      entry: 'sendAlterPartition',
      on: answers,
    },
    pendingShrink: {
      meta: {
        en: 'Asked the controller to remove a member. Until it answers, the high watermark still waits for that member.',
        'zh-cn': '已请求控制器移除成员。在得到应答之前，高水位仍要等待该成员。',
      },
      entry: 'sendAlterPartition',
      on: answers,
    },
  },
});

export type IsrState = ChartStateOf<typeof isrStateMachine>;
export type IsrEvent = ChartEventOf<typeof isrStateMachine>;
export const isrState = compileChart(isrStateMachine);
