/** What the group coordinator says of its steps. */
import type { Bilingual } from '../../door.ts';

export const groupSentences = {
  'kafka.group.joins': {
    en: '{member} asks to join group {group}.',
    'zh-cn': '{member} 申请加入消费者组 {group}。',
  },
  'kafka.group.leaves': {
    en: '{member} leaves group {group} of its own accord; nobody has to wait for its session to end.',
    'zh-cn': '{member} 主动离开消费者组 {group}；其他成员不必等它的会话超时。',
  },
  'kafka.group.first-rebalance': {
    en: 'Group {group} gets its first member and begins a rebalance. It waits {millis} ms for more members (group.initial.rebalance.delay.ms), so that the first assignment need not be undone at once.',
    'zh-cn':
      '消费者组 {group} 有了第一个成员，开始再均衡。它先等 {millis} 毫秒看有没有更多成员（group.initial.rebalance.delay.ms），免得第一次分配马上作废。',
  },
  'kafka.group.prepares-rebalance': {
    en: 'Group {group} begins a rebalance because its members changed: generation {generation} is over, and everybody must give back what it owns and join again.',
    'zh-cn': '消费者组 {group} 因成员变化开始再均衡：第 {generation} 代结束，所有成员必须交还分区并重新加入。',
  },
  'kafka.group.new-generation': {
    en: 'Generation {generation} of group {group} begins with everybody who came in time (members: {count}). Its leader works out who gets what.',
    'zh-cn': '及时到来的 {count} 个成员组成消费者组 {group} 的第 {generation} 代。由组长算出谁分到哪些分区。',
  },
  'kafka.group.stable': {
    en: 'The assignment of generation {generation} of group {group} is stored. Its members ({count}) get their partitions.',
    'zh-cn': '消费者组 {group} 第 {generation} 代的分配已保存。{count} 个成员得到各自的分区。',
  },
  'kafka.group.empty': {
    en: 'Group {group} has no member any more. Its committed offsets stay.',
    'zh-cn': '消费者组 {group} 已没有成员。已提交的偏移量仍然保留。',
  },
  'kafka.group.member-expired': {
    en: 'The coordinator has heard nothing of {member} in time and removes it from group {group}. It may be dead, cut off or only paused: from here they look alike.',
    'zh-cn':
      '协调者没有按时收到 {member} 的消息，将它移出消费者组 {group}。它可能崩溃了、断网了，也可能只是暂停：从这里看都一样。',
  },
  'kafka.group.not-coordinator': {
    en: 'This broker does not coordinate group {group}: it answers NOT_COORDINATOR, and the client looks elsewhere.',
    'zh-cn': '这个 broker 不是消费者组 {group} 的协调者：它应答 NOT_COORDINATOR，客户端去别处寻找。',
  },
  'kafka.group.offsets-told': {
    en: 'The coordinator tells how far group {group} has come: the offsets that are committed in __consumer_offsets.',
    'zh-cn': '协调者说明消费者组 {group} 读到了哪里：即 __consumer_offsets 中已提交的偏移量。',
  },
  'kafka.group.offsets-stored': {
    en: 'Offsets of group {group} are replicated, so the commit counts and is answered.',
    'zh-cn': '消费者组 {group} 的偏移量已复制到各副本，提交就此生效并得到应答。',
  },
  'kafka.group.offsets-not-stored': {
    en: 'Offsets of group {group} could not be stored ({error}). The member must commit again.',
    'zh-cn': '消费者组 {group} 的偏移量未能保存（{error}）。成员必须重新提交。',
  },
  'kafka.group.commit-refused': {
    en: 'The coordinator refuses a commit of {member} for group {group}: it comes from generation {generation}, the group is in {current} ({error}). So a member that was left behind cannot undo what the others have done.',
    'zh-cn':
      '协调者拒绝 {member} 给消费者组 {group} 的提交：它来自第 {generation} 代，而组已在第 {current} 代（{error}）。这样，掉队的成员就无法抹掉别人的进度。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
