/** What nodes of a cluster decide. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alarmsOf,
  blockedReason,
  blocksPublisher,
} from '../../../../sim-engine/systems/rabbitmq/rules/cluster/alarms.ts';
import {
  canConfirm,
  mirrorNodes,
  promote,
  type MirrorPolicy,
} from '../../../../sim-engine/systems/rabbitmq/rules/cluster/mirrors.ts';
import {
  autohealWinners,
  pausesIfAllDown,
  pausesInMinority,
} from '../../../../sim-engine/systems/rabbitmq/rules/cluster/partitions.ts';

describe('pause_minority', () => {
  it('lets at most one side run, whatever the sides', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }), (sides) => {
        const clusterSize = sides.reduce((sum, size) => sum + size, 0);
        const running = sides.filter((visible) => !pausesInMinority({ clusterSize, visible }));
        expect(running.length).toBeLessThanOrEqual(1);
        expect(running.every((size) => size * 2 > clusterSize)).toBe(true);
      }),
    );
  });
});

describe('pause_if_all_down', () => {
  const listed = ['a', 'b'];
  it('a listed node never pauses, another one when it sees none of them', () => {
    expect(pausesIfAllDown({ node: 'a', listed, visible: ['a'] })).toBe(false);
    expect(pausesIfAllDown({ node: 'c', listed, visible: ['c', 'b'] })).toBe(false);
    expect(pausesIfAllDown({ node: 'c', listed, visible: ['c'] })).toBe(true);
  });
});

describe('autoheal', () => {
  it('clients come before nodes', () => {
    const small = { nodes: ['a'], clients: 3 };
    const large = { nodes: ['b', 'c'], clients: 2 };
    expect(autohealWinners([small, large])).toEqual([0]);
    expect(autohealWinners([{ ...small, clients: 2 }, large])).toEqual([1]);
    expect(autohealWinners([large, { ...large, nodes: ['d', 'e'] }])).toEqual([0, 1]);
  });
});

describe('mirrors', () => {
  const policy: MirrorPolicy = {
    mode: 'all',
    count: 2,
    nodes: ['c'],
    synchronisation: 'manual',
    promoteOnFailure: 'always',
    promoteOnShutdown: 'when-synced',
  };
  const mirrors = [
    { node: 'b', synchronised: false },
    { node: 'c', synchronised: true },
  ];

  it('stand where the policy says', () => {
    const running = ['a', 'b', 'c'];
    expect(mirrorNodes(policy, 'b', running)).toEqual(['b', 'a', 'c']);
    expect(mirrorNodes({ ...policy, mode: 'exactly' }, 'b', running)).toEqual(['b', 'a']);
    expect(mirrorNodes({ ...policy, mode: 'nodes' }, 'b', running)).toEqual(['b', 'c']);
  });

  it('the oldest that has everything leads', () => {
    expect(promote({ mirrors, policy, leaderLoss: 'failure' })).toEqual({ outcome: 'promoted', node: 'c' });
  });

  it('when none has everything: always on failure, never on a shutdown, by default', () => {
    const behind = mirrors.map((mirror) => ({ ...mirror, synchronised: false }));
    expect(promote({ mirrors: behind, policy, leaderLoss: 'failure' })).toEqual({ outcome: 'promoted', node: 'b' });
    expect(promote({ mirrors: behind, policy, leaderLoss: 'shutdown' }).outcome).not.toBe('promoted');
  });

  it('a mirror that is not seen any more is not waited for', () => {
    expect(canConfirm({ visibleMirrors: ['a'], acceptedBy: ['a'] })).toBe(true);
    expect(canConfirm({ visibleMirrors: ['a', 'b'], acceptedBy: ['a'] })).toBe(false);
  });
});

describe('alarms', () => {
  const plenty = { node: 'a', memoryUsedBytes: 4, memoryLimitBytes: 4, diskFreeBytes: 5, diskFreeLimitBytes: 5 };
  it('at the limit all is well, beyond it is not', () => {
    expect(alarmsOf(plenty)).toEqual([]);
    const both = alarmsOf({ ...plenty, memoryUsedBytes: 5, diskFreeBytes: 4 });
    expect(both.map(({ resource }) => resource)).toEqual(['memory', 'disk']);
    expect(blockedReason(both)).toBe('low on disk & memory');
    expect([blocksPublisher(both), blocksPublisher([])]).toEqual([true, false]);
  });
});
