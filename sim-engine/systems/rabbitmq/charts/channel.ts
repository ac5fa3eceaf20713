/**
 * A channel, as its node sees it.
 *
 * Models: opening, the choice between confirms and transactions, the end. A node answers channel.open and channel.close in the
 * same step, so there is nothing between closed and open.
 * Leaves out: channel.flow; the wait for the client's channel.close-ok (what the client has sent meanwhile is lost, as there).
 * Faults that reach it: loss of the connection or the node, refused methods, acknowledgement timeout (`ended`).
 * The choice of its mode is run by rules/channel; that it is open or not is checked from outside.
 * Source: deps/rabbit/src/rabbit_channel.erl, docs/channels.md, docs/confirms.md; 3.10.8 observed.
 */
import { setup } from 'xstate';
import type { ChartEvent, ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events = 'opened' | 'confirmSelected' | 'txSelected' | 'ended';

export const channelMachine = setup({
  types: { events: {} as ChartEvent<Events>, meta: {} as ChartWords },
}).createMachine({
  id: 'channel',
  initial: 'closed',
  meta: { en: 'A channel', 'zh-cn': '通道' },
  states: {
    closed: {
      meta: {
        en: 'Does not exist. Methods that still arrive for it are lost.',
        'zh-cn': '不存在。仍为它到来的方法都会丢失。',
      },
      on: {
        opened: {
          target: 'open',
          meta: { en: 'channel.open, answered at once.', 'zh-cn': 'channel.open，立即应答。' },
        },
      },
    },
    open: {
      initial: 'plain',
      meta: {
        en: 'Numbers its deliveries, and remembers which are not acknowledged.',
        'zh-cn': '给投递编号，并记住哪些还没有确认。',
      },
      on: {
        ended: {
          target: 'closed',
          meta: {
            en: 'Closed by either side, by a refused method, by the acknowledgement timeout, or with its connection. What it held goes back to its queues; confirms that were still to come never will.',
            'zh-cn':
              '由任意一方关闭，因方法被拒绝、确认超时，或随连接结束。它持有的消息回到各自的队列；还没来的发布确认不会再来。',
          },
        },
      },
      states: {
        plain: {
          meta: {
            en: 'Publishes are not answered. It may still choose confirms or transactions.',
            'zh-cn': '发布没有应答。还可以选择发布确认或事务。',
          },
          on: {
            confirmSelected: {
              target: 'confirm',
              meta: { en: 'confirm.select.', 'zh-cn': 'confirm.select。' },
            },
            txSelected: { target: 'tx', meta: { en: 'tx.select.', 'zh-cn': 'tx.select。' } },
          },
        },
        confirm: {
          meta: {
            en: 'Numbers the publishes, and answers each of them: ack or nack. It never becomes transactional.',
            'zh-cn': '给发布编号，并逐个应答：ack 或 nack。不能再改为事务。',
          },
          on: {
            confirmSelected: {
              target: 'confirm',
              meta: {
                en: 'confirm.select once more changes nothing.',
                'zh-cn': '再次 confirm.select 不改变任何东西。',
              },
            },
          },
        },
        tx: {
          meta: {
            en: 'Publishes and acknowledgements wait for tx.commit. It never gives confirms.',
            'zh-cn': '发布和确认都等待 tx.commit。不能再改为发布确认。',
          },
          on: {
            txSelected: {
              target: 'tx',
              meta: { en: 'tx.select once more changes nothing.', 'zh-cn': '再次 tx.select 不改变任何东西。' },
            },
          },
        },
      },
    },
  },
});

export type ChannelChartState = ChartStateOf<typeof channelMachine>;
export type ChannelChartEvent = ChartEventOf<typeof channelMachine>;
export const channel = compileChart(channelMachine);
