/** The rules of the group coordinator in five fields each: the text of the step inspector. */
import type { RuleText } from '../../door.ts';

const GROUPS = 'Apache Kafka 4.3, group-coordinator/src/main/java/org/apache/kafka/coordinator/group';
const MEMBERS = `${GROUPS}/GroupMetadataManager.java`;
const OFFSETS = `${GROUPS}/OffsetMetadataManager.java`;

const who = { en: 'the group coordinator', 'zh-cn': '消费者组协调者' } as const;

export const groupRules: readonly RuleText[] = [
  {
    id: 'kafka.group.join',
    name: { en: 'Join a group', 'zh-cn': '加入消费者组' },
    who,
    means: {
      en: 'A member comes or comes back. Any change makes everybody join again; the answers wait for the end of that.',
      'zh-cn': '成员到来或回来。任何变化都会让所有成员重新加入；应答要等这一过程结束。',
    },
    enabledWhen: {
      en: 'The member’s assignors fit those of the group. A newcomer gets a member id first and must ask again.',
      'zh-cn': '成员的分配器与消费者组兼容。新成员先得到成员 ID，再申请一次。',
    },
    changes: {
      en: 'The group prepares a rebalance; an empty group waits group.initial.rebalance.delay.ms for more members.',
      'zh-cn': '消费者组准备再均衡；空组会等 group.initial.rebalance.delay.ms，看有没有更多成员。',
    },
    source: MEMBERS,
  },
  {
    id: 'kafka.group.sync',
    name: { en: 'Sync a group', 'zh-cn': '同步消费者组' },
    who,
    means: {
      en: 'The leader of the group brings everybody’s share; it is written to __consumer_offsets before anybody gets it.',
      'zh-cn': '组长带来所有人的份额；先写入 __consumer_offsets，再发给各人。',
    },
    enabledWhen: {
      en: 'Member and generation are current and no new rebalance has begun.',
      'zh-cn': '成员与代次都是当前的，且没有新的再均衡开始。',
    },
    changes: { en: 'When the record is committed the group is stable.', 'zh-cn': '记录提交后，组进入稳定状态。' },
    source: MEMBERS,
  },
  {
    id: 'kafka.group.heartbeat',
    name: { en: 'Answer a heartbeat', 'zh-cn': '应答心跳' },
    who,
    means: {
      en: 'The member is alive, and learns whether it must join again.',
      'zh-cn': '成员还活着，并得知是否要重新加入。',
    },
    enabledWhen: { en: 'Member and generation are current.', 'zh-cn': '成员与代次都是当前的。' },
    changes: { en: 'The member’s session begins again.', 'zh-cn': '该成员的会话重新计时。' },
    source: MEMBERS,
  },
  {
    id: 'kafka.group.leave',
    name: { en: 'Leave a group', 'zh-cn': '离开消费者组' },
    who,
    means: {
      en: 'A member says that it is gone; the others need not wait for its session to end.',
      'zh-cn': '成员声明离开；其他成员不必等它会话超时。',
    },
    enabledWhen: { en: 'The member is known.', 'zh-cn': '成员是已知的。' },
    changes: { en: 'It is removed and the others rebalance.', 'zh-cn': '它被移除，其余成员再均衡。' },
    source: MEMBERS,
  },
  {
    id: 'kafka.group.deadline',
    name: { en: 'A deadline of the group', 'zh-cn': '消费者组的期限' },
    who,
    means: {
      en: 'Nobody waits for ever: sessions, the join phase and the sync phase all end, with or without a member.',
      'zh-cn': '谁都不会被无限等待：会话、加入阶段、同步阶段都会到期，不管成员来没来。',
    },
    enabledWhen: {
      en: 'session.timeout.ms without a sign of life, or the rebalance timeout (max.poll.interval.ms) of a phase has passed.',
      'zh-cn': 'session.timeout.ms 内没有任何消息，或某阶段已过再均衡超时（max.poll.interval.ms）。',
    },
    changes: {
      en: 'Members that did not come are removed, and the others go on.',
      'zh-cn': '没有来的成员被移除，其余成员继续。',
    },
    source: MEMBERS,
  },
  {
    id: 'kafka.group.offset-commit',
    name: { en: 'Commit offsets', 'zh-cn': '提交偏移量' },
    who,
    means: {
      en: 'Only a member of the current generation may say how far the group has come. A zombie’s commit is refused; its effects elsewhere are not.',
      'zh-cn': '只有当前这一代的成员才能说明进度。僵尸成员的提交会被拒绝，但它在别处已经做的事收不回来。',
    },
    enabledWhen: {
      en: 'Member id and generation are current; not during the sync phase.',
      'zh-cn': '成员 ID 与代次都是当前的；同步阶段不接受。',
    },
    changes: {
      en: 'A record in __consumer_offsets. It counts, and is answered, when it is replicated.',
      'zh-cn': '__consumer_offsets 中的一条记录。复制完成后才生效并应答。',
    },
    source: OFFSETS,
  },
  {
    id: 'kafka.group.offset-fetch',
    name: { en: 'Tell committed offsets', 'zh-cn': '告知已提交偏移量' },
    who,
    means: {
      en: 'Whoever owns a partition next begins where the group committed last.',
      'zh-cn': '不管分区接下来归谁，都从消费者组最后一次提交的位置开始。',
    },
    enabledWhen: { en: 'A member asks.', 'zh-cn': '成员询问时。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: OFFSETS,
  },
];
