/**
 * A queue on one node: does it serve clients here?
 *
 * Models: the process or leader that serves, copies that only follow, and the classic queue of 3.10 that forgets to serve
 * (issue 5460). Leaves out: elections of a quorum queue (quorumMember.ts) and synchronisation of mirrors.
 * Faults that reach it: crash, stop and pause of the node (`nodeDown`), loss of the node that served (`promoted`).
 * Nobody runs it: its state is read from the node for the picture, and tests check the way into and out of `stalled`.
 * Source: docs/queues.md, docs/ha.md, rabbitmq-server issue 5460; 3.10.8 observed.
 */
import { setup } from 'xstate';
import type { ChartEvent, ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events = 'nodeDown' | 'served' | 'copied' | 'promoted' | 'demoted' | 'activeForgotten' | 'crashed';

export const queueProcessMachine = setup({
  types: { events: {} as ChartEvent<Events>, meta: {} as ChartWords },
}).createMachine({
  id: 'queueProcess',
  initial: 'down',
  meta: { en: 'A queue on a node', 'zh-cn': '节点上的队列' },
  on: {
    nodeDown: {
      target: '.down',
      meta: {
        en: 'The node is gone. What is not on its disk goes with it.',
        'zh-cn': '节点消失，不在磁盘上的内容随之失去。',
      },
    },
  },
  states: {
    down: {
      meta: {
        en: 'The node does not run. What its disk would give the next process is shown.',
        'zh-cn': '节点没有运行。图中是磁盘会留给下一个进程的内容。',
      },
      on: {
        served: {
          target: 'running',
          meta: { en: 'The node has started, and serves the queue.', 'zh-cn': '节点启动，并提供队列服务。' },
        },
        copied: {
          target: 'copying',
          meta: {
            en: 'The node has started; another one serves the queue.',
            'zh-cn': '节点启动，由另一个节点提供队列服务。',
          },
        },
      },
    },
    copying: {
      meta: {
        en: 'Has a copy. Another node serves the queue, or none at the moment.',
        'zh-cn': '保存副本。由另一个节点提供服务，或暂时没有节点服务。',
      },
      on: {
        promoted: {
          target: 'running',
          meta: {
            en: 'The node that served it is gone, and this copy takes over.',
            'zh-cn': '原来服务的节点消失，由这个副本接手。',
          },
        },
      },
    },
    running: {
      meta: { en: 'Takes messages in and hands them out.', 'zh-cn': '收下消息并交出消息。' },
      on: {
        demoted: {
          target: 'copying',
          meta: { en: 'Another node serves the queue from now on.', 'zh-cn': '从此由另一个节点提供服务。' },
        },
        activeForgotten: {
          target: 'stalled',
          meta: {
            en: '3.10 only: the single active consumer was cancelled while messages were ready, and the queue forgets to serve the next one.',
            'zh-cn': '仅 3.10：仍有就绪消息时单一活动消费者被取消，队列忘了服务下一个。',
          },
        },
      },
    },
    stalled: {
      meta: {
        en: 'Waits for a consumer that is gone. Nothing is delivered.',
        'zh-cn': '等待已经不在的消费者，什么也不投递。',
      },
      on: {
        crashed: {
          target: 'running',
          meta: {
            en: 'The next publish crashes the process. It starts anew with what is on disk; the publish is lost.',
            'zh-cn': '下一次发布使进程崩溃。它用磁盘上的内容重新开始，这次发布丢失。',
          },
        },
      },
    },
  },
});

export type QueueProcessState = ChartStateOf<typeof queueProcessMachine>;
export type QueueProcessEvent = ChartEventOf<typeof queueProcessMachine>;
export const queueProcess = compileChart(queueProcessMachine);
