/** Raft's promises under thousands of random schedules with crashes, power losses and cut links; and what each rule is for. */
import { describe, expect, it } from 'vitest';
import type { RaftGuardName } from '../../../../sim-engine/systems/rabbitmq/raft/index.ts';
import { Cluster, Violation, type Property } from './cluster.ts';
import { disturb, drawsOf, recoverAll, type Weather } from './schedule.ts';

const STEPS = 400;

interface Schedules {
  readonly size: number;
  readonly schedules: number;
  readonly weather: Weather;
  readonly limits?: { readonly maxPipelineCount: number; readonly maxBatchCount: number };
}

/** Runs schedules to their end: disturbed, repaired, and one more command for everybody. Counts what they were worth. */
function run({ size, schedules, weather, limits }: Schedules): {
  readonly committed: number;
  readonly elections: number;
} {
  const seen = { committed: 0, elections: 0 };
  for (let seed = 0; seed < schedules; seed += 1) {
    const cluster = new Cluster({ size, ...limits });
    const draws = drawsOf(seed);
    disturb(cluster, { draws, steps: STEPS, weather });
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
    seen.elections += cluster.elections();
  }
  return seen;
}

describe('Raft keeps what it promises, and goes on once everything is repaired', () => {
  // The schedules are worth something only if much is committed, in many terms: `atLeast`, on average.
  it.each([
    { size: 3, schedules: 1000, weather: 'busy', atLeast: { committed: 20, elections: 2 } },
    { size: 3, schedules: 1000, weather: 'stormy', atLeast: { committed: 8, elections: 3 } },
    { size: 5, schedules: 500, weather: 'busy', atLeast: { committed: 12, elections: 1.5 } },
    { size: 5, schedules: 500, weather: 'stormy', atLeast: { committed: 3, elections: 1.2 } },
  ] as const)('$size members, $schedules $weather schedules', ({ atLeast, ...schedules }) => {
    const seen = run(schedules);
    expect(seen.committed / schedules.schedules).toBeGreaterThan(atLeast.committed);
    expect(seen.elections / schedules.schedules).toBeGreaterThan(atLeast.elections);
  });

  it('with batches of two and at most three entries under way', () => {
    const limits = { maxPipelineCount: 3, maxBatchCount: 2 };
    expect(run({ size: 3, schedules: 500, weather: 'busy', limits }).committed).toBeGreaterThan(500 * 15);
  });
});

/** Properties that schedules break without a rule, and how many of them do. */
function broken(off?: RaftGuardName): Partial<Record<Property, number>> {
  const found: Partial<Record<Property, number>> = {};
  for (let seed = 0; seed < 500; seed += 1) {
    try {
      const cluster = new Cluster({ size: 3, durability: 'unchecked', ...(off === undefined ? {} : { off }) });
      disturb(cluster, { draws: drawsOf(seed), steps: STEPS, weather: 'stormy' });
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      found[error.property] = (found[error.property] ?? 0) + 1;
    }
  }
  return found;
}

describe('a rule that is off shows in random schedules', () => {
  // Those without rememberVote and commitOwnTermOnly need a longer chain of bad luck: guards.test.ts tells it.
  it.each(['voteUpToDate', 'majorityCommit', 'countWrittenOnly'] as const)(
    'without %s a leader is elected that lacks committed entries',
    (off) => {
      expect(broken(off)['leader completeness'] ?? 0).toBeGreaterThan(20);
    },
  );

  it('with all rules on, the same schedules break nothing', () => {
    expect(broken()).toEqual({});
  });
});
