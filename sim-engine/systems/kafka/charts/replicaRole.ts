/**
 * What a broker's copy of a partition does: lead, follow, or nothing.
 *
 * Models: elections as they reach this broker, and truncation. Leaves out: reassignment; when to fetch again is data.
 * Faults that reach it: crash and power loss (to `offline`), a cut link to the leader (it stays where it is), a pause, after
 * which it may still lead in its own eyes.
 * Source: core/src/main/scala/kafka/cluster/Partition.scala, core/src/main/scala/kafka/server/AbstractFetcherThread.scala, Kafka 4.3.
 */
import { setup } from 'xstate';
import { actionNames, type ChartEvent, type ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events = 'becomeLeader' | 'becomeFollower' | 'leaderLost' | 'diverged' | 'checked' | 'stopped';

const STOPPED = {
  target: 'offline',
  meta: {
    en: 'The process ends: memory is gone, the log on disk stays.',
    'zh-cn': '进程结束：内存丢失，磁盘上的日志还在。',
  },
} as const;

export const replicaRoleMachine = setup({
  types: { events: {} as ChartEvent<Events>, meta: {} as ChartWords },
  actions: actionNames('startEpoch', 'answerWaiting', 'truncateLog'),
}).createMachine({
  id: 'replicaRole',
  initial: 'offline',
  meta: { en: 'Role of a replica', 'zh-cn': '副本的角色' },
  states: {
    offline: {
      meta: {
        en: 'The broker does not run, or has not yet read from the metadata log what this replica is to do.',
        'zh-cn': 'broker 没有运行，或者还没从元数据日志中读到这个副本的任务。',
      },
      on: {
        becomeLeader: {
          target: 'leader',
          meta: { en: 'The metadata log names this broker as leader.', 'zh-cn': '元数据日志指定本 broker 为 leader。' },
        },
        becomeFollower: {
          target: 'follower',
          meta: {
            en: 'The metadata log names another broker as leader.',
            'zh-cn': '元数据日志指定另一个 broker 为 leader。',
          },
        },
        leaderLost: {
          target: 'follower.leaderless',
          meta: { en: 'The metadata log names no leader.', 'zh-cn': '元数据日志中没有 leader。' },
        },
      },
    },
    leader: {
      meta: {
        en: 'Appends records from producers, serves fetches, moves the high watermark.',
        'zh-cn': '追加生产者的记录，应答拉取请求，推进高水位。',
      },
      entry: 'startEpoch',
      exit: 'answerWaiting',
      on: {
        becomeLeader: {
          target: 'leader',
          reenter: true,
          meta: {
            en: 'Elected again, in a new leader epoch: what it knew of its followers no longer counts.',
            'zh-cn': '在新的 leader epoch 中再次当选：之前对 follower 的了解不再作数。',
          },
        },
        becomeFollower: {
          target: 'follower',
          meta: {
            en: 'Another broker was elected. Produce requests that still wait are refused.',
            'zh-cn': '另一个 broker 当选。仍在等待的生产请求被拒绝。',
          },
        },
        leaderLost: {
          target: 'follower.leaderless',
          meta: {
            en: 'The controller took the leadership away and found no successor.',
            'zh-cn': '控制器收回了领导权，但没有找到继任者。',
          },
        },
        stopped: STOPPED,
      },
    },
    follower: {
      meta: { en: 'Copies the log of its leader.', 'zh-cn': '复制 leader 的日志。' },
      initial: 'truncating',
      on: {
        becomeLeader: {
          target: 'leader',
          meta: {
            en: 'Elected: a new leader epoch begins at the end of its own log.',
            'zh-cn': '当选：新的 leader epoch 从自己日志的末端开始。',
          },
        },
        becomeFollower: {
          target: '.truncating',
          meta: {
            en: 'A new leader epoch: it follows the leader of that epoch.',
            'zh-cn': '新的 leader epoch：改为跟随该 epoch 的 leader。',
          },
        },
        leaderLost: {
          target: '.leaderless',
          meta: { en: 'The leader is gone and nobody may succeed it.', 'zh-cn': 'leader 不在了，也没有谁可以接任。' },
        },
        stopped: STOPPED,
      },
      states: {
        leaderless: {
          meta: {
            en: 'There is no leader to fetch from. The partition is unavailable.',
            'zh-cn': '没有可以拉取的 leader，分区不可用。',
          },
        },
        truncating: {
          meta: {
            en: 'Must find out where its log parts from the one of its leader, and cut off what the leader does not have.',
            'zh-cn': '必须先弄清自己的日志从哪里开始与 leader 不同，并截掉 leader 没有的部分。',
          },
          on: {
            diverged: {
              actions: 'truncateLog',
              meta: {
                en: 'The leader answers that their logs part before the offset asked for: it cuts its own back (KIP-101, KIP-595).',
                'zh-cn': 'leader 回答：两份日志在所请求的偏移量之前就已分叉。它截短自己的日志（KIP-101、KIP-595）。',
              },
            },
            checked: {
              target: 'fetching',
              meta: {
                en: 'The logs agree up to the end of its own, as far as the last answer goes.',
                'zh-cn': '就最近一次应答所知，直到自己日志的末端，两份日志一致。',
              },
            },
          },
        },
        fetching: {
          meta: {
            en: 'Fetches from the end of its log and appends what comes. After an error it waits for replica.fetch.backoff.ms.',
            'zh-cn': '从自己日志的末端开始拉取，并追加收到的记录。出错后等待 replica.fetch.backoff.ms。',
          },
          on: {
            diverged: {
              actions: 'truncateLog',
              target: 'truncating',
              meta: {
                en: 'The leader answers that their logs part before the offset asked for (KIP-101, KIP-595).',
                'zh-cn': 'leader 回答：两份日志在所请求的偏移量之前就已分叉（KIP-101、KIP-595）。',
              },
            },
            checked: {
              meta: { en: 'One more fetch that fits onto its log.', 'zh-cn': '又一次拉取，与自己的日志相接。' },
            },
          },
        },
      },
    },
  },
});

export type ReplicaRoleState = ChartStateOf<typeof replicaRoleMachine>;
export type ReplicaRoleEvent = ChartEventOf<typeof replicaRoleMachine>;
export const replicaRole = compileChart(replicaRoleMachine);
