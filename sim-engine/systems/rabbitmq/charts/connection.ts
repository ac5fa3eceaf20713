/**
 * A client's connection to a node, as the client sees it.
 *
 * Models: the handshake, automatic recovery as the Java client does it, connections that are blocked by an alarm.
 * Leaves out: TLS, authentication, the channels inside (channel.ts).
 * Faults that reach it: crash, pause and stop of the node, cut, held and slow links (`lost`), alarms (`blocked`).
 * Run by client/session.ts.
 * Source: docs/heartbeats.md, docs/connection-blocked.md, docs/api-guide (Java client, automatic recovery).
 */
import { setup } from 'xstate';
import type { ChartEvent, ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events = 'pauseOver' | 'opened' | 'blocked' | 'unblocked' | 'lost';

export const connectionMachine = setup({
  types: { events: {} as ChartEvent<Events>, meta: {} as ChartWords },
}).createMachine({
  id: 'connection',
  initial: 'waiting',
  meta: { en: 'A client’s connection', 'zh-cn': '客户端的连接' },
  states: {
    waiting: {
      meta: {
        en: 'Has no connection: it pauses before it tries the next node.',
        'zh-cn': '没有连接：停顿一下，再尝试下一个节点。',
      },
      on: {
        pauseOver: {
          target: 'opening',
          meta: {
            en: 'The client has just started, or the recovery interval has passed: it connects.',
            'zh-cn': '客户端刚启动，或恢复间隔已过：开始连接。',
          },
        },
        lost: {
          target: 'waiting',
          meta: {
            en: 'The application gives the connection up although it is gone already: the pause begins again.',
            'zh-cn': '连接已经断开，应用又主动放弃它：重新开始停顿。',
          },
        },
      },
    },
    opening: {
      meta: { en: 'The handshake is under way.', 'zh-cn': '正在握手。' },
      on: {
        opened: {
          target: 'open.running',
          meta: { en: 'The node has accepted the connection.', 'zh-cn': '节点接受了连接。' },
        },
        lost: {
          target: 'waiting',
          meta: {
            en: 'Refused, broken, or no answer within the handshake timeout.',
            'zh-cn': '被拒绝、已中断，或在握手超时内没有应答。',
          },
        },
      },
    },
    open: {
      initial: 'running',
      meta: {
        en: 'Channels work. Both sides send heartbeats and listen for those of the other.',
        'zh-cn': '通道可用。双方都发送心跳，并留意对方的心跳。',
      },
      on: {
        lost: {
          target: 'waiting',
          meta: {
            en: 'Closed by the node, broken, silent for two heartbeat intervals, or given up by the client. Its channels end with it.',
            'zh-cn': '被节点关闭、中断、两个心跳间隔没有动静，或由客户端放弃。其中的通道随之结束。',
          },
        },
      },
      states: {
        running: {
          meta: { en: 'The node reads what the client sends.', 'zh-cn': '节点读取客户端发来的内容。' },
          on: {
            blocked: {
              target: 'blocked',
              meta: {
                en: 'connection.blocked: the client has published while a node of the cluster is short of memory or disk.',
                'zh-cn': 'connection.blocked：客户端发布时，集群中有节点内存或磁盘不足。',
              },
            },
          },
        },
        blocked: {
          meta: {
            en: 'The node does not read the connection any more. Deliveries still come; what the client sends waits, acknowledgements too.',
            'zh-cn': '节点不再读取这个连接。投递仍会到来；客户端发出的内容都要等待，确认也不例外。',
          },
          on: {
            unblocked: {
              target: 'running',
              meta: {
                en: 'connection.unblocked: the last alarm is gone.',
                'zh-cn': 'connection.unblocked：最后一个告警已解除。',
              },
            },
          },
        },
      },
    },
  },
});

export type ConnectionState = ChartStateOf<typeof connectionMachine>;
export type ConnectionEvent = ChartEventOf<typeof connectionMachine>;
export const connection = compileChart(connectionMachine);
