/**
 * A consumer's membership in its group: classic protocol, eager.
 *
 * Models: giving up partitions, joining, syncing, losing the membership. Leaves out: cooperative rebalancing (KIP-429). Which
 * broker is the coordinator, and whether poll() must rejoin, is data (client/consumer/memory.ts).
 * Faults that reach it: a crash ends it; a pause or a slow application ends in `membershipLost`; a cut link or a lost
 * coordinator in `refused`.
 * Source: clients/src/main/java/org/apache/kafka/clients/consumer/internals/{AbstractCoordinator,ConsumerCoordinator}.java
 * (MemberState), Kafka 4.3.
 */
import { setup } from 'xstate';
import { actionNames, fact, type ChartEvent, type ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events = 'rejoin' | 'revoked' | 'memberIdGiven' | 'joined' | 'synced' | 'refused' | 'membershipLost';

const MEMBERSHIP_LOST = {
  target: 'unjoined',
  meta: {
    en: 'UNKNOWN_MEMBER_ID, ILLEGAL_GENERATION, or it left because poll() came too late: others own its partitions already. It cannot commit any more.',
    'zh-cn': 'UNKNOWN_MEMBER_ID、ILLEGAL_GENERATION，或者因为 poll() 太迟而退出：分区已归别人，它不能再提交。',
  },
} as const;

export const consumerMemberMachine = setup({
  types: { events: {} as ChartEvent<Events, 'ownsPartitions'>, meta: {} as ChartWords },
  actions: actionNames('losePartitions', 'commitAndRevoke', 'sendJoin', 'sendSync', 'assignPartitions'),
  guards: { ownsPartitions: fact('ownsPartitions') },
}).createMachine({
  id: 'consumerMember',
  initial: 'unjoined',
  meta: { en: 'Member of a consumer group', 'zh-cn': '消费者组的成员' },
  states: {
    unjoined: {
      meta: {
        en: 'Not part of the current generation. The next poll() joins, once the coordinator is known.',
        'zh-cn': '不属于当前这一代。知道协调者之后，下一次 poll() 会加入。',
      },
      on: {
        rejoin: [
          {
            guard: 'ownsPartitions',
            target: 'joining',
            actions: 'losePartitions',
            meta: {
              en: 'poll() tells the application that its partitions are lost, and sends JoinGroup.',
              'zh-cn': 'poll() 告诉应用分区已丢失，并发送 JoinGroup。',
            },
          },
          { target: 'joining', meta: { en: 'poll() sends JoinGroup.', 'zh-cn': 'poll() 发送 JoinGroup。' } },
        ],
        membershipLost: {
          meta: { en: 'It belonged to no generation anyway.', 'zh-cn': '它本来就不属于任何一代。' },
        },
      },
    },
    preparing: {
      entry: 'commitAndRevoke',
      meta: {
        en: 'Gives up all its partitions (eager): commits for the last time before they are revoked.',
        'zh-cn': '放弃全部分区（eager）：在收回之前最后一次提交。',
      },
      on: {
        revoked: {
          target: 'joining',
          meta: {
            en: 'Nothing is owned any more: poll() sends JoinGroup.',
            'zh-cn': '不再拥有任何分区：poll() 发送 JoinGroup。',
          },
        },
        membershipLost: MEMBERSHIP_LOST,
      },
    },
    joining: {
      entry: 'sendJoin',
      meta: {
        en: 'JoinGroup is sent. It is answered when every member has joined, or the time is over.',
        'zh-cn': '已发送 JoinGroup。等所有成员都加入或时间到了才有应答。',
      },
      on: {
        joined: {
          target: 'syncing',
          meta: {
            en: 'A new generation has begun. The group leader works out who gets what.',
            'zh-cn': '新的一代开始了。组长计算分配方案。',
          },
        },
        memberIdGiven: {
          target: 'unjoined',
          meta: {
            en: 'MEMBER_ID_REQUIRED: the coordinator has given an id; join again with it (KIP-394).',
            'zh-cn': 'MEMBER_ID_REQUIRED：协调者分配了 id，带着它重新加入（KIP-394）。',
          },
        },
        refused: {
          target: 'unjoined',
          meta: {
            en: 'An error, or the connection broke: again after a backoff.',
            'zh-cn': '出错，或者连接中断：退避后重试。',
          },
        },
        membershipLost: { meta: { en: 'It is joining again already.', 'zh-cn': '它已经在重新加入。' } },
      },
    },
    syncing: {
      entry: 'sendSync',
      meta: {
        en: 'SyncGroup is sent: the group leader hands in the assignment, the others wait for theirs.',
        'zh-cn': '已发送 SyncGroup：组长交出分配方案，其他成员等待结果。',
      },
      on: {
        synced: {
          target: 'stable',
          actions: 'assignPartitions',
          meta: { en: 'It has its partitions.', 'zh-cn': '得到了分区。' },
        },
        refused: {
          target: 'unjoined',
          meta: {
            en: 'Another rebalance has begun, or the coordinator is gone: it joins again.',
            'zh-cn': '又开始了一次再均衡，或者协调者不在了：重新加入。',
          },
        },
        membershipLost: {
          meta: { en: 'The answer to SyncGroup will say so.', 'zh-cn': 'SyncGroup 的应答会说明这一点。' },
        },
      },
    },
    stable: {
      meta: {
        en: 'Reads its partitions; the heartbeat thread keeps it in the group.',
        'zh-cn': '读取自己的分区；心跳线程维持组内身份。',
      },
      on: {
        rejoin: [
          {
            guard: 'ownsPartitions',
            target: 'preparing',
            meta: {
              en: 'The group rebalances, and the application has called poll(): first it gives up its partitions.',
              'zh-cn': '组正在再均衡，应用调用了 poll()：先放弃手中的分区。',
            },
          },
          {
            target: 'joining',
            meta: {
              en: 'The group rebalances, and it owns nothing: poll() sends JoinGroup.',
              'zh-cn': '组正在再均衡，它没有分区：poll() 发送 JoinGroup。',
            },
          },
        ],
        membershipLost: MEMBERSHIP_LOST,
      },
    },
  },
});

export type ConsumerMemberState = ChartStateOf<typeof consumerMemberMachine>;
export type ConsumerMemberEvent = ChartEventOf<typeof consumerMemberMachine>;
export const consumerMember = compileChart(consumerMemberMachine);
