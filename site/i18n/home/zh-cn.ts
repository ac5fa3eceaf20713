/** 首页的中文文字：只在生成页面时使用。那次运行的文字在 `runZhCn.ts`。 */
import { inGroups } from '../numbers.ts';
import type { HomeWords } from './index.ts';

export const home: HomeWords = {
  truth:
    '这里没有录像。按下按钮之后，页面里的引擎才开始一步一步地计算。各副本相距 50 毫秒，好让你看清数据是怎么复制过去的。',
  noScript: '这次运行需要 JavaScript。课程和书目不用脚本也能读。',
  doors: {
    title: '三扇门',
    notOpen: '尚未开放',
    today: '现在就能用的',
    learn: {
      title: '学习',
      text: '课都很短：先说出故障会造成什么，再运行，弄清原因，动手修好。',
      first: (title) => `第一课：${title}`,
      map: '全部课程，以及它们的先后关系',
    },
    team: {
      title: '团队训练',
      text: '一个人弄坏集群，所有人一起预测，同时看到同一次运行。这一项还在计划中，现在没有可以加入的训练。',
      link: '链接能精确重放一次运行：弄坏点什么，发给团队',
      versus: '同样的故障下，并排比较两个集群',
      lesson: '大家一起打开同一课',
    },
    interview: {
      title: '设计面试练习',
      text: '画出设计，写明它保证什么，再用你没见过的故障去检验它。这一项还在计划中，现在没有可以做的题目。',
    },
  },
  more: '这里还有什么',
  find: {
    title: '找出反例',
    text: '这个设计会丢消息吗？搜索会尝试各种故障和消息顺序，给出最小的一次反例。',
    open: '到实验台里搜索',
  },
  versus: {
    title: '并排比较',
    text: '同样的负载，同样的故障，同一时刻的两个集群。哪一个守住了承诺，又付出了什么代价？',
    open: '对比两个集群',
  },
  reading: {
    title: '读什么',
    text: (count) => `${count} 种中英文书籍、论文和文档，每一种都写明为什么值得读、该读哪几章。`,
    open: '打开书目',
  },
  evidence: {
    title: '验证过什么',
    text: '模拟终究是模型。它的答案与真实系统逐项核对过，没有建模的部分也一一列出。',
    facts: ({ passed, total, recordings, failures }) =>
      [
        `${inGroups('zh-cn', total)} 个测试向量，通过 ${inGroups('zh-cn', passed)} 个`,
        ...(recordings === null ? [] : [`${recordings} 份真实 broker 的录制`]),
        `${failures} 个公开的故障被重新找到`,
      ].join(' · '),
  },
  lessons: '现在就能学的课',
  systems: (modelled) =>
    `目前已建模：${modelled}。尚未建模：RocketMQ、ActiveMQ、ZeroMQ、MetaQ，以及用作队列的 Redis 和 MySQL。`,
};
