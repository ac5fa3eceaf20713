/**
 * A classic consumer group at its coordinator.
 *
 * Models: the five states and who moves between them. Members, generations and timers are data (rules/classicGroupState.ts).
 * Faults that reach it: everything that makes a member silent (crash, pause, cut link: `memberRemoved`), loss of the
 * coordinator (`unloaded`), a failed append to __consumer_offsets (`assignmentRefused`).
 * Source: group-coordinator/src/main/java/org/apache/kafka/coordinator/group/classic/{ClassicGroup,ClassicGroupState}.java,
 * GroupMetadataManager.java, Kafka 4.3. State names are Kafka's own.
 */
import { setup } from 'xstate';
import { actionNames, fact, type ChartEvent, type ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events =
  | 'memberAdded'
  | 'memberChanged'
  | 'memberRemoved'
  | 'joinPhaseEnded'
  | 'assignmentStored'
  | 'assignmentRefused'
  | 'syncPhaseTimedOut'
  | 'unloaded';

export const groupMachine = setup({
  types: { events: {} as ChartEvent<Events, 'hasMembers'>, meta: {} as ChartWords },
  actions: actionNames('startJoinPhase', 'refuseSyncs', 'beginGeneration', 'answerJoins', 'answerSyncs'),
  guards: { hasMembers: fact('hasMembers') },
}).createMachine({
  id: 'group',
  initial: 'Empty',
  meta: { en: 'Consumer group at its coordinator', 'zh-cn': '协调者上的消费者组' },
  on: {
    unloaded: {
      target: '.Dead',
      meta: {
        en: 'The group was deleted, or this broker no longer leads its partition of __consumer_offsets.',
        'zh-cn': '组被删除，或者本 broker 不再是其 __consumer_offsets 分区的 leader。',
      },
    },
  },
  states: {
    Empty: {
      meta: { en: 'No members. Committed offsets are kept.', 'zh-cn': '没有成员，已提交的偏移量仍然保留。' },
      on: {
        memberAdded: {
          target: 'PreparingRebalance',
          meta: {
            en: 'The first member came. The coordinator waits group.initial.rebalance.delay.ms for more.',
            'zh-cn': '第一个成员到来。协调者等待 group.initial.rebalance.delay.ms，看是否还有其他成员。',
          },
        },
      },
    },
    PreparingRebalance: {
      meta: {
        en: 'Waits until all members have given up their partitions and sent JoinGroup.',
        'zh-cn': '等待所有成员放弃分区并发送 JoinGroup。',
      },
      entry: 'startJoinPhase',
      on: {
        joinPhaseEnded: [
          {
            guard: 'hasMembers',
            target: 'CompletingRebalance',
            actions: ['beginGeneration', 'answerJoins'],
            meta: {
              en: 'Everybody has joined, or the time is over: a new generation begins, its leader gets all subscriptions.',
              'zh-cn': '所有成员都已加入，或者时间已到：新一代开始，组长得到全部订阅信息。',
            },
          },
          {
            target: 'Empty',
            actions: 'beginGeneration',
            meta: { en: 'The time is over and nobody is left.', 'zh-cn': '时间已到，一个成员也没有留下。' },
          },
        ],
      },
    },
    CompletingRebalance: {
      meta: {
        en: 'Waits for the assignment that the group leader works out.',
        'zh-cn': '等待组长计算出的分配方案。',
      },
      on: {
        assignmentStored: {
          target: 'Stable',
          actions: 'answerSyncs',
          meta: {
            en: "The leader's SyncGroup is stored in __consumer_offsets: every member gets its partitions.",
            'zh-cn': '组长的 SyncGroup 已写入 __consumer_offsets：每个成员得到自己的分区。',
          },
        },
        assignmentRefused: {
          target: 'PreparingRebalance',
          actions: 'refuseSyncs',
          meta: { en: 'The assignment could not be stored.', 'zh-cn': '分配方案未能写入。' },
        },
        memberAdded: {
          target: 'PreparingRebalance',
          actions: 'refuseSyncs',
          meta: { en: 'A new member came in between.', 'zh-cn': '中途来了新成员。' },
        },
        memberChanged: {
          target: 'PreparingRebalance',
          actions: 'refuseSyncs',
          meta: { en: 'A member joined again with another subscription.', 'zh-cn': '某个成员带着不同的订阅重新加入。' },
        },
        memberRemoved: {
          target: 'PreparingRebalance',
          actions: 'refuseSyncs',
          meta: { en: 'A member left, or its session expired.', 'zh-cn': '某个成员离开，或者会话超时。' },
        },
        syncPhaseTimedOut: {
          target: 'PreparingRebalance',
          actions: 'refuseSyncs',
          meta: {
            en: 'Members that sent no SyncGroup within the rebalance timeout are removed.',
            'zh-cn': '在再均衡超时内没有发送 SyncGroup 的成员被移除。',
          },
        },
      },
    },
    Stable: {
      meta: {
        en: 'Every member knows its partitions and sends heartbeats.',
        'zh-cn': '每个成员都知道自己的分区，并定期发送心跳。',
      },
      on: {
        memberAdded: {
          target: 'PreparingRebalance',
          meta: { en: 'A new member came.', 'zh-cn': '来了新成员。' },
        },
        memberChanged: {
          target: 'PreparingRebalance',
          meta: {
            en: 'The group leader joined again, or a member with another subscription.',
            'zh-cn': '组长重新加入，或者某个成员带着不同的订阅重新加入。',
          },
        },
        memberRemoved: {
          target: 'PreparingRebalance',
          meta: { en: 'A member left, or its session expired.', 'zh-cn': '某个成员离开，或者会话超时。' },
        },
        syncPhaseTimedOut: {
          target: 'PreparingRebalance',
          meta: {
            en: 'Members that never asked for their partitions within the rebalance timeout are removed.',
            'zh-cn': '在再均衡超时内一直没有来取分区的成员被移除。',
          },
        },
      },
    },
    Dead: {
      type: 'final',
      meta: { en: 'Not kept here any more.', 'zh-cn': '不再保存在这里。' },
    },
  },
});

export type GroupChartState = ChartStateOf<typeof groupMachine>;
export type GroupEvent = ChartEventOf<typeof groupMachine>;
export const group = compileChart(groupMachine);
