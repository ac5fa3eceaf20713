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
import { actionNames, type ChartEvent, type ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events =
  'start' | 'registered' | 'unfenced' | 'epochRefused' | 'stopRequested' | 'shutdownAllowed' | 'stopped' | 'crash';

export const brokerLifecycleMachine = setup({
  types: { events: {} as ChartEvent<Events>, meta: {} as ChartWords },
  actions: actionNames('register', 'followMetadata', 'sendHeartbeat', 'flushAndMarkClean'),
}).createMachine({
  id: 'brokerLifecycle',
  initial: 'notRunning',
  meta: { en: 'Life of a broker', 'zh-cn': 'broker 的生命周期' },
  on: {
    crash: {
      target: '.notRunning',
      meta: {
        en: 'The process ends without leaving the mark of a clean shutdown.',
        'zh-cn': '进程结束，没有留下正常关闭的标记。',
      },
    },
  },
  states: {
    notRunning: {
      meta: { en: 'No process.', 'zh-cn': '没有进程。' },
      on: {
        start: { target: 'starting', meta: { en: 'The process starts.', 'zh-cn': '进程启动。' } },
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
        stopRequested: {
          target: 'shuttingDown',
          meta: { en: 'It leads nothing yet and can stop at once.', 'zh-cn': '它还没有领导任何分区，可以立即停止。' },
        },
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
            'zh-cn': '控制器在心跳响应中说明：不再隔离。',
          },
        },
        epochRefused: {
          actions: 'register',
          meta: { en: 'STALE_BROKER_EPOCH: it registers again.', 'zh-cn': 'STALE_BROKER_EPOCH：重新注册。' },
        },
        stopRequested: {
          target: 'shuttingDown',
          meta: { en: 'It leads nothing yet and can stop at once.', 'zh-cn': '它还没有领导任何分区，可以立即停止。' },
        },
      },
    },
    running: {
      meta: {
        en: 'Leads and follows partitions. It may be fenced again without noticing while the controller is out of reach.',
        'zh-cn': '领导并跟随分区。控制器不可达时，它可能在不知情的情况下再次被隔离。',
      },
      on: {
        epochRefused: {
          actions: 'register',
          meta: { en: 'STALE_BROKER_EPOCH: it registers again.', 'zh-cn': 'STALE_BROKER_EPOCH：重新注册。' },
        },
        stopRequested: {
          target: 'pendingControlledShutdown',
          meta: {
            en: 'An operator stops it, for example to deploy.',
            'zh-cn': '运维人员要求停止，例如为了发布新版本。',
          },
        },
      },
    },
    pendingControlledShutdown: {
      meta: {
        en: 'Waits until the controller has moved its leaderships elsewhere.',
        'zh-cn': '等待控制器把它的领导权移交给其他 broker。',
      },
      entry: 'sendHeartbeat',
      on: {
        shutdownAllowed: {
          target: 'shuttingDown',
          meta: {
            en: 'It leads nothing any more, and the others know.',
            'zh-cn': '它不再领导任何分区，其他 broker 也已知晓。',
          },
        },
        stopRequested: {
          meta: { en: 'It is already on the way.', 'zh-cn': '已经在停止了。' },
        },
      },
    },
    shuttingDown: {
      meta: {
        en: 'Flushes its logs and leaves the mark of a clean shutdown.',
        'zh-cn': '把日志刷盘，并留下正常关闭的标记。',
      },
      entry: 'flushAndMarkClean',
      on: {
        stopped: { target: 'notRunning', meta: { en: 'The process ends.', 'zh-cn': '进程结束。' } },
      },
    },
  },
});

export type BrokerLifecycleState = ChartStateOf<typeof brokerLifecycleMachine>;
export type BrokerLifecycleEvent = ChartEventOf<typeof brokerLifecycleMachine>;
export const brokerLifecycle = compileChart(brokerLifecycleMachine);
