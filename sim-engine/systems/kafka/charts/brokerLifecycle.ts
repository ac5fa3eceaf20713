/**
 * A broker's own view of its life. What the controller thinks of it is another chart (brokerRegistration.ts).
 *
 * Models: registration, catching up, controlled shutdown. Leaves out: log recovery, which takes no time here.
 * Faults that reach it: crash and power loss (to `notRunning`), a cut link to the controller (it stays in `starting` or
 * `recovery`, or runs on without knowing that it is fenced).
 * Source: server/src/main/java/org/apache/kafka/server/BrokerLifecycleManager.java,
 * metadata/src/main/java/org/apache/kafka/metadata/BrokerState.java, Kafka 4.3.
 */
import { setup } from 'xstate';
import { actionNames, fact, type ChartEvent, type ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events = 'start' | 'registered' | 'unfenced' | 'shutdownRequested' | 'shutdownAllowed' | 'stopped';

const STOPPED = {
  target: 'notRunning',
  meta: {
    en: 'The process ends, by a crash or a power loss.',
    'zh-cn': '进程因崩溃或断电而结束。',
  },
} as const;

const REGISTERED_AGAIN = {
  target: 'recovery',
  meta: {
    en: 'The controller refused its broker epoch as stale, so it registered again and got a new one.',
    'zh-cn': '控制器认为它的 broker epoch 已过期，于是它重新注册并得到新的 epoch。',
  },
} as const;

const SHUTDOWN_REQUESTED = {
  target: 'pendingControlledShutdown',
  meta: { en: 'An operator stops it, for example to deploy.', 'zh-cn': '运维人员要求停止，例如为了发布新版本。' },
} as const;

export const brokerLifecycleMachine = setup({
  types: { events: {} as ChartEvent<Events, 'isRegistered'>, meta: {} as ChartWords },
  actions: actionNames('register', 'followMetadata', 'sendHeartbeat', 'flushAndMarkClean'),
  guards: { isRegistered: fact('isRegistered') },
}).createMachine({
  id: 'brokerLifecycle',
  initial: 'notRunning',
  meta: { en: 'Life of a broker', 'zh-cn': 'broker 的生命周期' },
  states: {
    notRunning: {
      meta: { en: 'No process.', 'zh-cn': '没有进程。' },
      on: {
        start: [
          {
            guard: 'isRegistered',
            target: 'running',
            meta: {
              en: 'The cluster begins with this broker already registered and unfenced.',
              'zh-cn': '集群开始时，这个 broker 已经注册并且未被隔离。',
            },
          },
          {
            target: 'starting',
            meta: {
              en: 'The process starts and reads back what is on its disk.',
              'zh-cn': '进程启动，读回磁盘上的内容。',
            },
          },
        ],
      },
    },
    starting: {
      meta: {
        en: 'Asks the controller to be registered. Each registration brings a new broker epoch.',
        'zh-cn': '向控制器请求注册。每次注册都会得到新的 broker epoch。',
      },
      entry: 'register',
      on: {
        registered: { target: 'recovery', meta: { en: 'The controller accepted it.', 'zh-cn': '控制器接受了注册。' } },
        shutdownRequested: SHUTDOWN_REQUESTED,
        stopped: STOPPED,
      },
    },
    recovery: {
      meta: {
        en: 'Registered but fenced: it follows the metadata log until it has seen its own registration.',
        'zh-cn': '已注册但处于隔离状态：跟随元数据日志，直到读到自己的注册记录。',
      },
      entry: ['followMetadata', 'sendHeartbeat'],
      on: {
        unfenced: {
          target: 'running',
          meta: {
            en: 'The controller answers a heartbeat: no longer fenced.',
            'zh-cn': '控制器在心跳应答中说明：不再隔离。',
          },
        },
        registered: REGISTERED_AGAIN,
        shutdownRequested: SHUTDOWN_REQUESTED,
        stopped: STOPPED,
      },
    },
    running: {
      meta: {
        en: 'Leads and follows partitions. It may be fenced again without noticing while the controller is out of reach.',
        'zh-cn': '领导并跟随分区。控制器不可达时，它可能在不知情的情况下再次被隔离。',
      },
      on: {
        unfenced: {
          meta: { en: 'It was not fenced, or is so no longer.', 'zh-cn': '它没有被隔离，或者不再被隔离。' },
        },
        registered: REGISTERED_AGAIN,
        shutdownRequested: SHUTDOWN_REQUESTED,
        stopped: STOPPED,
      },
    },
    pendingControlledShutdown: {
      meta: {
        en: 'Waits until the controller has moved its leaderships elsewhere, then flushes its logs and leaves the mark of a clean shutdown.',
        'zh-cn': '等待控制器移交它的领导权，然后把日志刷盘，并留下正常关闭的标记。',
      },
      entry: 'sendHeartbeat',
      on: {
        unfenced: {
          meta: { en: 'It wants to stop all the same.', 'zh-cn': '它仍然要停止。' },
        },
        registered: {
          meta: {
            en: 'A new broker epoch; it wants to stop all the same.',
            'zh-cn': '得到新的 broker epoch；它仍然要停止。',
          },
        },
        shutdownRequested: {
          meta: { en: 'It is already on the way.', 'zh-cn': '已经在停止了。' },
        },
        shutdownAllowed: {
          target: 'notRunning',
          actions: 'flushAndMarkClean',
          meta: {
            en: 'It leads nothing any more, and the others know: the process ends.',
            'zh-cn': '它不再领导任何分区，其他 broker 也已知晓：进程结束。',
          },
        },
        stopped: STOPPED,
      },
    },
  },
});

export type BrokerLifecycleState = ChartStateOf<typeof brokerLifecycleMachine>;
export type BrokerLifecycleEvent = ChartEventOf<typeof brokerLifecycleMachine>;
export const brokerLifecycle = compileChart(brokerLifecycleMachine);
