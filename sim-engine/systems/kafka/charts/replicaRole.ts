/**
 * What a broker's copy of a partition does: lead, follow, or nothing.
 *
 * Models: elections as they reach this broker, truncation, being refused by the leader. Leaves out: reassignment.
 * Faults that reach it: crash and power loss (to `offline`), a cut link to the leader (`fetchFailed`), a pause, after which
 * it may still lead in its own eyes.
 * Source: core/src/main/scala/kafka/cluster/Partition.scala, core/src/main/scala/kafka/server/AbstractFetcherThread.scala, Kafka 4.3.
 */
import { setup } from 'xstate';
import { actionNames, type ChartEvent, type ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events =
  | 'becomeLeader'
  | 'becomeFollower'
  | 'leaderless'
  | 'diverged'
  | 'truncated'
  | 'fenced'
  | 'fetchFailed'
  | 'backoffElapsed'
  | 'crash';

export const replicaRoleMachine = setup({
  types: { events: {} as ChartEvent<Events>, meta: {} as ChartWords },
  actions: actionNames('startEpoch', 'answerWaiting', 'startFetching', 'truncateLog', 'waitForBackoff'),
}).createMachine({
  id: 'replicaRole',
  initial: 'offline',
  meta: { en: 'Role of a replica', 'zh-cn': '副本的角色' },
  on: {
    crash: {
      target: '.offline',
      meta: {
        en: 'The process ends: memory is gone, the log on disk stays.',
        'zh-cn': '进程结束：内存丢失，磁盘上的日志还在。',
      },
    },
  },
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
          target: 'follower.fetching',
          meta: {
            en: 'The metadata log names another broker as leader.',
            'zh-cn': '元数据日志指定另一个 broker 为 leader。',
          },
        },
        leaderless: {
          target: 'follower.leaderless',
          meta: { en: 'The metadata log names no leader.', 'zh-cn': '元数据日志中没有 leader。' },
        },
      },
    },
    leader: {
      meta: {
        en: 'Appends records from producers, serves fetches, moves the high watermark.',
        'zh-cn': '追加生产者的记录，响应拉取请求，推进高水位。',
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
          target: 'follower.fetching',
          meta: {
            en: 'Another broker was elected. Produce requests that still wait are refused.',
            'zh-cn': '另一个 broker 当选。仍在等待的生产请求被拒绝。',
          },
        },
        leaderless: {
          target: 'follower.leaderless',
          meta: {
            en: 'The controller took the leadership away and found no successor.',
            'zh-cn': '控制器收回了领导权，但没有找到继任者。',
          },
        },
      },
    },
    follower: {
      meta: { en: 'Copies the log of its leader.', 'zh-cn': '复制 leader 的日志。' },
      initial: 'fetching',
      on: {
        becomeLeader: {
          target: 'leader',
          meta: {
            en: 'Elected: a new leader epoch begins at the end of its own log.',
            'zh-cn': '当选：新的 leader epoch 从自己日志的末端开始。',
          },
        },
        becomeFollower: {
          target: '.fetching',
          meta: {
            en: 'A new leader epoch: it follows the leader of that epoch.',
            'zh-cn': '新的 leader epoch：改为跟随该 epoch 的 leader。',
          },
        },
        leaderless: {
          target: '.leaderless',
          meta: { en: 'The leader is gone and nobody may follow it.', 'zh-cn': 'leader 不在了，也没有谁可以接任。' },
        },
      },
      states: {
        leaderless: {
          meta: {
            en: 'There is no leader to fetch from. The partition is unavailable.',
            'zh-cn': '没有可以拉取的 leader，分区不可用。',
          },
        },
        fetching: {
          meta: {
            en: 'Fetches from the end of its log and appends what comes.',
            'zh-cn': '从自己日志的末端开始拉取，并追加收到的记录。',
          },
          entry: 'startFetching',
          on: {
            diverged: {
              target: 'truncating',
              meta: {
                en: 'The leader answers that their logs part before the offset asked for (KIP-101, KIP-595).',
                'zh-cn': 'leader 回答：两份日志在所请求的位移之前就已分叉（KIP-101、KIP-595）。',
              },
            },
            fenced: {
              target: 'backingOff',
              meta: {
                en: 'FENCED_LEADER_EPOCH: the leader is already in a newer epoch. The metadata log will say so soon.',
                'zh-cn': 'FENCED_LEADER_EPOCH：leader 已进入更新的 epoch，元数据日志很快会说明。',
              },
            },
            fetchFailed: {
              target: 'backingOff',
              meta: { en: 'An error, or the connection broke.', 'zh-cn': '出错，或者连接中断。' },
            },
          },
        },
        truncating: {
          meta: {
            en: 'Cuts its log back to where both logs agree. Several rounds may be needed.',
            'zh-cn': '把日志截断到双方一致的位置，可能需要多轮。',
          },
          entry: 'truncateLog',
          on: {
            diverged: {
              target: 'truncating',
              reenter: true,
              meta: { en: 'They part even earlier: cut again.', 'zh-cn': '分叉的位置更早：继续截断。' },
            },
            truncated: {
              target: 'fetching',
              meta: { en: 'The logs agree up to the new end.', 'zh-cn': '到新的末端为止，两份日志一致。' },
            },
            fenced: {
              target: 'backingOff',
              meta: { en: 'The leader is in a newer epoch.', 'zh-cn': 'leader 处于更新的 epoch。' },
            },
            fetchFailed: {
              target: 'backingOff',
              meta: { en: 'An error, or the connection broke.', 'zh-cn': '出错，或者连接中断。' },
            },
          },
        },
        backingOff: {
          meta: {
            en: 'Waits for replica.fetch.backoff.ms before it fetches again.',
            'zh-cn': '等待 replica.fetch.backoff.ms 之后再拉取。',
          },
          entry: 'waitForBackoff',
          on: {
            backoffElapsed: {
              target: 'fetching',
              meta: { en: 'The wait is over.', 'zh-cn': '等待结束。' },
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
