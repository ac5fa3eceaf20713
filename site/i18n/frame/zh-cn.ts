import type { FrameWords } from './index.ts';

/** 网站框架的文字：找不到页面时的说明，以及分享链接时的配图。 */
export const frame: FrameWords = {
  missing: {
    title: '找不到这个页面',
    lead: '这个地址没有页面：可能是拼错了，也可能是页面搬走了。消息没有丢，这个回答就是给你的确认。',
    doors: '接下来去哪里',
    home: '首页',
    learn: '全部课程',
    play: '模拟器',
    glossary: '术语表',
  },
  pictures: {
    home: {
      line: '弄坏它，才真正学会消息队列。',
      shows: '模拟的 Kafka 集群：broker-1 崩溃了，带走两条已确认、其他副本都没有的记录。',
    },
    learn: {
      line: '先预测，再运行，找原因，然后修好。',
      shows: '三台 broker 组成的模拟集群，记录正在复制给 follower。',
    },
    play: {
      line: '一个等你来弄坏的集群',
      shows: '出了故障的模拟集群：一台 broker 崩溃，一条网线被切断。',
    },
    versus: {
      line: '同样的故障，两个集群',
      shows: '两个模拟集群并排，刚经历同一次崩溃。',
    },
    reading: {
      line: '读什么，为什么读',
      shows: '概念图：消息队列的各个概念，连着对应的读物和课程。',
    },
    glossary: {
      line: '同一个意思，许多名字',
      shows: '一个交换机和两个队列，标着重复投递、死信和队列已满。',
    },
    'track-0': {
      line: '看懂模拟器',
      shows: '两台收银机向模拟集群下单，leader 刚刚崩溃。',
    },
    'track-a': {
      line: '为什么要用队列',
      shows: 'RabbitMQ 的队列，一头是下单的店铺，一头是处理订单的厨师。',
    },
    'track-b': {
      line: '投递语义',
      shows: '一条消息被消费者退回、再次投递，旁边是死信队列。',
    },
    'track-c': {
      line: '复制日志的内部',
      shows: '三台 broker 上同一份日志的副本：各自复制到哪里，提交到哪里。',
    },
    'track-d': {
      line: '八种系统，同一份工作',
      shows: 'RabbitMQ 的交换机、绑定和队列，消息正在路上。',
    },
    'track-e': {
      line: '运维与故障',
      shows: '模拟集群：一台 broker 被暂停，一条链路变慢，一条网线被切断。',
    },
    'track-f': {
      line: '面试',
      shows: '同一份工作的两种设计并排：一个 Kafka 集群，一个 RabbitMQ 集群。',
    },
  },
  above: {
    lessons: '课程',
    track: (letter: string): string => `单元 ${letter}`,
  },
};
