/**
 * What a member of a quorum queue does: lead, follow, or try to become leader.
 *
 * Models: Raft's roles with pre-vote, and a follower that waits for entries that fit onto its log.
 * Leaves out: snapshots, members without a vote, transfer of leadership, a member that stops for good.
 * Faults that reach it: crash and power loss (to `stopped`), loss of the leader's process, of the connection to it, and
 * suspicion, each of which ends in an election timeout.
 * Source: rabbitmq/ra, src/ra_server.erl and src/ra_server_proc.erl, v3.1.10.
 */
import { setup } from 'xstate';
import type { ChartEvent, ChartWords } from '../../../chart/authoring.ts';
import { compileChart, type ChartEventOf, type ChartStateOf } from '../../../chart/compile.ts';

type Events =
  | 'started'
  | 'stopped'
  | 'electionTimeout'
  | 'preVotesWon'
  | 'elected'
  | 'higherTerm'
  | 'leaderHeard'
  | 'entriesMissing'
  | 'entriesFit'
  | 'conditionTimeout'
  | 'leaderDown';

const STOPPED = {
  target: 'stopped',
  meta: {
    en: 'The process ends: term, vote and log stay on disk, the role is gone.',
    'zh-cn': '进程结束：任期、投票和日志留在磁盘上，角色不再存在。',
  },
} as const;

const HIGHER_TERM = {
  target: 'follower',
  meta: {
    en: 'Somebody is in a higher term: its own term is over.',
    'zh-cn': '有成员处于更高的任期：它自己的任期结束。',
  },
} as const;

const LEADER_HEARD = {
  target: 'follower',
  meta: {
    en: 'A leader of this term, or of a higher one, sends entries: there is nothing left to elect.',
    'zh-cn': '本任期或更高任期的 leader 发来条目：不必再选举。',
  },
} as const;

export const quorumMemberMachine = setup({
  types: { events: {} as ChartEvent<Events>, meta: {} as ChartWords },
}).createMachine({
  id: 'quorumMember',
  initial: 'stopped',
  meta: { en: 'Role of a member of a quorum queue', 'zh-cn': '仲裁队列成员的角色' },
  states: {
    stopped: {
      meta: { en: 'The node does not run.', 'zh-cn': '节点没有运行。' },
      on: {
        started: {
          target: 'follower',
          meta: { en: 'Reads term, vote and log from its disk.', 'zh-cn': '从磁盘读出任期、投票和日志。' },
        },
      },
    },
    follower: {
      meta: {
        en: 'Writes the entries of its leader and applies what is committed. It sends no heartbeats: a monitor tells it when the leader is gone.',
        'zh-cn': '写入 leader 的条目，应用已提交的条目。它不发心跳：leader 消失时由监视器告知。',
      },
      on: {
        electionTimeout: {
          target: 'pre-vote',
          meta: {
            en: 'The leader was lost and did not come back in time: it asks whether it would win an election.',
            'zh-cn': 'leader 丢失且没有及时回来：它先询问自己能否赢得选举。',
          },
        },
        entriesMissing: {
          target: 'await-condition',
          meta: {
            en: 'The entries do not fit onto its log: it says from where they are to be sent again.',
            'zh-cn': '收到的条目接不上自己的日志：它告诉 leader 从哪里重新发送。',
          },
        },
        stopped: STOPPED,
      },
    },
    'await-condition': {
      meta: {
        en: 'Lets pass whatever does not fit onto its log, until entries come that do.',
        'zh-cn': '忽略接不上日志的条目，直到收到能接上的条目。',
      },
      on: {
        entriesFit: {
          target: 'follower',
          meta: { en: 'Entries that fit onto its log have come.', 'zh-cn': '收到了能接上日志的条目。' },
        },
        entriesMissing: {
          target: 'await-condition',
          meta: {
            en: 'What came shows that the logs part earlier: it asks for what follows its last committed entry.',
            'zh-cn': '收到的条目说明两份日志更早就已分叉：它请求最后一个已提交条目之后的内容。',
          },
        },
        conditionTimeout: {
          target: 'follower',
          meta: {
            en: 'Nothing that fits has come for too long: it asks once more.',
            'zh-cn': '太久没有收到能接上的条目：它再请求一次。',
          },
        },
        leaderDown: {
          target: 'follower',
          meta: { en: 'The leader that it waits for is gone.', 'zh-cn': '它等待的 leader 已经消失。' },
        },
        higherTerm: HIGHER_TERM,
        stopped: STOPPED,
      },
    },
    'pre-vote': {
      meta: {
        en: 'Asks the others whether they would vote for it, without a new term, so that a false alarm disturbs nobody.',
        'zh-cn': '询问其他成员是否会投票给它，但不开始新任期，这样误报不会打扰任何成员。',
      },
      on: {
        preVotesWon: {
          target: 'candidate',
          meta: {
            en: 'A majority would vote for it: a new term begins, and it votes for itself.',
            'zh-cn': '多数成员愿意投票给它：新任期开始，它先投票给自己。',
          },
        },
        electionTimeout: {
          target: 'pre-vote',
          meta: { en: 'No majority has answered: it asks again.', 'zh-cn': '没有得到多数应答：它再询问一次。' },
        },
        leaderHeard: LEADER_HEARD,
        higherTerm: HIGHER_TERM,
        stopped: STOPPED,
      },
    },
    candidate: {
      meta: {
        en: 'Asks the others for their vote in its new term.',
        'zh-cn': '在新任期中请求其他成员投票。',
      },
      on: {
        elected: {
          target: 'leader',
          meta: {
            en: 'A majority voted for it. It appends an entry of its own term, so that older ones can be committed.',
            'zh-cn': '多数成员投票给它。它追加一条本任期的条目，使更早的条目得以提交。',
          },
        },
        electionTimeout: {
          target: 'candidate',
          meta: { en: 'No majority: it tries again in another term.', 'zh-cn': '没有得到多数：它在下一个任期重试。' },
        },
        leaderHeard: LEADER_HEARD,
        higherTerm: HIGHER_TERM,
        stopped: STOPPED,
      },
    },
    leader: {
      meta: {
        en: 'Appends commands, replicates them, and commits what a majority has written.',
        'zh-cn': '追加命令并复制，提交多数成员已写入的条目。',
      },
      on: {
        higherTerm: HIGHER_TERM,
        leaderHeard: {
          target: 'follower',
          meta: {
            en: 'Another member was elected in a higher term and sends entries.',
            'zh-cn': '另一个成员在更高的任期当选，并发来条目。',
          },
        },
        stopped: STOPPED,
      },
    },
  },
});

export type QuorumMemberState = ChartStateOf<typeof quorumMemberMachine>;
export type QuorumMemberEvent = ChartEventOf<typeof quorumMemberMachine>;
export const quorumMember = compileChart(quorumMemberMachine);
