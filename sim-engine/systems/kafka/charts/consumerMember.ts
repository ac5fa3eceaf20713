/**
 * A consumer's membership in its group: classic protocol, eager.
 *
 * Models: finding the coordinator, giving up partitions, joining, syncing, losing the membership. Leaves out: cooperative
 * rebalancing (KIP-429).
 * Faults that reach it: a crash ends it; a pause or a slow application ends in `pollTimeout` or `membershipLost`; a cut
 * link or a lost coordinator in `coordinatorLost`.
 * Source: clients/src/main/java/org/apache/kafka/clients/consumer/internals/{AbstractCoordinator,ConsumerCoordinator}.java
 * (MemberState), Kafka 4.3.
 */
import { setup } from 'xstate';
import { actionNames, fact, type ChartEvent, type ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events =
  | 'poll'
  | 'coordinatorFound'
  | 'coordinatorLost'
  | 'partitionsGivenUp'
  | 'joined'
  | 'memberIdGiven'
  | 'synced'
  | 'refused'
  | 'rebalancing'
  | 'membershipLost'
  | 'pollTimeout'
  | 'close'
  | 'fatalError';

type Fact = 'ownsPartitions' | 'knowsCoordinator';

export const consumerMemberMachine = setup({
  types: { events: {} as ChartEvent<Events, Fact>, meta: {} as ChartWords },
  actions: actionNames(
    'findCoordinator',
    'commitAndRevoke',
    'losePartitions',
    'sendJoin',
    'sendSync',
    'assignPartitions',
    'sendLeave',
    'throwError',
  ),
  guards: { ownsPartitions: fact('ownsPartitions'), knowsCoordinator: fact('knowsCoordinator') },
}).createMachine({
  id: 'consumerMember',
  initial: 'unjoined',
  meta: { en: 'Member of a consumer group', 'zh-cn': '消费者组的成员' },
  on: {
    fatalError: {
      target: '.failed',
      actions: 'throwError',
      meta: {
        en: 'Fenced by another consumer with the same group.instance.id, or refused for good: poll() throws.',
        'zh-cn': '被另一个 group.instance.id 相同的消费者隔离，或被彻底拒绝：poll() 抛出异常。',
      },
    },
  },
  states: {
    unjoined: {
      meta: {
        en: 'Member of no generation. The next poll() joins.',
        'zh-cn': '不属于任何一代。下一次 poll() 会加入。',
      },
      on: {
        poll: [
          {
            guard: 'knowsCoordinator',
            target: 'joining.preparingRebalance',
            meta: { en: 'It owns nothing and asks to join.', 'zh-cn': '它不拥有任何分区，请求加入。' },
          },
          {
            target: 'joining.findingCoordinator',
            meta: {
              en: 'First it must know which broker coordinates the group.',
              'zh-cn': '先要知道哪个 broker 是该组的协调者。',
            },
          },
        ],
      },
    },
    joining: {
      initial: 'findingCoordinator',
      meta: { en: 'On the way into the next generation.', 'zh-cn': '正在进入下一代。' },
      on: {
        close: {
          target: 'left',
          actions: 'sendLeave',
          meta: { en: 'The application closes the consumer.', 'zh-cn': '应用关闭消费者。' },
        },
        refused: {
          target: 'unjoined',
          meta: {
            en: 'JoinGroup or SyncGroup failed: again after a backoff.',
            'zh-cn': 'JoinGroup 或 SyncGroup 失败：退避后重试。',
          },
        },
        coordinatorLost: {
          target: '.findingCoordinator',
          meta: { en: 'The coordinator moved or cannot be reached.', 'zh-cn': '协调者已转移或无法连接。' },
        },
        membershipLost: {
          target: 'unjoined',
          actions: 'losePartitions',
          meta: {
            en: 'UNKNOWN_MEMBER_ID or ILLEGAL_GENERATION: the group went on without it.',
            'zh-cn': 'UNKNOWN_MEMBER_ID 或 ILLEGAL_GENERATION：组已经不带它继续了。',
          },
        },
      },
      states: {
        findingCoordinator: {
          meta: {
            en: 'Asks any broker which one coordinates the group.',
            'zh-cn': '向任意 broker 询问谁是该组的协调者。',
          },
          entry: 'findCoordinator',
          on: {
            coordinatorFound: [
              {
                guard: 'ownsPartitions',
                target: 'givingUp',
                meta: { en: 'Found. What it owns must be given up first.', 'zh-cn': '找到了。先要放弃手中的分区。' },
              },
              {
                target: 'preparingRebalance',
                meta: { en: 'Found.', 'zh-cn': '找到了。' },
              },
            ],
          },
        },
        givingUp: {
          meta: {
            en: 'Commits for the last time and gives up all partitions (eager): nobody reads them meanwhile.',
            'zh-cn': '最后一次提交并放弃全部分区（eager）：这段时间没有人读取它们。',
          },
          entry: 'commitAndRevoke',
          on: {
            partitionsGivenUp: {
              target: 'preparingRebalance',
              meta: { en: 'Nothing is owned any more.', 'zh-cn': '不再拥有任何分区。' },
            },
          },
        },
        preparingRebalance: {
          meta: {
            en: 'JoinGroup is sent. It is answered when every member has joined, or the time is over.',
            'zh-cn': '已发送 JoinGroup。等所有成员都加入或时间到了才有回应。',
          },
          entry: 'sendJoin',
          on: {
            joined: {
              target: 'completingRebalance',
              meta: { en: 'A new generation has begun.', 'zh-cn': '新的一代开始了。' },
            },
            memberIdGiven: {
              target: 'preparingRebalance',
              reenter: true,
              meta: {
                en: 'MEMBER_ID_REQUIRED: the coordinator has given an id; join again with it (KIP-394).',
                'zh-cn': 'MEMBER_ID_REQUIRED：协调者分配了 id，带着它重新加入（KIP-394）。',
              },
            },
          },
        },
        completingRebalance: {
          meta: {
            en: 'SyncGroup is sent: the group leader hands in the assignment, the others wait for theirs.',
            'zh-cn': '已发送 SyncGroup：组长交出分配方案，其他成员等待结果。',
          },
          entry: 'sendSync',
          on: {
            synced: {
              target: '#consumerMember.stable',
              actions: 'assignPartitions',
              meta: { en: 'It has its partitions.', 'zh-cn': '得到了分区。' },
            },
          },
        },
      },
    },
    stable: {
      initial: 'settled',
      meta: {
        en: 'Reads its partitions; the heartbeat thread keeps it in the group.',
        'zh-cn': '读取自己的分区；心跳线程维持组内身份。',
      },
      on: {
        membershipLost: {
          target: 'unjoined',
          actions: 'losePartitions',
          meta: {
            en: 'UNKNOWN_MEMBER_ID or ILLEGAL_GENERATION: others own its partitions already. It cannot commit any more.',
            'zh-cn': 'UNKNOWN_MEMBER_ID 或 ILLEGAL_GENERATION：分区已归别人，它不能再提交。',
          },
        },
        close: {
          target: 'left',
          actions: 'sendLeave',
          meta: { en: 'The application closes the consumer.', 'zh-cn': '应用关闭消费者。' },
        },
        pollTimeout: {
          target: 'left',
          actions: 'sendLeave',
          meta: {
            en: 'The application has not called poll() for max.poll.interval.ms: the heartbeat thread leaves the group.',
            'zh-cn': '应用超过 max.poll.interval.ms 没有调用 poll()：心跳线程退出该组。',
          },
        },
      },
      states: {
        settled: {
          meta: { en: 'The generation is current, as far as it knows.', 'zh-cn': '就它所知，这一代仍是最新的。' },
          on: {
            rebalancing: {
              target: 'mustRejoin',
              meta: {
                en: 'REBALANCE_IN_PROGRESS in answer to a heartbeat.',
                'zh-cn': '心跳的回应是 REBALANCE_IN_PROGRESS。',
              },
            },
          },
        },
        mustRejoin: {
          meta: {
            en: 'The group rebalances. It works on until the application calls poll().',
            'zh-cn': '组正在再均衡。在应用调用 poll() 之前，它继续工作。',
          },
          on: {
            poll: [
              {
                guard: 'knowsCoordinator',
                target: '#consumerMember.joining.givingUp',
                meta: { en: 'poll() begins the rebalance on this side.', 'zh-cn': 'poll() 在这一侧开始再均衡。' },
              },
              {
                target: '#consumerMember.joining.findingCoordinator',
                meta: { en: 'First it must find the coordinator again.', 'zh-cn': '先要重新找到协调者。' },
              },
            ],
          },
        },
      },
    },
    left: {
      meta: {
        en: 'It has left. A running application may still work on records that others now own.',
        'zh-cn': '已退出。仍在运行的应用可能还在处理已归他人的记录。',
      },
      on: {
        poll: {
          target: 'unjoined',
          actions: 'losePartitions',
          meta: { en: 'The application polls again, and learns of it.', 'zh-cn': '应用再次调用 poll()，才得知此事。' },
        },
      },
    },
    failed: { type: 'final', meta: { en: 'Ended with an exception.', 'zh-cn': '以异常结束。' } },
  },
});

export type ConsumerMemberState = ChartStateOf<typeof consumerMemberMachine>;
export type ConsumerMemberEvent = ChartEventOf<typeof consumerMemberMachine>;
export const consumerMember = compileChart(consumerMemberMachine);
