/** Rules of a member one by one: replication, lost messages, failure detection, disks, the chart. */
import { describe, expect, it } from 'vitest';
import { compareEverywhere } from '../../../../sim-engine/chart/conform.ts';
import { charts, quorumMember } from '../../../../sim-engine/systems/rabbitmq/charts/index.ts';
import {
  createMember,
  DEFAULT_RAFT_TIMES,
  peerDown,
  peerUp,
  persistentOf,
  propose,
  raftConfig,
  receive,
  recover,
  spanMicros,
  tick,
  timeout,
  written,
  type PeerLoss,
  type RaftMessage,
} from '../../../../sim-engine/systems/rabbitmq/raft/index.ts';
import { changeRole } from '../../../../sim-engine/systems/rabbitmq/raft/roles.ts';
import { Cluster, type Member } from './cluster.ts';

const MEMBERS = [0, 1, 2];

/** Member 0 leads term 1, and its no-op is everywhere. */
function led(options: Partial<ConstructorParameters<typeof Cluster>[0]> = {}): Cluster {
  const cluster = new Cluster({ size: 3, ...options });
  cluster.timeout(0);
  cluster.settle();
  return cluster;
}

function newsOf(cluster: Cluster, act: () => void): string[] {
  const before = cluster.journal().length;
  act();
  return cluster.journal().slice(before);
}

type Append = Extract<RaftMessage<string>, { readonly type: 'append-entries' }>;

const config = raftConfig({ id: 1, members: MEMBERS });

function entries(term: number, ...commands: string[]): { readonly term: number; readonly command: string }[] {
  return commands.map((command) => ({ term, command }));
}

function append(given: Partial<Append>): Append {
  return {
    ...{ type: 'append-entries', term: 1, prevLogIndex: 0, prevLogTerm: given.prevLogIndex === 0 ? 0 : 1 },
    ...{ entries: [], leaderCommit: 0 },
    ...given,
  };
}

/** Member 1 after entries of leader 0. */
function follower(): Member {
  const first = append({ prevLogIndex: 0, entries: entries(1, 'a', 'b', 'c') });
  return receive(createMember<string>(config), 0, first).member;
}

describe('a leader', () => {
  it('sends new commands without waiting for answers', () => {
    const cluster = led();
    const news = newsOf(cluster, () => ['x', 'y'].forEach((command) => cluster.propose(0, command)));
    expect(news.filter((line) => line.startsWith('0: to 1'))).toEqual([
      '0: to 1 AppendEntries term 1 after 1@1 [x@1] commit 1',
      '0: to 1 AppendEntries term 1 after 2@1 [y@1] commit 1',
    ]);
  });

  it('stops at a full pipeline, and goes on when an answer makes room', () => {
    const cluster = led({ maxPipelineCount: 2 });
    const news = newsOf(cluster, () => ['x', 'y', 'z'].forEach((command) => cluster.propose(0, command)));
    expect(news.filter((line) => line.startsWith('0: to 1'))).toHaveLength(2);
    cluster.deliver(0, 1);
    cluster.fsync(1);
    expect(newsOf(cluster, () => cluster.deliver(1, 0))).toEqual([
      '0: to 1 AppendEntries term 1 after 3@1 [z@1] commit 1',
    ]);
  });

  it('commits without its own disk when the two others have written', () => {
    const cluster = led();
    cluster.propose(0, 'x');
    for (const id of [1, 2]) {
      cluster.deliver(0, id);
      cluster.fsync(id);
      cluster.deliver(id, 0);
    }
    expect([cluster.member(0).lastWritten, cluster.member(0).commitIndex]).toEqual([1, 2]);
  });

  it('commits nothing without a majority, however often it is written here', () => {
    const cluster = led();
    cluster.cut(0, 1);
    cluster.cut(0, 2);
    cluster.propose(0, 'x');
    cluster.settle();
    expect([cluster.member(0).lastWritten, cluster.member(0).commitIndex]).toEqual([2, 1]);
  });

  it('is the only one that takes commands', () => {
    expect(() => propose(createMember<string>(config), 'x')).toThrow('commands are proposed to a leader');
  });

  it('sends nothing to a peer without a connection; its tick finds what the peer misses', () => {
    const cluster = led();
    cluster.propose(0, 'lost');
    cluster.cut(0, 2);
    while (cluster.undetected() > 0) cluster.detect(0);
    expect(newsOf(cluster, () => cluster.propose(0, 'x')).filter((line) => line.includes('to 2'))).toEqual([]);
    cluster.heal(0, 2);
    expect(newsOf(cluster, () => cluster.tick(0)).filter((line) => line.includes('to 2'))).toEqual([
      '0: to 2 AppendEntries term 1 after 2@1 [x@1] commit 1',
    ]);
    cluster.deliver(0, 2);
    expect(newsOf(cluster, () => cluster.deliver(2, 0))).toEqual([
      '0: to 2 AppendEntries term 1 after 1@1 [lost@1 x@1] commit 1',
    ]);
  });

  it('has nothing to do in a tick when nobody lags', () => {
    expect(tick(led().member(0)).outputs).toEqual([]);
  });
});

describe('a follower that misses entries', () => {
  const late = append({ prevLogIndex: 5, entries: entries(1, 'f') });

  it('says once from where to send again, and then waits', () => {
    const first = receive(follower(), 0, late);
    expect(first.member.role).toBe('await-condition');
    expect(first.outputs.map(({ kind }) => kind)).toEqual(['send', 'role', 'election-timer']);
    expect(first.outputs[0]).toMatchObject({ message: { success: false, nextIndex: 4, lastIndex: 0 } });
    expect(receive(first.member, 0, { ...late, prevLogIndex: 6 }).outputs).toEqual([]);
  });

  it('acknowledges nothing while it waits', () => {
    expect(written(follower(), { index: 3, term: 1 }).outputs).toHaveLength(1);
    expect(written(receive(follower(), 0, late).member, { index: 3, term: 1 }).outputs).toEqual([]);
  });

  it('goes on with entries that fit', () => {
    const waiting = receive(follower(), 0, late).member;
    const turn = receive(waiting, 0, { ...late, prevLogIndex: 3, entries: entries(1, 'd', 'e', 'f') });
    expect([turn.member.role, turn.member.log.length, turn.member.timer]).toEqual(['follower', 6, null]);
  });

  it('asks once more when nothing comes, and then is ready to stand for election', () => {
    const turn = timeout(receive(follower(), 0, late).member);
    expect(turn.outputs[0]).toMatchObject({ kind: 'send', to: 0, message: { success: false, nextIndex: 4 } });
    expect([turn.member.role, turn.member.timer]).toEqual(['follower', 'long']);
  });

  it('answers a new leader although it waits for the old one', () => {
    const waiting = receive(follower(), 0, late).member;
    const turn = receive(waiting, 2, { ...late, term: 2 });
    expect(turn.outputs.filter(({ kind }) => kind === 'send')).toMatchObject([
      { to: 2, message: { term: 2, success: false, nextIndex: 4 } },
    ]);
  });

  it('asks again when it finds that the logs part even earlier', () => {
    const waiting = receive(follower(), 0, late).member;
    const parted = receive(waiting, 0, { ...late, prevLogIndex: 3, prevLogTerm: 0 });
    expect(parted.member.role).toBe('await-condition');
    expect(parted.outputs[0]).toMatchObject({ kind: 'send', message: { success: false, nextIndex: 1, lastIndex: 0 } });
    expect(receive(parted.member, 0, { ...late, prevLogIndex: 2, prevLogTerm: 0 }).outputs).toEqual([]);
  });
});

describe('a follower with entries that the new leader does not have', () => {
  const other = append({ term: 2, prevLogIndex: 1, leaderCommit: 1, entries: entries(2, 'B') });

  it('cuts its log at the first that contradicts', () => {
    const { member, outputs } = receive(follower(), 2, other);
    expect(member.log.toArray()).toEqual([...entries(1, 'a'), ...entries(2, 'B')]);
    expect(outputs).toEqual([
      { kind: 'persist', index: 2, term: 2 },
      { kind: 'apply', from: 1, to: 1 },
    ]);
  });

  it('does not take the fsync of an overwritten entry for one of the new entry', () => {
    const { member } = receive(follower(), 2, other);
    expect(written(member, { index: 2, term: 1 }).member.lastWritten).toBe(0);
    expect(written(member, { index: 3, term: 1 }).member.lastWritten).toBe(0);
    expect(written(member, { index: 2, term: 2 }).member.lastWritten).toBe(2);
  });

  it('acknowledges and applies only as far as the logs were compared', () => {
    const member = written(follower(), { index: 3, term: 1 }).member;
    const turn = receive(member, 2, { ...other, entries: [], leaderCommit: 3 });
    expect(turn.member.commitIndex).toBe(1);
    expect(turn.outputs).toContainEqual({
      kind: 'send',
      to: 2,
      message: { type: 'append-entries-reply', term: 2, success: true, nextIndex: 2, lastIndex: 1, lastTerm: 1 },
    });
  });

  it('keeps entries that came before, whatever comes twice', () => {
    const member = follower();
    const again = { ...other, term: 1, entries: entries(1, 'b') };
    expect(receive(member, 0, again).member.log.length).toBe(3);
  });

  it('refuses entries of an old term', () => {
    const { member } = receive(follower(), 2, other);
    const { outputs } = receive(member, 0, { ...other, term: 1 });
    expect(outputs).toEqual([
      { kind: 'send', to: 0, message: expect.objectContaining({ term: 2, success: false }) as unknown },
    ]);
  });
});

describe('an election', () => {
  /** Member 1, in term 1, asks for pre-votes. */
  const asking = timeout(follower()).member;
  const yes = { type: 'pre-vote-reply', term: 1, token: asking.preVoteToken, granted: true } as const;

  it('a majority of pre-votes begins a term; answers to an earlier round do not count', () => {
    expect(receive(asking, 2, yes).member.role).toBe('candidate');
    const again = timeout(asking).member;
    expect(receive(again, 2, yes).member.role).toBe('pre-vote');
    expect(receive(again, 2, { ...yes, token: again.preVoteToken }).member.role).toBe('candidate');
  });

  it('the same answer twice is one vote', () => {
    const five = createMember<string>(raftConfig({ id: 1, members: [0, 1, 2, 3, 4] }));
    const member = timeout(five).member;
    const answer = { ...yes, term: 0, token: member.preVoteToken };
    const once = receive(member, 2, answer).member;
    expect(receive(once, 2, answer).member.role).toBe('pre-vote');
    expect(receive(once, 3, answer).member.role).toBe('candidate');
  });

  it('a follower that is further than the one that asks stays silent and gets ready itself', () => {
    const ask = { type: 'pre-vote', term: 1, token: 1, lastLogIndex: 2, lastLogTerm: 1 } as const;
    expect(receive(follower(), 2, ask).outputs).toEqual([{ kind: 'election-timer', span: 'long' }]);
    expect(receive(follower(), 2, { ...ask, lastLogIndex: 3 }).outputs).toMatchObject([
      { kind: 'send', to: 2, message: { type: 'pre-vote-reply', granted: true } },
    ]);
  });

  it('a member that asks for pre-votes gives no vote in its own term, but in a higher one', () => {
    const ask = { type: 'request-vote', term: 1, lastLogIndex: 3, lastLogTerm: 1 } as const;
    expect(receive(asking, 2, ask).member.votedFor).toBeNull();
    const turn = receive(asking, 2, { ...ask, term: 2 });
    expect([turn.member.role, turn.member.votedFor]).toEqual(['follower', 2]);
  });

  it('one vote in a term', () => {
    const ask = { type: 'request-vote', term: 2, lastLogIndex: 3, lastLogTerm: 1 } as const;
    const { member } = receive(follower(), 2, ask);
    expect(receive(member, 0, ask).outputs).toMatchObject([{ message: { granted: false } }]);
    expect(receive(member, 2, ask).outputs).toMatchObject([{ message: { granted: true } }]);
  });
});

describe('failure detection', () => {
  it.each([
    ['process-down', 'really-short', null],
    ['connection-down', 'short', 0],
    ['suspected', 'long', 0],
  ] as const)('a follower whose leader is %s waits %s', (loss: PeerLoss, span, leader) => {
    const turn = peerDown(follower(), 0, loss);
    expect(turn.outputs).toEqual([{ kind: 'election-timer', span }]);
    expect(turn.member.leader).toBe(leader);
  });

  it('the loss of another follower is nothing to it', () => {
    expect(peerDown(follower(), 2, 'process-down').outputs).toEqual([]);
  });

  it('a timer that runs is not armed again', () => {
    const { member } = peerDown(follower(), 0, 'connection-down');
    expect(peerDown(member, 0, 'suspected').outputs).toEqual([]);
  });

  it.each([
    ['the leader is back', (member: Member) => peerUp(member, 0)],
    ['the leader sends entries', (member: Member) => receive(member, 0, append({ prevLogIndex: 3 }))],
  ] as const)('%s: the timer is disarmed', (_, act) => {
    const turn = act(peerDown(follower(), 0, 'suspected').member);
    expect(turn.outputs[0]).toEqual({ kind: 'election-timer', span: 'cancel' });
    expect(turn.member.timer).toBeNull();
  });

  it('lasts as long as in ra', () => {
    const spans = (['really-short', 'short', 'medium', 'long', 'condition'] as const).map((span) => {
      const { baseMicros, spreadMicros } = spanMicros(span, DEFAULT_RAFT_TIMES);
      return [span, baseMicros, spreadMicros];
    });
    expect(spans).toEqual([
      ['really-short', 0, 100_000],
      ['short', 100_000, 500_000],
      ['medium', 100_000, 5_000_000],
      ['long', 5_000_000, 1_000_000],
      ['condition', 30_000_000, 0],
    ]);
  });
});

describe('recover', () => {
  const written2 = written(follower(), { index: 2, term: 1 });
  const disk = persistentOf({ ...written2.member, votedFor: 0 });

  it.each([
    ['whole-log', 3],
    ['written-log', 2],
  ] as const)('%s: %i entries are there, and nothing is known to be committed', (survived, length) => {
    const { member, outputs } = recover(config, disk, survived);
    expect([member.log.length, member.lastWritten, member.commitIndex]).toEqual([length, length, 0]);
    expect([member.currentTerm, member.votedFor]).toEqual([1, 0]);
    expect(outputs).toEqual([{ kind: 'election-timer', span: 'short' }]);
  });

  it('a member that was away learns from the leader that there is one, and applies everything again', () => {
    const cluster = led();
    cluster.crash(2, 'whole-log');
    cluster.propose(0, 'x');
    cluster.settle();
    cluster.restart(2);
    cluster.timeout(2);
    cluster.settle();
    expect(cluster.leaders()).toEqual([0]);
    expect(cluster.applied[2]?.map(({ command }) => command)).toEqual([null, 'x']);
  });
});

describe('one member alone', () => {
  it('elects itself and commits once it has written', () => {
    const cluster = new Cluster({ size: 1 });
    cluster.timeout(0);
    expect(cluster.leaders()).toEqual([0]);
    cluster.propose(0, 'x');
    expect(cluster.committed).toEqual([]);
    cluster.settle();
    expect(cluster.committed.map(({ command }) => command)).toEqual([null, 'x']);
  });
});

describe('a log that is longer than the pipeline', () => {
  it('a new leader still sends its no-op', () => {
    const cluster = led({ maxPipelineCount: 2 });
    for (const command of ['a', 'b', 'c', 'd']) {
      cluster.propose(0, command);
      cluster.settle();
    }
    cluster.crash(0, 'written-log');
    cluster.timeout(1);
    cluster.settle();
    expect(cluster.leaders()).toEqual([1]);
    expect(cluster.committed.at(-1)).toEqual({ term: 2, command: null });
  });
});

describe('the chart of a member', () => {
  it('does what XState does', () => {
    const { machine } = charts.find(({ chart }) => chart === quorumMember)!;
    const { disagreements, reached, compared } = compareEverywhere(machine, quorumMember);
    expect(disagreements).toEqual([]);
    expect([reached.size, compared]).toEqual([6, 6 * quorumMember.events.length]);
  });

  it('has the roles of a member, and one for a process that does not run', () => {
    expect(quorumMember.states).toEqual(['stopped', 'follower', 'await-condition', 'pre-vote', 'candidate', 'leader']);
  });

  it('refuses a change of role that it does not know', () => {
    expect(() => changeRole(follower(), { event: 'elected', timer: null }, [])).toThrow(
      'chart "quorumMember" does not know "elected" in state "follower"',
    );
  });
});
