/** How the members of a quorum queue keep one log (Raft), in five fields each: the text of the step inspector. */
import type { RuleText } from '../../door.ts';

const RAFT = 'ra 2.2.0, src/ra_server.erl';
const RAFT_PROCESS = 'ra 2.2.0, src/ra_server_proc.erl';

export const raftRules = [
  {
    id: 'rabbitmq.raft.append',
    name: { en: 'Append', 'zh-cn': '追加' },
    who: { en: 'the leader of a quorum queue', 'zh-cn': '仲裁队列的 leader' },
    means: {
      en: 'Every publish, settlement and consumer takes the next place of the log and goes out to the other members at once. It counts for nothing yet.',
      'zh-cn': '每次发布、了结消息、消费者来去都占据日志的下一个位置，并立即发给其他成员。此时还不算数。',
    },
    enabledWhen: { en: 'A command arrives and this member leads.', 'zh-cn': '收到命令，且自己是 leader。' },
    changes: {
      en: 'The log of the leader, and what it has sent to the others.',
      'zh-cn': 'leader 的日志，以及发给其他成员的内容。',
    },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.take-entries',
    name: { en: 'Take entries', 'zh-cn': '接收日志' },
    who: { en: 'every member', 'zh-cn': '每个成员' },
    means: {
      en: 'Whoever sends entries in a term that is not lower than one’s own leads that term.',
      'zh-cn': '谁在不低于自己的任期里发来日志，谁就是那个任期的 leader。',
    },
    enabledWhen: { en: 'Entries of a leader arrive.', 'zh-cn': 'leader 的日志到达。' },
    changes: {
      en: 'The member follows that leader; its log, as the rules for entries say.',
      'zh-cn': '成员跟随该 leader；日志按各条规则变化。',
    },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.refuse-old-term',
    name: { en: 'Refuse entries of an old term', 'zh-cn': '拒绝旧任期的日志' },
    who: { en: 'every member', 'zh-cn': '每个成员' },
    means: { en: 'The sender learns that its term is over.', 'zh-cn': '发送者由此得知自己的任期已经结束。' },
    enabledWhen: { en: 'Entries of a lower term arrive.', 'zh-cn': '收到更低任期的日志。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.wait-for-entries',
    name: { en: 'Wait for entries that fit', 'zh-cn': '等待接得上的日志' },
    who: { en: 'a follower of a quorum queue', 'zh-cn': '仲裁队列的 follower' },
    means: {
      en: 'Entries cannot be appended while those before them are missing or are of another term. The leader is told once from where to send again.',
      'zh-cn': '前面的日志缺失或任期不同，后面的就接不上。它告诉 leader 一次：从哪里重发。',
    },
    enabledWhen: {
      en: 'The entry before those that came is not in the log.',
      'zh-cn': '收到的日志的前一条不在自己的日志里。',
    },
    changes: { en: 'The member’s state; after a while it asks again.', 'zh-cn': '成员的状态；过一会儿再问一次。' },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.replicate',
    name: { en: 'Append the leader’s entries', 'zh-cn': '追加 leader 的日志' },
    who: { en: 'a follower of a quorum queue', 'zh-cn': '仲裁队列的 follower' },
    means: {
      en: 'Entries that it has stay; the first that contradicts its log cuts off everything from there on.',
      'zh-cn': '已有的日志保留；遇到第一条矛盾的，就从那里起全部切掉。',
    },
    enabledWhen: {
      en: 'The entry before them is in the log, with the same term.',
      'zh-cn': '前一条已在日志里，且任期相同。',
    },
    changes: { en: 'The log of the follower.', 'zh-cn': 'follower 的日志。' },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.truncate',
    name: { en: 'Truncate a log', 'zh-cn': '截断日志' },
    who: { en: 'a follower of a quorum queue', 'zh-cn': '仲裁队列的 follower' },
    means: {
      en: 'Entries that a former leader wrote and no majority has are given up for those of the new leader. None of them was confirmed.',
      'zh-cn': '前任 leader 写下、但没有多数成员拥有的日志被放弃，改用新 leader 的。其中没有一条确认过。',
    },
    enabledWhen: {
      en: 'At some index the leader has an entry of another term.',
      'zh-cn': '在某个位置上，leader 的日志任期不同。',
    },
    changes: { en: 'The log of the follower, from there on.', 'zh-cn': 'follower 从该处起的日志。' },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.written',
    name: { en: 'Written', 'zh-cn': '已写盘' },
    who: { en: 'every member', 'zh-cn': '每个成员' },
    means: {
      en: 'An entry counts on this member only when it is on its disk: then a follower tells its leader, and a leader counts itself.',
      'zh-cn': '日志落盘之后，才在这个成员上算数：follower 此时告诉 leader，leader 此时把自己计入。',
    },
    enabledWhen: {
      en: 'The flush to disk has finished; it says nothing of an entry that was overwritten meanwhile.',
      'zh-cn': '刷盘完成；其间被覆盖的日志不算。',
    },
    changes: {
      en: 'How far this member has written; a leader may commit.',
      'zh-cn': '本成员写到了哪里；leader 可能因此提交。',
    },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.acknowledge',
    name: { en: 'Acknowledge entries', 'zh-cn': '确认日志' },
    who: { en: 'a follower of a quorum queue', 'zh-cn': '仲裁队列的 follower' },
    means: {
      en: 'The leader may count everything up to this index as written here.',
      'zh-cn': 'leader 可以把到这个位置为止的日志都算作已写在这里。',
    },
    enabledWhen: {
      en: 'A leader is known, and something was written, or there was nothing to write.',
      'zh-cn': '知道 leader 是谁，且刚写完，或没有要写的。',
    },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.count-answer',
    name: { en: 'Count an answer', 'zh-cn': '记下应答' },
    who: { en: 'the leader of a quorum queue', 'zh-cn': '仲裁队列的 leader' },
    means: {
      en: 'A member has written up to an index, or says from where entries are to be sent again.',
      'zh-cn': '某个成员已写到某个位置，或说明要从哪里重发。',
    },
    enabledWhen: {
      en: 'An answer of its own term comes; one of a higher term ends its leadership.',
      'zh-cn': '收到本任期的应答；更高任期的应答会让它下台。',
    },
    changes: {
      en: 'What the leader knows of that member; then perhaps what is committed.',
      'zh-cn': 'leader 对该成员的了解；随后可能有日志提交。',
    },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.send-again',
    name: { en: 'Send again', 'zh-cn': '重发日志' },
    who: { en: 'the leader of a quorum queue', 'zh-cn': '仲裁队列的 leader' },
    means: {
      en: 'An entry that both have with the same term proves that all before it agree; otherwise the leader goes further back.',
      'zh-cn': '双方都有、且任期相同的一条，证明之前的全部一致；否则 leader 再往前退。',
    },
    enabledWhen: { en: 'Entries did not fit onto a member’s log.', 'zh-cn': '日志接不上某个成员的日志。' },
    changes: { en: 'From where the leader sends to that member.', 'zh-cn': 'leader 从哪里开始发给该成员。' },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.look-after',
    name: { en: 'Look after peers that lag', 'zh-cn': '照看落后的成员' },
    who: { en: 'the leader of a quorum queue, at its tick', 'zh-cn': '仲裁队列的 leader，定时进行' },
    means: {
      en: 'A member that has not confirmed all that it was sent is sent one entry more, so that it can say what it misses.',
      'zh-cn': '还没有确认全部日志的成员会再收到一条，好让它说出缺了什么。',
    },
    enabledWhen: { en: 'The tick is due.', 'zh-cn': '定时器到点。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: RAFT_PROCESS,
  },
  {
    id: 'rabbitmq.raft.commit',
    name: { en: 'Commit', 'zh-cn': '提交' },
    who: { en: 'the leader of a quorum queue', 'zh-cn': '仲裁队列的 leader' },
    means: {
      en: 'A command is applied, and a publish confirmed, once more than half of all members have it, the leader included.',
      'zh-cn': '超过半数成员（含 leader）有了命令，才应用它、确认发布。',
    },
    enabledWhen: { en: 'The leader reaches them.', 'zh-cn': 'leader 联系得到它们。' },
    changes: { en: 'Nothing; the command is applied.', 'zh-cn': '没有变化；命令被应用。' },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.recover',
    name: { en: 'Recover a member', 'zh-cn': '恢复成员' },
    who: { en: 'a member whose process starts again', 'zh-cn': '进程重新启动的成员' },
    means: {
      en: 'Term, vote and log come from the disk. What is committed is learnt again, and applied again from the beginning.',
      'zh-cn': '任期、投票与日志从磁盘读回。哪些已提交要重新得知，并从头再应用一遍。',
    },
    enabledWhen: { en: 'The process was stopped.', 'zh-cn': '进程停止过。' },
    changes: { en: 'Everything in memory.', 'zh-cn': '内存里的一切。' },
    source: RAFT,
  },
] as const satisfies readonly RuleText[];
