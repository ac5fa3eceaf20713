import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changePartition,
  mergeChange,
  type PartitionChange,
  type PartitionChangeOptions,
  type PartitionRegistration,
} from '../../../../sim-engine/systems/kafka/rules/partitionChange.ts';

const healthy: PartitionRegistration = {
  replicas: [1, 2, 3],
  isr: [1, 2, 3],
  elr: [],
  lastKnownElr: [],
  removing: [],
  adding: [],
  leader: 1,
  leaderEpoch: 7,
  partitionEpoch: 20,
  recoveryState: 'RECOVERED',
};

function change(
  before: PartitionRegistration,
  alive: readonly number[],
  options: Partial<PartitionChangeOptions> = {},
): PartitionChange {
  return changePartition(before, {
    isAcceptableLeader: (broker) => alive.includes(broker),
    minInSyncReplicas: 2,
    elrEnabled: true,
    ...options,
  });
}

describe('an election', () => {
  it('is not held while the leader may stay: nothing changes', () => {
    expect(change(healthy, [1, 2, 3])).toEqual({ changed: false, record: null, after: healthy });
  });

  it('takes the first valid replica in the order of the replica list', () => {
    const { after } = change({ ...healthy, replicas: [1, 3, 2] }, [2, 3], { targetIsr: [2, 3] });
    expect(after).toMatchObject({ leader: 3, leaderEpoch: 8, partitionEpoch: 21, isr: [2, 3] });
  });

  it('a replica outside the ISR is not valid, however alive', () => {
    const before = { ...healthy, isr: [1, 2] };
    expect(change(before, [3], { targetIsr: [1, 2] }).after.leader).toBe(-1);
  });

  it('PREFERRED moves to the first replica when it is in sync, ONLINE does not', () => {
    const before = { ...healthy, leader: 2 };
    expect(change(before, [1, 2, 3], { election: 'PREFERRED' }).record).toEqual({ leader: 1 });
    expect(change(before, [1, 2, 3], { election: 'ONLINE' }).changed).toBe(false);
    expect(change(before, [2, 3], { election: 'PREFERRED', targetIsr: [2, 3] }).record).toEqual({ isr: [2, 3] });
  });
});

describe('an unclean election', () => {
  const stranded = { ...healthy, isr: [1], leader: -1 };
  const options = { elrEnabled: false } as const;

  it('is held only when it is asked for', () => {
    expect(change(stranded, [2, 3], options).changed).toBe(false);
    expect(change(stranded, [2, 3], { ...options, election: 'UNCLEAN' }).record).toEqual({
      leader: 2,
      isr: [2],
      recoveryState: 'RECOVERING',
    });
  });

  it('is not needed while a member of the ISR is alive', () => {
    expect(change(stranded, [1, 2, 3], { ...options, election: 'UNCLEAN' }).record).toEqual({ leader: 1 });
  });
});

describe('eligible leader replicas (KIP-966)', () => {
  it('under min ISR, who leaves the ISR becomes eligible', () => {
    expect(change(healthy, [1], { targetIsr: [1] }).record).toEqual({ isr: [1], elr: [2, 3] });
    expect(change(healthy, [1, 2], { targetIsr: [1, 2] }).record).toEqual({ isr: [1, 2] });
    const before = { ...healthy, isr: [1, 2], elr: [3], leader: 2 };
    expect(change(before, [2], { targetIsr: [2] }).record).toEqual({ isr: [2], elr: [1, 3] });
  });

  it('with the feature off the last member stays in the ISR and nobody else can lead', () => {
    const before = { ...healthy, isr: [3], leader: 3 };
    const { after } = change(before, [1, 2], { targetIsr: [], elrEnabled: false });
    expect(after).toMatchObject({ leader: -1, isr: [3], elr: [] });
    expect(change(after, [1, 2], { elrEnabled: false }).changed).toBe(false);
  });

  it('with the feature on the ISR may be empty, and an eligible replica can lead with all that is committed', () => {
    const before = { ...healthy, isr: [3], elr: [2], leader: 3 };
    const { after } = change(before, [], { targetIsr: [] });
    expect(after).toMatchObject({ leader: -1, isr: [], elr: [2, 3], lastKnownElr: [3] });
    expect(change(after, [2]).after).toMatchObject({
      leader: 2,
      isr: [2],
      elr: [3],
      lastKnownElr: [],
      recoveryState: 'RECOVERED',
    });
  });

  it('a replica that came back unclean may have lost records, and is not eligible', () => {
    const before = { ...healthy, isr: [], elr: [2, 3], lastKnownElr: [3], leader: -1 };
    expect(change(before, [], { uncleanShutdownReplicas: [3] }).record).toEqual({ elr: [2] });
  });

  it('the last known leader may lead when nobody is left, and counts as unclean', () => {
    const before = { ...healthy, isr: [], elr: [], lastKnownElr: [3], leader: -1 };
    expect(change(before, [1, 2]).changed).toBe(false);
    expect(change(before, [1, 2, 3]).after).toMatchObject({ leader: 3, isr: [3], recoveryState: 'RECOVERING' });
    expect(change(before, [3], { elrEnabled: false }).changed).toBe(false);
    expect(change(before, [3], { useLastKnownLeader: false }).after).toMatchObject({ leader: -1 });
    expect(change({ ...before, elr: [1] }, [3]).changed).toBe(false);
    expect(change({ ...before, lastKnownElr: [2, 3] }, [2, 3]).changed).toBe(false);
  });

  it('reaching min ISR clears it', () => {
    const before = { ...healthy, isr: [1], elr: [2, 3] };
    expect(change(before, [1, 2], { targetIsr: [1, 2] }).record).toEqual({ isr: [1, 2], elr: [] });
  });
});

describe('epochs', () => {
  it('a smaller ISR bumps the leader epoch only under metadata versions before 3.6', () => {
    const options = { targetIsr: [1, 2] };
    expect(change(healthy, [1, 2], options).after.leaderEpoch).toBe(7);
    expect(change(healthy, [1, 2], { ...options, bumpLeaderEpochOnIsrShrink: true }).after.leaderEpoch).toBe(8);
  });

  it('losing replicas bumps it, gaining some does not', () => {
    expect(change(healthy, [1, 2], { targetReplicas: [1, 2], targetIsr: [1, 2] }).after.leaderEpoch).toBe(8);
    expect(change(healthy, [1, 2, 3], { targetReplicas: [1, 2, 3, 4], targetAdding: [4] }).after.leaderEpoch).toBe(7);
  });

  it('a record that only names directories still counts', () => {
    const { changed, after } = change(healthy, [1, 2, 3], { directoriesChanged: true });
    expect({ changed, after }).toEqual({ changed: true, after: { ...healthy, partitionEpoch: 21 } });
  });
});

describe('a reassignment', () => {
  const moving = { ...healthy, replicas: [1, 2, 3, 4], removing: [1], adding: [4] };

  it('ends when the added replicas are in sync', () => {
    expect(change(moving, [1, 2, 3, 4], { targetIsr: [1, 2, 3, 4] }).after).toMatchObject({
      replicas: [2, 3, 4],
      isr: [2, 3, 4],
      removing: [],
      adding: [],
      leader: 2,
    });
  });

  it('goes on while one is missing', () => {
    expect(change(moving, [1, 2, 3, 4]).changed).toBe(false);
  });

  it('that makes the replica set smaller waits for all that remain', () => {
    const shrinking = { ...healthy, removing: [1] };
    expect(change(shrinking, [1, 2, 3], { targetIsr: [1, 2] }).after.replicas).toEqual([1, 2, 3]);
    expect(change(shrinking, [1, 2, 3]).after.replicas).toEqual([2, 3]);
  });
});

const ids = fc.subarray([1, 2, 3, 4]);

describe('whatever is asked for', () => {
  const registration = fc
    .record({ isr: ids, elr: ids, lastKnownElr: ids, leader: fc.constantFrom(-1, 1, 2, 3, 4) })
    .map((fields): PartitionRegistration => ({
      ...healthy,
      replicas: [1, 2, 3, 4],
      ...fields,
      elr: fields.elr.filter((broker) => !fields.isr.includes(broker)),
    }));
  const options = fc.record({
    alive: ids,
    targetIsr: ids,
    minInSyncReplicas: fc.integer({ min: 1, max: 4 }),
    elrEnabled: fc.boolean(),
    useLastKnownLeader: fc.boolean(),
    election: fc.constantFrom('ONLINE' as const, 'PREFERRED' as const, 'UNCLEAN' as const),
  });

  it('a new leader is alive and in the ISR, ISR and ELR are apart, and epochs count changes', () => {
    fc.assert(
      fc.property(registration, options, (before, { alive, ...wanted }) => {
        const { changed, record, after } = change(before, alive, wanted);
        if (!changed) {
          expect(after).toBe(before);
          return;
        }
        expect(after).toEqual(mergeChange(before, record ?? {}));
        expect(after.partitionEpoch).toBe(before.partitionEpoch + 1);
        expect(after.leaderEpoch).toBe(before.leaderEpoch + (record?.leader === undefined ? 0 : 1));
        if (after.leader !== before.leader && after.leader !== -1) {
          expect(alive).toContain(after.leader);
          expect(after.isr).toContain(after.leader);
        }
        if (wanted.elrEnabled) expect(after.elr.filter((broker) => after.isr.includes(broker))).toEqual([]);
        else expect(after.elr).toEqual([]);
      }),
    );
  });

  it('without UNCLEAN and without a last known leader, only ISR or ELR members lead', () => {
    fc.assert(
      fc.property(registration, options, (before, { alive, ...wanted }) => {
        const election = wanted.election === 'UNCLEAN' ? 'ONLINE' : wanted.election;
        const { after } = change(before, alive, { ...wanted, election, useLastKnownLeader: false });
        if (after.leader === before.leader || after.leader === -1) return;
        expect([...wanted.targetIsr, ...before.isr, ...before.elr]).toContain(after.leader);
        expect(after.recoveryState).toBe('RECOVERED');
      }),
    );
  });
});
