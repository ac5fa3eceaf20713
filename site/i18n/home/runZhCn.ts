/** 首页上那次运行的中文文字。 */
import type { HomeRunWords } from './run.ts';

const listed = (values: readonly string[]): string =>
  values.length > 4 ? `${values.slice(0, 4).join('、')} 等` : values.join('、');

export const homeRun: HomeRunWords = {
  label: '一次真实的运行',
  picture: '两家门店、三个 broker、一个后厨：此刻每个订单在哪里',
  invite: (order, leader) => `奶茶店的订单 ${order} 正在发往 leader（${leader}）。来弄坏点什么。`,
  strikes: { crash: '让 leader 崩溃', cut: '剪断它的网线', pause: '让后厨停顿' },
  opening: '正在启动引擎……',
  failed: '引擎在这里没能启动。实验台页面上也许有更多说明。',
  running: (order, leader) => `订单 ${order} 发往 leader（${leader}）。`,
  confirmed: (order, shop) => `${shop} 收到确认：订单 ${order} 已写入。`,
  struck: {
    crash: 'broker-1 崩溃了。',
    cut: 'broker-1 与其他服务器断开了，门店仍然连得上它。',
    pause: 'kitchen-1 停住了，比如遇上一次很长的垃圾回收。',
  },
  pause: '暂停',
  resume: '继续',
  reset: '重来',
  lost: (values) =>
    values.length === 1
      ? `订单 ${listed(values)} 确认过，现在谁也没有它了。`
      : `${listed(values)}，共 ${values.length} 个订单都确认过，现在谁也没有它们了。`,
  twice: (values) =>
    values.length === 1
      ? `订单 ${listed(values)} 做了两次。`
      : `${listed(values)}，共 ${values.length} 个订单做了两次。`,
  kept: (confirmed, made) => `一个也没丢：确认了 ${confirmed} 个订单，做好了 ${made} 个。`,
  refused: (again) => `一个也没重做：${again} 个订单又送来一次，都没有再生效。`,
  because: {
    crash: 'leader 不等任何副本复制就先确认（acks=1）。新 leader 从没收到过它；旧 leader 回来后，只好把它删掉。',
    cut: '被隔开的 broker-1 独自继续确认（acks=1），其他 broker 早已选出新 leader。网线接回后，它只好删掉独有的订单。',
    pause: '后厨太久没有动静，被消费者组移除。回来以后，它从上次报告“做到这里”的地方重新开始：这就是“至少一次”。',
  },
  repairs: { acksAll: '换成 acks=all 再试一次', idempotent: '让每个订单只生效一次，再试' },
  why: '为什么？一步一步看',
  cost: {
    acksAll: (before, after) =>
      `代价：故障之前，一次确认要 ${after} 毫秒，而不是 ${before} 毫秒，因为 leader 要等副本复制完；故障期间，门店要等新 leader 选出。`,
    idempotent: '代价：数据库要记住处理过哪些订单。',
  },
};
