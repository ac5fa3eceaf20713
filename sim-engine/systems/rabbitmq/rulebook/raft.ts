/** The rules of Raft, by which the members of a quorum queue agree, in five fields each: the text of the step inspector. */
import type { RuleText } from '../../door.ts';

const FIFO_CLIENT = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_fifo_client.erl';
const RAFT_PROCESS = 'ra 2.2.0, src/ra_server_proc.erl';
const RAFT = 'ra 2.2.0, src/ra_server.erl';

export const raftRules = [
  {
    id: 'rabbitmq.quorum.send',
    name: { en: 'Send a command to the leader', 'zh-cn': '把命令交给 leader' },
    who: { en: 'the channel, for each quorum queue that it uses', 'zh-cn': '通道，对它用到的每个仲裁队列' },
    means: {
      en: 'Commands carry numbers. What has no answer is kept and sent again to the next leader, which knows by the number what it has already: so a publish during an election is late, not lost, and not doubled.',
      'zh-cn':
        '命令带有编号。没有得到答复的先留着，再发给下一任 leader，后者凭编号认出已有的：所以选举期间的发布只是迟到，不会丢，也不会重复。',
    },
    enabledWhen: {
      en: 'The channel publishes, consumes or settles; or a new leader is known.',
      'zh-cn': '通道发布、消费或了结消息；或得知新的 leader。',
    },
    changes: { en: 'The commands of the channel that have no answer.', 'zh-cn': '通道上尚无答复的命令。' },
    source: FIFO_CLIENT,
  },
  {
    id: 'rabbitmq.raft.suspect',
    name: { en: 'Suspect the leader', 'zh-cn': '怀疑 leader' },
    who: { en: 'a follower of a quorum queue', 'zh-cn': '仲裁队列的 follower' },
    means: {
      en: 'There is no heartbeat to followers: a follower watches the leader’s process and node. A leader that is slow or cut off looks like one that is dead.',
      'zh-cn':
        'leader 不向 follower 发心跳：follower 监视的是 leader 的进程和节点。变慢或断网的 leader，看起来和死了一样。',
    },
    enabledWhen: {
      en: 'The leader’s process is gone, or its node is suspected or unreachable.',
      'zh-cn': 'leader 的进程消失，或它的节点被怀疑、不可达。',
    },
    changes: {
      en: 'The follower waits a random time, then asks for pre-votes.',
      'zh-cn': 'follower 随机等待一段时间，然后请求预投票。',
    },
    source: RAFT_PROCESS,
  },
  {
    id: 'rabbitmq.raft.pre-vote',
    name: { en: 'Ask for pre-votes', 'zh-cn': '请求预投票' },
    who: { en: 'a member that misses its leader', 'zh-cn': '找不到 leader 的成员' },
    means: {
      en: 'It asks whether it would be elected before it raises its term, so that a member that was only cut off does not unseat a leader that works.',
      'zh-cn': '提高任期之前先问自己能否当选，这样，只是断过网的成员不会把正常的 leader 赶下台。',
    },
    enabledWhen: {
      en: 'The election timeout is over and no leader was heard of.',
      'zh-cn': '选举超时已到，仍没有 leader 的消息。',
    },
    changes: { en: 'The member’s state; its term stays.', 'zh-cn': '成员的状态；任期不变。' },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.elect',
    name: { en: 'Stand for election', 'zh-cn': '参加竞选' },
    who: { en: 'a member with pre-votes of a majority', 'zh-cn': '得到多数预投票的成员' },
    means: {
      en: 'It raises its term, votes for itself and asks the others. In one term a member votes once, so two cannot win.',
      'zh-cn': '它提高任期、投自己一票，再请其他成员投票。每个任期内一个成员只投一票，所以不会有两个赢家。',
    },
    enabledWhen: { en: 'More than half of all members have granted a pre-vote.', 'zh-cn': '超过半数成员同意预投票。' },
    changes: { en: 'Term and vote of the member.', 'zh-cn': '成员的任期与投票。' },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.vote',
    name: { en: 'Vote', 'zh-cn': '投票' },
    who: { en: 'a member that is asked', 'zh-cn': '被请求的成员' },
    means: {
      en: 'A vote goes only to a log that is at least as new as one’s own. Any two majorities share a member, so whoever wins has everything that was committed.',
      'zh-cn': '只投给日志至少和自己一样新的候选者。任意两个多数派必有共同成员，所以赢家一定拥有全部已提交的内容。',
    },
    enabledWhen: {
      en: 'The term is not old, no other candidate has this term’s vote, and the candidate’s last entry is of a later term, or of the same and not shorter.',
      'zh-cn': '任期不旧，本任期还没投给别人，且候选者最后一条日志的任期更新，或任期相同而日志不更短。',
    },
    changes: { en: 'Term and vote, on disk before the answer goes out.', 'zh-cn': '任期与投票，先落盘再应答。' },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.lead',
    name: { en: 'Become leader', 'zh-cn': '成为 leader' },
    who: { en: 'a candidate with the votes of a majority', 'zh-cn': '得到多数票的候选者' },
    means: {
      en: 'It appends an empty entry of its own term. Entries of earlier terms count as committed only together with that one.',
      'zh-cn': '它先追加一条本任期的空日志。之前任期的日志，要随这一条一起才算提交。',
    },
    enabledWhen: {
      en: 'More than half of all members voted for it in this term.',
      'zh-cn': '本任期内超过半数成员投了它。',
    },
    changes: {
      en: 'The leader of the queue; consumers are served from there.',
      'zh-cn': '队列的 leader；从此由它为消费者投递。',
    },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.append',
    name: { en: 'Append to the log', 'zh-cn': '追加到日志' },
    who: { en: 'the leader of a quorum queue', 'zh-cn': '仲裁队列的 leader' },
    means: {
      en: 'Every publish, settlement and consumer becomes an entry of the log. It counts for nothing yet.',
      'zh-cn': '每次发布、了结消息、消费者来去都成为一条日志。此时还不算数。',
    },
    enabledWhen: { en: 'A command arrives and this member leads.', 'zh-cn': '收到命令，且自己是 leader。' },
    changes: {
      en: 'The log of the leader; the entry goes out to the followers.',
      'zh-cn': 'leader 的日志；这一条随即发给 follower。',
    },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.replicate',
    name: { en: 'Append at a follower', 'zh-cn': 'follower 追加' },
    who: { en: 'a follower of a quorum queue', 'zh-cn': '仲裁队列的 follower' },
    means: {
      en: 'A follower takes entries only where its log agrees with the leader’s just before them, writes them to disk, and then says so.',
      'zh-cn': '只有前一条与 leader 一致，follower 才接收后面的日志；先写盘，再告诉 leader。',
    },
    enabledWhen: {
      en: 'The leader’s term is not old, and the entry before is there with the same term.',
      'zh-cn': 'leader 的任期不旧，且前一条日志存在、任期相同。',
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
    id: 'rabbitmq.raft.step-down',
    name: { en: 'Step down', 'zh-cn': '退位' },
    who: { en: 'a leader, or a candidate', 'zh-cn': 'leader 或候选者' },
    means: {
      en: 'Whoever learns of a later term follows. Until then an old leader behind a partition may go on appending, but reaches no majority, so it confirms nothing.',
      'zh-cn':
        '得知更新的任期，就转为 follower。在那之前，被分区隔开的旧 leader 仍会追加日志，但凑不齐多数，所以什么都不会确认。',
    },
    enabledWhen: { en: 'A message of a later term arrives.', 'zh-cn': '收到更新任期的消息。' },
    changes: { en: 'Term and state of the member.', 'zh-cn': '成员的任期与状态。' },
    source: RAFT,
  },
] as const satisfies readonly RuleText[];
