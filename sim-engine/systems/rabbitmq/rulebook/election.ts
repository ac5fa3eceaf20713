/** How the members of a quorum queue choose a leader (Raft), in five fields each: the text of the step inspector. */
import type { RuleText } from '../../door.ts';

const RAFT_PROCESS = 'ra 2.2.0, src/ra_server_proc.erl';
const RAFT = 'ra 2.2.0, src/ra_server.erl';

export const electionRules = [
  {
    id: 'rabbitmq.raft.suspect',
    name: { en: 'A peer is down', 'zh-cn': '发现成员离开' },
    who: { en: 'every member of a quorum queue', 'zh-cn': '仲裁队列的每个成员' },
    means: {
      en: 'There are no heartbeats between members: a member watches the leader’s process, its connection and its node. A leader that is slow or cut off looks like one that is dead.',
      'zh-cn': '成员之间没有心跳：它们监视 leader 的进程、连接和节点。变慢或断网的 leader，看起来和死了一样。',
    },
    enabledWhen: {
      en: 'The leader’s process is gone, or its node is suspected or unreachable.',
      'zh-cn': 'leader 的进程消失，或它的节点被怀疑、不可达。',
    },
    changes: {
      en: 'A follower waits a random time before it asks for pre-votes; a leader sends nothing to that peer.',
      'zh-cn': 'follower 随机等一段时间再请求预投票；leader 不再向该成员发送。',
    },
    source: RAFT_PROCESS,
  },
  {
    id: 'rabbitmq.raft.peer-back',
    name: { en: 'A peer is back', 'zh-cn': '成员恢复联系' },
    who: { en: 'every member of a quorum queue', 'zh-cn': '仲裁队列的每个成员' },
    means: { en: 'The alarm was false, or the connection is there again.', 'zh-cn': '之前是虚惊，或连接恢复了。' },
    enabledWhen: { en: 'The peer answers, or its node is reachable.', 'zh-cn': '对方有应答，或它的节点可达。' },
    changes: {
      en: 'A follower that still knows this leader no longer waits for an election; a leader sends again.',
      'zh-cn': '仍认这个 leader 的 follower 不再准备选举；leader 恢复发送。',
    },
    source: RAFT_PROCESS,
  },
  {
    id: 'rabbitmq.raft.pre-vote',
    name: { en: 'Ask for pre-votes', 'zh-cn': '请求预投票' },
    who: { en: 'a follower that misses its leader', 'zh-cn': '找不到 leader 的成员' },
    means: {
      en: 'It asks whether it would be elected before it begins a term, so that a member that was only cut off does not unseat a leader that works.',
      'zh-cn': '开始新任期之前先问自己能否当选，这样，只是断过网的成员不会把正常的 leader 赶下台。',
    },
    enabledWhen: {
      en: 'The election timeout is over and no leader was heard of.',
      'zh-cn': '选举超时已到，仍没有 leader 的消息。',
    },
    changes: { en: 'The member’s state; its term stays.', 'zh-cn': '成员的状态；任期不变。' },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.answer-pre-vote',
    name: { en: 'Answer a pre-vote', 'zh-cn': '应答预投票' },
    who: { en: 'every member', 'zh-cn': '每个成员' },
    means: {
      en: 'Yes, when it would vote for the one that asks. A leader answers with entries instead, which ends the asking.',
      'zh-cn': '如果真投票会投它，就同意。leader 则用日志作答，这次询问就此结束。',
    },
    enabledWhen: { en: 'Somebody asks for a pre-vote.', 'zh-cn': '有成员请求预投票。' },
    changes: {
      en: 'No vote; a member that is further than the one that asks prepares to stand for election itself.',
      'zh-cn': '不算投票；日志更新的成员会准备自己参选。',
    },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.count-pre-vote',
    name: { en: 'Count a pre-vote', 'zh-cn': '计预投票' },
    who: { en: 'a member that asks for pre-votes', 'zh-cn': '请求预投票的成员' },
    means: { en: 'With a majority it may begin a term.', 'zh-cn': '得到多数同意，就可以开始新任期。' },
    enabledWhen: { en: 'An answer to this round comes, in its own term.', 'zh-cn': '收到本轮、本任期的应答。' },
    changes: {
      en: 'The votes that it has; with a majority it stands for election.',
      'zh-cn': '它得到的票；够多数就参加竞选。',
    },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.elect',
    name: { en: 'Stand for election', 'zh-cn': '参加竞选' },
    who: { en: 'a member with the pre-votes of a majority', 'zh-cn': '得到多数预投票的成员' },
    means: {
      en: 'A new term begins, and its first vote is the candidate’s own. In one term a member votes once, so two cannot win.',
      'zh-cn': '新任期开始，候选者先投自己一票。每个任期内一个成员只投一票，所以不会有两个赢家。',
    },
    enabledWhen: {
      en: 'More than half of all members would vote for it, or nobody has won for as long as a candidate waits.',
      'zh-cn': '超过半数成员愿意投它，或候选者等到超时仍没有人获胜。',
    },
    changes: { en: 'Term and vote of the member.', 'zh-cn': '成员的任期与投票。' },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.vote',
    name: { en: 'Vote', 'zh-cn': '投票' },
    who: { en: 'every member', 'zh-cn': '每个成员' },
    means: {
      en: 'One vote in a term, and only for a member whose log is at least as far as its own. Any two majorities share a member, so whoever wins has everything that was committed.',
      'zh-cn':
        '每个任期一票，只投给日志至少和自己一样新的成员。任意两个多数派必有共同成员，所以赢家一定拥有全部已提交的内容。',
    },
    enabledWhen: { en: 'A candidate asks.', 'zh-cn': '有候选者请求。' },
    changes: {
      en: 'Term and vote, on disk before the answer goes out; whoever stood or led in a lower term follows.',
      'zh-cn': '任期与投票，先落盘再应答；在更低任期里竞选或领导的转为 follower。',
    },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.count-vote',
    name: { en: 'Count a vote', 'zh-cn': '计票' },
    who: { en: 'a candidate', 'zh-cn': '候选者' },
    means: {
      en: 'With a majority of one term it leads that term.',
      'zh-cn': '在一个任期里得到多数票，就领导这个任期。',
    },
    enabledWhen: { en: 'An answer in its own term comes.', 'zh-cn': '收到本任期的应答。' },
    changes: {
      en: 'The votes that it has; with a majority it becomes leader.',
      'zh-cn': '它得到的票；够多数就成为 leader。',
    },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.compare-logs',
    name: { en: 'At least as far', 'zh-cn': '日志至少一样新' },
    who: { en: 'whoever is asked for a vote', 'zh-cn': '被请求投票的成员' },
    means: {
      en: 'The last entry of the one that asks has a higher term, or the same term and an index that is not lower.',
      'zh-cn': '请求者的最后一条日志任期更高，或任期相同而位置不更低。',
    },
    enabledWhen: { en: 'Somebody asks for a vote or a pre-vote.', 'zh-cn': '有成员请求投票或预投票。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.hand-over',
    name: { en: 'Hand over', 'zh-cn': '移交 leader' },
    who: { en: 'the leader of a quorum queue', 'zh-cn': '仲裁队列的 leader' },
    means: {
      en: 'It asks another member to stand for election at once; with the others’ votes that one leads.',
      'zh-cn': '它请另一个成员立即参加竞选；得到其他成员的票，就由那个成员领导。',
    },
    enabledWhen: {
      en: 'An operator wants it, and that member has everything that the leader has.',
      'zh-cn': '运维提出要求，而且那个成员拥有 leader 的全部内容。',
    },
    changes: { en: 'Nothing here; the other member begins a term.', 'zh-cn': '这里没有变化；另一个成员开始新任期。' },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.lead',
    name: { en: 'Become leader', 'zh-cn': '成为 leader' },
    who: { en: 'a candidate with the votes of a majority', 'zh-cn': '得到多数票的候选者' },
    means: {
      en: 'It leads its term and appends an empty entry of its own. Entries of earlier terms count as committed only together with that one.',
      'zh-cn': '它领导本任期，先追加一条自己的空日志。之前任期的日志，要随这一条一起才算提交。',
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
    id: 'rabbitmq.raft.adopt-term',
    name: { en: 'Adopt a higher term', 'zh-cn': '采用更高的任期' },
    who: { en: 'every member', 'zh-cn': '每个成员' },
    means: {
      en: 'Terms only grow. In a new term nobody has its vote yet.',
      'zh-cn': '任期只增不减。在新任期里，它还没有投过票。',
    },
    enabledWhen: { en: 'A message carries a higher term than its own.', 'zh-cn': '消息带有更高的任期。' },
    changes: { en: 'Term and vote of the member.', 'zh-cn': '成员的任期与投票。' },
    source: RAFT,
  },
  {
    id: 'rabbitmq.raft.step-down',
    name: { en: 'Step down', 'zh-cn': '退位' },
    who: { en: 'every member that is not a plain follower', 'zh-cn': '不是普通 follower 的每个成员' },
    means: {
      en: 'Whoever leads or stands for election in a lower term gives up. Until then an old leader behind a partition may go on appending, but reaches no majority, so it confirms nothing.',
      'zh-cn':
        '在更低任期里领导或竞选的就此放弃。在那之前，被分区隔开的旧 leader 仍会追加日志，但凑不齐多数，所以什么都不会确认。',
    },
    enabledWhen: { en: 'A message carries a higher term than its own.', 'zh-cn': '消息带有更高的任期。' },
    changes: { en: 'Term and state of the member.', 'zh-cn': '成员的任期与状态。' },
    source: RAFT,
  },
] as const satisfies readonly RuleText[];
