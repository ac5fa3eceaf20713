/** What the rules of Raft are for: the same story with a rule and without it. Random schedules: schedules.test.ts. */
import { describe, expect, it } from 'vitest';
import type { RaftGuardName } from '../../../../sim-engine/systems/rabbitmq/raft/index.ts';
import { Cluster } from './cluster.ts';

/** Only these links carry messages until the member leads. */
function elect(cluster: Cluster, id: number, voters: readonly number[]): void {
  cluster.timeout(id);
  for (let round = 0; round < 4 && cluster.member(id).role !== 'leader'; round += 1) {
    for (const voter of voters) cluster.deliver(id, voter);
    for (const voter of voters) if (cluster.member(id).role !== 'leader') cluster.deliver(voter, id);
  }
}

function detectAll(cluster: Cluster): void {
  while (cluster.undetected() > 0) cluster.detect(0);
}

describe('rememberVote', () => {
  /** Members 0 and 1 stand in the same term; member 2 votes for 0, its process ends and starts again, and 1 asks it. */
  function story(off?: RaftGuardName): Cluster {
    const cluster = new Cluster({ size: 3, ...(off === undefined ? {} : { off }) });
    cluster.timeout(0);
    cluster.timeout(1);
    for (const id of [0, 1]) cluster.deliver(id, 2);
    for (const id of [0, 1]) cluster.deliver(2, id);
    expect([0, 1].map((id) => [cluster.member(id).role, cluster.member(id).currentTerm])).toEqual([
      ['candidate', 1],
      ['candidate', 1],
    ]);
    cluster.deliver(0, 2);
    cluster.deliver(2, 0);
    cluster.crash(2, 'whole-log');
    cluster.restart(2);
    cluster.deliver(1, 2);
    cluster.deliver(2, 1);
    return cluster;
  }

  it('one leader in the term', () => {
    const cluster = story();
    expect(cluster.leaders()).toEqual([0]);
    expect(cluster.member(2).votedFor).toBe(0);
  });

  it('off: two', () => {
    expect(() => story('rememberVote')).toThrow('election safety: 0 and 1 lead term 1');
  });
});

describe('commitOwnTermOnly (figure 8 of the Raft paper)', () => {
  /** An entry of term 1 reaches a majority only in term 3, while member 4 holds another entry of term 2 at its place. */
  function story(off?: RaftGuardName): Cluster {
    const cluster = new Cluster({ size: 5, maxBatchCount: 1, ...(off === undefined ? {} : { off }) });
    cluster.timeout(0);
    cluster.settle();
    // (a) Member 0 leads term 1; its command reaches member 1 only.
    for (const other of [2, 3, 4]) cluster.cut(0, other);
    cluster.propose(0, 'x');
    cluster.settle();
    // (b) The power of 0 fails; 4 leads term 2 with the votes of 2 and 3, and nobody hears of its first entry.
    cluster.crash(0, 'written-log');
    detectAll(cluster);
    elect(cluster, 4, [2, 3]);
    cluster.fsync(4);
    cluster.crash(4, 'written-log');
    // (c) Member 0 is back, leads term 3, and its old command reaches 2: a majority has it. Its new entry does not.
    for (const other of [2, 3, 4]) cluster.heal(0, other);
    cluster.restart(0);
    elect(cluster, 0, [1, 2]);
    elect(cluster, 0, [1, 2]);
    cluster.deliver(0, 1);
    cluster.fsync(1);
    cluster.deliver(1, 0);
    cluster.deliver(0, 2);
    cluster.deliver(2, 0);
    cluster.deliver(0, 2);
    cluster.fsync(2);
    cluster.deliver(2, 0);
    expect(
      [0, 1, 2, 3].map((id) =>
        cluster
          .member(id)
          .log.toArray()
          .map(({ term }) => term),
      ),
    ).toEqual([[1, 1, 3], [1, 1, 3], [1, 1], [1]]);
    return cluster;
  }

  it('does not commit the old entry by counting: after its restart nothing is known to be committed yet', () => {
    expect(story().member(0).commitIndex).toBe(0);
  });

  it('off: commits it, and the next leader does not have it', () => {
    const cluster = story('commitOwnTermOnly');
    expect(cluster.member(0).commitIndex).toBe(2);
    expect(cluster.committed.at(-1)).toEqual({ term: 1, command: 'x' });
    // (d) Member 4 comes back: its log ends with a higher term than those of 2 and 3.
    cluster.crash(0, 'written-log');
    cluster.restart(4);
    elect(cluster, 4, [2, 3]);
    expect(() => elect(cluster, 4, [2, 3])).toThrow('leader completeness: leader 4 has not entry 2');
  });
});

describe('preVote', () => {
  /** Member 2 is cut off for three timeouts while commands go on; then it is back and its timer is over once more. */
  function story(off?: RaftGuardName): Cluster {
    const cluster = new Cluster({ size: 3, ...(off === undefined ? {} : { off }) });
    cluster.timeout(0);
    cluster.settle();
    cluster.cut(0, 2);
    cluster.cut(1, 2);
    detectAll(cluster);
    cluster.propose(0, 'x');
    for (let times = 0; times < 3; times += 1) cluster.timeout(2);
    cluster.heal(0, 2);
    cluster.heal(1, 2);
    cluster.timeout(2);
    cluster.settle();
    return cluster;
  }

  it('a member that comes back leaves the leader alone, and gets what it missed', () => {
    const cluster = story();
    expect(cluster.leaders()).toEqual([0]);
    expect(cluster.ids.map((id) => cluster.member(id).currentTerm)).toEqual([1, 1, 1]);
    expect(cluster.applied[2]?.map(({ command }) => command)).toEqual([null, 'x']);
  });

  it('off: it ends the leadership, although it cannot win', () => {
    const cluster = story('preVote');
    expect(cluster.leaders()).toEqual([]);
    expect(cluster.ids.map((id) => cluster.member(id).currentTerm)).toEqual([5, 5, 5]);
    expect(cluster.member(2).role).toBe('candidate');
  });
});
