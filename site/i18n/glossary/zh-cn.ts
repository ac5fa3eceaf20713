/** Words of the glossary's page and of the cards that terms open, in Chinese: used while pages are built. */
import type { GlossaryWords } from './index.ts';

export const glossary: GlossaryWords = {
  title: '术语表',
  description: '消息队列术语的中英文对照、容易混淆的词，以及各系统的不同叫法。',
  lead: (count) => `共 ${count} 个术语，各有中英文名称；某个系统另有叫法的，也一并列出。`,
  note: 'ActiveMQ 指 ActiveMQ Classic；MetaQ 指淘宝的 1.x 版，从 3.0 起它改名为 RocketMQ。术语下没有列出的系统，或者用的是同一个词，或者我们没能查证。',
  search: {
    label: '查找术语',
    hint: '中文、英文，或某个系统的叫法',
    found: '找到 {found} 个，共 {count} 个',
    none: '没有符合的术语。',
  },
  byName: '按名称',
  byTheme: '按主题',
  also: '又称',
  careful: '注意',
  words: '各系统的叫法',
  lessons: '首次讲到的课',
  card: { more: '查看术语表', close: '关闭' },
  themes: {
    basics: '基本概念',
    routing: '路由',
    consuming: '消费',
    delivery: '投递语义',
    failing: '处理失败时',
    storage: '存储',
    replication: '复制与故障',
    load: '负载',
    architecture: '架构',
    simulator: '本站的模拟器',
  },
};
