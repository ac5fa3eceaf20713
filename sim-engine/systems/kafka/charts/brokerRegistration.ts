/**
 * What the controller thinks of a broker. The broker's own view is another chart (brokerLifecycle.ts).
 *
 * Models: fencing and unfencing by heartbeats and sessions, controlled shutdown. Leaves out: unregistering a broker.
 * Faults that reach it: crash, pause and cut links (`sessionExpired`), restart (`registered`).
 * Source: metadata/src/main/java/org/apache/kafka/controller/{BrokerHeartbeatManager,ClusterControlManager}.java, Kafka 4.3.
 * The decision on a heartbeat is the same as in rules/brokerHeartbeat.ts; a test holds them together.
 */
import { setup } from 'xstate';
import { actionNames, fact, type ChartEvent, type ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

/** A heartbeat, by what the broker wants. */
type Heartbeat = 'wantsToServe' | 'wantsFence' | 'wantsShutDown' | 'wantsFenceAndShutDown';
type Events = Heartbeat | 'registered' | 'sessionExpired';
type Fact = 'caughtUp' | 'leadsPartitions' | 'othersCaughtUp';

const shutDownNow = {
  target: 'fenced',
  actions: 'tellToShutDown',
  meta: { en: 'It leads nothing: it may stop now.', 'zh-cn': '它不领导任何分区：现在可以停止。' },
} as const;

const whileHandingOver = [
  {
    guard: 'leadsPartitions',
    meta: { en: 'It still leads partitions: not yet.', 'zh-cn': '它还领导着分区：再等等。' },
  },
  {
    guard: 'othersCaughtUp',
    target: 'fenced',
    actions: 'tellToShutDown',
    meta: {
      en: 'It leads nothing any more, and every active broker has read so in the metadata log: it may stop now.',
      'zh-cn': '它不再领导任何分区，而且所有活跃的 broker 都已从元数据日志中读到这一点：现在可以停止。',
    },
  },
] as const;

export const brokerRegistrationMachine = setup({
  types: { events: {} as ChartEvent<Events, Fact>, meta: {} as ChartWords },
  actions: actionNames('electForLeaderless', 'withdrawLeaderships', 'handOverLeaderships', 'tellToShutDown'),
  guards: {
    caughtUp: fact('caughtUp'),
    leadsPartitions: fact('leadsPartitions'),
    othersCaughtUp: fact('othersCaughtUp'),
  },
}).createMachine({
  id: 'brokerRegistration',
  initial: 'unregistered',
  meta: { en: 'A broker as the controller sees it', 'zh-cn': '控制器眼中的 broker' },
  on: {
    registered: {
      target: '.fenced',
      actions: 'withdrawLeaderships',
      meta: {
        en: 'A new process has registered and gets a new broker epoch. What the old one led is led by others.',
        'zh-cn': '新的进程完成注册，得到新的 broker epoch。旧进程领导的分区由其他 broker 接管。',
      },
    },
  },
  states: {
    unregistered: {
      meta: { en: 'Not known.', 'zh-cn': '未知。' },
    },
    fenced: {
      meta: {
        en: 'Known, but it leads nothing and belongs to no ISR.',
        'zh-cn': '已注册，但不领导任何分区，也不在任何 ISR 中。',
      },
      on: {
        wantsToServe: {
          guard: 'caughtUp',
          target: 'unfenced',
          actions: 'electForLeaderless',
          meta: {
            en: 'It has read the metadata log up to its own registration: it may serve.',
            'zh-cn': '它已把元数据日志读到自己的注册记录：可以提供服务。',
          },
        },
        wantsShutDown: shutDownNow,
        wantsFenceAndShutDown: shutDownNow,
      },
    },
    unfenced: {
      meta: { en: 'May lead partitions and be in ISRs.', 'zh-cn': '可以领导分区，也可以在 ISR 中。' },
      on: {
        wantsFence: {
          target: 'fenced',
          actions: 'withdrawLeaderships',
          meta: { en: 'It asks to be fenced.', 'zh-cn': '它请求被隔离。' },
        },
        wantsFenceAndShutDown: {
          target: 'fenced',
          actions: ['withdrawLeaderships', 'tellToShutDown'],
          meta: { en: 'It asks to be fenced and to stop.', 'zh-cn': '它请求被隔离并停止。' },
        },
        wantsShutDown: [
          {
            guard: 'leadsPartitions',
            target: 'controlledShutdown',
            actions: 'handOverLeaderships',
            meta: {
              en: 'It wants to stop: others are elected in its place first.',
              'zh-cn': '它想停止：先选出其他 broker 接替。',
            },
          },
          shutDownNow,
        ],
        sessionExpired: {
          target: 'fenced',
          actions: 'withdrawLeaderships',
          meta: {
            en: 'No heartbeat for broker.session.timeout.ms: others are elected in its place.',
            'zh-cn': '超过 broker.session.timeout.ms 没有心跳：选出其他 broker 接替。',
          },
        },
      },
    },
    controlledShutdown: {
      meta: { en: 'Hands over what it leads before it stops.', 'zh-cn': '停止之前移交领导权。' },
      on: {
        wantsToServe: whileHandingOver,
        wantsFence: whileHandingOver,
        wantsShutDown: whileHandingOver,
        wantsFenceAndShutDown: whileHandingOver,
        sessionExpired: {
          target: 'fenced',
          actions: 'withdrawLeaderships',
          meta: {
            en: 'No heartbeat for broker.session.timeout.ms.',
            'zh-cn': '超过 broker.session.timeout.ms 没有心跳。',
          },
        },
      },
    },
  },
});

export type BrokerRegistrationState = ChartStateOf<typeof brokerRegistrationMachine>;
export type BrokerRegistrationEvent = ChartEventOf<typeof brokerRegistrationMachine>;
export const brokerRegistration = compileChart(brokerRegistrationMachine);
