/** Raft's promises under thousands of random schedules with crashes, power losses and cut links; and what each rule is for. */
import { describe, expect, it } from 'vitest';
import type { RaftGuardName } from '../../../../sim-engine/systems/rabbitmq/raft/index.ts';
import { Cluster, Violation, type Property } from './cluster.ts';
import { disturb, drawsOf, recoverAll } from './schedule.ts';

const STEPS = 400;

interface Schedules {
  readonly size: number;
  readonly schedules: number;
  readonly limits?: { readonly maxPipelineCount: number; readonly maxBatchCount: number };
}

/** Runs schedules to their end: disturbed, repaired, and one more command for everybody. Counts what they were worth. */
function run({ size, schedules, limits }: Schedules): { readonly committed: number; readonly leaders: number } {
  const seen = { committed: 0, leaders: 0 };
  for (let seed = 0; seed < schedules; seed += 1) {
    const cluster = new Cluster({ size, ...limits });
    const draws = drawsOf(seed);
    disturb(cluster, { draws, steps: STEPS });
    recoverAll(cluster, draws);
    const leader = cluster.newestLeader();
    if (leader === undefined) throw new Error(`seed ${seed}: nobody leads`);
    cluster.propose(leader, 'last');
    cluster.settle();
    cluster.tick(leader);
    cluster.settle();
    cluster.checkLogs();
    expect(cluster.committed.at(-1)?.command, `seed ${seed}`).toBe('last');
    for (const id of cluster.ids) expect(cluster.applied[id], `seed ${seed}, member ${id}`).toEqual(cluster.committed);
    seen.committed += cluster.committed.length;
    seen.leaders += cluster.journal.filter((line) => line.includes(' is leader ')).length;
  }
  return seen;
}

describe('Raft keeps what it promises, and goes on once everything is repaired', () => {
  it('with three members in 2000 schedules', () => {
    console.log(run({ size: 3, schedules: 2000 }));
  });

  it('with five members in 1000 schedules', () => {
    console.log(run({ size: 5, schedules: 1000 }));
  });

  it('with small batches and a short pipeline in 500 schedules', () => {
    console.log(run({ size: 3, schedules: 500, limits: { maxPipelineCount: 3, maxBatchCount: 2 } }));
  });
});

/** Properties that some schedule breaks without a rule, and how many of the schedules. */
function broken(off: RaftGuardName, schedules: number): Partial<Record<Property, number>> {
  const found: Partial<Record<Property, number>> = {};
  for (let seed = 0; seed < schedules; seed += 1) {
    try {
      disturb(new Cluster({ size: 3, off }), { draws: drawsOf(seed), steps: STEPS });
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      found[error.property] = (found[error.property] ?? 0) + 1;
    }
  }
  return found;
}

describe('without', () => {
  it.each(['voteUpToDate', 'rememberVote', 'commitOwnTermOnly', 'majorityCommit', 'countWrittenOnly'] as const)(
    '%s',
    (off) => {
      console.log(off, broken(off, 2000));
    },
  );
});
