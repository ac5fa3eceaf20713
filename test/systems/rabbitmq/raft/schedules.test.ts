/** Raft's promises under thousands of random schedules with crashes, power losses and cut links; and what each rule is for. */
import { describe, expect, it } from 'vitest';
import type { RaftGuardName } from '../../../../sim-engine/systems/rabbitmq/raft/index.ts';
import { Cluster, Violation, type Property } from './cluster.ts';
import { disturb, recoverAll } from './schedule.ts';

const STEPS = 400;

describe.each([
  { size: 3, schedules: 2000 },
  { size: 5, schedules: 1000 },
])('$size members', ({ size, schedules }) => {
  it(`keep what Raft promises in ${schedules} schedules, and go on once everything is repaired`, () => {
    const seen = { committed: 0, leaders: 0 };
    for (let seed = 0; seed < schedules; seed += 1) {
      const cluster = new Cluster({ size });
      disturb(cluster, { seed, steps: STEPS });
      recoverAll(cluster);
      const [leader] = cluster.leaders();
      expect(cluster.leaders(), `seed ${seed}`).toHaveLength(1);
      cluster.propose(leader as number, 'last');
      cluster.settle();
      cluster.tick(leader as number);
      cluster.settle();
      expect(cluster.committed.at(-1)?.command, `seed ${seed}`).toBe('last');
      for (const id of cluster.ids)
        expect(cluster.applied[id], `seed ${seed}, member ${id}`).toEqual(cluster.committed);
      cluster.checkLogs();
      seen.committed += cluster.committed.length;
      seen.leaders += cluster.journal.filter((line) => line.includes(' is leader ')).length;
    }
    // The schedules are worth something only if much is committed in many terms.
    expect(seen.committed / schedules).toBeGreaterThan(8);
    expect(seen.leaders / schedules).toBeGreaterThan(3);
  });

  it('keep it with small batches and a short pipeline', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const cluster = new Cluster({ size, maxPipelineCount: 3, maxBatchCount: 2 });
      disturb(cluster, { seed, steps: STEPS });
      recoverAll(cluster);
      cluster.propose(cluster.leaders()[0] as number, 'last');
      cluster.settle();
      for (const id of cluster.ids) expect(cluster.applied[id], `seed ${seed}`).toEqual(cluster.committed);
    }
  });
});

/** Properties that some schedule breaks without a rule, and how many of the schedules. */
function broken(off: RaftGuardName, schedules: number): Partial<Record<Property, number>> {
  const found: Partial<Record<Property, number>> = {};
  for (let seed = 0; seed < schedules; seed += 1) {
    try {
      disturb(new Cluster({ size: 3, off }), { seed, steps: STEPS });
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
