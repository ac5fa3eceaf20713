/** What the members of a quorum queue say of their log and their leader. */
import type { Bilingual } from '../../door.ts';

export const raftSentences = {
  'rabbit.raft.elected': {
    en: '{node} is elected leader of {queue} in term {term}: more than half of the members voted for it, so it has every message that was ever confirmed.',
    'zh-cn': '{node} 当选 {queue} 的 leader，任期 {term}：超过半数成员投了它，所以它拥有所有确认过的消息。',
  },
  'rabbit.raft.handed-over': {
    en: '{from} asks {node} to lead {queue}: it has everything, and stands for election at once.',
    'zh-cn': '{from} 请 {node} 担任 {queue} 的 leader：它已拥有全部内容，立即参加竞选。',
  },
  'rabbit.raft.not-handed-over': {
    en: '{node} cannot take over {queue}: it has no member there, does not have everything, leads already, or cannot be reached.',
    'zh-cn': '{node} 不能接任 {queue} 的 leader：它那里没有成员、内容不全、已经是 leader，或者联系不上。',
  },
  'rabbit.raft.candidate': {
    en: '{node} stands for election in {queue}: it raises the term to {term}, votes for itself and asks the others.',
    'zh-cn': '{node} 参加 {queue} 的竞选：任期提到 {term}，投自己一票，再请其他成员投票。',
  },
  'rabbit.raft.pre-vote': {
    en: '{node} misses the leader of {queue} and asks who would elect it. The term stays {term}: a member that was only cut off must not unseat a leader that works.',
    'zh-cn':
      '{node} 找不到 {queue} 的 leader，先问谁会投它。任期仍是 {term}：只是断过网的成员不该把正常的 leader 赶下台。',
  },
  'rabbit.raft.pre-voted': {
    en: '{node} would elect {candidate} in {queue}: it hears of no leader either, and its own log is not newer.',
    'zh-cn': '{node} 愿意在 {queue} 中选 {candidate}：它也没有 leader 的消息，而且自己的日志并不更新。',
  },
  'rabbit.raft.voted': {
    en: '{node} votes for {candidate} in {queue} (term {term}), and writes that down before it answers, so that it cannot vote twice.',
    'zh-cn': '{node} 在 {queue} 中投给 {candidate}（任期 {term}），先写盘再应答，这样就不会投两次。',
  },
  'rabbit.raft.refused-vote': {
    en: '{node} does not vote for {candidate} in {queue} (term {term}): it has voted already, or its own log is newer and a leader without that could lose confirmed messages.',
    'zh-cn':
      '{node} 在 {queue} 中不投给 {candidate}（任期 {term}）：它已投过票，或者它自己的日志更新，缺少这些的 leader 可能丢掉已确认的消息。',
  },
  'rabbit.raft.suspects': {
    en: '{node} takes {leader}, the leader of {queue}, for gone. It waits a random time before it asks for votes, so that not all ask at once.',
    'zh-cn': '{node} 认为 {queue} 的 leader {leader} 已不在。它先随机等一会儿再请求投票，免得大家同时发起。',
  },
  'rabbit.raft.stepped-down': {
    en: '{node} learns of term {term} in {queue} and follows from now on. What it had appended without a majority was never confirmed.',
    'zh-cn': '{node} 得知 {queue} 已是任期 {term}，从此转为 follower。它追加过但没有凑齐多数的内容，从未确认过。',
  },
  'rabbit.raft.appended': {
    en: '{node} appends entry {index} to the log of {queue} (term {term}) and sends it to the other members. It counts only when a majority has it.',
    'zh-cn': '{node} 把第 {index} 条追加到 {queue} 的日志（任期 {term}），并发给其他成员。多数成员有了它才算数。',
  },
  'rabbit.raft.replicated': {
    en: '{node} has entry {index} of {queue} on its disk and tells {leader}.',
    'zh-cn': '{node} 已把 {queue} 的第 {index} 条写到磁盘，并告诉 {leader}。',
  },
  'rabbit.raft.refused-entries': {
    en: '{node} does not take entries for {queue} from {leader}: the one before them is not in its log. {leader} goes further back.',
    'zh-cn': '{node} 没有接收 {leader} 发来的 {queue} 日志：它缺少前一条。{leader} 会再往前退。',
  },
  'rabbit.raft.committed': {
    en: 'Entry {index} of {queue} is on {have} of {members} {members|member|members}: it is committed, and every member applies it in this order.',
    'zh-cn': '{queue} 的第 {index} 条已在 {members} 个成员中的 {have} 个上：它已提交，所有成员都按这个顺序应用。',
  },
  'rabbit.raft.truncated': {
    en: '{node} gives up its entries of {queue} from {from} on ({count} in number): the leader has others there. None of them had a majority, so none of them was confirmed.',
    'zh-cn':
      '{node} 放弃 {queue} 从第 {from} 条起的 {count} 条日志：leader 在那里有别的内容。它们都没有凑齐多数，所以一条也没有确认过。',
  },
  'rabbit.raft.no-majority': {
    en: '{queue} reaches {have} of its members and needs {need}: nothing is confirmed, delivered or settled until a majority is back. It waits rather than lie.',
    'zh-cn':
      '{queue} 只联系得到 {have} 个成员，需要 {need} 个：多数派恢复之前，不确认、不投递、不了结任何消息。它宁可等，也不说谎。',
  },
  'rabbit.raft.duplicate': {
    en: '{queue} has this command of {node} already: its number says so. It is not applied twice.',
    'zh-cn': '{queue} 已有 {node} 的这条命令：编号说明了这一点。不会应用两次。',
  },
  'rabbit.raft.redirected': {
    en: '{node} does not lead {queue} and names {leader}.',
    'zh-cn': '{node} 不是 {queue} 的 leader，它指出 leader 是 {leader}。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
